"""What befalls a collection from outside is said in words, harms nothing, and is over when its cause is gone."""

import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from sayso.errors import StoreError
from sayso.run import run
from sayso.settings import Settings
from sayso.store.sql import SqlStore
from sayso.testing import TOY_FLOW, make_article, rebuilt, snapshot

ARTICLES = [make_article(n, f"Brook{n} Cedar {n} Dunes {n % 3}. " * 30) for n in range(30)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A collection of some articles, all derived."""
    path = tmp_path / "a.db"
    with SqlStore(path) as store:
        store.add(ARTICLES)
        run(store, TOY_FLOW, Settings(), workers=1)
    return path


def held(path: Path) -> object:
    """All that a collection holds."""
    with SqlStore(path) as store:
        return list(store.articles()), snapshot(store, TOY_FLOW)


def add_more(path: Path) -> None:
    """Add an article that fills pages, and derive it."""
    with SqlStore(path, busy_timeout_s=0) as store:
        store.add([make_article("more", "Ember Fjord " * 20_000)])
        run(store, TOY_FLOW, Settings(), workers=1)


def check_that_work_goes_on(path: Path, before: object) -> None:
    """Nothing is harmed, and what failed is done now, with the tables of a rebuild."""
    assert before == held(path)
    add_more(path)
    with SqlStore(path) as store:
        assert [] == store.check()
        assert rebuilt(list(store.articles()), TOY_FLOW, Settings()) == snapshot(store, TOY_FLOW)


@contextmanager
def limited(what: int, most: int) -> Iterator[None]:
    """This process may have so much of something."""
    soft, hard = resource.getrlimit(what)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(what, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(what, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_a_full_disk_is_said_so_and_harms_nothing(path: Path) -> None:
    before, pages = held(path), path.stat().st_size // 4096

    def fill(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    sa.event.listen(sa.pool.Pool, "connect", fill)
    try:
        with pytest.raises(StoreError, match=r"a\.db cannot grow, the disk is full; make room"):
            add_more(path)
    finally:
        sa.event.remove(sa.pool.Pool, "connect", fill)
    check_that_work_goes_on(path, before)


def test_a_file_that_may_not_grow_is_said_so_and_harms_nothing(path: Path) -> None:
    before = held(path)
    with limited(resource.RLIMIT_FSIZE, 100_000), pytest.raises(StoreError, match=r"a\.db cannot"):
        add_more(path)
    check_that_work_goes_on(path, before)


@pytest.mark.parametrize("more", range(4))
def test_without_file_descriptors_it_says_so_and_harms_nothing(path: Path, more: int) -> None:
    before = held(path)
    opened = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
    if not opened:
        pytest.skip("only Linux tells which descriptors are open")
    with limited(resource.RLIMIT_NOFILE, opened + more - 1):
        try:
            add_more(path)
        except StoreError as error:
            assert "a.db" in str(error)  # noqa: PT017 - whether it is enough depends on what is open
    if more == 0:
        assert before == held(path)
    add_more(path)


def test_a_damaged_file_is_never_taken_for_a_whole_one(path: Path) -> None:
    """Wherever bytes are changed: an error in words, a problem that the check names, or every text as it was."""
    whole, texts = path.read_bytes(), {article.id: article.text for article in ARTICLES}
    for seed in range(20):
        draw = random.Random(seed)
        spoilt = bytearray(whole[: draw.randrange(len(whole))] if seed % 5 == 0 else whole)
        for at in (draw.randrange(max(1, len(spoilt) - 200)) for _ in range(3)):
            spoilt[at : at + 100] = draw.randbytes(100)
        path.write_bytes(spoilt)
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        try:
            with SqlStore(path) as store:
                problems = store.check()
                there = {article.id: article.text for article in store.articles()}
        except StoreError as error:
            assert str(path) in str(error)  # noqa: PT017 - one of three ways out
        else:
            assert problems or texts == there, seed


def test_a_clock_that_is_set_takes_no_lock_from_a_run_and_leaves_none_to_the_dead(path: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with SqlStore(path) as store:
        from sayso.store.lock import _began

        for token in (f"{_began(other.pid)}-x",) if _began(other.pid) else ("x",):
            for ahead in (-400 * 86_400, 0, 400 * 86_400) if "-" in token else (0,):
                _take_for(path, other.pid, token, time.time() + ahead)
                assert f"process {other.pid} on " in (store.take_lock() or "")
        _take_for(
            path, other.pid, "1-other", time.time()
        )  # the number of a process that is gone, given out again
        taken = store.take_lock()
        assert (None if _began(other.pid) else "") in {taken, ""}
        if taken is None:
            store.drop_lock(if_idle=False)
        other.communicate(b"\n")
        for ahead in (-400 * 86_400, 0, 400 * 86_400):
            _take_for(path, other.pid, "5-x", time.time() + ahead)
            assert store.take_lock() is None
            store.drop_lock(if_idle=False)


def _take_for(path: Path, process: int, token: str, beat: float) -> None:
    import socket

    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("DELETE FROM run_lock")
    row = (socket.gethostname(), process, token, beat)
    plain.execute("INSERT INTO run_lock (id, host, process, token, beat) VALUES (1, ?, ?, ?, ?)", row)
    plain.close()
