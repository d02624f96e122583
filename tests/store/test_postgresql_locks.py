"""PostgreSQL's locks: one process derives, writers take turns, and a lock goes with whoever had it."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from sayso.errors import StoreBusy, StoreError
from sayso.run import run
from sayso.settings import Settings
from sayso.store import open_store
from sayso.store.sql import SqlStore
from sayso.testing import TOY_FLOW, differences, make_article, rebuilt, snapshot
from sayso.testing.postgresql import schema_of

pytestmark = pytest.mark.postgres


def test_two_runs_at_once_are_one(postgres: Callable[[], str]) -> None:
    place = postgres()
    with open_store(place) as one, open_store(place) as two:
        assert one.take_lock() is None
        assert str(two.take_lock()).startswith("process ")
        assert (two.status().at_work or "").startswith("process ")
        assert one.drop_lock(if_idle=True)
        assert two.take_lock() is None
        two.drop_lock(if_idle=False)


def test_a_lock_that_could_not_be_noted_is_not_kept(postgres: Callable[[], str], plain: Any) -> None:
    place = postgres()
    with open_store(place) as one, open_store(place) as two:
        plain.execute(f"ALTER TABLE {schema_of(place)}.run_lock ADD CONSTRAINT nobody CHECK (id <> 1)")
        with pytest.raises(sa.exc.IntegrityError):
            one.take_lock()
        plain.execute(f"ALTER TABLE {schema_of(place)}.run_lock DROP CONSTRAINT nobody")
        assert two.take_lock() is None
        two.drop_lock(if_idle=False)
        assert one.take_lock() is None
        one.drop_lock(if_idle=False)


def test_a_run_whose_connection_is_lost_writes_nothing_more(postgres: Callable[[], str], plain: Any) -> None:
    """As when the server's machine, or the net between, fails: the lock is free, and only the one who has it writes."""
    place = postgres()
    with open_store(place) as store, open_store(place) as other:
        store.add([make_article(1, "Brook Cedar")])
        lines = 0

        def cut(_progress: object) -> None:
            nonlocal lines
            lines += 1
            if lines == 1:
                plain.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
                    f"AND objid = '{schema_of(place)}'::regnamespace::oid"
                )

        with pytest.raises(StoreError, match=r"run again"):
            run(store, TOY_FLOW, Settings(), workers=1, progress=cut)

        assert run(other, TOY_FLOW, Settings(), workers=1).left_to is None
        assert [] == differences(
            rebuilt(list(other.articles()), TOY_FLOW, Settings()), snapshot(other, TOY_FLOW)
        )
        assert 1 == len(store.article_ids())  # and who was cut off goes on with another connection
        assert run(store, TOY_FLOW, Settings(), workers=1).left_to is None


def test_a_writer_that_does_not_finish_is_busy(postgres: Callable[[], str]) -> None:
    place = postgres()
    with open_store(place) as one, SqlStore(place, busy_timeout_s=1) as two:
        begun = time.monotonic()
        with one.db.writes(), pytest.raises(StoreBusy, match="did not finish in time"):
            two.add([make_article(1, "Brook")])
        assert time.monotonic() - begun < 20
        assert [] == two.article_ids()  # readers wait for nobody


def test_a_lock_whose_holder_is_gone_is_waited_for_until_the_server_frees_it(
    postgres: Callable[[], str], plain: Any
) -> None:
    """A server notices after a moment that a process was killed, and a busy one after several."""
    place = postgres()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with open_store(place) as one, open_store(place) as two:
        assert one.take_lock() is None
        plain.execute(f"UPDATE {schema_of(place)}.run_lock SET process = {gone.pid}")
        noticing = threading.Timer(0.3, lambda: one.drop_lock(if_idle=False))
        noticing.start()

        assert two.take_lock() is None

        noticing.join()
        two.drop_lock(if_idle=False)
