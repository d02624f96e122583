"""The verbs that ask about people and shared text: what they answer, in every format, and when there is no answer."""

import csv
import io
import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sayso.cli import main

SHARED = (
    "“We have won about forty new cranes, and nobody will take them away from us,” union leader Mara Vint told "
    "reporters in the port of Elsin on Friday."
)
COURIER = f"Harbour strike ends in Elsin\n\n{SHARED}\n\nDock workers will return on Monday, Vint said.\n"
GAZETTE = (
    f"Elsin dock workers call off strike\n\n{SHARED.replace('forty', 'fifty')}\n\nThe council was silent.\n"
)
LETTER = "A letter\n\n“I am no relation of the union leader,” said Oren Vint, a baker of Elsin.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports with a common sentence, of which one is dated, and a letter by a namesake."""
    home = tmp_path_factory.mktemp("asking")
    for name, text in (("courier", COURIER), ("gazette", GAZETTE), ("letter", LETTER)):
        (home / f"{name}.txt").write_text(text, encoding="utf-8")
    (home / "sidecar.csv").write_text(
        "file,outlet,published\ncourier.txt,Elsin Courier,2031-05-02\n", encoding="utf-8"
    )
    path = home / "asking.db"
    files = [str(home / f"{name}.txt") for name in ("courier", "gazette", "letter")]
    assert 0 == main(["add", *files, "--sidecar", str(home / "sidecar.csv"), "--db", str(path)])
    return path


def test_shared_text_is_shown_with_what_is_different_in_it(run: Run, db: Path) -> None:
    """One text, two articles; the number that one of them has otherwise is told."""
    code, out, _ = run("passages", "--db", db)

    assert 0 == code
    assert out.startswith("Text shared in the collection\n")
    assert 1 == out.count("• in 1 and 2: ")
    assert "1 and 2 differ: “forty” / “fifty”" in out
    assert "direction unknown" in " ".join(out.split())


def test_shared_text_for_programs_has_both_sides(run: Run, db: Path) -> None:
    """Offsets lead to the words; a pair has one row."""
    _, sheet, _ = run("passages", "--format", "csv", "--db", db)
    (row,) = csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"), newline=""))
    _, printed, _ = run(
        "passages", "--between", "Elsin Courier", "gazette.txt", "--format", "json", "--db", db
    )
    (text,) = json.loads(printed)["texts"]

    assert {"forty", "fifty"} == {
        word for side in ("a_text", "b_text") for word in row[side].split() if "fty" in word or "rty" in word
    }
    assert text["id"] == row["text"]
    assert all(len(place["text"]) == place["end"] - place["start"] for place in text["places"])
    assert 1 == len(text["passages"][0]["differences"])


def test_whoever_shares_nothing_gets_none_found(run: Run, db: Path, empty: Path) -> None:
    """In a collection without articles, and between two that share nothing; a name of nobody is an error."""
    for arguments in (("--db", empty), ("--between", "letter.txt", "gazette.txt", "--db", db)):
        code, out, _ = run("passages", *arguments)

        assert (0, True) == (code, out.endswith("\nnone found\n")), arguments
    code, out, err = run("passages", "--between", "Zork", "gazette.txt", "--db", db)

    assert (1, "") == (code, out)
    assert "no article or outlet answers to 'Zork'" in err
    assert 1 == run("passages", "zork", "--db", db)[0]


def test_actors_are_listed_and_found(run: Run, db: Path) -> None:
    """All of them, one by the full name, and both by the surname that they have in common."""
    _, listed, _ = run("actor", "--db", db)
    _, one, _ = run("actor", "Oren", "Vint", "--db", db)
    code, both, _ = run("actor", "Vint", "--db", db)

    assert "Mara Vint  person · union leader" in listed
    assert one.startswith("Oren Vint  person\nactor ")
    assert "NEAR, AND KEPT APART\n• Mara Vint  person" in one
    assert (0, "2 actors answer to Vint: name one by its id") == (code, both.partition("\n")[0])


def test_actors_for_programs(run: Run, db: Path) -> None:
    """A doubtful name gives candidates in JSON and is an error in a table; of one there is everything."""
    _, listed, _ = run("actor", "--format", "csv", "--db", db)
    rows = list(csv.DictReader(io.StringIO(listed.removeprefix("\ufeff"), newline="")))
    doubtful = json.loads(run("actor", "Vint", "--format", "json", "--db", db)[1])
    found = json.loads(run("actor", "Mara Vint", "--format", "json", "--db", db)[1])
    code, out, err = run("actor", "Vint", "--format", "csv", "--db", db)

    assert {"Mara Vint", "Oren Vint"} <= {row["name"] for row in rows}
    assert (0, 2) == (len(doubtful["actors"]), len(doubtful["candidates"]))
    assert (1, 0) == (len(found["actors"]), len(found["candidates"]))
    assert {"Mara Vint", "Vint"} <= {name["text"] for name in found["actors"][0]["names"]}
    assert (1, "") == (code, out)
    assert "2 actors answer to 'Vint'" in err


def test_a_name_of_nobody_is_an_error(run: Run, db: Path, empty: Path) -> None:
    """It says where to look; an empty collection has an empty list."""
    code, out, err = run("actor", "Zork", "--db", db)

    assert (1, "") == (code, out)
    assert "no actor answers to 'Zork'; `sayso actor` lists them" in err
    assert (0, True) == (run("actor", "--db", empty)[0], "none found" in run("actor", "--db", empty)[1])
    assert {"actors": []} == json.loads(run("actor", "--format", "json", "--db", empty)[1])


def test_wording_tells_how_renderings_differ(run: Run, db: Path) -> None:
    """Only when it is asked for, on the page and in JSON; whoever says nothing twice has nothing to compare."""
    plain = run("said", "Mara Vint", "--db", db)[1]
    told = run("said", "Mara Vint", "--wording", "--db", db)[1]
    document = json.loads(run("said", "Mara Vint", "--wording", "--format", "json", "--db", db)[1])
    pairs = [pair for utterance in document["utterances"] for pair in utterance["differences"]]

    assert "said once, rendered in 2 articles" in plain
    assert "against the first" not in plain
    assert "“fifty” for “forty”" in " ".join(told.split())
    assert ["forty"] == [
        one["text"]
        for pair in pairs
        for found in pair["found"]
        for one in found["a"]
        if found["kind"] == "replaces"
    ]
    assert run("said", "Oren Vint", "--wording", "--db", db)[1] == run("said", "Oren Vint", "--db", db)[1]


def test_a_story_takes_the_same_questions(run: Run, db: Path) -> None:
    """Its page has the shared text by the numbers of its articles, and --wording."""
    out = run("story", "strike", "--wording", "--db", db)[1]

    assert "SHARED TEXT\n• in 1 and 2: " in out
    assert "against the first: " in out
    assert "2 articles, at most 2 textual sources" in " ".join(out.split())


def test_the_file_shows_who_reported_what_to_any_sqlite_tool(db: Path) -> None:
    """Words instead of offsets: each rendering with its utterance and the number of textual sources behind it."""
    with closing(sqlite3.connect(db)) as file:
        rows = file.execute("SELECT utterance, outlet, words, most_sources FROM reported").fetchall()
        said = Counter(row[0] for row in rows)

    assert {"forty", "fifty"} <= {word for row in rows for word in row[2].split()}
    assert [2] == [row[3] for row in rows if said[row[0]] > 1 and row[1] == "Elsin Courier"]
