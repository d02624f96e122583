"""Opening a PostgreSQL database: what its URL says, and whether it can hold a collection."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import sqlalchemy as sa

from sayso.errors import MissingExtra, StoreError
from sayso.store.place import shown

try:
    import psycopg
except ImportError:
    raise MissingExtra(
        "a collection in PostgreSQL needs psycopg; install it with: pip install 'sayso[postgres]'"
    ) from None

READS, WRITES = psycopg.IsolationLevel.REPEATABLE_READ, psycopg.IsolationLevel.READ_COMMITTED
"""Who reads sees one state; who writes sees, once it is its turn, all that was written."""

OLDEST = 140000
"""PostgreSQL 14, the oldest that has all we ask for (CREATE OR REPLACE TRIGGER); 15 is what tests run on."""

SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")

CONNECT_TIMEOUT_S = 10
"""Seconds that a connection may take, unless the URL says otherwise (`connect_timeout`)."""

ALIVE = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
"""A machine that lost its power holds the run lock no longer than a minute: the server asks after it."""

PLANS = "-c jit=off -c plan_cache_mode=force_custom_plan"
"""Our queries are many and short: compiling one costs more than it saves, and the length of a list decides its plan."""


class Opened(NamedTuple):
    """How to connect to a collection's database, and what was found there."""

    url: sa.URL
    arguments: dict[str, Any]


def read_url(place: str, *, busy_timeout_s: int) -> tuple[Opened, str]:
    """The connection that a URL names, and the schema that it asks for. Raises StoreError for one that is none."""
    try:
        url = sa.make_url(place)
    except (sa.exc.ArgumentError, ValueError):
        raise StoreError(f"{shown(place)} is no URL of a database; {EXAMPLE}") from None
    if url.get_backend_name() not in {"postgresql", "postgres"}:
        raise StoreError(
            f"{shown(place)} names a {url.drivername} database; name a file for SQLite, or PostgreSQL: {EXAMPLE}"
        )
    query = dict(url.query)
    schema = str(query.pop("schema", ""))
    if schema and SCHEMA.fullmatch(schema) is None:
        raise StoreError(
            f"{schema!r} cannot be the name of a schema; give lower-case letters, digits and _, as ?schema=harbour"
        )
    seconds = str(query.pop("connect_timeout", CONNECT_TIMEOUT_S))
    if not seconds.isascii() or not seconds.isdigit():
        raise StoreError(
            f"connect_timeout={seconds!r} in the URL is no whole number of seconds; write as connect_timeout=10"
        )
    options = str(query.pop("options", ""))
    path = f"-c search_path={schema}" if schema else ""
    arguments = {
        "connect_timeout": int(seconds),
        "application_name": str(query.pop("application_name", "sayso")),
        "options": " ".join(
            filter(None, (options, path, ALIVE, PLANS, f"-c lock_timeout={busy_timeout_s * 1000:d}"))
        ),
    }
    return Opened(url.set(drivername="postgresql+psycopg", query=query), arguments), schema


EXAMPLE = "postgresql://USER@HOST/DATABASE, or postgresql://USER@HOST/DATABASE?schema=NAME for one of several"


@contextmanager
def first_connection(opened: Opened) -> Iterator[Any]:
    """A connection of its own, before there is an engine."""
    plain = opened.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with known_errors(), psycopg.connect(plain, autocommit=True, **opened.arguments) as connection:
        yield connection


@contextmanager
def known_errors() -> Iterator[None]:
    """Errors of the driver, where it is used without SQLAlchemy, as SQLAlchemy raises them."""
    try:
        yield
    except psycopg.Error as error:
        raise sa.exc.DBAPIError("", None, error) from error


@contextmanager
def driver_cursor(conn: sa.Connection) -> Iterator[Any]:
    """The driver's own cursor: SQLAlchemy knows no COPY."""
    driver: Any = conn.connection.driver_connection
    try:
        with known_errors(), driver.cursor() as cursor:
            yield cursor
    finally:
        if driver.closed:
            conn.invalidate()


def prepare(connection: Any, place: str, schema: str, *, create: bool) -> bool:
    """Refuse a database that cannot hold a collection, and make its schema; whether it is open for reading only."""
    if connection.info.server_version < OLDEST:
        raise StoreError(
            f"{shown(place)} is PostgreSQL {connection.info.server_version // 10000}; use 14 or newer"
        )
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreError(
            f"{shown(place)} keeps text as {encoding}, which cannot hold every character; make one with "
            "`createdb --encoding UTF8 --template template0 NAME`"
        )
    if schema and create and not _first(connection, "SELECT to_regnamespace(%s) IS NOT NULL", [schema])[0]:
        # two who make it at once would both find that it is not there
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(hashtext('sayso'), hashtext(%s))", [schema])
            connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    if _first(connection, "SELECT current_schema()")[0] is None:
        named = f"schema {schema}" if schema else "schema on its search path"
        raise StoreError(
            f"{shown(place)} has no {named}; make one with `sayso add`, or name another with --db"
        )
    return bool(_first(connection, READ_ONLY)[0])


READ_ONLY = """SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'
    OR (to_regclass('ledger') IS NOT NULL AND NOT has_table_privilege('ledger', 'INSERT, UPDATE, DELETE'))"""


def _first(connection: Any, query: str, values: Sequence[Any] = ()) -> Any:
    return connection.execute(query, values).fetchone()
