"""The whole flow leaves the same tables whichever engine evaluates it."""

import gzip
import json
import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from sayso import sample
from sayso.flow import FLOW
from sayso.ids import make_id, text_hash
from sayso.ingest.read import read
from sayso.records import Article, Failure
from sayso.settings import Settings

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")]


ARTICLES, CHARACTERS = 500, 1_200
"""Articles, and of news reports the beginnings that are read: two engines take half a minute each for their grammar."""

DATA = os.environ.get("SAYSO_DATA", "")


def test_every_table_of_the_whole_flow_is_the_same(
    tmp_path: Path, spark_tables: Callable[..., Any], kept_locally: Callable[..., Any]
) -> None:
    """Of the sample story, and where the labelled data are of 500 articles in all."""
    articles = sample_story(tmp_path)
    if DATA:
        articles += beginnings(Path(DATA) / "load" / "articles.jsonl.gz", ARTICLES - len(articles))
        assert len(articles) == ARTICLES
    workers = 2 if DATA else 1
    local, spark = kept_locally(articles, FLOW, workers=workers), spark_tables(tmp_path, articles, FLOW)

    for name in local:
        assert local[name] == spark[name], name
    assert all(spark[name] for name in ("seeds", "shared_passages", "stories", "actors", "utterances"))


def sample_story(folder: Path) -> list[Article]:
    """The story that comes with Sayso, as its readers give it."""
    for file in (*sample.files(), sample.sidecar()):
        (folder / file.name).write_bytes(file.read_bytes())
    names = [folder / file.name for file in sample.files()]
    readings = list(read(names, sidecar=folder / sample.sidecar().name, settings=Settings()))
    articles = [reading.article for reading in readings if not isinstance(reading, Failure)]
    assert len(readings) == len(articles) > 3
    return articles


def beginnings(path: Path, count: int) -> list[Article]:
    """The beginnings of articles, up to the end of a paragraph: enough for stories, names and shared text to meet."""
    made = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, islice(lines, count)):
            end = row["text"].rfind("\n", 0, CHARACTERS)
            text = row["text"][: end if end > CHARACTERS // 2 else CHARACTERS]
            sha = text_hash(text)
            own = make_id("Article", row["id"])
            made.append(
                Article(
                    id=own,
                    revision=make_id("Revision", own, sha),
                    text=text,
                    text_sha256=sha,
                    title=row["title"] or None,
                    outlet=row["outlet"] or None,
                    url=row["url"] or None,
                    language="en",
                    published_earliest=row["date"] or None,
                    published_latest=row["date"] or None,
                    published_basis="stated" if row["date"] else "unknown",
                )
            )
    return made
