"""Very much comes in at once: what is held in memory has a bound, and nothing is lost for it."""

from collections.abc import Iterator

import pytest

from sayso.ids import make_id, text_hash
from sayso.records import Article, Failure
from sayso.store import open_store, sources


def article_of(number: int, text: str) -> Article:
    """An article with a name of its own."""
    name, sha = make_id("Article", number), text_hash(text)
    return Article(id=name, revision=make_id("Revision", name, sha), text=text, text_sha256=sha)


def test_long_texts_are_written_before_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred books would be a batch by number; a few of them are one by length."""
    monkeypatch.setattr(sources, "BATCH_CHARACTERS", 1_000)
    store = open_store(":memory:")
    kept: list[int] = []

    def come() -> Iterator[Article]:
        for number in range(10):
            kept.append(len(store.article_ids()))
            yield article_of(number, f"{number} " * 200)

    assert 10 == len(store.add(come()).added)
    assert [0, 0, 0, 3, 3, 3, 6, 6, 6, 9] == kept
    store.close()


def test_of_very_many_failures_the_first_are_told_and_all_are_counted_and_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sources, "FAILURES_TOLD", 5)
    store = open_store(":memory:")
    failures = [
        Failure(id=f"f{n:03}", stage="ingest", owner="", reason="broken", fix="mend it") for n in range(450)
    ]
    made = store.add([*failures, article_of(1, "Alpha")])
    assert (failures[:5], 450, 1) == (list(made.failures), made.failed, len(made.added))
    assert 450 == len(store.failures())
    store.close()
