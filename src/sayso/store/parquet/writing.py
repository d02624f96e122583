"""A collection as a folder of tables: streamed, in one state of the collection, and whole or not at all."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from sayso.errors import StoreError
from sayso.records import Article, Failure, Record, Review
from sayso.schema import codec, has_table
from sayso.store.database import Database
from sayso.store.derived import anything_waits, kinds_named, stage_lines
from sayso.store.parquet.manifest import MANIFEST, Manifest, write_manifest
from sayso.store.parquet.schemas import (
    ADDED,
    DESK,
    HISTORY,
    SOURCES,
    Kind,
    Row,
    arrow,
    arrow_schema,
    name_of,
    to_arrow,
)
from sayso.store.sql import SqlStore

FETCHED = 2_000
"""Rows taken from the database at a time."""

FETCHED_LARGE = 100
"""The same where a row holds a text or packed bytes: a long article has some MB."""

LARGE = frozenset({"articles", "revisions", "raw_bytes", "numbers"})

GROUP_ROWS, GROUP_BYTES = 100_000, 16 << 20
"""A row group is written when it has as many rows, or as many bytes in memory: what DuckDB and Spark read at once."""

FILE_BYTES = 256 << 20
"""Bytes in memory after which a table goes on in another file, so that many may read it at once."""


class TableWriter:
    """One table of a folder, written file by file; close it, or use it in a `with` block."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self._kind, self._table = kind, folder / name_of(kind)
        self._waiting: list[Any] = []
        self._rows = self._bytes = self._written = self._files = 0
        self._writer: Any = None
        self._table.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the table; what was interrupted is only let go of."""
        if error is None:
            self.close()
        elif self._writer is not None:
            self._writer.close()

    def write(self, rows: Sequence[Row]) -> None:
        """Rows, values in column order."""
        if rows:
            batch = to_arrow(self._kind, rows)
            self._waiting.append(batch)
            self._rows += len(rows)
            self._bytes += batch.nbytes
        if self._rows >= GROUP_ROWS or self._bytes >= GROUP_BYTES:
            self._flush()

    def close(self) -> None:
        """Write what is left; a table without rows has a file all the same, which tells its columns."""
        if self._waiting or not self._files:
            self._flush()
        self._end_file()

    def _flush(self) -> None:
        pa, schema = arrow(), arrow_schema(self._kind)
        if self._writer is None:
            path = self._table / f"part-{self._files:05d}.parquet"
            self._writer = pa.parquet.ParquetWriter(
                path, schema, compression="zstd", write_page_checksum=True
            )
            self._files += 1
        self._writer.write_table(pa.Table.from_batches(self._waiting, schema), row_group_size=GROUP_ROWS)
        self._written += self._bytes
        self._waiting, self._rows, self._bytes = [], 0, 0
        if self._written >= FILE_BYTES:
            self._end_file()

    def _end_file(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writer, self._written = None, 0


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to be filled, which is taken away again when that fails. StoreError when something is there already."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        half = folder.is_dir() and not (folder / MANIFEST).exists()
        raise StoreError(
            f"{folder} is there already{' (half-written, if Sayso made it)' if half else ''}; "
            "remove it, or name a new folder"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder} cannot be made ({error.strerror}); name a folder that can") from error
    try:
        yield folder
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise StoreError(
            f"{folder} cannot be written ({error.strerror or error}); make room and try again"
        ) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def write_tables(
    store: SqlStore,
    folder: Path,
    *,
    settings: Mapping[str, Any],
    kinds: Mapping[str, type[Record]] | None = None,
    history: bool = True,
) -> Manifest:
    """Write a collection whole into a new folder; what the folder says of itself.

    `kinds` are record types by name that plugins wrote and no run of this process has named yet. `settings` are those
    that rows depend on, by their dotted names, for whoever reads the folder. Without `history` only what a run made of
    the articles as they are. StoreError for a collection with work waiting, because a folder has no place for what is
    stale; and for a folder that is there already or cannot be written.
    """
    arrow()
    with new_folder(folder):
        return fill_folder(store, folder, settings=settings, kinds=kinds, history=history)


def fill_folder(
    store: SqlStore,
    folder: Path,
    *,
    settings: Mapping[str, Any],
    kinds: Mapping[str, type[Record]] | None = None,
    history: bool = True,
) -> Manifest:
    """The same into a folder that is there, for whoever sees to it that nothing else is in it."""
    from sayso import __version__  # noqa: PLC0415 - the package imports what opens a store, not the other way round

    db = store.db
    db.kinds |= kinds or {}
    with db.reads() as conn:
        if anything_waits(conn, db.tables):
            raise StoreError(
                f"{db.where} has work waiting; run `sayso run` on it first, and then write it out"
            )
        lines = stage_lines(conn, db.tables)
        written = _kinds(db, [name for line in lines for name in line.writes])
        for kind, query in _tables(db, written, history=history):
            with TableWriter(folder, kind) as table:
                for rows in _fetched(conn, query, FETCHED_LARGE if name_of(kind) in LARGE else FETCHED):
                    table.write(rows)
        return write_manifest(folder, version=__version__, lines=lines, kinds=written, settings=settings)


def _kinds(db: Database, names: Iterable[str]) -> list[type[Record]]:
    """The record types of stages; StoreError for those of a plugin that is not here."""
    names = list(names)
    unknown = sorted(set(names) - set(db.kinds))
    if unknown:
        raise StoreError(
            f"{db.where} holds {', '.join(unknown)} records, which this Sayso does not know; install the plugin that made them"
        )
    return [kind for kind in kinds_named(db, names) if has_table(kind)]


def _tables(
    db: Database, kinds: Sequence[type[Record]], *, history: bool
) -> Iterator[tuple[Kind, sa.Select[Any]]]:
    """Every table with the query for its rows, in a fixed order."""
    t = db.tables
    a = t.articles.c
    yield Article, sa.select(*(a[name] for name in arrow_schema(Article).names)).order_by(a.id)
    f = t.failures.c
    yield Failure, sa.select(*(f[name] for name in codec(Failure).names)).order_by(f.id)
    every: tuple[type[Record], ...] = (Review, *kinds)
    for kind in every:
        table = db.table(kind)
        columns = (table.c[name] for name in arrow_schema(kind).names)
        yield kind, sa.select(*columns).order_by(table.c.owner, table.c.position)
    for name in (*DESK, *SOURCES, *(HISTORY if history else ())):
        if name == ADDED:
            yield name, sa.select(a.id, a.added_at, a.revised_at).order_by(a.id)
            continue
        table = t.metadata.tables[name]
        columns = (table.c[column] for column in arrow_schema(name).names)
        yield name, sa.select(*columns).order_by(*table.primary_key.columns)


def _fetched(conn: sa.Connection, query: sa.Select[Any], size: int) -> Iterator[list[Row]]:
    """The rows of a query, some at a time: a server is told to keep the rest until it is asked for."""
    with conn.execute(query, execution_options={"stream_results": True}) as result:
        while rows := result.fetchmany(size):
            yield [tuple(row) for row in rows]
