"""What each article hands in to be met by: a row an article, packed; what waits to be put in lists, and why."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from sayso.store import dialect
from sayso.store.database import Database

Values = NDArray[np.int64]


class Row(NamedTuple):
    """What one article hands in; `before` None: the leaves hold just that."""

    article: str
    number: int
    label: int
    packed: bytes
    before: bytes | None


VALUE, OWNER = 8, 4
"""Bytes that a value and the number of an article take."""


def rows_of(conn: sa.Connection, db: Database, stage: str, articles: Sequence[str]) -> dict[str, Row]:
    """The rows of those articles that have one."""
    c = db.tables.numbers.c
    found: dict[str, Row] = {}
    for chunk in dialect.chunks(articles):
        query = sa.select(c.article, c.number, c.label, c.packed, c.before)
        for row in conn.execute(query.where((c.stage == stage) & c.article.in_(chunk))):
            found[row.article] = Row(*row)
    return found


def held_by(row: Row) -> Values:
    """All values that the leaves may hold for an article."""
    return np.union1d(open_values(row.packed), open_values(row.before or b""))


def take_out(conn: sa.Connection, db: Database, stage: str, articles: Sequence[str]) -> None:
    """These articles hand in nothing any more; the next run takes them out of the leaves."""
    rows = rows_of(conn, db, stage, articles)
    fresh = [(stage, name, row.number, row.label, b"", pack(held_by(row))) for name, row in rows.items()]
    dialect.insert_or_replace(conn, db.tables.numbers, fresh)
    dialect.insert_missing(conn, db.tables.pending_keys, [(stage, name) for name in rows])


def wait_again(conn: sa.Connection, db: Database, stage: str) -> None:
    """Let all articles meet again: what they hand in is the same, what comes of it may not be."""
    t = db.tables
    names = conn.execute(sa.select(t.numbers.c.article).where(t.numbers.c.stage == stage)).all()
    dialect.insert_missing(conn, t.pending_keys, [(stage, row[0]) for row in names])


def check_postings(conn: sa.Connection, db: Database, stage: str) -> bool:
    """Whether the leaves hold what the articles handed in; where not, all is put in again at the next run."""
    t = db.tables
    waits = sa.select(t.pending_keys.c.key).where(t.pending_keys.c.stage == stage).limit(1)
    if conn.execute(waits).first() is not None:
        return True  # a run was interrupted: the leaves are behind, and the next run goes on
    handed = sa.select(sa.func.sum(sa.func.length(t.numbers.c.packed))).where(t.numbers.c.stage == stage)
    held = sa.select(sa.func.sum(t.postings.c.size), sa.func.sum(sa.func.length(t.postings.c.packed)))
    count, size = conn.execute(held.where(t.postings.c.stage == stage)).one()
    expected = (VALUE * int(count or 0), (VALUE + OWNER) * int(count or 0))
    if (int(conn.execute(handed).scalar() or 0), int(size or 0)) == expected:
        return True
    conn.execute(t.postings.delete().where(t.postings.c.stage == stage))
    conn.execute(t.numbers.update().where(t.numbers.c.stage == stage).values(before=b""))
    wait_again(conn, db, stage)
    return False


def open_values(blob: bytes) -> Values:
    """Packed values as an array."""
    return np.frombuffer(blob, dtype=f"<i{VALUE}").astype(np.int64, copy=False)


def pack(values: Values) -> bytes:
    """Values as bytes, the same on every machine."""
    return values.astype(f"<i{VALUE}", copy=False).tobytes()


def pack_owners(owners: Values) -> bytes:
    """Numbers of articles as bytes."""
    return owners.astype(f"<i{OWNER}").tobytes()
