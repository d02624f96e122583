"""The run lock: one process derives, the others add their articles and leave the rest to it."""

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sayso.errors import StoreError
from sayso.store.database import Database
from sayso.store.derived import anything_waits

STALE_AFTER_S = 120.0
"""Silence after which a process on another machine counts as gone. It shows itself with every batch it writes,
and the longest batch we have seen (a text of a million characters) took 40 seconds."""

BEAT_EVERY_S = 5.0


class RunLock:
    """This process's claim to run a collection: a row, and among the threads of this process a turn."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._token = _new_token()
        self._beaten = 0.0
        self._turn = threading.Lock()

    def take(self) -> str | None:
        """Become the runner, after the other threads of this process; the name of the other process when one is alive."""
        return in_turn(self._turn, self._take)

    def _take(self) -> str | None:
        with self._db.writes(derived=True) as conn:
            other = _claim(conn, self._db.tables.lock, self._token)
        self._beaten = time.monotonic()
        return other

    def beat(self) -> None:
        """Show that this process is alive; costs nothing most of the time."""
        if time.monotonic() - self._beaten < BEAT_EVERY_S:
            return
        self._beaten = time.monotonic()
        lock = self._db.tables.lock
        with self._db.writes(derived=True) as conn:
            conn.execute(lock.update().where(lock.c.token == self._token).values(beat=time.time()))

    def drop(self, *, if_idle: bool) -> bool:
        """Let go; with `if_idle` only when nothing waits. Looked at and let go in one transaction."""
        if if_idle:
            gone = self._drop(if_idle=True)
            if gone:
                self._turn.release()
            return gone
        try:
            return self._drop(if_idle=False)
        finally:
            self._turn.release()

    def _drop(self, *, if_idle: bool) -> bool:
        t = self._db.tables
        with self._db.writes(derived=True) as conn:
            if if_idle and anything_waits(conn, t):
                return False
            conn.execute(t.lock.delete().where(t.lock.c.token == self._token))
        return True


class WatchLock:
    """This process's claim to watch the feeds of a collection: a row of its own, so that others may run and add."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._token = _new_token()
        self._beaten = 0.0

    def take(self) -> str | None:
        """Become the one that watches; the name of the other process when one is alive."""
        with self._db.writes(derived=True) as conn:
            other = _claim(conn, self._db.tables.watch_lock, self._token)
        self._beaten = time.monotonic()
        return other

    def beat(self) -> None:
        """Show that this process is alive; costs nothing most of the time. StoreError when another took its place."""
        if time.monotonic() - self._beaten < BEAT_EVERY_S:
            return
        self._beaten = time.monotonic()
        lock = self._db.tables.watch_lock
        with self._db.writes(derived=True) as conn:
            mine = lock.update().where(lock.c.token == self._token).values(beat=time.time())
            if not conn.execute(mine).rowcount:
                raise StoreError(
                    f"{self._db.where}: another `sayso watch` took this one for gone and goes on in its place"
                )

    def drop(self) -> None:
        """Let go."""
        lock = self._db.tables.watch_lock
        with self._db.writes(derived=True) as conn:
            conn.execute(lock.delete().where(lock.c.token == self._token))


def _new_token() -> str:
    """What tells this claim from all others, and when its process began."""
    return f"{_began(os.getpid())}-{secrets.token_hex(8)}"


def _claim(conn: sa.Connection, lock: sa.Table, token: str) -> str | None:
    """Take a lock that nobody holds who is alive; the name of whoever else holds it."""
    row = conn.execute(sa.select(lock)).first()
    if row is not None and row.token != token and _alive(row):
        return f"process {row.process} on {row.host}"
    conn.execute(lock.delete())
    mine = {"host": socket.gethostname(), "process": os.getpid(), "token": token}
    conn.execute(lock.insert(), {"id": 1, "beat": time.time(), **mine})
    return None


def in_turn(turn: threading.Lock, take: Callable[[], str | None]) -> str | None:
    """Take a lock once it is this thread's turn, and keep the turn with it: who took it lets go of both."""
    turn.acquire()
    other: str | None = ""
    try:
        other = take()
    finally:
        if other is not None:
            turn.release()
    return other


def holder(conn: sa.Connection, lock: sa.Table) -> tuple[str, bool] | None:
    """Who holds a lock, and whether that process is alive; None when nobody does."""
    row = conn.execute(sa.select(lock)).first()
    if row is None:
        return None
    return f"process {row.process} on {row.host}", _alive(row)


def _alive(row: sa.Row[Any]) -> bool:
    """Whether whoever took the lock is there.

    On this machine the system tells, so that a clock that was set forward takes no lock from a run, and one that was
    set back leaves none to a process that is gone.
    """
    silent_s: float = abs(time.time() - row.beat)  # a sign of life from days ahead is none
    if (
        row.host != socket.gethostname() or row.process == os.getpid()
    ):  # or another open collection in this process
        return silent_s < STALE_AFTER_S
    if is_gone(row):
        return False
    began, now = row.token.partition("-")[0], _began(row.process)
    if now and "-" in row.token:
        return bool(began == now)
    # a process id may have been given out again: a runner that is silent this long is gone
    return silent_s < 10 * STALE_AFTER_S


def is_gone(row: sa.Row[Any]) -> bool:
    """Whether whoever took the lock did so on this machine, and is no longer there.

    A killed process whose parent has not yet taken note of its end does nothing any more.
    """
    if row.host != socket.gethostname():
        return False
    try:
        os.kill(row.process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass  # somebody else's process: it is there
    return _told(row.process)[:1] == ["Z"]


def _began(process: int) -> str:
    """When a process began, in ticks since the machine did: with its number that names it. Empty where none tells."""
    return "".join(_told(process)[19:20])


def _told(process: int) -> list[str]:
    """What Linux tells of a process from its state on (proc(5), stat); nothing elsewhere."""
    try:
        # the name before it may hold spaces and brackets
        return Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].decode().split()
    except OSError:
        return []
