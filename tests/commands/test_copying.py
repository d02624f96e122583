"""`sayso backup`: one state of the collection, whole or not there, and never in place of another file."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import sayso
from sayso.errors import StoreError
from sayso.ingest.articles import article_from_text
from sayso.run import run as derive
from sayso.settings import Settings
from sayso.store import open_store
from sayso.testing import TOY_FLOW, differences, snapshot

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A collection of forty articles, read with stages that need no model."""
    with open_store(tmp_path / "kept.db") as store:
        store.add([article_from_text(f"Alpha Brook number {n} of the harbour") for n in range(40)])
        derive(store, TOY_FLOW, Settings(), workers=1)
    return tmp_path / "kept.db"


def test_a_copy_holds_the_same_and_lies_alone(run: Run, kept: Path, tmp_path: Path) -> None:
    code, out, err = run("backup", tmp_path / "copy.db", "--db", kept)
    assert (0, "") == (code, err)
    assert out.startswith("40 articles in ")
    assert out.endswith(" checked\n")
    assert ["copy.db"] == sorted(path.name for path in tmp_path.iterdir() if "kept" not in path.name)
    with open_store(kept) as original, open_store(tmp_path / "copy.db") as copy:
        assert list(original.articles()) == list(copy.articles())
        for store in (original, copy):
            derive(store, TOY_FLOW, Settings(), workers=1)
        assert [] == differences(snapshot(original, TOY_FLOW), snapshot(copy, TOY_FLOW))


def test_a_file_that_is_there_is_never_written_over(run: Run, kept: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine", encoding="utf-8")
    code, _, err = run("backup", tmp_path / "copy.db", "--db", kept)
    assert 1 == code
    assert "is there already and is not written over; name a new file" in err
    assert "mine" == (tmp_path / "copy.db").read_text(encoding="utf-8")


def test_a_file_that_comes_meanwhile_is_not_written_over(kept: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"

    def come(_done: int, _total: int) -> None:
        target.write_text("mine", encoding="utf-8")

    with sayso.open(kept) as collection, pytest.raises(StoreError, match="is there by now"):
        collection.backup(target, tell=come)
    assert "mine" == target.read_text(encoding="utf-8")
    assert [] == list(tmp_path.glob(".*"))


def test_a_copy_that_is_stopped_leaves_nothing(kept: Path, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with sayso.open(kept) as collection, pytest.raises(KeyboardInterrupt):
        collection.backup(tmp_path / "copy.db", tell=stop)
    assert ["kept.db"] == sorted(
        path.name for path in tmp_path.iterdir() if not path.name.startswith("kept.db-")
    )


def test_a_copy_made_while_another_writes_is_of_one_moment(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every few pages an article comes in; the copy has none of them, and is not begun anew for any."""
    monkeypatch.setattr("sayso.store.dialects.sqlite_backup.PAGES", 20)
    told: list[int] = []
    with sayso.open(kept) as collection, open_store(kept) as other:

        def write(done: int, _total: int) -> None:
            other.add([article_from_text(f"Late report {len(told)}")])
            told.append(done)

        made = collection.backup(tmp_path / "copy.db", tell=write)
        assert 40 == made.articles
        assert 40 + len(told) == len(collection.store.article_ids())
    assert len(told) > 3
    assert sorted(told) == told
    with open_store(tmp_path / "copy.db") as copy:
        assert 40 == len(copy.article_ids())
        assert [] == copy.check()


def test_the_copy_of_a_collection_at_work_is_free(kept: Path, tmp_path: Path) -> None:
    with open_store(kept) as store:
        assert store.take_lock() is None
        store.backup(tmp_path / "copy.db")
        store.drop_lock(if_idle=False)
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert [] == copy.execute("SELECT * FROM run_lock").fetchall()


def test_a_place_that_is_none_is_told(run: Run, kept: Path, tmp_path: Path) -> None:
    code, _, err = run("backup", tmp_path / "no" / "copy.db", "--db", kept)
    assert 1 == code
    assert "there is no folder" in err
    code, _, err = run("backup", tmp_path / "copy.db", "--db", tmp_path / "none.db")
    assert 1 == code
    assert not (tmp_path / "none.db").exists()
