"""The log of changes has an end, is told across processes, and forgets what an article said."""

from pathlib import Path

import pytest

from sayso.run import run
from sayso.settings import Settings
from sayso.store import change_log, open_store
from sayso.store.changes import Changes
from sayso.testing import TOY_FLOW, make_article


def test_who_comes_too_late_reads_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_log, "KEPT", 3)
    with open_store(":memory:") as store:
        articles = [make_article(number, f"Report {number}") for number in range(5)]
        store.add(articles[:1])
        first = store.changes().mark
        store.add(articles[1:4])
        after = store.changes(first)
        store.add(articles[4:])

        assert {"Article": frozenset(one.id for one in articles[1:4])} == after.names
        assert {"Article": frozenset([articles[4].id])} == store.changes(after.mark).names
        assert store.changes(first).names is None


def test_a_mark_of_a_longer_log_is_of_no_use_here() -> None:
    with open_store(":memory:") as store:
        assert Changes("0", None) == store.changes("7")


def test_another_process_is_told_and_no_word_is_kept(place: Path | str) -> None:
    article = make_article(1, "Quillon Zanzibar")
    with open_store(place) as store, open_store(place) as other:
        other.add([make_article(2, "Brook"), article])
        run(other, TOY_FLOW, Settings(), workers=1)
        mark = store.changes().mark
        other.remove(article.id, reason="asked to")
        run(other, TOY_FLOW, Settings(), workers=1)
        names = store.changes(mark).names

    assert names is not None
    assert frozenset([article.id]) == names["Article"]
    files = [*place.parent.glob("c.db*")] if isinstance(place, Path) else []
    assert not any(word in file.read_bytes() for file in files for word in (b"zanzibar", b"Zanzibar"))
