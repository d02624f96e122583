"""What a person points at: an id, the beginning of one, or ARTICLE:START-END, as the anchors of a review.

Derived ids change with every version of a stage, so they are only ways to point: what is kept are words of an article.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from sayso.errors import NotFound, SettingsError
from sayso.publish.words.phrases import source_name
from sayso.records import (
    Anchor,
    Article,
    Attribution,
    Discrepancy,
    Evidence,
    Record,
    ReviewedAttribution,
    ReviewedDiscrepancy,
    ReviewedTime,
    ReviewSubject,
    Time,
    UtteranceMember,
)
from sayso.reviews.anchors import LEAST_OVERLAP, jaccard, make_anchor, whole_anchor
from sayso.spans import Span
from sayso.store.protocol import Store

R = TypeVar("R", bound=Record)
LEAST_ID = 6
"""Characters of an id that are enough to name it."""
PLACE = re.compile(r"(?:(?P<article>.+):)?(?P<start>\d{1,12})-(?P<end>\d{1,12})")
SOME = 5
"""Ids that a message names at most."""


class Target(NamedTuple):
    """What a review is of: its subject and its anchors; `slot` is what a discrepancy is about ("" elsewhere)."""

    subject: ReviewSubject
    a: Anchor
    b: Anchor | None = None
    slot: str = ""


def find_target(store: Store, asked: str, subject: str = "") -> Target:
    """What is meant by an id, the beginning of one, or ARTICLE:START-END; NotFound when nothing or several things are.

    `subject` ("attribution", "time", "discrepancy", "article") narrows it; for "article" a file name will do.
    """
    asked = asked.strip()
    if subject == "utterance":
        raise NotFound(_renderings(store, asked))
    place = PLACE.fullmatch(asked)
    if place is not None and place["article"]:
        return _at_place(store, asked, subject)
    if subject == "article":
        return Target("article", whole_anchor(find_article(store, asked).id))
    found = list(_by_id(store, asked, subject))
    if len(found) == 1:
        return found[0][1]
    if not found:
        raise NotFound(
            f"nothing that can be reviewed has the id {asked!r}; take one from `sayso export --format csv`, "
            "or point at the words: ARTICLE:START-END"
        )
    some = ", ".join(f"{target.subject} {name}" for name, target in found[:SOME])
    raise NotFound(f"{len(found)} things have an id that begins with {asked!r}: {some}; write more of it")


def find_article(store: Store, asked: str) -> Article:
    """The one article with an id, the beginning of one, an external id or a file name; NotFound when unclear."""
    asked = asked.strip()
    ids = store.article_ids()
    known = [name for name in ids if name == asked] or [name for name in ids if _is(name, asked)]
    found = [
        article
        for article in store.articles(known or None)
        if known or asked in (article.external_id, article.url, source_name(article))
    ]
    if len(found) != 1:
        many = "no article" if not found else f"{len(found)} articles"
        raise NotFound(f"{many} called {asked!r}; `sayso status --format csv` lists ids and files")
    return found[0]


def find_place(store: Store, asked: str, *, article: str | None = None) -> Anchor:
    """The words at ARTICLE:START-END (START-END where the article is known), as an anchor.

    SettingsError when it is not written so, or when there are no such words; NotFound when the article is not there.
    """
    match = PLACE.fullmatch(asked.strip())
    if match is None or not (match["article"] or article):
        form = "START-END" if article else "ARTICLE:START-END"
        raise SettingsError(
            f"{asked!r} is no place in a text; write {form}, offsets in characters from 0, the end not included"
        )
    here = find_article(store, match["article"] or article or "")
    start, end = int(match["start"]), int(match["end"])
    if not 0 <= start < end <= len(here.text):
        raise SettingsError(
            f"{start}-{end} is no stretch of {source_name(here)}, which has {len(here.text)} characters"
        )
    if not here.text[start:end].strip():
        raise SettingsError(f"{start}-{end} of {source_name(here)} is white space; point at words")
    return make_anchor(here.id, here.text, Span(start, end))


def find_words(article: Article, words: str, *, near: int) -> Anchor:
    """Words as they stand in an article, nearest to a place in it; NotFound when they do not stand there."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    places = [Span(*match.span()) for match in re.finditer(pattern, article.text)] if pattern else []
    if not places:
        raise NotFound(f"{words!r} does not stand in {source_name(article)}; write it as the article does")
    return make_anchor(
        article.id,
        article.text,
        min(places, key=lambda place: (min(abs(place.start - near), abs(place.end - near)), place.start)),
    )


def _by_id(store: Store, asked: str, subject: str) -> Iterator[tuple[str, Target]]:
    """Everything that can be reviewed with an id, or with one that begins so; what reviews took out too."""
    if subject in {"", "attribution"}:
        rows = _rows(store, Attribution, asked)
        spans = {row.id: (row.article, _around(row.content)) for row in rows}
        for gone in store.rows(ReviewedAttribution):
            if _is(gone.attribution, asked):
                spans.setdefault(gone.attribution, (gone.article, Span(gone.start, gone.end)))
        for name, (article, span) in sorted(spans.items()):
            yield name, Target("attribution", _anchor(store, article, span))
    if subject in {"", "time"}:
        spans = {row.id: (row.article, Span(row.start, row.end)) for row in _rows(store, Time, asked)}
        for lost in store.rows(ReviewedTime):
            if _is(lost.time, asked):
                spans.setdefault(lost.time, (lost.article, Span(lost.start, lost.end)))
        for name, (article, span) in sorted(spans.items()):
            yield name, Target("time", _anchor(store, article, span))
    if subject in {"", "discrepancy"}:
        yield from _discrepancies(store, asked)
    if subject == "":
        for article in store.article_ids():
            if _is(article, asked):
                yield article, Target("article", whole_anchor(article))


def _discrepancies(store: Store, asked: str) -> Iterator[tuple[str, Target]]:
    there = {name: slot for name, slot in store.values(Discrepancy, "id", "slot") if _is(name, asked)}
    for name, slot in sorted(there.items()):
        yield name, _discrepancy(store, name, slot)
    for gone in store.rows(ReviewedDiscrepancy):
        if gone.discrepancy not in there and _is(gone.discrepancy, asked):
            there[gone.discrepancy] = gone.field
            a = _anchor(store, gone.article, Span(gone.start, gone.end))
            b = _anchor(store, gone.other_article, Span(gone.other_start, gone.other_end))
            yield gone.discrepancy, Target("discrepancy", a, b, gone.field)


def _discrepancy(store: Store, name: str, slot: str) -> Target:
    """The first words of its first two sides."""
    sides: dict[int, tuple[str, Span]] = {}
    ids = [row for row, of in store.values(Evidence, "id", "comparison") if of == name]
    evidence = list(store.rows(Evidence, ids=ids))
    for row in sorted(evidence, key=lambda row: (row.side, row.article, row.start, row.id)):
        sides.setdefault(row.side, (row.article, Span(row.start, row.end)))
    if len(sides) < 2:
        raise NotFound(f"discrepancy {name} has lost the words of its sides; run `sayso doctor`")
    first, second = (_anchor(store, *sides[side]) for side in sorted(sides)[:2])
    return Target("discrepancy", first, second, slot)


def _at_place(store: Store, asked: str, subject: str) -> Target:
    """The attribution (or the time expression) that covers a selection best."""
    anchor = find_place(store, asked)
    chosen = Span(anchor.start, anchor.end)
    here = [anchor.article]
    said = (_around(row.content) for row in store.rows(Attribution, articles=here))
    times = (Span(row.start, row.end) for row in store.rows(Time, articles=here))
    gone = (Span(row.start, row.end) for row in store.rows(ReviewedAttribution, articles=here))
    lost = (Span(row.start, row.end) for row in store.rows(ReviewedTime, articles=here))
    kinds: tuple[tuple[ReviewSubject, list[Span]], ...] = (
        ("attribution", [*said, *gone]),
        ("time", [*times, *lost]),
    )
    for kind, spans in kinds:
        best = _best(chosen, spans) if subject in {"", kind} else None
        if best is not None:
            return Target(kind, _anchor(store, anchor.article, best))
    what = {"attribution": "no attribution stands", "time": "no time expression stands"}.get(
        subject, "neither an attribution nor a time expression stands"
    )
    raise NotFound(f"{what} at {asked!r}; select more exactly, or add what was missed (`sayso review add`)")


def _best(chosen: Span, spans: Iterable[Span]) -> Span | None:
    """The span that covers a selection best, by Jaccard; None when none covers it well enough."""
    best: tuple[int, Span] | None = None
    for span in sorted(set(spans)):
        share = jaccard(chosen, span)
        if share >= LEAST_OVERLAP and (best is None or share > best[0]):
            best = (share, span)
    return best[1] if best else None


def _renderings(store: Store, asked: str) -> str:
    """The message that an utterance cannot be reviewed, and which attributions render it."""
    rows = (row for row in store.rows(UtteranceMember) if _is(row.utterance, asked))
    names = ", ".join(f"{row.attribution} in {row.article}" for row in list(rows)[:SOME])
    return (
        "an utterance has no words of its own to review; name one of its renderings "
        f"({names or f'none is known of {asked!r}'})"
    )


def _rows(store: Store, kind: type[R], asked: str) -> list[R]:
    ids = [name for (name,) in store.values(kind, "id") if _is(name, asked)]
    return list(store.rows(kind, ids=ids)) if ids else []


def _is(name: str, asked: str) -> bool:
    return name == asked or (len(asked) >= LEAST_ID and name.startswith(asked.lower()))


def _around(content: Iterable[Span]) -> Span:
    """From the first to the last character of a content."""
    spans = list(content)
    return Span(min(span[0] for span in spans), max(span[1] for span in spans))


def _anchor(store: Store, article: str, span: Span) -> Anchor:
    return make_anchor(article, store.article(article).text, span)
