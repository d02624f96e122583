"""The verbs that lay reports side by side: what they answer, in every format, and when there is no answer."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.cli import main

COURIER = (
    "Bridge falls at Sorrel\n\n"
    "SORREL -- The old timber bridge over the river Alda fell on Monday night while crowds watched fireworks from its "
    "western end, and eleven people were killed.\n\n"
    "“Nobody had inspected the timber since the flood,” said Captain Ola Brandt of the coast guard.\n\n"
    "Brandt said divers would search the river until Friday.\n"
)
GAZETTE = (
    "Sorrel bridge collapse\n\n"
    "The old timber bridge over the river Alda fell on Monday night while crowds watched fireworks from its western "
    "end, and nine people were killed.\n\n"
    "“Nobody had inspected the timber since the war,” said Captain Ola Brandt of the coast guard.\n"
)
LETTER = "A letter\n\n“I sell buns and nothing but buns,” said Oren Vint, a baker of Elsin.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of one invented accident that differ in a number and in a quotation, and a letter."""
    home = tmp_path_factory.mktemp("comparing")
    for name, text in (("courier", COURIER), ("gazette", GAZETTE), ("letter", LETTER)):
        (home / f"{name}.txt").write_text(text, encoding="utf-8")
    (home / "sidecar.csv").write_text(
        "file,outlet,published\ncourier.txt,Elsin Courier,2031-07-01\ngazette.txt,Port Gazette,2031-07-01\n",
        encoding="utf-8",
    )
    path = home / "comparing.db"
    files = [str(home / f"{name}.txt") for name in ("courier", "gazette", "letter")]
    assert 0 == main(["add", *files, "--sidecar", str(home / "sidecar.csv"), "--db", str(path)])
    return path


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection without an article."""
    home = tmp_path_factory.mktemp("empty")
    (home / "bare").mkdir()
    assert 0 == main(["add", str(home / "bare"), "--db", str(home / "empty.db")])
    return home / "empty.db"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process: exit code, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("SAYSO_DB", raising=False)

    def call(*argv: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(part) for part in argv])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def rows_of(text: str) -> list[dict[str, str]]:
    """A printed table as dictionaries."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_discrepancies_show_both_sides_in_their_words(run: Run, db: Path) -> None:
    """The number that differs stands marked on each side; the other story is counted."""
    code, out, _ = run("discrepancies", "--db", db)
    flat = " ".join(out.split())

    assert 0 == code
    assert "contradiction between reports" in flat
    assert "*eleven people* were killed" in flat
    assert "*nine people* were killed" in flat
    assert out.endswith("1 more story: `sayso stories`\n")


def test_discrepancies_are_narrowed_by_slot_and_outlet(run: Run, db: Path) -> None:
    """What no slot or outlet fits is none found; a name of nobody and a slot of no kind are errors."""
    whole = rows_of(run("discrepancies", "--format", "csv", "--db", db)[1])
    numbers = rows_of(run("discrepancies", "--slot", "number", "--format", "csv", "--db", db)[1])
    gazette = run("discrepancies", "--outlet", "Port Gazette", "--db", db)[1]

    assert {"number"} == {row["slot"] for row in numbers}
    assert len(numbers) < len(whole)
    assert "*nine people*" in " ".join(gazette.split())
    assert "none found" in run("discrepancies", "--slot", "role", "--db", db)[1]
    assert (1, "") == run("discrepancies", "--outlet", "Zork", "--db", db)[:2]
    assert 2 == run("discrepancies", "--slot", "colour", "--db", db)[0]


def test_discrepancies_for_programs_lead_to_their_words(run: Run, db: Path) -> None:
    """Offsets slice the text, and csv and json tell the same places."""
    rows = rows_of(run("discrepancies", "--format", "csv", "--db", db)[1])
    document = json.loads(run("discrepancies", "--format", "json", "--db", db)[1])
    texts = {"Elsin Courier": COURIER, "Port Gazette": GAZETTE}
    places = {
        (one["article"], one["start"], one["end"])
        for item in document["discrepancies"]
        for value in item["values"]
        for one in value["evidence"]
    }

    assert rows
    assert [] == [
        row for row in rows if row["text"] != texts[row["outlet"]][int(row["start"]) : int(row["end"])]
    ]
    assert places == {
        (row["article"], int(row["start"]), int(row["end"])) for row in rows if row["kind"] == "discrepancy"
    }


def test_a_story_of_nobody_is_an_error_that_names_those_there_are(run: Run, db: Path, empty: Path) -> None:
    """With the id and the title of the largest; an empty collection says how to begin."""
    code, out, err = run("discrepancies", "zork", "--db", db)

    assert (1, "") == (code, out)
    assert "no story answers to 'zork'; there are “" in err
    assert "`sayso stories` lists 2 stories" in err
    assert (
        "no story in this collection yet; add articles with `sayso add PATH`"
        in run("discrepancies", "--db", empty)[2]
    )


def test_a_story_without_any_says_none_found(run: Run, db: Path) -> None:
    """And what that does not mean."""
    code, out, _ = run("discrepancies", "letter", "--db", db)

    assert 0 == code
    assert "no discrepancy found" in out
    assert "does not mean that" in out
