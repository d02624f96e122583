"""What must be so after three hours: each check is a function over the facts that gives what is wrong, in words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import pairwise

from tests.watching.three_hours import CRAWL_DELAY
from tests.watching.world import HOUR, MINUTE, Item, Noted

END = 3 * HOUR
DELAY = 5.0
EVERY = 15 * MINUTE
UNSAFE = ("inside.example", "rebind.example")
"""Hosts whose names lead inside, always or every other time."""
HAIR = 0.01
"""Seconds that rounding may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was asked of the server, what the collection holds, and when the watch was killed.

    `kills` are the lengths of the log at each kill; `editions` those kept of each article, by its address, in order (None: the
    text is the feed's); `read` when each feed was last read, in seconds.
    """

    log: Sequence[Noted]
    kills: Sequence[int]
    connected: Sequence[str]
    public: frozenset[str]
    items: Mapping[str, Item]
    editions: Mapping[str, Sequence[Sequence[int | None]]]
    read: Mapping[str, float]
    feeds: frozenset[str]

    def by_host(self) -> Iterator[tuple[str, list[tuple[int, Noted]]]]:
        """The requests of each host, with their places in the log."""
        found: dict[str, list[tuple[int, Noted]]] = defaultdict(list)
        for place, noted in enumerate(self.log):
            found[noted.asked.host].append((place, noted))
        yield from sorted(found.items())

    def lost(self) -> set[int]:
        """The places of what was under way at a kill: the last request of each host before it.

        One host never answers two requests at once, and an answer is written before the host is asked again.
        """
        places: set[int] = set()
        for kill in self.kills:
            last = {noted.asked.host: place for place, noted in enumerate(self.log[:kill])}
            places |= set(last.values())
        return places


def came_in_once(facts: Facts) -> list[str]:
    """Every article that could be had is there once, and nothing else is."""
    wrong = [f"{url}: {len(kept)} articles" for url, kept in facts.editions.items() if len(kept) != 1]
    wrong += [f"{url} was never to be had" for url in facts.editions if url not in facts.items]
    for url, item in facts.items.items():
        could = item.fair and item.appears <= END - HOUR
        if (could or item.summary) and url not in facts.editions:
            wrong.append(f"{url} could be had from {item.appears:.0f} s on, and is not there")
    return wrong


def revisions_are_kept(facts: Facts) -> list[str]:
    """Every text that stood when it was asked for is kept, in that order; of a forbidden page, the feed's words."""
    wrong, lost = [], facts.lost()
    for url, item in facts.items.items():
        mine = [
            (place, noted)
            for place, noted in enumerate(facts.log)
            if noted.asked.host == item.host
            and noted.asked.path.partition("?")[0] == item.path
            and noted.status == 200
        ]
        kept = facts.editions.get(url, [[]])[0]
        if not item.fair:
            if item.summary and set(kept) != {None}:
                wrong.append(f"{url}: {kept} kept, and only the feed's words were to be had")
            continue
        sure: list[int | None] = []
        for place, noted in mine:
            if place in lost and noted.edition not in kept:
                continue
            if not sure or sure[-1] != noted.edition:
                sure.append(noted.edition)
        if list(kept) != sure:
            wrong.append(f"{url}: {list(kept)} kept of {sure}")
    return wrong


def nothing_forbidden_was_asked(facts: Facts) -> list[str]:
    """Nothing that robots.txt forbids, no page where the feed's words are wanted."""
    return [
        f"asked for {noted.asked.url}"
        for noted in facts.log
        if (noted.asked.host == "herald.example" and noted.asked.path.startswith("/private"))
        or (noted.asked.host == "wire.example" and noted.asked.path not in {"/rss", "/robots.txt"})
    ]


def rules_come_first(facts: Facts) -> list[str]:
    """Whoever begins asks a host for its rules before anything else."""
    wrong = []
    bounds = [0, *facts.kills, len(facts.log)]
    for begin, end in pairwise(bounds):
        seen: set[str] = set()
        for noted in facts.log[begin:end]:
            if noted.asked.host not in seen and noted.asked.path != "/robots.txt":
                wrong.append(f"{noted.asked.url} was asked for before the rules of its host")
            seen.add(noted.asked.host)
    return wrong


def no_private_address_was_tried(facts: Facts) -> list[str]:
    """Connections went to the public addresses of the hosts alone."""
    wrong = [address for address in facts.connected if not ip_address(address).is_global]
    wrong += [address for address in facts.connected if address not in facts.public]
    return [f"a connection to {address} was tried" for address in wrong]


def hosts_were_left_their_time(facts: Facts) -> list[str]:
    """Between two requests to a host lies its delay, over kills too; who was killed over the rules had not read them."""
    wrong, lost = [], facts.lost()
    for host, asked in facts.by_host():
        for (place, a), (_, b) in pairwise(asked):
            unread = place in lost and a.asked.path == "/robots.txt"
            delay = CRAWL_DELAY if host == "herald.example" and not unread else DELAY
            if b.at - a.at < delay - HAIR:
                wrong.append(f"{host}: {b.at - a.at:.2f} s between {a.asked.path} and {b.asked.path}")
    return wrong


def who_was_told_to_wait_waited(facts: Facts) -> list[str]:
    """After "come again in so many seconds" nothing is asked for so long; what was under way at a kill is not known."""
    wrong, lost = [], facts.lost()
    for host, asked in facts.by_host():
        wrong += [
            f"{host}: asked again {b.at - a.at:.0f} s after it asked for {a.retry_after:.0f} s"
            for (place, a), (_, b) in pairwise(asked)
            if a.retry_after and place not in lost and b.at - a.at < a.retry_after - HAIR
        ]
    return wrong


def what_is_known_is_asked_for_conditionally(facts: Facts) -> list[str]:
    """Where an ETag was given with what was kept, it is shown the next time."""
    wrong, lost = [], facts.lost()
    known: dict[str, set[str | None]] = {}
    for place, noted in enumerate(facts.log):
        url = noted.asked.url
        shown = noted.asked.headers.get("if-none-match")
        if url in known and shown not in known[url]:
            wrong.append(f"{url} was asked for with {shown}, and {known[url]} was known")
        if noted.status == 200 and noted.etag:
            known[url] = {*known.get(url, {None}), noted.etag} if place in lost else {noted.etag}
        elif noted.status == 304 and place not in lost and noted.etag:
            known[url] = {noted.etag}
        elif noted.status not in {200, 304}:
            known.pop(url, None)
    return wrong


def feeds_were_read_in_time(facts: Facts) -> list[str]:
    """No feed is read sooner than its time, and each was read shortly before the end."""
    wrong, lost = [], facts.lost()
    last: dict[str, tuple[int, float]] = {}
    for place, noted in enumerate(facts.log):
        if noted.asked.url not in facts.feeds or noted.status not in {200, 304}:
            continue
        before = last.get(noted.asked.url)
        if before is not None and before[0] not in lost and noted.at - before[1] < EVERY - HAIR:
            wrong.append(f"{noted.asked.url} was read again after {noted.at - before[1]:.0f} s")
        last[noted.asked.url] = (place, noted.at)
    wrong += [
        f"{url} was last read at {facts.read.get(url)}"
        for url in facts.feeds
        if not set(UNSAFE) & set(url.split("/")) and facts.read.get(url, -1.0) < END - 3 * EVERY
    ]
    return wrong


CHECKS = (
    came_in_once,
    revisions_are_kept,
    nothing_forbidden_was_asked,
    rules_come_first,
    no_private_address_was_tried,
    hosts_were_left_their_time,
    who_was_told_to_wait_waited,
    what_is_known_is_asked_for_conditionally,
    feeds_were_read_in_time,
)
"""All that must be so."""
