"""Pages that `add` and `annotate` are given by their addresses: fetched one after the other, with a word while one waits."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.fetching.client import Fetcher
    from sayso.fetching.hosts import HostState
    from sayso.ingest.fetched import Answer, Fetch
    from sayso.run import Progress
    from sayso.store.protocol import Desk

WAITING = "waiting to ask {} again"
"""The step that a wait is told as; its unit is the second."""
WORTH_TELLING_S = 0.5
"""A shorter wait is over before it is read."""


def fetching(
    settings: Settings,
    *,
    allow_private: Sequence[str] = (),
    progress: "Callable[[Progress], None] | None" = None,
    store: "Desk | None" = None,
) -> "Fetch":
    """Something that fetches pages, made when the first one is asked for: files need no network.

    With a `store`, hosts are left the time that they need from one command to the next, and while `watch` asks them too.
    """
    made: list[Fetcher] = []
    clock = _TellingClock(progress)

    def fetch(address: str) -> "Answer":
        if not made:
            from sayso.fetching.client import Fetcher  # noqa: PLC0415 - only who names an address needs it

            asked = replace(settings.fetch, private=(*settings.fetch.private, *allow_private))
            chosen = replace(settings, fetch=asked)
            known, tell = ({}, None) if store is None else _remembered(store)
            made.append(Fetcher(settings=chosen, clock=clock, hosts=known, tell=tell))
        clock.asking(address)
        return made[0].get(address)

    return fetch


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
