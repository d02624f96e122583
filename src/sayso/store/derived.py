"""Derived rows: replaced by owner, and what that makes stale at the stages that read them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from sayso.records import Record
from sayso.schema import codec
from sayso.store import change_log, dialect
from sayso.store.answers import Why
from sayso.store.database import Database
from sayso.store.numbers import take_out
from sayso.store.protocol import Row, Rows, StageLine
from sayso.store.said import insert_derived
from sayso.store.tables import Tables


def stage_lines(conn: sa.Connection, t: Tables) -> list[StageLine]:
    """The stages that this collection knows of, as the last run enlisted them."""
    rows = conn.execute(sa.select(t.stages).order_by(t.stages.c.place)).all()
    return [
        StageLine(
            r.name,
            r.kind,
            r.version,
            r.fingerprint,
            r.model,
            tuple(json.loads(r.reads)),
            tuple(json.loads(r.writes)),
        )
        for r in rows
    ]


def made_alone(conn: sa.Connection, db: Database) -> frozenset[str]:
    """The types, by name, that `Each` stages write: the owner of such a row is its article."""
    own = sa.select(db.tables.stages.c.writes).where(db.tables.stages.c.kind == "each")
    return frozenset(name for (writes,) in conn.execute(own) for name in json.loads(writes))


def mark_stale(
    conn: sa.Connection,
    t: Tables,
    articles: Iterable[str],
    stages: Iterable[str] | None = None,
    *,
    why: Why,
) -> None:
    """Make articles wait at these stages, or at all; where one waits already, what it waits for stays the same."""
    names = sorted(row[0] for row in conn.execute(sa.select(t.stages.c.name))) if stages is None else stages
    ids = sorted(articles)
    rows = [(name, article, why) for name in names for article in ids]
    # whatever an article waited for, once it is removed it waits to be taken out
    insert = dialect.insert_or_replace if why == "removed" else dialect.insert_missing
    insert(conn, t.pending, rows)


def anything_waits(conn: sa.Connection, t: Tables) -> bool:
    """Whether an article, a group or a component waits for a run."""
    return any(
        conn.execute(sa.select(table.c.stage).limit(1)).first() is not None
        for table in (t.pending, t.pending_keys, t.pending_nodes)
    )


def mark_readers(
    conn: sa.Connection,
    db: Database,
    changed: Mapping[str, set[str]],
    *,
    but: Sequence[str] = (),
    why: Why = "records",
) -> None:
    """Make articles wait where their changed kinds are read: {kind name: articles}; not at stages `but`."""
    if not any(changed.values()):
        return
    waiting: dict[str, set[str]] = defaultdict(set)
    for line in stage_lines(conn, db.tables):
        if line.name not in but:
            for kind in line.reads:
                waiting[line.name] |= changed.get(kind, set())
    for name in sorted(waiting):
        mark_stale(conn, db.tables, waiting[name], [name], why=why)


def fetch(conn: sa.Connection, db: Database, kind: type[Record], owners: Iterable[str]) -> list[Row]:
    """Rows of owners with `owner` and `position` in front, in order."""
    table = db.table(kind)
    rows: list[Row] = []
    for chunk in dialect.chunks(sorted(set(owners))):
        order = (table.c.owner, table.c.position)
        query = sa.select(table).where(table.c.owner.in_(chunk)).order_by(*order)
        rows += [tuple(row) for row in conn.execute(query)]
    return rows


def delete_owners(conn: sa.Connection, table: sa.Table, owners: Iterable[str]) -> None:
    """Take out all rows of owners."""
    for chunk in dialect.chunks(sorted(set(owners))):
        conn.execute(table.delete().where(table.c.owner.in_(chunk)))


def delete_pairs(conn: sa.Connection, table: sa.Table, stages: Sequence[str], others: Iterable[str]) -> None:
    """Take out the rows of stages in a table whose second column is one of `others`."""
    first, second = list(table.columns)[:2]
    for chunk in dialect.chunks(others):
        conn.execute(table.delete().where(first.in_(stages) & second.in_(chunk)))


def clear_failures(conn: sa.Connection, db: Database, stage: str, owners: Iterable[str]) -> None:
    """What is made again has not failed, until it does."""
    failures = db.tables.failures
    for chunk in dialect.chunks(owners):
        conn.execute(failures.delete().where((failures.c.stage == stage) & failures.c.owner.in_(chunk)))


def numbered(owner: str, rows: Sequence[Row]) -> list[Row]:
    """Rows with their owner and position in front, as a table takes them."""
    return [(owner, position, *row) for position, row in enumerate(rows)]


def swap(
    conn: sa.Connection,
    db: Database,
    kinds: Sequence[type[Record]],
    made: Mapping[str, Rows],
) -> dict[str, set[str]]:
    """Replace the rows of owners and say which articles that changes: {kind name: articles}.

    An article is changed when rows that name it are others, whatever owners they moved between.
    """
    changed: dict[str, set[str]] = {}
    noted: dict[str, set[str]] = {}
    for kind in kinds:
        table, code = db.table(kind), codec(kind)
        old = fetch(conn, db, kind, made)
        new = [row for owner in sorted(made) for row in numbered(owner, made[owner].get(kind, ()))]
        if old == new:
            continue
        # insert and delete only what differs: most owners of a touched component stay as they are
        by_owner_old, by_owner_new = _by_owner(old), _by_owner(new)
        differing = [o for o in sorted(made) if by_owner_old.get(o) != by_owner_new.get(o)]
        delete_owners(conn, table, (o for o in differing if o in by_owner_old))
        fresh = [row for o in differing for row in by_owner_new.get(o, ())]
        insert_derived(conn, db.tables, kind, fresh)
        before, after = _by_article(kind, old), _by_article(kind, new)
        changed[kind.__name__] = {a for a in {*before, *after} if before.get(a) != after.get(a)}
        # who reads pages is told of all that differs, also of what stages are not given
        places = code.articles or (code.names.index("id"),)
        others = {row[2:] for row in old} ^ {row[2:] for row in new}
        noted[kind.__name__] = {row[place] for row in others for place in places}
    change_log.note(conn, db.tables, noted)
    return changed


def _by_owner(rows: Iterable[Row]) -> dict[str, list[Row]]:
    split: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        split[row[0]].append(row)
    return split


def _by_article(kind: type[Record], rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows that name each article as stages are given them: without owner and position, in the order of their ids."""
    code = codec(kind)
    places, order = code.articles, itemgetter(code.names.index("id"))
    split: dict[str, list[Row]] = defaultdict(list)
    for plain in sorted(code.for_stages([row[2:] for row in rows]), key=order):
        for article in {plain[place] for place in places}:
            split[article].append(plain)
    return split


def kinds_named(db: Database, names: Iterable[str]) -> list[type[Record]]:
    """Record types by name, as far as this process knows them."""
    return [db.kinds[name] for name in names if name in db.kinds]


def forget_line(conn: sa.Connection, db: Database, stage: str) -> None:
    """Take out a stage's ledger, lists, keys and graph; its rows are another matter."""
    t = db.tables
    for table in (
        t.ledger,
        t.pending,
        t.group_keys,
        t.pending_keys,
        t.numbers,
        t.postings,
        t.nodes,
        t.edges,
        t.pending_nodes,
    ):
        conn.execute(table.delete().where(table.c.stage == stage))
    conn.execute(t.failures.delete().where(t.failures.c.stage == stage))


def erase_derived(conn: sa.Connection, db: Database, articles: Sequence[str]) -> None:
    """Take out every derived row that was made of these articles; what was made with them is made again later."""
    t = db.tables
    changed: dict[str, set[str]] = defaultdict(set)
    for line in stage_lines(conn, t):
        kinds = kinds_named(db, line.writes)
        if len(kinds) < len(line.writes):  # a plugin's stage, without the plugin: erase all, to be made again
            erase_unknown(conn, db, line)
            continue
        kept = [kind for kind in kinds if not kind.TRANSIENT]
        owners = list(articles)
        if line.kind == "group":
            keys = sa.select(t.group_keys.c.key).where(
                (t.group_keys.c.stage == line.name) & t.group_keys.c.article.in_(articles)
            )
            owners = sorted({row[0] for row in conn.execute(keys)})
            dialect.insert_missing(conn, t.pending_keys, [(line.name, key) for key in owners])
            # emptied, not deleted: the next run sees the difference, whatever another process writes until then
            here = (t.group_keys.c.stage == line.name) & t.group_keys.c.article.in_(articles)
            conn.execute(t.group_keys.update().where(here).values(payload="", carried=""))
        elif line.kind == "pairs":
            take_out(conn, db, line.name, articles)
            owners = _owners_naming(conn, db, kept, articles)
        elif line.kind == "whole":
            here = (t.nodes.c.stage == line.name) & t.nodes.c.article.in_(articles)
            rows = conn.execute(sa.select(t.nodes.c.node, t.nodes.c.component).where(here)).all()
            owners = sorted({row.component for row in rows})
            dialect.insert_missing(
                conn, t.pending_nodes, [(line.name, node) for node in _members(conn, t, line.name, owners)]
            )
        for name, ids in swap(conn, db, kept, {owner: {} for owner in owners}).items():
            changed[name] |= ids
        delete_pairs(conn, t.ledger, [line.name], owners)
        clear_failures(conn, db, line.name, [*owners, *articles])  # a reason may quote the text
    mark_readers(conn, db, changed)


def _owners_naming(
    conn: sa.Connection, db: Database, kinds: Sequence[type[Record]], articles: Sequence[str]
) -> list[str]:
    """The owners of rows that name any of these articles."""
    owners: set[str] = set()
    for kind in kinds:
        table = db.table(kind)
        for field in kind.ARTICLES:
            query = sa.select(table.c.owner).distinct().where(table.c[field].in_(articles))
            owners |= {row[0] for row in conn.execute(query)}
    return sorted(owners)


def _members(conn: sa.Connection, t: Tables, stage: str, components: Sequence[str]) -> list[str]:
    nodes: set[str] = set()
    for chunk in dialect.chunks(components):
        here = (t.nodes.c.stage == stage) & t.nodes.c.component.in_(chunk)
        nodes |= {row[0] for row in conn.execute(sa.select(t.nodes.c.node).where(here))}
    return sorted(nodes)


def erase_unknown(conn: sa.Connection, db: Database, line: StageLine) -> None:
    """Take out all that a stage of a plugin made which is not here: its tables are known by their names alone."""
    meta = db.tables.meta
    for name in line.writes:
        table = conn.execute(sa.select(meta.c.value).where(meta.c.name == f"table:{name}")).scalar()
        if table is not None:
            conn.execute(sa.delete(sa.table(table)))
            change_log.note_everything(conn, db.tables)
    forget_line(conn, db, line.name)
    stages = db.tables.stages
    conn.execute(stages.update().where(stages.c.name == line.name).values(fingerprint=""))


def select_rows(
    conn: sa.Connection, table: sa.Table, names: Sequence[str], where: Any, limit: int | None = None
) -> list[Row]:
    """Rows of a derived table in order, owner and position in front."""
    query = sa.select(table.c.owner, table.c.position, *(table.c[name] for name in names))
    if where is not None:
        query = query.where(where)
    query = query.order_by(table.c.owner, table.c.position)
    cursor = conn.execute(query if limit is None else query.limit(limit)).cursor
    # plain values straight from the driver: an object for each row would take as long as all the rest
    return list(cursor.fetchall()) if cursor is not None else []
