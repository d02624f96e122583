"""Lists of very many articles made at once: what all of them handed in, sorted part by part, cut into leaves."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from tempfile import TemporaryFile
from typing import IO

import numpy as np
import sqlalchemy as sa

from sayso.store import dialect
from sayso.store.database import Database
from sayso.store.leaves import LEAVES, cut_leaf
from sayso.store.numbers import VALUE, Values, open_values, pack, pack_owners

PART = 1 << 22
"""Postings that are sorted in memory at a time: 64 MB."""

PARTS = 200
"""Parts at most: each is an open file while numbers are dealt out."""

READ = 1_000
"""Articles whose numbers are read at a time: some 2 MB."""

SAMPLE = 1 << 18
"""Values by which the borders of parts are chosen; of hashes any articles' do."""


def build_lists(db: Database, stage: str) -> None:
    """Make the leaves of a stage whose articles have all handed in their numbers, and of which there are none yet."""
    with ExitStack() as closing:
        borders, parts = _deal_out(db, stage, closing)
        for low, part in zip(borders, parts, strict=True):
            part.seek(0)
            both = np.frombuffer(part.read(), dtype="<i8").reshape(-1, 2)
            order = np.argsort(both[:, 0], kind="stable")
            values, owners = both[order, 0], both[order, 1]
            _write_leaves(db, stage, low, values, owners)


def _deal_out(db: Database, stage: str, closing: ExitStack) -> tuple[list[int], list[IO[bytes]]]:
    """All postings of a stage in files by range of values, and the first value of each range."""
    c = db.tables.numbers.c
    with db.reads() as conn:
        length = sa.select(sa.func.sum(sa.func.length(c.packed))).where(c.stage == stage)
        total = int(conn.execute(length).scalar() or 0) // VALUE
    borders: list[int] | None = [0] if total <= PART else None
    parts: list[IO[bytes]] = []
    for numbers, packed in _read(db, stage):
        arrays = [open_values(blob) for blob in packed]
        values = np.concatenate(arrays)
        if borders is None:
            borders = _borders(values, max(total // PART + 1, 2))
        if not parts:
            parts = [closing.enter_context(TemporaryFile()) for _ in borders]  # noqa: SIM115 - it closes them
        owners = np.repeat(np.array(numbers, dtype=np.int64), [len(array) for array in arrays])
        places = np.searchsorted(np.array(borders), values, "right") - 1
        order = np.argsort(places, kind="stable")
        edges = np.searchsorted(places[order], np.arange(len(borders) + 1))
        both = np.stack((values[order], owners[order]), axis=1).astype("<i8", copy=False)
        for part, (start, end) in zip(parts, pairwise(edges.tolist()), strict=True):
            part.write(both[start:end].tobytes())
    return (borders or [])[: len(parts)], parts


def _borders(values: Values, parts: int) -> list[int]:
    sample = np.sort(values[:SAMPLE])
    at = np.linspace(0, len(sample), min(parts, PARTS), endpoint=False).astype(np.int64)[1:]
    return [0, *(int(value) for value in np.unique(sample[at]) if value > 0)]


def _read(db: Database, stage: str) -> Iterator[tuple[list[int], list[bytes]]]:
    """The numbers that stand for articles, ascending, and what these handed in; some articles at a time."""
    c = db.tables.numbers.c
    after = -1
    while True:
        query = sa.select(c.number, c.packed).where((c.stage == stage) & (c.number > after))
        with db.reads() as conn:
            rows = conn.execute(query.order_by(c.number).limit(READ)).all()
        if not rows:
            return
        after = rows[-1].number
        yield [row.number for row in rows], [row.packed for row in rows]


def _write_leaves(db: Database, stage: str, low: int, values: Values, owners: Values) -> None:
    pieces = cut_leaf(values, low, 0, len(values))
    for at in range(0, len(pieces), LEAVES):
        rows = [
            (stage, start, end - first, pack(values[first:end]) + pack_owners(owners[first:end]))
            for start, first, end in pieces[at : at + LEAVES]
        ]
        with db.writes() as conn:
            dialect.insert_rows(conn, db.tables.postings, rows)
