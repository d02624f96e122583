"""How feeds stand: when each was read, what of it is kept, what waits, and what could not be had and why."""

from collections import defaultdict

import sqlalchemy as sa

from sayso.store.database import Database
from sayso.store.feed_links import feed_rows
from sayso.store.feed_rows import FeedRow, LinkProblem, LinkState, SourceStatus

BAD: tuple[LinkState, ...] = ("failed", "forbidden", "gone")
"""States that a person may want to know the reason of."""

NAMED = 3
"""Addresses named of those that came to the same end; the others are counted."""

MOST_PROBLEMS = 20
"""Ends told of one feed, the most frequent first: a server may give every address a reason of its own."""


def feeds(db: Database) -> tuple[SourceStatus, ...]:
    """Every feed as it stands; see `FeedStore.feeds`."""
    counts: dict[str, dict[LinkState, int]] = defaultdict(dict)
    articles: dict[str, int] = {}
    excerpts: dict[str, int] = {}
    c = db.tables.links.c
    with db.reads() as conn:
        for feed, state, many in conn.execute(
            sa.select(c.feed, c.state, sa.func.count()).group_by(c.feed, c.state).order_by(c.feed, c.state)
        ):
            counts[feed][state] = many
        kept = c.article.is_not(None) & (c.state != "removed")
        query = sa.select(c.feed, sa.func.count(c.article.distinct()), sa.func.sum(c.from_feed))
        for feed, many, given in conn.execute(query.where(kept).group_by(c.feed)):
            articles[feed], excerpts[feed] = many, int(given or 0)
    problems = _problems(db)
    rows = sorted(
        feed_rows(db),
        key=lambda row: (not row.listed, row.parent or row.url, row.parent is not None, row.url),
    )
    return tuple(
        _status(
            row,
            counts[row.url],
            articles.get(row.url, 0),
            excerpts.get(row.url, 0),
            problems.get(row.url, ()),
        )
        for row in rows
    )


def _status(
    row: FeedRow,
    links: dict[LinkState, int],
    articles: int,
    excerpts: int,
    problems: tuple[LinkProblem, ...],
) -> SourceStatus:
    return SourceStatus(
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        kind=row.kind,
        text=row.text,
        every_s=row.every_s,
        listed=row.listed,
        parent=row.parent,
        moved_to=row.moved_to,
        state=row.state,
        first_seen=row.first_seen,
        last_read=row.last_read,
        last_tried=row.last_asked,
        next=row.next_at if row.listed else None,
        items=row.items,
        articles=articles,
        excerpts=excerpts,
        waiting=links.get("waiting", 0),
        failed=sum(links.get(state, 0) for state in BAD),
        links=links,
        failures=row.failures,
        reason=row.reason,
        fix=row.fix,
        problems=problems,
    )


def _problems(db: Database) -> dict[str, tuple[LinkProblem, ...]]:
    """Of each feed, what its addresses came to that were not had."""
    c = db.tables.links.c
    alike = (c.feed, c.state, c.reason, c.fix)
    query = (
        sa.select(*alike, sa.func.count(), sa.func.min(c.next_at))
        .where(c.state.in_(BAD))
        .group_by(*alike)
        .order_by(c.feed, sa.func.count().desc(), c.state, c.reason, c.fix)
    )
    found: dict[str, list[LinkProblem]] = defaultdict(list)
    with db.reads() as conn:
        for feed, state, reason, fix, many, soonest in conn.execute(query).all():
            if len(found[feed]) == MOST_PROBLEMS:
                continue
            same = (c.feed == feed) & (c.state == state)
            same &= c.reason.is_not_distinct_from(reason) & c.fix.is_not_distinct_from(fix)
            first = conn.execute(sa.select(c.url).where(same).order_by(c.address).limit(NAMED))
            problem = LinkProblem(
                state=state,
                reason=reason or "",
                fix=fix or "",
                count=many,
                where=tuple(row[0] for row in first),
                next=soonest,
            )
            found[feed].append(problem)
    return {feed: tuple(some) for feed, some in found.items()}
