"""What people decided of an article's attributions, put to work on those that were found: out, in, moved, renamed."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from sayso.annotate.attributing.contents import kind_of, pieces_of
from sayso.annotate.attributing.quotations import Quotation, find_quotations
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.annotate.naming.pointed import entity_called, entity_of
from sayso.ids import make_id
from sayso.records import (
    Article,
    Attribution,
    AttributionKind,
    Entity,
    Mention,
    Review,
    ReviewedAttribution,
    SpeechAct,
)
from sayso.reviews.decisions import Asked, Outcome, Told, replay, reviews_of, settle_rows
from sayso.spans import Span, contains, overlap
from sayso.words.forms import read_words

KINDS = frozenset({"confirm", "reject", "change", "add", "note", "original"})
"""What can be decided of an attribution."""
WORDED = frozenset({"speaks_for", "channel"})
"""Fields whose value is words of the article, or words of the reviewer's own."""
ALIKE = 800
"""Thousandths of the union from which what is added is what is there; less may be a content within a content."""
ADDED = "added by a reviewer"
CHANGED = "changed by a reviewer"
CHECKED = "checked by a reviewer"
SURE = 1000

Nest = Callable[[list[Attribution]], Iterable[Attribution]]
"""Gives each row the one around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a review is read against: the article, who is mentioned in it, and its quotations."""

    article: Article
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    quotations: list[Quotation]


def extent(content: Sequence[Span]) -> Span:
    """A content from its first to its last character: what an anchor of an attribution covers."""
    return Span(min(span.start for span in content), max(span.end for span in content))


def review_rows(
    article: Article,
    found: Sequence[Attribution],
    reviews: Iterable[Review],
    *,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    nest: Nest,
) -> tuple[list[Attribution], list[ReviewedAttribution]]:
    """The attributions that an article has after its reviews, and what each review came to.

    Without a review in force the rows are those that were found, as they were.
    """
    decided = reviews_of(reviews, subject="attribution", article=article.id, kinds=KINDS)
    if not decided:
        return list(found), []
    text = article.text
    page = Page(
        article=article,
        entities=entities,
        mentions=mentions,
        quotations=find_quotations(text, paragraphs(text)),
    )
    by_id = {row.id: row for row in found}
    told = replay(
        decided,
        text,
        [(row.id, extent(row.content)) for row in found],
        read=lambda review, other: _read(page, review, other),
        same=lambda place, other, row: _same(text, place, other, by_id.get(row)),
    )
    outcome = settle_rows(told)
    rows = by_id | {one.row: _added(page, one) for one in told if one.adds}
    kept = {key: _changed(page, rows[key], key, told, outcome) for key in rows}
    left = {row.id: row for key, row in kept.items() if key not in outcome.gone}
    return _nested(left, by_id, nest), [_reviewed(article, kept[one.row], one, outcome) for one in told]


def reading_order(row: Attribution) -> tuple[Span, Span, str]:
    """By where the content begins, then by the cue."""
    return row.content[0], row.cue or row.content[0], row.id


def _nested(left: dict[str, Attribution], found: dict[str, Attribution], nest: Nest) -> list[Attribution]:
    """The rows in reading order, each within the one around it; what no review touches stays where it was found."""
    rows = sorted(left.values(), key=reading_order)
    around = {row.id: row.nested_in for row in nest([replace(row, nested_in=None) for row in rows])}
    for at, row in enumerate(rows):
        as_found = row.id in found and (row.nested_in is None or row.nested_in in left)
        outer = around[row.id]
        if not as_found or (outer is not None and outer not in found):
            rows[at] = replace(row, nested_in=outer)
    return rows


def _same(text: str, place: Span, other: Span | None, row: Attribution | None) -> bool:
    """Whether what is added is an attribution that is there: not one that stands within it, whose speaker it names."""
    if row is None:
        return True  # of two that people added, a content that is half the same is one
    there = extent(row.content)
    if (
        other is not None
        and any(contains(span, other) for span in row.content)
        and not contains(place, other)
    ):
        return False
    both = overlap(place, there)
    union = place.end - place.start + there.end - there.start - both
    forms = [read_words(text[span.start : span.end]).forms for span in (place, there)]
    return forms[0] == forms[1] or SURE * both >= ALIKE * union


def _read(page: Page, review: Review, other: Span | None) -> Asked:
    """What a review asks of an attribution, or why that cannot be."""
    if review.kind == "add":
        values: dict[str, Hashable] = {}
        # where the words that name the speaker are gone, what was said stays, and who said it is unknown
        if review.value and review.value not in get_args(AttributionKind):
            return Asked(
                why_not=f"{review.value!r} is no kind; there are {', '.join(get_args(AttributionKind))}"
            )
        values |= {"speaker": _who(page, other, None)} if other else {}
        values |= {"kind": review.value} if review.value else {}
        return Asked(values)
    if review.kind != "change":
        return Asked()
    if review.b is not None and other is None:
        return Asked(why_not="the words that it names do not stand in this article")
    return _read_change(page, review, other)


def _read_change(page: Page, review: Review, other: Span | None) -> Asked:
    field, value = review.field, review.value
    choices = {"kind": get_args(AttributionKind), "act": get_args(SpeechAct)}
    if field in choices:
        if value in choices[field]:
            return Asked({field: value})
        return Asked(why_not=f"{value!r} is no {field}; there are {', '.join(choices[field])}")
    if field == "span":
        return Asked({field: other}) if other else Asked(why_not="it names no words for the new content")
    if field == "cue":
        return Asked({field: other})
    if field == "speaker":
        return Asked({field: _who(page, other, value)})
    if field in WORDED:
        words = page.article.text[other.start : other.end] if other else value or ""
        return Asked({field: read_words(words).forms or words})
    if field == "said_on":
        return Asked({field: value}) if value is None or is_day(value) else _no_day(value)
    return Asked(why_not=f"an attribution has no {field!r} that a review can change")


def is_day(value: str) -> bool:
    """Whether a value is a day as ISO 8601 writes it ("2031-05-07")."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _no_day(value: str) -> Asked:
    return Asked(why_not=f"{value!r} is no day; write it as 2031-05-07")


def _who(page: Page, other: Span | None, value: str | None) -> Hashable:
    """Who is meant, so that two ways to name the same one are the same value."""
    if other is not None:
        entity = entity_of(page.article.text, other, entities=page.entities, mentions=page.mentions)
        words = page.article.text[other.start : other.end]
    elif value:
        entity, words = entity_called(value, page.entities), value
    else:
        return None
    return entity.id if entity is not None else tuple(read_words(words).forms)


def _added(page: Page, one: Told) -> Attribution:
    """The attribution that a review adds, before other reviews change it."""
    content = pieces_of(page.article.text, one.place, page.quotations, aside=[one.other] if one.other else [])
    return Attribution(
        id="",
        article=page.article.id,
        kind="direct",
        content=content,
        cue=None,
        source=one.other,
        confidence=SURE,
        reasons=(ADDED,),
    )


def _changed(page: Page, row: Attribution, key: str, told: Sequence[Told], outcome: Outcome) -> Attribution:
    """A row as the reviews that are followed want it, with the id that this gives it."""
    values = {
        field: outcome.values[key, field]
        for field in ("span", "kind", "cue")
        if (key, field) in outcome.values
    }
    own = [one for one in told if one.row == key and outcome.effects[one.review.id][0] == "followed"]
    content, cue = row.content, row.cue
    if "cue" in values:
        cue = values["cue"].other
    if "span" in values:
        moved = values["span"].other or extent(content)
        content = pieces_of(
            page.article.text, moved, page.quotations, aside=[s for s in (cue, row.source) if s]
        )
    kind = row.kind
    if "span" in values or ADDED in row.reasons:
        kind = kind_of(page.article.text, content, page.quotations)
    if "kind" in values:
        kind = values["kind"].asked.values["kind"]  # type: ignore[assignment]
    reasons = list(row.reasons)
    if ADDED not in row.reasons:
        reasons += [CHANGED] if values else [CHECKED] if any(_checks(one) for one in own) else []
    return replace(
        row,
        id=make_id("Attribution", page.article.revision, content, cue, row.source),
        kind=kind,
        content=content,
        cue=cue,
        confidence=SURE if len(reasons) > len(row.reasons) else row.confidence,
        reasons=tuple(reasons),
    )


def _checks(one: Told) -> bool:
    return one.review.kind in {"confirm", "add", "change"}


def _reviewed(article: Article, row: Attribution, one: Told, outcome: Outcome) -> ReviewedAttribution:
    effect, why = outcome.effects[one.review.id]
    place, review = extent(row.content), one.review
    return ReviewedAttribution(
        id=make_id("ReviewedAttribution", article.revision, review.id),
        article=article.id,
        attribution=row.id,
        start=place.start,
        end=place.end,
        review=review.id,
        kind=review.kind,  # type: ignore[arg-type] # of KINDS
        field=review.field,
        value=review.value,
        other=one.other,
        by=review.by,
        at=review.at,
        effect=effect,
        why=why,
    )
