"""A folder of tables published into a collection that is empty: rows, full text, and all that a run goes on from.

Rows are written in transactions of some thousands. From the first to the last of them the collection says that it is
half-loaded and lets nobody in but who loads it again, from the start.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sayso.errors import StoreError
from sayso.records import Article, Failure, Record, Review
from sayso.schema import codec
from sayso.store import change_log, desk, dialect
from sayso.store.database import HALF_LOADED, Database
from sayso.store.leaf_building import build_lists
from sayso.store.parquet.manifest import Manifest
from sayso.store.parquet.reading import Folder, open_folder
from sayso.store.parquet.schemas import ADDED, DESK, HISTORY, SOURCES, Kind, Row, name_of
from sayso.store.parquet.writing import LARGE
from sayso.store.said import insert_derived
from sayso.store.sql import SqlStore, utc_now
from sayso.store.tables import article_digest

AT_ONCE = 10_000
"""Rows of a transaction: written in well under a second, some MB in memory."""

AT_ONCE_LARGE = 200
"""The same where a row holds a text or packed bytes."""

Tell = Callable[[str, int, int], None]
"""Hears which table is being loaded, how many of its rows are, and how many there are."""


def load_tables(
    place: Path | str,
    path: Path,
    *,
    kinds: Mapping[str, type[Record]],
    busy_timeout_s: int,
    clock: Callable[[], str] = utc_now,
    tell: Tell | None = None,
) -> Manifest:
    """Load a folder of tables into the collection at a place, which is made when it is not there.

    `kinds` are all record types that are known here, by name. What was loaded is not stale: a run has nothing to do but
    where its own stages differ from those that made the folder. Raises StoreError for a collection that holds
    something, and what `open_folder` raises; then nothing was changed.
    """
    folder = open_folder(path, kinds)
    with SqlStore(place, busy_timeout_s=busy_timeout_s, half_loaded=True) as store, alone(store):
        db = store.db
        _begin(db, path)
        desk.enlist(db, folder.manifest.stages, folder.kinds)
        for kind, rows, done in _read(folder):
            _write(db, kind, rows, clock())
            store.beat()
            if tell is not None:
                tell(name_of(kind), done, folder.count(kind))
        if folder.has(ADDED):
            _note_times(db, folder)
        for line in folder.manifest.stages:
            if line.kind == "pairs":
                build_lists(db, line.name)
        with db.writes() as conn:
            change_log.note_everything(conn, db.tables)
            conn.execute(db.tables.meta.delete().where(db.tables.meta.c.name == HALF_LOADED))
    return folder.manifest


@contextmanager
def alone(store: SqlStore) -> Iterator[None]:
    """Nobody else loads or runs meanwhile. StoreError when somebody is at it."""
    other = store.take_lock()
    if other is not None:
        raise StoreError(
            f"{store.db.where}: {other} is at work on it; wait for it, or name another collection"
        )
    try:
        yield
    finally:
        store.drop_lock(if_idle=False)


def _begin(db: Database, path: Path) -> None:
    """Mark a collection as half-loaded; refuse one that holds something, and empty one that was left so before."""
    t = db.tables
    with db.writes() as conn:
        half = conn.execute(sa.select(t.meta.c.value).where(t.meta.c.name == HALF_LOADED)).scalar()
        if half is None:
            for table in (t.articles, t.removed, t.failures, t.of(Review)):
                if conn.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is not None:
                    raise StoreError(
                        f"{db.where} is not empty, and a folder can only be loaded into a collection that is; "
                        "name a new one with --db, or put the articles into this one with `sayso add`"
                    )
        else:
            of_plugins = sa.select(t.meta.c.value).where(t.meta.c.name.startswith("table:"))
            named = {*t.metadata.tables, *(row[0] for row in conn.execute(of_plugins))}
            there = set(sa.inspect(conn).get_table_names())
            for name in sorted(named & there - {t.meta.name, t.lock.name}):
                conn.execute(sa.delete(sa.table(name)))
        change_log.note_everything(conn, t)
        dialect.upsert(conn, t.meta, [{"name": HALF_LOADED, "value": str(path)}])


def _read(folder: Folder) -> Iterator[tuple[Kind, list[Row], int]]:
    """All rows of a folder, those first that others need, and how many of a table there were so far."""
    kinds: list[Kind] = [Article, Failure, Review, *folder.kinds, *DESK, *SOURCES]
    kinds += [kind for kind in HISTORY if kind != ADDED and folder.has(kind)]
    for kind in kinds:
        done = 0
        for rows in folder.batches(kind, size=AT_ONCE_LARGE if name_of(kind) in LARGE else AT_ONCE):
            done += len(rows)
            yield kind, rows, done


def _write(db: Database, kind: Kind, rows: Sequence[Row], now: str) -> None:
    t = db.tables
    with db.writes() as conn:
        if kind is Article:
            _insert_articles(conn, db, rows, now)
        elif kind is Failure:
            dialect.insert_missing(conn, t.failures, rows)
        elif not isinstance(kind, str):
            insert_derived(conn, t, kind, rows)
        elif kind == t.numbers.name:
            _insert_numbers(conn, db, rows)
        elif HISTORY.get(kind):
            table = t.metadata.tables[kind]
            names = [column.name for column in table.columns if column.name not in HISTORY[kind]]
            conn.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
        else:
            dialect.insert_rows(conn, t.metadata.tables[kind], rows)


def _insert_articles(conn: sa.Connection, db: Database, rows: Sequence[Row], now: str) -> None:
    names = codec(Article).names
    values: list[dict[str, Any]] = []
    for *row, digest in rows:
        if article_digest(tuple(row)) != digest:
            raise StoreError(
                f"article {row[0]} is not what was written: its digest is another; copy the folder anew, or make it again"
            )
        values.append(
            dict(zip(names, row, strict=True)) | {"digest": digest, "added_at": now, "revised_at": now}
        )
    conn.execute(db.tables.articles.insert(), values)


def _insert_numbers(conn: sa.Connection, db: Database, rows: Sequence[Row]) -> None:
    """What articles hand in, with the numbers that are to stand for them in lists."""
    c = db.tables.numbers.c
    last = sa.select(c.stage, sa.func.max(c.number)).group_by(c.stage)
    highest: dict[str, int] = dict(map(tuple, conn.execute(last)))
    following = {stage: count(highest.get(stage, 0) + 1) for stage, *_ in rows}
    fresh = [
        (stage, article, next(following[stage]), label, packed, None)
        for stage, article, label, packed in rows
    ]
    dialect.insert_rows(conn, db.tables.numbers, fresh)


def _note_times(db: Database, folder: Folder) -> None:
    """Put back when articles were added, where the folder knows."""
    table = db.tables.articles
    change = table.update().where(table.c.id == sa.bindparam("its_id"))
    change = change.values(added_at=sa.bindparam("its_added"), revised_at=sa.bindparam("its_revised"))
    for rows in folder.batches(ADDED, size=AT_ONCE):
        with db.writes() as conn:
            conn.execute(
                change,
                [
                    {"its_id": name, "its_added": added, "its_revised": revised}
                    for name, added, revised in rows
                ],
            )
