"""Invented articles that the whole flow can read: the sample story, and some that are odd."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import sample
from sayso.flow import FLOW
from sayso.ingest.read import read
from sayso.records import Article, Failure
from sayso.settings import Settings
from sayso.testing import make_article, rebuilt
from sayso.testing.rebuild import Snapshot

ODD = (
    "",
    "   \r\n\r\n ",
    "\U0001f600 “We stay,” said Ada Wren \U0001f468‍\U0001f469‍\U0001f467. “And so do they.”",
    "Mayor Ada Wren said on Monday that 40 boats were lost. “No,” Tomas Brill told the Harbour Post.",
    "Mayor Ada Wren said on Monday that 40 boats were lost, the town hall announced two days later.",
    '“” " " “unclosed, she said \u2028 (((( -- : ; \' ’ said said said',
)


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Article]:
    """The sample story as its reader gives it, odd texts, and one in a language that is not annotated."""
    return list(_articles(tmp_path_factory.mktemp("sample")))


def _articles(folder: Path) -> Iterator[Article]:
    for file in sample.files():
        with file.open("rb") as source, (folder / file.name).open("wb") as target:
            shutil.copyfileobj(source, target)
    (folder / "sidecar.csv").write_bytes(sample.sidecar().read_bytes())
    names = [folder / file.name for file in sample.files()]
    for reading in read(names, sidecar=folder / "sidecar.csv", settings=Settings()):
        assert not isinstance(reading, Failure), reading
        yield reading.article
    for n, text in enumerate(ODD):
        yield make_article(n, text, language="en", published_earliest="2031-05-07", published_basis="stated")
    yield make_article("fr", "« Nous restons », a déclaré la maire Ada Wren lundi.", language="fr")


@pytest.fixture(scope="session")
def rows(articles: list[Article]) -> Snapshot:
    """All that the whole flow makes of them, once for all tests."""
    return rebuilt(articles, FLOW, Settings())
