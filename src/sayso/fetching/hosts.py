"""When a host may be asked again: the time between two requests, and what its failures make of it."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

from sayso.fetching.clock import Clock

FIRST_WAIT_S = 60.0
"""After a first failure a host is left alone for a minute, then twice as long each time (chosen)."""
AHEAD = timedelta(hours=1)
"""A request that began later than an hour from now did not: the clock was ahead, and has been put right since."""
LONGEST_WAIT_S = 86_400.0
"""At most a day, also where a server asks for more: an outlet that is down for a week is found up again within a day."""


class HostState(NamedTuple):
    """What is remembered of a host from one request to the next, also over a restart.

    `asked` is when the last request began, `not_before` when the next may begin, `failures` how many requests in a row
    came to nothing, and `reason` why the last of them did. Both times are in UTC.
    """

    host: str
    asked: datetime | None = None
    not_before: datetime | None = None
    failures: int = 0
    reason: str = ""


def put_right(state: HostState, now: datetime) -> HostState:
    """A state by a clock that is put right: what a clock wrote that was ahead is owed from now on, and no longer than a day."""
    longest = timedelta(seconds=LONGEST_WAIT_S)
    asked, not_before = state.asked, state.not_before
    late = not_before is not None and not_before > now + longest + AHEAD
    if not late and (asked is None or asked <= now + AHEAD):
        return state
    owed = timedelta()
    if asked is not None and not_before is not None:
        owed = min(max(not_before - asked, owed), longest)
    return state._replace(asked=None if asked is None else min(asked, now), not_before=now + owed)


class Hosts:
    """The states of all hosts, and who is being asked: one host never gets two requests at once."""

    def __init__(
        self,
        clock: Clock,
        known: Mapping[str, HostState] | None = None,
        *,
        tell: Callable[[HostState], None] | None = None,
    ) -> None:
        self._clock = clock
        self._states: dict[str, HostState] = dict(known or {})
        self._turns: dict[str, threading.RLock] = {}
        self._tell = tell
        self._lock = threading.Lock()

    def __getitem__(self, host: str) -> HostState:
        """The state of a host; of one that was never asked, an empty one."""
        with self._lock:
            return self._states.get(host) or HostState(host)

    def states(self) -> dict[str, HostState]:
        """All that is known, by host."""
        with self._lock:
            return dict(sorted(self._states.items()))

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Hold a host for one request; others that want it wait."""
        with self._lock:
            turn = self._turns.setdefault(host, threading.RLock())
        with turn:
            yield

    def ready_at(self, host: str) -> datetime:
        """When a host may be asked: now, or later."""
        now = self._clock.now()
        with self._lock:
            state = put_right(self._states.get(host) or HostState(host), now)
            if state.not_before is not None:
                self._states[host] = state
        later = state.not_before
        return now if later is None else max(now, later)

    def begin(self, host: str, *, gap_s: float) -> None:
        """A request begins: kept before it is sent, so that a program that is killed knows of it."""
        now = self._clock.now()
        self._keep(self[host]._replace(asked=now, not_before=now + timedelta(seconds=gap_s)))

    def space(self, host: str, *, gap_s: float) -> None:
        """More time between two requests was asked for than was known when the last one ended."""
        state = self[host]
        if state.asked is not None:
            later = state.asked + timedelta(seconds=gap_s)
            self._keep(state._replace(not_before=max(later, state.not_before or later)))

    def succeed(self, host: str, *, gap_s: float, forget: bool = True) -> None:
        """A request was answered, with whatever: what failed before is forgotten.

        Not by the answer to a robots.txt (`forget` False): a host that serves that file alone fails all the same.
        """
        state, later = self[host], self._clock.now() + timedelta(seconds=gap_s)
        failures, reason = (0, "") if forget else (state.failures, state.reason)
        self._keep(state._replace(not_before=later, failures=failures, reason=reason))

    def fail(self, host: str, reason: str, *, gap_s: float, retry_after_s: float | None) -> None:
        """A request came to nothing: wait as long as the server asks, or twice as long as the last time.

        A server that names a time is taken at its word once; when it fails again at that time, the longer of both holds.
        """
        state = self[host]
        failures = state.failures + 1
        doubled = min(FIRST_WAIT_S * 2 ** min(failures - 1, 20), LONGEST_WAIT_S)
        asked = None if retry_after_s is None else min(retry_after_s, LONGEST_WAIT_S)
        wait = doubled if asked is None else asked if failures == 1 else max(asked, doubled)
        later = self._clock.now() + timedelta(seconds=max(wait, gap_s))
        self._keep(state._replace(not_before=later, failures=failures, reason=reason))

    def _keep(self, state: HostState) -> None:
        with self._lock:
            self._states[state.host] = state
        if self._tell is not None:
            self._tell(state)
