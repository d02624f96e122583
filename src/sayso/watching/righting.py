"""A clock that was ahead is put right: what it wrote would keep feeds, hosts and addresses from being asked for as long."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sayso.fetching.hosts import put_right
from sayso.store.feed_rows import FeedRow, LinkRow
from sayso.store.feed_times import feed_is_ahead, host_is_ahead
from sayso.store.protocol import Store
from sayso.watching.asking import host_row, host_state
from sayso.watching.moments import kept, read
from sayso.watching.timing import next_recheck

AT_ONCE = 500
"""Addresses put right in one transaction."""


def set_right(store: Store, feeds: Iterable[FeedRow], now: datetime) -> tuple[FeedRow, ...]:
    """Put right what the store keeps of feeds, hosts and addresses; the feeds that it changed."""
    rows = {row.url: row for row in feeds}
    changed = tuple(right_feed(row, now) for row in rows.values() if feed_is_ahead(row, now))
    hosts = [
        host_row(put_right(host_state(row), now)) for row in store.host_rows() if host_is_ahead(row, now)
    ]
    if changed or hosts:
        store.keep_fetched(feeds=changed, hosts=hosts)
    while some := store.links_ahead(now, limit=AT_ONCE):
        store.keep_fetched(links=[right_link(link, rows.get(link.feed), now) for link in some])
    return changed


def right_feed(row: FeedRow, now: datetime) -> FeedRow:
    """A feed that is read now, and was never asked later than that."""
    return replace(
        row,
        first_seen=_no_later(row.first_seen, now),
        last_asked=row.last_asked and _no_later(row.last_asked, now),
        last_read=row.last_read and _no_later(row.last_read, now),
        next_at=row.next_at and _no_later(row.next_at, now),
    )


def right_link(link: LinkRow, feed: FeedRow | None, now: datetime) -> LinkRow:
    """An address that was met by now: what waits or failed is asked now, what is kept when the list says."""
    met = replace(
        link,
        first_seen=_no_later(link.first_seen, now),
        kept_at=link.kept_at and _no_later(link.kept_at, now),
        last_asked=link.last_asked and _no_later(link.last_asked, now),
    )
    if link.state in {"kept", "unchanged"}:
        return replace(met, next_at=next_recheck(met, () if feed is None else feed.recheck_s, now))
    return replace(met, next_at=kept(now))


def _no_later(moment: str, now: datetime) -> str:
    return moment if read(moment) <= now else kept(now)
