"""A watch over a server that misbehaves, by a clock that only moves when somebody sleeps."""

from collections.abc import Iterator

import pytest
from tests.watching.watched import Watched, watched


@pytest.fixture
def desk() -> Iterator[Watched]:
    with watched() as made:
        yield made
