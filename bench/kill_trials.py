"""Processes that are killed at work on a collection, and what is left of it each time.

A child is forked, opens the collection and takes the steps of a scene; it tells after each that it returned, and
dies somewhere. What is left is copied: the copy is opened, checked, run and taken to the end, and has to hold what an
undisturbed one holds. The file itself may be killed again as it is.
"""

import hashlib
import json
import random
import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kill_children import Child
from kill_points import Point, Way
from kill_scenes import FLOW, Scene, clock, derive, make_older, open_scene
from sayso.records import Article, Failure, Review
from sayso.schema import codec
from sayso.store.sql import SqlStore
from sayso.testing import differences, snapshot

Rows = frozenset[tuple[Any, ...]]

PLAIN: tuple[Way, ...] = ("statement", "statement", "within", "within", "commit", "commit", "time")
"""How a process dies mostly; with workers it is by time."""

STOPPED = "the process failed"
"""How a problem begins that is none of the collection's."""

LEDGER = {
    "ledger": "stage, owner, fingerprint, input, output, rows, skipped",
    "group_keys": "stage, key, article, payload, carried",
    "numbers": "stage, article, label, packed, before",
    "nodes": "stage, node, article, component",
    "edges": "stage, a, b, article",
    "pending": "stage, article",
    "pending_keys": "stage, key",
    "pending_nodes": "stage, node",
    "run_lock": "id",
}
"""What a store keeps beside rows, without times and without the numbers that an order of work gives out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undisturbed:
    """A scene as it goes when nobody disturbs it."""

    scene: Scene
    template: Path
    sources: Sequence[Rows]
    """The source rows before the first step and after each one."""
    tables: Any
    counts: dict[str, int]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """One kill and what came of it."""

    scene: str
    way: Way
    place: str
    in_a_row: int
    rows: int
    """Source rows whose step had returned."""
    lost: int
    problems: tuple[str, ...]


def source_rows(store: SqlStore) -> Rows:
    """All that no program could make again."""
    found: list[tuple[Any, ...]] = []
    for article in store.articles():
        found.append(("article", *codec(Article).encode(article)))
        found += [("revision", *revision) for revision in store.revisions(article.id)]
        raw = store.raw(article.raw) if article.raw else None
        if raw is not None:
            found.append(("raw", article.raw, hashlib.sha256(raw).hexdigest()))
    found += [("removed", *tombstone) for tombstone in store.removed()]
    found += [("review", *codec(Review).encode(review)) for review in store.reviews()]
    unread = (failure for failure in store.failures() if failure.stage == "ingest")
    return frozenset([*found, *(("failure", *codec(Failure).encode(failure)) for failure in unread)])


def all_tables(store: SqlStore) -> dict[str, Any]:
    """Everything in a collection that does not tell of its history: two that were given the same are equal."""
    made: dict[str, Any] = {"sources": sorted(map(repr, source_rows(store))), **snapshot(store, FLOW)}
    with store.db.reads() as conn:
        for table, columns in LEDGER.items():
            query = sa.text(f"SELECT {columns} FROM {table} ORDER BY {columns}")  # noqa: S608 - names are ours
            made[table] = [tuple(row) for row in conn.execute(query)]
    return made


def prepare(scene: Scene, folder: Path) -> Undisturbed:
    """Make what a scene begins with, and let it go to its end once."""
    template = folder / f"{scene.name}.db".replace(" ", "-")
    with open_scene(template) as store:
        for step in scene.before:
            step(store)
    if scene.older:
        make_older(template, scene.older)
    once = folder / f"once-{template.name}"
    shutil.copyfile(template, once)
    counts, seconds = _measure(scene, once)
    before = folder / f"again-{template.name}"
    shutil.copyfile(template, before)
    with open_scene(before) as store:
        sources = [source_rows(store)]
        for step in scene.steps:
            step(store)
            sources.append(source_rows(store))
        derive(store)
        tables = all_tables(store)
        with SqlStore(":memory:", clock=clock) as fresh:
            fresh.add(store.articles())
            fresh.add_reviews(store.reviews())
            derive(fresh)
            wrong = differences(snapshot(fresh, FLOW), snapshot(store, FLOW))
    if wrong:
        raise SystemExit(f"{scene.name}: undisturbed it is not what a rebuild makes: {wrong}")
    return Undisturbed(
        scene=scene, template=template, sources=sources, tables=tables, counts=counts, seconds=seconds
    )


def _measure(scene: Scene, path: Path) -> tuple[dict[str, int], float]:
    child = Child(scene, path, point=None, workers=1)
    begun = time.perf_counter()
    status = child.wait()
    if status != 0:
        raise SystemExit(f"{scene.name}: an undisturbed process failed:\n{child.last_words()}")
    return json.loads(child.told[-1]), time.perf_counter() - begun


def choose(draw: random.Random, plain: Undisturbed) -> tuple[Point, int]:
    """When the next process dies, and with how many workers it works."""
    steps = plain.scene.steps
    if derive in steps and draw.random() < 0.12:
        way: Way = draw.choice(("group", "group", "worker", "time"))
        return Point(way=way, share=0.0, delay_s=draw.uniform(0.5, 1.6)), 2
    way = draw.choice(PLAIN)
    if way == "time":
        return Point(way=way, share=draw.random()), 1
    return Point(way=way, at=draw.randint(1, plain.counts[way]), delay_s=draw.uniform(0.0, 0.0006)), 1


def trials(plain: Undisturbed, *, kills: int, seed: int, folder: Path) -> Iterator[Kill]:
    """So many kills in one scene; now and then the same file is killed several times in a row."""
    draw = random.Random(f"{plain.scene.name} {seed}")  # noqa: S311 - the same kills for the same seed
    done = 0
    while done < kills:
        series = Series(plain, folder)
        for _ in range(min(kills - done, draw.choice((1, 1, 1, 2, 3, 4)))):
            kill = series.kill(*choose(draw, plain))
            if kill is None:
                break  # it was through before its time came: it does not count
            yield kill
            done += 1


class Series:
    """One file that is killed again and again, as it was left."""

    def __init__(self, plain: Undisturbed, folder: Path) -> None:
        self._plain, self._path, self._copy = plain, folder / "killed.db", folder / "copy.db"
        self._reached = self._row = 0
        forget(self._path)
        shutil.copyfile(plain.template, self._path)

    def kill(self, point: Point, workers: int) -> Kill | None:
        """Begin again, die, and look at what is left; None when the end came first."""
        plain = self._plain
        child = Child(plain.scene, self._path, point=point, workers=workers)
        if point.way in {"time", "group", "worker"}:
            time.sleep(point.delay_s or point.share * plain.seconds)
            if point.way == "worker":
                child.kill_worker()
            else:
                child.kill(group=point.way == "group")
        status = child.wait()
        if status == 0 and point.way != "worker":
            return None
        self._row += 1
        # the same steps again undo nothing
        self._reached = max(self._reached, child.steps_done())
        lost, problems = self._examine()
        if status not in {0, -signal.SIGKILL}:
            problems.append(f"{STOPPED}: {child.last_words()}")
        return Kill(
            scene=plain.scene.name,
            way=point.way,
            place=child.where() if point.way != "worker" else "in a worker",
            in_a_row=self._row,
            rows=len(plain.sources[self._reached]),
            lost=lost,
            problems=tuple(problems),
        )

    def _examine(self) -> tuple[int, list[str]]:
        """Whether what is left holds all that it was given, and goes on as if nothing had been: rows lost, what is wrong."""
        forget(self._copy)
        for suffix in ("", "-wal"):
            part = self._path.with_name(self._path.name + suffix)
            if part.exists():
                shutil.copyfile(part, self._copy.with_name(self._copy.name + suffix))
        return examine(self._plain, self._copy, self._reached)


def examine(plain: Undisturbed, path: Path, reached: int) -> tuple[int, list[str]]:
    """What is lost of a file whose first `reached` steps had returned, and what else is wrong with it.

    It is opened, checked, run, and taken through all steps to the end.
    """
    problems: list[str] = []
    now, coming = plain.sources[reached], plain.sources[min(reached + 1, len(plain.sources) - 1)]
    lost = len(now & coming)
    try:
        with open_scene(path) as store:
            problems += (f"not sound: {wrong}" for wrong in store.check())
            there = source_rows(store)
            lost = len((now & coming) - there)
            problems += (f"nobody gave it: {one}" for one in sorted(map(repr, there - now - coming)))
            derive(store)
            for step in plain.scene.steps:
                step(store)
            derive(store)
            problems += differences(plain.tables, all_tables(store))
            problems += (f"not sound in the end: {wrong}" for wrong in store.check())
    except Exception as error:  # noqa: BLE001 - told as what came of it
        problems.append(f"{type(error).__name__}: {error}")
    return lost, problems


def forget(path: Path) -> None:
    """Take a collection away, with what lies beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
