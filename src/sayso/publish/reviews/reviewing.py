"""What each review amounts to now: in force, taken back, overridden by another, refused, or without its words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sayso.publish.words.phrases import one_line, source_name
from sayso.records import (
    Anchor,
    Article,
    Effect,
    Entity,
    Mention,
    Review,
    ReviewedAttribution,
    ReviewedDiscrepancy,
    ReviewedPair,
    ReviewedTime,
)
from sayso.resolve.reviews.pairs import entity_at
from sayso.reviews.anchors import locate
from sayso.reviews.fields import settle_fields
from sayso.reviews.log import settle, story_pairs, taken_back
from sayso.store.protocol import Store

ReviewState = Literal["in force", "taken back", "overridden", "refused", "not found"]
STATE_OF: Mapping[Effect, ReviewState] = {
    "followed": "in force",
    "overridden": "overridden",
    "refused": "refused",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A review and what it amounts to now; `why` says why it is not in force, "" when it is.

    `over` are the reviews that it lost to. `places` are the articles of its anchors, None for one that is not in the
    collection.
    """

    review: Review
    state: ReviewState
    why: str
    over: tuple[str, ...]
    places: tuple[Article | None, ...]


class _Found(NamedTuple):
    """What a review in force comes to, as far as it found what it is of."""

    state: ReviewState
    why: str = ""
    over: tuple[str, ...] = ()


def review_lines(store: Store) -> list[ReviewLine]:
    """All reviews, the oldest first, each with what it amounts to in the texts as they are now."""
    reviews = store.reviews()
    undone = taken_back(reviews)
    standing = [review for review in reviews if review.id not in undone and review.undoes is None]
    named = {anchor.article for review in reviews for anchor in review.anchors}
    articles = {article.id: article for article in store.articles(named)}
    found: dict[str, _Found] = dict(_pairs(store, standing, articles))
    found |= _rows(store)
    found |= _fields(standing, articles)
    lines = []
    for review in reviews:
        state: ReviewState = "in force"
        why = ""
        over: tuple[str, ...] = ()
        if review.id in undone:
            state, why = "taken back", f"by {undone[review.id]}"
        elif review.undoes is None and review.id in found:
            state, why, over = found[review.id]
        elif review.undoes is None:
            state, why = "not found", _why_not_found(store, review, articles)
        places = tuple(articles.get(anchor.article) for anchor in review.anchors)
        lines.append(ReviewLine(review=review, state=state, why=why, over=over, places=places))
    return lines


def _pairs(
    store: Store, standing: Sequence[Review], articles: Mapping[str, Article]
) -> Iterator[tuple[str, _Found]]:
    """Merges and what was kept apart, of actors and of stories."""
    here = {review.id for review in standing}
    actors = [pair for pair in store.rows(ReviewedPair) if pair.review in here]
    stories = [pair for pair in story_pairs(standing) if {pair.entity, pair.other_entity} <= articles.keys()]
    for pairs in (actors, stories):
        lost = settle(pairs).overridden
        for pair in pairs:
            over = lost.get(pair.review)
            if over is None:
                yield pair.review, _Found("in force")
            else:
                yield pair.review, _Found("overridden", f"the later {_names(over)} says otherwise", over)


def _rows(store: Store) -> dict[str, _Found]:
    """What the stages say that reviews come to for attributions, times and discrepancies."""
    found: dict[str, _Found] = {}
    followed: dict[str, list[tuple[str, str]]] = {}
    rows: list[tuple[str, ReviewedAttribution | ReviewedTime | ReviewedDiscrepancy]] = [
        *((row.attribution, row) for row in store.rows(ReviewedAttribution)),
        *((row.time, row) for row in store.rows(ReviewedTime)),
        *((row.discrepancy, row) for row in store.rows(ReviewedDiscrepancy)),
    ]
    for of, row in rows:
        if row.effect == "followed":
            followed.setdefault(of, []).append((row.review, row.by))
    for of, row in rows:
        over: tuple[str, ...] = ()
        if row.effect == "overridden":
            over = tuple(sorted(review for review, _ in followed.get(of, ()) if review in row.why))
        found[row.review] = _Found(STATE_OF[row.effect], row.why, over)
    return found


def _fields(standing: Sequence[Review], articles: Mapping[str, Article]) -> dict[str, _Found]:
    """Fields of articles, and notes on whole articles."""
    found: dict[str, _Found] = {}
    of: dict[str, list[Review]] = {}
    for review in standing:
        if review.subject == "article" and review.a_article in articles:
            of.setdefault(review.a_article, []).append(review)
            if review.kind == "note":
                found[review.id] = _Found("in force")
    for article in sorted(of):
        for one in settle_fields(article, of[article]):
            over = (one.over,) if one.over else ()
            found[one.review.id] = _Found(STATE_OF[one.effect], one.why, over)
    return found


def _names(reviews: Sequence[str]) -> str:
    return f"review {reviews[0]}" if len(reviews) == 1 else f"reviews {', '.join(reviews)}"


def _why_not_found(store: Store, review: Review, articles: Mapping[str, Article]) -> str:
    whys = [why for anchor in review.anchors for why in _lacks(store, review, anchor, articles)]
    return "; ".join(dict.fromkeys(whys)) or NOTHING_THERE.get(review.subject, "nothing is read there")


NOTHING_THERE = {
    "actor": "both names are one and the same in that article",
    "attribution": "nothing that somebody said is read there any more",
    "time": "no time expression is read there any more",
    "discrepancy": "no discrepancy of that kind is found between these words any more",
}
"""Why a review is of nothing though its words are there."""


def _lacks(store: Store, review: Review, anchor: Anchor, articles: Mapping[str, Article]) -> Iterable[str]:
    """What is missing of one of the places at which a review points."""
    article = articles.get(anchor.article)
    if article is None:
        yield f"article {anchor.article} is not in the collection"
    elif anchor.quote and locate(anchor, article.text) is None:
        yield f"{one_line(anchor.quote)!r} does not stand in {source_name(article)} any more"
    elif review.subject == "actor":
        entities = list(store.rows(Entity, articles=[article.id]))
        mentions = list(store.rows(Mention, articles=[article.id]))
        if entity_at(anchor, article.text, entities, mentions) is None:
            yield f"no name is read at {one_line(anchor.quote)!r} in {source_name(article)}"
