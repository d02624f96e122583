"""The log of reviews: which are in force, and which of those that contradict each other win.

Both are functions of the set of reviews, so that two logs give the same result in whichever order they are merged.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from sayso.ids import make_id
from sayso.records import Anchor, Review, ReviewKind, ReviewSubject


class Pair(Protocol):
    """What one review says of two things: that they are one (`same`) or two."""

    @property
    def entity(self) -> str:
        """The first of them."""
        ...

    @property
    def other_entity(self) -> str:
        """The second."""
        ...

    @property
    def same(self) -> bool:
        """Whether they are one."""
        ...

    @property
    def review(self) -> str:
        """The id of the review."""
        ...

    @property
    def at(self) -> str:
        """When it was said."""
        ...


class ArticlePair(NamedTuple):
    """Two articles that a review makes one story, or two: what `settle` takes, as it takes two entities."""

    entity: str
    other_entity: str
    same: bool
    review: str
    by: str
    at: str

    @classmethod
    def of(cls, review: Review) -> "ArticlePair":
        """The pair of a review of two stories, the smaller id first."""
        one, two = sorted((review.a_article, review.b_article))
        return cls(one, two, review.kind == "same_story", review.id, review.by, review.at)


class Settled(NamedTuple):
    """What reviews amount to: pairs of entities that are one actor, pairs that are two, and what lost to what.

    `overridden` names, for each review that is not followed, the later reviews that it contradicts.
    """

    same: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]
    overridden: Mapping[str, tuple[str, ...]]


def make_review(
    kind: ReviewKind,
    a: Anchor,
    b: Anchor | None = None,
    *,
    by: str,
    at: str,
    note: str = "",
    undoes: str | None = None,
    subject: ReviewSubject = "actor",
    field: str = "",
    value: str | None = None,
    tags: tuple[str, ...] = (),
    language: str = "",
    translator: str = "",
) -> Review:
    """A review with the id that its contents give it: the same one in two logs is one."""
    # what only some reviews have counts where it is there: the ids of older logs hold
    further = (subject, field, value, tags, language, translator)
    more = [] if further == ("actor", "", None, (), "", "") else [further]
    other = b or Anchor("", "", "", "", 0, 0)
    return Review(
        id=make_id("Review", kind, a, b, by, at, note, undoes, *more),
        kind=kind,
        **{f"a_{name}": part for name, part in a._asdict().items()},
        **{f"b_{name}": part for name, part in other._asdict().items()},
        by=by,
        at=at,
        note=note,
        undoes=undoes,
        subject=subject,
        field=field,
        value=value,
        tags=tags,
        language=language,
        translator=translator,
    )


def undo(review: Review, *, by: str, at: str, note: str = "") -> Review:
    """The review that takes another back; taking back an undo brings back what it undid."""
    return make_review(
        "undo", review.a, review.b, by=by, at=at, note=note, undoes=review.id, subject=review.subject
    )


def in_force(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The reviews that no undo in force takes back, without the undos themselves; by time, then id."""
    rows = by_time(reviews)
    gone = taken_back(rows)
    return tuple(review for review in rows if review.undoes is None and review.id not in gone)


def story_pairs(reviews: Iterable[Review]) -> list[ArticlePair]:
    """The reviews in force of which articles tell one story."""
    kinds = {"same_story", "different_stories"}
    return [ArticlePair.of(review) for review in in_force(reviews) if review.kind in kinds]


def taken_back(reviews: Iterable[Review]) -> dict[str, str]:
    """What is taken back, undos among it, each with the first undo in force that does so."""
    rows = by_time(reviews)
    undos: dict[str, list[Review]] = {}
    for review in rows:
        if review.undoes is not None:
            undos.setdefault(review.undoes, []).append(review)
    stands: dict[str, bool] = {}
    for review in rows:
        _decide(review, undos, stands)
    taken: dict[str, str] = {}
    for review in rows:
        if review.undoes is not None and stands[review.id]:
            taken.setdefault(review.undoes, review.id)
    return taken


def by_time(reviews: Iterable[Review]) -> list[Review]:
    """Reviews in the order of the log: by time, then id."""
    return sorted(reviews, key=lambda review: (review.at, review.id))


def _decide(first: Review, undos: Mapping[str, Sequence[Review]], stands: dict[str, bool]) -> None:
    """Whether a review and all that undo it stand, without recursion: people may undo an undo very often."""
    waiting = [first]
    seen: set[str] = set()
    while waiting:
        review = waiting[-1]
        against = undos.get(review.id, ())
        ahead = [other for other in against if other.id not in stands and other.id not in seen]
        if review.id in stands or not ahead:
            # what is not known by now undoes itself by a detour: an id holds a hash, so only a forged log has it
            stands.setdefault(review.id, not any(stands.get(other.id, False) for other in against))
            waiting.pop()
            continue
        seen |= {review.id, *(other.id for other in ahead)}
        waiting += ahead


def settle(pairs: Iterable[Pair]) -> Settled:
    """Follow reviews from the latest to the earliest; what contradicts one that is followed already is not followed.

    Being one is transitive: a review that keeps two apart loses to later ones that make both one with a third.
    """
    root: dict[str, str] = {}
    apart: dict[tuple[str, str], str] = {}
    joins: list[Pair] = []
    overridden: dict[str, tuple[str, ...]] = {}

    def find(entity: str) -> str:
        while root.setdefault(entity, entity) != entity:
            root[entity] = root[root[entity]]
            entity = root[entity]
        return entity

    for pair in sorted(pairs, key=lambda pair: (pair.at, pair.review), reverse=True):
        a, b = find(pair.entity), find(pair.other_entity)
        if pair.same:
            held = sorted(
                review for (x, y), review in apart.items() if {find(x), find(y)} == {a, b} and a != b
            )
            if held:
                overridden[pair.review] = tuple(held)
                continue
            root[max(a, b)] = min(a, b)
            joins.append(pair)
        elif a == b:
            overridden[pair.review] = tuple(sorted(one.review for one in joins if find(one.entity) == a))
        else:
            apart[pair.entity, pair.other_entity] = pair.review
    return Settled(
        same=tuple(sorted({(pair.entity, pair.other_entity) for pair in joins})),
        apart=tuple(sorted(apart)),
        overridden=overridden,
    )
