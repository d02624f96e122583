"""A clock that is wrong: what a watch wrote by it is put right when it begins, or when it sees the clock go back."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from tests.watching.watched import BEGIN, Watched, page, rss

from sayso.fetching.hosts import HostState, put_right
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


def test_a_clock_that_is_put_back_while_feeds_are_watched_is_seen(desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(A))
    begun = BEGIN + YEAR
    set_clock(desk, begun)
    desk.clock.later(3000, lambda: set_clock(desk, BEGIN))

    desk.watch(FEED, for_s=3 * 3600)

    after = [one for one in desk.web.requests if one.at < begun]
    assert timedelta(hours=2) < desk.clock.now() - BEGIN < timedelta(hours=3)  # three hours in all
    assert 8 <= len([one for one in after if one.path == "/rss"]) <= 12
    assert 1 == len(
        [one for one in after if one.path == "/robots.txt"]
    )  # a day has passed, as far as one can tell
    assert 1 == len([one for one in after if one.path == "/a"])
    assert [] == check_collection(desk.store, now=desk.clock.now(), every_row=True)


def test_after_days_of_sleep_everything_is_asked_once_and_no_host_at_once(desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(A))
    desk.clock.later(1000, lambda: set_clock(desk, BEGIN + timedelta(days=5)))

    desk.watch(FEED, for_s=5 * 86400 + 600)

    after = [one for one in desk.web.requests if one.at >= BEGIN + timedelta(days=5)]
    assert ["/robots.txt", "/rss", "/a"] == [one.path for one in after]
    assert all((b.at - a.at).total_seconds() >= 5 for a, b in pairwise(after))


def test_a_host_that_was_to_be_left_alone_is_so_from_now_on_and_no_longer_than_a_day() -> None:
    ahead = HostState(
        "x.example", asked=BEGIN + YEAR, not_before=BEGIN + YEAR + timedelta(hours=2), failures=3
    )
    odd = HostState("x.example", asked=BEGIN, not_before=BEGIN + YEAR)

    assert ahead._replace(asked=BEGIN, not_before=BEGIN + timedelta(hours=2)) == put_right(ahead, BEGIN)
    assert odd._replace(not_before=BEGIN + timedelta(days=1)) == put_right(odd, BEGIN)
    assert ahead == put_right(ahead, BEGIN + YEAR)


def test_a_feed_whose_index_was_lost_ends_no_watch() -> None:
    orphan = make_feed("post", parent="http://post.example/index")

    [feed, child] = synced([FEED], {orphan.url: orphan}, BEGIN)[::-1]

    assert (RSS, replace(orphan, listed=False)) == (feed.url, child)
