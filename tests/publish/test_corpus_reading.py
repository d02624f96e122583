"""Readings of one article that several inputs give a corpus: decided as `add` decides them, without Spark."""

from itertools import permutations

import pytest

from sayso.publish.corpus_reading import Decide, Found, packed, unpacked
from sayso.records import Article, Reading
from sayso.schema import codec
from sayso.store.merging import merged
from sayso.testing import make_article

pytest.importorskip("pyarrow")


def version(hour: int | None, text: str, title: str | None = None) -> Article:
    updated = None if hour is None else f"2031-05-07T{hour}:00:00+00:00"
    return make_article(1, text, updated=updated, title=title)


def decided(*articles: Article) -> tuple[list[Article], int]:
    """The articles that come of readings in this order, and how many failures."""
    found = [Found(0, at, None, codec(Article).encode(one), None) for at, one in enumerate(articles)]
    batches = list(Decide()(packed(found)))
    failures = sum(batch.num_rows - batch.column("failure").null_count for batch in batches)
    rows = [one.article for batch in batches for one in unpacked(batch) if one.article and one.article[0]]
    return [codec(Article).decode(row) for row in rows], failures


def test_versions_with_gaps_end_alike_in_every_order() -> None:
    readings = version(10, "One", "First"), version(11, "Two", "Second"), version(12, "Three")
    beside = make_article(2, "Beside")
    for order in permutations(readings):
        assert ([merged([Reading(one) for one in readings]), beside], 0) == decided(*order, beside)


def test_a_text_that_nothing_tells_to_be_a_version_fails_and_the_first_stays() -> None:
    [made], failures = decided(version(None, "One"), version(None, "Two"), version(None, "One", "Title"))

    assert ("One", "Title", 1) == (made.text, made.title, failures)
