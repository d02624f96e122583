"""Times of a watch that cannot be: whoever wrote them had a clock that was ahead.

Until the day comes that such a clock showed, nothing would be asked. `sayso doctor` tells of them, and a watch that begins
puts them right.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from sayso.store.feed_rows import FeedRow, HostRow
from sayso.store.tables import Tables

AHEAD = timedelta(hours=1)
"""What happened later than an hour from now did not; clocks that were corrected by less do no harm that lasts."""
LONGEST = timedelta(days=1)
"""Nobody is left alone for longer than a day, and no feed longer than the list says."""


def feed_is_ahead(row: FeedRow, now: datetime) -> bool:
    """Whether a feed was asked, or is to be asked, at a time that cannot be."""
    planned = now + max(LONGEST, timedelta(seconds=row.every_s)) + AHEAD
    return _any_later(now + AHEAD, row.first_seen, row.last_asked, row.last_read) or _any_later(
        planned, row.next_at
    )


def host_is_ahead(row: HostRow, now: datetime) -> bool:
    """Whether a host was asked, or is left alone until, a time that cannot be."""
    return _any_later(now + AHEAD, row.last_asked) or _any_later(now + LONGEST + AHEAD, row.not_before)


def links_ahead(t: Tables, now: datetime) -> "sa.ColumnElement[bool]":
    """Which addresses that are planned were met at a time that cannot be; the others do no harm."""
    c, latest = t.links.c, _text(now + AHEAD)
    met = sa.or_(c.first_seen > latest, c.last_asked > latest, c.kept_at > latest)
    return (c.next_at > latest) & met


def _any_later(than: datetime, *moments: str | None) -> bool:
    return any(moment is not None and datetime.fromisoformat(moment) > than for moment in moments)


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
