"""An answer is taken: read, judged, and written with all that follows from it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sayso.errors import InputError, StoreError
from sayso.fetching.answers import Fetched
from sayso.ingest.feeds import Feed, parse_feed
from sayso.ingest.fetched import draft_of_answer
from sayso.ingest.identity import article_id, canonical_url
from sayso.records import Article
from sayso.settings import Settings
from sayso.store.feed_rows import WAITING, FeedRow, LinkRow
from sayso.store.protocol import Store
from sayso.watching.agenda import Agenda
from sayso.watching.asking import Answered, Asks, unforeseen
from sayso.watching.feeds import (
    check_kind,
    children_of,
    feed_failed,
    feed_is_same,
    feed_was_read,
    left_out,
    outlived,
)
from sayso.watching.finding import Found, addresses_of, find
from sayso.watching.judging import Around, Judged, judge_failure, judge_given, judge_page, judge_same
from sayso.watching.keeping import Kept, is_at, of_feed, of_page
from sayso.watching.telling import Round

AT_ONCE = 500
"""Addresses written in one transaction: well under a second, so that another writer never waits long."""


class Taking:
    """What takes answers, one after the other."""

    def __init__(self, store: Store, settings: Settings, agenda: Agenda, fetcher: Asks) -> None:
        self._store, self._settings, self._agenda, self._fetcher = store, settings, agenda, fetcher

    def take(self, answered: Answered, now: datetime, done: Round) -> None:
        """Write what came of an answer, and count it."""
        task = answered.task
        if answered.fetched is None and answered.error is None:
            return  # its robots.txt was read, and its turn comes
        done.asked += 1
        if task.link is None:
            self._take_feed(answered, now, done)
        else:
            self._take_page(task.link, answered, now, done)

    # --- feeds ----------------------------------------------------------------------------------------------------

    def _take_feed(self, answered: Answered, now: datetime, done: Round) -> None:
        asked, fetched, error = answered.task.feed, answered.fetched, answered.error
        row = self._agenda.feeds.get(asked.url, asked)  # the list may have changed meanwhile
        self._agenda.note_read(row)
        if error is None:
            assert fetched is not None
            if fetched.status == 304:
                done.feeds += 1
                self._write_feeds([feed_is_same(row, now)])
                return
            try:
                self._read_feed(row, fetched, now, done)
            except InputError as wrong:
                error = wrong
            except StoreError:
                raise
            except Exception as strange:  # noqa: BLE001 - one feed must not end the watch of all others
                error = unforeseen(strange, row.url)
            else:
                done.feeds += 1
                return
        failed = feed_failed(row, error, now, ready=self._fetcher.ready_at(row.url))
        if failed.failures > row.failures:
            done.feeds_failed += 1
            done.fail(row.url, error.reason)
        self._write_feeds([failed])

    def _read_feed(self, row: FeedRow, fetched: Fetched, now: datetime, done: Round) -> None:
        feed = parse_feed(
            fetched.body,
            url=fetched.url,
            media_type=fetched.headers.get("content-type"),
            limits=self._settings.limits,
        )
        check_kind(row, feed)
        found = self._find(row, feed, now)
        given = {link.address for link in found.given}
        plain = [link for link in found.links if link.address not in given]
        for at in range(0, len(plain), AT_ONCE):
            self._store.keep_fetched(links=plain[at : at + AT_ONCE])
        judged = [self._judged_given(link, row, now) for link in found.given]
        children = (*self._without_old(row, feed), *children_of(row, feed, self._agenda.feeds, now))
        read = feed_was_read(
            row,
            feed,
            now,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
            moved_to=fetched.moved_to,
        )
        if found.left_out:
            told = f"{found.left_out:,} of its addresses were left out: too many of it wait already"
            read = replace(
                read, reason=told, fix="they are taken once there is room", etag=None, last_modified=None
            )
        for at in range(0, len(judged), AT_ONCE):
            self._keep_judged(judged[at : at + AT_ONCE], done)
        # the feed last: a watch that is killed before this reads it again, and finds what is written already
        self._write_feeds([*children, read])
        self._agenda.note_hosts({link.host for link in found.links})

    def _find(self, row: FeedRow, feed: Feed, now: datetime) -> Found:
        items = addresses_of(feed)
        known = {link.address: link for link in self._store.links(addresses=items)}
        asked = {link.article for link in known.values() if link.article is not None}
        for address in items.keys() - known.keys():
            url = canonical_url(address)
            asked.add(article_id(url=url, outlet=None, external_id=None, text_sha256=""))
        waiting = sum(1 for _ in self._store.links(feed=row.url, states=WAITING))
        return find(
            feed,
            row,
            items,
            known,
            listed=frozenset(url for url, one in self._agenda.feeds.items() if one.listed),
            removed=self._store.were_removed(asked),
            waiting=waiting,
            first=self._settings.fetch.first_items,
            now=now,
        )

    def _without_old(self, row: FeedRow, feed: Feed) -> tuple[FeedRow, ...]:
        """Forget children that would leave no room for new ones; those beside them that are not read any more."""
        old = outlived(row, feed, self._agenda.feeds)
        if old:
            self._store.drop_feeds(old, heir=row.url)
            self._agenda.drop(old)
        return left_out(row, feed, self._agenda.feeds)

    def _write_feeds(self, rows: Sequence[FeedRow]) -> None:
        self._store.keep_fetched(feeds=rows)
        self._agenda.note(rows)

    # --- pages ----------------------------------------------------------------------------------------------------

    def _take_page(self, link: LinkRow, answered: Answered, now: datetime, done: Round) -> None:
        link = next(self._store.links(addresses=[link.address]), link)
        row = self._agenda.feeds.get(link.feed, answered.task.feed)
        around = self._around(link, row, now)
        try:
            judged = self._judge(link, row, answered, around)
            self._keep_judged([judged], done)
        except StoreError:
            raise
        except Exception as strange:  # noqa: BLE001 - one page must not end the watch of all others
            judged = judge_failure(link, unforeseen(strange, link.url), around)
            self._keep_judged([replace(judged, readings=())], done)
        if judged.fate == "failed":
            done.fail(link.url, judged.link.reason or "")
        self._agenda.note_hosts({link.host})

    def _judge(self, link: LinkRow, row: FeedRow, answered: Answered, around: Around) -> Judged:
        if answered.error is not None:
            return judge_failure(link, answered.error, around)
        fetched = answered.fetched
        assert fetched is not None
        if fetched.status == 304:
            return judge_same(link, around)
        try:
            drafts = tuple(
                draft_of_answer(
                    fetched.body,
                    content_type=fetched.headers.get("content-type"),
                    url=fetched.url,
                    asked=fetched.asked,
                    seen=fetched.at.isoformat(),
                    limits=self._settings.limits,
                    notes=fetched.notes,
                )
            )
        except InputError as error:
            return judge_failure(link, error, around)
        before, former = self._before(link)
        got = of_page(
            drafts, link, row, url=fetched.url, settings=self._settings, before=before, former=former
        )
        return judge_page(link, got, around, etag=fetched.etag, last_modified=fetched.last_modified)

    def _judged_given(self, link: LinkRow, row: FeedRow, now: datetime) -> Judged:
        return judge_given(link, self._around(link, row, now))

    def _around(self, link: LinkRow, row: FeedRow, now: datetime) -> Around:
        return Around(
            feed=row,
            now=now,
            ready=self._fetcher.ready_at(link.url),
            held=self._held,
            revision=self._revision,
            removed=lambda article: bool(self._store.were_removed([article])),
            given=lambda asked: self._given(asked, row, now),
        )

    def _given(self, link: LinkRow, row: FeedRow, now: datetime) -> Kept:
        before, former = self._before(link)
        return of_feed(link, row, seen=now.isoformat(), settings=self._settings, before=before, former=former)

    def _held(self, article: str) -> LinkRow | None:
        """The address that an article is kept of; others that lead to it have no time of keeping."""
        held = [
            link for link in self._store.links(articles=[article]) if link.state not in {"removed", "gone"}
        ]
        kept = [link for link in held if link.kept_at is not None]
        return min(
            kept, key=lambda link: (not is_at(link.url, article), link.kept_at, link.address), default=None
        )

    def _before(self, link: LinkRow) -> tuple[Article | None, LinkRow | None]:
        """What is kept of an address; of a new one what its feed called by the same id before, and where that was."""
        if link.article is not None:
            return self._article(link), None
        former = self._former(link)
        own = article_id(url=canonical_url(link.url), outlet=None, external_id=None, text_sha256="")
        before = self._article(former) if former is not None and self._revision(own) is None else None
        return before, former if before is not None else None

    def _former(self, link: LinkRow) -> LinkRow | None:
        """The address under which its feed, or another of its site, named the item of a new one before."""
        if link.key is None or link.key == link.url or not link.feed:
            return None
        found = list(self._store.links_of_key(link.key, feed=link.feed, host=link.host, limit=2))
        if address := canonical_url(link.key):  # many give for an id the address that an item had at first
            found += self._store.links(addresses=[address])
        kept = [one for one in found if one.feed == link.feed or one.host == link.host]
        return max(
            (one for one in kept if one.address != link.address and one.kept_at and one.state != "removed"),
            key=lambda one: (one.kept_at or "", one.address),
            default=None,
        )

    def _article(self, link: LinkRow) -> Article | None:
        """What is kept of an address."""
        return next(iter(self._store.articles([link.article])), None) if link.article else None

    def _revision(self, article: str) -> str | None:
        return next((one.revision for one in self._store.articles([article])), None)

    def _keep_judged(self, judged: Sequence[Judged], done: Round) -> None:
        """Write and count; the store knows best what is new or changed: the blocks of a live page, the words of a feed."""
        readings = [one for each in judged for one in each.readings]
        links = [link for each in judged for link in (*each.left, each.link)]
        kept = self._store.keep_fetched(readings=readings, links=links)
        done.fates.update(each.fate for each in judged if each.fate not in {"new", "changed"})
        done.fates["new"] += len(kept.added)
        done.fates["changed"] += len(kept.changed)
