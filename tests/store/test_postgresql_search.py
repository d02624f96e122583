"""Full-text search in PostgreSQL: the same hits, in the same order, as in SQLite."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.store import open_store
from sayso.store.folding import WORD
from sayso.store.sql import SqlStore
from sayso.testing import make_article
from sayso.testing.postgresql import schema_of

psycopg = pytest.importorskip("psycopg", reason="needs psycopg, of sayso[postgres]")
pytestmark = pytest.mark.postgres

LETTERS = "aAbBéÉeñÑöß0189"
TEXTS = st.lists(
    st.one_of(
        st.text(LETTERS, min_size=1, max_size=3),
        st.sampled_from(
            ["dam", "Dam", "the", "El\u0301ysée", "ВОДА", "вода", "Ωmega", "’", ",", "\n", "_", "-", "’s"]
        ),
    ),
    max_size=30,
).map(" ".join)
WORDS = st.lists(TEXTS.filter(lambda text: len(text) < 12), min_size=1, max_size=2)


@pytest.fixture(scope="module")
def both(postgres_server: str) -> Iterator[tuple[SqlStore, SqlStore]]:
    """A collection in SQLite and one in PostgreSQL."""
    name = "sayso_test_search"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
        sign = "&" if "?" in postgres_server else "?"
        with (
            closing(SqlStore(":memory:")) as light,
            closing(SqlStore(f"{postgres_server}{sign}schema={name}")) as heavy,
        ):
            yield light, heavy
        connection.execute(f"DROP SCHEMA {name} CASCADE")


@given(st.lists(TEXTS, min_size=1, max_size=4), st.data())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_a_search_has_the_same_hits_in_the_same_order_in_both_databases(
    both: tuple[SqlStore, SqlStore], texts: list[str], data: Any
) -> None:
    for store in both:
        store.add([make_article(n, text, title=text[::-1][:9]) for n, text in enumerate(texts)])
    words = WORD.findall(" ".join(texts))
    asked = [" ".join(data.draw(WORDS))]
    if len(words) > 1:
        at = data.draw(st.integers(0, len(words) - 2))
        asked += [words[at].swapcase(), f'"{words[at]} {words[at + 1]}"', f"{words[at]} {words[-1]}"]
    for query in asked:
        if WORD.search(query) is not None:
            light, heavy = (store.search(query) for store in both)
            assert light == heavy, query


def test_a_phrase_at_the_end_of_a_very_long_text_and_a_word_of_any_length_are_found(
    postgres: Callable[[], str],
) -> None:
    long = "Brook " + "said the " * 20_000 + "harbour wall " + "x" * 5_000
    with open_store(postgres()) as store:
        store.add([make_article(1, long), make_article(2, "wall harbour")])
        found = [make_article(1, long).id]
        assert found == store.search_ids('"harbour wall"')
        assert found == store.search_ids("X" * 5_000)
        assert [] == store.search_ids("x" * 4_999)
        assert [] == store.check()


def test_a_text_that_is_written_and_erased_leaves_the_index(postgres: Callable[[], str], plain: Any) -> None:
    place, article = postgres(), make_article(1, "Quillon Zanzibar")
    with open_store(place) as store:
        store.add([article, make_article(1, "Quillon Zanzibar, later")])
        assert [article.id] == store.search_ids("later")
        store.remove(article.id, reason="asked to")
    plain.execute(f"SET search_path = {schema_of(place)}")
    assert (0,) == plain.execute("SELECT count(*) FROM articles_folded").fetchone()
    assert (0,) == plain.execute("SELECT count(*) FROM articles_unfolded").fetchone()


def test_doctor_makes_an_index_anew_that_was_changed_outside(postgres: Callable[[], str], plain: Any) -> None:
    place = postgres()
    with open_store(place) as store:
        store.add([make_article(1, "Brook Cedar")])
        plain.execute(f"UPDATE {schema_of(place)}.articles_folded SET folded = ' x '")
        assert ["the full-text index did not agree with the texts; it has been made again"] == store.check()
        assert [] == store.check()
        assert 1 == len(store.search_ids('"brook cedar"'))
