"""Deliveries of agencies that do not exist, and what comes of them."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from sayso.ingest import read
from sayso.records import Article, Failure, Reading
from sayso.settings import Limits, Settings

SMALL = Settings(limits=Limits(max_file_mb=1, max_line_mb=1))
NOW = "2031-05-10T12:00:00+00:00"


class Outcome:
    """The articles and the failures of one delivery."""

    def __init__(self, rows: list[Reading | Failure]) -> None:
        self.readings = [row for row in rows if isinstance(row, Reading)]
        self.articles = [row.article for row in self.readings]
        self.failures = [row for row in rows if isinstance(row, Failure)]

    @property
    def one(self) -> Article:
        """The only article, where nothing failed."""
        assert [] == self.failures
        [article] = self.articles
        return article


@pytest.fixture
def outcome() -> Callable[..., Outcome]:
    """What comes of bytes, a text, or a value to be written as JSON."""

    def of(data: Any, *, now: str | None = NOW) -> Outcome:
        if not isinstance(data, (str, bytes)):
            data = json.dumps(data)
        raw = data.encode() if isinstance(data, str) else data
        return Outcome(list(read(["-"], settings=SMALL, stdin=io.BytesIO(raw), now=now)))

    return of
