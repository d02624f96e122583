"""A clock that is wrong: what a watch wrote by it is put right when it begins, or when it sees the clock go back."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.watching.watched import BEGIN, Watched, page, rss

from sayso.ingest.feeds import WatchedFeed
from sayso.publish.checks import check_collection
from sayso.testing.feed_checks import make_feed
from sayso.watching.feeds import synced

RSS = "http://courier.example/rss"
A = "http://courier.example/a"
FEED = WatchedFeed(url=RSS, recheck_s=(3600, 86400))
YEAR = timedelta(days=365)


def set_clock(desk: Watched, moment: datetime) -> None:
    """It is another time, all at once."""
    desk.clock._now = moment


def test_what_a_clock_wrote_that_was_a_year_ahead_is_put_right_by_the_next_watch(desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(A))
    set_clock(desk, BEGIN + YEAR)
    desk.watch(FEED, once=True)
    set_clock(desk, BEGIN)
    assert [
        f"{what} with times that are yet to come, of a clock that was ahead: {who}; the next `sayso watch` puts it right when it begins"
        for what, who in (("feeds", RSS), ("hosts", "courier.example"), ("addresses", A))
    ] == check_collection(desk.store, now=BEGIN, every_row=True)

    desk.watch(FEED, for_s=7200)

    assert [] == check_collection(desk.store, now=desk.clock.now(), every_row=True)
    assert 2 == desk.asked().count("/a")  # an hour after it was put right
    assert 8 <= desk.asked().count("/rss") <= 10
    begun = [one.at for one in desk.web.requests if one.at < BEGIN + YEAR]
    assert begun[0] - BEGIN <= timedelta(seconds=10)


def test_a_feed_whose_index_was_lost_ends_no_watch() -> None:
    orphan = make_feed("post", parent="http://post.example/index")

    [feed, child] = synced([FEED], {orphan.url: orphan}, BEGIN)[::-1]

    assert (RSS, replace(orphan, listed=False)) == (feed.url, child)
