"""The interface over the sample story, made once; whoever changes it takes a copy."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import sayso
from sayso.web.app import make_app

Get = Callable[..., Any]


@pytest.fixture(scope="session")
def reading(sample_db: Path) -> Iterator[TestClient]:
    """A client of a server that nobody changes."""
    with sayso.open(sample_db) as collection:
        yield TestClient(make_app(collection))


@pytest.fixture
def writing(sample_db: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A client of a server over a copy of its own."""
    with sayso.open(shutil.copy(sample_db, tmp_path / "copy.db")) as collection:
        yield TestClient(make_app(collection))


@pytest.fixture
def get(reading: TestClient) -> Get:
    """The data that an address of the interface answers; it has to be there."""

    def data(address: str, **query: object) -> Any:
        answer = reading.get(f"/api/v1{address}", params=query)  # type: ignore[arg-type]
        assert answer.status_code == 200, answer.text
        return answer.json()

    return data
