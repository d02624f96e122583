"""What is asked in a thread of its own: one address, politely, and nothing is written there."""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from queue import SimpleQueue
from typing import Literal, Protocol

from sayso.errors import FetchError, InputError
from sayso.fetching.answers import Fetched
from sayso.fetching.clock import Clock
from sayso.fetching.hosts import HostState
from sayso.settings import Settings
from sayso.store.feed_rows import FeedRow, HostRow, LinkRow
from sayso.watching.moments import kept_exactly, read_or_none

SOON_S = 1.0
"""A host that may be asked within a second is waited for in its thread; any longer and another is asked meanwhile."""


class Asks(Protocol):
    """What asks: `sayso.fetching.client.Fetcher`."""

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        wants: Literal["page", "feed"] = "page",
        found_in: str | None = None,
    ) -> Fetched:
        """The answer; FetchError where there is none, or where a public feed listed a private address."""
        ...

    def ready_at(self, url: str) -> datetime:
        """When the host of an address may be asked next."""
        ...

    def knows_robots(self, url: str) -> bool:
        """Whether the robots.txt of an address is known."""
        ...

    def learn_robots(self, url: str, *, found_in: str | None = None) -> None:
        """Read it."""
        ...

    def close(self) -> None:
        """Let go of what is held."""
        ...


class OpensFetcher(Protocol):
    """What makes something that asks, with what was remembered of hosts, and tells of each change to that."""

    def __call__(
        self,
        *,
        settings: Settings,
        clock: Clock,
        hosts: Mapping[str, HostState],
        tell: Callable[[HostState], None],
    ) -> Asks:
        """Open it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One address to ask: of a feed or found in one. `host` is asked for nothing else meanwhile."""

    host: str
    url: str
    feed: FeedRow
    link: LinkRow | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of a task: an answer, an error, or neither: its host has to be waited for."""

    task: Task
    fetched: Fetched | None = None
    error: InputError | None = None


class Told:
    """A change to what is remembered of a host, which is written before anything is sent to it."""

    def __init__(self, state: HostState) -> None:
        self.state = state
        self.written = threading.Event()


Messages = SimpleQueue[Answered | Told]


def ask(fetcher: Asks, task: Task, clock: Clock) -> Answered:
    """Ask for one address; robots.txt first, and when that is read and the host must be waited for, not yet."""
    found_in = task.feed.parent if task.link is None else task.feed.url  # a person named neither
    try:
        if not fetcher.knows_robots(task.url):
            fetcher.learn_robots(task.url, found_in=found_in)
            if (fetcher.ready_at(task.url) - clock.now()).total_seconds() > SOON_S:
                return Answered(task=task)
        wants: Literal["page", "feed"] = "feed" if task.link is None else "page"
        fetched = fetcher.get(
            task.url, etag=task.etag, last_modified=task.last_modified, wants=wants, found_in=found_in
        )
    except FetchError as error:
        return Answered(task=task, error=error)
    except Exception as error:  # noqa: BLE001 - a thread must not end without a word: its host would stay taken
        return Answered(task=task, error=unforeseen(error, task.url))
    return Answered(task=task, fetched=fetched)


def unforeseen(error: Exception, url: str) -> InputError:
    """What nobody thought of, as what is told of an address."""
    return InputError(
        f"internal error: {type(error).__name__}: {error}"[:500],
        fix="please report it with the address",
        path=url,
    )


class Threads:
    """Asks in threads, a host at a time, and hears of everything in one place.

    What a fetcher remembers of a host is handed to the one thread that writes, and waited for. The threads are daemons: a
    program that ends waits for no server.
    """

    def __init__(self, clock: Clock) -> None:
        self.messages: Messages = SimpleQueue()
        self.busy: dict[str, Task] = {}
        self._clock = clock
        self._over = threading.Event()

    def tell(self, state: HostState) -> None:
        """Hand a host's state to whoever writes, and wait until it is written."""
        told = Told(state)
        self.messages.put(told)
        while not told.written.wait(0.5):
            if self._over.is_set():
                raise SystemExit  # this thread's own end: nothing may be sent that was not written before

    def start(self, fetcher: Asks, task: Task) -> None:
        """Ask for one address; its answer comes as a message."""
        self.busy[task.host] = task

        def work() -> None:
            with suppress(SystemExit):
                self.messages.put(ask(fetcher, task, self._clock))

        threading.Thread(target=work, name=f"ask {task.host}", daemon=True).start()

    def end(self) -> None:
        """Nobody listens any more."""
        self._over.set()


def host_row(state: HostState) -> HostRow:
    """What is kept of a host."""
    return HostRow(
        host=state.host,
        last_asked=kept_exactly(state.asked),
        not_before=kept_exactly(state.not_before),
        failures=state.failures,
        reason=state.reason or None,
    )


def host_state(row: HostRow) -> HostState:
    """What is remembered of a host that was kept."""
    return HostState(
        host=row.host,
        asked=read_or_none(row.last_asked),
        not_before=read_or_none(row.not_before),
        failures=row.failures,
        reason=row.reason or "",
    )
