"""Fixtures for tests of the annotate stages: an invented text, read by the real stages in order; and for stores."""

import gc
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from sayso.flow import ANNOTATE
from sayso.ids import make_id, text_hash
from sayso.records import Article, Review
from sayso.settings import Settings
from sayso.stage import Bundle

LONGEST = (
    "spark/test_whole_flow.py",
    "tests/test_docs.py",
    "reliability/test_kills.py",
    "spark/test_corpus.py",
    "spark/test_toy_flow.py",
    "bench/test_growth.py",
    "watching/test_three_hours.py",
)
"""Files of tests that take minutes. With several processes a file is one process's, so these are begun first: begun last, each
would keep one process busy while the others have nothing to do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, all others as they come."""

    def place(item: pytest.Item) -> int:
        path = item.path.as_posix()
        return next((at for at, name in enumerate(LONGEST) if path.endswith(name)), len(LONGEST))

    items.sort(key=place)


def make_article(text: str, **fields: Any) -> Article:
    """An article of the text alone, as a reader would make it."""
    digest = text_hash(text)
    article_id = make_id("Article", digest)
    return Article(
        id=article_id,
        revision=make_id("Revision", article_id, digest),
        text=text,
        text_sha256=digest,
        **{"language": "en", **fields},
    )


class Annotator:
    """Runs the annotate stages on one article after another; what is heavy is loaded once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.stages = ANNOTATE
        self._made: dict[str, Callable[[Any], Any]] = {}

    article = staticmethod(make_article)

    def __call__(
        self, text: str, *, upto: str = "unread", reviews: Sequence[Review] = (), **fields: Any
    ) -> Bundle:
        """The article of a text with the rows of every stage up to the one named."""
        return self.run([make_article(text, **fields)], upto=upto, reviews=reviews)[0]

    def run(
        self, articles: list[Article], *, upto: str = "unread", reviews: Sequence[Review] = ()
    ) -> list[Bundle]:
        """The bundles of several articles, read together where a stage takes batches."""
        order = [stage.name for stage in self.stages]
        rows: list[dict[Any, tuple[Any, ...]]] = [{} for _ in articles]
        from sayso.records import RECORDS

        for kinds in rows:
            kinds.update({kind: () for kind in RECORDS if kind is not Article})
            kinds[Review] = tuple(reviews)
        for stage in self.stages:
            if order.index(stage.name) > order.index(upto):
                break
            if stage.name not in self._made:
                self._made[stage.name] = stage.make(self.settings)
            work = self._made[stage.name]
            bundles = [
                Bundle(article, kinds).narrow(stage.reads)
                for article, kinds in zip(articles, rows, strict=True)
            ]
            if stage.batch > 1:
                results = [
                    result
                    for at in range(0, len(bundles), stage.batch)
                    for result in work(bundles[at : at + stage.batch])
                ]
            else:
                results = [list(work(bundle)) for bundle in bundles]
            for kinds, result in zip(rows, results, strict=True):
                for kind in stage.writes:
                    kinds[kind] = tuple(row for row in result if type(row) is kind)
        return [Bundle(article, kinds) for article, kinds in zip(articles, rows, strict=True)]


@pytest.fixture(scope="session")
def annotated() -> Annotator:
    """`annotated("Text ...", published_earliest="2021-07-27")` gives a bundle with the rows of every stage."""
    return Annotator(Settings())


@pytest.fixture(scope="session")
def parsed(annotated: Annotator) -> Callable[..., Bundle]:
    """`parsed("Text ...")` gives a bundle with marks, parse and sentences only."""

    def parsed(text: str, **fields: Any) -> Bundle:
        return annotated(text, upto="sentences", **fields)

    return parsed


@pytest.fixture
def datasette() -> Iterator[Callable[[str], Any]]:
    """Opens a file in Datasette, which leaves connections to Python to close: they go here, where nobody minds.

    From 3.13 on Python warns of that; a test that asks for this ignores ResourceWarning.
    """
    opened: list[Any] = []

    def open_file(path: str) -> Any:
        from datasette.app import Datasette

        opened.append(Datasette([path]))
        return opened[-1]

    yield open_file
    for app in opened:
        app.executor.shutdown()
    opened.clear()
    gc.collect()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL database: the one that SAYSO_TEST_POSTGRES names, or of a server for these tests alone."""
    pytest.importorskip("psycopg", reason="needs psycopg, of sayso[postgres]")
    from sayso.testing.postgresql import private_server, programs

    named = os.environ.get("SAYSO_TEST_POSTGRES")
    if named:
        yield named
        return
    if programs() is None:
        pytest.skip("needs a PostgreSQL server: none is installed, and SAYSO_TEST_POSTGRES names none")
    with private_server() as url:
        yield url


@pytest.fixture
def plain(postgres_server: str) -> Iterator[Any]:
    """A connection to PostgreSQL without Sayso."""
    import psycopg

    with psycopg.connect(postgres_server, autocommit=True) as connection:
        yield connection


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[Callable[[], str]]:
    """Gives the URL of one empty collection after the other, each in a schema of its own."""
    import psycopg

    named = itertools.count(1)
    made: list[str] = []

    def place() -> str:
        made.append(f"sayso_test_{os.getpid()}_{next(named)}")
        return f"{postgres_server}{'&' if '?' in postgres_server else '?'}schema={made[-1]}"

    yield place
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        for schema in made:
            connection.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where an empty collection may be made, in each database: a test of what stores do asks for this."""
    if request.param == "sqlite":
        return tmp_path / "c.db"
    new: Callable[[], str] = request.getfixturevalue("postgres")
    return new()
