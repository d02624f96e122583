"""SQLite: one file, many readers, one writer at a time; FTS5 for search."""

import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.pool import QueuePool, StaticPool

from sayso.errors import StoreBusy, StoreError, TooSlow
from sayso.store.patience import STEPS, TOO_SLOW, is_over
from sayso.store.place import MEMORY

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.store.answers import Copied
    from sayso.store.database import Database
    from sayso.store.lock import RunLock, WatchLock
    from sayso.store.tables import Tables

FULL_TEXT = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS articles_fts USING fts5(
        title, text, content='articles', content_rowid='number', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER IF NOT EXISTS articles_fts_added AFTER INSERT ON articles BEGIN
        INSERT INTO articles_fts(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE TRIGGER IF NOT EXISTS articles_fts_removed AFTER DELETE ON articles BEGIN
        INSERT INTO articles_fts(articles_fts, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text); END""",
    """CREATE TRIGGER IF NOT EXISTS articles_fts_changed AFTER UPDATE OF title, text ON articles BEGIN
        INSERT INTO articles_fts(articles_fts, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text);
        INSERT INTO articles_fts(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
)

SAID_FULL_TEXT = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS attribution_words_fts USING fts5(
        words, content='attribution_words', content_rowid='number', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER IF NOT EXISTS attribution_words_added AFTER INSERT ON attribution_words BEGIN
        INSERT INTO attribution_words_fts(rowid, words) VALUES (new.number, new.words); END""",
    """CREATE TRIGGER IF NOT EXISTS attribution_words_removed AFTER DELETE ON attribution_words BEGIN
        INSERT INTO attribution_words_fts(attribution_words_fts, rowid, words)
        VALUES ('delete', old.number, old.words); END""",
    # whoever deletes attributions, and for whatever reason, takes their words along
    """CREATE TRIGGER IF NOT EXISTS attributions_removed AFTER DELETE ON attributions BEGIN
        DELETE FROM attribution_words WHERE article = old.article AND attribution = old.id; END""",
)
INDEXES = ("articles_fts", "attribution_words_fts")
"""The full-text indexes."""


def make_engine(
    path: Path | str, *, busy_timeout_s: int, read_only: bool, create: bool
) -> tuple[sa.Engine, bool]:
    """An engine for an SQLite file, in WAL mode, whose transactions begin as we say and wait for other writers."""
    _check_path(path, create=create)
    read_only = str(path) != MEMORY and (read_only or _is_read_only(Path(path)))
    if str(path) == MEMORY:
        engine = sa.create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    else:
        name, uri = _name_of(path, read_only=read_only)
        engine = sa.create_engine(
            "sqlite://",
            poolclass=QueuePool,
            creator=lambda: sqlite3.connect(name, timeout=busy_timeout_s, uri=uri, check_same_thread=False),
        )

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # sqlite3 must not begin transactions behind our back
        connection.set_progress_handler(is_over, STEPS)
        connection.execute(f"PRAGMA busy_timeout = {busy_timeout_s * 1000:d}")
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA secure_delete = ON")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        writes = options.get("sayso_writes", False)
        # the log is forced onto the disk before what nobody could make again counts as written (decisions/0038); a
        # power cut may take derived rows with it, the last ones first, and never the file
        wanted = "NORMAL" if options.get("sayso_derived", False) else "FULL"
        if writes and connection.info.get("synchronous") != wanted:
            connection.exec_driver_sql(f"PRAGMA synchronous = {wanted}")
            connection.info["synchronous"] = wanted
        # a reader that turns writer fails at once when another writes: say so from the start and wait
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine, read_only


def _check_path(path: Path | str, *, create: bool) -> None:
    if str(path) == MEMORY:
        return
    path = Path(path)
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file, as {path / 'sayso.db'}")
    if not path.parent.is_dir():
        raise StoreError(
            f"{path}: there is no folder {path.parent}; make it first, or name another with --db"
        )
    if not create and not path.exists():
        raise StoreError(f"there is no collection at {path}; make one with `sayso add`, or name it with --db")


def _is_read_only(path: Path) -> bool:
    return path.exists() and not os.access(path, os.W_OK)


def _name_of(path: Path | str, *, read_only: bool) -> tuple[str, bool]:
    """How SQLite is told to open a file, and whether that is a URI.

    Beside a file that is being written to lie others that readers share, so the folder has to be writable even for
    them; where it is not (a CD, another's folder) nobody can be writing either, and the file is read as it is.
    """
    if not read_only:
        return str(path), False
    path = Path(path).absolute()
    frozen = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    return f"{path.as_uri()}?mode=ro{'&immutable=1' if frozen else ''}", True


def explain(error: Exception, where: Path | str) -> StoreError | None:
    """A database's error in words that help; None when it is none that a user can do something about."""
    text = str(getattr(error, "orig", None) or error)
    if text == "interrupted":
        return TooSlow(TOO_SLOW)
    if "locked" in text or "busy" in text:
        return StoreBusy(f"{where}: another process is writing and did not finish in time; try again later")
    known = {
        "not a database": "is not a Sayso collection; name another file with --db, or move this one away",
        "no such table": "lacks a table, as no run with the plugin that fills it was made yet; run it once",
        "codec can't decode": "is damaged; restore a copy, or run `sqlite3 FILE .recover` on it",
        "decode to UTF-8": "is damaged; restore a copy, or run `sqlite3 FILE .recover` on it",
        "malformed": "is damaged; restore a copy, or run `sqlite3 FILE .recover` on it",
        "unable to open": "cannot be opened; check that the folder exists and may be written to",
        "readonly": "cannot be written to; check the rights of the file and of its folder",
        "read-only": "cannot be written to; check the rights of the file and of its folder",
        "disk is full": "cannot grow, the disk is full; make room and run again",
        "disk I/O error": "cannot be read or written (disk error); check the disk",
    }
    for sign, advice in known.items():
        if sign in text:
            return StoreError(f"{where} {advice}")
    return None


def insert_rows(conn: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert full rows, values in column order; the fastest way that the driver has."""
    _insert(conn, table, rows, "")


def insert_missing(conn: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert those full rows whose primary key is not there yet."""
    _insert(conn, table, rows, " ON CONFLICT DO NOTHING")


def insert_or_replace(conn: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert full rows in place of those with the same primary key."""
    keys = [column.name for column in table.primary_key]
    changes = ", ".join(f'"{c.name}" = excluded."{c.name}"' for c in table.columns if c.name not in keys)
    _insert(conn, table, rows, f" ON CONFLICT DO UPDATE SET {changes}")


def _insert(conn: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]], tail: str) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    sql = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks}){tail}'  # noqa: S608 - names are ours
    conn.exec_driver_sql(sql, [tuple(row) for row in rows])


def upsert(conn: sa.Connection, table: sa.Table, values: Sequence[dict[str, Any]]) -> None:
    """Insert rows, or replace those with the same primary key."""
    insert = sqlite_insert(table)
    keys = [column.name for column in table.primary_key]
    changes = {name: insert.excluded[name] for name in values[0] if name not in keys}
    conn.execute(insert.on_conflict_do_update(index_elements=keys, set_=changes), list(values))


def is_one_of(column: sa.ColumnElement[Any], values: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether a column holds one of very many values, which travel as one JSON text."""
    told = json.dumps(values)
    return column.in_(sa.select(sa.func.json_each(told).table_valued("value").c.value))


def create_full_text(conn: sa.Connection) -> None:
    """The index over titles and texts, with the triggers that keep it in the same transaction."""
    for statement in FULL_TEXT:
        conn.exec_driver_sql(statement)


def find_full_text(conn: sa.Connection, phrases: Sequence[Sequence[str]]) -> list[str]:
    """The ids of the articles that hold all phrases (lists of words), best first."""
    query = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
    rows = conn.execute(
        sa.text(
            "SELECT a.id FROM articles_fts f JOIN articles a ON a.number = f.rowid "
            "WHERE articles_fts MATCH :query ORDER BY f.rank, a.id"
        ),
        {"query": query},
    )
    return [row[0] for row in rows]


def create_said_full_text(conn: sa.Connection) -> None:
    """The index over the words of attributions; a table of attributions that was made again gets its trigger again."""
    for statement in SAID_FULL_TEXT:
        conn.exec_driver_sql(statement)


def find_said_full_text(conn: sa.Connection, phrases: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """(article, attribution) of the attributions whose words hold all phrases (lists of words), best first."""
    query = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
    rows = conn.execute(
        sa.text(
            "SELECT w.article, w.attribution FROM attribution_words_fts f "
            "JOIN attribution_words w ON w.number = f.rowid "
            "WHERE attribution_words_fts MATCH :query ORDER BY f.rank, w.article, w.attribution"
        ),
        {"query": query},
    )
    return [(row[0], row[1]) for row in rows]


def check_full_text(conn: sa.Connection) -> bool:
    """Whether the indexes agree with the texts."""
    try:
        for name in INDEXES:
            conn.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES('integrity-check', 1)")
    except sa.exc.DatabaseError:
        return False
    return True


def rebuild_full_text(conn: sa.Connection) -> None:
    """Make the indexes again from the texts."""
    for name in INDEXES:
        conn.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES('rebuild')")


def forget_full_text(conn: sa.Connection) -> None:
    """Merge the indexes, so that words of removed texts leave them for good."""
    for name in INDEXES:
        conn.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES('optimize')")


@contextmanager
def _explained(where: Path | str) -> Iterator[None]:
    """Errors of a connection that SQLAlchemy does not know, in words that help."""
    try:
        yield
    except sqlite3.Error as error:
        known = explain(error, where)
        if known is None:
            raise
        raise known from error


class Watch:
    """Tells when anything in the database was written, by whichever process: its numbers differ from then on."""

    def __init__(self, engine: sa.Engine, path: Path | str, *, read_only: bool = False) -> None:
        self._engine, self._where = engine, path
        self._lock = threading.Lock()
        self._own: sqlite3.Connection | None = None
        if str(path) != MEMORY:  # a connection of its own, because its own writes are what it would not see
            name, uri = _name_of(path, read_only=read_only)
            with _explained(path):
                self._own = sqlite3.connect(name, isolation_level=None, uri=uri, check_same_thread=False)

    def number(self) -> int:
        """A number that differs from the one before if and only if something was committed meanwhile."""
        with self._lock:
            if self._own is not None:
                with _explained(self._where):
                    return int(self._own.execute("PRAGMA data_version").fetchone()[0])
            connection = self._engine.raw_connection()
            try:
                return int(connection.driver_connection.total_changes)  # type: ignore[union-attr]
            finally:
                connection.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._own is not None:
                self._own.close()


def backup(db: "Database", target: Path, tell: "Callable[[int, int], None] | None") -> "Copied":
    """Copy the collection to a file."""
    from sayso.store.dialects.sqlite_backup import backup as copy  # noqa: PLC0415 - it needs this module

    return copy(db, target, tell)


def finish(conn: sa.Connection) -> None:
    """Nothing to do at the end of a writing transaction: triggers keep the indexes, the file counts its changes."""


def run_lock(db: "Database") -> "RunLock":
    """The lock of a collection: a row, and a look at the process that it names."""
    from sayso.store.lock import RunLock  # noqa: PLC0415 - it needs a database, and that needs this module

    return RunLock(db)


def watch_lock(db: "Database") -> "WatchLock":
    """The lock of whoever watches feeds: a row of its own, and the same look at the process that it names."""
    from sayso.store.lock import WatchLock  # noqa: PLC0415 - same

    return WatchLock(db)


def lock_holder(conn: sa.Connection, t: "Tables") -> tuple[str, bool] | None:
    """Who holds the run lock, and whether that process is alive; None when nobody does."""
    from sayso.store.lock import holder  # noqa: PLC0415 - same

    return holder(conn, t.lock)


def watch_holder(conn: sa.Connection, t: "Tables") -> tuple[str, bool] | None:
    """Who holds the lock of the watch, and whether that process is alive; None when nobody does."""
    from sayso.store.lock import holder  # noqa: PLC0415 - same

    return holder(conn, t.watch_lock)


def joined(value: str, separator: str, *, order: str) -> str:  # noqa: ARG001 - SQLite 3.40 joins rows as they come
    """SQL that joins the values of rows to one text."""
    return f"group_concat({value}, '{separator}')"


def json_pieces(column: str, name: str) -> tuple[str, str, str, str]:
    """SQL that has a row for each pair of whole numbers in a JSON column: table, place, first and second of a pair."""
    value = f"{name}.value"
    return (
        f"json_each({column}) AS {name}",
        f"{name}.key",
        f"json_extract({value}, '$[0]')",
        f"json_extract({value}, '$[1]')",
    )


def forget_log(engine: sa.Engine) -> None:
    """Fold the write-ahead log into the file, so that what was erased is not left there."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def check_file(conn: sa.Connection) -> str | None:
    """What the database itself finds wrong with its file; None when nothing."""
    answer = str(conn.exec_driver_sql("PRAGMA quick_check").scalar())
    return None if answer == "ok" else answer
