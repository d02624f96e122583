"""Postings: which articles carry which numbers, in packed arrays by range of the numbers.

Each article has one row in `numbers`: what it hands in, packed, and a number of its own. What all articles hand in
lies in `postings`, in leaves: one row a range of values, with the values in ascending order and, beside each, the
number of the article that carries it. A leaf that grows beyond `LEAF` is cut. What changes is written range by
range, each in one transaction with the rows that it leads to, so that at any moment the rows are those of the leaves.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import sqlalchemy as sa

from sayso.schema import codec
from sayso.store import dialect
from sayso.store.database import Database
from sayso.store.desk import current_digests
from sayso.store.groups import replace_owners, settle
from sayso.store.leaves import NONE, among, among_these, ascending, cut_leaf, leaves_for, read_leaves, shared
from sayso.store.lists import Handed, Lists, Postings, Waiting
from sayso.store.numbers import Values, held_by, open_values, pack, pack_owners, rows_of
from sayso.store.protocol import Made

ARTICLES = 16_384
"""Articles that are put into the leaves together, at most: with 200 numbers each they take some 100 MB."""


def save_numbers(
    db: Database, stage: str, handed: Mapping[str, tuple[str | None, Handed]], failed: Mapping[str, str]
) -> None:
    """Keep what articles hand in; those that hand in something else wait. See `Desk.save_numbers`."""
    t = db.tables
    with db.writes(derived=True) as conn:
        valid = sorted(current_digests(conn, db, handed))
        rows = rows_of(conn, db, stage, valid)
        highest = sa.select(sa.func.max(t.numbers.c.number)).where(t.numbers.c.stage == stage)
        number = int(conn.execute(highest).scalar() or 0)
        fresh, waits, settled = [], [], []
        for article in valid:
            given, row = handed[article][1], rows.get(article)
            if row is not None and given.values and given.label != row.label:
                # it must leave its lists as the one it was before it joins them as another: it waits on
                given = Handed(b"", row.label)
            else:
                settled.append(article)
            if (row is None and not given.values) or (row is not None and row.packed == given.values):
                continue
            if row is None:
                number += 1
                before, own = b"", number
            else:
                before, own = pack(held_by(row)), row.number
            fresh.append((stage, article, own, given.label, given.values, before))
            waits.append((stage, article))
        dialect.insert_or_replace(conn, t.numbers, fresh)
        dialect.insert_missing(conn, t.pending_keys, waits)
        settle(conn, db, stage, settled, failed)


def waiting(db: Database, stage: str, *, limit: int) -> Waiting | None:
    """The next articles whose numbers the leaves do not hold yet; see `Desk.waiting`."""
    t = db.tables
    with db.reads() as conn:
        query = (
            sa.select(t.pending_keys.c.key)
            .where(t.pending_keys.c.stage == stage)
            .order_by(t.pending_keys.c.key)
            .limit(ARTICLES)
        )
        names = [row[0] for row in conn.execute(query)]
        if not names:
            return None
        taken: dict[str, bytes] = {}
        owners: list[int] = []
        after: list[Values] = []
        touched: list[Values] = []
        total = 0
        for chunk in dialect.chunks(names):
            rows = rows_of(conn, db, stage, chunk)
            for article in chunk:
                row = rows.get(article)
                taken[article] = row.packed if row is not None else b""
                if row is not None:
                    values = open_values(row.packed)
                    owners.append(row.number)
                    after.append(values)
                    touched += [values, open_values(row.before or b"")]
                    total += len(values)
            if total >= limit:
                break
    whose = np.repeat(np.array(owners, dtype=np.int64), [len(values) for values in after])
    values = np.concatenate(after) if after else NONE
    order = np.argsort(values, kind="stable")
    return Waiting(
        taken,
        np.sort(np.array(owners, dtype=np.int64)),
        values[order],
        whose[order],
        ascending(np.concatenate(touched)) if touched else NONE,
    )


def next_lists(db: Database, stage: str, part: Waiting, *, after: int) -> Lists | None:
    """The lists that waiting articles change, from the values above `after` on; see `Desk.next_lists`."""
    if len(part.touched) == 0 or part.touched[-1] <= after:
        return None
    with db.reads() as conn:
        lows, upto = leaves_for(
            conn, db, stage, part.touched[np.searchsorted(part.touched, after, "right") :]
        )
        leaves = read_leaves(conn, db, stage, lows)
        values = part.touched[slice(*np.searchsorted(part.touched, (after, upto), "right"))]
        before = among_these(values, leaves.values, leaves.owners)
        left = ~among(before[1], part.owners)
        fresh = slice(*np.searchsorted(part.values, (after, upto), "right"))
        merged = np.concatenate((before[0][left], part.values[fresh]))
        owners = np.concatenate((before[1][left], part.whose[fresh]))
        return _lists(conn, db, stage, before, (merged, owners), values, (after, upto))


def lists_of(db: Database, stage: str, pairs: Sequence[tuple[str, str]], *, but: Values) -> Lists:
    """All lists that both articles of any of these pairs are in now, without those of the values `but`."""
    names = sorted({article for pair in pairs for article in pair})
    with db.reads() as conn:
        rows = rows_of(conn, db, stage, names)
        held = {article: held_by(row) for article, row in rows.items()}
        common = [np.intersect1d(held.get(one, NONE), held.get(two, NONE)) for one, two in pairs]
        values = np.setdiff1d(np.unique(np.concatenate(common)), but) if common else NONE
        found = (NONE, NONE)
        if len(values):
            lows, _ = leaves_for(conn, db, stage, values, limit=None)
            leaves = read_leaves(conn, db, stage, lows)
            found = among_these(values, leaves.values, leaves.owners)
        return _lists(conn, db, stage, (NONE, NONE), found, values, (-1, -1))


def save_lists(  # noqa: PLR0917 - as the desk hands it on
    db: Database,
    stage: str,
    part: Waiting,
    lists: Lists,
    made: Sequence[Made],
    gone: Sequence[str],
) -> list[Made]:
    """Keep the lists of a range of values and the rows they lead to; see `Desk.save_lists`."""
    t = db.tables
    with db.writes(derived=True) as conn:
        lows, _ = leaves_for(conn, db, stage, lists.values, limit=None)
        leaves = read_leaves(conn, db, stage, lows)
        left = ~among(leaves.owners, part.owners)
        fresh = slice(*np.searchsorted(part.values, (lists.beyond, lists.upto), "right"))
        values = np.concatenate((leaves.values[left], part.values[fresh]))
        owners = np.concatenate((leaves.owners[left], part.whose[fresh]))
        order = np.argsort(values, kind="stable")
        values, owners = values[order], owners[order]
        rows, empty = [], []
        edges = [*np.searchsorted(values, lows).tolist(), len(values)]
        for low, (first, last) in zip(lows, pairwise(edges), strict=True):
            if first == last:
                empty.append(low)
            for start, at, end in cut_leaf(values, low, first, last):
                rows.append((stage, start, end - at, pack(values[at:end]) + pack_owners(owners[at:end])))
        for chunk in dialect.chunks(empty):
            conn.execute(
                t.postings.delete().where((t.postings.c.stage == stage) & t.postings.c.low.in_(chunk))
            )
        dialect.insert_or_replace(conn, t.postings, rows)
        kept = _without_erased(conn, db, stage, made)
        replace_owners(conn, db, stage, kept, gone=gone)
    return kept


def settle_numbers(db: Database, stage: str, part: Waiting) -> None:
    """The leaves hold what these articles handed in; those that handed in something else since wait on."""
    t = db.tables
    with db.writes(derived=True) as conn:
        done: list[str] = []
        empty: list[str] = []
        for chunk in dialect.chunks(sorted(part.taken)):
            rows = rows_of(conn, db, stage, chunk)
            for article in chunk:
                row = rows.get(article)
                if row is None or row.packed == part.taken[article]:
                    (done if row is not None and row.packed else empty).append(article)
        here = t.numbers.c.stage == stage
        for chunk in dialect.chunks(done):
            conn.execute(t.numbers.update().where(here & t.numbers.c.article.in_(chunk)).values(before=None))
        for chunk in dialect.chunks(empty):
            conn.execute(t.numbers.delete().where(here & t.numbers.c.article.in_(chunk)))
        waits = t.pending_keys
        for chunk in dialect.chunks([*done, *empty]):
            conn.execute(waits.delete().where((waits.c.stage == stage) & waits.c.key.in_(chunk)))


def _lists(  # noqa: PLR0917 - two states of the same lists
    conn: sa.Connection,
    db: Database,
    stage: str,
    before: tuple[Values, Values],
    after: tuple[Values, Values],
    values: Values,
    between: tuple[int, int],
) -> Lists:
    """Lists of two articles and more, with the articles numbered in the order of their ids."""
    before, after = shared(*before), shared(*after)
    numbers = np.unique(np.concatenate((before[1], after[1])))
    c = db.tables.numbers.c
    found: list[tuple[str, int, int, bool]] = []
    for chunk in dialect.chunks(numbers.tolist()):
        query = sa.select(c.article, c.number, c.label, sa.func.length(c.packed) > 0)
        found += [tuple(row) for row in conn.execute(query.where((c.stage == stage) & c.number.in_(chunk)))]
    found.sort()
    place = np.full(int(numbers[-1]) + 1 if len(numbers) else 1, -1, dtype=np.int64)
    place[[number for _, number, _, _ in found]] = np.arange(len(found))
    labels = np.array([label for _, _, label, _ in found], dtype=np.int64)
    # what was erased, by another process too, meets nobody any more
    there = np.array([bool(held) for *_, held in found], dtype=bool)

    def named(postings: tuple[Values, Values], *, live: bool) -> Postings:
        at = place[postings[1]]
        kept = at >= 0
        if live:
            kept[kept] = there[at[kept]]
        values, at = postings[0][kept], at[kept]
        order = np.lexsort((at, values))
        values, at = shared(values[order], at[order])
        return Postings(values, at, labels[at])

    ids = tuple(article for article, *_ in found)
    return Lists(ids, named(before, live=False), named(after, live=True), values, *between)


def _without_erased(conn: sa.Connection, db: Database, stage: str, made: Sequence[Made]) -> list[Made]:
    """What was made, but for rows that name an article which another process erased meanwhile."""
    c = db.tables.numbers.c
    erased = sa.select(c.article).where((c.stage == stage) & (c.packed == b""))
    gone = {row[0] for row in conn.execute(erased)}
    return [
        item
        for item in made
        if not any(
            row[place] in gone
            for kind, rows in item.rows.items()
            for row in rows
            for place in codec(kind).articles
        )
    ]
