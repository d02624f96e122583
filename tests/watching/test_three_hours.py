"""Three simulated hours of sixteen hosts, watched by a process that is killed ten times and begun again.

Time lives in a file, so that it goes on over a kill; the server keeps a log of what it was asked and what it answered. What
must be so at the end is written in `checking`, and each check is shown a fault that it has to find.
"""

import json
import random
import re
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.watching import checking
from tests.watching.checking import CHECKS, END, Facts
from tests.watching.file_clock import BEGIN, FileClock
from tests.watching.three_hours import build, write_lists
from tests.watching.world import HOUR, Item, Noted, World, name_of

from sayso.store import open_store

KILLS = 10
SEED = 20310507
MARK = re.compile(r"Edition (\d+) of (\S+)\.")


class Killer:
    """Kills whoever watches: before an answer, within one, after one; a plan that a seed makes."""

    def __init__(self, world: World, chance: random.Random) -> None:
        self._world, self._chance = world, chance
        self.process: subprocess.Popen[bytes] | None = None
        self._aim: subprocess.Popen[bytes] | None = None
        self.done = 0
        self._next = 0
        self._draw()
        world.stop_at, world.kill = self.stop_at, self.kill

    def _draw(self) -> None:
        self._next = len(self._world.log) + self._chance.randrange(8, 36)

    def stop_at(self) -> str:
        """How the present request ends; asked under the world's lock."""
        if self.done == KILLS or self.process is None or len(self._world.log) < self._next:
            return ""
        self.done += 1
        self._aim = self.process
        self._next = sys.maxsize
        return self._chance.choice(["before", "within", "after"])

    def kill(self) -> None:
        """Kill it, perhaps a moment later; once is enough."""
        process, self._aim = self._aim, None
        if process is not None:
            time.sleep(self._chance.choice([0.0, 0.0, 0.002, 0.02]))
            process.kill()

    def run(self, folder: Path) -> tuple[int, int]:
        """Watch until it is over or killed: how it ended, and how long the log was by then."""
        call = [sys.executable, "-m", "tests.watching.simulated_watch", str(folder)]
        with (folder / "watch.log").open("ab") as told:
            self.process = subprocess.Popen(call, cwd=Path(__file__).parents[2], stdout=told, stderr=told)
            ended = self.process.wait(timeout=240)
        self.process = None
        time.sleep(0.2)  # what had reached the server is noted by now
        self._draw()
        return ended, len(self._world.log)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    """The three hours, lived through once."""
    folder = tmp_path_factory.mktemp("three_hours")
    clock = FileClock(folder / "clock")
    world = World(clock)
    try:
        build(world)
        write_lists(folder, world)
        (folder / "wiring.json").write_text(json.dumps(world.wiring()))
        yield _live(folder, world, clock)
    finally:
        world.web.close()
        clock.close()


def _live(folder: Path, world: World, clock: FileClock) -> Facts:
    chance = random.Random(SEED)
    killer, kills = Killer(world, chance), []
    while True:
        ended, length = killer.run(folder)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL, (folder / "watch.log").read_text()[-3000:]
        kills.append(length)
        clock.sleep(chance.choice([0.0, 0.0, 3.0, 40.0, 300.0]))  # it may lie there for a while
    assert len(kills) == KILLS
    assert clock.seconds >= END
    return _facts(folder, world, kills)


def _facts(folder: Path, world: World, kills: list[int]) -> Facts:
    editions: dict[str, list[list[int | None]]] = defaultdict(list)
    with open_store(folder / "sayso.db", read_only=True) as store:
        for article in store.articles():
            texts = [revision.text for revision in store.revisions(article.id)]
            editions[article.url or article.id].append([_edition(text, article.url or "") for text in texts])
        read = {
            one.url: (datetime.fromisoformat(one.last_read) - BEGIN).total_seconds()
            for one in store.feeds()
            if one.last_read is not None
        }
    public = {address for answers in world.addresses.values() for some in answers for address in some}
    return Facts(
        log=tuple(world.log),
        kills=tuple(kills),
        connected=tuple((folder / "connected").read_text().split()),
        public=frozenset(address for address in public if address.startswith("93.184.0.")),
        items=dict(world.items),
        editions=dict(editions),
        read=read,
        feeds=frozenset(world.feeds),
    )


def _edition(text: str, url: str) -> int | None:
    """Which text of an article this is; None: the words of its feed. Of another article, one that never was."""
    found = MARK.search(text)
    if found is None:
        return None
    return int(found[1]) if found[2] == name_of(url) else -1


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_after_three_hours_and_ten_kills_all_is_as_it_must_be(
    check: Callable[[Facts], list[str]], facts: Facts
) -> None:
    assert [] == check(facts)


def test_the_hours_hold_what_they_are_for(facts: Facts) -> None:
    """Every kind of trouble was met: else nothing was proved."""
    answered = {noted.status for noted in facts.log}
    assert {200, 301, 302, 304, 404, 429, 503} <= answered
    assert len(facts.feeds) >= 12
    assert len({noted.asked.host for noted in facts.log}) >= 10
    assert any(len(kept[0]) > 1 for kept in facts.editions.values())
    assert sum(1 for noted in facts.log if noted.edition) > 10
    assert any(item.vanishes and url in facts.editions for url, item in facts.items.items())
    assert 60 < len(facts.editions)


def _planted(facts: Facts) -> dict[str, Facts]:
    """The facts as they would be after a fault of each kind."""
    log = list(facts.log)
    fair = next(url for url, kept in facts.editions.items() if len(kept[0]) > 1)
    page = next(at for at, one in enumerate(log) if one.asked.url == fair and one.status == 200)
    same = max(
        at for at, one in enumerate(log) if one.status == 304 and one.asked.url == "http://post.example/atom"
    )
    busy = next(at for at, one in enumerate(log) if one.retry_after and at not in facts.lost())
    plain = log[same].asked._replace(headers={})

    def asked(host: str, path: str, at: int, seconds: float) -> Facts:
        one: Noted = log[at]._replace(
            asked=log[at].asked._replace(host=host, path=path), at=log[at].at + seconds
        )
        kills = [kill + (kill > at) for kill in facts.kills]
        return replace(facts, log=[*log[: at + 1], one, *log[at + 1 :]], kills=kills)

    other: Item = replace(facts.items[fair], url="http://courier.example/other")
    return {
        "came_in_once": replace(facts, editions={**facts.editions, fair: [[0], [0]]}),
        "came_in_once, one is missing": replace(facts, items={**facts.items, other.url: other}),
        "came_in_once, one too many": replace(facts, editions={**facts.editions, "http://x.example/": [[0]]}),
        "revisions_are_kept": replace(
            facts, editions={**facts.editions, fair: [facts.editions[fair][0][:1]]}
        ),
        "revisions_are_kept, out of order": replace(
            facts, editions={**facts.editions, fair: [facts.editions[fair][0][::-1]]}
        ),
        "nothing_forbidden_was_asked": asked("herald.example", "/private/0", page, 0.0),
        "rules_come_first": replace(facts, log=[log[page], *log]),
        "no_private_address_was_tried": replace(facts, connected=[*facts.connected, "10.0.0.9"]),
        "hosts_were_left_their_time": asked("courier.example", "/0", page, 4.9),
        "who_was_told_to_wait_waited": asked("busy.example", "/0", busy, 30.0),
        "what_is_known_is_asked_for_conditionally": replace(
            facts, log=[*log[:same], log[same]._replace(asked=plain), *log[same + 1 :]]
        ),
        "feeds_were_read_in_time": replace(facts, read={**facts.read, "http://courier.example/rss": HOUR}),
    }


def test_each_check_finds_the_fault_that_it_is_for(facts: Facts) -> None:
    planted = _planted(facts)
    assert {name.partition(",")[0] for name in planted} == {check.__name__ for check in CHECKS}

    silent = [name for name, wrong in planted.items() if not _check(name)(wrong)]

    assert [] == silent


def _check(name: str) -> Any:
    return getattr(checking, name.partition(",")[0])
