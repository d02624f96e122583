"""When something is asked again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sayso.testing.feed_checks import make_feed, make_link
from sayso.watching.moments import kept, kept_exactly, later, read
from sayso.watching.timing import (
    DAY_S,
    TRY_AGAIN_S,
    next_attempt,
    next_look,
    next_reading,
    next_recheck,
    next_try,
)

NOW = datetime(2031, 5, 7, 10, 20, tzinfo=UTC)
FEED = make_feed("courier", every_s=900)


def after(seconds: float) -> str:
    """A moment so many seconds from now, as it is kept."""
    return kept(NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("ttl_s", "hours", "expected"),
    [
        (None, (), "2031-05-07T10:35:00Z"),
        (60, (), "2031-05-07T10:35:00Z"),
        (3600, (), "2031-05-07T11:20:00Z"),
        (10**9, (), "2031-05-08T10:20:00Z"),
        (None, (10, 11), "2031-05-07T12:00:00Z"),
        (None, tuple(range(24)), "2031-05-07T10:35:00Z"),
        (3600, (11, 23, 99), "2031-05-07T12:00:00Z"),
    ],
)
def test_a_feed_is_read_when_the_list_says_and_no_sooner_than_it_asks(
    ttl_s: int | None, hours: tuple[int, ...], expected: str
) -> None:
    assert expected == next_reading(FEED, NOW, ttl_s=ttl_s, skip_hours=hours)


def test_a_feed_that_fails_is_asked_half_as_often_each_time_and_once_a_day_at_least() -> None:
    waits = [next_try(replace(FEED, failures=n), NOW, ready=NOW) for n in (1, 2, 3, 40)]

    assert [after(900), after(1800), after(3600), after(DAY_S)] == waits
    assert after(7200) == next_try(replace(FEED, failures=1), NOW, ready=NOW + timedelta(hours=2))


def test_a_kept_article_is_looked_at_again_at_each_time_of_the_list() -> None:
    link = make_link("a", FEED, kept_at=after(-100))

    assert after(3500) == next_recheck(link, (3600, DAY_S), NOW)
    assert after(DAY_S - 100) == next_recheck(
        link, (60, DAY_S), NOW
    )  # one that was missed is not made up for
    assert next_recheck(link, (60,), NOW) is None
    assert next_recheck(replace(link, kept_at=None), (3600,), NOW) is None


def test_an_article_that_always_changed_and_never_did_is_looked_at_ever_less_often() -> None:
    link = make_link("a", FEED, last_asked=after(-300))

    assert after(300) == next_look(link, NOW)
    assert after(2100) == next_look(replace(link, in_vain=2), NOW)
    assert after(DAY_S - 300) == next_look(replace(link, in_vain=99), NOW)
    assert after(0) == next_look(replace(link, last_asked=after(-700)), NOW)


def test_an_address_that_is_not_to_be_had_is_given_up_in_the_end() -> None:
    link = make_link("a", FEED)
    waits = [next_attempt(replace(link, tries=n), NOW, ready=NOW) for n in range(1, 8)]

    assert [*map(after, TRY_AGAIN_S), None, None] == waits


def test_a_moment_is_never_kept_as_an_earlier_one_than_it_was_put_off_to() -> None:
    then = NOW.replace(microsecond=1)

    assert "2031-05-07T10:20:01Z" == later(then, 0)
    assert then == read(kept_exactly(then) or "")
    assert kept_exactly(None) is None
