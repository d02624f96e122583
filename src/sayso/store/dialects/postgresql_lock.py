"""PostgreSQL's locks: writers take turns, and one process derives.

Both are advisory locks on the schema that holds the collection: one number a schema, so that collections in one database
do not know of each other.
"""

import os
import secrets
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sayso.errors import StoreError
from sayso.store.derived import anything_waits
from sayso.store.lock import BEAT_EVERY_S, in_turn, is_gone

if TYPE_CHECKING:
    from sayso.store.database import Database
    from sayso.store.tables import Tables

_SCHEMA = "current_schema()::regnamespace::oid::bigint"
WRITER, RUNNER, WATCHER = 0x53617957 << 32, 0x53617952 << 32, 0x53617946 << 32
"""First halves of the numbers that locks have ("SayW", "SayR", "SayF"); the second half is the schema's."""

WRITING = f"SELECT pg_advisory_xact_lock({WRITER} + {_SCHEMA})"
"""The first statement of whatever writes."""
WRITING_DERIVED = (
    f"SELECT set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock({WRITER} + {_SCHEMA})"
)
"""Of what writes what can be made again: it need not wait for the disk."""


NOTICED_S = 10.0
"""How long the server may take to notice that a process is gone, and to free what it held."""


class SessionLock:
    """This process's claim to run a collection: a lock of its connection, gone at the moment in which that is.

    What a run writes goes over the same connection, so that nothing of it can be written after the lock was lost.
    """

    def __init__(self, db: "Database") -> None:
        self._db = db
        self._token = secrets.token_hex(8)
        self._turn = threading.Lock()
        self._held: sa.Connection | None = None
        self._beaten = 0.0

    def take(self) -> str | None:
        """Become the runner, after the other threads of this process; the name of the other process when one is alive."""
        return in_turn(self._turn, self._take)

    def _take(self) -> str | None:
        with self._db.explained():
            conn = self._db.engine.connect()
        try:
            other = _ask(self._db, conn, self._db.tables.lock, RUNNER, self._token)
        except BaseException:
            _give_up(conn)
            raise
        if other is not None:
            conn.close()
            return other
        self._db.hold(conn)
        self._held, self._beaten = conn, time.monotonic()
        return None

    def beat(self) -> None:
        """See that the lock is still ours; costs nothing most of the time. StoreError when it is not."""
        if self._held is None or time.monotonic() - self._beaten < BEAT_EVERY_S:
            return
        self._beaten = time.monotonic()
        lock = self._db.tables.lock
        with self._db.writes(derived=True) as conn:
            conn.execute(lock.update().where(lock.c.token == self._token).values(beat=time.time()))

    def drop(self, *, if_idle: bool) -> bool:
        """Let go; with `if_idle` only when nothing waits. Looked at and let go in one transaction."""
        gone = False
        try:
            gone = self._drop(if_idle=if_idle)
        except StoreError:
            if if_idle:
                raise
            gone = True  # the connection is lost, and with it the lock
        finally:
            if gone or not if_idle:
                self._let_go()
        return gone

    def _drop(self, *, if_idle: bool) -> bool:
        t = self._db.tables
        with self._db.writes(derived=True) as conn:
            if if_idle and anything_waits(conn, t):
                return False
            conn.execute(t.lock.delete().where(t.lock.c.token == self._token))
            # while nobody else can write: who adds an article now finds the lock free, or was seen above
            conn.exec_driver_sql(f"SELECT pg_advisory_unlock({RUNNER} + {_SCHEMA})")
        return True

    def _let_go(self) -> None:
        conn, self._held = self._held, None
        self._db.hold(None)
        if conn is not None:
            _give_up(conn)
        self._turn.release()


class WatchLock:
    """This process's claim to watch the feeds of a collection: a lock of a connection that it keeps for nothing else."""

    def __init__(self, db: "Database") -> None:
        self._db = db
        self._token = secrets.token_hex(8)
        self._held: sa.Connection | None = None
        self._beaten = 0.0

    def take(self) -> str | None:
        """Become the one that watches; the name of the other process when one is alive."""
        with self._db.explained():
            conn = self._db.engine.connect()
        try:
            other = _ask(self._db, conn, self._db.tables.watch_lock, WATCHER, self._token)
        except BaseException:
            _give_up(conn)
            raise
        if other is not None:
            conn.close()
            return other
        self._held, self._beaten = conn, time.monotonic()
        return None

    def beat(self) -> None:
        """See that the claim is still ours; costs nothing most of the time. StoreError when the connection was lost."""
        if self._held is None or time.monotonic() - self._beaten < BEAT_EVERY_S:
            return
        self._beaten = time.monotonic()
        lock = self._db.tables.watch_lock
        mine = lock.update().where(lock.c.token == self._token).values(beat=time.time())
        before = self._held.connection.driver_connection
        with self._db.writes(derived=True, on=self._held) as conn:
            conn.execute(mine)
            if conn.connection.driver_connection is not before:
                raise StoreError(
                    f"{self._db.where}: the connection of this watch was lost, and its lock with it; watch again"
                )

    def drop(self) -> None:
        """Let go."""
        conn, self._held = self._held, None
        if conn is None:
            return
        lock = self._db.tables.watch_lock
        try:
            with self._db.writes(derived=True, on=conn) as writing:
                writing.execute(lock.delete().where(lock.c.token == self._token))
        except StoreError:
            pass  # the connection is lost, and with it the lock
        finally:
            _give_up(conn)


def _ask(db: "Database", conn: sa.Connection, lock: sa.Table, number: int, token: str) -> str | None:
    """Ask for a lock until it is ours, or its holder is alive; a dead one's is free once the server has noticed."""
    until = time.monotonic() + NOTICED_S
    while True:
        holder, told = _ask_once(db, conn, lock, number, token)
        if told is None or holder is None or not is_gone(holder) or time.monotonic() > until:
            return told
        time.sleep(0.05)


def _ask_once(
    db: "Database", conn: sa.Connection, lock: sa.Table, number: int, token: str
) -> tuple[sa.Row[Any] | None, str | None]:
    """Who else is noted as its holder, and how to name it; (None, None) when the lock is now ours."""
    with db.writes(derived=True, on=conn) as writing:
        if writing.exec_driver_sql(f"SELECT pg_try_advisory_lock({number} + {_SCHEMA})").scalar():
            writing.execute(lock.delete())
            mine = {"host": socket.gethostname(), "process": os.getpid(), "token": token}
            writing.execute(lock.insert(), {"id": 1, "beat": time.time(), **mine})
            return None, None
        row = writing.execute(sa.select(lock)).first()
    return row, "another process" if row is None else f"process {row.process} on {row.host}"


def _give_up(conn: sa.Connection) -> None:
    """Close a connection for good, so that no lock can be left on it."""
    if not conn.invalidated:
        conn.detach()
    conn.close()


def watch_lock(db: "Database") -> WatchLock:
    """The lock of whoever watches feeds."""
    return WatchLock(db)


def run_lock(db: "Database") -> SessionLock:
    """The lock of a collection."""
    return SessionLock(db)


def lock_holder(conn: sa.Connection, t: "Tables") -> tuple[str, bool] | None:
    """Who holds the lock, and whether that process is alive; None when nobody does."""
    return _holder(conn, t.lock, RUNNER)


def watch_holder(conn: sa.Connection, t: "Tables") -> tuple[str, bool] | None:
    """Who holds the lock of the watch, and whether that process is alive; None when nobody does."""
    return _holder(conn, t.watch_lock, WATCHER)


def _holder(conn: sa.Connection, lock: sa.Table, number: int) -> tuple[str, bool] | None:
    row: Any = conn.execute(sa.select(lock)).first()
    if row is None:
        return None
    return f"process {row.process} on {row.host}", bool(conn.exec_driver_sql(IS_HELD % number).scalar())


IS_HELD = f"""SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (classid::bigint << 32 | objid::bigint) = %d + {_SCHEMA})"""  # noqa: S608 - numbers of this module
