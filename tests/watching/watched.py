"""A watch for tests: a clock that only moves when somebody sleeps, sites that are written in a line, and both together."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.fetching.misbehaving import Misbehaving

from sayso.fetching.client import Fetcher
from sayso.fetching.clock import Clock
from sayso.fetching.hosts import HostState
from sayso.ingest.feeds import WatchedFeed
from sayso.settings import Fetch, Settings
from sayso.store import open_store
from sayso.store.feed_rows import LinkRow, SourceStatus
from sayso.store.sql import SqlStore
from sayso.watching.telling import Round
from sayso.watching.watch import Rules, Watch

BEGIN = datetime(2031, 5, 7, 8, 0, tzinfo=UTC)
SETTINGS = Settings(fetch=replace(Fetch(), delay_s=5, timeout_s=1, seconds=2))
SAID = (
    "The harbour board of Elsin said on Tuesday that the northern quay would stay shut for repairs until the end of the "
    "month. Its chair, Ada Wren, told reporters that divers had found cracks below the water line, and that no ship "
    "would be let in before the work was done. The fishing fleet has moved to the old basin for the time being."
)


class FakeClock:
    """Time that passes only while somebody sleeps; threads may share it."""

    def __init__(self, now: datetime = BEGIN) -> None:
        self._now = now
        self._lock = threading.Lock()
        self.at: list[tuple[datetime, Callable[[], None]]] = []

    def now(self) -> datetime:
        """The moment it is."""
        with self._lock:
            return self._now

    def sleep(self, seconds: float) -> None:
        """Let time pass; what was to happen meanwhile happens."""
        with self._lock:
            self._now += timedelta(seconds=seconds)
            due = [act for moment, act in self.at if moment <= self._now]
            self.at = [one for one in self.at if one[0] > self._now]
        for act in due:
            act()

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Something that happens in so many seconds."""
        self.at.append((self.now() + timedelta(seconds=seconds), act))


def page(title: str, *, text: str = SAID, head: str = "") -> str:
    """A plain page with an article on it."""
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"<p>{text}</p><p>{title}: more of it is to be told on another day, the board said.</p></article></body></html>"
    )


def rss(*items: Mapping[str, str] | str, title: str = "Elsin Courier", ttl: int | None = None) -> str:
    """An RSS feed; an item is an address, or its elements."""
    lines = []
    for item in items:
        parts = {"link": item, "title": item.rsplit("/", 1)[-1]} if isinstance(item, str) else item
        lines.append(
            "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items()) + "</item>"
        )
    stated = "" if ttl is None else f"<ttl>{ttl}</ttl>"
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>{stated}'
        f"{''.join(lines)}</channel></rss>"
    )


def atom(*items: tuple[str, str], title: str = "Elsin Post") -> str:
    """An Atom feed of (address, updated)."""
    lines = "".join(
        f"<entry><id>{url}</id><title>{url.rsplit('/', 1)[-1]}</title><link href='{url}'/><updated>{updated}</updated></entry>"
        for url, updated in items
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title><id>x</id>{lines}</feed>'


def sitemap(*items: tuple[str, str]) -> str:
    """A sitemap of (address, lastmod)."""
    lines = "".join(f"<url><loc>{url}</loc><lastmod>{day}</lastmod></url>" for url, day in items)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{lines}</urlset>'


def sitemap_index(*items: tuple[str, str]) -> str:
    """An index of (sitemap, lastmod)."""
    lines = "".join(f"<sitemap><loc>{url}</loc><lastmod>{day}</lastmod></sitemap>" for url, day in items)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{lines}</sitemapindex>'


class Watched:
    """A collection that watches feeds of a misbehaving server, by a clock of its own."""

    def __init__(self, place: Path | str, *, settings: Settings = SETTINGS) -> None:
        self.clock = FakeClock()
        self.web = Misbehaving(now=self.clock.now)
        self.store: SqlStore = open_store(place)
        self.settings = settings
        self.derived = 0
        self.rounds: list[Round] = []
        self.lines: list[str] = []

    def feed(self, url: str, body: str, *, etag: str | None = None) -> None:
        """What stands at a feed's address from now on."""
        self.web.page(url, body, type="application/xml", etag=etag)

    def watch(
        self,
        *feeds: WatchedFeed | str,
        once: bool = False,
        for_s: float | None = None,
        on: SqlStore | None = None,
        reread: Callable[[], Sequence[WatchedFeed] | None] | None = None,
    ) -> Round:
        """Watch for a while; the store is written to, and time passes."""

        def tell(done: Round) -> None:
            self.rounds.append(done)
            self.lines.append(done.line())

        def derive() -> None:
            self.derived += 1

        watch = Watch(
            on or self.store,
            self.settings,
            clock=self.clock,
            open_fetcher=self.open_fetcher,
            derive=derive,
            reread=reread,
            tell=tell,
        )
        wanted = [WatchedFeed(url=feed, recheck_s=()) if isinstance(feed, str) else feed for feed in feeds]
        return watch.run(wanted, Rules(once=once, for_s=for_s))

    def open_fetcher(
        self,
        *,
        settings: Settings,
        clock: Clock,
        hosts: Mapping[str, HostState],
        tell: Callable[[HostState], None],
    ) -> Fetcher:
        """A fetcher that reaches the server."""
        return Fetcher(
            settings=settings,
            clock=clock,
            resolve=self.web.resolve,
            connect=self.web.connect,
            hosts=hosts,
            tell=tell,
        )

    def link(self, url: str) -> LinkRow:
        """What is kept of an address."""
        [found] = self.store.links(addresses=[url])
        return found

    def source(self, url: str) -> SourceStatus:
        """How a feed stands."""
        [found] = [one for one in self.store.feeds() if one.url == url]
        return found

    def texts(self) -> list[str]:
        """The titles of all articles, sorted."""
        return sorted(article.title or "" for article in self.store.articles())

    def asked(self, host: str | None = None) -> list[str]:
        """The paths that were asked for, in order, without robots.txt."""
        return [
            one.path for one in self.web.requests if host in (None, one.host) and one.path != "/robots.txt"
        ]

    def close(self) -> None:
        """End all of it."""
        self.web.close()
        self.store.close()


@contextmanager
def watched(place: Path | str = ":memory:", *, settings: Settings = SETTINGS) -> Iterator[Watched]:
    """A watch and all that it needs, closed at the end."""
    made = Watched(place, settings=settings)
    try:
        yield made
    finally:
        made.close()
