"""Answers to questions as JSON values and table rows, for programs that ask through the command line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any

from sayso.publish.export.annotated import published, span_json
from sayso.publish.views.renderings import Rendering, Step, UtteranceView
from sayso.publish.views.said import Chosen
from sayso.publish.views.searching import Search
from sayso.publish.views.speakers import Counted
from sayso.publish.words.origin_words import bound_name
from sayso.publish.words.phrases import line_of, one_line, part_words
from sayso.records import Article, Origin
from sayso.spans import Span

Json = dict[str, Any]


def said_json(chosen: Sequence[Chosen], *, wording: bool = False) -> Json:
    """Utterances with every rendering of them; `capacity` says in what capacity it was said for the name asked.

    With `wording` also how each rendering differs from the first one.
    """
    return {
        "utterances": [
            {
                "id": item.utterance.id,
                "actor": item.utterance.actor,
                "speaker": item.utterance.speaker,
                "capacity": item.capacity or None,
                "said_on": item.utterance.said_on,
                "origins": origin_json(item.utterance.origin, sources_of(item.utterance)),
                "renderings": [_rendering(rendering) for rendering in item.utterance.renderings],
                **({"differences": _differences(item.utterance)} if wording else {}),
            }
            for item in chosen
        ]
    }


def sources_of(view: UtteranceView) -> list[tuple[str, str]]:
    """The articles of an utterance, each with the textual source that it belongs to, as far as one is known."""
    return [(item.article.id, item.source) for item in view.renderings if item.source is not None]


def chain_json(chain: Iterable[Step]) -> list[Json]:
    """The steps by which words reached an article, from the article inwards; `held` null: credited, not held."""
    return [
        {
            "step": hop.step,
            "carrier": hop.carrier,
            "start": hop.start,
            "end": hop.end,
            "held": hop.held,
            "basis": hop.basis,
            "suggested": hop.suggested,
            "why": hop.why,
        }
        for hop, _ in chain
    ]


def _differences(view: UtteranceView) -> list[Json]:
    """Each rendering but the first (`a`), with where its words (`b`) are others."""
    first = view.renderings[0]
    return [
        {
            "a": first.attribution.id,
            "b": item.attribution.id,
            "found": [
                {
                    "kind": one.kind,
                    "a": [span_json(first.article.text, span) for span in one.a],
                    "b": [span_json(item.article.text, span) for span in one.b],
                    "why": one.why,
                    "slight": one.slight,
                }
                for one in found
            ],
        }
        for item, found in view.differences()
    ]


def speakers_json(rows: Iterable[Counted]) -> Json:
    """Speakers with the body that they speak for (null: no words name one) and counts."""
    return {"speakers": [asdict(row) | {"body": row.body or None} for row in rows]}


def speaker_columns() -> tuple[str, ...]:
    """The columns of a table of speakers."""
    return tuple(field.name for field in fields(Counted))


def origin_json(origin: Origin | None, sources: Iterable[tuple[str, str]]) -> Json:
    """How many textual sources there are, between which bounds, and which articles have one; `sources` by article."""
    if origin is None:
        return {"least": None, "most": None, "bound": "unknown", "count": None, "groups": [], "reasons": []}
    groups: dict[str, set[str]] = {}
    for article, source in sources:
        groups.setdefault(source, set()).add(article)
    bound = bound_name(origin.least, origin.most)
    return {
        "least": origin.least,
        "most": origin.most,
        "bound": bound,
        "count": origin.least if bound in {"exact", "at_least"} else origin.most,
        "groups": [{"articles": sorted(articles)} for _, articles in sorted(groups.items())],
        "reasons": list(origin.reasons),
    }


def search_json(answer: Search) -> Json:
    """Hits with their spans and lines."""
    return {
        "spellings": list(answer.spellings),
        "articles": [
            {
                **article_json(found.article),
                "as_phrase": found.as_phrase,
                "in_title": found.in_title,
                "hits": [
                    {
                        **(span_json(found.article.text, span) or {}),
                        "line": line_of(found.article.text, span.start),
                    }
                    for span in found.spans
                ],
            }
            for found in answer.found
        ],
    }


def hit_columns() -> tuple[str, ...]:
    """The columns of a table of hits."""
    return (
        "article",
        "outlet",
        "published_earliest",
        "published_basis",
        "completeness",
        "title",
        "path",
        "line",
        "start",
        "end",
        "words",
        "context",
    )


def hit_rows(answer: Search) -> Iterator[tuple[object, ...]]:
    """One row a hit; an article that only its title names has one row without a span."""
    for found in answer.found:
        article = found.article
        dates = (article.published_earliest, article.published_basis)
        head = (article.id, article.outlet, *dates, article.completeness, article.title, article.path)
        for span in found.spans:
            words = article.text[span.start : span.end]
            yield (*head, line_of(article.text, span.start), *span, words, context(article.text, span)[0])
        if not found.spans:
            yield (*head, None, None, None, None, None)


def context(text: str, span: Span, *, around: int = 100) -> tuple[str, Span]:
    """The words around a span on one line, and where the span's own words stand in that line."""
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    while start > 0 and not text[start - 1].isspace() and span.start - start < 2 * around:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - span.end < 2 * around:
        end += 1
    before, words, after = (
        one_line("|" + text[a:b] + "|")[1:-1]
        for a, b in ((start, span.start), (span.start, span.end), (span.end, end))
    )
    before, after = before.lstrip(), after.rstrip()
    left = "… " if start > 0 else ""
    line = left + before + words + after + (" …" if end < len(text) else "")
    at = len(left) + len(before)
    return line, Span(at, at + len(words))


def _rendering(rendering: Rendering) -> Json:
    article, speaker = rendering.article, rendering.speaker
    return {
        **article_json(article),
        "attribution": rendering.attribution.id,
        "kind": rendering.attribution.kind,
        "content": [span_json(article.text, span) for span in rendering.attribution.content],
        "cue": span_json(article.text, rendering.attribution.cue),
        "source": span_json(article.text, rendering.attribution.source),
        "speaker": speaker.name if speaker else "",
        "basis": speaker.basis if speaker else None,
        "speech_act": rendering.act,
        "reported_by": list(rendering.within),
        "chain": chain_json(rendering.chain),
        "textual_source": rendering.source,
        "score": rendering.score,
        "reasons": list(rendering.reasons),
        "language": span_json(article.text, rendering.language),
        "confidence": rendering.confidence,
    }


def article_json(article: Article) -> Json:
    """An article as answers name it: its id, outlet, days, title and file."""
    return {
        "article": article.id,
        "outlet": article.outlet,
        "published": published(article),
        "published_basis": article.published_basis,
        "published_doubt": article.published_doubt,
        "updated": article.updated,
        "completeness": article.completeness,
        "completeness_reason": article.completeness_reason,
        "part_words": part_words(article),
        "pubstatus": article.pubstatus,
        "title": article.title,
        "path": article.path,
    }
