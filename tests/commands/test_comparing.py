"""The verbs that lay reports side by side: what they answer, in every format, and when there is no answer."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
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
    nothing = run("discrepancies", "--slot", "role", "--db", db)[1]
    assert "none found\nleft out by --slot, --level or --outlet: 2 discrepancies" in nothing
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


def test_a_timeline_keeps_days_and_voices(run: Run, db: Path) -> None:
    """What reports tell of a day stands with it; what somebody said stays theirs."""
    code, out, _ = run("timeline", "sorrel", "--all", "--db", db)
    rows = rows_of(run("timeline", "sorrel", "--format", "csv", "--db", db)[1])
    document = json.loads(run("timeline", "sorrel", "--format", "json", "--db", db)[1])
    texts = {"Elsin Courier": COURIER, "Port Gazette": GAZETTE}

    assert 0 == code
    assert "2031-06-30 17:00 to 2031-07-01 06:00  The old timber bridge" in out
    assert "in their own voice" in " ".join(out.split())
    assert {"2031-06-30"} <= {row["earliest"][:10] for row in rows}
    assert [] == [
        row for row in rows if row["text"] != texts[row["outlet"]][int(row["start"]) : int(row["end"])]
    ]
    assert {row["event"] for row in rows} == {item["id"] for item in document["timeline"]}
    assert [] == [
        item
        for item in document["timeline"]
        if (item["voice"] == "own") != all(place["voice"] == "own" for place in item["evidence"])
    ]


def test_a_timeline_is_narrowed_by_actor_and_outlet(run: Run, db: Path) -> None:
    """By who does or says it; a name of nobody leaves nothing."""
    rows = rows_of(run("timeline", "sorrel", "--outlet", "Port Gazette", "--format", "csv", "--db", db)[1])

    assert "Port Gazette" in {row["outlet"] for row in rows}
    assert "no event found" in run("timeline", "sorrel", "--actor", "Zork", "--db", db)[1]


def test_wording_has_a_row_an_outlet(run: Run, db: Path) -> None:
    """What an actor is called by each, and which verbs it is given; with the places."""
    code, out, _ = run("wording", "sorrel", "--db", db)
    rows = rows_of(run("wording", "sorrel", "--format", "csv", "--db", db)[1])
    document = json.loads(run("wording", "sorrel", "--format", "json", "--db", db)[1])
    one = rows_of(run("wording", "sorrel", "--outlet", "Port Gazette", "--format", "csv", "--db", db)[1])
    texts = {"Elsin Courier": COURIER, "Port Gazette": GAZETTE}

    assert 0 == code
    assert "Ola Brandt  person" in out
    assert {"actor", "cue"} <= {row["kind"] for row in rows}
    assert [] == [
        row for row in rows if row["text"] != texts[row["outlet"]][int(row["start"]) : int(row["end"])]
    ]
    assert {"Port Gazette"} == {row["outlet"] for row in one}
    assert {"Brandt"} <= {item["phrase"].split()[-1] for item in document["wording"]}
    assert {"say"} == {item["verb"] for item in document["cues"]}
    assert 1 == run("wording", "sorrel", "--actor", "Zork", "--db", db)[0]
    assert "Ola Brandt" in run("wording", "sorrel", "--actor", "Brandt", "--db", db)[1]


def test_sources_have_a_block_an_article(run: Run, db: Path) -> None:
    """Counts with places, in every format alike; and no score."""
    code, out, _ = run("sources", "sorrel", "--db", db)
    rows = rows_of(run("sources", "sorrel", "--format", "csv", "--db", db)[1])
    document = json.loads(run("sources", "sorrel", "--format", "json", "--db", db)[1])
    one = run("sources", "sorrel", "--outlet", "gazette.txt", "--db", db)[1]

    assert 0 == code
    assert "no score" in out
    assert ["Elsin Courier", "Port Gazette"] == [row["outlet"] for row in rows]
    assert [int(row["words"]) for row in rows] == [item["words"] for item in document["sources"]]
    assert all(int(row["shared_words"]) > 20 for row in rows)
    assert [len(item["discrepancies"]) for item in document["sources"]] == [
        int(row["discrepancies"]) for row in rows
    ]
    assert "Elsin Courier ·" not in one
    assert "Port Gazette ·" in one


def test_positions_show_the_words_of_whoever_takes_one(run: Run, db: Path) -> None:
    """Whatever is found, in every format alike; a story without any says so."""
    code, out, _ = run("positions", "sorrel", "--db", db)
    rows = rows_of(run("positions", "sorrel", "--format", "csv", "--db", db)[1])
    document = json.loads(run("positions", "sorrel", "--format", "json", "--db", db)[1])

    assert 0 == code
    assert "WHO STANDS WHERE, IN THEIR WORDS" in out
    assert {row["position"] for row in rows} == {item["id"] for item in document["positions"]}
    assert "no proposition found" in run("positions", "letter", "--db", db)[1]
    assert 1 == run("positions", "sorrel", "--actor", "Zork", "--db", db)[0]


@pytest.mark.parametrize("verb", ["discrepancies", "timeline", "positions", "wording", "sources"])
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch, verb: str, columns: int
) -> None:
    """Lines of words wrap at every width."""
    monkeypatch.setenv("COLUMNS", str(columns))
    _, out, _ = run(verb, "--db", db)

    assert [] == [line for line in out.splitlines() if len(line) > columns and " " in line.strip()]


@pytest.mark.parametrize("verb", ["discrepancies", "timeline", "positions", "wording", "sources"])
def test_a_story_that_is_not_there_and_a_collection_without_any(
    run: Run, db: Path, empty: Path, verb: str
) -> None:
    """An error with what to do, and nothing on standard output."""
    code, out, err = run(verb, "zork", "--db", db)

    assert (1, "") == (code, out)
    assert "no story answers to 'zork'" in err
    assert (1, "") == run(verb, "--db", empty)[:2]


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


def test_the_file_shows_what_is_compared_to_any_sqlite_tool(db: Path) -> None:
    """Words instead of offsets, each with its voice; the same places as the commands tell."""
    with closing(sqlite3.connect(db)) as file:
        rows = file.execute(
            "SELECT kind, value, outlet, voice, words FROM compared WHERE slot = 'number'"
        ).fetchall()
        told = file.execute("SELECT voice, speaker, words FROM told_events").fetchall()

    assert {("discrepancy", "eleven people", "own"), ("discrepancy", "nine people", "own")} <= {
        (kind, words, voice) for kind, _, _, voice, words in rows
    }
    assert {"The old timber bridge over the river Alda fell on Monday night"} <= {
        words for _, _, words in told
    }
    assert [] == [row for row in told if (row[0] == "own") != (row[1] == "")]
