"""The whole flow leaves the same tables whichever engine evaluates it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso import sample
from sayso.flow import FLOW
from sayso.ingest.read import read
from sayso.records import Failure
from sayso.settings import Settings

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")]


def test_every_table_of_the_sample_story_is_the_same(
    tmp_path: Path, spark_tables: Callable[..., Any], kept_locally: Callable[..., Any]
) -> None:
    for file in sample.files():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    sidecar = tmp_path / "sidecar.csv"
    sidecar.write_bytes(sample.sidecar().read_bytes())
    names = [tmp_path / file.name for file in sample.files()]
    readings = list(read(names, sidecar=sidecar, settings=Settings()))
    articles = [reading.article for reading in readings if not isinstance(reading, Failure)]

    local, spark = kept_locally(articles, FLOW), spark_tables(tmp_path, articles, FLOW)

    assert len(readings) == len(articles) > 3
    for name in local:
        assert local[name] == spark[name], name
