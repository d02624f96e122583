"""With the models that read news: two at work at once, and ten who read meanwhile."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso import sample
from sayso.errors import NotFound
from sayso.flow import FLOW
from sayso.settings import Settings
from sayso.store import open_store
from sayso.testing import differences, snapshot
from sayso.testing.rebuild import Snapshot

REPORTS = 3
"""Of the sample story: enough that they meet, and read in some seconds."""


@pytest.fixture(scope="module")
def reports() -> list[str]:
    """The first reports of the sample story."""
    return [str(path) for path in sorted(sample.files(), key=str)[:REPORTS]]


def begin(*command: str) -> subprocess.Popen[str]:
    """Another Python."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ
    )


def rows_of(path: Path) -> Snapshot:
    """All rows of a collection that is sound and waits for nothing."""
    with open_store(path, create=False) as store:
        assert [] == store.check()
        assert 0 == store.status().stale
        return snapshot(store, FLOW)


@pytest.fixture(scope="module")
def undisturbed(reports: list[str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Snapshot]:
    """A collection of the reports, and its rows."""
    path = tmp_path_factory.mktemp("undisturbed") / "sayso.db"
    with sayso.open(path) as collection:
        collection.add(*reports)
    return path, rows_of(path)


def test_two_adds_at_once_keep_all_and_no_word_of_a_lock_reaches_anybody(
    reports: list[str], undisturbed: tuple[Path, Snapshot], tmp_path: Path
) -> None:
    _, expected = undisturbed
    path = tmp_path / "both.db"
    command = ("-m", "sayso", "add", "--db", str(path))
    adders = [begin(*command, *reports[:2]), begin(*command, *reports[2:])]

    told = [adder.communicate(timeout=300) for adder in adders]

    assert [0, 0] == [adder.returncode for adder in adders], told
    assert not any("lock" in text for both in told for text in both)
    assert [] == differences(expected, rows_of(path))


def test_ten_readers_of_a_collection_that_is_made_anew_meet_no_error(
    undisturbed: tuple[Path, Snapshot], tmp_path: Path
) -> None:
    path = tmp_path / "read.db"
    with open_store(undisturbed[0]) as store:
        store.backup(path)
    questions: list[Callable[[sayso.Collection], Any]] = [
        lambda one: one.status(),
        lambda one: one.stories(),
        lambda one: one.story(),
        lambda one: one.said(),
        lambda one: one.speakers(),
        lambda one: one.actors(),
        lambda one: one.discrepancies(),
        lambda one: one.timeline(),
        lambda one: one.search("dam"),
        lambda one: list(one.export("json", tell=lambda _what, _why: None)),
    ]
    running = begin("-m", "sayso", "run", "--rebuild", "--db", str(path))

    def read(ask: Callable[[sayso.Collection], Any]) -> int:
        answers = 0
        with sayso.open(path, settings=Settings()) as collection:
            while running.poll() is None or not answers:
                try:
                    ask(collection)
                except NotFound:  # the story is not made yet
                    time.sleep(0.05)
                answers += 1
                time.sleep(0.02)
        return answers

    with ThreadPoolExecutor(len(questions)) as readers:
        asked = list(readers.map(read, questions))
    running.communicate()

    assert 0 == running.returncode
    assert min(asked) > 2
    assert [] == differences(undisturbed[1], rows_of(path))
