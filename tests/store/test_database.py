"""Opening a collection: what goes wrong is said in words, and older ones are brought up to date."""

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from sayso.errors import StoreBusy, StoreError, StoreTooNew
from sayso.records import Attribution
from sayso.reviews.log import undo
from sayso.run import run
from sayso.schema import codec
from sayso.settings import Settings
from sayso.spans import Span
from sayso.store import open_store
from sayso.store.dialect import insert_rows
from sayso.store.sql import SqlStore
from sayso.testing import TOY_FLOW, differences, rebuilt, snapshot
from sayso.testing.checks import make_article
from sayso.testing.review_checks import make_correction
from sayso.testing.toys import Word


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("This is not a database, it only looks long enough to be one. " * 40)

    with pytest.raises(StoreError, match="is not a Sayso collection"):
        open_store(path)
    assert path.read_text().startswith("This is not")


def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name)")
    other.commit()
    other.close()

    with pytest.raises(StoreError, match="is a database but not a Sayso collection"):
        open_store(path)
    other = sqlite3.connect(path)
    assert [("recipes",)] == other.execute("SELECT name FROM sqlite_master").fetchall()
    other.close()


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(tmp_path / "nowhere" / "a.db")


def test_a_folder_is_not_a_collection(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder; name a file"):
        open_store(tmp_path)


def test_a_reader_does_not_make_a_collection(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no collection at"):
        open_store(tmp_path / "a.db", create=False)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_said_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="check"):
            open_store(tmp_path / "a.db")
    finally:
        tmp_path.chmod(0o700)


def test_a_newer_collection_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(path).close()
    other = sqlite3.connect(path)
    other.execute("UPDATE meta SET value = '999' WHERE name = 'schema_version'")
    other.commit()
    other.close()

    with pytest.raises(StoreTooNew, match=r"newer Sayso \(schema 999"):
        open_store(path)


def test_a_writer_that_does_not_finish_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with SqlStore(path, busy_timeout_s=0) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="another process is writing"):
            store.add([make_article(1, "x")])
        other.execute("ROLLBACK")
        other.close()
        assert 1 == len(store.add([make_article(1, "x")]).added)


def test_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(path).close()

    def add(start: int) -> None:
        with SqlStore(path) as store:
            for n in range(start, start + 20):
                store.add([make_article(n, f"text {n}")])

    threads = [threading.Thread(target=add, args=(start,)) for start in (0, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with SqlStore(path) as store:
        assert 40 == len(store.article_ids())
        assert [] == store.check()


def test_a_derived_table_of_another_shape_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    articles = [make_article(1, "Brook Cedar"), make_article(2, "Cedar")]
    with SqlStore(path) as store:
        store.add(articles)
        run(store, TOY_FLOW, Settings(), workers=1)
    other = sqlite3.connect(path)
    other.execute("ALTER TABLE words DROP COLUMN share")
    other.execute("UPDATE meta SET value = 'older' WHERE name = 'shape:Word'")
    other.commit()
    other.close()

    with SqlStore(path) as store:
        run(store, TOY_FLOW, Settings(), workers=1)
        assert [] == differences(rebuilt(articles, TOY_FLOW, Settings()), snapshot(store, TOY_FLOW))
        assert 3 == store.count(Word)


def test_a_collection_from_before_an_article_field_gets_it(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with SqlStore(path) as store:
        store.add([make_article(1, "x")])
    other = sqlite3.connect(path)
    other.execute("ALTER TABLE articles DROP COLUMN authors")
    other.execute("ALTER TABLE articles DROP COLUMN language")
    other.commit()
    other.close()

    with SqlStore(path) as store:
        assert make_article(1, "x") == store.article(make_article(1, "").id)
        assert [] == store.check()


def test_the_blocks_of_a_live_page_are_found_by_an_index_in_older_collections_too(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    SqlStore(path).close()
    other = sqlite3.connect(path)
    other.execute("DROP INDEX articles_by_parent")
    other.commit()
    other.close()

    SqlStore(path).close()
    other = sqlite3.connect(path)
    [plan] = other.execute("EXPLAIN QUERY PLAN SELECT id FROM articles WHERE parent = 'x'").fetchall()
    assert "articles_by_parent" in plan[-1]
    other.close()


def test_a_corrected_article_from_before_a_field_gets_it_too(tmp_path: Path) -> None:
    """In what was read as in what a person made of it: here, why a date was doubtful."""
    path = tmp_path / "a.db"
    doubtful = make_article(
        1, "x", published_earliest="2031-05-01", published_basis="doubtful", published_doubt="why"
    )
    with SqlStore(path) as store:
        store.add([make_article(1, "x")])
        store.add_reviews([make_correction(doubtful.id, "published", "2031-05-02", 1)])
    other = sqlite3.connect(path)
    for table in ("articles", "articles_as_read"):
        other.execute(f"ALTER TABLE {table} DROP COLUMN published_doubt")
    other.commit()
    other.close()

    with SqlStore(path) as store:
        store.add([doubtful])
        assert ("reviewed", "") == (
            store.article(doubtful.id).published_basis,
            store.article(doubtful.id).published_doubt,
        )
        store.add_reviews([undo(store.reviews()[0], by="Ada", at="2031-05-09T10:00:00.000000Z")])
        assert doubtful == store.article(doubtful.id)


def test_the_file_explains_itself_without_sayso(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with SqlStore(path) as store:
        store.add([make_article(1, "Brook 😀 Cedar")])
        run(store, TOY_FLOW, Settings(), workers=1)
    plain = sqlite3.connect(path)
    sql = 'SELECT substr(text, start + 1, "end" - start) FROM words JOIN articles ON articles.id = article ORDER BY start'
    assert [("Brook",), ("Cedar",)] == plain.execute(sql).fetchall()
    plain.close()


def test_check_finds_and_mends_an_index_that_lags(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with SqlStore(path) as store:
        store.add([make_article(1, "Brook")])
        with store.db.writes() as conn:
            conn.exec_driver_sql("INSERT INTO articles_fts(articles_fts) VALUES('delete-all')")

        assert ["the full-text index did not agree with the texts; it has been made again"] == store.check()
        assert [] == store.check()
        assert 1 == len(store.search("brook"))


def test_check_finds_a_text_that_was_changed_outside(tmp_path: Path) -> None:
    with SqlStore(tmp_path / "a.db") as store:
        store.add([make_article(1, "Brook")])
        with store.db.writes() as conn:
            conn.exec_driver_sql("UPDATE articles SET text = 'Brock'")

        [wrong] = store.check()
        assert "is not what was added" in wrong


def test_views_show_words_to_whoever_opens_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    text = "😀 Ada Wren said “the boats”, then “are lost”."
    article = make_article(1, text, outlet="Harbour Post")
    with SqlStore(path) as store:
        store.add([article])
        spans = [
            Span(text.index(words), text.index(words) + len(words)) for words in ("the boats", "are lost")
        ]
        said = Attribution(
            id="a",
            article=article.id,
            kind="direct",
            content=tuple(spans),
            cue=Span(11, 15),
            source=None,
            confidence=900,
            reasons=(),
        )
        with store.db.writes() as conn:
            row = (article.id, 0, *codec(Attribution).encode(said))
            insert_rows(conn, store.db.table(Attribution), [row])
    plain = sqlite3.connect(path)
    rows = plain.execute("SELECT outlet, speaker, source, cue, words FROM who_said_what").fetchall()
    assert [("Harbour Post", None, None, "said", "the boats […] are lost")] == rows
    for view in ("shared_text", "reported", "chains", "discrepancies"):
        assert [] == plain.execute(f"SELECT * FROM {view}").fetchall()
    plain.close()
