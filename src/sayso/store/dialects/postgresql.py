"""PostgreSQL: many readers and writers, each on its own connection, on this machine or others.

Readers see one state (REPEATABLE READ, READ ONLY) and wait for nobody. Writers take turns, as they do in SQLite: the
first thing that a writing transaction asks for is a lock that it holds until it ends, so that from then on it sees all
that was written and nothing is written beside it (docs/decisions/0035).
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from sayso.errors import StoreError
from sayso.store.dialects.postgresql_errors import explain
from sayso.store.dialects.postgresql_lock import (
    WRITING,
    WRITING_DERIVED,
    lock_holder,
    run_lock,
    watch_holder,
    watch_lock,
)
from sayso.store.dialects.postgresql_opening import (
    READS,
    WRITES,
    driver_cursor,
    first_connection,
    prepare,
    read_url,
)
from sayso.store.dialects.postgresql_search import (
    check_full_text,
    create_full_text,
    create_said_full_text,
    find_full_text,
    find_said_full_text,
    fold_fresh,
    rebuild_full_text,
)
from sayso.store.patience import seconds_left

if TYPE_CHECKING:
    from sayso.store.database import Database

__all__ = [
    "Watch",
    "backup",
    "check_file",
    "check_full_text",
    "create_full_text",
    "create_said_full_text",
    "explain",
    "find_full_text",
    "find_said_full_text",
    "finish",
    "forget_full_text",
    "forget_log",
    "insert_missing",
    "insert_or_replace",
    "insert_rows",
    "is_one_of",
    "joined",
    "json_pieces",
    "lock_holder",
    "make_engine",
    "rebuild_full_text",
    "run_lock",
    "upsert",
    "watch_holder",
    "watch_lock",
]

MOST_CONNECTIONS = 20
"""Of one open collection: readers beyond them wait for one to be free."""


def make_engine(
    place: Path | str, *, busy_timeout_s: int, read_only: bool, create: bool
) -> tuple[sa.Engine, bool]:
    """An engine whose writers take turns, and whether the database is open for reading only."""
    opened, schema = read_url(str(place), busy_timeout_s=busy_timeout_s)
    with first_connection(opened) as connection:
        read_only = prepare(connection, str(place), schema, create=create and not read_only) or read_only
    engine = sa.create_engine(
        opened.url,
        connect_args=opened.arguments,
        pool_size=5,
        max_overflow=MOST_CONNECTIONS - 5,
        pool_pre_ping=True,  # `sayso serve` outlives a restart of the server
    )

    @sa.event.listens_for(engine, "begin")
    def _begin(conn: sa.Connection) -> None:
        options = conn.get_execution_options()
        writes = options.get("sayso_writes", False)
        driver: Any = conn.connection.driver_connection
        level = WRITES if writes else READS
        if driver.isolation_level is not level:
            driver.isolation_level, driver.read_only = level, not writes
        if writes:
            conn.exec_driver_sql(WRITING_DERIVED if options.get("sayso_derived", False) else WRITING)
        elif (left := seconds_left()) is not None:
            conn.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(left * 1000)):d}")

    return engine, read_only


def finish(conn: sa.Connection) -> None:
    """The last that a writing transaction does: index what it wrote, and count it, if it wrote anything."""
    fold_fresh(conn)
    if not conn.exec_driver_sql(COUNT).rowcount:
        conn.exec_driver_sql(BEGIN_COUNT)


WROTE = "pg_current_xact_id_if_assigned() IS NOT NULL"
COUNT = f"UPDATE meta SET value = (value::bigint + 1)::text WHERE name = 'written' AND {WROTE}"  # noqa: S608 - constants
BEGIN_COUNT = f"INSERT INTO meta SELECT 'written', '1' WHERE {WROTE} ON CONFLICT DO NOTHING"


class Watch:
    """Tells when anything in the database was written: every transaction that wrote counts itself (`finish`)."""

    def __init__(self, engine: sa.Engine, _place: Path | str, *, read_only: bool = False) -> None:  # noqa: ARG002
        self._engine = engine

    def number(self) -> int:
        """A number that differs from the one before if and only if something was committed meanwhile."""
        with self._engine.connect() as conn:
            return int(conn.exec_driver_sql("SELECT value FROM meta WHERE name = 'written'").scalar() or 0)

    def close(self) -> None:
        """It holds nothing."""


# --- rows -----------------------------------------------------------------------------------------------------


def insert_rows(conn: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert full rows by COPY, which takes a fifth of the time of INSERT; a number that is None is given out."""
    number = table.autoincrement_column
    columns = list(table.columns)
    if number is not None and rows[0][columns.index(number)] is None:
        at = columns.index(number)
        columns.pop(at)
        rows = [(*row[:at], *row[at + 1 :]) for row in rows]
    names = ", ".join(f'"{column.name}"' for column in columns)
    with driver_cursor(conn) as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def insert_missing(conn: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert those full rows whose primary key is not there yet."""
    _insert(conn, table, [column.name for column in table.columns], rows, " ON CONFLICT DO NOTHING")


def insert_or_replace(conn: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert full rows in place of those with the same primary key."""
    _replace(conn, table, [column.name for column in table.columns], rows)


def upsert(conn: sa.Connection, table: sa.Table, values: Sequence[dict[str, Any]]) -> None:
    """Insert rows, or replace those with the same primary key."""
    names = list(values[0])
    _replace(conn, table, names, [[row[name] for name in names] for row in values])


def _replace(conn: sa.Connection, table: sa.Table, names: list[str], rows: Sequence[Sequence[Any]]) -> None:
    keys = [column.name for column in table.primary_key]
    places = [names.index(key) for key in keys]
    last = {tuple(row[at] for at in places): row for row in rows}  # one statement replaces a row once
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in keys)
    does = f"UPDATE SET {changes}" if changes else "NOTHING"
    target = ", ".join(f'"{key}"' for key in keys)
    _insert(conn, table, names, list(last.values()), f" ON CONFLICT ({target}) DO {does}")


def _insert(
    conn: sa.Connection, table: sa.Table, names: list[str], rows: Sequence[Sequence[Any]], tail: str
) -> None:
    """All rows in one statement, as JSON; one by one where there are bytes among them, which JSON cannot hold."""
    columns = ", ".join(f'"{name}"' for name in names)
    into = f'INSERT INTO "{table.name}" ({columns})'
    packed = [isinstance(table.c[name].type, sa.LargeBinary) for name in names]
    with driver_cursor(conn) as cursor:
        if any(packed):
            marks = ", ".join("%b" if one else "%s" for one in packed)
            cursor.executemany(f"{into} VALUES ({marks}){tail}", rows)
            return
        types = ", ".join(f'"{name}" {_plain_type(table.c[name])}' for name in names)
        given = json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False)
        source = f"SELECT {columns} FROM json_to_recordset(%s::json) AS given({types})"  # noqa: S608 - names are ours
        cursor.execute(f"{into} {source}{tail}", [given])


def _plain_type(column: sa.Column[Any]) -> str:
    if isinstance(column.type, sa.Text):
        return "text"
    return "double precision" if isinstance(column.type, sa.Float) else "bigint"


def is_one_of(column: sa.ColumnElement[Any], values: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether a column holds one of very many values, which travel as one array."""
    found: sa.ColumnElement[bool] = column == sa.any_(sa.literal(list(values), ARRAY(sa.Text())))
    return found


# --- views ----------------------------------------------------------------------------------------------------


def joined(value: str, separator: str, *, order: str) -> str:
    """SQL that joins the values of rows to one text."""
    return f"string_agg({value}, '{separator}' ORDER BY {order})"


def json_pieces(column: str, name: str) -> tuple[str, str, str, str]:
    """SQL that has a row for each pair of whole numbers in a JSON column: table, place, first and second of a pair."""
    table = f"jsonb_array_elements({column}::jsonb) WITH ORDINALITY AS {name}(value, place)"
    return table, f"{name}.place", f"({name}.value ->> 0)::int", f"({name}.value ->> 1)::int"


# --- the database itself --------------------------------------------------------------------------------------


def backup(db: "Database", target: Path, _tell: object) -> NoReturn:
    """PostgreSQL has a program for it, of the server's version: its call is told as a StoreError."""
    url, _, asked = db.where.partition("?")
    kept = [one for one in asked.split("&") if one and not one.startswith("schema=")]
    plain = "?".join([url, "&".join(kept)] if kept else [url])
    with db.reads() as conn:
        schema = conn.exec_driver_sql("SELECT current_schema()").scalar()
    raise StoreError(
        f"PostgreSQL has a program of its own for that: pg_dump --format=custom --schema={schema} --file={target} "
        f"'{plain}' copies the collection while others write; pg_restore --clean --if-exists --dbname='{plain}' {target} puts it back, "
        "in place of what is there then"
    )


def forget_full_text(conn: sa.Connection) -> None:
    """Nothing to do: the rows of a removed text are gone, and VACUUM gives their place to others."""


def forget_log(engine: sa.Engine) -> None:
    """Nothing to do: the write-ahead log is the server's, which reuses it."""


def check_file(conn: sa.Connection) -> str | None:  # noqa: ARG001 - every dialect has this function
    """Nothing is known from here of the server's files: `pg_amcheck` looks at them, for who may."""
    return None
