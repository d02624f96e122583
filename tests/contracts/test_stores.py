"""Every store keeps the contract."""

from pathlib import Path

import pytest

from sayso.store import open_store
from sayso.testing import check_store


@pytest.mark.parametrize("where", ["file", "memory"])
def test_a_store_keeps_its_contract(where: str, tmp_path: Path) -> None:
    made = iter(range(100))
    check_store(lambda: open_store(":memory:" if where == "memory" else tmp_path / f"{next(made)}.db"))
