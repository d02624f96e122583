"""The list says otherwise: what was planned by what it said before is planned anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sayso.store.feed_rows import FeedRow, LinkRow
from sayso.store.protocol import Store
from sayso.watching.moments import kept, later, read
from sayso.watching.timing import next_recheck

AT_ONCE = 500
"""Addresses written in one transaction."""


def sooner(old: FeedRow, every_s: int) -> str | None:
    """When a feed is read next that is to be read more often from now on; one that fails is left alone as it was to be."""
    if old.next_at is None or old.last_asked is None or old.failures or every_s >= old.every_s:
        return old.next_at
    return min(old.next_at, later(read(old.last_asked), every_s))


def plan_anew(store: Store, old: FeedRow, new: FeedRow, now: datetime) -> None:
    """Plan by `recheck` of a list that changed when articles of a feed are looked at again.

    Looks that were missed are not made up for, and what waits for another reason is left as it is.
    """
    since = kept(now - timedelta(seconds=max(new.recheck_s, default=0)))
    addresses = store.links_to_plan(new.url, since=since)
    for at in range(0, len(addresses), AT_ONCE):
        links = store.links(addresses=addresses[at : at + AT_ONCE])
        moved = [one for link in links if (one := _planned(link, old.recheck_s, new.recheck_s, now)) != link]
        store.keep_fetched(links=moved)


def _planned(link: LinkRow, old: Sequence[int], new: Sequence[int], now: datetime) -> LinkRow:
    if link.kept_at is None or link.state == "waiting":
        return link
    first = read(link.kept_at)
    by_the_list = {later(first, seconds) for seconds in old}
    if link.next_at in by_the_list or (link.next_at is None and link.state in {"kept", "unchanged"}):
        return replace(link, next_at=next_recheck(link, new, now))
    return link
