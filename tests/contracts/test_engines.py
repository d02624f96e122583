"""Every engine keeps the contract."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from sayso.engines import local
from sayso.engines.held import Held
from sayso.records import Article
from sayso.run import open_ahead, run
from sayso.settings import Settings
from sayso.stage import Bundle, Each
from sayso.store import open_store
from sayso.testing import check_engine
from sayso.testing.toys import Name


@pytest.mark.parametrize("workers", [1, 2])
def test_the_local_engine_gives_the_same_rows_in_process_and_in_a_pool(workers: int) -> None:
    check_engine(local.each, workers=workers)


def test_an_engine_that_keeps_its_stages_open_gives_the_same_rows() -> None:
    held = Held()
    check_engine(held, workers=1)
    check_engine(held, workers=1)


def test_what_is_loaded_ahead_is_loaded_once_and_the_first_run_waits_for_it() -> None:
    opened: list[str] = []

    def make(_settings: Settings) -> Callable[[Bundle], Iterator[Name]]:
        opened.append("made")
        time.sleep(0.2)
        return lambda _bundle: iter(())

    stage = Each(name="slow", version=1, reads=(Article,), writes=(Name,), make=make)
    engine = Held()
    ahead = threading.Thread(target=open_ahead, args=((stage,), Settings(), engine))
    ahead.start()
    store = open_store(":memory:", Settings())
    store.add([Article(id="a1", revision="r1", text="One.", text_sha256="0" * 64)])
    run(store, (stage,), Settings(), engine=engine)
    ahead.join()
    assert opened == ["made"]
    assert (True, False) == (engine.is_first_asked(), engine.is_first_asked())
