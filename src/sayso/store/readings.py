"""What every reading of an article said, so that the article can be made of all of them, whichever came last.

Of an article that was read in one way only there is no row here: it is that reading. Texts lie where they lay: the
current one with the article, the others among its earlier texts. An article from before there were these rows counts
as one reading, which said what had been made of it by then.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import sqlalchemy as sa

from sayso.records import Article, Reading, capture_in
from sayso.schema import codec
from sayso.store import as_read
from sayso.store.answers import Outcome
from sayso.store.database import Database
from sayso.store.merging import last_change, merged
from sayso.store.tables import READING_FIELDS, Tables, article_digest


class Kept(NamedTuple):
    """A reading as it is kept, its article without the text; `number` is greater the later it came, None: there is no row."""

    article: Article
    says_usable: bool
    digest: str
    number: int | None


def of(conn: sa.Connection, t: Tables, read: Article) -> list[Kept]:
    """All readings of an article in the order in which they came in; `read` is what they come to."""
    table = t.readings
    rows = conn.execute(sa.select(table).where(table.c.article == read.id).order_by(table.c.number)).all()
    if not rows:
        return [_kept(Reading(read))]
    names, decode = codec(Article).names, codec(Article).decode
    return [
        Kept(
            decode(tuple({"id": read.id, "text": ""}.get(name, getattr(row, name, None)) for name in names)),
            bool(row.says_usable),
            row.digest,
            row.number,
        )
        for row in rows
    ]


def with_one_more(
    conn: sa.Connection, t: Tables, read: Article, kept: Sequence[Kept], reading: Reading
) -> Outcome:
    """What a reading makes of an article, with all that are kept of it; nothing is written."""
    fresh = _kept(reading)
    if kept[-1].digest == fresh.digest:
        return Outcome(read, read, was_there=True)
    others = [one for one in kept if one.digest != fresh.digest]
    texts = {read.revision: read.text, reading.article.revision: reading.article.text}
    if not texts.keys() >= {one.article.revision for one in others}:
        r = t.revisions.c
        earlier = conn.execute(sa.select(r.revision, r.text).where(r.article == read.id))
        texts = dict(map(tuple, earlier)) | texts
    among = [
        Reading(replace(one.article, text=texts[one.article.revision]), None, one.says_usable)
        for one in (*others, fresh)
        if one.article.revision in texts
    ]
    return Outcome(read, merged(among), len(others) < len(kept))


def keep(conn: sa.Connection, t: Tables, kept: Sequence[Kept], reading: Reading) -> None:
    """Keep one reading more, as the last to come; the first one too, where it had no row yet."""
    fresh = _kept(reading)
    table = t.readings
    for one in kept:
        if one.digest == fresh.digest and one.number is not None:
            conn.execute(table.delete().where(table.c.number == one.number))
    first = [one for one in kept if one.number is None and one.digest != fresh.digest]
    if not first and all(one.number is None for one in kept):
        return  # it is the only one
    raw = reading.article.raw
    if reading.raw is not None:
        there = sa.select(t.raw.c.sha256).where(t.raw.c.sha256 == raw)
        raw = conn.execute(there).scalar()  # of bytes that were not worth keeping no name is kept
    conn.execute(table.insert(), [*map(_row, first), _row(fresh) | {"raw": raw}])


def would_be(db: Database, reading: Reading) -> Outcome | None:
    """What adding a reading would make of its article; None where there is no such article."""
    with db.reads() as conn:
        t = db.tables
        here = conn.execute(sa.select(t.articles).where(t.articles.c.id == reading.article.id)).first()
        if here is None:
            return None
        old = codec(Article).decode(tuple(getattr(here, name) for name in codec(Article).names))
        read = as_read.as_read(conn, db, old)
        return with_one_more(conn, t, read, of(conn, t, read), reading)


def captures(conn: sa.Connection, t: Tables, article: str) -> dict[str, str]:
    """When the texts of an article were first captured, as far as web archives say: by revision."""
    table = t.readings.c
    rows = conn.execute(sa.select(table.revision, table.notes).where(table.article == article)).all()
    told = [(when, row.revision) for row in rows if (when := capture_in(json.loads(row.notes)))]
    return {revision: when for when, revision in sorted(told, reverse=True)}


def own_change(kept: Sequence[Kept], read: Article) -> str | None:
    """When the text that stands says that it was changed, whatever shorter texts tell of later changes."""
    same = (one.article for one in kept if one.article.revision == read.revision)
    return last_change(one.updated for one in same if one.usable == read.usable)


def forget(conn: sa.Connection, t: Tables, article: str) -> set[str]:
    """Take out all readings of an article; the hashes of the bytes that they were read from."""
    mine = t.readings.c.article == article
    raws = conn.execute(sa.select(t.readings.c.raw).where(mine)).all()
    conn.execute(t.readings.delete().where(mine))
    return {row.raw for row in raws if row.raw is not None}


def _kept(reading: Reading) -> Kept:
    row = codec(Article).encode(reading.article)
    said = ":usable" if reading.says_usable else ""
    return Kept(reading.article, reading.says_usable, article_digest(row) + said, None)


def _row(one: Kept) -> dict[str, Any]:
    fields = dict(zip(codec(Article).names, codec(Article).encode(one.article), strict=True))
    return {
        "article": one.article.id,
        "says_usable": int(one.says_usable),
        "digest": one.digest,
    } | {name: fields[name] for name in READING_FIELDS}
