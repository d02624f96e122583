"""What is put in is kept as it was, filled in, revised, and erased on request."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from sayso.errors import NotFound
from sayso.ids import make_id, text_hash
from sayso.records import Article, Failure, Reading
from sayso.run import run
from sayso.settings import Settings
from sayso.store.sql import SqlStore
from sayso.testing import TOY_FLOW
from sayso.testing.checks import make_article
from sayso.testing.toys import Cluster, Name


@pytest.fixture
def store(place: Path | str) -> Iterator[SqlStore]:
    """An empty collection whose clock counts, in each database."""
    ticks = count(1)
    with SqlStore(place, clock=lambda: f"t{next(ticks)}") as made:
        yield made


def dated(day: str, basis: str) -> Article:
    """One article with a date that rests on something."""
    return make_article(1, "x", published_earliest=day, published_latest=day, published_basis=basis)


def test_the_text_is_kept_to_the_character(store: SqlStore) -> None:
    text = "\ufeffé e\u0301\r\n\x0b\u2028😀\u00a0 \t end "
    store.add([make_article(1, text)])

    assert text == store.article(make_article(1, "").id).text


def test_metadata_that_was_missing_is_filled_in_and_never_lost_again(store: SqlStore) -> None:
    store.add([make_article(1, "x", outlet="Harbour Post", path="a.txt", notes=("n",))])
    store.add([make_article(1, "x", title="Storm", path="b.txt")])
    unchanged = store.add([make_article(1, "x", path="c.txt")])

    article = store.article(make_article(1, "").id)
    assert ("Harbour Post", "Storm", "a.txt", ("n",)) == (
        article.outlet,
        article.title,
        article.path,
        article.notes,
    )
    assert (article.id,) == unchanged.unchanged


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (("2031-05-01", "inferred"), ("2031-05-02", "stated"), "2031-05-02"),
        (("2031-05-01", "stated"), ("2031-05-02", "inferred"), "2031-05-01"),
        (("2031-05-01", "stated"), ("2031-05-02", "stated"), "2031-05-02"),
    ],
)
def test_a_stated_date_is_not_replaced_by_a_guess(
    store: SqlStore, first: tuple[str, str], second: tuple[str, str], kept: str
) -> None:
    store.add([dated(*first)])
    store.add([dated(*second)])

    assert kept == store.article(make_article(1, "").id).published_earliest


def test_an_empty_text_is_a_text(store: SqlStore) -> None:
    store.add([make_article(1, "something")])
    store.add([make_article(1, "")])

    assert ["something", ""] == [revision.text for revision in store.revisions(make_article(1, "").id)]


def test_revisions_say_from_when_to_when_they_stood(store: SqlStore) -> None:
    for text in ("one", "two", "one"):
        store.add([make_article(1, text)])

    revisions = store.revisions(make_article(1, "").id)
    assert [("one", "t1", "t2"), ("two", "t2", "t3"), ("one", "t3", None)] == [
        (revision.text, revision.added_at, revision.replaced_at) for revision in revisions
    ]


def test_a_changed_text_has_no_rows_until_it_is_read(store: SqlStore) -> None:
    store.add([make_article(1, "Brook Cedar"), make_article(2, "Brook")])
    run(store, TOY_FLOW, Settings(), workers=1)
    store.add([make_article(1, "B")])

    assert [make_article(2, "").id] == [name.article for name in store.rows(Name)]
    assert not any("Cedar" in cluster.names for cluster in store.rows(Cluster))


def test_raw_bytes_go_with_the_last_article_that_needs_them(store: SqlStore) -> None:
    sha = text_hash("<p>")
    store.add([Reading(make_article(n, "x", raw=sha), b"<p>") for n in (1, 2)])

    store.remove(make_article(1, "").id, reason="asked to")
    assert b"<p>" == store.raw(sha)
    store.remove(make_article(2, "").id, reason="asked to")
    assert store.raw(sha) is None


def test_a_file_that_can_be_read_now_has_not_failed(store: SqlStore) -> None:
    failure = Failure(
        id=make_id("Failure", "a"), stage="ingest", owner="a.txt", path="a.txt", reason="empty", fix="fill it"
    )
    store.add([failure])
    store.add([make_article(1, "full", path="a.txt")])

    assert () == store.failures()


def test_what_failed_in_a_long_file_is_kept_though_the_rest_of_it_is_read(store: SqlStore) -> None:
    """Beyond the articles that are written together, too; what failed there before goes when it is read anew."""

    def failure(line: int) -> Failure:
        return Failure(
            id=make_id("Failure", line),
            stage="ingest",
            owner="a.jsonl",
            path="a.jsonl",
            line=line,
            reason="empty",
            fix="fill it",
        )

    articles = [make_article(number, f"text {number}", path="a.jsonl") for number in range(250)]
    store.add([failure(999)])
    store.add([articles[0], failure(2), *articles[1:210], failure(212), *articles[210:]])
    assert [2, 212] == [one.line for one in store.failures()]

    store.add(articles[:1])
    assert () == store.failures()


def test_what_was_removed_stays_out_unless_forced(store: SqlStore) -> None:
    article = make_article(1, "x", path="a.txt")
    store.add([article])
    store.remove(article.id, reason="asked to")

    refused = store.add([article])
    assert (article.id,) == refused.refused
    assert "leave it out, or add it with --force" == refused.failures[0].fix
    assert (article.id,) == store.add([article], force=True).added
    assert () == store.removed()


def test_what_is_not_there_cannot_be_removed(store: SqlStore) -> None:
    with pytest.raises(NotFound, match="no article 0000"):
        store.remove("0000", reason="asked to")


def test_removal_leaves_no_word_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    words = [b"zanzibar", b"Quillfeather", b"quillfeather"]
    with SqlStore(path) as store:
        store.add([make_article(1, "Quillfeather went to zanzibar. " * 50, title="zanzibar")])
        store.add([make_article(1, "Quillfeather is back from zanzibar. " * 50)])
        store.add([make_article(2, "Brook")])
        run(store, TOY_FLOW, Settings(), workers=1)
        assert any(words[1] in file.read_bytes() for file in tmp_path.iterdir())

        store.remove(make_article(1, "").id, reason="asked to")
        assert words[1] not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
        run(
            store, TOY_FLOW, Settings(), workers=1
        )  # the keys of groups are words here: the run lets go of them

    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert [] == [word for word in words if word in left]


def test_status_counts_what_is_missing(store: SqlStore) -> None:
    store.add([make_article(1, "x", outlet="Harbour Post", language="en"), make_article(2, "y")])
    status = store.status()

    assert (2, 1, 2) == (status.articles, status.missing["outlet"], status.missing["title"])
    assert {"en": 1, "unknown": 1} == status.languages
