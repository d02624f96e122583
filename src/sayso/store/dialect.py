"""Where SQL dialects differ, one function each: opening, locking, upsert, bulk insert, full-text search.

Each function here hands on to the one of that name in the module of the dialect (`store.dialects`): nothing else in the
store knows which database it works on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import sqlalchemy as sa

from sayso.errors import StoreError
from sayso.store.place import is_url

if TYPE_CHECKING:
    from sayso.store.answers import Copied
    from sayso.store.database import Database
    from sayso.store.tables import Tables

MAX_VARIABLES = 900
"""Values in one IN (...): SQLite allowed 999 for long, and 900 bind as fast as 30,000."""


class Watching(Protocol):
    """Tells when anything in the database was written, by whichever process."""

    def number(self) -> int:
        """A number that differs from the one before if and only if something was committed meanwhile."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


class Lock(Protocol):
    """This process's claim to run a collection, and among its threads a turn."""

    def take(self) -> str | None:
        """Become the runner, after the other threads of this process; the name of the other process when one is alive."""
        ...

    def beat(self) -> None:
        """Show that this process is alive."""
        ...

    def drop(self, *, if_idle: bool) -> bool:
        """Let go; with `if_idle` only when nothing waits. Looked at and let go in one transaction."""
        ...


class WatchLock(Protocol):
    """This process's claim to watch the feeds of a collection; it hinders nobody who runs or adds."""

    def take(self) -> str | None:
        """Become the one that watches; the name of the other process when one is alive."""
        ...

    def beat(self) -> None:
        """Show that this process is alive. StoreError when the claim was lost."""
        ...

    def drop(self) -> None:
        """Let go."""
        ...


def of_place(place: Path | str) -> Any:
    """The module of the dialect that a place is opened with."""
    return import_module(f"sayso.store.dialects.{'postgresql' if is_url(place) else 'sqlite'}")


def _of(conn: sa.Connection | sa.Engine) -> Any:
    return import_module(f"sayso.store.dialects.{conn.dialect.name}")


# --- opening --------------------------------------------------------------------------------------------------


def make_engine(
    place: Path | str, *, busy_timeout_s: int, read_only: bool, create: bool
) -> tuple[sa.Engine, bool]:
    """An engine whose transactions begin as we say and wait for other writers; and whether it can only read.

    Raises StoreError where there can be no collection, or, without `create`, is none.
    """
    engine, read_only = of_place(place).make_engine(
        place, busy_timeout_s=busy_timeout_s, read_only=read_only, create=create
    )
    return engine, read_only


def explain(error: Exception, where: Path | str) -> StoreError | None:
    """A database's error in words that help; None when it is none that a user can do something about."""
    known: StoreError | None = of_place(where).explain(error, where)
    return known


def watch(engine: sa.Engine, place: Path | str, *, read_only: bool = False) -> Watching:
    """What tells when something in the database was written."""
    made: Watching = _of(engine).Watch(engine, place, read_only=read_only)
    return made


def finish(conn: sa.Connection) -> None:
    """The last that a writing transaction does: bring up to date what no trigger can."""
    _of(conn).finish(conn)


def run_lock(db: "Database") -> "Lock":
    """What lets one process at a time derive."""
    made: Lock = _of(db.engine).run_lock(db)
    return made


def watch_lock(db: "Database") -> "WatchLock":
    """What lets one process at a time watch feeds."""
    made: WatchLock = _of(db.engine).watch_lock(db)
    return made


def lock_holder(conn: sa.Connection, t: "Tables") -> tuple[str, bool] | None:
    """Who holds the run lock, and whether that process is alive; None when nobody does."""
    found: tuple[str, bool] | None = _of(conn).lock_holder(conn, t)
    return found


def watch_holder(conn: sa.Connection, t: "Tables") -> tuple[str, bool] | None:
    """Who holds the lock of the watch, and whether that process is alive; None when nobody does."""
    found: tuple[str, bool] | None = _of(conn).watch_holder(conn, t)
    return found


def backup(db: "Database", target: Path, tell: Callable[[int, int], None] | None) -> "Copied":
    """Copy the collection to a file; StoreError, with what to do instead, where the database has a program for it."""
    copied: Copied = _of(db.engine).backup(db, target, tell)
    return copied


# --- rows -----------------------------------------------------------------------------------------------------


def insert_rows(conn: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert full rows, values in column order; the fastest way that the driver has."""
    if rows:
        _of(conn).insert_rows(conn, table, rows)


def insert_missing(conn: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert those full rows whose primary key is not there yet."""
    if rows:
        _of(conn).insert_missing(conn, table, rows)


def insert_or_replace(conn: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert full rows in place of those with the same primary key."""
    if rows:
        _of(conn).insert_or_replace(conn, table, rows)


def upsert(conn: sa.Connection, table: sa.Table, values: Sequence[dict[str, Any]]) -> None:
    """Insert rows, or replace those with the same primary key."""
    if values:
        _of(conn).upsert(conn, table, values)


def create_index(conn: sa.Connection, name: str, table: str, column: str) -> None:
    """An index that may be there already."""
    conn.exec_driver_sql(f'CREATE INDEX IF NOT EXISTS "{name}" ON "{table}" ("{column}")')


def chunks(values: Iterable[Any], size: int = MAX_VARIABLES) -> Iterator[list[Any]]:
    """Values in lists short enough for one IN (...)."""
    chunk: list[Any] = []
    for value in values:
        chunk.append(value)
        if len(chunk) >= size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def is_one_of(
    conn: sa.Connection, column: sa.ColumnElement[Any], values: Sequence[str]
) -> sa.ColumnElement[bool]:
    """Whether a column holds one of very many values: they travel as one, so that there is no bound to them.

    The database looks them up in its index, or looks each row up among them. One with a zero character in it, which
    no database keeps in a text, is none that we wrote.
    """
    told = [one for one in values if "\0" not in one]
    found: sa.ColumnElement[bool] = _of(conn).is_one_of(column, told)
    return found


# --- full text ------------------------------------------------------------------------------------------------


def create_full_text(conn: sa.Connection) -> None:
    """The index over titles and texts, with what keeps it in the same transaction."""
    _of(conn).create_full_text(conn)


def find_full_text(conn: sa.Connection, phrases: Sequence[Sequence[str]]) -> list[str]:
    """The ids of the articles that hold all phrases (lists of words), best first."""
    found: list[str] = _of(conn).find_full_text(conn, phrases)
    return found


def create_said_full_text(conn: sa.Connection) -> None:
    """The index over the words of attributions; a table of attributions that was made again gets its trigger again."""
    _of(conn).create_said_full_text(conn)


def find_said_full_text(conn: sa.Connection, phrases: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """(article, attribution) of the attributions whose words hold all phrases (lists of words), best first."""
    found: list[tuple[str, str]] = _of(conn).find_said_full_text(conn, phrases)
    return found


def check_full_text(conn: sa.Connection) -> bool:
    """Whether the indexes agree with the texts."""
    return bool(_of(conn).check_full_text(conn))


def rebuild_full_text(conn: sa.Connection) -> None:
    """Make the indexes again from the texts."""
    _of(conn).rebuild_full_text(conn)


def forget_full_text(conn: sa.Connection) -> None:
    """Merge the indexes, so that words of removed texts leave them for good."""
    _of(conn).forget_full_text(conn)


# --- views ----------------------------------------------------------------------------------------------------


def joined(conn: sa.Connection, value: str, separator: str, *, order: str) -> str:
    """SQL that joins the values of rows to one text."""
    return str(_of(conn).joined(value, separator, order=order))


def json_pieces(conn: sa.Connection, column: str, name: str) -> tuple[str, str, str, str]:
    """SQL that has a row for each pair of whole numbers in a JSON column: table, place, first and second of a pair."""
    table, place, first, second = _of(conn).json_pieces(column, name)
    return table, place, first, second


# --- the database itself --------------------------------------------------------------------------------------


def forget_log(engine: sa.Engine) -> None:
    """Let go of what a log still holds, so that what was erased is not left there."""
    _of(engine).forget_log(engine)


def check_file(conn: sa.Connection) -> str | None:
    """What the database itself finds wrong with its file; None when nothing."""
    wrong: str | None = _of(conn).check_file(conn)
    return wrong
