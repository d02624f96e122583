"""How long a reader may take: a limit for what one thread asks of the store, kept by the database itself.

A server answers many questions with few threads; one that would take minutes must give up its place. The limit counts
from where it is set, and holds for this thread alone. What a run writes has none.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sayso.errors import TooSlow

_until: ContextVar[float | None] = ContextVar("until", default=None)

TOO_SLOW = "this question takes longer than it may; ask for less of it, or for one story at a time"
STEPS = 20_000
"""Instructions of SQLite between two looks at the clock: about a millisecond."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Whatever this thread reads in here has to be over after so many seconds; else TooSlow."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


@contextmanager
def unhurried() -> Iterator[None]:
    """What is read in here has no limit: it is made once for all who ask, and given up it would never be there."""
    token = _until.set(None)
    try:
        yield
    finally:
        _until.reset(token)


def seconds_left() -> float | None:
    """How long this thread may still read; None: as long as it takes."""
    until = _until.get()
    return None if until is None else until - time.monotonic()


def is_over() -> bool:
    """Whether the time of this thread is up; the database asks in between, and stops when it is."""
    until = _until.get()
    return until is not None and time.monotonic() > until


def check_patience() -> None:
    """Give up when the time of this thread is up. Raises TooSlow."""
    if is_over():
        raise TooSlow(TOO_SLOW)
