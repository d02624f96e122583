"""A collection that may only be read: opened by choice, or because the file allows no more."""

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from sayso.errors import StoreError, TooSlow
from sayso.records import Article
from sayso.store import open_store
from sayso.store.patience import within
from sayso.testing.checks import make_article


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A collection of one article."""
    path = tmp_path / "a b#1.db"
    with open_store(path) as store:
        store.add([make_article(1, "Rain fell.")])
    return path


def test_it_is_read_and_refuses_to_be_written(place: Path | str) -> None:
    with open_store(place) as store:
        store.add([make_article(1, "Rain fell.")])
    with open_store(place, read_only=True) as store:
        assert ["Rain fell."] == [article.text for article in store.articles()]
        assert 1 == store.status().articles
        assert store.state() == store.state()
        with pytest.raises(StoreError, match="open for reading only"):
            store.add([make_article(2, "Snow fell.")])


def test_a_reader_sees_what_another_writes(place: Path | str) -> None:
    with open_store(place) as writer, open_store(place, read_only=True) as reader:
        before = reader.state()
        writer.add([make_article(2, "Snow fell.")])
        assert 1 == len(reader.article_ids())
        assert before != reader.state()


def test_a_file_that_may_not_be_written_to_is_opened_for_reading(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a CD: neither the file nor its folder takes anything, and nothing is left beside it."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    there = sorted(one.name for one in path.parent.iterdir())
    with open_store(path) as store:
        assert ["Rain fell."] == [article.text for article in store.articles()]
        assert there == sorted(one.name for one in path.parent.iterdir())


def test_an_older_collection_has_to_be_brought_up_to_date_first(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("UPDATE meta SET value = 'other' WHERE name = 'shape:Sentence'")
    other.commit()
    other.close()
    with pytest.raises(StoreError, match="made by an older Sayso"):
        open_store(path, read_only=True)
    open_store(path).close()
    open_store(path, read_only=True).close()


def test_what_is_no_collection_is_refused_to_readers_too(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "a.db").close()
    (tmp_path / "a.db").write_bytes(b"")
    with pytest.raises(StoreError, match="not a Sayso collection"):
        open_store(tmp_path / "a.db", read_only=True)
    with pytest.raises(StoreError, match="there is no collection at"):
        open_store(tmp_path / "b.db", read_only=True)


def test_threads_read_and_write_side_by_side_in_memory() -> None:
    """Each thread sees whole transactions, also where they share one connection."""
    read_and_write_side_by_side(":memory:")


def test_threads_read_and_write_side_by_side(place: Path | str) -> None:
    read_and_write_side_by_side(place)


def read_and_write_side_by_side(where: Path | str) -> None:
    """Six threads that add, and look at what is there in between."""
    wrong: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                store.add([make_article(100 * number + turn, f"Rain {number} {turn}.")])
                assert list(store.articles())
                store.state()
        except BaseException as error:  # noqa: BLE001 - told by the test
            wrong.append(error)

    with open_store(where) as store:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 7)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [] == wrong
        assert 30 == len(store.article_ids())


def test_a_question_that_takes_too_long_is_given_up(path: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with open_store(path) as store:
        with pytest.raises(TooSlow, match="takes longer than it may"), within(0.2), store.db.reads() as conn:
            conn.exec_driver_sql(endless)
        with pytest.raises(TooSlow), within(-1.0):
            store.article_ids()
        assert 1 == len(store.article_ids())  # the next question has its own time
        assert isinstance(next(store.articles()), Article)
