"""Packed lists of numbers by range: whole, in order, of bounded size, and mended when they are damaged."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.engines.together import handed
from sayso.errors import FlowError
from sayso.plan import check_flow
from sayso.run import run
from sayso.settings import Settings
from sayso.stage import Bundle, Numbers, Pairs
from sayso.store import open_store
from sayso.store.leaves import LEAF, ascending, cut_leaf
from sayso.store.numbers import open_values, pack
from sayso.store.sql import SqlStore
from sayso.testing import differences, rebuilt, snapshot
from sayso.testing.checks import make_article
from sayso.testing.toys import Kin, Tie, Word, make_kin, meet_kin


def open_words(_settings: Settings) -> Any:
    """Every number that stands in an article's text; its title tells whose it is."""

    def numbers(bundles: Sequence[Bundle]) -> list[Numbers]:
        return [
            Numbers(
                np.array(sorted({int(word) for word in bundle.article.text.split()}), dtype=np.int64),
                len(bundle.article.title or ""),
            )
            for bundle in bundles
        ]

    return numbers


def pairs(**changes: Any) -> Pairs:
    """A stage of pairs that share a number."""
    fields: dict[str, Any] = {
        "name": "kins",
        "version": 1,
        "reads": (),
        "writes": (Kin,),
        "numbers": open_words,
        "meet": meet_kin,
        "make": make_kin,
        "cap": 4,
    }
    return Pairs(**{**fields, **changes})


FLOW = (pairs(),)


def go(store: SqlStore) -> Any:
    """What a run did for the one stage there is."""
    return run(store, FLOW, Settings(), workers=1).stages.get("kins")


def leaves(store: SqlStore) -> list[tuple[int, int]]:
    """First value and size of each leaf."""
    table = store.db.tables.postings
    with store.db.reads() as conn:
        return [
            tuple(row) for row in conn.execute(sa.select(table.c.low, table.c.size).order_by(table.c.low))
        ]


@given(st.lists(st.integers(0, 2**63 - 1), max_size=50))
def test_values_are_packed_and_opened_again(values: list[int]) -> None:
    array = np.array(values, dtype=np.int64)

    assert values == open_values(pack(array)).tolist()
    assert sorted(set(values)) == ascending(array).tolist()


@settings(deadline=None)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=4000).map(sorted))
def test_a_leaf_is_cut_between_values_and_never_within_one(values: list[int]) -> None:
    array = np.array(values, dtype=np.int64)

    pieces = cut_leaf(array, 0, 0, len(array))

    assert [0, *[end for _, _, end in pieces]] == [*[start for _, start, _ in pieces], len(values)]
    for low, start, end in pieces[1:]:
        assert low == values[start] > values[start - 1]
        assert end > start


def test_many_numbers_lie_in_many_leaves_that_are_not_too_large() -> None:
    store = open_store(":memory:")
    store.add(make_article(n, " ".join(str(n * 1000 + k) for k in range(700))) for n in range(10))
    go(store)

    found = leaves(store)
    assert sum(size for _, size in found) == 7000
    assert max(size for _, size in found) <= LEAF
    assert list(store.rows(Kin)) == []
    store.close()


def test_an_article_that_meets_others_in_two_places_is_one_pair_until_both_are_gone() -> None:
    store = open_store(":memory:")
    store.add([make_article(1, "5 9000000 77"), make_article(2, "5 9000000 78")])
    go(store)
    assert len(list(store.rows(Kin))) == 1

    store.add([make_article(2, "9000000 78")])
    go(store)
    assert len(list(store.rows(Kin))) == 1

    store.add([make_article(2, "78")])
    go(store)
    assert list(store.rows(Kin)) == []
    assert store.status().stale == 0
    store.close()


def test_what_too_many_carry_is_dropped_whole_and_counted_and_comes_back_with_fewer() -> None:
    store = open_store(":memory:")
    articles = [make_article(n, f"5 {100 + n}", title="x" * n) for n in range(5)]
    store.add(articles)

    assert go(store).skipped == 5
    assert list(store.rows(Kin)) == []
    assert [stage.skipped for stage in store.status().stages] == [5]

    store.remove(articles[0].id, reason="a test")
    go(store)
    assert len(list(store.rows(Kin))) == 6
    assert [stage.skipped for stage in store.status().stages] == [0]
    store.close()


def test_an_article_whose_label_changes_is_met_anew() -> None:
    store = open_store(":memory:")
    store.add(make_article(n, "5", title="alike") for n in range(3))
    go(store)
    assert list(store.rows(Kin)) == []

    store.add([make_article(2, "5", title="another")])
    go(store)
    assert len(list(store.rows(Kin))) == 3
    assert differences(rebuilt(list(store.articles()), FLOW, Settings()), snapshot(store, FLOW)) == []
    store.close()


def test_lists_that_lost_something_are_found_and_made_anew() -> None:
    store = open_store(":memory:")
    store.add([make_article(1, "5 6"), make_article(2, "5 7")])
    go(store)
    with store.db.writes() as conn:
        conn.execute(store.db.tables.postings.delete())

    [wrong] = store.check()
    assert "'kins'" in wrong
    go(store)
    assert store.check() == []
    assert len(list(store.rows(Kin))) == 1
    assert sum(size for _, size in leaves(store)) == 4
    store.close()


def test_another_version_of_the_stage_makes_its_pairs_again() -> None:
    store = open_store(":memory:")
    store.add([make_article(1, "5"), make_article(2, "5")])
    go(store)
    later = run(store, (pairs(version=2),), Settings(), workers=1)

    assert later.stages["kins"].rows == 1
    assert len(list(store.rows(Kin))) == 1
    store.close()


@pytest.mark.parametrize("values", [[3, 2], [2, 2], [-1, 4]])
def test_numbers_out_of_order_are_refused(values: list[int]) -> None:
    with pytest.raises(FlowError, match="ascending"):
        handed(Numbers(np.array(values, dtype=np.int64)))


def test_numbers_that_cannot_be_read_are_the_failure_of_their_article_alone() -> None:
    store = open_store(":memory:")
    store.add([make_article(1, "5"), make_article(2, "five"), make_article(3, "5")])
    summary = run(store, FLOW, Settings(), workers=1)

    assert [failure.owner for failure in summary.failures] == [make_article(2, "").id]
    assert len(list(store.rows(Kin))) == 1
    store.close()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"writes": (Kin, Tie)}, "one type"),
        ({"writes": (Word,)}, "two articles"),
        ({"cap": 1}, "cap"),
    ],
)
def test_a_stage_that_cannot_work_is_refused_with_the_fix(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(FlowError, match=message):
        check_flow([pairs(**changes)])
