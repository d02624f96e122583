"""What a store does for whoever watches feeds: it remembers them, the addresses they named, and the hosts asked.

None of it is read by a stage, and none is derived: it is kept by a backup, and `sayso run --rebuild` leaves it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from sayso.records import Failure, Reading
from sayso.store.answers import Added
from sayso.store.feed_rows import FeedRow, HostRow, LinkRow, LinkState, SourceStatus


class FeedStore(Protocol):
    """The part of a store that has to do with feeds."""

    def feeds(self) -> tuple[SourceStatus, ...]:
        """How every feed stands that was ever watched: those watched last first, then by address, children behind parents."""
        ...

    def feed_rows(self) -> tuple[FeedRow, ...]:
        """What is kept of every feed, by address."""
        ...

    def host_rows(self) -> tuple[HostRow, ...]:
        """What is kept of every host that was asked, by name."""
        ...

    def links(
        self,
        *,
        addresses: Iterable[str] | None = None,
        feed: str | None = None,
        articles: Iterable[str] | None = None,
        states: Collection[LinkState] | None = None,
    ) -> Iterator[LinkRow]:
        """Addresses that feeds named, by address: those that meet all that is asked for. Unknown ones are left out."""
        ...

    def links_of_key(self, key: str, *, feed: str, host: str, limit: int) -> Sequence[LinkRow]:
        """The addresses kept under which a feed, or another that named one of that host, gave an item of this id.

        The first few, those kept last first; a key that is an item's own address is none.
        """
        ...

    def next_asked(self, hosts: Collection[str] | None = None) -> dict[str, str]:
        """When the next address of each host (of these alone) is to be asked; hosts of which none is are left out.

        Only addresses of feeds that are listed count.
        """
        ...

    def due_link(self, host: str, now: str) -> LinkRow | None:
        """That address of a host which was to be asked first, at `now` or before; None when none is."""
        ...

    def were_removed(self, articles: Iterable[str]) -> frozenset[str]:
        """Those of these articles that a person removed and nobody added again."""
        ...

    def keep_fetched(
        self,
        *,
        readings: Sequence[Reading | Failure] = (),
        feeds: Sequence[FeedRow] = (),
        links: Sequence[LinkRow] = (),
        hosts: Sequence[HostRow] = (),
    ) -> Added:
        """Write what came of an answer, all of it or nothing: readings as `add` does, rows in place of those of that name.

        A removed article is refused, as in `add`.
        """
        ...

    def drop_feeds(self, urls: Collection[str], *, heir: str) -> None:
        """Forget feeds; the addresses that they named are the heir's from now on."""
        ...

    def links_to_plan(self, feed: str, *, since: str) -> list[str]:
        """The addresses of a feed whose page is kept, and is to be looked at again or came in since a moment."""
        ...

    def links_ahead(self, now: datetime, *, limit: int) -> Sequence[LinkRow]:
        """Planned addresses that were met at a time that is yet to come: the first few of them."""
        ...

    def check_watch(self, now: datetime, *, every_row: bool) -> Iterator[str]:
        """What does not belong together of feeds, hosts and, with `every_row`, addresses; and a watch that is gone.

        In words, each with its fix. By `now` times are told that cannot be.
        """
        ...

    def take_watch(self) -> str | None:
        """Become the one watch of this collection; the name of the other process when there is one.

        It keeps nobody from adding or deriving.
        """
        ...

    def beat_watch(self) -> None:
        """Show that the watch is alive; StoreError when the collection was lost to another one."""
        ...

    def drop_watch(self) -> None:
        """Let go of the watch."""
        ...
