"""Reviews in the store: kept for good, and brought into a collection from before there were any."""

import sqlite3
from pathlib import Path

from sayso.records import Review
from sayso.store import open_store
from sayso.testing.expecting import make_article
from sayso.testing.review_checks import make_review

ONE, TWO = make_article(1, "Brook"), make_article(2, "Cedar")


def test_a_collection_from_before_there_were_reviews_gets_their_table(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(path).close()
    old = sqlite3.connect(path)
    old.execute("DROP TABLE reviews")
    old.commit()
    old.close()

    with open_store(path) as store:
        assert () == store.reviews()
        assert 1 == len(store.add_reviews([make_review(1, ONE, TWO)]))
        assert 1 == store.count(Review)


def test_reviews_from_before_a_field_was_there_are_kept(tmp_path: Path) -> None:
    """A table of another shape is mended, never made again: what people decided cannot be derived."""
    path = tmp_path / "a.db"
    with open_store(path) as store:
        store.add_reviews([make_review(1, ONE, TWO)])
    old = sqlite3.connect(path)
    old.execute("ALTER TABLE reviews DROP COLUMN note")
    old.execute("ALTER TABLE reviews DROP COLUMN undoes")
    old.commit()
    old.close()

    with open_store(path) as store:
        assert (make_review(1, ONE, TWO),) == store.reviews()


def test_two_logs_merge_to_the_same_in_either_order(tmp_path: Path) -> None:
    logs = [
        [make_review(1, ONE, TWO), make_review(2, ONE, TWO)],
        [make_review(2, ONE, TWO), make_review(3, ONE, TWO)],
    ]
    with open_store(tmp_path / "a.db") as a, open_store(tmp_path / "b.db") as b:
        for log in logs:
            a.add_reviews(log)
        for log in reversed(logs):
            b.add_reviews(log)

        assert 3 == len(a.reviews())
        assert a.reviews() == b.reviews()


def test_more_reviews_than_one_query_takes_are_kept(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        assert 2000 == len(store.add_reviews(make_review(n, ONE, TWO) for n in range(2000)))
        assert 2000 == len(store.reviews())
