"""What is due: the feeds by their own times, the addresses by host, and which of them may be asked now."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from operator import itemgetter

from sayso.ingest.feeds import WatchedFeed
from sayso.store.feed_rows import FeedRow
from sayso.store.protocol import Store
from sayso.watching.asking import Task
from sayso.watching.feeds import synced
from sayso.watching.finding import host_of
from sayso.watching.moments import kept, read
from sayso.watching.replanning import plan_anew
from sayso.watching.righting import set_right

EARLY = 10
"""With `once`, a feed counts as due when no more than a tenth of its time is left: whoever has a machine begin every 15
minutes would else miss it every other time by some seconds."""

AT_ONCE = timedelta(milliseconds=50)
"""A host that may be asked within so little time may be asked: whoever says "now" says it a moment later than it was asked."""

ReadyAt = Callable[[str], datetime]


class Agenda:
    """What there is to ask, held in step with the store by whoever writes.

    Addresses stay in the store, and only when the next of each host is due is known here: there may be very many. With
    `once` each feed is read a single time.
    """

    def __init__(self, store: Store, *, once: bool) -> None:
        self._store = store
        self._once = once
        self._read: set[str] = set()
        self.feeds: dict[str, FeedRow] = {row.url: row for row in store.feed_rows()}
        self._hosts: dict[str, str] = {}

    def watch(self, feeds: Sequence[WatchedFeed], now: datetime) -> None:
        """Watch these feeds and no others."""
        self.set_right(now)
        changed = synced(feeds, self.feeds, now)
        for row in changed:  # before the feed: a watch that is killed meanwhile finds the list changed again
            old = self.feeds.get(row.url)
            if old is not None and old.recheck_s != row.recheck_s:
                plan_anew(self._store, old, row, now)
        self._store.keep_fetched(feeds=changed)
        self.note(changed)
        self._hosts = self._store.next_asked()

    def set_right(self, now: datetime) -> None:
        """Put right what a clock wrote that was ahead."""
        self.note(set_right(self._store, self.feeds.values(), now))
        self._hosts = self._store.next_asked()

    def note(self, rows: Iterable[FeedRow]) -> None:
        """Feeds that were written."""
        self.feeds.update({row.url: row for row in rows})

    def drop(self, urls: Iterable[str]) -> None:
        """Feeds that were forgotten."""
        for url in urls:
            self.feeds.pop(url, None)

    def note_hosts(self, hosts: Collection[str]) -> None:
        """Hosts of which addresses were written."""
        fresh = self._store.next_asked(hosts)
        for host in hosts:
            if host in fresh:
                self._hosts[host] = fresh[host]
            else:
                self._hosts.pop(host, None)

    def note_read(self, feed: FeedRow) -> None:
        """A feed that was asked."""
        self._read.add(feed.url)

    def due(self, now: datetime, *, busy: Collection[str], ready: ReadyAt) -> Iterator[Task]:
        """A task for each host that may be asked now and has something due: a feed before an address, what waits longest."""
        taken, soon = set(busy), now + AT_ONCE
        for task in self._due_feeds(now):
            if task.host not in taken and ready(task.url) <= soon:
                taken.add(task.host)
                yield task
        at = kept(now)
        for host, soonest in sorted(self._hosts.items(), key=itemgetter(1, 0)):
            if soonest > at:
                break
            if host in taken or ready(_any_of(host)) > soon:
                continue
            task_of_host = self._link_task(host, at)
            if task_of_host is None:  # it was removed, or its feed is not listed any more
                self.note_hosts([host])
                continue
            taken.add(host)
            yield task_of_host

    def _due_feeds(self, now: datetime) -> list[Task]:
        moments = ((self._moment_of(row), row) for row in self.feeds.values())
        due = [(moment, row.url, row) for moment, row in moments if moment is not None and moment <= now]
        return [
            Task(
                host=host_of(row.moved_to or row.url),
                url=row.moved_to or row.url,
                feed=row,
                etag=row.etag,
                last_modified=row.last_modified,
            )
            for _, _, row in sorted(due, key=itemgetter(0, 1))
        ]

    def _moment_of(self, row: FeedRow) -> datetime | None:
        """When a feed is due; None when it is not to be read."""
        if not row.listed or row.next_at is None or (self._once and row.url in self._read):
            return None
        early = row.every_s / EARLY if self._once and not row.failures else 0.0
        return read(row.next_at) - timedelta(seconds=early)

    def _link_task(self, host: str, at: str) -> Task | None:
        link = self._store.due_link(host, at)
        if link is None:
            return None
        known = not link.from_feed and self._is_read(link.article)
        return Task(
            host=host,
            url=link.url,
            feed=self.feeds[link.feed],
            link=link,
            etag=link.etag if known else None,
            last_modified=link.last_modified if known else None,
        )

    def _is_read(self, article: str | None) -> bool:
        """Whether an article is there and may be used: else its page is wanted whole, though it has not changed."""
        there = () if article is None else self._store.articles([article])
        return any(one.usable for one in there)

    def next_moment(self, *, ready: ReadyAt) -> datetime | None:
        """When something may be asked; None when there is nothing to ask at all."""
        moments = [
            max(moment, ready(row.moved_to or row.url))
            for row in self.feeds.values()
            if (moment := self._moment_of(row)) is not None
        ]
        moments += [max(read(soonest), ready(_any_of(host))) for host, soonest in self._hosts.items()]
        return min(moments, default=None)

    def is_due(self, now: datetime, *, within: float, ready: ReadyAt) -> bool:
        """Whether something is due by now whose host may be asked within so many seconds."""
        latest = now + timedelta(seconds=within)
        for row in self.feeds.values():
            moment = self._moment_of(row)
            if moment is not None and moment <= now and ready(row.moved_to or row.url) <= latest:
                return True
        at = kept(now)
        return any(soonest <= at and ready(_any_of(host)) <= latest for host, soonest in self._hosts.items())


def _any_of(host: str) -> str:
    """An address of a host, for who asks about the host alone."""
    return f"http://[{host}]/" if ":" in host else f"http://{host}/"
