"""Several processes work on one collection: none is lost, one derives, and a killed one is taken over."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.run import run
from sayso.settings import Settings
from sayso.store import open_store
from sayso.testing import TOY_FLOW, differences, rebuilt, snapshot

ADD = """
import sys
from sayso.run import run
from sayso.settings import Settings
from sayso.store import open_store
from sayso.testing import TOY_FLOW, make_article
for n in range(3):
    store = open_store(sys.argv[1])
    store.add([make_article(sys.argv[2] + str(n), f"Brook{sys.argv[2]} Cedar{n}")])
    run(store, TOY_FLOW, Settings(), workers=1)
    store.close()
"""

HANG = """
import sys, time
from sayso.run import run
from sayso.settings import Settings
from sayso.store import open_store
from sayso.testing import TOY_FLOW, make_article
def wait(progress):
    if progress.step.startswith("ties"):
        print("waiting", flush=True)
        time.sleep(600)
store = open_store(sys.argv[1])
store.add(make_article(n, f"Brook{n} Cedar") for n in range(4))
run(store, TOY_FLOW, Settings(), workers=1, progress=wait)
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Another Python that runs this."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True, env=environ
    )


def test_processes_that_add_at_once_lose_nothing_and_derive_all(place: Path | str) -> None:
    adders = [start(ADD, str(place), name) for name in "abc"]

    assert [0, 0, 0] == [adder.wait(120) for adder in adders]
    for adder in adders:
        adder.communicate()
    store = open_store(place)
    assert 9 == len(store.article_ids())
    assert 0 == store.status().stale
    assert [] == differences(rebuilt(list(store.articles()), TOY_FLOW, Settings()), snapshot(store, TOY_FLOW))
    assert [] == store.check()
    store.close()


def test_a_process_killed_in_mid_run_is_taken_over_at_once(place: Path | str) -> None:
    hanging = start(HANG, str(place))
    assert hanging.stdout is not None
    assert "waiting\n" == hanging.stdout.readline()

    store = open_store(place)
    assert f"process {hanging.pid} on " in (run(store, TOY_FLOW, Settings(), workers=1).left_to or "")
    hanging.send_signal(signal.SIGKILL)
    hanging.communicate()
    begun = time.monotonic()

    assert run(store, TOY_FLOW, Settings(), workers=1).left_to is None
    assert time.monotonic() - begun < 30
    assert [] == differences(rebuilt(list(store.articles()), TOY_FLOW, Settings()), snapshot(store, TOY_FLOW))
    store.close()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells of processes that way")
def test_a_killed_process_that_nobody_has_buried_holds_no_lock(place: Path | str) -> None:
    hanging = start(HANG, str(place))
    assert hanging.stdout is not None
    assert "waiting\n" == hanging.stdout.readline()
    hanging.send_signal(signal.SIGKILL)
    os.waitid(os.P_PID, hanging.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and is still listed

    with open_store(place) as store:
        assert run(store, TOY_FLOW, Settings(), workers=1).left_to is None

    hanging.communicate()
