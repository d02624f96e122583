"""Where a process dies: at the n-th statement, within one, while it commits, or when somebody else says so.

The process that is to die listens to its own database, so that points within transactions are really hit: by chance
in time most kills would fall between them. Nothing of this is known to Sayso: it is SQLAlchemy that tells of connections.
"""

import mmap
import os
import signal
import sqlite3
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Literal

import sqlalchemy as sa

from sayso.store.patience import is_over

Way = Literal["statement", "within", "commit", "time", "group", "worker", "plug"]
"""Before a statement, in the middle of one, while a commit writes; by somebody else at a time: the process alone,
with its workers, or a worker alone; or the machine goes with it (`power_cuts`)."""

TICK = 100
"""Instructions of SQLite between two points within a statement."""

CHECKPOINT = 25
"""Pages after which the log is folded into the file (1,000 by default): small collections fold it too."""

IDLE, READS, WRITES, COMMITS = range(4)
PLACES: tuple[str, ...] = ("between transactions", "reading", "writing", "committing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """When to die: the n-th event of its way, or for a way by time the share of the time that all takes."""

    way: Way
    at: int = 0
    share: float = 0.0
    delay_s: float = 0.0
    """Into a commit."""


@dataclass(slots=True, kw_only=True)
class Watch:
    """What a process did so far, and what it dies of; `place` is shared with whoever started it."""

    point: Point | None
    place: mmap.mmap
    counts: dict[str, int] = field(default_factory=lambda: {"statement": 0, "within": 0, "commit": 0})

    def listen(self) -> None:
        """Look at every connection that this process opens from here on."""
        sa.event.listen(sa.pool.Pool, "checkout", self._taken)
        sa.event.listen(sa.pool.Pool, "checkin", self._given_back)

    def _taken(self, connection: Any, record: Any, _proxy: object) -> None:
        if isinstance(connection, sqlite3.Connection) and not record.info.get("watched"):
            record.info["watched"] = True
            connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT:d}")
            connection.set_trace_callback(self._statement)
            connection.set_progress_handler(self._tick, TICK)

    def _given_back(self, _connection: object, _record: object) -> None:
        self.place[0] = IDLE

    def _statement(self, sql: str) -> None:
        if sql.startswith("BEGIN"):
            self.place[0] = WRITES if "IMMEDIATE" in sql else READS
        self._count("statement")
        if sql.startswith("COMMIT"):
            self.place[0] = COMMITS
            self._count("commit")

    def _tick(self) -> bool:
        self._count("within")
        return is_over()

    def _count(self, way: str) -> None:
        self.counts[way] += 1
        if self.point is not None and (self.point.way, self.point.at) == (way, self.counts[way]):
            if way == "commit":
                threading.Thread(target=_die, args=(self.point.delay_s,), daemon=True).start()
            else:
                _die()


def _die(after_s: float = 0.0) -> None:
    """No cleaning up, no last word: as `kill -9` from outside."""
    if after_s:
        time.sleep(after_s)
    os.kill(os.getpid(), signal.SIGKILL)
