"""What a run hands in and takes out by article: the flow's stages, stale articles, chains' results, the ledger."""

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from operator import itemgetter

import sqlalchemy as sa

from sayso.failures import failure_of
from sayso.records import SOURCE, USABLE, Article, Failure, Record, Review
from sayso.schema import article_indexes, codec, has_table
from sayso.store import change_log, dialect
from sayso.store.database import Database, ensure_table
from sayso.store.derived import (
    clear_failures,
    delete_owners,
    delete_pairs,
    forget_line,
    kinds_named,
    made_alone,
    mark_readers,
    mark_stale,
    numbered,
    stage_lines,
    swap,
)
from sayso.store.numbers import wait_again
from sayso.store.protocol import Entry, Made, Row, StageLine, Stored
from sayso.store.said import insert_derived


def enlist(db: Database, lines: Sequence[StageLine], kinds: Sequence[type[Record]]) -> None:
    """Compare the flow with the one that ran before, and make stale what differs; see `Desk.enlist`."""
    t = db.tables
    db.kinds |= {kind.__name__: kind for kind in kinds}
    with db.writes(derived=True) as conn:
        meta = {row.name: row.value for row in conn.execute(sa.select(t.meta))}
        for kind in kinds:
            if has_table(kind) and kind not in SOURCE:
                ensure_table(conn, t, kind, meta)
        for line in lines:
            for kind in kinds_named(db, line.writes if line.kind != "each" else ()):
                for index in article_indexes(kind):
                    dialect.create_index(conn, *index)
        before = {line.name: line for line in stage_lines(conn, t)}
        if list(before.values()) == list(lines):
            return
        wiped = _wipe_moved(conn, db, before, lines)
        for name in sorted(before.keys() - {line.name for line in lines}):
            forget_line(conn, db, name)
            conn.execute(t.stages.delete().where(t.stages.c.name == name))
        everything = [row[0] for row in conn.execute(sa.select(t.articles.c.id))]
        for place, line in enumerate(lines):
            old = before.get(line.name)
            if old is not None and old.kind != line.kind:
                forget_line(conn, db, line.name)
            if old is None or old.fingerprint != line.fingerprint:
                mark_stale(conn, t, everything, [line.name], why="stage" if before else "new")
                _mark_groups(conn, db, line.name)
                if line.kind == "pairs":
                    _begin_again(conn, db, line)
            elif wiped & set(line.reads):
                mark_stale(conn, t, everything, [line.name], why="stage")
            values = line._asdict() | {"reads": json.dumps(line.reads), "writes": json.dumps(line.writes)}
            values["place"] = place
            dialect.upsert(conn, t.stages, [values])


def _wipe_moved(
    conn: sa.Connection, db: Database, before: Mapping[str, StageLine], lines: Sequence[StageLine]
) -> set[str]:
    """Empty the tables whose writer is another now, or none; their old rows have owners that nobody renews."""
    old = {kind: (line.name, line.kind) for line in before.values() for kind in line.writes}
    new = {kind: (line.name, line.kind) for line in lines for kind in line.writes}
    moved = {kind for kind in old if old[kind] != new.get(kind)}
    for kind in kinds_named(db, sorted(moved)):
        if has_table(kind):
            conn.execute(db.table(kind).delete())
            change_log.note_everything(conn, db.tables)
    t = db.tables
    for name in sorted(moved & new.keys()):
        conn.execute(t.ledger.delete().where(t.ledger.c.stage == new[name][0]))
    return moved


def _mark_groups(conn: sa.Connection, db: Database, stage: str) -> None:
    t = db.tables
    keys = conn.execute(sa.select(t.group_keys.c.key).distinct().where(t.group_keys.c.stage == stage))
    dialect.insert_missing(conn, t.pending_keys, [(stage, row[0]) for row in keys.all()])
    nodes = conn.execute(sa.select(t.nodes.c.node).distinct().where(t.nodes.c.stage == stage))
    dialect.insert_missing(conn, t.pending_nodes, [(stage, row[0]) for row in nodes.all()])


def _begin_again(conn: sa.Connection, db: Database, line: StageLine) -> None:
    """Take out what pairs made, and let all articles meet again: a pair that meets no more is named by nothing."""
    t = db.tables
    kinds = [kind for kind in kinds_named(db, line.writes) if has_table(kind)]
    owners = [
        row[0] for row in conn.execute(sa.select(t.ledger.c.owner).where(t.ledger.c.stage == line.name))
    ]
    mark_readers(conn, db, swap(conn, db, kinds, {owner: {} for owner in owners}), but=[line.name])
    conn.execute(t.ledger.delete().where(t.ledger.c.stage == line.name))
    wait_again(conn, db, line.name)


def retry_failures(db: Database) -> int:
    """Make stale what failed, by article or by key."""
    t = db.tables
    with db.writes(derived=True) as conn:
        kinds = {line.name: line.kind for line in stage_lines(conn, t)}
        failed = conn.execute(sa.select(t.failures.c.stage, t.failures.c.owner)).all()
        failed = [row for row in failed if row.stage in kinds]
        chained = [name for name in sorted(kinds) if kinds[name] == "each"]
        for stage, owner in failed:
            if kinds[stage] == "each":
                # a transient record's failure shows in what its readers made: run the whole chain again
                here = t.ledger.c.stage.in_(chained) & (t.ledger.c.owner == owner)
                conn.execute(t.ledger.update().where(here).values(input=""))
                mark_stale(conn, t, [owner], chained, why="retry")
            elif kinds[stage] == "pairs":
                mark_stale(conn, t, [owner], [stage], why="retry")
                wait_again(conn, db, stage)  # an owner may be a pair or a value: whichever articles carry it
            else:
                mark_stale(conn, t, [owner], [stage], why="retry")
                waits = t.pending_keys if kinds[stage] == "group" else t.pending_nodes
                dialect.insert_missing(conn, waits, [(stage, owner)])
    return len(failed)


def stale_articles(db: Database, stages: Sequence[str]) -> list[str]:
    """The articles that wait at any of these stages, sorted."""
    pending = db.tables.pending
    query = sa.select(pending.c.article).distinct().where(pending.c.stage.in_(stages))
    with db.reads() as conn:
        return sorted(row[0] for row in conn.execute(query))


def load(
    db: Database, articles: Sequence[str], kinds: Sequence[type[Record]], stages: Sequence[str]
) -> dict[str, Stored]:
    """Current articles that may be read, with their rows and ledger lines; see `Desk.load`."""
    t, code = db.tables, codec(Article)
    ids = sorted(set(articles))
    columns = [t.articles.c[name] for name in code.names]
    stored: dict[str, Stored] = {}
    with db.reads() as conn:
        for chunk in dialect.chunks(ids):
            usable = t.articles.c.pubstatus == USABLE
            query = sa.select(t.articles.c.digest, *columns).where(t.articles.c.id.in_(chunk) & usable)
            for digest, *row in conn.execute(query.order_by(t.articles.c.id)):
                stored[row[0]] = Stored(tuple(row), digest, dict.fromkeys(kinds, ()), {})
        known = sorted(stored)
        for chunk in dialect.chunks(known):
            query = sa.select(t.ledger).where(t.ledger.c.stage.in_(stages) & t.ledger.c.owner.in_(chunk))
            for line in conn.execute(query) if stages else ():
                stored[line.owner].ledger[line.stage] = Entry(line.fingerprint, line.input, line.output)
        alone = made_alone(conn, db) if kinds and known else frozenset()
        for kind in kinds:
            for article, rows in _rows_by_article(conn, db, kind, known, alone).items():
                stored[article].rows[kind] = tuple(rows)
    if Review in kinds:
        return {name: item._replace(digest=_with_reviews(item)) for name, item in stored.items()}
    return stored


def _with_reviews(item: Stored) -> str:
    """The digest of an article of whose reviews something is made: how many there are tells whether one came since."""
    return f"{item.digest}+{len(item.rows[Review])}"


def _rows_by_article(
    conn: sa.Connection, db: Database, kind: type[Record], ids: Sequence[str], alone: Container[str] = ()
) -> dict[str, list[Row]]:
    """The rows of articles; `alone` names the types whose owner is their article.

    These come in the order in which their stage made them. What articles have together comes in the order of ids: its owner
    may be another when an article joins, of which those that were there must not notice.
    """
    if not ids:
        return {}
    table, code = db.table(kind), codec(kind)
    columns = (table.c.owner, table.c.position, *(table.c[name] for name in code.names))
    fields = ("owner",) if kind.__name__ in alone else kind.ARTICLES
    wanted = set(ids)
    found: dict[str, list[Row]] = defaultdict(list)
    for field in fields:
        for chunk in dialect.chunks(ids):
            # plain values, all of a chunk at once: as objects, or one by one, they take half as long again or longer
            cursor = conn.execute(sa.select(*columns).where(table.c[field].in_(chunk))).cursor
            for row in cursor.fetchall() if cursor is not None else ():
                for place in code.articles:
                    if row[place + 2] in wanted:
                        found[row[place + 2]].append(row)
    once = len(code.articles) == 1  # a record of two articles may be found by way of each
    order = itemgetter(0, 1) if fields == ("owner",) else itemgetter(2 + code.names.index("id"))
    return {
        article: code.for_stages(
            [row[2:] for row in sorted(rows if once else dict.fromkeys(rows), key=order)]
        )
        for article, rows in found.items()
    }


def save_articles(
    db: Database, made: Mapping[str, tuple[str | None, Sequence[Made]]], stages: Sequence[str]
) -> None:
    """Keep a chain's results in one transaction; see `Desk.save_articles`."""
    t = db.tables
    with db.writes(derived=True) as conn:
        valid = current_digests(conn, db, made)
        kept = [item for article in sorted(valid) for item in made[article][1]]
        kinds = {
            line.name: kinds_named(db, line.writes) for line in stage_lines(conn, t) if line.name in stages
        }
        before = _outputs(conn, db, stages, valid)
        changed: dict[str, set[str]] = defaultdict(set)
        for kind in (kind for name in stages for kind in kinds.get(name, ()) if has_table(kind)):
            renewed = [
                item
                for item in kept
                if kind in kinds[item.stage] and before.get((item.stage, item.owner)) != item.entry.output
            ]
            delete_owners(conn, db.table(kind), (item.owner for item in renewed))
            rows = [row for item in renewed for row in numbered(item.owner, item.rows.get(kind, ()))]
            insert_derived(conn, db.tables, kind, rows)
            changed[kind.__name__] |= {item.owner for item in renewed}
        change_log.note(conn, t, changed)
        save_ledger(conn, db, kept)
        delete_pairs(conn, t.pending, stages, sorted(valid))
        mark_readers(conn, db, changed, but=stages)


def _outputs(
    conn: sa.Connection, db: Database, stages: Sequence[str], owners: Iterable[str]
) -> dict[tuple[str, str], str]:
    ledger = db.tables.ledger
    found: dict[tuple[str, str], str] = {}
    for chunk in dialect.chunks(sorted(owners)):
        query = sa.select(ledger.c.stage, ledger.c.owner, ledger.c.output)
        for row in conn.execute(query.where(ledger.c.stage.in_(stages) & ledger.c.owner.in_(chunk))):
            found[row.stage, row.owner] = row.output
    return found


def current_digests(
    conn: sa.Connection, db: Database, made: Mapping[str, tuple[str | None, object]]
) -> set[str]:
    """Those articles that are still as they were when they were loaded; the others wait on.

    One that may not be used is not loaded: it is gone for every stage.
    """
    table = db.tables.articles
    now: dict[str, str] = {}
    for chunk in dialect.chunks(sorted(made)):
        query = sa.select(table.c.id, table.c.digest)
        found = conn.execute(query.where(table.c.id.in_(chunk) & (table.c.pubstatus == USABLE)))
        now |= {row.id: row.digest for row in found}
    reviewed = sorted(article for article, (digest, _) in made.items() if "+" in (digest or ""))
    reviews = _rows_by_article(conn, db, Review, reviewed)
    now |= {name: f"{now[name]}+{len(reviews.get(name, ()))}" for name in reviewed if name in now}
    return {article for article, (digest, _) in made.items() if now.get(article) == digest}


def save_ledger(conn: sa.Connection, db: Database, made: Sequence[Made], *, empty: bool = True) -> None:
    """Note what was made, and what failed. Without `empty`, owners that have nothing to show get no line."""
    t = db.tables
    lines = [
        {
            "stage": item.stage,
            "owner": item.owner,
            **item.entry._asdict(),
            "rows": sum(map(len, item.rows.values())),
            "skipped": item.skipped,
            "seconds": round(item.seconds, 6),
        }
        for item in made
        if empty or item.skipped or item.failure is not None or any(item.rows.values())
    ]
    if not empty:
        owners: dict[str, list[str]] = defaultdict(list)
        for item in made:
            owners[item.stage].append(item.owner)
        for stage, names in owners.items():
            delete_pairs(conn, t.ledger, [stage], names)
    dialect.upsert(conn, t.ledger, lines)
    for stage in sorted({item.stage for item in made}):
        clear_failures(conn, db, stage, [item.owner for item in made if item.stage == stage])
    note_failures(conn, db, [(i.stage, i.owner, i.failure) for i in made if i.failure is not None])


def note_failures(conn: sa.Connection, db: Database, failed: Iterable[tuple[str, str, str]]) -> None:
    """Keep (stage, owner, reason) as failure rows."""
    rows = []
    for stage, owner, reason in failed:
        failure = failure_of(stage, owner, reason)
        rows.append(dict(zip(codec(Failure).names, codec(Failure).encode(failure), strict=True)))
    dialect.upsert(conn, db.tables.failures, rows)
