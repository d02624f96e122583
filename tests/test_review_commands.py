"""`sayso review`: what a person types, sees, and is told when something is wrong."""

import getpass
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import sayso
from sayso.cli import main

MAYOR = (
    "“The harbour is shut,” Ada Wren, the mayor of Elsin, said on Monday. Wren would not say for how long."
)
MARSH = "“We shut the harbour,” Lena Marsh told Radio Elsin. Lena Marsh said that it would open again."

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of two articles, derived once for all tests."""
    folder = tmp_path_factory.mktemp("base")
    (folder / "mayor.txt").write_text(MAYOR, encoding="utf-8")
    (folder / "marsh.txt").write_text(MARSH, encoding="utf-8")
    with sayso.open(folder / "base.db") as held:
        held.add(folder / "mayor.txt", folder / "marsh.txt", language="en")
    return folder / "base.db"


@pytest.fixture
def run(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run a `sayso review` in a collection of its own; exit code, standard output, standard error."""
    monkeypatch.setenv("SAYSO_DB", str(shutil.copy(base, tmp_path / "own.db")))
    monkeypatch.setenv("SAYSO_BY", "Nora")
    monkeypatch.setenv("COLUMNS", "200")

    def call(*argv: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["review", *map(str, argv)])
        return code, *capsys.readouterr()

    return call


def only_id(run: Run) -> str:
    """The id of the one review that there is."""
    [review] = json.loads(run("list", "--format", "json")[1])["reviews"]
    return str(review["id"])


def test_two_names_are_joined_and_the_way_back_is_told(run: Run) -> None:
    code, out, err = run("same", "Ada Wren", "Marsh")

    assert (0, "") == (code, err)
    assert "“Ada Wren” (mayor.txt) and “Lena Marsh” (marsh.txt) are one actor" == out.splitlines()[0]
    assert f"take it back with: sayso review undo {only_id(run)}" == out.splitlines()[1]


def test_the_list_says_who_said_what_and_whether_it_holds(run: Run) -> None:
    assert "no reviews yet" in run("list")[1]
    run("same", "Wren", "Marsh", "--note", "she married\nin May")
    first = only_id(run)
    run("undo", first[:6], "--by", "Ada")
    _, out, _ = run("list")

    assert "she married in May" in out
    assert f"{first} · by Nora · " in out
    assert "review " + first + " is taken back" in out
    assert 2 == out.count(" · by ")
    assert "2 reviews: 1 in force, 1 taken back" == out.splitlines()[-1]


def test_a_later_review_tells_which_it_ends(run: Run) -> None:
    run("same", "Wren", "Marsh")
    first = only_id(run)
    code, out, err = run("apart", "Wren", "Marsh")

    assert (0, True) == (code, "are two actors" in out)
    assert f"review {first} of Nora says otherwise and is not followed any more\n" == err


def test_programs_get_rows(run: Run) -> None:
    run("same", "Wren", "Marsh")
    _, out, _ = run("list", "--format", "csv")
    header, row = out.lstrip("\ufeff").splitlines()

    assert "id,kind,state,why,by,at,note,undoes,a_article,a_quote" == header[:53]
    assert f"{only_id(run)},same_actor,in force,,Nora," in row


def test_who_reviews_is_the_login_unless_it_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container's user may have no name."""
    monkeypatch.delenv("SAYSO_BY")
    monkeypatch.setattr(getpass, "getuser", lambda: "tomas")
    run("same", "Wren", "Marsh")

    assert "by tomas" in run("list")[1]

    def nameless() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", nameless)
    code, _, err = run("apart", "Wren", "Marsh")

    assert (2, True) == (code, "a review needs the name of who says so; give it with --by" in err)


def test_a_name_that_nobody_answers_to_is_one_line(run: Run) -> None:
    code, out, err = run("same", "Tomas Brill", "Marsh")

    assert (1, "", 1) == (code, out, err.count("\n"))
    assert err.startswith("sayso: no actor answers to 'Tomas Brill'")


def test_a_log_is_written_and_taken_in(run: Run, base: Path, tmp_path: Path) -> None:
    """A line that is broken is left out, and the exit code says so."""
    run("same", "Wren", "Marsh")
    first = only_id(run)
    _, out, _ = run("export")
    code, _, _ = run("export", tmp_path / "log.jsonl")
    other = shutil.copy(base, tmp_path / "other.db")

    assert (0, out) == (code, (tmp_path / "log.jsonl").read_text(encoding="utf-8"))
    assert (0, "1 review taken in, 0 lines left out\n", "") == run(
        "import", tmp_path / "log.jsonl", "--db", other
    )
    assert first in run("list", "--db", other)[1]

    (tmp_path / "log.jsonl").write_text("{}\n" + out.replace("Wren", "Wrenn"), encoding="utf-8")
    code, out, err = run("import", tmp_path / "log.jsonl", "--db", other)

    assert (1, "0 reviews taken in, 2 lines left out\n") == (code, out)
    assert "log.jsonl:1: kind is missing" in err
    assert "log.jsonl:2: " in err


def test_a_log_of_other_articles_says_that_it_finds_nothing(run: Run, tmp_path: Path) -> None:
    run("same", "Wren", "Marsh")
    run("export", tmp_path / "log.jsonl")
    sayso.open(tmp_path / "empty.db").close()
    code, _, err = run("import", tmp_path / "log.jsonl", "--db", tmp_path / "empty.db")

    assert (0, "1 of them find nothing here that they are of; `sayso review list` says why\n") == (code, err)


def test_a_place_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    code, _, err = run("export", tmp_path)

    assert (1, True) == (code, "cannot be written" in err)


def test_the_collection_may_stand_before_the_verb(
    run: Run, base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run("list")
    monkeypatch.setenv("SAYSO_DB", "nowhere.db")

    assert 0 == main(["--db", str(base), "review", "list"])
    assert expected[1] == capsys.readouterr().out
    assert 1 == main(["review", "list"])
