"""A watch in a process of its own, to be killed: `python -m tests.watching.simulated_watch FOLDER`.

The folder has `clock`, `wiring.json` (the server's port, the addresses of names), the lists of feeds and the collection. Every
connection is noted in `connected` before it is tried.
"""

import itertools
import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpcore
from tests.fetching.misbehaving import connector
from tests.watching.file_clock import FileClock

from sayso.fetching.client import Fetcher
from sayso.fetching.hosts import HostState
from sayso.ingest.feeds import read_watch_list
from sayso.publish.collection import open_collection
from sayso.settings import Fetch, Settings

SECONDS = 3 * 3600.0
FETCH = replace(Fetch(), delay_s=5, timeout_s=2, seconds=4, max_mb=1)


class Calm(FileClock):
    """Time that stands still while any request is under way: what one thread sleeps would else pass for another's asking."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._changed = threading.Condition()
        self._asked: dict[str, object] = {}
        self._asking: set[str] = set()

    def sleep(self, seconds: float) -> None:
        """Let time pass once nobody asks."""
        with self._changed:
            self._changed.wait_for(lambda: not self._asking, timeout=20)
            super().sleep(seconds)

    def hear(self, state: HostState) -> None:
        """What a fetcher tells of a host: that a request begins, or that it ended."""
        with self._changed:
            if self._asked.get(state.host) != state.asked:
                self._asked[state.host] = state.asked
                self._asking.add(state.host)
            else:
                self._asking.discard(state.host)
            self._changed.notify_all()


def main(folder: Path) -> None:
    """Watch until three hours are over."""
    clock = Calm(folder / "clock")
    wiring = json.loads((folder / "wiring.json").read_text())
    connect = connector(wiring["port"])
    turns = {name: itertools.count() for name in wiring["addresses"]}
    noted = os.open(folder / "connected", os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def resolve(name: str) -> list[str]:
        """The next of the answers that a name has in turn."""
        if name not in turns:
            raise OSError(-2, "Name or service not known")
        answers = wiring["addresses"][name]
        return list(answers[next(turns[name]) % len(answers)])

    def note_and_connect(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        os.write(noted, f"{address}\n".encode())
        return connect(address, port, timeout)

    def open_fetcher(*, tell: Callable[[HostState], None], **given: Any) -> Fetcher:
        def told(state: HostState) -> None:
            clock.hear(state)
            tell(state)

        return Fetcher(**given, tell=told, resolve=resolve, connect=note_and_connect)

    feeds = [feed for name in ("feeds.toml", "more.opml") for feed in read_watch_list(folder / name).feeds]
    with open_collection(folder / "sayso.db", settings=Settings(fetch=FETCH)) as collection:
        collection.watch(
            feeds,
            for_s=SECONDS - clock.seconds,
            derive=False,
            clock=clock,
            open_fetcher=open_fetcher,
            tell=lambda done: print(f"{clock.seconds:8.0f}  {done.line()}", flush=True),  # noqa: T201 - its log
        )
    clock.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
