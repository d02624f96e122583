"""Whether what a watch remembers belongs together: addresses, feeds and articles, its times, and the lock it holds."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa

from sayso.store import dialect
from sayso.store.database import Database
from sayso.store.feed_links import feed_rows, host_rows
from sayso.store.feed_times import feed_is_ahead, host_is_ahead, links_ahead

NAMED = 3
"""Addresses named of those that something is wrong with; the others are counted."""
PUT_RIGHT = "the next `sayso watch` puts it right when it begins"
KEPT = ("kept", "unchanged")


def check_watch(db: Database, now: datetime, *, every_row: bool) -> Iterator[str]:
    """What is wrong with feeds and hosts, and with `every_row` addresses; see `FeedStore.check_watch`."""
    with db.reads() as conn:
        claim = dialect.watch_holder(conn, db.tables)
    if claim is not None and not claim[1]:
        yield (
            f"a watch ({claim[0]}) ended without letting go, and no feed is read since; "
            "begin it again with the same command: it takes the place over and goes on from there"
        )
    feeds = feed_rows(db)
    known = {row.url for row in feeds}
    lost = [row.url for row in feeds if row.parent is not None and row.parent not in known]
    yield from _told(lost, "feeds whose index or list is not there", "watch the index again, or each of them")
    ahead = [row.url for row in feeds if feed_is_ahead(row, now)]
    yield from _told(ahead, "feeds with times that are yet to come, of a clock that was ahead", PUT_RIGHT)
    ahead = [row.host for row in host_rows(db) if host_is_ahead(row, now)]
    yield from _told(ahead, "hosts with times that are yet to come, of a clock that was ahead", PUT_RIGHT)
    if every_row:
        yield from _check_links(db, now)


def _check_links(db: Database, now: datetime) -> Iterator[str]:
    t = db.tables
    c = t.links.c
    there = sa.select(t.articles.c.id)
    for wrong, what, fix in (
        (
            (c.feed != "") & c.feed.not_in(sa.select(t.feeds.c.url)),
            "addresses of a feed that is not there",
            "watch that feed again: they are its own then",
        ),
        (
            (c.state != "removed") & c.article.is_not(None) & c.article.not_in(there),
            "addresses of an article that is not there",
            "`sayso add ADDRESS` fetches it again",
        ),
        (
            c.state.in_(KEPT) & c.article.is_(None),
            "addresses that count as kept and name no article",
            "`sayso add ADDRESS` fetches it",
        ),
        (
            links_ahead(t, now),
            "addresses with times that are yet to come, of a clock that was ahead",
            PUT_RIGHT,
        ),
    ):
        with db.reads() as conn:
            many = int(
                conn.execute(sa.select(sa.func.count()).select_from(t.links).where(wrong)).scalar() or 0
            )
            query = sa.select(c.url).where(wrong).order_by(c.address).limit(NAMED)
            first = [row[0] for row in conn.execute(query)] if many else []
        yield from _told(first, what, fix, many=many)


def _told(names: list[str], what: str, fix: str, *, many: int | None = None) -> Iterator[str]:
    """One line for all that is wrong in one way: what, the first ones, how many more, what to do."""
    if names:
        more = (len(names) if many is None else many) - NAMED
        yield f"{what}: {', '.join(names[:NAMED])}{f' and {more:,} more' if more > 0 else ''}; {fix}"
