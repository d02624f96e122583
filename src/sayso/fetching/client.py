"""A client for pages and feeds that asks politely and safely, and takes only answers that are whole."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Literal, Self

from sayso.fetching.addresses import Resolve, system_addresses
from sayso.fetching.answers import Fetched
from sayso.fetching.clock import Clock, SystemClock
from sayso.fetching.connections import Connect, connect_tcp
from sayso.fetching.hosts import Hosts, HostState
from sayso.settings import Settings

Wants = Literal["page", "feed"]


class Fetcher:
    """Asks for what a person named: robots.txt first, one request a host at a time, never a private address.

    `resolve` gives the addresses of a name and `connect` a connection to one address; a test gives its own. `hosts` is
    what was remembered of hosts before a restart, and `tell` is told of each change to it, before a request is sent and
    after it ended. Threads may share a fetcher.
    """

    def __init__(
        self,
        *,
        settings: Settings,
        clock: Clock | None = None,
        resolve: Resolve = system_addresses,
        connect: Connect = connect_tcp,
        hosts: Mapping[str, HostState] | None = None,
        tell: Callable[[HostState], None] | None = None,
    ) -> None:
        self._settings, self._clock = settings, clock or SystemClock()
        self._resolve, self._connect = resolve, connect
        self._hosts = Hosts(self._clock, hosts, tell=tell)

    def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, wants: Wants = "page"
    ) -> Fetched:
        """The answer at an address, after at most `fetch.redirects` redirects. FetchError where there is none."""
        raise NotImplementedError

    def ready_at(self, url: str) -> datetime:
        """When the host of an address may be asked next."""
        raise NotImplementedError

    def knows_robots(self, url: str) -> bool:
        """Whether the robots.txt that holds for an address was read within a day."""
        raise NotImplementedError

    def learn_robots(self, url: str) -> None:
        """Read the robots.txt that holds for an address. FetchError where it cannot be known."""
        raise NotImplementedError

    def hosts(self) -> Mapping[str, HostState]:
        """What must survive a restart, by host."""
        return self._hosts.states()

    def close(self) -> None:
        """Let go of what is held."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
