"""A clock that a test sets, a server that misbehaves, and fetchers that ask it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.fetching.misbehaving import Misbehaving

from sayso.fetching.client import Fetcher
from sayso.settings import Fetch, Settings

START = datetime(2031, 5, 2, 9, tzinfo=UTC)


class SetClock:
    """A clock that moves when somebody sleeps, or is told to."""

    def __init__(self) -> None:
        self.time = START
        self.slept: list[float] = []

    def now(self) -> datetime:
        """The moment that it is set to."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Move on, without waiting."""
        self.slept.append(seconds)
        self.move(seconds)

    def move(self, seconds: float) -> None:
        """It is so many seconds later."""
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def web(clock: SetClock) -> Iterator[Misbehaving]:
    with Misbehaving(now=clock.now) as server:
        yield server


@pytest.fixture
def fetching(clock: SetClock, web: Misbehaving) -> Callable[..., Fetcher]:
    """Makes fetchers that ask the server by the clock; options are those of [fetch], or of the fetcher."""

    def make(**options: Any) -> Fetcher:
        own: dict[str, Any] = {
            name: options.pop(name) for name in ("hosts", "tell", "resolve", "connect") if name in options
        }
        fetch = replace(Fetch(timeout_s=5, seconds=10, max_mb=1), **options)
        wiring: dict[str, Any] = {"resolve": web.resolve, "connect": web.connect, "clock": clock, **own}
        return Fetcher(settings=Settings(fetch=fetch), **wiring)

    return make
