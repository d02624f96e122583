"""`sayso review`: what a person says of what was read, in one command each, and what each answers."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import sayso
from sayso.cli import main

MAYOR = (
    "ELSIN, 5 May 2031\n\n“The harbour is shut,” Ada Wren, the mayor of Elsin, said on Monday. "
    "Police held 14 boats in the harbour of Elsin. Lena Marsh, a skipper, disagreed."
)
MARSH = (
    "“The harbour is shut,” Ada Wren, the mayor of Elsin, said. Police held 40 boats in the harbour of Elsin."
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of two articles, derived once for all tests."""
    folder = tmp_path_factory.mktemp("base")
    with sayso.open(folder / "base.db") as held:
        for name, text in {"mayor": MAYOR, "marsh": MARSH}.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            held.add(folder / f"{name}.txt", language="en", outlet=f"Radio {name}")
    return folder / "base.db"


@pytest.fixture
def run(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run a command in a collection of its own; exit code, standard output, standard error."""
    monkeypatch.setenv("SAYSO_DB", str(shutil.copy(base, tmp_path / "own.db")))
    monkeypatch.setenv("SAYSO_BY", "Nora")
    monkeypatch.setenv("COLUMNS", "200")

    def call(*argv: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*map(str, argv)])
        return code, *capsys.readouterr()

    return call


def rows(run: Run) -> list[dict[str, str]]:
    """The attributions of the mayor's report, as they are exported."""
    _, out, _ = run("export", "--format", "csv")
    found = csv.DictReader(io.StringIO(out.lstrip("\ufeff"), newline=""))
    return [row for row in found if row["path"].endswith("mayor.txt")]


def place(words: str, text: str = MAYOR, name: str = "mayor.txt") -> str:
    return f"{name}:{text.index(words)}-{text.index(words) + len(words)}"


def test_one_confirms_and_the_way_back_is_told(run: Run) -> None:
    [said] = [row for row in rows(run) if "harbour is shut" in row["content"]]
    code, out, err = run("review", "confirm", said["attribution"])

    assert (0, "") == (code, err)
    assert "“The harbour is shut,” (mayor.txt) is right" == out.splitlines()[0]
    assert "take it back with: sayso review undo " in out
    assert ["checked"] == [
        row["review_state"] for row in rows(run) if row["attribution"] == said["attribution"]
    ]


def test_a_speaker_is_changed_to_words_to_a_name_and_to_unknown(run: Run) -> None:
    [said] = [row for row in rows(run) if "harbour is shut" in row["content"]]
    change = ("review", "change", said["attribution"], "speaker")

    def speaker() -> str:
        [row] = [row for row in rows(run) if "harbour is shut" in row["content"]]
        return row["speaker"]

    assert 0 == run(*change, "--words", "Lena Marsh")[0]
    assert "Lena Marsh" == speaker()
    assert 0 == run(*change, "--unknown")[0]
    assert "unknown speaker" == speaker()
    assert (2, "", "sayso: say what it is to be, or --unknown\n") == run(*change)
    assert "it cannot be both known and unknown" in run(*change, "X", "--unknown")[2]


def test_what_was_missed_is_added_and_taken_back(run: Run) -> None:
    before = len(rows(run))
    code, out, _ = run("review", "add", place("disagreed"), "--speaker", "Lena Marsh")

    assert (0, before + 1) == (code, len(rows(run)))
    assert "“disagreed” (mayor.txt) is said by “Lena Marsh” (mayor.txt)" == out.splitlines()[0]
    assert 0 == run("review", "undo", out.split()[-1])[0]
    assert before == len(rows(run))


def test_a_day_is_changed_where_one_was_read_and_added_where_none_was(run: Run) -> None:
    _, changed, _ = run("review", "time", place("Monday"), "2031-05-04")
    _, added, _ = run("review", "time", place("skipper"), "2031-05-04/2031-05-05")

    assert "the time “Monday” (mayor.txt) is 2031-05-04" == changed.splitlines()[0]
    assert "“skipper” (mayor.txt) is the time 2031-05-04/2031-05-05" == added.splitlines()[0]
    assert 2 == len(json.loads(run("review", "list", "--format", "json", "--about", "time")[1])["reviews"])


def test_an_article_is_corrected_and_its_stories_too(run: Run) -> None:
    assert 0 == run("review", "article", "mayor.txt", "outlet", "Elsin Courier")[0]
    assert {"Elsin Courier"} == {row["outlet"] for row in rows(run)}
    _, out, _ = run("review", "confirm", "mayor.txt", "outlet", "--by", "Bo")
    assert "the outlet of mayor.txt is right: Elsin Courier" == out.splitlines()[0]
    _, out, _ = run("review", "story", "mayor.txt", "marsh.txt", "--apart")
    assert "mayor.txt and marsh.txt tell two stories" == out.splitlines()[0]
    assert 2 == len(json.loads(run("stories", "--format", "json")[1])["stories"])
    run("review", "story", "mayor.txt", "marsh.txt")
    assert 1 == len(json.loads(run("stories", "--format", "json")[1])["stories"])


def test_a_discrepancy_that_was_missed_is_added_and_one_is_rejected(run: Run) -> None:
    found = json.loads(run("discrepancies", "--format", "json")[1])["discrepancies"]
    [boats] = [one for one in found if one["slot"] == "number"]
    assert 0 == run("review", "reject", boats["id"], "--note", "two harbours")[0]
    _, out, _ = run(
        "review", "discrepancy", place("said on Monday"), place("said", MARSH, "marsh.txt"), "--slot", "date",
        "--kind", "precision",
    )  # fmt: skip

    assert (
        "“said on Monday” (mayor.txt) and “said” (marsh.txt) differ in date (precision)"
        == out.splitlines()[0]
    )
    found = json.loads(run("discrepancies", "--format", "json")[1])["discrepancies"]
    assert ["date"] == [one["slot"] for one in found]


def test_an_original_and_a_note_stand_beside_what_was_said(run: Run) -> None:
    [said] = [row for row in rows(run) if "harbour is shut" in row["content"]]
    _, out, _ = run(
        "review", "original", said["attribution"], "--words", "Der Hafen ist zu", "--language", "German",
        "--translator", "Ilse Brandt",
    )  # fmt: skip
    assert "is “Der Hafen ist zu”, in de, translated by Ilse Brandt" in out
    run("review", "note", said["attribution"], "ask again", "--tag", "to call", "--tag", "doubtful")
    _, out, _ = run("review", "list", "--tag", "to call")

    assert "to call · doubtful" in out
    assert "ask again" in out
    assert "1 review left out" in out
    assert "0 reviews" not in run("review", "list", "--by", "Nobody")[1]


def test_an_edited_spreadsheet_is_taken_in(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("export", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"), newline="")))
    found[0]["review"], found[1]["review"] = "confirm", "perhaps"
    with (tmp_path / "edited.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(found[0]))
        writer.writeheader()
        writer.writerows(found)
    code, out, err = run("review", "import", tmp_path / "edited.csv", "--by", "Bo")

    assert (3, "1 review taken in, 1 row left out\n") == (code, out)
    assert "edited.csv:3: review 'perhaps' is neither confirm nor reject" in err
    assert "by Bo" in run("review", "list")[1]


@pytest.mark.parametrize(
    ("argv", "code", "why"),
    [
        (("confirm", "ffffffff"), 1, "nothing that can be reviewed has the id 'ffffffff'"),
        (("add", "mayor.txt"), 2, "'mayor.txt' is no place in a text; write ARTICLE:START-END"),
        (("article", "mayor.txt", "colour", "red"), 2, "no field 'colour'; of articles there are outlet"),
        (("time", "mayor.txt:0-5", "soon"), 2, "'soon' is no day"),
        (("note", "mayor.txt:0-5"), 2, "a note needs words or tags"),
        (("list", "--state", "lost"), 2, "'lost' is not one of 'in force', 'taken back'"),
    ],
)
def test_a_mistake_is_told_in_a_line(run: Run, argv: tuple[str, ...], code: int, why: str) -> None:
    got, out, err = run("review", *argv)

    assert (code, "") == (got, out)
    assert why in " ".join(err.replace("│", " ").split())
