"""The words of every attribution as text of their own, so that what was said can be searched apart from what else stands there.

The rows follow the attributions within the same transaction: written here beside them, deleted by a trigger.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from sayso.records import Attribution, Record
from sayso.schema import codec
from sayso.store import dialect
from sayso.store.tables import Tables

_NAMES = codec(Attribution).names
_ID, _ARTICLE, _CONTENT = (_NAMES.index(name) + 2 for name in ("id", "article", "content"))
"""Where they stand in a row as the table holds it, behind owner and position."""


def insert_derived(conn: sa.Connection, t: Tables, kind: type[Record], rows: Sequence[Sequence[Any]]) -> None:
    """Insert full rows of a derived type; those of attributions with their words."""
    dialect.insert_rows(conn, t.of(kind), rows)
    if kind is Attribution:
        keep_words(conn, t, rows)


def keep_words(conn: sa.Connection, t: Tables, rows: Iterable[Sequence[Any]]) -> None:
    """Keep the words of attributions that were just inserted, given as full rows."""
    by_article: dict[str, list[Sequence[Any]]] = {}
    for row in rows:
        by_article.setdefault(row[_ARTICLE], []).append(row)
    a = t.articles.c
    for chunk in dialect.chunks(sorted(by_article), 200):
        texts = conn.execute(sa.select(a.id, a.text).where(a.id.in_(chunk)).order_by(a.id)).all()
        made = [
            {"article": article, "attribution": row[_ID], "words": _words(text, row[_CONTENT])}
            for article, text in texts
            for row in by_article[article]
        ]
        if made:
            conn.execute(t.attribution_words.insert(), made)


def ensure_words(conn: sa.Connection, t: Tables) -> None:
    """Bring a collection that was opened up to date: one from before there was this table, or whose attributions went."""
    t.attribution_words.create(conn, checkfirst=True)
    dialect.create_said_full_text(conn)
    if not agrees(conn, t):
        rebuild_words(conn, t)


def agrees(conn: sa.Connection, t: Tables) -> bool:
    """Whether there are words for as many attributions as there are."""
    kept, there = (
        conn.execute(sa.select(sa.func.count()).select_from(table)).scalar()
        for table in (t.attribution_words, t.of(Attribution))
    )
    return bool(kept == there)


def rebuild_words(conn: sa.Connection, t: Tables) -> None:
    """Make all of it again from the attributions."""
    table = t.of(Attribution)
    conn.execute(t.attribution_words.delete())
    owners = [row[0] for row in conn.execute(sa.select(table.c.owner).distinct().order_by(table.c.owner))]
    for chunk in dialect.chunks(owners, 200):
        here = sa.select(table).where(table.c.owner.in_(chunk)).order_by(table.c.owner, table.c.position)
        keep_words(conn, t, conn.execute(here).all())


def _words(text: str, content: str) -> str:
    return " ".join(text[start:end] for start, end in json.loads(content))
