"""What a store keeps of feeds: in older collections too, in copies, for other programs, and for one watch at a time."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from sayso.errors import StoreError
from sayso.store import open_store
from sayso.store.feed_rows import FeedRow, HostRow, LinkRow
from sayso.testing import make_article
from sayso.testing.feed_checks import make_feed, make_link

TABLES = ("feeds", "links", "hosts", "watch_lock")


def test_an_older_collection_gets_the_tables_when_it_is_opened(place: Path | str) -> None:
    feed = make_feed("courier")
    with open_store(place) as store:
        store.add([make_article(1, "Brook")])
        with store.db.writes() as conn:
            for name in TABLES:
                conn.exec_driver_sql(f"DROP TABLE {name}")
    with pytest.raises(StoreError, match="made by an older Sayso"):
        open_store(place, read_only=True)

    with open_store(place) as store:
        store.keep_fetched(feeds=[feed], links=[make_link("a", feed)])

        assert 1 == len(store.article_ids())
        assert [1] == [status.waiting for status in store.feeds()]


def test_an_older_collection_gets_the_index_by_which_a_feed_is_counted(place: Path | str) -> None:
    with open_store(place) as store, store.db.writes() as conn:
        conn.exec_driver_sql("DROP INDEX links_of_feed")
        conn.exec_driver_sql("DROP INDEX links_by_key")
        conn.exec_driver_sql("CREATE INDEX links_by_feed ON links (feed, state)")

    with open_store(place) as store, store.db.reads() as conn:
        names = {one["name"] for one in sa.inspect(conn).get_indexes("links")}
        there = {"links_of_feed", "links_by_host", "links_by_time", "links_by_article", "links_by_key"}
        assert there == names


def test_a_copy_has_them_and_nobody_watches_it(tmp_path: Path) -> None:
    feed = make_feed("courier")
    with open_store(tmp_path / "a.db") as store:
        store.keep_fetched(
            feeds=[feed], links=[make_link("a", feed)], hosts=[HostRow(host="courier.example")]
        )
        assert store.take_watch() is None
        store.backup(tmp_path / "b.db")

    with open_store(tmp_path / "b.db") as copy:
        assert (feed,) == copy.feed_rows()
        assert 1 == len(list(copy.links())) == len(copy.host_rows())
        assert copy.take_watch() is None


def test_other_programs_read_the_tables_in_words(tmp_path: Path) -> None:
    """No blob, no number for a word: as Datasette shows them."""
    feed = make_feed("courier", outlet="Elsin Courier", state="failed", reason="silent")
    with open_store(tmp_path / "a.db") as store:
        store.keep_fetched(
            feeds=[feed], links=[make_link("a", feed)], hosts=[HostRow(host="courier.example")]
        )

    with closing(sqlite3.connect(tmp_path / "a.db")) as plain:
        assert [("Elsin Courier", "failed", "silent")] == plain.execute(
            "SELECT outlet, state, reason FROM feeds"
        ).fetchall()
        assert [("waiting", "a", "2031-05-07T08:00:00Z", '["Ada"]')] == plain.execute(
            "SELECT state, title, next_at, authors FROM links"
        ).fetchall()
        types = {
            row[2] for name in TABLES[:3] for row in plain.execute(f"PRAGMA table_info({name})").fetchall()
        }
        assert types == {"TEXT", "INTEGER"}


def test_a_second_watch_is_told_of_the_first(place: Path | str) -> None:
    with open_store(place) as one, open_store(place) as two:
        assert one.take_watch() is None
        assert f"process {os.getpid()}" in str(two.take_watch())
        two.add([make_article(1, "Brook")])
        assert two.take_lock() is None  # others run and add meanwhile
        two.drop_lock(if_idle=False)
        one.drop_watch()

        assert two.take_watch() is None

        two.drop_watch()


def test_the_watch_of_a_process_that_was_killed_is_taken_over(place: Path | str) -> None:
    open_store(place).close()
    call = (
        "import os, signal, sys; from sayso.store import open_store; "
        "assert open_store(sys.argv[1]).take_watch() is None; os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", call, str(place)], check=False).returncode == -9

    with open_store(place) as store:
        assert store.take_watch() is None
        store.drop_watch()


def test_rows_hold_what_feeds_may_say(place: Path | str) -> None:
    feed = make_feed("courier", title="Ж “emoji” \U0001f600", recheck_s=())
    with open_store(place) as store:
        link = make_link("a", feed, title="a\tb\n", whole=True, from_feed=True, authors=(), tries=3)
        store.keep_fetched(feeds=[feed], links=[link])

        assert (feed,) == store.feed_rows()
        assert [link] == list(store.links())
        assert isinstance(store.feed_rows()[0], FeedRow)
        assert all(isinstance(one, LinkRow) for one in store.links())
