"""A table of what is known about files."""

from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.ingest.reading import Stated
from sayso.ingest.sidecar import about, read_sidecar
from sayso.settings import Limits


def sidecar(tmp_path: Path, text: str) -> tuple[dict[str, Stated], list[InputError]]:
    path = tmp_path / "about.csv"
    path.write_text(text)
    return read_sidecar(path, limits=Limits())


def test_files_are_found_by_path_end_or_name(tmp_path: Path) -> None:
    """The longest name that fits counts."""
    table, problems = sidecar(tmp_path, "Path,Outlet\na.txt,Post\nold/a.txt,Wire\n")
    find = about(table)

    assert problems == []
    assert ["Wire", "Post", "Post", None] == [
        find(path).outlet for path in ("in/old/a.txt", "new/a.txt", "./a.txt", "b.txt")
    ]


def test_a_column_name_may_name_the_file(tmp_path: Path) -> None:
    """`name` is the last that is tried."""
    table, _ = sidecar(tmp_path, "name\toutlet\na.txt\tPost\n")

    assert about(table)("a.txt").outlet == "Post"


def test_what_does_not_fit_is_told(tmp_path: Path) -> None:
    """Unknown columns, rows without a file, with too many cells, or for the same file twice."""
    table, problems = sidecar(tmp_path, "file,outlet,colour\na.txt,Post,\n,x,\nb.txt,x,y,z\na.txt,Wire,\n")

    assert list(table) == ["a.txt"]
    assert [None, 3, 4, 5] == [problem.line for problem in problems]
    assert table["a.txt"].outlet == "Post"


@pytest.mark.parametrize("text", ["", "outlet,url\nPost,x\n"])
def test_a_table_that_names_no_files_is_refused(tmp_path: Path, text: str) -> None:
    """It could say nothing of any."""
    with pytest.raises(InputError, match="no column names the files"):
        sidecar(tmp_path, text)


def test_a_missing_table_is_told() -> None:
    """The message names the option."""
    with pytest.raises(InputError, match="--sidecar"):
        read_sidecar(Path("/nowhere/about.csv"), limits=Limits())
