"""Reviews at work in a collection: what follows from them follows at once, and in edited texts as well."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.flow import FLOW
from sayso.records import Actor, ActorMember, Article, Entity, Review, ReviewedPair
from sayso.reviews.anchors import make_anchor
from sayso.reviews.log import make_review, settle, undo
from sayso.run import run
from sayso.settings import Settings
from sayso.spans import Span
from sayso.store import open_store
from sayso.store.sql import SqlStore
from sayso.testing import differences, make_article, snapshot

MAYOR = "“The harbour is shut,” Ada Wren, the mayor of Elsin, said on Monday. Ada Wren would not say for how long."
MARSH = "“We shut the harbour,” Lena Marsh told Radio Elsin. Lena Marsh said that it would open again."
NAMESAKE = "“Bread will be dearer,” said Ada Wren, a baker in Orsel. Nobody else bakes there, Ada Wren said."


def article(n: int, text: str) -> Article:
    """An article in English, whose id stays when its text changes."""
    return make_article(n, text, language="en")


def judged(one: Article, a: str, other: Article, b: str, day: int, *, same: bool = True) -> Review:
    """A review of the first places at which these names stand."""
    anchors = [
        make_anchor(where.id, where.text, Span(at := where.text.index(name), at + len(name)))
        for where, name in ((one, a), (other, b))
    ]
    kind = "same_actor" if same else "different_actors"
    return make_review(kind, *anchors, by="Nora", at=f"2031-05-{day:02}T10:00:00.000000Z")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of the three articles, derived once for all tests."""
    path = tmp_path_factory.mktemp("base") / "base.db"
    with open_store(path) as held:
        held.add([article(1, MAYOR), article(2, MARSH), article(3, NAMESAKE)])
        run(held, FLOW, Settings(), workers=1)
    return path


@pytest.fixture
def store(base: Path, tmp_path: Path) -> Iterator[SqlStore]:
    """A collection of its own for each test."""
    with open_store(shutil.copy(base, tmp_path / "own.db")) as held:
        yield held


def derive(store: SqlStore) -> None:
    """Make what is stale, and only that."""
    run(store, FLOW, Settings(), workers=1)


def together(store: SqlStore) -> set[frozenset[tuple[str, str]]]:
    """The named people, as the (article, name) pairs of each actor."""
    named = {row.id: row.name for row in store.rows(Entity) if row.named and row.type == "person"}
    found: dict[str, set[tuple[str, str]]] = {row.id: set() for row in store.rows(Actor)}
    number = {article(n, "").id: str(n) for n in (1, 2, 3)}
    for row in store.rows(ActorMember):
        if row.entity in named:
            found[row.actor].add((number[row.article], named[row.entity]))
    return {frozenset(names) for names in found.values() if names}


A, M, N = ("1", "Ada Wren"), ("2", "Lena Marsh"), ("3", "Ada Wren")


def test_two_names_become_one_actor_and_two_again(store: SqlStore) -> None:
    """Nothing of the articles is read again for it."""
    review = judged(article(1, MAYOR), "Ada Wren", article(2, MARSH), "Lena Marsh", 1)
    assert not any({A, M} <= names for names in together(store))
    store.add_reviews([review])
    made = run(store, FLOW, Settings(), workers=1)

    assert any({A, M} <= names for names in together(store))
    assert not {"parses", "entities", "attributions", "stories"} & made.stages.keys()
    [pair] = store.rows(ReviewedPair)
    reasons = {row.entity: row.reasons for row in store.rows(ActorMember)}
    assert all("reviewed by Nora" in " ".join(reasons[end]) for end in (pair.entity, pair.other_entity))

    store.add_reviews([undo(review, by="Nora", at="2031-05-02T10:00:00.000000Z")])
    derive(store)

    assert not any({A, M} <= names for names in together(store))
    assert 0 == store.count(ReviewedPair)


def test_one_name_becomes_two_actors(store: SqlStore) -> None:
    store.add_reviews(
        [judged(article(1, MAYOR), "Ada Wren", article(3, NAMESAKE), "Ada Wren", 1, same=False)]
    )
    derive(store)

    assert not any({A, N} <= names for names in together(store))


def test_a_review_holds_when_every_span_is_moved_by_a_word(store: SqlStore) -> None:
    store.add_reviews(
        [
            judged(article(1, MAYOR), "Ada Wren", article(2, MARSH), "Lena Marsh", 1),
            judged(article(1, MAYOR), "Ada Wren", article(3, NAMESAKE), "Ada Wren", 1, same=False),
        ]
    )
    store.add([article(1, "Yesterday. " + MAYOR), article(2, "Yesterday. " + MARSH)])
    derive(store)

    assert any({A, M} <= names for names in together(store))
    assert not any({A, N} <= names for names in together(store))


def test_of_reviews_that_contradict_the_latest_wins(store: SqlStore) -> None:
    names = (article(1, MAYOR), "Ada Wren", article(2, MARSH), "Lena Marsh")
    early, late = judged(*names, 1), judged(*names, 2, same=False)
    store.add_reviews([late, early])
    derive(store)

    assert not any({A, M} <= names for names in together(store))
    assert {early.id: (late.id,)} == settle(store.rows(ReviewedPair)).overridden

    store.add_reviews([judged(*names, 3)])
    derive(store)

    assert any({A, M} <= names for names in together(store))


def test_a_review_waits_for_an_article_that_was_removed(store: SqlStore) -> None:
    store.add_reviews([judged(article(1, MAYOR), "Ada Wren", article(2, MARSH), "Lena Marsh", 1)])
    store.remove(article(2, "").id, reason="asked to")
    derive(store)

    assert (0, 1) == (store.count(ReviewedPair), len(store.reviews()))

    store.add([article(2, MARSH)], force=True)
    derive(store)

    assert any({A, M} <= names for names in together(store))


def test_a_review_of_words_that_are_gone_or_no_name_changes_nothing(store: SqlStore) -> None:
    before = snapshot(store, FLOW)
    store.add_reviews([judged(article(1, MAYOR), "for how", article(2, MARSH), "Lena Marsh", 1)])
    store.add_reviews([judged(article(1, "Tomas Brill"), "Tomas Brill", article(2, MARSH), "Lena Marsh", 1)])
    store.add_reviews([judged(article(1, MAYOR), "Ada Wren", article(1, MAYOR), "Ada Wren", 1)])
    derive(store)

    assert [] == differences(before, snapshot(store, FLOW))


def test_the_steps_that_led_there_do_not_show(store: SqlStore) -> None:
    """Reviews before and after articles, an edit, an undo: the rows are those of a rebuild."""
    first = judged(article(1, MAYOR), "Ada Wren", article(2, MARSH), "Lena Marsh", 1)
    second = judged(article(2, MARSH), "Lena Marsh", article(3, NAMESAKE), "Ada Wren", 2, same=False)
    gone = judged(article(1, MAYOR), "Ada Wren", article(3, NAMESAKE), "Ada Wren", 3, same=False)
    for review in (second, gone, first, undo(gone, by="Ada", at=gone.at)):
        store.add_reviews([review])
        derive(store)
    store.add([article(3, "Tuesday. " + NAMESAKE)])
    derive(store)

    with open_store(":memory:") as fresh:
        fresh.add_reviews(store.reviews()[::-1])
        fresh.add([article(3, "Tuesday. " + NAMESAKE), article(2, MARSH), article(1, MAYOR)])
        derive(fresh)

        assert 2 == store.count(ReviewedPair)
        assert [] == differences(snapshot(fresh, FLOW), snapshot(store, FLOW))
