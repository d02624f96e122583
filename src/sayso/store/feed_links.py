"""Feeds, the addresses found in them and the hosts that were asked: kept together with the articles that came of them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from sayso.records import Failure, Reading, Record
from sayso.schema import codec
from sayso.store import dialect
from sayso.store.answers import Added
from sayso.store.database import Database, check_whole
from sayso.store.feed_rows import FeedRow, HostRow, LinkRow, LinkState
from sayso.store.feed_times import links_ahead
from sayso.store.tables import Tables

R = TypeVar("R", bound=Record)

REMOVED_FIX = "leave it, or add it again with `sayso add ADDRESS --force`"


def feed_rows(db: Database) -> tuple[FeedRow, ...]:
    """All feeds that were ever watched, by address."""
    with db.reads() as conn:
        return tuple(_rows(conn, FeedRow, sa.select(db.tables.feeds).order_by(db.tables.feeds.c.url)))


def host_rows(db: Database) -> tuple[HostRow, ...]:
    """All hosts that were ever asked, by name."""
    with db.reads() as conn:
        return tuple(_rows(conn, HostRow, sa.select(db.tables.hosts).order_by(db.tables.hosts.c.host)))


def links(
    db: Database,
    *,
    addresses: Iterable[str] | None,
    feed: str | None,
    articles: Iterable[str] | None,
    states: Collection[LinkState] | None,
) -> Iterator[LinkRow]:
    """Addresses in a stable order; see `FeedStore.links`."""
    table = db.tables.links
    query = sa.select(table).order_by(table.c.address)
    if feed is not None:
        query = query.where(table.c.feed == feed)
    if states is not None:
        query = query.where(table.c.state.in_(sorted(states)))
    with db.reads() as conn:
        for column, asked in ((table.c.address, addresses), (table.c.article, articles)):
            if asked is not None:
                query = query.where(dialect.is_one_of(conn, column, sorted(set(asked))))
        found = _rows(conn, LinkRow, query)
    yield from found


def links_of_key(db: Database, key: str, *, feed: str, host: str, limit: int) -> Sequence[LinkRow]:
    """The addresses that were kept of items of one id; see `FeedStore.links_of_key`."""
    c = db.tables.links.c
    named = (c.key == key) & (c.key != c.url) & c.kept_at.is_not(None)
    query = sa.select(db.tables.links).where(named & ((c.feed == feed) | (c.host == host)))
    with db.reads() as conn:
        return _rows(conn, LinkRow, query.order_by(c.kept_at.desc(), c.address).limit(limit))


def next_asked(db: Database, hosts: Collection[str] | None) -> dict[str, str]:
    """When the next address of each host is to be asked; see `FeedStore.next_asked`."""
    t = db.tables
    c = t.links.c
    # by feed too, so that planned addresses are looked at and not all of a feed: most are not planned any more
    query = sa.select(c.host, c.feed, sa.func.min(c.next_at)).where(c.next_at.is_not(None))
    found: dict[str, str] = {}
    with db.reads() as conn:
        listed = set(conn.execute(sa.select(t.feeds.c.url).where(t.feeds.c.listed == 1)).scalars())
        if hosts is not None:
            query = query.where(dialect.is_one_of(conn, c.host, sorted(hosts)))
        for host, feed, soonest in conn.execute(query.group_by(c.host, c.feed).order_by(c.host)):
            if feed in listed:
                found[host] = min(soonest, found.get(host, soonest))
    return found


def due_link(db: Database, host: str, now: str) -> LinkRow | None:
    """The address of a host that has waited longest; see `FeedStore.due_link`."""
    t = db.tables
    c = t.links.c
    listed = sa.select(t.feeds.c.url).where(t.feeds.c.listed == 1)
    due = (c.host == host) & (c.next_at <= now) & c.feed.in_(listed)
    query = sa.select(t.links).where(due).order_by(c.next_at, c.address).limit(1)
    with db.reads() as conn:
        return next(iter(_rows(conn, LinkRow, query)), None)


def links_to_plan(db: Database, feed: str, since: str) -> list[str]:
    """Addresses whose next look the list plans; see `FeedStore.links_to_plan`."""
    c = db.tables.links.c
    kept = (c.feed == feed) & c.article.is_not(None) & c.kept_at.is_not(None) & (c.from_feed == 0)
    planned = (c.state != "waiting") & (c.next_at.is_not(None) | (c.kept_at > since))
    with db.reads() as conn:
        return list(conn.execute(sa.select(c.address).where(kept & planned).order_by(c.address)).scalars())


def links_ahead_of(db: Database, now: datetime, limit: int) -> Sequence[LinkRow]:
    """Addresses that a clock wrote which was ahead; see `FeedStore.links_ahead`."""
    t = db.tables
    query = (
        sa.select(t.links)
        .where(links_ahead(t, now))
        .order_by(t.links.c.next_at, t.links.c.address)
        .limit(limit)
    )
    with db.reads() as conn:
        return _rows(conn, LinkRow, query)


def were_removed(db: Database, articles: Iterable[str]) -> frozenset[str]:
    """Those of these articles that a person removed."""
    column = db.tables.removed.c.article
    with db.reads() as conn:
        query = sa.select(column).where(dialect.is_one_of(conn, column, sorted(set(articles))))
        return frozenset(row[0] for row in conn.execute(query))


def keep_fetched(
    db: Database,
    *,
    readings: Sequence[Reading | Failure],
    feeds: Sequence[FeedRow],
    links: Sequence[LinkRow],
    hosts: Sequence[HostRow],
    now: Any,
) -> Added:
    """Write all that came of an answer in one transaction; see `FeedStore.keep_fetched`."""
    from sayso.store.sources import Tally, keep  # noqa: PLC0415 - what is removed there is forgotten here

    tally = Tally()
    t = db.tables
    # who loses the last answers to a power cut asks again; an article must not be lost
    with db.writes(derived=not readings) as conn:
        check_whole(conn, t, db.where)
        _forget_failures(conn, t, links)
        if readings:
            keep(conn, db, readings, tally, now=now)
        _write(conn, t.feeds, FeedRow, feeds)
        _write(conn, t.links, LinkRow, links)
        _write(conn, t.hosts, HostRow, hosts)
        named = sorted(
            {link.article for link in links if link.article is not None and link.state != "removed"}
        )
        for some in dialect.chunks(named):
            gone = sa.select(t.removed).where(t.removed.c.article.in_(some))
            for row in conn.execute(gone).all():  # it was removed while it was asked for
                forget_in_links(conn, t, row.article, reason=row.reason)
    return tally.told()


def _forget_failures(conn: sa.Connection, t: Tables, links: Sequence[LinkRow]) -> None:
    """What could not be had before is kept now."""
    kept = sorted(link.url for link in links if link.state in {"kept", "unchanged"})
    for some in dialect.chunks(kept):
        failed = (t.failures.c.stage == "ingest") & t.failures.c.path.in_(some)
        conn.execute(t.failures.delete().where(failed))


def drop_feeds(db: Database, urls: Collection[str], *, heir: str) -> None:
    """Forget feeds and leave their addresses to another; see `FeedStore.drop_feeds`."""
    t = db.tables
    with db.writes(derived=True) as conn:
        for some in dialect.chunks(sorted(urls)):
            conn.execute(t.links.update().where(t.links.c.feed.in_(some)).values(feed=heir))
            conn.execute(t.feeds.delete().where(t.feeds.c.url.in_(some)))


def forget_in_links(conn: sa.Connection, t: Tables, article: str, *, reason: str) -> None:
    """What feeds gave of a removed article goes with it; its addresses stay, so that they are not asked again."""
    gone: dict[str, Any] = {
        "state": "removed",
        "reason": f"the article was removed: {reason}",
        "fix": REMOVED_FIX,
        "next_at": None,
        "authors": "[]",
        "dates": "[]",
        "cut": "",
    }
    given = ("title", "published", "updated", "language", "feed_text", "etag", "last_modified")
    gone |= dict.fromkeys(given)
    conn.execute(t.links.update().where(t.links.c.article == article).values(**gone))


def _rows(conn: sa.Connection, kind: type[R], query: Any) -> list[R]:
    decode = codec(kind).decode
    return [decode(tuple(row)) for row in conn.execute(query)]


def _write(conn: sa.Connection, table: sa.Table, kind: type[R], rows: Sequence[R]) -> None:
    encode = codec(kind).encode
    dialect.insert_or_replace(conn, table, [encode(row) for row in rows])
