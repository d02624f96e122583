"""A list that says otherwise than before holds for what is kept already."""

from dataclasses import replace
from typing import Any

import pytest
from tests.watching.watched import Watched, page, rss

from sayso.ingest.feeds import WatchedFeed
from sayso.testing.feed_checks import make_feed, make_link
from sayso.watching.replanning import plan_anew

RSS = "http://courier.example/rss"
A = "http://courier.example/a"
HOUR = 3600


@pytest.mark.parametrize(
    ("recheck", "expected"),
    [
        ((3 * HOUR,), "2031-05-07T11:00:10Z"),
        ((HOUR, 30 * HOUR), "2031-05-08T14:00:10Z"),
        ((HOUR,), None),
        ((), None),
    ],
)
def test_another_time_of_looking_again_holds_for_what_is_kept_already(
    desk: Watched, recheck: tuple[int, ...], expected: str | None
) -> None:
    """Of an article that came in two hours ago a look that was to be an hour after is not made up for."""
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(A))
    desk.watch(WatchedFeed(url=RSS, recheck_s=(12 * HOUR,)), for_s=2 * HOUR)
    link = desk.link(A)
    assert ("2031-05-07T08:00:10Z", "2031-05-07T20:00:10Z") == (link.kept_at, link.next_at)

    desk.watch(WatchedFeed(url=RSS, recheck_s=recheck), for_s=1)

    assert replace(link, next_at=expected) == desk.link(A)
    desk.watch(WatchedFeed(url=RSS, recheck_s=(12 * HOUR,)), for_s=1)
    assert link == desk.link(A)


def test_what_waits_for_another_reason_is_not_planned_by_the_list(desk: Watched) -> None:
    feed = make_feed("courier", recheck_s=(HOUR,))
    kept = {"article": "x", "kept_at": "2031-05-07T08:00:00Z", "next_at": "2031-05-07T09:00:00Z"}
    others: list[dict[str, Any]] = [
        {"state": "waiting"},
        {"state": "kept", "next_at": "2031-05-07T09:00:01Z"},  # its embargo ends
        {"state": "failed", "next_at": None},
        {"state": "kept", "from_feed": True},
        {"state": "kept", "kept_at": None, "next_at": None},
    ]
    links = [make_link(str(n), feed, **(kept | one)) for n, one in enumerate(others)]
    desk.store.keep_fetched(
        feeds=[feed], links=[*links, make_link("9", feed, **(kept | {"state": "failed"}))]
    )

    plan_anew(desk.store, feed, replace(feed, recheck_s=(2 * HOUR,)), desk.clock.now())

    assert links == list(desk.store.links())[:-1]
    assert "2031-05-07T10:00:00Z" == list(desk.store.links())[-1].next_at
