"""Derived rows, and what is wrong with a collection: what a store answers to readers."""

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import itemgetter
from typing import Any, TypeVar

import sqlalchemy as sa

from sayso.ids import text_hash
from sayso.records import Article, Record
from sayso.schema import codec
from sayso.store import dialect
from sayso.store.database import Database
from sayso.store.derived import made_alone, select_rows, stage_lines
from sayso.store.numbers import check_postings
from sayso.store.protocol import Among, Row
from sayso.store.said import agrees, rebuild_words
from sayso.store.tables import article_digest

R = TypeVar("R", bound=Record)

PAGE = 5_000
"""Rows read at a time, so that a reader of a large table holds neither it nor a transaction."""

_PLAIN = itemgetter(slice(2, None))
"""A row without owner and position; rows come by the hundred thousand, so nothing is called for each."""


def values(
    db: Database,
    kind: type[Record],
    columns: tuple[str, ...],
    *,
    articles: Iterable[str] | None,
    among: Among,
) -> Iterator[Row]:
    """Some columns of derived records in a stable order; see `Store.values`."""
    table = db.table(kind)
    narrowed = [] if articles is None else [(_article_columns(db, kind), articles)]
    if among is not None:
        narrowed.append(among)
    return map(
        _PLAIN,
        _narrow(db, table, columns, narrowed)
        if narrowed
        else chain.from_iterable(_pages(db, table, columns)),
    )


def rows(
    db: Database,
    kind: type[R],
    *,
    articles: Iterable[str] | None,
    owners: Iterable[str] | None,
    ids: Iterable[str] | None,
) -> Iterator[R]:
    """Derived records in a stable order; see `Store.rows`."""
    table, code = db.table(kind), codec(kind)
    named = kind.ARTICLES if articles is None else _article_columns(db, kind)
    narrowed = [
        (fields, wanted)
        for fields, wanted in ((named, articles), (("owner",), owners), (("id",), ids))
        if wanted is not None
    ]
    found = (
        _narrow(db, table, code.names, narrowed)
        if narrowed
        else chain.from_iterable(_pages(db, table, code.names))
    )
    return (code.decode(row[2:]) for row in found)


def _article_columns(db: Database, kind: type[Record]) -> tuple[str, ...]:
    """The columns that say which articles a row belongs to: its owner where an `Each` stage wrote it.

    Asked of the database once for each state of it, for a page reads many types.
    """
    state = db.watch.number()
    if db.alone[0] != state:
        with db.reads() as conn:
            db.alone = (state, made_alone(conn, db))
    return ("owner",) if kind.__name__ in db.alone[1] else kind.ARTICLES


def _pages(db: Database, table: sa.Table, names: tuple[str, ...]) -> Iterator[list[Row]]:
    place = sa.tuple_(table.c.owner, table.c.position)
    where: Any = None
    while True:
        with db.reads() as conn:
            page = select_rows(conn, table, names, where, PAGE)
        yield page
        if len(page) < PAGE:
            return
        where = place > sa.tuple_(*page[-1][:2])


def _narrow(
    db: Database,
    table: sa.Table,
    names: tuple[str, ...],
    narrowed: list[tuple[tuple[str, ...], Iterable[str]]],
) -> list[Row]:
    """Rows that fit every condition; the first one has an index mostly."""
    among = [(fields, sorted(set(wanted))) for fields, wanted in narrowed]
    with db.reads() as conn:
        here = (
            sa.or_(sa.false(), *(dialect.is_one_of(conn, table.c[field], values) for field in fields))
            for fields, values in among
        )
        return select_rows(conn, table, names, sa.and_(*here))


def count(db: Database, kind: type[Record]) -> int:
    """How many records of a kind there are."""
    table = db.tables.articles if kind is Article else db.table(kind)
    with db.reads() as conn:
        return int(conn.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0)


def check(db: Database) -> list[str]:
    """What is wrong, each with its fix; see `Store.check`."""
    t = db.tables
    wrong: list[str] = []
    with db.writes() as conn:
        damage = dialect.check_file(conn)
        if damage is not None:
            wrong.append(f"the database file is damaged ({damage}); restore a copy")
        if not dialect.check_full_text(conn):
            dialect.rebuild_full_text(conn)
            wrong.append("the full-text index did not agree with the texts; it has been made again")
        if not agrees(conn, t):
            rebuild_words(conn, t)
            wrong.append("the words of attributions did not agree with these; they have been made again")
        code = codec(Article)
        columns = [t.articles.c[name] for name in code.names]
        for digest, *row in conn.execute(sa.select(t.articles.c.digest, *columns).order_by(t.articles.c.id)):
            article = code.decode(tuple(row))
            if text_hash(article.text) != article.text_sha256:
                wrong.append(
                    f"the text of article {article.id} is not what was added; remove it and add it again"
                )
            elif article_digest(tuple(row)) != digest:
                wrong.append(f"article {article.id} was changed outside Sayso; add it again")
        lines = stage_lines(conn, t)
        for line in lines:
            if line.kind == "pairs" and not check_postings(conn, db, line.name):
                wrong.append(
                    f"the lists of '{line.name}' did not agree with its articles; `sayso run` makes them anew"
                )
            for name in line.writes:
                if line.kind == "each" and name in db.kinds and not db.kinds[name].TRANSIENT:
                    table = db.table(db.kinds[name])
                    lost = sa.select(sa.func.count()).where(table.c.owner.not_in(sa.select(t.articles.c.id)))
                    many = conn.execute(lost).scalar()
                    if many:
                        wrong.append(
                            f"{many} rows in {table.name} belong to no article; `sayso run --rebuild` makes all anew"
                        )
    return wrong
