"""Every engine keeps the contract."""

import pytest

from sayso.engines import local
from sayso.engines.held import Held
from sayso.testing import check_engine


@pytest.mark.parametrize("workers", [1, 2])
def test_the_local_engine_gives_the_same_rows_in_process_and_in_a_pool(workers: int) -> None:
    check_engine(local.each, workers=workers)


def test_an_engine_that_keeps_its_stages_open_gives_the_same_rows() -> None:
    held = Held()
    check_engine(held, workers=1)
    check_engine(held, workers=1)
