"""What forbids two entities to be one actor, and what commands it: people's reviews, and articles that tell them apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.records import ReviewedPair
from sayso.resolve.actors.known_names import form_of
from sayso.resolve.actors.names import namesake_marks
from sayso.reviews.log import settle

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of entities that people made one (`must`) or two (`cannot`), and what they decided that is not followed.

    Each pair has the words in which an actor shows it.
    """

    must: Mapping[Pair, str] = field(default_factory=dict)
    cannot: Mapping[Pair, str] = field(default_factory=dict)
    overridden: Mapping[Pair, str] = field(default_factory=dict)


def constraints_of(reviews: Sequence[ReviewedPair]) -> Constraints:
    """The reviews of one component: where two contradict each other the later one is followed, and it is said."""
    settled = settle(reviews)
    by = {
        (review.entity, review.other_entity): review.by
        for review in reviews
        if review.review not in settled.overridden
    }
    return Constraints(
        must={pair: f"reviewed by {by[pair]}: one actor" for pair in settled.same},
        cannot={pair: f"reviewed by {by[pair]}: two actors" for pair in settled.apart},
        overridden={
            (review.entity, review.other_entity): f"a review by {review.by} is contradicted by a later one"
            for review in reviews
            if review.review in settled.overridden
        },
    )


@dataclass(slots=True)
class Told:
    """How articles name somebody: the people's names of each article, their generations and middle initials."""

    names: dict[str, set[str]] = field(default_factory=dict)
    generations: set[str] = field(default_factory=set)
    middles: set[str] = field(default_factory=set)

    def take_in(self, other: "Told") -> None:
        """Add how other articles name them."""
        for article, names in other.names.items():
            self.names.setdefault(article, set()).update(names)
        self.generations |= other.generations
        self.middles |= other.middles


def told(article: str, name: str, *, person: bool) -> Told:
    """How an article names one entity; nothing of what is no person."""
    form = form_of(name, person=person)
    if not person or not form.tokens:
        return Told()
    if len(form.tokens) == 1:
        return Told({article: {form.key}})
    generation, middle = namesake_marks(name)
    return Told({article: {form.key}}, {generation}, {middle} - {""})


def contradiction(one: Told, two: Told) -> str:
    """Why two that are named so cannot be one person; "" when nothing speaks against it."""
    few, many = sorted((one.names, two.names), key=len)
    for article, names in few.items():
        if article in many and many[article] != names:
            return "one article has both"
    if one.generations and two.generations and one.generations.isdisjoint(two.generations):
        return "father and son"
    if (
        one.middles
        and two.middles
        and not any(a.startswith(b) or b.startswith(a) for a in one.middles for b in two.middles)
    ):
        return "other middle initials"
    return ""
