"""Source records in and out: articles with their earlier texts and raw bytes, reviews, failures, tombstones."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from sayso.errors import NotFound
from sayso.ids import make_id
from sayso.records import Article, Failure, Reading, Review
from sayso.reviews.fields import is_of_fields
from sayso.schema import codec
from sayso.store import as_read, change_log, dialect
from sayso.store import readings as readings_of
from sayso.store.answers import Added, Revision, Tombstone, Why
from sayso.store.database import Database, check_whole
from sayso.store.derived import erase_derived, mark_readers, mark_stale
from sayso.store.feed_links import forget_in_links
from sayso.store.merging import by_version
from sayso.store.tables import Tables, article_digest

Clock = Callable[[], str]
"""Gives the time of adding as ISO text; no stage ever reads it."""

BATCH = 200
"""Articles added in one transaction: below a second, so that another writer never waits long."""

BATCH_CHARACTERS = 8_000_000
"""Characters, and bytes of pages, from which a batch is written however few articles it has: memory has a bound."""

FAILURES_TOLD = 1_000
"""Failures given back one by one; all are kept as rows, and counted."""


def add(db: Database, readings: Iterable[Reading | Article | Failure], *, clock: Clock, force: bool) -> Added:
    """Keep readings in small transactions; see `Store.add`."""
    tally = Tally()
    for batch in _batches(readings):
        with db.writes() as conn:
            check_whole(conn, db.tables, db.where)  # a load may have begun since it was opened
            keep(conn, db, batch, tally, now=clock, force=force)
    return tally.told()


class Tally:
    """What became of readings, batch by batch."""

    def __init__(self) -> None:
        self.fate: dict[str, dict[str, None]] = {"added": {}, "changed": {}, "unchanged": {}, "refused": {}}
        self.failures: list[Failure] = []
        self.failed = 0
        # places where something failed just now: what is kept of it must not go again
        self.faulty: set[str] = set()

    def note(self, wrong: list[Failure]) -> None:
        """Count the failures of a batch, and remember the first ones of all."""
        self.faulty |= {failure.path for failure in wrong if failure.path is not None}
        self.failed += len(wrong)
        self.failures += wrong[: FAILURES_TOLD - len(self.failures)]

    def told(self) -> Added:
        """All of it."""
        return Added(
            added=tuple(self.fate["added"]),
            changed=tuple(self.fate["changed"]),
            unchanged=tuple(self.fate["unchanged"]),
            refused=tuple(self.fate["refused"]),
            failures=tuple(self.failures),
            failed=self.failed,
        )


def keep(
    conn: sa.Connection,
    db: Database,
    batch: Iterable[Reading | Article | Failure],
    tally: Tally,
    *,
    now: Clock,
    force: bool = False,
) -> None:
    """Keep a few readings within a transaction that is under way."""
    wrong: list[Failure] = []
    reviewed = as_read.any_field_reviews(conn, db)
    for item in batch:
        path = item.article.path if isinstance(item, Reading) else item.path
        if path is not None and path not in tally.faulty:
            _forget_failures(conn, db.tables, path)
        if isinstance(item, Failure):
            wrong.append(item)
            continue
        reading = Reading(item) if isinstance(item, Article) else item
        what = _add_one(conn, db, reading, now(), force=force, reviewed=reviewed)
        tally.fate[what][reading.article.id] = None
        if what == "refused":
            wrong.append(_refused(reading.article))
    save_failures(conn, db.tables, wrong)
    tally.note(wrong)


def _forget_failures(conn: sa.Connection, t: Tables, path: str) -> None:
    """What failed at a place before has been read now, or fails anew."""
    failed = (t.failures.c.stage == "ingest") & (t.failures.c.path == path)
    conn.execute(t.failures.delete().where(failed))


def _batches(
    readings: Iterable[Reading | Article | Failure],
) -> Iterator[list[Reading | Article | Failure]]:
    """Readings in the lists that are written together: few enough, and not too long together."""
    batch: list[Reading | Article | Failure] = []
    size = 0
    for item in readings:
        batch.append(item)
        size += _size(item)
        if len(batch) >= BATCH or size >= BATCH_CHARACTERS or _was_fetched(item):
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _was_fetched(item: Reading | Article | Failure) -> bool:
    """Whether it came from the web: then the next one takes seconds, and whoever stops meanwhile keeps this one."""
    path = item.article.path if isinstance(item, Reading) else item.path
    return path is not None and path.startswith(("http://", "https://"))


def _size(item: Reading | Article | Failure) -> int:
    """How much of the memory is an item's: its text, and its bytes where they are kept."""
    if isinstance(item, Failure):
        return 0
    if isinstance(item, Article):
        return len(item.text)
    return len(item.article.text) + len(item.raw or b"")


def _add_one(
    conn: sa.Connection, db: Database, reading: Reading, now: str, *, force: bool, reviewed: bool
) -> str:
    """Keep one reading; `reviewed`: people corrected fields of articles, perhaps of this one."""
    t, article = db.tables, reading.article
    gone = conn.execute(sa.select(t.removed.c.article).where(t.removed.c.article == article.id)).first()
    if gone is not None:
        if not force:
            return "refused"
        conn.execute(t.removed.delete().where(t.removed.c.article == article.id))
    here = conn.execute(sa.select(t.articles).where(t.articles.c.id == article.id)).first()
    if here is None:
        _keep_raw(conn, t, reading)
        row = codec(Article).encode(as_read.corrected(conn, db, article) if reviewed else article)
        values = _values(row) | {"digest": article_digest(row), "added_at": now, "revised_at": now}
        conn.execute(t.articles.insert(), values)
        change_log.note(conn, t, {Article.__name__: [article.id]})
        if article.usable:
            mark_stale(conn, t, [article.id], why="new")
        return "added"
    names = codec(Article).names
    old = codec(Article).decode(tuple(getattr(here, name) for name in names))
    read = as_read.as_read(conn, db, old) if reviewed else old
    kept = readings_of.of(conn, t, read)
    made = readings_of.with_one_more(conn, t, read, kept, reading)
    if made.was_there and made.after == read:
        return "unchanged"
    new = as_read.corrected(conn, db, made.after) if reviewed else made.after
    further: dict[str, str] = {}
    why: Why = "metadata"
    if new.raw != old.raw:
        _keep_raw(conn, t, reading)
    if (new.text_sha256, new.revision, new.usable) != (old.text_sha256, old.revision, old.usable):
        replaced = replace(old, title=read.title, updated=readings_of.own_change(kept, read))
        conn.execute(t.revisions.insert(), _revision(replaced, here.revised_at, now))
        further["revised_at"] = now
        why = "text" if new.usable else "withdrawn"
        # its spans belong to the old text: better no rows than rows that cut the new text anywhere
        erase_derived(conn, db, [old.id])
    late = _keep_late(conn, t, reading, new, now)
    readings_of.keep(conn, t, kept, reading)
    if new == old:
        return "changed" if late or made.after != read else "unchanged"
    as_read.write(conn, db, new, **further)
    if (new.usable or old.usable) and not _is_same_to_stages(new, old):
        mark_stale(conn, t, [article.id], why=why)
    return "changed"


def _is_same_to_stages(one: Article, other: Article) -> bool:
    """Whether two articles differ in nothing but what is for people alone."""
    code = codec(Article)
    first, second = code.for_stages([code.encode(one), code.encode(other)])
    return first == second


def _keep_late(conn: sa.Connection, t: Tables, reading: Reading, standing: Article, now: str) -> bool:
    """Keep the text of a reading that does not stand among the earlier texts; whether it was not there yet."""
    late, r = reading.article, t.revisions.c
    if (late.revision, late.pubstatus) == (standing.revision, standing.pubstatus):
        return False
    here = (r.article == late.id) & (r.revision == late.revision) & (r.pubstatus == late.pubstatus)
    if conn.execute(sa.select(r.number).where(here).limit(1)).first() is not None:
        return False
    _keep_raw(conn, t, reading)
    conn.execute(t.revisions.insert(), _revision(late, now, now))
    change_log.note(conn, t, {Article.__name__: [late.id]})
    return True


def _revision(article: Article, added_at: str, replaced_at: str) -> dict[str, Any]:
    """The row of a text that is not, or no longer, the current one of its article."""
    return {
        "article": article.id,
        "revision": article.revision,
        "title": article.title,
        "text": article.text,
        "raw": article.raw,
        "updated": article.updated,
        "pubstatus": article.pubstatus,
        "added_at": added_at,
        "replaced_at": replaced_at,
    }


def _values(row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(codec(Article).names, row, strict=True))


def _keep_raw(conn: sa.Connection, t: Tables, reading: Reading) -> None:
    sha256 = reading.article.raw
    if reading.raw is not None and sha256 is not None:
        row = (sha256, len(reading.raw), zlib.compress(reading.raw))
        dialect.insert_missing(conn, t.raw, [row])


def _refused(article: Article) -> Failure:
    return Failure(
        id=make_id("Failure", "ingest", article.id, article.path),
        stage="ingest",
        owner=article.id,
        path=article.path,
        reason="this article was removed from the collection before",
        fix="leave it out, or add it with --force",
    )


def save_failures(conn: sa.Connection, t: Tables, failures: Iterable[Failure]) -> None:
    """Keep failures; the same one is kept once."""
    encode = codec(Failure).encode
    rows = [dict(zip(codec(Failure).names, encode(failure), strict=True)) for failure in failures]
    dialect.upsert(conn, t.failures, rows)


def remove(db: Database, article: str, *, reason: str, clock: Clock) -> None:
    """Erase an article and all that was made of it; see `Store.remove`."""
    t = db.tables
    with db.writes() as conn:
        here = conn.execute(sa.select(t.articles.c.raw).where(t.articles.c.id == article)).first()
        if here is None:
            raise NotFound(f"no article {article}; `sayso status` and `sayso search` list ids")
        erase_derived(conn, db, [article])
        as_read.forget(conn, db, article)
        mark_stale(conn, t, [article], why="removed")
        earlier = conn.execute(sa.select(t.revisions.c.raw).where(t.revisions.c.article == article)).all()
        conn.execute(t.revisions.delete().where(t.revisions.c.article == article))
        raws = {row.raw for row in [here, *earlier] if row.raw is not None}
        raws |= readings_of.forget(conn, t, article)
        conn.execute(t.articles.delete().where(t.articles.c.id == article))
        change_log.note(conn, t, {Article.__name__: [article]})
        for raw in sorted(raws):
            used = sa.union_all(
                sa.select(t.articles.c.id).where(t.articles.c.raw == raw),
                sa.select(t.revisions.c.article).where(t.revisions.c.raw == raw),
                sa.select(t.readings.c.article).where(t.readings.c.raw == raw),
            )
            if conn.execute(used.limit(1)).first() is None:
                conn.execute(t.raw.delete().where(t.raw.c.sha256 == raw))
        conn.execute(t.failures.delete().where(t.failures.c.owner == article))
        forget_in_links(conn, t, article, reason=reason)
        row = {"article": article, "reason": reason, "removed_at": clock()}
        dialect.upsert(conn, t.removed, [row])
        dialect.forget_full_text(conn)
    dialect.forget_log(db.engine)


def add_reviews(db: Database, reviews: Iterable[Review]) -> tuple[str, ...]:
    """Keep reviews that are not there yet; see `Store.add_reviews`."""
    table, encode = db.tables.of(Review), codec(Review).encode
    fresh: dict[str, Review] = {}
    with db.writes() as conn:
        check_whole(conn, db.tables, db.where)
        for batch in dialect.chunks(reviews):
            ids = [review.id for review in batch]
            there = {row[0] for row in conn.execute(sa.select(table.c.id).where(table.c.id.in_(ids)))}
            fresh |= {review.id: review for review in batch if review.id not in there}
        rows = [(name, 0, *encode(fresh[name])) for name in sorted(fresh)]
        dialect.insert_missing(conn, table, rows)
        named = {article for review in fresh.values() for article in (review.a_article, review.b_article)}
        change_log.note(conn, db.tables, {Review.__name__: named - {""}})
        mark_readers(conn, db, {Review.__name__: named - {""}}, why="review")
        of_fields = {review.a_article for review in fresh.values() if is_of_fields(review)}
        mark_stale(conn, db.tables, as_read.correct_again(conn, db, of_fields), why="review")
    return tuple(fresh)


def reviews(db: Database) -> tuple[Review, ...]:
    """All reviews, the oldest first."""
    table, code = db.tables.of(Review), codec(Review)
    columns = [table.c[name] for name in code.names]
    with db.reads() as conn:
        rows = conn.execute(sa.select(*columns).order_by(table.c.at, table.c.id))
        return tuple(code.decode(tuple(row)) for row in rows)


def article_ids(db: Database) -> list[str]:
    """All current article ids, sorted."""
    with db.reads() as conn:
        return [row[0] for row in conn.execute(sa.select(db.tables.articles.c.id).order_by("id"))]


def blocks_of(db: Database, page: str) -> list[str]:
    """The articles with a parent, sorted."""
    table = db.tables.articles
    with db.reads() as conn:
        rows = conn.execute(sa.select(table.c.id).where(table.c.parent == page).order_by(table.c.id))
        return [row[0] for row in rows]


def articles(db: Database, ids: Iterable[str] | None) -> Iterator[Article]:
    """Current articles by id; texts are read a few hundred at a time."""
    table, code = db.tables.articles, codec(Article)
    columns = [table.c[name] for name in code.names]
    wanted = article_ids(db) if ids is None else sorted(set(ids))
    for chunk in dialect.chunks(wanted, BATCH):
        with db.reads() as conn:
            rows = conn.execute(sa.select(*columns).where(table.c.id.in_(chunk)).order_by(table.c.id)).all()
        yield from (code.decode(tuple(row)) for row in rows)


def revisions(db: Database, article: str) -> tuple[Revision, ...]:
    """All texts of an article, the current one last."""
    t = db.tables
    with db.reads() as conn:
        earlier = (
            sa.select(t.revisions).where(t.revisions.c.article == article).order_by(t.revisions.c.number)
        )
        made = [
            Revision(
                r.article, r.revision, r.title, r.text, r.added_at, r.replaced_at, r.pubstatus, r.updated
            )
            for r in conn.execute(earlier)
        ]
        now = conn.execute(sa.select(t.articles).where(t.articles.c.id == article)).first()
        captured = readings_of.captures(conn, t, article) if len(made) > 1 else {}
    if now is not None:
        made = by_version(made, captured)
        made.append(
            Revision(
                now.id, now.revision, now.title, now.text, now.revised_at, None, now.pubstatus, now.updated
            )
        )
    return tuple(made)


def raw(db: Database, sha256: str) -> bytes | None:
    """Bytes as they were read."""
    table = db.tables.raw
    with db.reads() as conn:
        packed = conn.execute(sa.select(table.c.packed).where(table.c.sha256 == sha256)).scalar()
    return None if packed is None else zlib.decompress(packed)


def removed(db: Database) -> tuple[Tombstone, ...]:
    """The tombstones, by article id."""
    table = db.tables.removed
    with db.reads() as conn:
        return tuple(Tombstone(*row) for row in conn.execute(sa.select(table).order_by(table.c.article)))


def failures(db: Database) -> tuple[Failure, ...]:
    """What could not be read or derived, by stage, owner, place."""
    table, code = db.tables.failures, codec(Failure)
    order = [table.c[name].nulls_first() for name in ("stage", "owner", "path", "line", "id")]
    with db.reads() as conn:
        rows = conn.execute(sa.select(*(table.c[name] for name in code.names)).order_by(*order))
        return tuple(code.decode(tuple(row)) for row in rows)
