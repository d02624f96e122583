"""The watch itself: asks what is due, writes what came of it before it takes the next, and tells of each round.

One thread writes; others only ask (`asking`). Whatever came of an answer is written in one transaction with the address that
it came of, so that a watch which is killed loses no more than what was under way, and nothing comes in twice.
"""

import queue
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sayso.errors import StoreBusy, StoreError
from sayso.fetching.clock import Clock
from sayso.fetching.hosts import AHEAD
from sayso.ingest.feeds import WatchedFeed
from sayso.settings import Settings
from sayso.store.protocol import Store
from sayso.watching.agenda import Agenda, ReadyAt
from sayso.watching.asking import Answered, Asks, OpensFetcher, Threads, Told, host_row, host_state
from sayso.watching.taking import Taking
from sayso.watching.telling import Round

LISTENS_S = 0.2
"""While something is under way, how long to listen before looking whether another host may be asked by now."""
SLICE_S = 30.0
"""Longest sleep at a time: the watch shows in between that it is alive."""
QUIET_S = 30.0
"""A round is over when nothing is to be asked for so long: then what it brought is derived from."""
LONGEST_ROUND_S = 600.0
"""And after ten minutes, though there is more to ask: a first reading of many feeds takes hours, and shows something soon."""
PATIENT_S = 120.0
"""With `once`, how long a host is waited for that was asked a moment ago; one that is left alone for longer is left."""
TAKES = 4
"""How often an answer is tried to be written while another process writes; each waits for `run.busy_timeout_s`."""
LAST_WORDS_S = 5.0
"""How long a watch that is stopped waits for the answers that are under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a watch goes: `once` ends it when nothing is due, `for_s` after so many seconds."""

    once: bool = False
    for_s: float | None = None


class Watch:
    """A watch of a list of feeds over a store; `derive` is called after each round that brought something.

    `reread` gives another list of feeds when there is one, and else None.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        *,
        clock: Clock,
        open_fetcher: OpensFetcher,
        derive: Callable[[], None] | None = None,
        reread: Callable[[], Sequence[WatchedFeed] | None] | None = None,
        tell: Callable[[Round], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._store, self._settings, self._clock = store, settings, clock
        self._open, self._derive = open_fetcher, derive
        self._tell, self._progress, self._reread = tell, progress, reread
        self._threads = Threads(clock)
        self._round, self._total = Round(), Round()
        self._begun: datetime | None = None

    def run(self, feeds: Sequence[WatchedFeed], rules: Rules) -> Round:
        """Watch until the rules say that it is over; what was done in all. StoreError when another watch is at it.

        KeyboardInterrupt ends it: what answers within five seconds is kept, and it goes on.
        """
        other = self._store.take_watch()
        if other is not None:
            raise StoreError(
                f"{other} watches feeds for this collection already; add the feeds to its list, or stop it first"
            )
        try:
            return self._run(feeds, rules)
        finally:
            self._threads.end()
            with suppress(StoreError):
                self._store.drop_watch()

    def _run(self, feeds: Sequence[WatchedFeed], rules: Rules) -> Round:
        agenda = Agenda(self._store, once=rules.once)
        last = self._clock.now()
        agenda.watch(feeds, last)
        known = {row.host: host_state(row) for row in self._store.host_rows()}
        fetcher = self._open(settings=self._settings, clock=self._clock, hosts=known, tell=self._threads.tell)
        taking = Taking(self._store, self._settings, agenda, fetcher)
        until = None if rules.for_s is None else self._clock.now() + timedelta(seconds=rules.for_s)
        try:
            while until is None or self._clock.now() < until:
                self._store.beat_watch()
                now = self._clock.now()
                if last - now > AHEAD:  # it was put back: what was planned by it is far off now
                    until = None if until is None else until - (last - now)
                    self._begun = None if self._begun is None else now
                    agenda.set_right(now)
                last = now
                other = None if self._reread is None else self._reread()
                if other is not None:
                    agenda.watch(other, now)
                self._start(agenda, fetcher)
                if self._threads.busy:
                    self._listen(taking, LISTENS_S)
                elif not self._wait(agenda, fetcher, rules, until):
                    break
                if self._round.brought and self._is_long():
                    self._end_round()
        except KeyboardInterrupt:
            self._listen_out(taking)
            raise
        else:
            self._listen_out(taking)
            self._end_round()
        finally:
            fetcher.close()
        return self._total

    # --- asking ---------------------------------------------------------------------------------------------------

    def _start(self, agenda: Agenda, fetcher: Asks) -> None:
        """Ask every host that may be asked and has something due, as many at once as the settings say."""
        room = self._settings.fetch.at_once - len(self._threads.busy)
        if room <= 0:
            return
        now = self._clock.now()
        for task in agenda.due(now, busy=self._threads.busy.keys(), ready=self._ready(fetcher, now)):
            self._threads.start(fetcher, task)
            room -= 1
            if not room:
                break

    def _ready(self, fetcher: Asks, now: datetime) -> ReadyAt:
        """When hosts may be asked, as seen from `now`: a clock goes on while one looks, and what is ready by then is ready."""

        def ready(url: str) -> datetime:
            moment = fetcher.ready_at(url)
            return now if moment <= self._clock.now() else moment

        return ready

    def _wait(self, agenda: Agenda, fetcher: Asks, rules: Rules, until: datetime | None) -> bool:
        """Sleep until something may be asked; False when the watch is over."""
        now = self._clock.now()
        ready = self._ready(fetcher, now)
        due = agenda.next_moment(ready=ready)
        wait = None if due is None else max(0.0, (due - now).total_seconds())
        if rules.once and (wait is None or not agenda.is_due(now, within=PATIENT_S, ready=ready)):
            return False
        if wait is None or wait > QUIET_S:
            self._end_round()
        if wait is None and until is None:
            raise StoreError("no feed is watched: none in the list is enabled")
        wait = SLICE_S if wait is None else min(wait, SLICE_S)
        if until is not None:
            wait = min(wait, max(0.0, (until - now).total_seconds()))
        self._clock.sleep(wait)
        return True

    # --- hearing --------------------------------------------------------------------------------------------------

    def _listen(self, taking: Taking, seconds: float) -> None:
        """Write what comes in within so many seconds, the first of it; with it what has come in by then."""
        try:
            message = self._threads.messages.get(timeout=seconds)
        except queue.Empty:
            return
        while True:
            self._take(taking, message)
            try:
                message = self._threads.messages.get_nowait()
            except queue.Empty:
                return

    def _take(self, taking: Taking, message: Answered | Told) -> None:
        """Write one message; another writer that does not finish is waited for a few times over."""
        for left in reversed(range(TAKES)):
            try:
                self._write(taking, message)
            except StoreBusy:
                if not left:
                    raise
            else:
                return

    def _write(self, taking: Taking, message: Answered | Told) -> None:
        if isinstance(message, Told):
            self._store.keep_fetched(hosts=[host_row(message.state)])
            message.written.set()
            return
        if self._begun is None:
            self._begun = self._clock.now()
        taking.take(message, self._clock.now(), self._round)
        del self._threads.busy[message.task.host]
        if self._progress is not None:
            self._progress(self._round.asked, self._round.asked + len(self._threads.busy))

    def _listen_out(self, taking: Taking) -> None:
        """What is under way may still answer, for a moment."""
        turns = int(LAST_WORDS_S / LISTENS_S)
        while self._threads.busy and turns > 0:
            turns -= 1
            self._listen(taking, LISTENS_S)

    # --- rounds ---------------------------------------------------------------------------------------------------

    def _is_long(self) -> bool:
        return (
            self._begun is not None and (self._clock.now() - self._begun).total_seconds() >= LONGEST_ROUND_S
        )

    def _end_round(self) -> None:
        """Tell what was done since the last line, and derive from what it brought."""
        done, self._round, self._begun = self._round, Round(), None
        if done.empty:
            return
        self._total.add(done)
        if self._tell is not None:
            self._tell(done)
        if done.brought and self._derive is not None:
            self._derive()
