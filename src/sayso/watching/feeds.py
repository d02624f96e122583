"""What an answer for a feed means: how the feed stands, which addresses and further feeds it names, when it is read again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sayso.errors import FetchError, InputError
from sayso.fetching.places import SAVE
from sayso.ingest.dates import parse_published
from sayso.ingest.feeds import Feed, WatchedFeed
from sayso.store.feed_rows import FeedRow
from sayso.watching.moments import kept, later, read_or_none
from sayso.watching.replanning import sooner
from sayso.watching.timing import next_reading, next_try

ASK = "watch another feed of the same outlet, or ask whoever publishes it"
"""What a person can do about a feed, which is no page to save and add."""

MOST_CHILDREN = 10
"""Sitemaps of an index that are taken when it is read for the first time: those changed last. A site's older ones hold what
it published in other years."""

MOST_KNOWN = 2_000
"""Children that are remembered of one index, so that none of them seems new at the next reading."""

DEEPEST = 2
"""An index in an index is followed, and one in that is not: a list that names itself under ever new names has an end."""


def synced(
    watched: Sequence[WatchedFeed], known: Mapping[str, FeedRow], now: datetime
) -> tuple[FeedRow, ...]:
    """The rows that differ once these feeds are the watched ones: the new ones wait, others are not listed any more."""
    rows = dict(known)
    wanted = {feed.url: feed for feed in watched if feed.enabled}
    for url, feed in wanted.items():
        old = rows.get(url) or FeedRow(url=url, first_seen=kept(now))
        rows[url] = replace(
            old,
            parent=None,
            listed=True,
            outlet=feed.outlet,
            language=feed.language,
            expected=feed.kind,
            text=feed.text,
            every_s=feed.every_s,
            recheck_s=feed.recheck_s,
            next_at=sooner(old, feed.every_s) or kept(now),
        )
    for url, row in known.items():
        if url not in wanted and row.parent is None and row.listed:
            rows[url] = replace(row, listed=False)
    for url in sorted(rows, key=lambda one: depth_of(rows[one], rows)):
        row = rows[url]
        if row.parent in rows and url not in wanted:
            rows[url] = _as_child(row, rows[row.parent])
        elif (
            row.parent is not None and url not in wanted
        ):  # its index was lost: nobody says that it is wanted
            rows[url] = replace(row, listed=False)
    return tuple(row for url, row in rows.items() if known.get(url) != row)


def depth_of(row: FeedRow, rows: Mapping[str, FeedRow]) -> int:
    """How many indexes a feed was reached through."""
    depth = 0
    while row.parent is not None and row.parent in rows and depth <= DEEPEST:
        row, depth = rows[row.parent], depth + 1
    return depth


def _as_child(row: FeedRow, parent: FeedRow) -> FeedRow:
    """A child is read as its parent is; one that was passed over at first is not listed until it changes."""
    return replace(
        row,
        listed=parent.listed and (row.next_at is not None or row.last_asked is not None),
        outlet=parent.outlet,
        language=parent.language,
        text=parent.text,
        every_s=parent.every_s,
        recheck_s=parent.recheck_s,
    )


def feed_was_read(
    row: FeedRow,
    feed: Feed,
    now: datetime,
    *,
    etag: str | None,
    last_modified: str | None,
    moved_to: str | None,
) -> FeedRow:
    """A feed that was read."""
    return replace(
        row,
        kind=feed.kind,
        title=feed.title or row.title,
        state="read",
        reason=None,
        fix=None,
        items=len(feed.items) or len(feed.children),
        failures=0,
        etag=etag,
        last_modified=last_modified,
        moved_to=moved_to or row.moved_to,
        last_asked=kept(now),
        last_read=kept(now),
        next_at=_next(row, now, ttl_s=feed.ttl_s, skip_hours=feed.skip_hours),
    )


def _next(row: FeedRow, now: datetime, *, ttl_s: int | None, skip_hours: Sequence[int]) -> str | None:
    if row.parent is not None and row.changed is not None:
        return None  # its index tells when it changes
    return next_reading(row, now, ttl_s=ttl_s, skip_hours=skip_hours)


def feed_is_same(row: FeedRow, now: datetime) -> FeedRow:
    """Status 304: the feed is as it was. What it asked for by its ttl was said with its text, and is not known now."""
    return replace(
        row,
        state="unchanged",
        reason=None,
        fix=None,
        failures=0,
        last_asked=kept(now),
        last_read=kept(now),
        next_at=_next(row, now, ttl_s=None, skip_hours=()),
    )


def feed_failed(row: FeedRow, error: InputError, now: datetime, *, ready: datetime) -> FeedRow:
    """A feed that could not be had, or is none. The address that was named is asked the next time, whoever moved."""
    if isinstance(error, FetchError) and error.kind == "later":
        return replace(row, next_at=later(max(ready, now), 0))
    failed = replace(
        row,
        state="failed",
        reason=error.reason[:1000],
        fix=error.fix.replace(SAVE, ASK)[:500],
        failures=row.failures + 1,
        moved_to=None,
        etag=None if row.moved_to else row.etag,
        last_modified=None if row.moved_to else row.last_modified,
        last_asked=kept(now),
    )
    return replace(failed, next_at=next_try(failed, now, ready=ready))


def check_kind(row: FeedRow, feed: Feed) -> None:
    """InputError where the list says of what kind a feed is, and it is another."""
    if row.expected in {"auto", feed.kind} or (row.expected == "sitemap" and feed.kind == "sitemap index"):
        return
    raise InputError(
        f"it is {feed.kind}, and the list says {row.expected}",
        fix=f'write kind = "{feed.kind.removesuffix(" index")}", or leave kind out',
        path=row.url,
    )


def children_of(row: FeedRow, feed: Feed, rows: Mapping[str, FeedRow], now: datetime) -> tuple[FeedRow, ...]:
    """The rows of an index's or a list's children that are new or changed: those are due now.

    At the first reading of an index the sitemaps changed last are taken, and the others only remembered; of a list of feeds
    all are taken.
    """
    if depth_of(row, rows) >= DEEPEST:
        return ()
    told = dict(zip(feed.children, feed.child_updates or (None,) * len(feed.children), strict=True))
    mine = sum(1 for one in rows.values() if one.parent == row.url)
    fresh = [url for url in told if url not in rows][: max(0, MOST_KNOWN - mine)]
    first = row.last_read is None and feed.kind == "sitemap index"
    taken = set(_newest(fresh, told)[:MOST_CHILDREN]) if first else set(fresh)
    made = [_child(row, url, told[url], now, taken=url in taken) for url in fresh]
    for url, changed in told.items():
        old = rows.get(url)
        if old is None or old.parent != row.url:
            continue
        back = (
            changed is None and old.next_at is None and old.last_asked is not None
        )  # it was left out for a time
        if back or (changed is not None and changed != old.changed):
            made.append(replace(_as_child(old, row), listed=True, changed=changed, next_at=_soon(old, now)))
    return tuple(made)


def left_out(row: FeedRow, feed: Feed, rows: Mapping[str, FeedRow]) -> tuple[FeedRow, ...]:
    """The children that an index or a list does not name any more, which are not read any more."""
    told = set(feed.children)
    if not told:
        return ()  # more likely a mistake than the end of everything
    mine = (one for one in rows.values() if one.parent == row.url and one.url not in told)
    return tuple(replace(one, next_at=None) for one in mine if one.next_at is not None)


def outlived(row: FeedRow, feed: Feed, rows: Mapping[str, FeedRow]) -> frozenset[str]:
    """The children to forget so that the new ones of an index fit: of those not named any more the ones changed longest ago.

    An index that gets a new part every hour would else be full after some months, and give nothing any more.
    """
    told = set(feed.children)
    mine = [one for one in rows.values() if one.parent == row.url]
    lacking = len(told - rows.keys()) + len(mine) - MOST_KNOWN
    gone = sorted(
        (one for one in mine if one.url not in told), key=lambda one: (one.changed or one.first_seen, one.url)
    )
    return frozenset(one.url for one in gone[: max(0, lacking)])


def _soon(row: FeedRow, now: datetime) -> str:
    """Now, unless it is being left alone after failures."""
    put_off = read_or_none(row.next_at) if row.failures else None
    return later(max(now, put_off or now), 0)


def _child(row: FeedRow, url: str, changed: str | None, now: datetime, *, taken: bool) -> FeedRow:
    child = FeedRow(url=url, parent=row.url, changed=changed, first_seen=kept(now))
    child = replace(child, next_at=kept(now) if taken else None)
    return _as_child(child, row)


def _newest(urls: Iterable[str], told: Mapping[str, str | None]) -> list[str]:
    def day(url: str) -> str:
        found = parse_published(told[url] or "")
        return found.latest if found is not None else ""

    return sorted(urls, key=day, reverse=True)
