"""A collection as brat standoff: a .txt and an .ann file an article, and the annotation.conf that brat and others ask for.

Offsets are code points of the text as it is stored. brat lets no annotation cross a line end, so that one which does is
discontinuous there, as is a content in several pieces. (brat standoff format, brat.nlplab.org/standoff.html.)
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.publish.export.document import ordered_articles
from sayso.publish.views.guarded import Tell, name_of, reason
from sayso.publish.views.lines import Line, lines_of, reviews_of
from sayso.publish.views.narrowing import surer
from sayso.publish.views.renderings import SAID_KINDS, renderings
from sayso.publish.views.stories import actor_of, bundles
from sayso.publish.words.line_words import lead_words
from sayso.publish.words.phrases import one_line
from sayso.records import Article, Story
from sayso.spans import Span, slice_text
from sayso.store.protocol import Store

CONF = """\
[entities]
Direct
Indirect
Mixed
Source
Cue
Speaker

[relations]
SaidBy\tArg1:Direct|Indirect|Mixed, Arg2:Source
CuedBy\tArg1:Direct|Indirect|Mixed, Arg2:Cue
SpokenBy\tArg1:Direct|Indirect|Mixed, Arg2:Speaker
ReportedIn\tArg1:Direct|Indirect|Mixed, Arg2:Direct|Indirect|Mixed

[events]

[attributes]
Basis\tArg:Direct|Indirect|Mixed, Value:named|surname|pronoun|role|cueless|carried_over|never_introduced|unnamed|reviewed|unknown
Act\tArg:Direct|Indirect|Mixed, Value:statement|demand|warning|accusation|denial|promise|praise|announcement|report|opinion|intention|belief
Review\tArg:Direct|Indirect|Mixed, Value:unreviewed|checked|disputed
"""
CONF_NAME = "annotation.conf"
_LINE = re.compile(r"[^\r\n]+")


def write_brat(
    store: Store,
    folder: Path,
    *,
    story: Story | None = None,
    min_confidence: int = 0,
    tell: Tell | None = None,
) -> tuple[str, ...]:
    """Write the files into a folder that is there; the ids of the articles, by which they are named.

    With `tell` what is broken is left out and told; else it is an error.
    """
    (folder / CONF_NAME).write_text(CONF, encoding="utf-8", newline="")
    inside = list(story.articles) if story else None
    actors, reviews = actor_of(store, inside), reviews_of(store, inside)
    written: list[str] = []
    for bundle in bundles(store, ordered_articles(store, story), SAID_KINDS, tell=tell):
        article = bundle.article
        if not article.usable:  # a text beside no annotations would say nothing of why
            continue
        try:
            lines = lines_of(renderings(surer(bundle, min_confidence), actors), reviews)
            text = "".join(standoff(article, lines))
        except ValueError as error:  # a span that does not fit the text
            if tell is None:
                raise
            tell(name_of(article), reason(error))
            continue
        (folder / f"{article.id}.txt").write_text(article.text, encoding="utf-8", newline="")
        (folder / f"{article.id}.ann").write_text(text, encoding="utf-8", newline="")
        written.append(article.id)
    return tuple(written)


def standoff(article: Article, lines: Iterable[Line]) -> Iterator[str]:
    """The lines of an .ann file; ValueError for a span that does not fit the text."""
    bound = relations = attributes = 0
    number_of: dict[str, str] = {}
    within: list[tuple[str, str]] = []
    for number, line in enumerate(lines, start=1):
        attribution, speaker = line.rendering.attribution, line.rendering.speaker
        bound += 1
        content = f"T{bound}"
        number_of[attribution.id] = content
        yield _bound(article, content, attribution.kind.capitalize(), attribution.content)
        for label, relation, span in (
            ("Source", "SaidBy", attribution.source),
            ("Cue", "CuedBy", attribution.cue),
            ("Speaker", "SpokenBy", speaker.mention if speaker else None),
        ):
            if span is not None:
                bound, relations = bound + 1, relations + 1
                yield _bound(article, f"T{bound}", label, (Span(*span),))
                yield f"R{relations}\t{relation} Arg1:{content} Arg2:T{bound}\n"
        known = speaker.basis if speaker and (speaker.name or speaker.entity) else "unknown"
        for label, value in (("Basis", known), ("Act", line.rendering.act), ("Review", line.state)):
            attributes += 1
            yield f"A{attributes}\t{label} {content} {value}\n"
        yield f"#{number}\tAnnotatorNotes {content}\t{one_line(lead_words(line))}\n"
        if attribution.nested_in is not None:
            within.append((content, attribution.nested_in))
    for content, outer in within:
        if outer in number_of:
            relations += 1
            yield f"R{relations}\tReportedIn Arg1:{content} Arg2:{number_of[outer]}\n"


def fragments(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans as brat takes them: in order, none over a line end, none empty."""
    found = [
        Span(start, end)
        for span in sorted(Span(*span) for span in spans)
        for line in _LINE.finditer(slice_text(text, span))
        for start, end in [(span.start + line.start(), span.start + line.end())]
        if text[start:end].strip()
    ]
    if not found:
        raise ValueError(f"nothing but line ends in {list(spans)}; re-derive the record")
    return found


def _bound(article: Article, number: str, label: str, spans: Iterable[Span]) -> str:
    pieces = fragments(article.text, spans)
    offsets = ";".join(f"{start} {end}" for start, end in pieces)
    words = " ".join(article.text[start:end] for start, end in pieces)
    return f"{number}\t{label} {offsets}\t{words}\n"
