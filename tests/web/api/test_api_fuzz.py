"""The interface against what it says of itself: no question breaks it, and every answer has the shape described.

Schemathesis reads the OpenAPI document and asks every operation with values inside and outside its bounds. The seed is
fixed and the number of questions bounded; what is asked is the same in every run.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

import sayso
from sayso.web.api.openapi import document
from sayso.web.app import make_app


class Later:
    """An application that is there when the first question comes: the questions are made before it."""

    app: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


schema = schemathesis.openapi.from_dict(
    document(version="0"), config=schemathesis.Config.from_dict({"seed": 7})
)
schema.app = Later()


@pytest.fixture(scope="module", autouse=True)
def _served(sample_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A server over a copy of the sample story."""
    copied = shutil.copy(sample_db, tmp_path_factory.mktemp("fuzz") / "copy.db")
    with sayso.open(copied) as collection:
        Later.app = make_app(collection)
        yield


@schema.parametrize()
@settings(
    max_examples=6,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_answers_as_described(case: schemathesis.Case[Any]) -> None:
    # which fields of a review go with which others is more than a schema says: such a review is refused, with the reason
    excluded: list[Any] = [positive_data_acceptance] if case.method == "POST" else []
    case.call_and_validate(excluded_checks=excluded)
