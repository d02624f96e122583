"""What the reviews in force of one article come to for rows that a program found in it: a replay of the log.

The log is taken in its order. Each review finds its row among the rows as they are by then: under every stretch of
text in which the row has stood, so that what another moved or rejected is still found, and what another added is
there. What finds no row comes to nothing until it does. All this is a function of the set of reviews.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from sayso.records import Effect, Review, ReviewedAttribution, ReviewSubject
from sayso.reviews.anchors import find, locate
from sayso.reviews.log import by_time, in_force
from sayso.reviews.states import REMARKS
from sayso.spans import Span

MOVES = "span"
"""The field whose value is where a row is to stand."""


class Asked(NamedTuple):
    """What one review asks of a row: fields with the values they are to have, or why that cannot be."""

    values: Mapping[str, Hashable] = {}
    why_not: str = ""


class Told(NamedTuple):
    """A review that found its row (`row` is the review's own id where it adds one), and what it asks of it.

    `place` is where the words it points at stand now, `other` where those of its second place do in this article.
    """

    review: Review
    row: str
    place: Span
    other: Span | None
    asked: Asked

    @property
    def adds(self) -> bool:
        """Whether the row is there because of this review."""
        return self.row == self.review.id


class Outcome(NamedTuple):
    """What reviews come to: for each its effect and why; the rows that are no more; who is followed in which field."""

    effects: Mapping[str, tuple[Effect, str]]
    gone: frozenset[str]
    values: Mapping[tuple[str, str], Told]


Read = Callable[[Review, Span | None], Asked]
"""What a review asks of a row, given where its second place is in this article (None: none, or not found)."""

Same = Callable[[Span, Span | None, str], bool]
"""Whether what is added (its place, its second place) is a row that is there already, which it covers best."""


def reviews_of(
    reviews: Iterable[Review], *, subject: ReviewSubject, article: str, kinds: Iterable[str]
) -> tuple[Review, ...]:
    """The reviews in force of one article's rows of one sort, in the order of the log."""
    wanted = frozenset(kinds)
    return tuple(
        review
        for review in in_force(reviews)
        if review.subject == subject and review.a_article == article and review.kind in wanted
    )


def replay(
    reviews: Iterable[Review],
    text: str,
    rows: Iterable[tuple[str, Span]],
    *,
    read: Read,
    same: Same = lambda _place, _other, _row: True,
) -> list[Told]:
    """Each review that finds its row, in the order of the log."""
    stood = list(rows)
    told: list[Told] = []
    for review in by_time(reviews):
        place = locate(review.a, text)
        if place is None:
            continue
        other = locate(review.b, text) if review.b and review.b.article == review.a_article else None
        row = find(review.a, text, stood)
        asked = read(review, other)
        if review.kind == "add" and (row is None or not same(place, other, row)):
            row = None if asked.why_not else review.id
            stood += [(row, place)] if row else []
        if row is None:
            continue
        moved = asked.values.get(MOVES)
        if isinstance(moved, Span):
            stood.append((row, moved))
        told.append(Told(review, row, place, other, asked))
    return told


def settle_rows(told: Sequence[Told]) -> Outcome:
    """Which reviews hold.

    Of one reviewer the latest word counts. A rejection removes a row unless another reviewer lets it stand. Of differing
    values of a field the latest is followed. A confirmation is of the row as it was: what another changes later
    overrides it.
    """
    effects: dict[str, tuple[Effect, str]] = {}
    gone: set[str] = set()
    values: dict[tuple[str, str], Told] = {}
    order = {one.review.id: at for at, one in enumerate(told)}
    for row, group in groupby(sorted(told, key=lambda one: (one.row, order[one.review.id])), _row):
        its = list(group)
        for one in its:
            effects[one.review.id] = ("refused", one.asked.why_not) if one.asked.why_not else ("followed", "")
        said = [one for one in its if not one.asked.why_not and one.review.kind not in REMARKS]
        against, live = _sides(said, effects)
        if against and not live:
            gone.add(row)
        elif against:
            for one in against:
                effects[one.review.id] = ("overridden", f"{_named(live[-1])} lets it stand")
        held = _held([one for one in said if one.adds and one not in live] + live, effects)
        values |= {(row, field): one for field, one in held.items()}
    return Outcome(effects, frozenset(gone), values)


def _row(one: Told) -> str:
    return one.row


def _sides(said: Sequence[Told], effects: dict[str, tuple[Effect, str]]) -> tuple[list[Told], list[Told]]:
    """Who rejects, and what the others say for the row; what a reviewer took back by a later word is overridden."""
    against: list[Told] = []
    live: list[Told] = []
    for by in sorted({one.review.by for one in said}):
        own = [one for one in said if one.review.by == by]
        rejects = own[-1].review.kind == "reject"
        last = max((at for at, one in enumerate(own) if one.review.kind == "reject"), default=-1)
        for at, one in enumerate(own):
            if rejects and one.review.kind == "reject":
                against.append(one)
            elif at > last:
                live.append(one)
            else:
                later = own[last] if one.review.kind != "reject" else own[last + 1]
                effects[one.review.id] = ("overridden", f"{_named(later)} says otherwise")
    place = {one.review.id: at for at, one in enumerate(said)}
    return against, sorted(live, key=lambda one: place[one.review.id])


def _held(live: Sequence[Told], effects: dict[str, tuple[Effect, str]]) -> dict[str, Told]:
    """The review that is followed in each field; those that ask for another value, or held for one, are overridden."""
    last: dict[str, Told] = {field: one for one in live for field in one.asked.values}
    before: dict[str, Hashable] = {}
    for one in live:
        before |= one.asked.values
        for field, winner in last.items():
            wanted = winner.asked.values[field]
            asks = field in one.asked.values and one.asked.values[field] != wanted
            # who confirms or adds says that the row is right as it stands then
            as_it_was = one.review.kind in {"confirm", "add"} and winner.review.by != one.review.by
            if asks or (as_it_was and before.get(field, NOTHING) != wanted):
                if one.review.kind != "change" and winner.review.by == one.review.by:
                    continue
                effects[one.review.id] = ("overridden", f"{_named(winner)} says otherwise")
    return last


NOTHING = object()
"""What a field holds that no review has set: something else than any value."""


def _named(one: Told) -> str:
    return f"review {one.review.id} by {one.review.by}"


def set_values(reviewed: Iterable[ReviewedAttribution]) -> dict[tuple[str, str], ReviewedAttribution]:
    """By attribution and field, the review whose value is followed: the latest of those that hold."""
    found: dict[tuple[str, str], ReviewedAttribution] = {}
    for one in sorted(reviewed, key=lambda one: (one.at, one.review)):
        names_speaker = one.kind == "add" and one.other is not None
        if one.effect == "followed" and (one.kind == "change" or names_speaker):
            found[one.attribution, "speaker" if names_speaker else one.field] = one
    return found
