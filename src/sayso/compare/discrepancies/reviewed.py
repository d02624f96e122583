"""What people say of the discrepancies of one story: which there are none of, of which kind they are, which were missed.

A review points at words on two sides and names the slot. It is of the discrepancy of that slot that has these words on
two of its sides; where those words, or the story, are not there any more, it comes to nothing until they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, cast, get_args

from sayso.compare.discrepancies.finding import Side
from sayso.compare.discrepancies.joining import SLOTS, Comparison
from sayso.compare.discrepancies.reading import StoryReading
from sayso.ids import make_id
from sayso.records import DifferenceKind, Review, ReviewedDiscrepancy, Slot
from sayso.reviews.anchors import LEAST_OVERLAP, jaccard, locate
from sayso.reviews.decisions import Asked, Outcome, Told, settle_rows
from sayso.reviews.log import by_time
from sayso.spans import Span

KINDS = frozenset({"confirm", "reject", "change", "add", "note"})
SURE = 1000
"""How sure a person is who says so."""


class Named(NamedTuple):
    """A comparison with the id that its discrepancy has."""

    id: str
    comparison: Comparison


def of_discrepancies(reviews: Iterable[Review]) -> list[Review]:
    """Those of some reviews in force that are about discrepancies."""
    return [review for review in reviews if review.subject == "discrepancy" and review.kind in KINDS]


def apply_reviews(
    story: StoryReading, found: Sequence[Named], reviews: Iterable[Review]
) -> tuple[list[Named], list[ReviewedDiscrepancy]]:
    """The discrepancies as people leave them, and what each review comes to."""
    rows = {one.id: one for one in found}
    added: dict[str, str] = {}
    told: list[Told] = []
    for review in by_time(reviews):
        places = _places(story, review)
        if places is None:
            continue
        asked = _asked(review)
        row = _row_at(rows.values(), review, places)
        if row is None and review.kind == "add" and not asked.why_not:
            made = _added(story, review, places)
            row = made.id
            rows[row], added[row] = made, review.id
        if row is not None or review.kind == "add":
            told.append(Told(review, added.get(row or "", row or review.id), *places, asked))
    outcome = settle_rows(told)
    names = {review: row for row, review in added.items()}
    kept = [
        _changed(one, outcome, added.get(one.id, one.id))
        for one in rows.values()
        if added.get(one.id, one.id) not in outcome.gone
    ]
    return kept, [_reviewed(story.story, one, names.get(one.row, one.row), outcome) for one in told]


def _places(story: StoryReading, review: Review) -> tuple[Span, Span] | None:
    """Where both places stand now; None when one is not in the story, or its words are gone."""
    found: list[Span] = []
    for anchor in review.anchors:
        article = story.articles.get(anchor.article)
        place = locate(anchor, article.text) if article is not None else None
        if place is not None:
            found.append(place)
    return (found[0], found[1]) if len(found) == 2 else None


def _row_at(rows: Iterable[Named], review: Review, places: tuple[Span, Span]) -> str | None:
    """The discrepancy of the review's slot that has the two places on two of its sides, best covered."""
    best: tuple[int, str] | None = None
    for one in rows:
        if one.comparison.slot != review.field:
            continue
        shares = [
            (_share(a, review.a_article, places[0]), _share(b, review.b_article, places[1]))
            for number, a in enumerate(one.comparison.sides)
            for other, b in enumerate(one.comparison.sides)
            if number != other
        ]
        share = max((x + y for x, y in shares if min(x, y) >= LEAST_OVERLAP), default=0)
        if share and (best is None or (-share, one.id) < best):
            best = (-share, one.id)
    return best[1] if best else None


def _share(side: Sequence[Side], article: str, place: Span) -> int:
    return max((jaccard(one.span, place) for one in side if one.article == article), default=0)


def _asked(review: Review) -> Asked:
    if review.kind not in {"change", "add"}:
        return Asked()
    if review.value not in get_args(DifferenceKind):
        kinds = ", ".join(get_args(DifferenceKind))
        return Asked(why_not=f"{review.value!r} is no kind of difference; there are {kinds}")
    if review.field not in SLOTS:
        return Asked(
            why_not=f"{review.field!r} is nothing that reports differ in; there are {', '.join(SLOTS)}"
        )
    return Asked({"kind": review.value})


def _added(story: StoryReading, review: Review, places: tuple[Span, Span]) -> Named:
    """The discrepancy of two selected places, each in the voice in which it stands."""
    sides = []
    for anchor, place in zip(review.anchors, places, strict=True):
        article = story.articles[anchor.article]
        sides.append(
            Side(
                article=anchor.article,
                value=article.words(place),
                start=place.start,
                end=place.end,
                context=article.context(place),
                attribution=article.attribution_at(place),
                reasons=(f"selected by {review.by}",),
            )
        )
    sides.sort(key=lambda side: (side.article, side.start, side.end))
    slot = cast("Slot", review.field)
    comparison = Comparison(
        slot=slot,
        difference=cast("DifferenceKind", review.value),
        level="between" if len({side.article for side in sides}) > 1 else "inside",
        about=sides[0].value,
        sides=tuple((side,) for side in sides),
        score=SURE,
        reasons=(f"added by {review.by}",),
    )
    where = [(side.article, side.start, side.end) for side in sides]
    return Named(make_id("Discrepancy", story.story, "added", slot, where), comparison)


def _changed(one: Named, outcome: Outcome, row: str) -> Named:
    winner = outcome.values.get((row, "kind"))
    if winner is None or winner.review.kind != "change":
        return one
    comparison = replace(
        one.comparison,
        difference=cast("DifferenceKind", winner.review.value),
        reasons=(
            *one.comparison.reasons,
            f"said to be of the kind {winner.review.value} by {winner.review.by}",
        ),
    )
    return Named(one.id, comparison)


def _reviewed(story: str, one: Told, discrepancy: str, outcome: Outcome) -> ReviewedDiscrepancy:
    review, other = one.review, one.other or one.place
    effect, why = outcome.effects[review.id]
    return ReviewedDiscrepancy(
        id=make_id("ReviewedDiscrepancy", story, review.id),
        article=review.a_article,
        start=one.place.start,
        end=one.place.end,
        other_article=review.b_article,
        other_start=other.start,
        other_end=other.end,
        story=story,
        discrepancy=discrepancy,
        review=review.id,
        kind=review.kind,  # type: ignore[arg-type]  # one of KINDS
        field=review.field,
        value=review.value,
        by=review.by,
        at=review.at,
        effect=effect,
        why=why,
    )
