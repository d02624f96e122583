"""When something is to be asked again: rules without a clock, from what is known to a moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sayso.store.feed_rows import FeedRow, LinkRow
from sayso.watching.moments import later, read

DAY_S = 86_400

TRY_AGAIN_S = (300, 1_800, 7_200, 21_600, 86_400)
"""Seconds after which an address that could not be had is asked again, one after the other, five times in a day and a
half; chosen: a page that is missing longer than that is missing for good, and its feed will name it again if it changes."""

SOON_AFTER_S = 600
"""An article that its feed calls changed is looked at again no sooner than ten minutes after the last look; twice that
after each look that found nothing, up to a day: some feeds call everything changed at every reading."""

HOURS = 24


def next_reading(feed: FeedRow, now: datetime, *, ttl_s: int | None, skip_hours: Sequence[int]) -> str:
    """When a feed that was read is read again: after what the list says, and not sooner than the feed asks for.

    Hours of the day (UTC) in which the feed asks not to be read are waited for; a feed that asks for all of them is not
    taken at its word, and no feed puts itself off for more than a day.
    """
    wait = max(feed.every_s, min(ttl_s or 0, DAY_S))
    then = now + timedelta(seconds=wait)
    avoided = set(skip_hours)
    if len(avoided & set(range(HOURS))) < HOURS:
        while then.hour in avoided:
            then = (then + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    return later(then, 0)


def next_try(feed: FeedRow, now: datetime, *, ready: datetime) -> str:
    """When a feed that could not be read is asked again: twice as long after each failure, up to a day."""
    wait = min(feed.every_s * 2 ** min(max(feed.failures - 1, 0), 20), max(DAY_S, feed.every_s))
    return later(max(now + timedelta(seconds=wait), ready), 0)


def next_recheck(link: LinkRow, recheck_s: Sequence[int], now: datetime) -> str | None:
    """When a kept article is looked at again; None: not unless its feed says that it changed."""
    if link.kept_at is None:
        return None
    first = read(link.kept_at)
    due = (later(first, seconds) for seconds in recheck_s)
    return next((moment for moment in due if read(moment) > now), None)


def next_look(link: LinkRow, now: datetime) -> str:
    """When an article that its feed calls changed is looked at again."""
    if link.last_asked is None:
        return later(now, 0)
    wait = min(SOON_AFTER_S * 2 ** min(link.in_vain, 10), DAY_S)
    return later(max(now, read(link.last_asked) + timedelta(seconds=wait)), 0)


def next_attempt(link: LinkRow, now: datetime, *, ready: datetime) -> str | None:
    """When an address that could not be had `link.tries` times is asked again; None: that was the last time."""
    if link.tries > len(TRY_AGAIN_S):
        return None
    wait = TRY_AGAIN_S[max(link.tries, 1) - 1]
    return later(max(now + timedelta(seconds=wait), ready), 0)
