"""Which articles and records were written, one after the other, within the transactions that write them.

Only ids are noted: an article that is removed leaves no words here. The log has an end, so that it stays small beside
what it tells of; a reader who comes too late reads everything.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from sayso.store import dialect
from sayso.store.changes import Changes
from sayso.store.tables import Tables

KEPT = 50_000
"""Lines kept, of some 60 bytes: an article that joins a collection of 2,000 writes up to 5,000 of them."""
EVERYTHING = ""
"""Stands for the type in the line that says that tables were emptied."""


def note(conn: sa.Connection, t: Tables, changed: Mapping[str, Iterable[str]]) -> None:
    """Note what was written: {kind name: ids}, as `Changes` has them."""
    lines = [(None, kind, name) for kind in sorted(changed) for name in sorted(changed[kind])]
    if not lines:
        return
    table = t.changes
    dialect.insert_rows(conn, table, lines)
    newest = sa.select(sa.func.max(table.c.number)).scalar_subquery()
    conn.execute(table.delete().where(table.c.number <= newest - KEPT))


def note_everything(conn: sa.Connection, t: Tables) -> None:
    """Note that whole tables were written: all has to be read anew."""
    note(conn, t, {EVERYTHING: [""]})


def read_changes(conn: sa.Connection, t: Tables, since: str) -> Changes:
    """What was noted behind a mark; see `Store.changes`."""
    table = t.changes
    first, last = conn.execute(sa.select(sa.func.min(table.c.number), sa.func.max(table.c.number))).one()
    mark = str(last or 0)
    if not since or int(since) > int(mark) or int(since) < (first or 1) - 1:
        return Changes(mark, None)
    names: dict[str, set[str]] = defaultdict(set)
    query = sa.select(table.c.kind, table.c.name).where(table.c.number > int(since))
    for kind, name in conn.execute(query).all():
        names[kind].add(name)
    if EVERYTHING in names:
        return Changes(mark, None)
    return Changes(mark, {kind: frozenset(found) for kind, found in names.items()})
