"""A client for pages and feeds that asks politely and safely, and takes only answers that are whole."""

import re
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from types import TracebackType
from typing import Literal, Self

from sayso.errors import FetchError
from sayso.fetching.addresses import Resolve, system_addresses
from sayso.fetching.answers import Fetched
from sayso.fetching.asking import Received
from sayso.fetching.clock import Clock, SystemClock
from sayso.fetching.connections import Connect, connect_tcp
from sayso.fetching.hosts import Hosts, HostState
from sayso.fetching.places import SAVE, Place, led_to, place_of, shown_url
from sayso.fetching.robots import KEPT_S, MOST_REDIRECTS, MOST_REMEMBERED, Robots, read_robots
from sayso.fetching.visits import Visits
from sayso.settings import Settings

Wants = Literal["page", "feed"]
ACCEPT: dict[Wants, str] = {
    "page": "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
    "feed": "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})

_header_safe = re.compile(r"[\x21-\x7e\x80-\xff][\x20-\x7e\x80-\xff]{0,999}")


class Fetcher:
    """Asks for what a person named: robots.txt first, one request a host at a time, never a private address.

    `resolve` gives the addresses of a name and `connect` a connection to one address; a test gives its own. `hosts` is
    what was remembered of hosts before a restart, and `tell` is told of each change to it, before a request is sent and
    after it ended. Threads may share a fetcher. SettingsError for settings of [fetch] that make no sense.
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
        self._redirects = settings.fetch.redirects
        self._clock = clock or SystemClock()
        self._hosts = Hosts(self._clock, hosts, tell=tell)
        self._visits = Visits(
            settings.fetch,
            settings.limits,
            clock=self._clock,
            resolve=resolve,
            connect=connect,
            hosts=self._hosts,
        )
        self._robots: dict[str, Robots] = {}
        self._learning: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        wants: Wants = "page",
        found_in: str | None = None,
    ) -> Fetched:
        """The answer at an address, after at most `fetch.redirects` redirects; FetchError where there is none.

        Waits until the host may be asked, for at most five minutes. With an `etag` or a `last_modified` of an earlier
        answer, one of status 304 says that nothing has changed. `found_in` is the feed that listed the address: one of the
        public internet leads to no private address, not even to one that is allowed.
        """
        place, asked = place_of(url), shown_url(url.strip())
        conditions = _conditions(etag, last_modified)
        been, moved, permanent = [place.url], None, True
        private = self._came_from(found_in)
        while True:
            self._check_allowed(place, asked, was_private=private)
            headers = {"Accept": ACCEPT[wants], **conditions}
            answer, private = self._visits.ask(place, asked, headers, was_private=private)
            if answer.status not in REDIRECTS:
                break
            place = _next(place, answer, asked)
            if place.url in been:
                raise _redirected("it is sent around in a circle", asked)
            if len(been) > self._redirects:
                raise _redirected(f"it is sent on more than {self._redirects} times", asked)
            been.append(place.url)
            permanent = permanent and answer.status in PERMANENT
            moved = place.url if permanent else moved
        _check_status(answer, place, asked, conditional=bool(conditions))
        return Fetched(
            asked=asked,
            url=place.url,
            moved_to=moved,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            at=self._clock.now(),
            notes=answer.notes,
        )

    def ready_at(self, url: str) -> datetime:
        """When the host of an address may be asked next: now or later. Of what is no web address, now."""
        try:
            return self._hosts.ready_at(place_of(url).host)
        except FetchError:
            return self._clock.now()

    def knows_robots(self, url: str) -> bool:
        """Whether the robots.txt that holds for an address was read within a day. Of what is no web address, yes."""
        try:
            return self._known(place_of(url)) is not None
        except FetchError:
            return True

    def learn_robots(self, url: str, *, found_in: str | None = None) -> None:
        """Read the robots.txt that holds for an address, unless it is known. FetchError where it cannot be known.

        `found_in` as in `get`.
        """
        self._rules(place_of(url), shown_url(url.strip()), was_private=self._came_from(found_in))

    def hosts(self) -> Mapping[str, HostState]:
        """What must survive a restart, by host."""
        return self._hosts.states()

    def close(self) -> None:
        """Forget what robots.txt files said. Each connection ended with its request."""
        self._robots.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_allowed(self, place: Place, asked: str, *, was_private: bool | None) -> None:
        rules = self._rules(place, asked, was_private=was_private)
        if not rules.allows(place.url):
            led = "" if place.url == asked else f" (asked: {shown_url(place.url)})"
            line = rules.forbidding(place.url)
            what = f"{place.origin}/robots.txt forbids programs to read it{f' ({line})' if line else ''}{led}"
            raise FetchError(what, fix=SAVE, path=asked, kind="robots")

    def _came_from(self, found_in: str | None) -> bool | None:
        """Whether the way comes from a private feed, or from a public one; None where a person named the address."""
        if found_in is None:
            return None
        try:
            return self._visits.is_private(place_of(found_in).host)
        except FetchError:  # a list that lies in a file
            return None

    def _known(self, place: Place) -> Robots | None:
        robots = self._robots.get(place.origin)
        if robots is None or abs(self._clock.now() - robots.learned) >= timedelta(seconds=KEPT_S):
            return None  # also when the clock was put back
        return robots

    def _rules(self, place: Place, asked: str, *, was_private: bool | None) -> Robots:
        """The rules of an origin, asked for unless they are known."""
        with self._lock:
            learning = self._learning.setdefault(place.origin, threading.Lock())
        with learning:
            robots = self._known(place)
            if robots is None:
                robots = self._learn(place, asked, private=was_private)
                self._remember(place.origin, robots)
                self._visits.space(place.host, robots.delay_s)
            return robots

    def _remember(self, origin: str, robots: Robots) -> None:
        with self._lock:
            self._robots.pop(origin, None)
            self._robots[origin] = robots  # behind all others
            size = sum(one.size for one in self._robots.values())
            for known in list(self._robots):
                if size <= MOST_REMEMBERED or known == origin:
                    break
                size -= self._robots.pop(known).size

    def _learn(self, origin: Place, asked: str, *, private: bool | None) -> Robots:
        """The rules as RFC 9309, section 2.3.1, has them: none where there is no file, an error where nobody can tell."""
        place = origin._replace(target="/robots.txt")
        for _ in range(MOST_REDIRECTS + 1):
            answer, private = self._visits.ask(
                place, asked, {"Accept": "text/plain, */*;q=0.5"}, was_private=private, robots=True
            )
            if answer.status == 200:
                return read_robots(answer.body, at=self._clock.now())
            if answer.status == 304:
                _check_status(answer, place, asked, conditional=False)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                break
            try:
                place = _next(place, answer, asked)
            except FetchError as error:
                what = (
                    f"{origin.origin}/robots.txt, which says what may be read, cannot be had: {error.reason}"
                )
                fix = f"try again later, or {SAVE}"
                raise FetchError(what, fix=fix, path=asked, kind="broken", status=answer.status) from error
        return Robots(None, 0.0, self._clock.now())


def _next(place: Place, answer: Received, asked: str) -> Place:
    location = answer.headers.get("location", "")
    if not location:
        what = f"it is sent on (status {answer.status}), and nobody says where to"
        raise FetchError(what, fix=SAVE, path=asked, kind="broken", status=answer.status)
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    return led_to(place, location, asked=asked)


def _redirected(what: str, asked: str) -> FetchError:
    return FetchError(
        what, fix=f"sites do so that want cookies or a login: {SAVE}", path=asked, kind="redirects"
    )


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """What asks for an answer only if something has changed (RFC 9110, section 13.1); what fits in no header is left out."""
    stated = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {
        name: value.strip()
        for name, value in stated.items()
        if value and _header_safe.fullmatch(value.strip())
    }


def _check_status(answer: Received, place: Place, asked: str, *, conditional: bool) -> None:
    status = answer.status
    if status == 200 or (status == 304 and conditional):
        return
    led = "" if place.url == asked else f" (asked: {shown_url(place.url)})"
    kind, fix = "status", SAVE
    if status == 304:
        kind, what = "broken", "the answer says that nothing has changed (304), though nobody asked that"
    elif status in {404, 410}:
        what, fix = f"there is no such page (status {status})", "check the address"
    elif status in {401, 402, 403, 407, 451}:
        what = f"the outlet does not let it be read (status {status})"
    else:
        what, fix = f"the outlet gives no page (status {status})", f"try again later, or {SAVE}"
    raise FetchError(what + led, fix=fix, path=asked, kind=kind, status=status)
