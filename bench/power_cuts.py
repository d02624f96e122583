"""Pulled plugs: what is left when the machine dies, and with it whatever nobody had forced onto the disk.

A process takes the steps of a scene and copies the collection as it lies at some of its statements. Of the copy's log
only what stood there when a lasting transaction returned is sure; behind it a power cut may leave anything, which is
played here: the end cut off anywhere, blocks that never came, blocks of something else. Nothing is folded into the file
meanwhile, as then both are forced onto the disk.
"""

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kill_scenes import Scene, open_scene
from kill_trials import Kill, Undisturbed, examine, forget

BLOCK = 512
"""Bytes that a disk writes as one: the smallest there are."""


class Copier:
    """Copies a collection at some statements of this process, and notes how much of its log is sure to be on the disk."""

    def __init__(self, path: Path, at: frozenset[int]) -> None:
        self._path, self._log, self._at = path, path.with_name(f"{path.name}-wal"), at
        self._lasting: dict[int, bool] = {}
        self._count = self._sure = self.steps = 0
        self._commits = ""

    def listen(self) -> None:
        """Look at every connection that this process opens from here on."""
        sa.event.listen(sa.pool.Pool, "checkout", self._taken)
        sa.event.listen(sa.pool.Pool, "checkin", self._given_back)

    def _taken(self, connection: Any, record: Any, _proxy: object) -> None:
        if isinstance(connection, sqlite3.Connection) and not record.info.get("copied"):
            record.info["copied"] = True
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            # SQLite's own default is to wait for the disk, and so it is until somebody says otherwise
            self._lasting[id(connection)] = True
            connection.set_trace_callback(lambda sql: self._statement(id(connection), sql))

    def _statement(self, connection: int, sql: str) -> None:
        if sql.startswith("PRAGMA synchronous"):
            self._lasting[connection] = sql.endswith("FULL")
        elif sql.startswith("COMMIT"):
            self._commits = "lasting" if self._lasting[connection] else "derived"
        elif "wal_checkpoint" in sql:
            self._sure = 0
        self._count += 1
        if self._count in self._at:
            for path in (self._path, self._log):
                if path.exists():
                    shutil.copyfile(path, path.with_name(f"{self._count}-{path.name}"))
            told = {"steps": self.steps, "sure": self._sure}
            self._path.with_name(f"{self._count}.json").write_text(json.dumps(told), encoding="utf-8")

    def _given_back(self, _connection: object, _record: object) -> None:
        if self._commits == "lasting":
            self._sure = self._log.stat().st_size if self._log.exists() else 0
        self._commits = ""


def cuts(plain: Undisturbed, *, cuts: int, seed: int, folder: Path) -> Iterator[Kill]:
    """Pull the plug so many times in one scene."""
    draw = random.Random(f"plug {plain.scene.name} {seed}")  # noqa: S311 - the same cuts for the same seed
    path = folder / "plugged.db"
    forget(path)
    shutil.copyfile(plain.template, path)
    at = sorted(draw.sample(range(1, plain.counts["statement"] + 1), cuts))
    _work(plain.scene, path, frozenset(at))
    for number in at:
        copy = path.with_name(f"{number}-{path.name}")
        if not copy.exists():
            continue
        told = json.loads(path.with_name(f"{number}.json").read_text(encoding="utf-8"))
        _tear(copy.with_name(f"{copy.name}-wal"), told["sure"], draw)
        lost, problems = examine(plain, copy, told["steps"])
        forget(copy)
        yield Kill(
            scene=plain.scene.name,
            way="plug",
            place="anywhere",
            in_a_row=1,
            rows=len(plain.sources[told["steps"]]),
            lost=lost,
            problems=tuple(problems),
        )


def _work(scene: Scene, path: Path, at: frozenset[int]) -> None:
    """Take the steps of a scene in another process, which copies as it goes."""

    def live() -> None:
        copier = Copier(path, at)
        copier.listen()
        with open_scene(path) as store:
            for step in scene.steps:
                step(store)
                copier.steps += 1

    process = os.fork()
    if process == 0:
        code = 1
        try:
            live()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(process, 0)
    if status != 0:
        raise SystemExit(f"{scene.name}: a process that only copied its collection failed")


def _tear(log: Path, sure: int, draw: random.Random) -> None:
    """Leave of a log what a power cut may leave."""
    if not log.exists():
        return
    held = bytearray(log.read_bytes())
    sure = min(sure, len(held))
    manner = draw.choice(("cut", "holes", "rubbish"))
    if manner == "cut":
        del held[draw.randint(sure, len(held)) :]
    else:
        for start in range(sure, len(held), BLOCK):
            if draw.random() < 0.2:
                end = min(start + BLOCK, len(held))
                held[start:end] = bytes(end - start) if manner == "holes" else draw.randbytes(end - start)
    log.write_bytes(held)
