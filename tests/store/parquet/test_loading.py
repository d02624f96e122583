"""What was written and loaded is the collection that it was, and goes on as that one does."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.store.parquet.conftest import KINDS, TEXTS, article_of, outlet_review

from sayso.errors import StoreError
from sayso.plan import stage_line
from sayso.run import run
from sayso.settings import Settings
from sayso.store import leaf_building, open_store
from sayso.store.database import HALF_LOADED
from sayso.store.parquet import DESK
from sayso.store.parquet.loading import load_tables
from sayso.store.parquet.writing import write_tables
from sayso.store.sql import SqlStore
from sayso.testing import TOY_FLOW, differences, rebuilt, snapshot

SETTINGS = Settings()
Load = Callable[..., SqlStore]


def kept(store: SqlStore) -> dict[str, list[Any]]:
    """All that a store keeps beside derived rows, without what the clock or its own numbering put there."""
    held: dict[str, list[Any]] = {
        "articles": list(store.articles()),
        "reviews": list(store.reviews()),
        "failures": list(store.failures()),
        "removed": list(store.removed()),
        "revisions": [store.revisions(article) for article in store.article_ids()],
    }
    skipped = {"number", "before", "seconds"}
    with store.db.reads() as conn:
        for name in (
            *DESK,
            "articles_as_read",
            "readings",
            "stages",
            "pending",
            "pending_keys",
            "pending_nodes",
            "raw_bytes",
        ):
            table = store.db.tables.metadata.tables[name]
            columns = [column for column in table.columns if column.name not in skipped]
            held[name] = sorted(tuple(row) for row in conn.execute(sa.select(*columns)))
    return held


def test_a_loaded_collection_is_the_one_that_was_written(store: SqlStore, folder: Path, load: Load) -> None:
    loaded = load(folder)

    assert differences(snapshot(store, TOY_FLOW), snapshot(loaded, TOY_FLOW)) == []
    assert kept(store) == kept(loaded)
    assert store.article(article_of(1, "").id).outlet == "Harbour Post"


def test_a_loaded_collection_is_sound_and_has_nothing_to_do(folder: Path, load: Load) -> None:
    loaded = load(folder)
    before = kept(loaded)

    made = run(loaded, TOY_FLOW, SETTINGS, workers=1)

    assert made.stages == {}
    assert before == kept(loaded)
    assert loaded.check() == []
    assert loaded.status().stale == 0


def test_words_are_found_in_a_loaded_collection(folder: Path, load: Load) -> None:
    assert load(folder).search_ids("boats") == [article_of(0, "").id]


CHANGES: dict[str, Callable[[SqlStore], object]] = {
    "an article more": lambda store: store.add([article_of(20, "Ember cedar dunes topple")]),
    "another text": lambda store: store.add([article_of(2, "Brook and ember meet")]),
    "another title": lambda store: store.add([article_of(0, TEXTS[0], "other")]),
    "an article less": lambda store: store.remove(article_of(1, "").id, reason="a test"),
    "a review": lambda store: store.add_reviews([outlet_review(2, "Ridge Herald")]),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_comes_after_makes_the_same_of_both(
    store: SqlStore, folder: Path, load: Load, what: str
) -> None:
    loaded = load(folder)
    for one in (store, loaded):
        CHANGES[what](one)
        run(one, TOY_FLOW, SETTINGS, workers=1)

    assert differences(snapshot(store, TOY_FLOW), snapshot(loaded, TOY_FLOW)) == []
    articles = list(loaded.articles())
    assert differences(rebuilt(articles, TOY_FLOW, SETTINGS), snapshot(loaded, TOY_FLOW)) == []
    assert loaded.check() == []


texts = st.lists(st.sampled_from(("alpha", "Brook", "cedar", "ember", "topple", "42")), max_size=4)
steps = st.tuples(st.integers(0, 9), st.none() | texts.map(" ".join))


@given(plan=st.lists(steps, min_size=2, max_size=5))
@settings(
    max_examples=5,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_random_steps_after_loading_leave_the_rows_of_a_rebuild(
    plan: list[tuple[int, str | None]], folder: Path, tmp_path: Path
) -> None:
    if not (tmp_path / "second.db").exists():
        load_tables(tmp_path / "second.db", folder, kinds=KINDS, busy_timeout_s=5)
    shutil.copy(tmp_path / "second.db", tmp_path / "third.db")
    with open_store(tmp_path / "third.db") as store:
        for slot, text in plan:
            article = article_of(slot, text or "")
            if text is not None:
                store.add([article], force=True)
            elif article.id in store.article_ids():
                store.remove(article.id, reason="a test")
        run(store, TOY_FLOW, SETTINGS, workers=1)
        articles = list(store.articles())

        assert differences(rebuilt(articles, TOY_FLOW, SETTINGS), snapshot(store, TOY_FLOW)) == []
        assert store.check() == []


def test_only_what_another_sayso_makes_otherwise_is_stale(folder: Path, load: Load) -> None:
    newer = [replace(stage, version=2) if stage.name == "names" else stage for stage in TOY_FLOW]

    loaded = load(folder)
    made = run(loaded, newer, SETTINGS, workers=1)

    assert list(made.stages) == ["names"]


def test_lists_of_very_many_articles_are_made_part_by_part(
    store: SqlStore, folder: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaf_building, "PART", 4)
    monkeypatch.setattr(leaf_building, "READ", 2)

    loaded = load(folder)

    with loaded.db.reads() as conn:
        leaves = conn.execute(sa.select(loaded.db.tables.postings.c.low)).all()
    assert len(leaves) > 2
    assert loaded.check() == []
    for one in (store, loaded):
        one.add([article_of(20, "Ember cedar dunes topple alone")])
        run(one, TOY_FLOW, SETTINGS, workers=1)
    assert differences(snapshot(store, TOY_FLOW), snapshot(loaded, TOY_FLOW)) == []
    assert loaded.check() == []


# --- what is refused ------------------------------------------------------------------------------------------


def test_a_collection_that_holds_something_is_left_alone(
    store: SqlStore, folder: Path, tmp_path: Path
) -> None:
    before = kept(store)

    with pytest.raises(StoreError, match=r"is not empty.*name a new one with --db"):
        load_tables(tmp_path / "first.db", folder, kinds=KINDS, busy_timeout_s=5)

    assert before == kept(store)


def test_nothing_is_made_of_a_folder_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere is not there"):
        load_tables(tmp_path / "new.db", tmp_path / "nowhere", kinds=KINDS, busy_timeout_s=5)

    assert not (tmp_path / "new.db").exists()


def test_a_load_that_was_killed_says_so_and_can_be_done_again(
    folder: Path, tmp_path: Path, load: Load
) -> None:
    place = tmp_path / "second.db"
    program = f"""
import os, signal
from pathlib import Path
from sayso.store.parquet.loading import load_tables
from tests.store.parquet.conftest import KINDS
def tell(table, done, total):
    if table == "ties":
        os.kill(os.getpid(), signal.SIGKILL)
load_tables(Path({str(place)!r}), Path({str(folder)!r}), kinds=KINDS, busy_timeout_s=5, tell=tell)
"""
    killed = subprocess.run([sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[3])
    assert -signal.SIGKILL == killed.returncode

    with pytest.raises(StoreError, match=r"is half-loaded.*load the folder again"):
        open_store(place)
    place.chmod(0o400)
    with pytest.raises(StoreError, match="is half-loaded"):
        open_store(place, read_only=True)
    place.chmod(0o600)

    loaded = load(folder)

    assert run(loaded, TOY_FLOW, SETTINGS, workers=1).stages == {}
    assert loaded.check() == []
    assert len(TEXTS) == len(loaded.article_ids())


def test_nobody_gets_in_while_it_loads(folder: Path, tmp_path: Path) -> None:
    place, seen = tmp_path / "second.db", list[str]()
    before = open_store(place)

    def tell(_table: str, _done: int, _total: int) -> None:
        if not seen:
            with before, pytest.raises(StoreError, match="is half-loaded"):
                before.add([article_of(70, "who was here before it began")])
            with pytest.raises(StoreError, match="is half-loaded") as refused:
                open_store(place)
            seen.append(str(refused.value))
            with pytest.raises(StoreError, match="is at work on it"):
                load_tables(place, folder, kinds=KINDS, busy_timeout_s=5)

    load_tables(place, folder, kinds=KINDS, busy_timeout_s=5, tell=tell)

    assert len(seen) == 1
    with open_store(place) as store, store.db.reads() as conn:
        meta = {row.name for row in conn.execute(sa.select(store.db.tables.meta))}
    assert HALF_LOADED not in meta


def test_a_collection_with_work_waiting_is_not_written(store: SqlStore, tmp_path: Path) -> None:
    store.add([article_of(30, "later")])

    with pytest.raises(StoreError, match="has work waiting; run `sayso run`"):
        write_tables(store, tmp_path / "tables", settings={}, kinds=KINDS)

    assert not (tmp_path / "tables").exists()


def test_what_it_says_of_its_stages_is_what_a_run_says(store: SqlStore, tmp_path: Path) -> None:
    made = write_tables(store, tmp_path / "tables", settings={}, kinds=KINDS, history=False)

    assert [stage_line(stage, SETTINGS) for stage in TOY_FLOW] == list(made.stages)
    assert {"revisions", "removed", "raw_bytes", "articles_added"}.isdisjoint(made.rows)
    assert made.rows["reviews"] == len(store.reviews()) == 2


@pytest.mark.postgres
def test_a_collection_moves_to_postgresql_and_back(
    store: SqlStore, folder: Path, tmp_path: Path, load: Load, postgres: Callable[[], str]
) -> None:
    """Nothing is lost on the way, nothing is stale, and what is added there comes out as here."""
    place = postgres()
    load_tables(place, folder, kinds=KINDS, busy_timeout_s=5)
    with pytest.raises(StoreError, match="is not empty"):
        load_tables(place, folder, kinds=KINDS, busy_timeout_s=5)
    with open_store(place) as moved:
        assert kept(store) == kept(moved)
        assert run(moved, TOY_FLOW, SETTINGS, workers=1).stages == {}
        for one in (store, moved):
            one._clock = lambda: "2031-05-02T10:00:00Z"
            one.add([article_of(20, "Ember cedar dunes topple")])
            run(one, TOY_FLOW, SETTINGS, workers=1)
        assert differences(snapshot(store, TOY_FLOW), snapshot(moved, TOY_FLOW)) == []
        assert moved.check() == []
        write_tables(moved, tmp_path / "back", settings={}, kinds=KINDS)

    back = load(tmp_path / "back", "back.db")
    assert kept(store) == kept(back)
    assert differences(snapshot(store, TOY_FLOW), snapshot(back, TOY_FLOW)) == []
