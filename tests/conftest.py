"""Fixtures for tests of the annotate stages: an invented text, read by the real stages in order."""

import gc
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from sayso.flow import ANNOTATE
from sayso.ids import make_id, text_hash
from sayso.records import Article, Review
from sayso.settings import Settings
from sayso.stage import Bundle


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
