"""Whether rows, ledger, keys and articles belong together: every row an owner, every owner what it is made of.

Every answer is a question to the database, so that a collection of any size is looked through in bounded memory.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from sayso.records import USABLE, Record
from sayso.schema import has_table
from sayso.store.database import Database
from sayso.store.derived import kinds_named, stage_lines
from sayso.store.protocol import StageLine

NAMED = 3
"""Owners named of those that something is wrong with; the others are counted."""

ANEW = "`sayso run --rebuild` makes all anew"


def check_rows(db: Database, kinds: Sequence[type[Record]]) -> Iterator[str]:
    """What does not belong together, in words, each with its fix; see `Store.check_rows`."""
    db.kinds |= {kind.__name__: kind for kind in kinds}
    with db.reads() as conn:
        lines = stage_lines(conn, db.tables)
        for line in lines:
            kept = [kind for kind in kinds_named(db, line.writes) if has_table(kind)]
            if kept:
                yield from _counts(conn, db, line, kept)
            yield from _owners(conn, db, line, kept)
            for kind in kept:
                yield from _absent(conn, db, line, kind)
        yield from _handed(conn, db, lines)


def _counts(
    conn: sa.Connection, db: Database, line: StageLine, kinds: Sequence[type[Record]]
) -> Iterator[str]:
    """Every owner has as many rows as the ledger says."""
    ledger = db.tables.ledger
    owned = sa.union_all(*(sa.select(db.table(kind).c.owner) for kind in kinds)).subquery()
    there = sa.select(owned.c.owner, sa.func.count().label("many")).group_by(owned.c.owner).subquery()
    noted = sa.select(ledger.c.owner, ledger.c.rows).where(ledger.c.stage == line.name).subquery()
    unlike = (
        sa.select(there.c.owner)
        .outerjoin(noted, noted.c.owner == there.c.owner)
        .where(sa.func.coalesce(noted.c.rows, -1) != there.c.many)
    )
    yield from _told(
        conn, unlike, f"stage '{line.name}': other rows than the ledger counts, or none in it, for", ANEW
    )
    lost = sa.select(noted.c.owner).where((noted.c.rows > 0) & noted.c.owner.not_in(sa.select(owned.c.owner)))
    yield from _told(conn, lost, f"stage '{line.name}': rows that the ledger counts are missing for", ANEW)


def _owners(
    conn: sa.Connection, db: Database, line: StageLine, kinds: Sequence[type[Record]]
) -> Iterator[str]:
    """Every owner in the ledger is an article, a key that articles hand in, or a component; pairs are rows' matter."""
    t = db.tables
    known: Any = {
        "each": sa.select(t.articles.c.id),
        "group": sa.select(t.group_keys.c.key).where(t.group_keys.c.stage == line.name),
        "whole": sa.select(t.nodes.c.component).where(t.nodes.c.stage == line.name),
    }.get(line.kind)
    if known is None:
        yield from _pairs(conn, db, kinds)
        return
    waits = {
        "group": sa.select(t.pending_keys.c.key).where(t.pending_keys.c.stage == line.name),
        "whole": sa.select(t.pending_nodes.c.node).where(t.pending_nodes.c.stage == line.name),
    }
    owner = t.ledger.c.owner
    here = (t.ledger.c.stage == line.name) & owner.not_in(known)
    if line.kind in waits:  # a run that was interrupted has not come to these yet
        here &= owner.not_in(waits[line.kind])
    what = {"each": "article", "group": "key of any article", "whole": "component"}[line.kind]
    fix = ANEW if line.kind != "each" else "`sayso run --rebuild` makes all anew, or add the article again"
    yield from _told(
        conn,
        sa.select(owner).where(here),
        f"stage '{line.name}': lines of the ledger without {what} for",
        fix,
    )


def _pairs(conn: sa.Connection, db: Database, kinds: Sequence[type[Record]]) -> Iterator[str]:
    """The owner of a pair's row names its two articles."""
    for kind in kinds:
        table = db.table(kind)
        one, two = (table.c[field] for field in kind.ARTICLES)
        wrong = sa.select(table.c.owner).where(table.c.owner != one + "|" + two)
        yield from _told(
            conn, wrong, f"table {table.name}: rows of other articles than their owner names for", ANEW
        )


def _absent(conn: sa.Connection, db: Database, line: StageLine, kind: type[Record]) -> Iterator[str]:
    """No row names an article that is not there, or may not be used."""
    there = db.tables.articles.c
    table, articles = db.table(kind), sa.select(there.id).where(there.pubstatus == USABLE)
    for field in kind.ARTICLES:
        lost = sa.select(table.c[field]).where(table.c[field].not_in(articles)).distinct()
        yield from _told(conn, lost, f"table {table.name}: rows that name an absent article ({field})", ANEW)
    if line.kind == "each":
        named = [table.c[field] for field in kind.ARTICLES]
        strange = sa.select(table.c.owner).where(table.c.owner != named[0]) if named else None
        if strange is not None:
            yield from _told(
                conn, strange, f"table {table.name}: rows of another article than their owner", ANEW
            )


def _handed(conn: sa.Connection, db: Database, lines: Sequence[StageLine]) -> Iterator[str]:
    """What articles handed in to be grouped, met or joined is of articles that are there, or wait to be taken out."""
    t = db.tables
    waits = sa.select(t.pending.c.article)
    for table in (t.group_keys, t.numbers, t.nodes, t.edges):
        there = t.articles.c
        article, articles = table.c.article, sa.select(there.id).where(there.pubstatus == USABLE)
        lost = sa.select(article).where(article.not_in(articles) & article.not_in(waits)).distinct()
        if table is t.numbers:
            lost = lost.where(sa.func.length(table.c.packed) > 0)
        yield from _told(conn, lost, f"table {table.name}: what an absent article handed in", ANEW)
        stage = sa.select(table.c.stage).where(table.c.stage.not_in([line.name for line in lines])).distinct()
        yield from _told(
            conn, stage, f"table {table.name}: what was handed in to a stage that there is not", ANEW
        )


def _told(conn: sa.Connection, query: Any, what: str, fix: str) -> Iterator[str]:
    """One line for all that a question finds: what is wrong, how many, the first ones, what to do."""
    wrong = query.subquery()
    owner = next(iter(wrong.c))
    many = int(conn.execute(sa.select(sa.func.count(owner.distinct()))).scalar() or 0)
    if many:
        first = [
            str(row[0]) for row in conn.execute(sa.select(owner).distinct().order_by(owner).limit(NAMED))
        ]
        more = f" and {many - len(first):,} more" if many > len(first) else ""
        yield f"{what}: {', '.join(first)}{more}; {fix}"
