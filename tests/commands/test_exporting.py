"""The verbs by which a collection leaves: every format to a file, a folder or a pipe, and the dossier."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.cli import main

Run = Callable[..., tuple[int, str, str]]
COURIER = (
    "Ferry line halts boats\n\nThe ferry line halted all boats on the Elm on Friday after a mooring broke.\n\n"
    "“No boat leaves before the mooring is mended,” harbour master Orla Finch said on Friday.\n\n"
    "Finch added that the repair would take nine days.\n"
)
GAZETTE = (
    "No boats on the Elm\n\nAll boats on the Elm stayed in port on Friday after a mooring of the ferry line broke.\n\n"
    "“No boat leaves before the mooring is mended,” said Orla Finch, the harbour master.\n"
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of one broken mooring."""
    home = tmp_path_factory.mktemp("exporting")
    for name, text in (("courier", COURIER), ("gazette", GAZETTE)):
        (home / f"{name}.txt").write_text(text, encoding="utf-8")
    path = home / "exporting.db"
    files = [str(home / f"{name}.txt") for name in ("courier", "gazette")]
    assert 0 == main(["add", *files, "--published", "2031-05-02", "--db", str(path)])
    return path


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "webannotation", "ftm"])
def test_a_text_goes_to_a_file_as_it_goes_to_the_screen(
    run: Run, db: Path, tmp_path: Path, form: str
) -> None:
    """The same bytes, and nothing half written beside it."""
    _, out, _ = run("export", "--format", form, "--db", db)
    code, _, _ = run("export", "--format", form, "--db", db, "-o", tmp_path / "x")

    assert (0, out) == (code, (tmp_path / "x").read_bytes().decode("utf-8"))
    assert ["x"] == [path.name for path in tmp_path.iterdir()]


def test_a_workbook_and_folders_need_a_name(run: Run, db: Path, tmp_path: Path) -> None:
    """A folder cannot go to the screen, and none is written over."""
    assert 0 == run("export", "--format", "xlsx", "--db", db, "-o", tmp_path / "said.xlsx")[0]
    assert zipfile.is_zipfile(tmp_path / "said.xlsx")
    assert 0 == run("export", "--format", "brat", "--db", db, "-o", tmp_path / "brat")[0]
    code, _, err = run("export", "--format", "brat", "--db", db, "-o", tmp_path / "brat")
    assert (2, True) == (code, "already and not empty" in err)
    code, _, err = run("export", "--format", "brat", "--db", db)
    assert (2, True) == (code, "name it with --output" in err)


def test_a_dossier_is_what_its_file_is_called(run: Run, db: Path, tmp_path: Path) -> None:
    """HTML unless the name or --format says Markdown; to the screen without a name."""
    assert 0 == run("dossier", "--db", db, "-o", tmp_path / "a.html")[0]
    assert 0 == run("dossier", "--db", db, "-o", tmp_path / "a.md")[0]
    html, md = ((tmp_path / name).read_text("utf-8") for name in ("a.html", "a.md"))

    assert html.startswith("<!doctype html>")
    assert md.startswith("# ")
    assert md == run("dossier", "--db", db, "--format", "md")[1]


def test_whoever_hides_a_name_is_told_which_spellings(run: Run, db: Path) -> None:
    """On the other stream: the file does not say them."""
    _, said, _ = run("dossier", "--db", db, "--format", "md")
    name = next(line.removeprefix("### ") for line in said.splitlines() if line.startswith("### "))
    code, out, err = run("dossier", "--db", db, "--format", "md", "--redact", name)

    assert (0, True, False) == (code, name in err, name in out)


def test_what_cannot_be_made_is_one_line(run: Run, db: Path, tmp_path: Path) -> None:
    """No story, nobody by the name, no such folder."""
    for given in (
        ("dossier", "zork"),
        ("dossier", "--redact", "Zork Zorkson"),
        ("dossier", "-o", tmp_path / "no" / "a.html"),
        ("export", "-o", tmp_path / "no" / "a.json"),
    ):
        code, out, err = run(*given, "--db", db)

        assert (1, "", 1) == (code, out, err.count("\n"))
