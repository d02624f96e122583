"""What `sayso doctor` finds of a watch: rows that point to nothing, times that cannot be, a lock that a dead process left."""

import os
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.publish.checks import check_collection
from sayso.records import Reading
from sayso.store import open_store
from sayso.store.feed_rows import HostRow, LinkRow
from sayso.store.sql import SqlStore
from sayso.store.watch_soundness import PUT_RIGHT
from sayso.testing import make_article
from sayso.testing.feed_checks import AT, make_feed, make_link

NOW = datetime(2031, 5, 7, 9, 0, tzinfo=UTC)
LATE = "2033-01-01T00:00:00Z"
FEED = make_feed("courier", recheck_s=(86400,))
ARTICLE = make_article(1, "Brook Cedar", url="https://courier.example/a")
KEPT = make_link("a", FEED, state="kept", article=ARTICLE.id, kept_at=AT, next_at=None)
HOST = HostRow(host="courier.example", last_asked=AT, not_before="2031-05-08T08:59:00Z")


@pytest.fixture
def store(place: Path | str) -> Iterator[SqlStore]:
    """A feed, one article of it, and one address that waits."""
    with open_store(place) as held:
        held.keep_fetched(
            readings=[Reading(ARTICLE)], feeds=[FEED], links=[KEPT, make_link("b", FEED)], hosts=[HOST]
        )
        yield held


def found(store: SqlStore) -> list[str]:
    """What a look at every row tells."""
    return check_collection(store, now=NOW, every_row=True)


def test_a_watch_in_order_is_found_so(store: SqlStore) -> None:
    named = replace(KEPT, address="https://x.example/a", url="https://x.example/a", feed="")
    store.keep_fetched(links=[named])  # a person named it, no feed

    assert [] == found(store)


@pytest.mark.parametrize(
    ("link", "told"),
    [
        (replace(KEPT, feed="https://post.example/rss"), "addresses of a feed that is not there: {}; watch that feed"),
        (replace(KEPT, article="nobody"), "addresses of an article that is not there: {}; `sayso add ADDRESS`"),
        (replace(KEPT, article=None), "addresses that count as kept and name no article: {}; `sayso add ADDRESS`"),
        (replace(KEPT, kept_at=LATE, next_at=LATE), "addresses with times that are yet to come, of a clock that was ahead: {}"),
    ],
)  # fmt: skip
def test_an_address_that_points_to_nothing_is_told_with_what_to_do(
    store: SqlStore, link: LinkRow, told: str
) -> None:
    store.keep_fetched(links=[link])

    [line] = found(store)
    assert line.startswith(told.format("https://courier.example/a"))
    assert [] == check_collection(store, now=NOW)  # a plain look is at no single address


def test_feeds_and_hosts_with_times_that_cannot_be_are_told_by_a_plain_look(store: SqlStore) -> None:
    feeds = [
        replace(FEED, next_at=LATE),
        make_feed("post", last_asked=LATE),
        make_feed("radio", parent="https://lost.example/"),
    ]
    store.keep_fetched(feeds=feeds, hosts=[replace(HOST, not_before=LATE)])

    lost, late, hosts = check_collection(store, now=NOW)
    assert (
        "feeds whose index or list is not there: https://radio.example/rss; watch the index again, or each of them"
        == lost
    )
    ahead = "with times that are yet to come, of a clock that was ahead"
    assert f"feeds {ahead}: https://courier.example/rss, https://post.example/rss; {PUT_RIGHT}" == late
    assert f"hosts {ahead}: courier.example; {PUT_RIGHT}" == hosts


def test_of_many_the_first_are_named_and_the_others_counted(store: SqlStore) -> None:
    store.keep_fetched(links=[make_link(f"n{n}", FEED, state="kept", article=f"no{n}") for n in range(5)])

    [line] = found(store)
    assert "n0, https://courier.example/n1, https://courier.example/n2 and 2 more; " in line


def test_a_watch_that_was_killed_is_told_and_one_at_work_is_not(place: Path | str) -> None:
    with open_store(place) as store:
        killed = {"host": socket.gethostname(), "process": 2**22 + 1, "token": "x", "beat": time.time()}
        with store.db.writes() as conn:
            conn.execute(store.db.tables.watch_lock.insert(), {"id": 1, **killed})

        [line] = check_collection(store, now=NOW)
        assert "ended without letting go, and no feed is read since; begin it again with the same" in line
        assert store.take_watch() is None
        assert [] == check_collection(store, now=NOW)
        assert f"process {os.getpid()} on" in str(open_and_take(place))
        store.drop_watch()


def open_and_take(place: Path | str) -> str | None:
    """What another one is told that wants to watch."""
    with open_store(place) as other:
        return other.take_watch()
