"""The store on an SQL database: each method is one function of the modules beside this one."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from sayso.errors import NotFound
from sayso.records import Article, Failure, Reading, Record, Review
from sayso.store import (
    change_log,
    desk,
    dialect,
    feed_links,
    feed_standing,
    groups,
    postings,
    reading,
    readings,
    rebuilding,
    search,
    soundness,
    sources,
    standing,
    watch_soundness,
)
from sayso.store.answers import Added, Copied, Hit, Outcome, Revision, Status, Tombstone
from sayso.store.changes import Changes
from sayso.store.database import Database
from sayso.store.feed_rows import FeedRow, HostRow, LinkRow, LinkState, SourceStatus
from sayso.store.lists import Handed, Lists, Waiting
from sayso.store.protocol import Among, Graph, KeyMember, KeyRow, Made, Row, StageLine, Stored, Touched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

R = TypeVar("R", bound=Record)


def utc_now() -> str:
    """The time of adding, as ISO text in UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


class SqlStore:
    """A collection in an SQL database (`Store` and `Desk`)."""

    def __init__(
        self,
        path: Path | str,
        *,
        busy_timeout_s: int = 30,
        create: bool = True,
        read_only: bool = False,
        half_loaded: bool = False,
        clock: sources.Clock = utc_now,
    ) -> None:
        self.db = Database(
            path,
            busy_timeout_s=busy_timeout_s,
            create=create,
            read_only=read_only,
            half_loaded=half_loaded,
        )
        self._clock = clock
        self._lock = dialect.run_lock(self.db)
        self._watch_lock = dialect.watch_lock(self.db)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading only, or may not be written to."""
        return self.db.read_only

    # --- source records ---
    def add(self, readings: Iterable[Reading | Article | Failure], *, force: bool = False) -> Added:
        return sources.add(self.db, readings, clock=self._clock, force=force)

    def would_be(self, reading: Reading) -> Outcome | None:
        return readings.would_be(self.db, reading)

    def remove(self, article: str, *, reason: str) -> None:
        sources.remove(self.db, article, reason=reason, clock=self._clock)

    def add_reviews(self, reviews: Iterable[Review]) -> tuple[str, ...]:
        return sources.add_reviews(self.db, reviews)

    # --- reading ---
    def article(self, article: str) -> Article:
        for found in self.articles([article]):
            return found
        raise NotFound(f"no article {article}; `sayso status` and `sayso search` list ids")

    def article_ids(self) -> list[str]:
        return sources.article_ids(self.db)

    def withheld(self) -> list[str]:
        return standing.withheld(self.db)

    def blocks_of(self, page: str) -> list[str]:
        return sources.blocks_of(self.db, page)

    def articles(self, articles: Iterable[str] | None = None) -> Iterator[Article]:
        return sources.articles(self.db, articles)

    def revisions(self, article: str) -> tuple[Revision, ...]:
        return sources.revisions(self.db, article)

    def raw(self, sha256: str) -> bytes | None:
        return sources.raw(self.db, sha256)

    def removed(self) -> tuple[Tombstone, ...]:
        return sources.removed(self.db)

    def failures(self) -> tuple[Failure, ...]:
        return sources.failures(self.db)

    def reviews(self) -> tuple[Review, ...]:
        return sources.reviews(self.db)

    def rows(
        self,
        kind: type[R],
        *,
        articles: Iterable[str] | None = None,
        owners: Iterable[str] | None = None,
        ids: Iterable[str] | None = None,
    ) -> Iterator[R]:
        return reading.rows(self.db, kind, articles=articles, owners=owners, ids=ids)

    def values(
        self,
        kind: type[Record],
        *columns: str,
        articles: Iterable[str] | None = None,
        among: Among = None,
    ) -> Iterator[Row]:
        return reading.values(self.db, kind, columns, articles=articles, among=among)

    def count(self, kind: type[Record]) -> int:
        return reading.count(self.db, kind)

    def search(self, words: str, *, limit: int | None = None) -> list[Hit]:
        return search.search(self.db, words, limit)

    def search_ids(self, words: str) -> list[str]:
        return search.search_ids(self.db, words)

    def search_said(self, words: str) -> list[tuple[str, str]]:
        return search.search_said(self.db, words)

    def state(self) -> str:
        return str(self.db.watch.number())

    def changes(self, since: str = "") -> Changes:
        with self.db.reads() as conn:
            return change_log.read_changes(conn, self.db.tables, since)

    def status(self) -> Status:
        return standing.status(self.db)

    def check(self) -> list[str]:
        return reading.check(self.db)

    def check_rows(self, kinds: Sequence[type[Record]]) -> Iterator[str]:
        return soundness.check_rows(self.db, kinds)

    def backup(self, target: Path, *, tell: Callable[[int, int], None] | None = None) -> Copied:
        return dialect.backup(self.db, target, tell)

    def close(self) -> None:
        self.db.close()

    # --- feeds ---
    def feeds(self) -> tuple[SourceStatus, ...]:
        return feed_standing.feeds(self.db)

    def feed_rows(self) -> tuple[FeedRow, ...]:
        return feed_links.feed_rows(self.db)

    def host_rows(self) -> tuple[HostRow, ...]:
        return feed_links.host_rows(self.db)

    def links(
        self,
        *,
        addresses: Iterable[str] | None = None,
        feed: str | None = None,
        articles: Iterable[str] | None = None,
        states: Collection[LinkState] | None = None,
    ) -> Iterator[LinkRow]:
        return feed_links.links(self.db, addresses=addresses, feed=feed, articles=articles, states=states)

    def links_of_key(self, key: str, *, feed: str, host: str, limit: int) -> Sequence[LinkRow]:
        return feed_links.links_of_key(self.db, key, feed=feed, host=host, limit=limit)

    def next_asked(self, hosts: Collection[str] | None = None) -> dict[str, str]:
        return feed_links.next_asked(self.db, hosts)

    def due_link(self, host: str, now: str) -> LinkRow | None:
        return feed_links.due_link(self.db, host, now)

    def were_removed(self, articles: Iterable[str]) -> frozenset[str]:
        return feed_links.were_removed(self.db, articles)

    def keep_fetched(
        self,
        *,
        readings: Sequence[Reading | Failure] = (),
        feeds: Sequence[FeedRow] = (),
        links: Sequence[LinkRow] = (),
        hosts: Sequence[HostRow] = (),
    ) -> Added:
        return feed_links.keep_fetched(
            self.db, readings=readings, feeds=feeds, links=links, hosts=hosts, now=self._clock
        )

    def links_to_plan(self, feed: str, *, since: str) -> list[str]:
        return feed_links.links_to_plan(self.db, feed, since)

    def links_ahead(self, now: datetime, *, limit: int) -> Sequence[LinkRow]:
        return feed_links.links_ahead_of(self.db, now, limit)

    def check_watch(self, now: datetime, *, every_row: bool) -> Iterator[str]:
        return watch_soundness.check_watch(self.db, now, every_row=every_row)

    def drop_feeds(self, urls: Collection[str], *, heir: str) -> None:
        feed_links.drop_feeds(self.db, urls, heir=heir)

    def take_watch(self) -> str | None:
        return self._watch_lock.take()

    def beat_watch(self) -> None:
        self._watch_lock.beat()

    def drop_watch(self) -> None:
        self._watch_lock.drop()

    # --- the desk ---
    def enlist(self, lines: Sequence[StageLine], kinds: Sequence[type[Record]]) -> None:
        desk.enlist(self.db, lines, kinds)

    def take_lock(self) -> str | None:
        return self._lock.take()

    def beat(self) -> None:
        self._lock.beat()

    def drop_lock(self, *, if_idle: bool) -> bool:
        return self._lock.drop(if_idle=if_idle)

    def forget_derived(self, kinds: Sequence[type[Record]]) -> None:
        rebuilding.forget_derived(self.db, kinds)

    def retry_failures(self) -> int:
        return desk.retry_failures(self.db)

    def stale_articles(self, stages: Sequence[str]) -> list[str]:
        return desk.stale_articles(self.db, stages)

    def load(
        self, articles: Sequence[str], kinds: Sequence[type[Record]], stages: Sequence[str]
    ) -> dict[str, Stored]:
        return desk.load(self.db, articles, kinds, stages)

    def save_articles(
        self, made: Mapping[str, tuple[str | None, Sequence[Made]]], stages: Sequence[str]
    ) -> None:
        desk.save_articles(self.db, made, stages)

    def save_keys(
        self, stage: str, keys: Mapping[str, tuple[str | None, Sequence[KeyRow]]], failed: Mapping[str, str]
    ) -> None:
        groups.save_keys(self.db, stage, keys, failed)

    def drop_small(self, stage: str, least: int) -> int:
        return groups.drop_small(self.db, stage, least)

    def next_groups(
        self, stage: str, *, limit: int, cap: int | None
    ) -> list[tuple[str, int, list[KeyMember]]]:
        return groups.next_groups(self.db, stage, limit=limit, cap=cap)

    def save_groups(self, stage: str, made: Sequence[Made]) -> None:
        groups.save_groups(self.db, stage, made)

    def save_numbers(
        self, stage: str, handed: Mapping[str, tuple[str | None, Handed]], failed: Mapping[str, str]
    ) -> None:
        postings.save_numbers(self.db, stage, handed, failed)

    def waiting(self, stage: str, *, limit: int) -> Waiting | None:
        return postings.waiting(self.db, stage, limit=limit)

    def next_lists(self, stage: str, part: Waiting, *, after: int) -> Lists | None:
        return postings.next_lists(self.db, stage, part, after=after)

    def lists_of(self, stage: str, pairs: Sequence[tuple[str, str]], *, but: "NDArray[np.int64]") -> Lists:
        return postings.lists_of(self.db, stage, pairs, but=but)

    def save_lists(
        self, stage: str, part: Waiting, lists: Lists, made: Sequence[Made], gone: Sequence[str]
    ) -> Sequence[Made]:
        return postings.save_lists(self.db, stage, part, lists, made, gone)

    def settle_numbers(self, stage: str, part: Waiting) -> None:
        postings.settle_numbers(self.db, stage, part)

    def save_graph(
        self, stage: str, graphs: Mapping[str, tuple[str | None, Graph]], failed: Mapping[str, str]
    ) -> None:
        groups.save_graph(self.db, stage, graphs, failed)

    def touched(self, stage: str) -> Touched:
        return groups.touched(self.db, stage)

    def save_components(
        self, stage: str, made: Sequence[Made], touched: Touched, of: Mapping[str, str]
    ) -> None:
        groups.save_components(self.db, stage, made, touched, of)
