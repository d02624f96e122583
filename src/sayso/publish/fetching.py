"""Pages that `add` and `annotate` are given by their addresses: fetched one after the other, with a word while one waits."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sayso.ingest.identity import canonical_url
from sayso.records import Article, Failure, Reading
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.fetching.answers import Fetched as Answer
    from sayso.fetching.client import Fetcher
    from sayso.fetching.hosts import HostState
    from sayso.run import Progress
    from sayso.store.feed_rows import LinkRow
    from sayso.store.protocol import Desk

WAITING = "waiting to ask {} again"
"""The step that a wait is told as; its unit is the second."""
WORTH_TELLING_S = 0.5
"""A shorter wait is over before it is read."""


class Pages:
    """What fetches pages; the fetcher is made when the first one is asked for: files need no network.

    With a `store`, hosts are left the time that they need from one command to the next, and while `watch` asks them too. With
    `again` a page that is kept is asked for only if it has changed since: `same` are the articles that did not.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        allow_private: Sequence[str] = (),
        progress: "Callable[[Progress], None] | None" = None,
        store: "Desk | None" = None,
        again: bool = False,
    ) -> None:
        asked = replace(settings.fetch, private=(*settings.fetch.private, *allow_private))
        self._settings = replace(settings, fetch=asked)
        self._clock = _TellingClock(progress)
        self._store, self._again = store, again and store is not None
        self._fetcher: Fetcher | None = None
        self._known: list[LinkRow] = []
        self._new: dict[str, tuple[Answer, Article]] = {}
        self._answer: Answer | None = None

    @property
    def same(self) -> tuple[str, ...]:
        """The articles of which servers said that they did not change."""
        return tuple(dict.fromkeys(link.article for link in self._known if link.article is not None))

    def __call__(self, address: str) -> "Answer | None":
        """The answer at an address; None where what is kept of it is still so. FetchError."""
        if self._fetcher is None:
            from sayso.fetching.client import Fetcher  # noqa: PLC0415 - only who names an address needs it

            known, tell = ({}, None) if self._store is None else _remembered(self._store)
            self._fetcher = Fetcher(settings=self._settings, clock=self._clock, hosts=known, tell=tell)
        self._clock.asking(address)
        kept = self._kept(address)
        etag, last_modified = (None, None) if kept is None else (kept.etag, kept.last_modified)
        self._answer = None
        answer = self._fetcher.get(address, etag=etag, last_modified=last_modified)
        if answer.status == 304 and kept is not None:
            self._known.append(replace(kept, last_asked=_text(answer.at)))
            return None
        self._answer = answer
        return answer

    def noted(self, readings: "Iterable[Reading | Failure]") -> "Iterator[Reading | Failure]":
        """The same readings; which article each answer gave is remembered."""
        for one in readings:
            answer, self._answer = self._answer, None
            if answer is not None and isinstance(one, Reading) and one.article.path == answer.asked:
                self._new[answer.asked] = answer, one.article
            yield one

    def remember(self) -> None:
        """Keep what servers want to be asked with the next time, of the articles that were kept as they came."""
        if self._store is None:
            return
        links = list(self._known)
        there = {one.id: one for one in self._store.articles(one.id for _, one in self._new.values())}
        for answer, article in self._new.values():
            kept = there.get(article.id)
            if kept is not None and (kept.revision, kept.path) == (article.revision, article.path):
                links += self._learned(answer, article.id)
        if links:
            self._store.keep_fetched(links=links)

    def _kept(self, address: str) -> "LinkRow | None":
        """What is known of an address whose article is kept as it answered; None where it is to be asked for whole."""
        link = self._link(address) if self._again else None
        if (
            self._store is None
            or link is None
            or link.article is None
            or link.from_feed
            or link.url != address
        ):
            return None
        there = next(iter(self._store.articles([link.article])), None)
        return link if there is not None and there.usable and there.path == address else None

    def _link(self, address: str) -> "LinkRow | None":
        key = canonical_url(address)
        return None if self._store is None or key is None else next(self._store.links(addresses=[key]), None)

    def _learned(self, answer: "Answer", article: str) -> "Iterator[LinkRow]":
        """The row of an address: one that a feed named stays the feed's; else a person is all who named it."""
        from sayso.store.feed_rows import LinkRow  # noqa: PLC0415 - as above

        at, key, old = _text(answer.at), canonical_url(answer.asked), self._link(answer.asked)
        if old is not None and old.feed:
            if old.article == article and old.url == answer.asked and not old.from_feed:
                yield replace(old, last_asked=at, etag=answer.etag, last_modified=answer.last_modified)
        elif key is not None and (old is not None or answer.etag or answer.last_modified):
            yield LinkRow(
                address=key,
                url=answer.asked,
                feed="",
                host=urlsplit(key).hostname or "",
                state="kept",
                article=article,
                etag=answer.etag,
                last_modified=answer.last_modified,
                first_seen=at if old is None else old.first_seen,
                kept_at=at,
                last_asked=at,
            )


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _remembered(store: "Desk") -> "tuple[dict[str, HostState], Callable[[HostState], None]]":
    """What a collection knows of hosts, and what writes each change to it."""
    from sayso.watching.asking import host_row, host_state  # noqa: PLC0415 - as above

    def tell(state: "HostState") -> None:
        store.keep_fetched(hosts=[host_row(state)])

    return {row.host: host_state(row) for row in store.host_rows()}, tell


class _TellingClock:
    """The machine's time, with a word each second that somebody has to wait."""

    def __init__(self, progress: "Callable[[Progress], None] | None") -> None:
        self._progress = progress
        self._step = ""

    def asking(self, address: str) -> None:
        """From now on it is this address that waits."""
        try:
            host = urlsplit(address).hostname or address
        except ValueError:  # the fetcher says what is wrong with it
            host = address
        self._step = WAITING.format(host[:60])

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait so many seconds."""
        from sayso.run import Progress  # noqa: PLC0415 - as above

        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._progress is not None and seconds > WORTH_TELLING_S:
                self._progress(Progress(self._step, round(seconds - left), round(seconds), "s"))
            time.sleep(min(left, 1.0))
