"""One request at a time to a host, when it may be asked again, at an address that was checked."""

import math
import re
import ssl
from collections.abc import Mapping
from datetime import timedelta

from sayso.errors import FetchError, SettingsError
from sayso.fetching.addresses import Allowed, Resolve, address_of, allowed, choose
from sayso.fetching.asking import Received, Request, ask, retry_after
from sayso.fetching.certificates import trusting
from sayso.fetching.clock import Clock
from sayso.fetching.connections import Connect, Patience
from sayso.fetching.hosts import Hosts
from sayso.fetching.places import Place
from sayso.fetching.robots import MOST_BYTES
from sayso.settings import Fetch, Limits

LONGEST_WAIT_S = 300.0
"""How long a request waits for its host; who has other things to do asks first when it is ready."""
LOST = frozenset({"unreachable", "slow", "tls", "broken"})
"""Kinds of failure after which a host is left alone for a while, as after status 429 and 5xx."""

_contact = re.compile(r"[\x21-\x27\x2a-\x7e]{0,200}")


class Visits:
    """How hosts are visited. SettingsError for settings of [fetch] that make no sense."""

    def __init__(
        self,
        fetch: Fetch,
        limits: Limits,
        *,
        clock: Clock,
        resolve: Resolve,
        connect: Connect,
        hosts: Hosts,
    ) -> None:
        _check(fetch)
        self._fetch, self._limits, self._clock = fetch, limits, clock
        self._resolve, self._connect = resolve, connect
        self._allowed = allowed(fetch.private)
        self._agent = user_agent(fetch.contact)
        self._hosts = hosts
        self._delays: dict[str, float] = {}
        self._trust: ssl.SSLContext | None = None

    def space(self, host: str, delay_s: float) -> None:
        """The Crawl-delay of a host: longer gaps than the settings' own are kept from now on.

        The first page comes after no more than anybody waits: else whoever asks for one page would never get it.
        """
        with self._hosts.turn(host):
            self._delays[host] = delay_s
            self._hosts.space(host, gap_s=min(self._gap(host), LONGEST_WAIT_S))

    def is_private(self, host: str) -> bool | None:
        """Whether a host lies at a private address that a person allowed; None where no private address is allowed at all."""
        if self._allowed == Allowed():
            return None
        try:
            return choose(host, self._addresses(host, host), allowed=self._allowed, asked=host)[1]
        except FetchError:
            return False

    def ask(
        self,
        place: Place,
        asked: str,
        headers: Mapping[str, str],
        *,
        was_private: bool | None = None,
        robots: bool = False,
    ) -> tuple[Received, bool]:
        """The answer to one request, and whether it came from a private address. FetchError.

        Status 429 and 5xx are errors; what else a status means is the caller's. `was_private` is of the page that led
        here; of a robots.txt the beginning is enough.
        """
        with self._hosts.turn(place.host):
            self._wait(place.host, asked)
            gap = self._gap(place.host)
            try:
                addresses, private = choose(
                    place.host,
                    self._addresses(place.host, asked),
                    allowed=self._allowed,
                    asked=asked,
                    was_private=was_private,
                )
                request = Request(
                    place=place,
                    addresses=addresses,
                    headers={
                        "Host": place.authority,
                        "User-Agent": self._agent,
                        "Accept-Encoding": "gzip, deflate",
                        "Connection": "close",
                        **headers,
                    },
                    asked=asked,
                    most_bytes=MOST_BYTES if robots else self._fetch.max_mb << 20,
                    beginning=robots,
                )
                self._hosts.begin(place.host, gap_s=gap)
                answer = self._answer(request)
                if answer.status == 429 or answer.status >= 500:
                    raise _come_later(request, answer, retry_after(answer.headers, now=self._clock.now()))
            except FetchError as error:
                if error.kind in LOST or error.kind == "status":
                    wait = error.retry_after_s
                    self._hosts.fail(place.host, error.reason, gap_s=gap, retry_after_s=wait)
                elif error.kind != "address":  # of which nothing was asked
                    self._hosts.succeed(place.host, gap_s=gap, forget=not robots)
                raise
            self._hosts.succeed(place.host, gap_s=gap, forget=not robots)
            return answer, private

    def _answer(self, request: Request) -> Received:
        return ask(
            request,
            connect=self._connect,
            patience=Patience(silent_s=self._fetch.timeout_s, in_all_s=self._fetch.seconds),
            trust=self._trusting,
            limits=self._limits,
        )

    def _addresses(self, host: str, asked: str) -> list[str]:
        """The addresses of a host, looked up at each request: what was checked is what is asked."""
        if address_of(host) is not None:
            return [host]
        try:
            return list(self._resolve(host))
        except OSError as error:
            why = error.strerror or str(error) or type(error).__name__
            raise FetchError(
                f"the name {host} cannot be looked up ({why})",
                fix="check the name and the connection",
                path=asked,
                kind="unreachable",
            ) from None

    def _gap(self, host: str) -> float:
        return max(float(self._fetch.delay_s), self._delays.get(host, 0.0))

    def _wait(self, host: str, asked: str) -> None:
        """Until the host may be asked. FetchError ("later") where that is longer than anybody waits."""
        while (left := (self._hosts.ready_at(host) - self._clock.now()).total_seconds()) > 0:
            if left > LONGEST_WAIT_S:
                state = self._hosts[host]
                when = (self._clock.now() + timedelta(seconds=left)).strftime("%Y-%m-%d %H:%M UTC")
                why = (
                    f" after {state.failures} failure{'s in a row' if state.failures > 1 else ''}: {state.reason}"
                    if state.failures
                    else ": that much time lies between two requests to it"
                )
                raise FetchError(
                    f"{host} is left alone until {when}{why}",
                    fix="try again then",
                    path=asked,
                    kind="later",
                    retry_after_s=left,
                )
            self._clock.sleep(left)

    def _trusting(self) -> ssl.SSLContext:
        if self._trust is None:
            self._trust = trusting()
        return self._trust


def user_agent(contact: str) -> str:
    """How Sayso introduces itself, and whom to turn to. SettingsError for a contact that fits in no header."""
    from sayso import __version__  # noqa: PLC0415 - the front door, which is open by now

    if not _contact.fullmatch(contact):
        raise SettingsError(
            f"fetch.contact = {contact!r} does not fit in a request; write an address, as https://desk.example/sayso"
        )
    return f"Sayso/{__version__}" + (f" (+{contact})" if contact else "")


def _check(fetch: Fetch) -> None:
    least = {"delay_s": 0, "timeout_s": 0.01, "seconds": 0.01, "max_mb": 1, "redirects": 0}
    for name, smallest in least.items():
        value = getattr(fetch, name)
        if not smallest <= value < math.inf:
            raise SettingsError(
                f"fetch.{name} = {value} makes no sense; give a number of at least {smallest}"
            )


def _in_words(seconds: float) -> str:
    """A length of time as one says it."""
    if seconds <= 120:
        return f"{math.ceil(seconds)} s"
    return f"{math.ceil(seconds / 60)} min" if seconds <= 7200 else f"{math.ceil(seconds / 3600)} h"


def _come_later(request: Request, answer: Received, wait: float | None) -> FetchError:
    what = "asks to come later" if answer.status == 429 else "cannot answer now"
    asked = "" if wait is None else f", in {_in_words(wait)}"
    return FetchError(
        f"{request.place.host} {what}{asked} (status {answer.status} for {request.place.target[:200]})",
        fix="try again later",
        path=request.asked,
        kind="status",
        status=answer.status,
        retry_after_s=wait,
    )
