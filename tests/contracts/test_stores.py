"""Every store keeps the contract."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.store import open_store
from sayso.testing import check_store


@pytest.mark.parametrize("where", ["file", "memory"])
def test_a_store_keeps_its_contract(where: str, tmp_path: Path) -> None:
    made = iter(range(100))
    check_store(lambda: open_store(":memory:" if where == "memory" else tmp_path / f"{next(made)}.db"))


@pytest.mark.postgres
def test_a_store_in_postgresql_keeps_its_contract(postgres: Callable[[], str]) -> None:
    check_store(lambda: open_store(postgres()))
