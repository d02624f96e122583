"""Three hours of some sixteen hosts: what stands where at which second, and what was really answered to whom.

The truth is written here as data (`Item`), and the server that misbehaves tells it. Every request is noted with what it was
answered, so that a test can compare what was asked with what was to be had.
"""

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Asked, Behaviour, Misbehaving, Wire
from tests.watching.file_clock import FileClock
from tests.watching.watched import page

HOUR = 3600.0
MINUTE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article of the truth: from when it is there, when each of its texts begins to stand, when it is gone.

    `fair` is whether it is to be had at all. `summary`: its feed gives some words of it.
    """

    url: str
    appears: float
    editions: tuple[float, ...] = ()
    vanishes: float | None = None
    fair: bool = True
    summary: bool = False

    @property
    def path(self) -> str:
        """Its path."""
        return "/" + self.url.split("/", 3)[3]

    @property
    def host(self) -> str:
        """Its host."""
        return self.url.split("/")[2]

    def edition(self, now: float) -> int:
        """Which of its texts stands, from 0 on."""
        return sum(1 for moment in self.editions if moment <= now)

    def is_there(self, now: float) -> bool:
        """Whether its page is."""
        return self.appears <= now and (self.vanishes is None or now < self.vanishes)


class Noted(NamedTuple):
    """One request, and what it was answered: the edition of an article, the ETag that was sent."""

    asked: Asked
    at: float
    status: int
    edition: int | None = None
    etag: str | None = None
    retry_after: float | None = None


@dataclass(slots=True)
class World:
    """The server, the truth and the log."""

    clock: FileClock
    web: Misbehaving = field(init=False)
    log: list[Noted] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    feeds: list[str] = field(default_factory=list)
    addresses: dict[str, list[list[str]]] = field(default_factory=dict)
    stop_at: Callable[[], str] = field(default=lambda: "")
    kill: Callable[[], None] = field(default=lambda: None)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.web = Misbehaving(now=self.clock.now)

    def on(
        self, url: str, told: Callable[[Asked, float], tuple[Noted, Behaviour]], *, fair: bool = True
    ) -> None:
        """What is answered at an address; the request is noted before, and the plan may kill who asked.

        Before, within or after a `fair` answer; of another, which may take its time, before.
        """

        def act(asked: Asked, wire: Wire) -> None:
            now = self.clock.seconds
            noted, behaviour = told(asked, now)
            how = self.note(noted)
            if how == "before" or (how and not fair):
                self.kill()
                return
            try:
                behaviour(asked, _Cut(wire, self.kill) if how == "within" else wire)  # type: ignore[arg-type]
            finally:
                if how:
                    self.kill()

        self.web.on(url, act)
        host = url.split("/")[2]
        self.addresses.setdefault(host, [self.web.resolve(host)])

    def note(self, noted: Noted) -> str:
        """Note a request; whether and how he who asked is killed over it."""
        with self.lock:
            self.log.append(noted)
            return self.stop_at()

    def article(self, item: Item) -> None:
        """An article at its address, with an ETag; 404 before and after."""
        self.items[item.url] = item

        def told(asked: Asked, now: float) -> tuple[Noted, Behaviour]:
            if not item.is_there(now):
                return Noted(asked, now, 404), bad.failing(404)
            edition = item.edition(now)
            tag = f'"{hashlib.sha1(item.url.encode()).hexdigest()[:8]}-{edition}"'
            same = tag in asked.headers.get("if-none-match", ())
            answer = bad.page(text_of(item, edition), etag=tag)
            return Noted(asked, now, 304 if same else 200, edition, tag), answer

        self.on(item.url, told)

    def page(self, url: str, behaviour: Behaviour, *, status: int = 0) -> None:
        """Something that is no fair page."""
        self.on(url, lambda asked, now: (Noted(asked, now, status), behaviour), fair=False)

    def feed(self, url: str, body: Callable[[float], str], *, since: float = 0.0) -> None:
        """A feed that is written anew for each request, and can be had from a moment on."""
        self.feeds.append(url)
        self.document(url, body, since=since)

    def document(self, url: str, body: Callable[[float], str], *, since: float = 0.0) -> None:
        """What a feed, or a part of one, says at each moment."""

        def told(asked: Asked, now: float) -> tuple[Noted, Behaviour]:
            if now < since:
                return Noted(asked, now, 404), bad.failing(404)
            text = body(now)
            tag = f'"{hashlib.sha1(text.encode()).hexdigest()[:12]}"'
            same = tag in asked.headers.get("if-none-match", ())
            answer = bad.page(text, type="application/xml", etag=tag)
            return Noted(asked, now, 304 if same else 200, None, tag), answer

        self.on(url, told)

    def robots(self, host: str, text: str) -> None:
        """The robots.txt of a host; "" is none."""
        answer = bad.answer(text, type="text/plain") if text else bad.failing(404)
        self.on(
            f"http://{host}/robots.txt", lambda asked, now: (Noted(asked, now, 200 if text else 404), answer)
        )

    def shown(self, *hosts: str, now: float, most: int = 20) -> list[Item]:
        """The articles of hosts that have appeared, the newest first, as feeds show them."""
        there = [item for item in self.items.values() if item.host in hosts and item.appears <= now]
        return sorted(there, key=lambda item: -item.appears)[:most]

    def wiring(self) -> Mapping[str, object]:
        """What another process needs to reach it."""
        return {"port": self.web.port, "addresses": self.addresses}


class _Cut:
    """The server's end of a connection on which half an answer comes, and then he who asked is killed."""

    def __init__(self, wire: Wire, kill: Callable[[], None]) -> None:
        self._wire, self._kill = wire, kill
        self.socket, self.stopped = wire.socket, wire.stopped

    def send(self, data: bytes) -> None:
        """Send the first half."""
        self._wire.send(data[: len(data) // 2])
        self._kill()

    def wait(self, seconds: float) -> bool:
        """Wait as the other does."""
        return self._wire.wait(seconds)


def text_of(item: Item, edition: int) -> str:
    """The page of an article in one of its texts, which says which it is."""
    name = name_of(item.url)
    told = (
        f"{mark(name, edition)} The board of {name} said on Tuesday that the northern quay of the town would stay shut "
        f"for repairs until the end of the month, its speaker told reporters at the gate of the harbour. Divers had found "
        f"cracks below the water line at {name}, and no ship would be let in before the work was done, she said."
    )
    return page(f"Quay of {name} shut", text=told)


def name_of(url: str) -> str:
    """A word for an article that stands nowhere else."""
    return url.split("//")[1].replace("/", "-").replace(".", "-")


def mark(name: str, edition: int) -> str:
    """How a text says which it is."""
    return f"Edition {edition} of {name}."
