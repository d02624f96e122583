"""How long work is stopped: by Ctrl-C or SIGTERM, cleanly the first time, at once when somebody insists."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING

from sayso.commands.options import note

if TYPE_CHECKING:
    from sayso.publish.collection import Collection

SIGNALS = (signal.SIGINT, signal.SIGTERM)
ONE_PRESS_S = 1.0
"""Signals within so many seconds are one: some programs that start others hand on what the terminal sent as well."""


class Stopped(KeyboardInterrupt):
    """A person or the machine wants the work to end."""

    def __init__(self, signum: int = signal.SIGINT) -> None:
        super().__init__()
        self.signum = signum


def exit_code(stop: KeyboardInterrupt) -> int:
    """How a command ends that was stopped, as shells have it: 130 after Ctrl-C, 143 after SIGTERM."""
    return 128 + (stop.signum if isinstance(stop, Stopped) else signal.SIGINT)


@contextmanager
def stoppable() -> Iterator[None]:
    """Within it the first signal raises Stopped, so that what is open is closed; a later one ends the process.

    Ended so it leaves a lock that the next run takes over, and workers that follow within two seconds.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    first: list[float] = []

    def stop(signum: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if not first:
            first.append(now)
            raise Stopped(signum)
        if now - first[0] > ONE_PRESS_S:
            os._exit(128 + signum)

    before = [(one, signal.signal(one, stop)) for one in SIGNALS]
    try:
        yield
    finally:
        for one, handler in before:
            signal.signal(one, handler)


def tell_kept(collection: "Collection", where: str, *, more: bool) -> None:
    """Say what is kept of work that was stopped, and how to go on; `more`: not all inputs had been looked at."""
    from sayso.publish.words.phrases import count_words

    kept = "what is done is kept"
    with suppress(Exception):  # whatever state the database is in: to be stopped is no error
        now = collection.status()
        kept = (
            f"{count_words(now.articles, 'article')} kept in {where}"
            if now.articles
            else "nothing is kept yet"
        )
        waits = sum(many for why, many in now.waiting.items() if why != "removed")
        if waits:
            kept += f", {waits:,} of them not read to the end"
    go_on = "the same command goes on from there" if more else "`sayso run` goes on from there"
    note(f"sayso: stopped; {kept}; {go_on}")
