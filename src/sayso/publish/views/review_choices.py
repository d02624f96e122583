"""What a reviewer chooses from: whom an article names and where, what stands around some words, what was decided before."""

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.publish.words.phrases import one_line
from sayso.records import Article, Attribution, Entity, EntityType, Mention, Time
from sayso.spans import Span
from sayso.store.protocol import Store

AROUND = 240
"""Characters shown on either side of what is reviewed: about two sentences, enough to see who speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody whom an article names or describes, with the first words that do so."""

    entity: str
    name: str
    type: EntityType
    named: bool
    span: Span
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Words of an article with what stands before and after them, on one line each."""

    before: str
    words: str
    after: str


def named_in(store: Store, article: Article) -> tuple[Named, ...]:
    """Everybody in an article who may have said something: those with names first, people before bodies."""
    mentions = {mention.id: mention for mention in store.rows(Mention, articles=[article.id])}
    found = []
    for entity in store.rows(Entity, articles=[article.id]):
        spans = sorted(
            (mentions[one].form != "name", mentions[one].start, mentions[one].end)
            for one in entity.mentions
            if one in mentions
        )
        if not spans or entity.type == "document":
            continue
        span = Span(*spans[0][1:])
        name = one_line(entity.name) or one_line(article.text[span.start : span.end])
        found.append(
            Named(
                entity=entity.id,
                name=name,
                type=entity.type,
                named=entity.named,
                span=span,
                mentions=len(spans),
            )
        )
    return tuple(
        sorted(
            found,
            key=lambda one: (
                not one.named,
                one.type == "place",
                one.type != "person",
                -one.mentions,
                one.span.start,
            ),
        )
    )


def surroundings(article: Article, span: Span) -> Surroundings:
    """Some words with what stands around them; cut between words."""
    text = article.text
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    before, after = one_line(text[start : span.start]), one_line(text[span.end : end])
    return Surroundings(
        before=("… " if start else "") + before,
        words=text[span.start : span.end],
        after=after + (" …" if end < len(text) else ""),
    )


def attribution_at(store: Store, article: str, span: Span) -> Attribution | None:
    """The attribution whose content stands just there; None when there is none."""
    return next(
        (row for row in store.rows(Attribution, articles=[article]) if _around(row.content) == span), None
    )


def time_at(store: Store, article: str, span: Span) -> Time | None:
    """The time expression that stands just there; None when there is none."""
    return next((row for row in store.rows(Time, articles=[article]) if (row.start, row.end) == span), None)


def _around(content: Iterable[Span]) -> Span:
    spans = list(content)
    return Span(min(span[0] for span in spans), max(span[1] for span in spans))
