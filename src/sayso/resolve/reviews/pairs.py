"""Which two entities each review in force is about: found in both articles alone, then brought together."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from sayso.ids import make_id
from sayso.records import Anchor, Article, Entity, Mention, Review, ReviewedPair
from sayso.reviews.anchors import find
from sayso.reviews.log import in_force
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Group, Key, Member


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands an article's side of each review, as the entity that it is now."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        for review in in_force(bundle[Review]):
            if review.subject != "actor":
                continue
            sides = [
                [side, entity]
                for side, anchor in zip("ab", review.anchors, strict=False)
                if anchor.article == bundle.article.id
                and (entity := entity_at(anchor, bundle.article.text, bundle[Entity], bundle[Mention]))
            ]
            if sides:
                yield Key(review.id, [review.kind, review.by, review.at, sides])

    return keys


def entity_at(
    anchor: Anchor, text: str, entities: Iterable[Entity], mentions: Iterable[Mention]
) -> str | None:
    """The entity of an article at which an anchor points now; None when it points at none."""
    spans = {mention.id: Span(mention.start, mention.end) for mention in mentions}
    candidates = [
        (entity.id, spans[mention]) for entity in entities for mention in entity.mentions if mention in spans
    ]
    return find(anchor, text, candidates)


def open_pairs(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[ReviewedPair]]:
    """Return the function that puts the two sides of a review together; with one side missing there is no pair."""

    def pairs(review: str, members: Sequence[Member]) -> Iterator[ReviewedPair]:
        found = {side: (member.article, entity) for member in members for side, entity in member.payload[3]}
        if len(found) < 2 or found["a"][1] == found["b"][1]:
            return
        kind, by, at, _ = members[0].payload
        (article, entity), (other_article, other_entity) = sorted(found.values(), key=lambda one: one[1])
        yield ReviewedPair(
            id=make_id("ReviewedPair", review),
            article=article,
            entity=entity,
            other_article=other_article,
            other_entity=other_entity,
            same=kind == "same_actor",
            review=review,
            by=by,
            at=at,
        )

    return pairs


REVIEWED_PAIRS = Group(
    name="reviewed_pairs",
    version=1,
    reads=(Article, Mention, Entity, Review),
    writes=(ReviewedPair,),
    keys=open_keys,
    make=open_pairs,
    needs=Review,
)
