"""A small collection with something of everything in it, and its folder of tables."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from sayso.ids import make_id, text_hash
from sayso.records import RECORDS, Article, Failure, Reading, Record, Review
from sayso.run import run
from sayso.settings import Settings
from sayso.store import open_store
from sayso.store.parquet.loading import load_tables
from sayso.store.parquet.writing import write_tables
from sayso.store.sql import SqlStore
from sayso.testing import TOY_FLOW

KINDS: Mapping[str, type[Record]] = {
    kind.__name__: kind for kind in (*RECORDS, *(kind for stage in TOY_FLOW for kind in stage.writes))
}
TEXTS = (
    "Ember Brook saw 40 boats 🚤 leave",
    "Brook cedar Ember",
    "cedar dunes alpha",
    "stumble and topple over Dunes",
    "Dunes topple twice",
    "7 and 42 are too many",
    "",
    "Ember alone alone",
)


def article_of(slot: int, text: str, title: str | None = None) -> Article:
    """An article with a name of its own, whatever its text."""
    name, sha = make_id("Article", slot), text_hash(text)
    return Article(id=name, revision=make_id("Revision", name, sha), text=text, text_sha256=sha, title=title)


def outlet_review(slot: int, value: str) -> Review:
    """Somebody states where an article came out."""
    article = article_of(slot, "").id
    return Review(
        id=make_id("Review", article, value),
        kind="change",
        a_article=article,
        a_quote="",
        a_before="",
        a_after="",
        a_start=0,
        a_end=0,
        b_article="",
        b_quote="",
        b_before="",
        b_after="",
        b_start=0,
        b_end=0,
        by="Ada Wren",
        at="2031-05-07T10:00:00.000000Z",
        subject="article",
        field="outlet",
        value=value,
    )


def fill(store: SqlStore) -> None:
    """Articles, revisions, a tombstone, raw bytes, failures of reading and of stages, a correction; all derived."""
    store.add([article_of(slot, f"{text} once") for slot, text in enumerate(TEXTS[:3])])
    store.add([article_of(99, "gone")])
    store.remove(article_of(99, "").id, reason="a test")
    store.add_reviews([outlet_review(1, "Harbour Post"), outlet_review(50, "Nobody")])
    store.add(
        [
            *(
                Reading(article_of(slot, text, "same" if slot < 3 else None))
                for slot, text in enumerate(TEXTS)
            ),
            Failure(id="f1", stage="ingest", owner="x.txt", path="x.txt", reason="is empty", fix="fill it"),
        ]
    )
    run(store, TOY_FLOW, Settings(), workers=1)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection and its folder of tables, not to be changed."""
    place = tmp_path_factory.mktemp("first")
    with open_store(place / "first.db") as opened:
        fill(opened)
        write_tables(opened, place / "tables", settings={"annotate.languages": ["en"]})
    return place


@pytest.fixture
def store(first: Path, tmp_path: Path) -> Iterator[SqlStore]:
    """The collection."""
    shutil.copy(first / "first.db", tmp_path / "first.db")
    with open_store(tmp_path / "first.db") as opened:
        yield opened


@pytest.fixture
def folder(first: Path, tmp_path: Path) -> Path:
    """Its folder."""
    return Path(shutil.copytree(first / "tables", tmp_path / "tables"))


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Callable[..., SqlStore]]:
    """Loads a folder into a new collection and opens it."""
    opened: list[SqlStore] = []

    def load(folder: Path, name: str = "second.db") -> SqlStore:
        load_tables(tmp_path / name, folder, kinds=KINDS, busy_timeout_s=5)
        opened.append(open_store(tmp_path / name))
        return opened[-1]

    yield load
    for one in opened:
        one.close()
