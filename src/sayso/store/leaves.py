"""The leaves of postings: rows that hold, for one range of values, which article carries which value."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from sayso.store import dialect
from sayso.store.database import Database
from sayso.store.numbers import OWNER, VALUE, Values, open_values

LEAF = 1024
"""Postings in a leaf: an article that is added rewrites a leaf for each of its values (12 bytes a posting)."""

LEAVES = 256
"""Leaves that are read and written in one transaction."""

NONE: Values = np.empty(0, dtype=np.int64)


class Leaves(NamedTuple):
    """Some leaves, one behind the other: `lows` are the first values that they may hold, `sizes` how many they do."""

    lows: list[int]
    sizes: list[int]
    values: Values
    owners: Values


def leaves_for(
    conn: sa.Connection, db: Database, stage: str, values: Values, *, limit: int | None = LEAVES
) -> tuple[list[int], int]:
    """The first leaves that these values belong in, by their first value; and the last value that these may hold."""
    c = db.tables.postings.c
    query = sa.select(c.low).where(c.stage == stage).order_by(c.low)
    lows = np.array([0, *(row[0] for row in conn.execute(query) if row[0] > 0)], dtype=np.int64)
    at = ascending(np.searchsorted(lows, values, "right") - 1)
    chosen = at[:limit]
    last = int(chosen[-1]) + 1
    upto = int(lows[last]) - 1 if last < len(lows) else np.iinfo(np.int64).max
    return lows[chosen].tolist(), int(upto)


def read_leaves(conn: sa.Connection, db: Database, stage: str, lows: Sequence[int]) -> Leaves:
    """Those of these leaves that there are."""
    c = db.tables.postings.c
    found: dict[int, tuple[int, bytes]] = {}
    for chunk in dialect.chunks(lows):
        query = sa.select(c.low, c.size, c.packed).where((c.stage == stage) & c.low.in_(chunk))
        found |= {row.low: (row.size, row.packed) for row in conn.execute(query)}
    there = [low for low in lows if low in found]
    sizes = [found[low][0] for low in there]
    packed = [found[low][1] for low in there]
    values = [open_values(blob[: VALUE * size]) for blob, size in zip(packed, sizes, strict=True)]
    owners = [
        np.frombuffer(blob[VALUE * size :], dtype=f"<i{OWNER}")
        for blob, size in zip(packed, sizes, strict=True)
    ]
    return Leaves(
        there,
        sizes,
        np.concatenate(values) if values else NONE,
        np.concatenate(owners).astype(np.int64) if owners else NONE,
    )


def cut_leaf(values: Values, low: int, first: int, last: int) -> list[tuple[int, int, int]]:
    """A leaf in pieces of about half of `LEAF` when it is too large, no value in two; (first value, from, to)."""
    if last - first <= LEAF:
        return [(low, first, last)] if last > first else []
    at = first + np.arange(LEAF // 2, last - first, LEAF // 2)
    edges = np.unique(first + np.searchsorted(values[first:last], values[at]))
    inner = edges[(edges > first) & (edges < last)].tolist()
    starts = [first, *inner]
    return [
        (low if start == first else int(values[start]), start, end)
        for start, end in zip(starts, [*inner, last], strict=True)
    ]


def ascending(values: Values) -> Values:
    """Each value once, in order: `np.unique`, which for very many whole numbers is slower than sorting them."""
    values = np.sort(values)
    return values[np.concatenate(([True], values[1:] != values[:-1]))] if len(values) else values


def among_these(wanted: Values, values: Values, owners: Values) -> tuple[Values, Values]:
    """The postings of the values that are wanted (ascending)."""
    here = among(values, wanted)
    return values[here], owners[here]


def among(values: Values, wanted: Values) -> NDArray[np.bool_]:
    """Which values are among others that ascend."""
    if len(wanted) == 0:
        return np.zeros(len(values), dtype=bool)
    found: NDArray[np.bool_] = wanted[np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)] == values
    return found


def shared(values: Values, owners: Values) -> tuple[Values, Values]:
    """The postings of values that two articles or more carry, ascending by value."""
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    same = values[1:] == values[:-1]
    many = np.concatenate((same, [False])) | np.concatenate(([False], same)) if len(values) else same
    return values[many], owners[many]
