"""What a search found as JSON values: actors on top, lines with the words marked, articles, facets with counts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sayso.publish.export.actor_lines import known_json
from sayso.publish.export.answers import context
from sayso.publish.export.line_answers import cited_json, line_json
from sayso.publish.views.directory import Directory
from sayso.publish.views.finding import FACETS, UNKNOWN, Finding, Wanted
from sayso.publish.views.lines import Line
from sayso.publish.words.line_words import STATE_WORDS
from sayso.publish.words.phrases import KIND_WORDS
from sayso.records import Article
from sayso.spans import Span

Json = dict[str, Any]
Phrases = Sequence[Sequence[str]]
MOST_ACTORS = 5
"""Actors above the lines: of a name that more have, those who say most."""
MOST_SNIPPETS = 3
"""Places of one article beside its headline; its own page shows all."""
AROUND = 100
"""Characters on either side of a place in a snippet."""
FACET_WORDS = {
    "speaker": "Speaker",
    "outlet": "Outlet",
    "act": "Speech act",
    "channel": "Channel",
    "kind": "Quoted or paraphrased",
    "state": "Review",
    "language": "Language",
    "story": "Story",
}


def finding_json(
    directory: Directory, finding: Finding, lines: Iterable[Line], articles: Iterable[Article]
) -> Json:
    """A search with the part of its lines and articles that was read."""
    wanted = finding.wanted
    return {
        "asked": asked_json(wanted),
        "spellings": list(finding.spellings),
        "cut": finding.cut,
        "no_words": finding.no_words,
        "actors": [known_json(one) for one in finding.actors[:MOST_ACTORS]],
        "more_actors": max(0, len(finding.actors) - MOST_ACTORS),
        "lines": {"total": len(finding.told), "found": [hit_json(one, finding.phrases) for one in lines]},
        "left_out": finding.left_out,
        "articles": {
            "total": len(finding.articles),
            "found": [article_hit_json(one, finding.phrases) for one in articles],
        },
        "facets": facets_json(directory, wanted, finding.counts, FACETS),
    }


def asked_json(wanted: Wanted) -> Json:
    """What was asked for: the words, and every filter that is set."""
    return {
        "words": wanted.words,
        **{name: getattr(wanted, name) or None for name in (*FACETS, "since", "until")},
        "when": wanted.when,
        "all_acts": wanted.all_acts,
    }


def hit_json(line: Line, phrases: Phrases) -> Json:
    """A line with where the words stand: `marks` within `words`, `hits` within the article."""
    rendering = line.rendering
    found: list[Span] = []
    for start, end in rendering.attribution.content:
        piece = rendering.article.text[start:end]
        found += [Span(start + a, start + b) for a, b in _spans(piece, phrases)]
    return {
        **line_json(line),
        "marks": [{"start": a, "end": b} for a, b in _spans(rendering.words, phrases)],
        "hits": [{"start": a, "end": b} for a, b in found],
    }


def article_hit_json(article: Article, phrases: Phrases) -> Json:
    """An article with its first places, each in the words around it; `marks` within these."""
    spans = _spans(article.text, phrases) if article.usable else ()
    longest = [span for span in spans if not _inside(span, spans)]
    places = []
    for span in _far_apart(longest):
        words, mark = context(article.text, span, around=AROUND)
        places.append(
            {
                "start": span.start,
                "end": span.end,
                "words": words,
                "marks": [{"start": mark.start, "end": mark.end}],
                "link": f"/article/{article.id}?at={span.start}-{span.end}",
            }
        )
    title = article.title or ""
    return {
        **cited_json(article),
        "title_marks": [{"start": a, "end": b} for a, b in _spans(title, phrases)],
        "hits": len(longest),
        "places": places,
    }


def _far_apart(spans: Sequence[Span]) -> list[Span]:
    """The first places whose surroundings do not overlap, so that no snippet says what another one does."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start - kept[-1].end > 2 * AROUND:
            kept.append(span)
        if len(kept) == MOST_SNIPPETS:
            break
    return kept


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(one != span and one.start <= span.start and span.end <= one.end for one in spans)


def _spans(text: str, phrases: Phrases) -> tuple[Span, ...]:
    from sayso.store.search import find_spans  # noqa: PLC0415 - SQLAlchemy is heavy, and `import sayso` need not wait for it

    return find_spans(text, phrases)


def facets_json(
    directory: Directory,
    wanted: Wanted,
    counts: Mapping[str, Sequence[tuple[str, int]]],
    names: Iterable[str],
) -> list[Json]:
    """The values of each filter with how many attributions have them; those that are asked for are `on`."""
    return [_facet(directory, name, getattr(wanted, name), counts.get(name, ())) for name in names]


def _facet(directory: Directory, name: str, asked: str, counted: Sequence[tuple[str, int]]) -> Json:
    values = [
        {
            "value": value,
            "words": value_name(directory, name, value),
            "count": count,
            "on": value.casefold() == asked.casefold(),
        }
        for value, count in counted
        if name != "speaker" or directory.has_page(value)
    ]
    return {"name": name, "words": FACET_WORDS[name], "asked": asked or None, "values": values}


def value_name(directory: Directory, name: str, value: str) -> str:
    """A value of a filter as a person reads it."""
    if name == "speaker" and value in directory.actors:
        return directory.actors[value].name
    if name == "story" and value in directory.stories:
        return directory.stories[value].title
    if value == UNKNOWN:
        return {"channel": "no channel named", "outlet": "outlet unknown"}.get(name, UNKNOWN)
    words: Mapping[Any, str] = KIND_WORDS if name == "kind" else STATE_WORDS if name == "state" else {}
    return words.get(value, value)
