"""One database of a collection: opened, checked, brought up to date, and its transactions."""

import json
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import sqlalchemy as sa

from sayso.errors import StoreBusy, StoreError, StoreTooNew
from sayso.records import RECORDS, Article, Failure, Record, Review
from sayso.reviews.fields import READ_FIELDS
from sayso.schema import article_indexes, codec, has_table, shape, sql_columns
from sayso.store import change_log, dialect, said
from sayso.store.overviews import create_views, drop_views, make_room_for_views
from sayso.store.patience import check_patience
from sayso.store.place import MEMORY, shown
from sayso.store.tables import (
    PARENTS,
    READING_FIELDS,
    SCHEMA_VERSION,
    Tables,
    article_digest,
    derived,
    tables,
)

TEXTS_AT_ONCE = 200
"""Articles that are read at a time to bring them up to date: memory has a bound."""
HALF_LOADED = "half_loaded"
"""What `meta` has the name of a folder under, from the first to the last row that is loaded from there."""


class Database:
    """A connection pool, the tables, and two kinds of transaction; it closes.

    With `half_loaded` also a collection that is being loaded from a folder, or whose loading was stopped.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        busy_timeout_s: int,
        create: bool,
        read_only: bool = False,
        half_loaded: bool = False,
    ) -> None:
        self.where = shown(path)
        self.tables: Tables = tables()
        self.kinds: dict[str, type[Record]] = {kind.__name__: kind for kind in RECORDS}
        """Record types by name; a run adds those of plugins."""
        with self.explained():
            self.engine, self.read_only = dialect.make_engine(
                path, busy_timeout_s=busy_timeout_s, read_only=read_only, create=create
            )
        # in memory all threads share one connection, so they take turns; a file gives each its own
        self._turn: AbstractContextManager[object] = (
            threading.RLock() if str(path) == MEMORY else nullcontext()
        )
        self._held: tuple[int, sa.Connection, object] | None = None
        try:
            if self.read_only:
                with self.reads() as conn:
                    _check_current(conn, self.tables, self.where)
            else:
                with self.writes() as conn:
                    _prepare(conn, self.tables, self.where, create=create)
            if not half_loaded:
                with self.reads() as conn:
                    check_whole(conn, self.tables, self.where)
            self.watch = dialect.watch(self.engine, path, read_only=self.read_only)
        except BaseException:
            self.engine.dispose()
            raise
        self.alone: tuple[int, frozenset[str]] = (-1, frozenset())  # see `reading`

    @contextmanager
    def reads(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the collection and changes nothing."""
        with self._transaction() as conn:
            yield conn

    @contextmanager
    def writes(self, *, derived: bool = False, on: sa.Connection | None = None) -> Iterator[sa.Connection]:
        """A transaction that writes: all of it or nothing. StoreError when it was opened for reading only.

        When it is over, not even a power cut takes it back, unless it is `derived`: what can be made again need not
        wait for the disk.
        """
        if self.read_only:
            raise StoreError(
                f"{self.where} is open for reading only; allow writing to the file and its folder, and open it anew"
            )
        with self._transaction(on or self._own(), sayso_writes=True, sayso_derived=derived) as conn:
            yield conn
            dialect.finish(conn)

    def hold(self, conn: sa.Connection | None) -> None:
        """Let whatever this thread writes go over one connection, which holds its lock; None: any will do again."""
        self._held = (
            None if conn is None else (threading.get_ident(), conn, conn.connection.driver_connection)
        )

    def _own(self) -> sa.Connection | None:
        """The connection that this thread holds; StoreError when it is another by now, and the lock with it is gone."""
        if self._held is None or self._held[0] != threading.get_ident():
            return None
        _, conn, driver = self._held
        if conn.invalidated or conn.connection.driver_connection is not driver:
            raise StoreError(
                f"{self.where}: the connection of this run was lost, and its lock with it; run again"
            )
        return conn

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Errors of the database in words that help."""
        try:
            yield
        except (
            sa.exc.DBAPIError,
            UnicodeDecodeError,
        ) as error:  # the driver's words on damage quote the damaged bytes
            known = dialect.explain(error, self.where)
            if known is None:
                raise
            raise known from error
        except sa.exc.TimeoutError as error:
            raise StoreBusy(
                f"{self.where}: more is asked at once than there are connections; try again later"
            ) from error

    @contextmanager
    def _transaction(self, on: sa.Connection | None = None, **options: bool) -> Iterator[sa.Connection]:
        check_patience()
        with (
            self.explained(),
            self._turn,
            nullcontext(on) if on is not None else self.engine.connect() as plain,
        ):
            conn = plain.execution_options(**options)
            with conn.begin():
                yield conn

    def table(self, kind: type[Record]) -> sa.Table:
        """The table of a derived record type; StoreError for one that no stage writes."""
        if not has_table(kind) or kind in (Article, Failure):
            raise StoreError(
                f"{kind.__name__} has no rows of its own; ask for articles() or failures() instead"
            )
        return self.tables.of(kind)

    def close(self) -> None:
        """Let go of the file."""
        self.watch.close()
        self.engine.dispose()


def _check_current(conn: sa.Connection, t: Tables, where: str) -> None:
    """Refuse to read what would have to be brought up to date first, which a reader cannot do."""
    names = set(sa.inspect(conn).get_table_names())
    meta = _meta(conn, t, names, where)
    fits = all(meta.get(f"shape:{kind.__name__}") == shape(kind) for kind in derived())
    for kind in (Article, Review):
        table = t.articles if kind is Article else t.of(kind)
        there = (
            {one["name"] for one in sa.inspect(conn).get_columns(table.name)}
            if table.name in names
            else set()
        )
        fits = fits and all(column.name in there for column in sql_columns(kind))
    waits = {one["name"] for one in sa.inspect(conn).get_columns(t.pending.name)}
    texts = {one["name"] for one in sa.inspect(conn).get_columns(t.revisions.name)}
    fits = fits and t.pending.c.why.name in waits and t.revisions.c.pubstatus.name in texts
    needed = (t.numbers, t.postings, t.attribution_words, t.changes, t.feeds, t.links, t.hosts, t.readings)
    if not fits or not {table.name for table in needed} <= names:
        raise StoreError(
            f"{where} was made by an older Sayso and cannot be brought up to date while it is open for reading only; "
            "run `sayso status` on it once where it may be written to"
        )


def check_whole(conn: sa.Connection, t: Tables, where: str) -> None:
    """Refuse a collection that is being loaded from a folder, or was left half-loaded. StoreError."""
    folder = conn.execute(sa.select(t.meta.c.value).where(t.meta.c.name == HALF_LOADED)).scalar()
    if folder is not None:
        raise StoreError(
            f"{where} is half-loaded: `sayso load {folder}` is at work on it, or was stopped; "
            "wait for it, or load the folder again"
        )


def _meta(conn: sa.Connection, t: Tables, names: set[str], where: str) -> dict[str, str]:
    """What a collection says of itself; StoreError when it is none, StoreTooNew when it is of a newer Sayso."""
    if "meta" not in names:
        raise StoreError(
            f"{where} is a database but not a Sayso collection; name another with --db, or move it away"
        )
    meta = {row.name: row.value for row in conn.execute(sa.select(t.meta))}
    version = int(meta.get("schema_version", "0"))
    if version > SCHEMA_VERSION:
        raise StoreTooNew(
            f"{where} was made by a newer Sayso (schema {version}, this one knows {SCHEMA_VERSION}); upgrade Sayso"
        )
    return meta


def _prepare(conn: sa.Connection, t: Tables, where: str, *, create: bool) -> None:
    """Make a new collection, or bring an older one up to date; refuse what is not one."""
    names = set(sa.inspect(conn).get_table_names())
    if not names and not create:
        raise StoreError(f"{where} holds no collection; make one with `sayso add`, or name another with --db")
    if not names:
        t.metadata.create_all(conn)
        dialect.create_full_text(conn)
        dialect.create_said_full_text(conn)
        conn.execute(t.meta.insert(), {"name": "schema_version", "value": str(SCHEMA_VERSION)})
        for kind in derived():
            conn.execute(t.meta.insert(), {"name": f"shape:{kind.__name__}", "value": shape(kind)})
        _index_reviews(conn)
        create_views(conn, t)
        return
    meta = _meta(conn, t, names, where)
    make_room_for_views(conn, names)
    _add_article_columns(conn, t)
    _add_reviews(conn, t)
    _add_reasons(conn, t)
    _add_versions(conn)
    # there were none of these before
    fresh = [t.numbers, t.postings, t.as_read, t.readings, t.changes, t.feeds, t.links, t.hosts, t.watch_lock]
    t.metadata.create_all(conn, tables=fresh)
    for index in t.links.indexes:
        index.create(conn, checkfirst=True)
    conn.exec_driver_sql("DROP INDEX IF EXISTS links_by_feed")  # of earlier versions
    if any(meta.get(f"shape:{kind.__name__}") != shape(kind) for kind in derived()):
        drop_views(conn, t)  # they would hold on to a table that has to go
    for kind in derived():
        ensure_table(conn, t, kind, meta)
    said.ensure_words(conn, t)
    create_views(conn, t)


def _add_article_columns(conn: sa.Connection, t: Tables) -> None:
    """Source records gain columns and lose none: an older collection gets what it lacks."""
    defaults = Article(id="", revision="", text="", text_sha256="")
    row = dict(zip(codec(Article).names, codec(Article).encode(defaults), strict=True))
    tables = set(sa.inspect(conn).get_table_names())
    holding = (
        ("articles", codec(Article).names),
        (t.as_read.name, READ_FIELDS),
        (t.readings.name, READING_FIELDS),
    )
    for name, known in holding:
        if name not in tables:
            continue  # it is made later
        there = {column["name"] for column in sa.inspect(conn).get_columns(name)}
        fresh = [one for one in sql_columns(Article) if one.name in known and one.name not in there]
        for column in fresh:
            kind = column.type.compile(conn.dialect)
            value = row[column.name]
            literal = "'{}'".format(value.replace("'", "''")) if isinstance(value, str) else value
            default = "" if value is None else f" NOT NULL DEFAULT {literal}"
            conn.exec_driver_sql(f'ALTER TABLE {name} ADD COLUMN "{column.name}" {kind}{default}')
        if fresh and name == "articles":
            # an article has more fields: all is stale
            conn.execute(t.stages.update().values(fingerprint=""))
            _digest_again(conn, t)
    index = next(one for one in t.articles.indexes if one.name == PARENTS)
    index.create(conn, checkfirst=True)


def _digest_again(conn: sa.Connection, t: Tables) -> None:
    """Digests are of all fields of an article: those of fewer fields would be taken for damage."""
    columns = [t.articles.c[name] for name in codec(Article).names]
    ids = [row[0] for row in conn.execute(sa.select(t.articles.c.id).order_by(t.articles.c.id))]
    for chunk in dialect.chunks(ids, TEXTS_AT_ONCE):
        for row in conn.execute(sa.select(*columns).where(t.articles.c.id.in_(chunk))).all():
            mine = t.articles.update().where(t.articles.c.id == row.id)
            conn.execute(mine.values(digest=article_digest(tuple(row))))


def _add_reviews(conn: sa.Connection, t: Tables) -> None:
    """A collection from before there were reviews gets their table; one from before a field gets its column."""
    table = t.of(Review)
    if not sa.inspect(conn).has_table(table.name):
        table.create(conn)
        _index_reviews(conn)
        return
    there = {column["name"] for column in sa.inspect(conn).get_columns(table.name)}
    for column in sql_columns(Review):
        if column.name not in there:
            kind = column.type.compile(conn.dialect)
            default = "" if column.nullable else " NOT NULL DEFAULT ''"
            conn.exec_driver_sql(f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {kind}{default}')


def _add_reasons(conn: sa.Connection, t: Tables) -> None:
    """A collection whose articles waited without saying what for gets the column; what waits there waits on."""
    if t.pending.c.why.name not in {
        column["name"] for column in sa.inspect(conn).get_columns(t.pending.name)
    }:
        conn.exec_driver_sql("ALTER TABLE pending ADD COLUMN why TEXT NOT NULL DEFAULT ''")


def _add_versions(conn: sa.Connection) -> None:
    """A collection whose earlier texts do not say whether they might be used gets the columns: they might."""
    there = {column["name"] for column in sa.inspect(conn).get_columns("revisions")}
    if "pubstatus" not in there:
        conn.exec_driver_sql("ALTER TABLE revisions ADD COLUMN updated TEXT")
        conn.exec_driver_sql("ALTER TABLE revisions ADD COLUMN pubstatus TEXT NOT NULL DEFAULT 'usable'")


def _index_reviews(conn: sa.Connection) -> None:
    for index in article_indexes(Review):
        dialect.create_index(conn, *index)


def ensure_table(conn: sa.Connection, t: Tables, kind: type[Record], meta: dict[str, str]) -> None:
    """A derived table of the shape that its record has now; one of another shape is made again, and stale."""
    name, now = f"shape:{kind.__name__}", shape(kind)
    if meta.get(name) == now:
        return
    table = t.of(kind)
    table.drop(conn, checkfirst=True)
    table.create(conn)
    change_log.note_everything(conn, t)
    named = {"name": f"table:{kind.__name__}", "value": table.name}
    dialect.upsert(conn, t.meta, [{"name": name, "value": now}, named])
    # whatever wrote this type has to write it again: forget that it ever ran
    for row in conn.execute(sa.select(t.stages.c.name, t.stages.c.writes)).all():
        if kind.__name__ in json.loads(row.writes):
            conn.execute(t.ledger.delete().where(t.ledger.c.stage == row.name))
            conn.execute(t.stages.update().where(t.stages.c.name == row.name).values(fingerprint=""))
