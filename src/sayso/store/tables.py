"""The tables of a collection beside those of the records: sources, ledger, what waits, groups, components.

Everything a reader of the file may want to look at has a readable name; nothing is kept in a blob that a table
could show, but for the packed bytes of fetched pages and the hashes by which articles meet.
"""

from typing import Any, NamedTuple

import sqlalchemy as sa

from sayso.ids import digest
from sayso.records import RECORDS, Article, Failure, Record, Review
from sayso.reviews.fields import READ_FIELDS
from sayso.schema import codec, derived_kinds, derived_table, sql_columns, sql_type
from sayso.store.feed_rows import FeedRow, HostRow, LinkRow

PARENTS = "articles_by_parent"
"""The index by which the dated blocks of a live page are found."""

READING_FIELDS = tuple(name for name in codec(Article).names if name not in {"id", "text"})
"""What is kept of each reading of an article that was read in several ways: all but the text."""

SCHEMA_VERSION = 1
"""Raised by a change of these tables that an older Sayso could not live with."""


class Tables(NamedTuple):
    """The tables by name; those of derived records come from `Tables.of`."""

    metadata: sa.MetaData
    articles: sa.Table
    as_read: sa.Table
    readings: sa.Table
    revisions: sa.Table
    raw: sa.Table
    removed: sa.Table
    failures: sa.Table
    meta: sa.Table
    stages: sa.Table
    ledger: sa.Table
    pending: sa.Table
    group_keys: sa.Table
    pending_keys: sa.Table
    numbers: sa.Table
    postings: sa.Table
    nodes: sa.Table
    edges: sa.Table
    pending_nodes: sa.Table
    lock: sa.Table
    attribution_words: sa.Table
    changes: sa.Table
    feeds: sa.Table
    links: sa.Table
    hosts: sa.Table
    watch_lock: sa.Table

    def of(self, kind: type[Record]) -> sa.Table:
        """The table of a derived record type; a plugin's own type gets one on first sight."""
        return derived_table(kind, self.metadata)


def article_digest(row: tuple[Any, ...]) -> str:
    """The hash of all fields of an article as they lie in its row, by which a change of any of them is noticed."""
    return digest(row)[:32]


def derived() -> tuple[type[Record], ...]:
    """Sayso's own record types that stages write and a store keeps, in flow order."""
    return tuple(kind for kind in derived_kinds(RECORDS) if kind is not Failure)


OWN_KEY = sa.text("key <> url")
"""Which addresses have an id that is not the address itself."""


def _text(name: str, *, key: bool = False, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sql_type("Text"), primary_key=key, nullable=null)


def _lock(name: str, md: sa.MetaData) -> sa.Table:
    return sa.Table(
        name,
        md,
        sa.Column("id", sql_type("Integer"), primary_key=True),
        _text("host"),
        sa.Column("process", sql_type("Integer"), nullable=False),
        _text("token"),
        sa.Column("beat", sa.Float, nullable=False),
    )


def tables() -> Tables:
    """All tables of a collection, fresh: each open store has its own, and plugin types join it there."""
    md = sa.MetaData()
    table = sa.Table
    made = Tables(
        metadata=md,
        articles=table(
            "articles",
            md,
            # the full-text index names an article by number
            sa.Column("number", sql_type("Integer"), primary_key=True),
            *sql_columns(Article),
            _text("digest"),
            _text("added_at"),
            _text("revised_at"),
            sa.UniqueConstraint("id"),
            sa.Index(PARENTS, "parent"),
        ),
        as_read=table(
            # of articles that people corrected, the fields as they were read
            "articles_as_read",
            md,
            _text("article", key=True),
            *(column for column in sql_columns(Article) if column.name in READ_FIELDS),
        ),
        readings=table(
            # of articles that were read in several ways, what each reading said; the greatest number came in last
            "readings",
            md,
            sa.Column("number", sql_type("Integer"), primary_key=True),
            sa.Column("article", sql_type("Text"), nullable=False, index=True),
            sa.Column("says_usable", sql_type("Integer"), nullable=False),
            _text("digest"),
            *(column for column in sql_columns(Article) if column.name in READING_FIELDS),
        ),
        revisions=table(
            "revisions",
            md,
            sa.Column("number", sql_type("Integer"), primary_key=True),
            sa.Column("article", sql_type("Text"), nullable=False, index=True),
            _text("revision"),
            _text("title", null=True),
            _text("text"),
            _text("raw", null=True),
            _text("updated", null=True),
            sa.Column("pubstatus", sql_type("Text"), nullable=False, server_default="usable"),
            _text("added_at"),
            _text("replaced_at"),
        ),
        raw=table(
            "raw_bytes",
            md,
            _text("sha256", key=True),
            sa.Column("size", sql_type("Integer"), nullable=False),
            sa.Column("packed", sa.LargeBinary, nullable=False),
        ),
        removed=table("removed", md, _text("article", key=True), _text("reason"), _text("removed_at")),
        failures=table("failures", md, *sql_columns(Failure), sa.PrimaryKeyConstraint("id")),
        meta=table("meta", md, _text("name", key=True), _text("value")),
        stages=table(
            "stages",
            md,
            _text("name", key=True),
            _text("kind"),
            sa.Column("version", sql_type("Integer"), nullable=False),
            _text("fingerprint"),
            _text("model"),
            _text("reads"),
            _text("writes"),
            # where in the flow it stands
            sa.Column("place", sql_type("Integer"), nullable=False),
        ),
        ledger=table(
            "ledger",
            md,
            _text("stage", key=True),
            _text("owner", key=True),
            _text("fingerprint"),
            _text("input"),
            _text("output"),
            sa.Column("rows", sql_type("Integer"), nullable=False),
            sa.Column("skipped", sql_type("Integer"), nullable=False),
            sa.Column("seconds", sa.Float, nullable=False),
            sqlite_with_rowid=False,
        ),
        pending=table(
            "pending",
            md,
            _text("stage", key=True),
            _text("article", key=True),
            # what it waits for: `answers.Why`
            sa.Column("why", sql_type("Text"), nullable=False, server_default=""),
            sqlite_with_rowid=False,
        ),
        group_keys=table(
            "group_keys",
            md,
            _text("stage", key=True),
            _text("key", key=True),
            _text("article", key=True),
            _text("payload"),
            _text("carried"),
            sa.Index("group_keys_by_article", "stage", "article"),
            sqlite_with_rowid=False,
        ),
        pending_keys=table(
            "pending_keys", md, _text("stage", key=True), _text("key", key=True), sqlite_with_rowid=False
        ),
        numbers=table(
            "numbers",
            md,
            _text("stage", key=True),
            _text("article", key=True),
            # what stands for the article in the leaves
            sa.Column("number", sql_type("Integer"), nullable=False),
            sa.Column("label", sql_type("Integer"), nullable=False),
            # what it hands in, and what the leaves may still hold of it (null: the same)
            sa.Column("packed", sa.LargeBinary, nullable=False),
            sa.Column("before", sa.LargeBinary, nullable=True),
            sa.Index("numbers_by_number", "stage", "number"),
        ),
        postings=table(
            "postings",
            md,
            _text("stage", key=True),
            # the smallest value that may lie in this leaf; the next leaf's is the first that may not
            sa.Column("low", sql_type("Integer"), primary_key=True, autoincrement=False),
            sa.Column("size", sql_type("Integer"), nullable=False),
            sa.Column("packed", sa.LargeBinary, nullable=False),
        ),
        nodes=table(
            "nodes",
            md,
            _text("stage", key=True),
            _text("node", key=True),
            _text("article", key=True),
            _text("component"),
            sa.Index("nodes_by_article", "stage", "article"),
            sa.Index("nodes_by_component", "stage", "component"),
            sqlite_with_rowid=False,
        ),
        edges=table(
            "edges",
            md,
            _text("stage", key=True),
            _text("a", key=True),
            _text("b", key=True),
            _text("article", key=True),
            sa.Index("edges_by_b", "stage", "b"),
            sa.Index("edges_by_article", "stage", "article"),
            sqlite_with_rowid=False,
        ),
        pending_nodes=table(
            "pending_nodes", md, _text("stage", key=True), _text("node", key=True), sqlite_with_rowid=False
        ),
        lock=_lock("run_lock", md),
        attribution_words=table(
            "attribution_words",
            md,
            # the full-text index names an attribution by number
            sa.Column("number", sql_type("Integer"), primary_key=True),
            _text("article"),
            _text("attribution"),
            _text("words"),
            sa.Index("attribution_words_by_article", "article", "attribution"),
        ),
        changes=table(
            # what was written of which article or record, the latest last
            "changes",
            md,
            sa.Column("number", sql_type("Integer"), primary_key=True),
            _text("kind"),
            _text("name"),
        ),
        # no stage reads these four, and nothing of them is derived
        feeds=table("feeds", md, *sql_columns(FeedRow), sa.PrimaryKeyConstraint("url")),
        links=table(
            "links",
            md,
            *sql_columns(LinkRow),
            sa.PrimaryKeyConstraint("address"),
            # with all that is counted of a feed: there are millions of addresses, and `sayso status` looks at each
            sa.Index("links_of_feed", "feed", "state", "article", "from_feed"),
            sa.Index("links_by_host", "host", "next_at"),
            sa.Index("links_by_time", "next_at", "host"),
            sa.Index("links_by_article", "article"),
            # of most items the id is the address, by which they are found anyhow
            sa.Index("links_by_key", "key", "kept_at", sqlite_where=OWN_KEY, postgresql_where=OWN_KEY),
        ),
        hosts=table("hosts", md, *sql_columns(HostRow), sa.PrimaryKeyConstraint("host")),
        watch_lock=_lock("watch_lock", md),
    )
    # a review lies as a derived row does, its own owner, so that a bundle is put together in one way
    kinds: tuple[type[Record], ...] = (Review, *derived())
    for kind in kinds:
        derived_table(kind, md)
    return made
