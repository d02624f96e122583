"""`sayso run`: what it makes, what it says of it, and that it does no more than it must."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sayso.ingest.articles import article_from_text
from sayso.run import run as derive
from sayso.settings import Settings
from sayso.store import open_store
from sayso.testing import TOY_FLOW, differences, snapshot

Run = Callable[..., tuple[int, str, str]]
TEXTS = ("Alpha harbour strike in Brook", "Brook strike over cranes", "The cedar stood alone")


@pytest.fixture
def kept(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection of three articles that were read with stages that need no model."""
    monkeypatch.setattr("sayso.flow.FLOW", TOY_FLOW)
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setenv("SAYSO_DB", str(tmp_path / "kept.db"))
    code, out, err = run("add", tmp_path / "*.txt")
    assert (0, "") == (code, err), out
    return tmp_path / "kept.db"


def spoil(kept: Path, text: str) -> None:
    """One article more, which is not read yet."""
    with open_store(kept) as store:
        store.add([article_from_text(text)])


@pytest.mark.usefixtures("kept")
def test_run_says_that_nothing_was_stale(run: Run) -> None:
    assert (0, "nothing was stale\n", "") == run("run")


def test_run_makes_what_is_stale_and_counts_it(run: Run, kept: Path) -> None:
    spoil(kept, "Harbour cranes in Dunes")
    code, out, err = run("run", "--format", "json")

    made = json.loads(out)
    assert (0, "") == (code, err)
    assert {"stage": "words", "owners": 1, "rows": 3, "skipped": 0, "failed": 0} == {
        key: value
        for key, value in next(one for one in made["stages"] if one["stage"] == "words").items()
        if key != "seconds"
    }
    assert (0, "nothing was stale\n", "") == run("run")


def test_run_shows_a_table(run: Run, kept: Path) -> None:
    spoil(kept, "Harbour cranes in Dunes")
    _, out, _ = run("run")

    lines = out.splitlines()
    assert ["stage", "made", "for", "rows", "skipped", "failed", "seconds"] == lines[0].split()
    assert ["words", "1", "3"] == next(line for line in lines if line.startswith("words")).split()[:3]
    assert "rows made in" in lines[-1]


def test_run_gives_a_table_to_programs(run: Run, kept: Path) -> None:
    spoil(kept, "Harbour cranes in Dunes")
    _, out, _ = run("run", "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"))))
    assert "1" == next(row["owners"] for row in rows if row["stage"] == "words")


def test_run_tells_what_failed_and_tries_it_again_when_asked(run: Run, kept: Path) -> None:
    spoil(kept, "Here they stumble")
    code, _, err = run("run")
    assert 3 == code
    assert "stage 'names' failed: ValueError: stumbled at 10" in err

    assert (0, "nothing was stale\n") == run("run")[:2]
    assert (
        "1 of earlier runs failed and were not tried again: `sayso run --retry` tries them" in run("run")[2]
    )
    code, out, err = run("run", "--retry")
    assert 3 == code
    assert "names" in out
    assert "stumbled at 10" in err


def test_rebuild_makes_everything_again(run: Run, kept: Path) -> None:
    with open_store(kept) as store:
        derive(store, TOY_FLOW, Settings(), workers=1)
        before = snapshot(store, TOY_FLOW)
    _, out, _ = run("run", "--rebuild", "--format", "json")
    with open_store(kept) as store:
        derive(store, TOY_FLOW, Settings(), workers=1)
        assert [] == differences(before, snapshot(store, TOY_FLOW))
    owners = {one["stage"]: one["owners"] for one in json.loads(out)["stages"]}
    assert 3 == owners["words"] == owners["echoes"]


def test_rebuild_takes_out_rows_that_nobody_made(run: Run, kept: Path) -> None:
    lost = "SELECT count(*) FROM words WHERE owner = 'nobody'"
    with closing(sqlite3.connect(kept)) as file, file:
        file.execute("UPDATE words SET owner = 'nobody' WHERE owner = (SELECT min(owner) FROM words)")
        assert file.execute(lost).fetchone() > (0,)
    assert 0 == run("run", "--rebuild")[0]
    with closing(sqlite3.connect(kept)) as file:
        assert (0,) == file.execute(lost).fetchone()


def test_a_rebuild_that_is_stopped_goes_on(kept: Path) -> None:
    with open_store(kept) as store:
        derive(store, TOY_FLOW, Settings(), workers=1)
        before = snapshot(store, TOY_FLOW)

        def stop(_: object) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            derive(store, TOY_FLOW, Settings(), workers=1, rebuild=True, progress=stop)
        derive(store, TOY_FLOW, Settings(), workers=1)
        assert [] == differences(before, snapshot(store, TOY_FLOW))


def test_run_makes_no_collection(run: Run, tmp_path: Path) -> None:
    code, _, err = run("run", "--db", tmp_path / "none.db")
    assert 1 == code
    assert "no collection at" in err


@pytest.mark.usefixtures("kept")
def test_status_says_what_is_stale_in_the_shape_that_its_schema_has(run: Run, kept: Path) -> None:
    spoil(kept, "Harbour cranes in Dunes")
    status = json.loads(run("status", "--format", "json")[1])
    Draft202012Validator(json.loads(run("schema", "status")[1])).validate(status)
    assert {"new": 1} == status["waiting"]
    assert {"new": 1} == next(one["why"] for one in status["stages"] if one["name"] == "words")
    assert "• 1 article new, not read yet\n" in run("status")[1]
