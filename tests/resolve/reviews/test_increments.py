"""Random steps of adding, editing, removing, reviewing and undoing leave the rows of a rebuild of what is there."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.ids import make_id
from sayso.records import Article, Entity, Mention, ReviewedPair
from sayso.resolve.reviews.pairs import REVIEWED_PAIRS
from sayso.reviews.anchors import make_anchor
from sayso.reviews.log import make_review, undo
from sayso.run import run
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Each
from sayso.store import open_store
from sayso.testing import differences, make_article, snapshot

NAMES = ("Wren", "Marsh", "Brill")


def open_names(_settings: Settings) -> Callable[[Bundle], Iterator[Mention | Entity]]:
    """Every place of a name is a mention, and each name of an article an entity: all that a review needs."""

    def names(bundle: Bundle) -> Iterator[Mention | Entity]:
        article = bundle.article
        for name in NAMES:
            places = [match.span() for match in re.finditer(name, article.text)]
            ids = [make_id("Mention", article.revision, *place) for place in places]
            for mention, (start, end) in zip(ids, places, strict=True):
                yield Mention(
                    id=mention, article=article.id, start=start, end=end, type="person", form="name"
                )
            if ids:
                yield Entity(
                    id=make_id("Entity", article.revision, name),
                    article=article.id,
                    name=name,
                    type="person",
                    named=True,
                    mentions=tuple(ids),
                )

    return names


NAMED = Each(name="named", version=1, reads=(Article,), writes=(Mention, Entity), make=open_names)
FLOW = (NAMED, REVIEWED_PAIRS)

slots = st.integers(0, 2)
texts = st.lists(st.sampled_from([*NAMES, "said", "that"]), min_size=1, max_size=6).map(" ".join)
steps = st.one_of(
    st.tuples(st.just("put"), slots, texts),
    st.tuples(st.just("put"), slots, texts),
    st.tuples(st.just("remove"), slots, st.just("")),
    st.tuples(st.just("run"), slots, st.just("")),
    st.tuples(st.just("review"), slots, st.sampled_from(NAMES)),
    st.tuples(st.just("review"), slots, st.sampled_from(NAMES)),
    st.tuples(st.just("undo"), slots, st.just("")),
)


def take(store: Any, number: int, step: tuple[str, int, str]) -> None:
    """One random step; a review is of a name in two articles that are there, or of two places in one."""
    what, slot, word = step
    article, other = make_article(slot, word), make_article((slot + 1) % 3, "")
    at = f"2031-05-01T10:00:00.{number:06}Z"
    here = {one.id: one.text for one in store.articles() if word in one.text}
    if what == "put":
        store.add([article], force=True)
    elif what == "remove" and article.id in store.article_ids():
        store.remove(article.id, reason="a test")
    elif what == "run":
        run(store, FLOW, Settings(), workers=1)
    elif what == "review" and article.id in here:
        end = other.id if other.id in here else article.id
        first = here[article.id].index(word)
        last = here[end].rindex(word)
        a = make_anchor(article.id, here[article.id], Span(first, first + len(word)))
        b = make_anchor(end, here[end], Span(last, last + len(word)))
        kind = "same_actor" if number % 2 else "different_actors"
        store.add_reviews([make_review(kind, a, b, by="Nora", at=at)])  # type: ignore[arg-type]
    elif what == "undo" and store.reviews():
        reviews = store.reviews()
        store.add_reviews([undo(reviews[slot % len(reviews)], by="Ada", at=at)])


@given(st.lists(steps, max_size=16))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_rows_are_those_of_a_rebuild(chosen: list[tuple[str, int, str]]) -> None:
    store, fresh = open_store(":memory:"), open_store(":memory:")
    for number, step in enumerate(chosen):
        take(store, number, step)
    run(store, FLOW, Settings(), workers=1)
    fresh.add(store.articles())
    fresh.add_reviews(store.reviews())
    run(fresh, FLOW, Settings(), workers=1)

    assert [] == differences(snapshot(fresh, FLOW), snapshot(store, FLOW))
    assert 0 == store.status().stale
    store.close()
    fresh.close()


def test_the_steps_can_make_pairs() -> None:
    """So that the test above has something to find."""
    store = open_store(":memory:")
    chosen = [("put", 0, "Wren said"), ("put", 1, "that Wren"), ("run", 0, ""), ("review", 0, "Wren")]
    for number, step in enumerate([*chosen, ("put", 1, "said that Wren Wren"), ("run", 0, "")]):
        take(store, number, step)

    assert 1 == store.count(ReviewedPair)
    store.close()
