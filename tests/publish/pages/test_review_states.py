"""Review states on the terminal: a short word where somebody reviewed, nothing where nobody did."""

import io
import shutil
from pathlib import Path

import pytest
from rich.console import Console

import sayso
from sayso.publish.pages.discrepancies import print_discrepancies
from sayso.publish.pages.reviews import print_reviews
from sayso.publish.pages.said import print_said
from sayso.publish.views.discrepancies import comparisons

ONE = (
    "“The harbour is shut,” Ada Wren, the mayor of Elsin, said. Police held 14 boats in the harbour of Elsin."
)
TWO = (
    "“The harbour is shut,” Ada Wren, the mayor of Elsin, said. Police held 40 boats in the harbour of Elsin."
)


@pytest.fixture
def collection(tmp_path: Path, base: Path) -> sayso.Collection:
    return sayso.open(shutil.copy(base, tmp_path / "own.db"))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base")
    for name, text in {"one": ONE, "two": TWO}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with sayso.open(folder / "base.db") as held:
        held.add(folder / "one.txt", folder / "two.txt", language="en")
    return folder / "base.db"


def shown(collection: sayso.Collection) -> str:
    """What is said, the discrepancies and the log, as the terminal shows them."""
    console = Console(file=io.StringIO(), width=160)
    print_said(console, "Wren", collection.said("Wren"))
    print_discrepancies(console, comparisons(collection.store, collection.stories()[0]))
    print_reviews(console, collection.reviews())
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_line_says_that_it_was_checked_and_that_it_is_disputed(collection: sayso.Collection) -> None:
    before = shown(collection)
    assert "checked" not in before
    assert "unreviewed" not in before
    collection.confirm("one.txt:1-20", by="Nora")
    assert 1 == shown(collection).count("· checked")
    collection.reject("one.txt:1-20", by="Bo")
    assert 1 == shown(collection).count("· disputed")
    [line] = [line for line in collection.discrepancies() if line.row.slot == "number"]
    collection.confirm(line.id, by="Nora")
    page = shown(collection)

    assert f"checked · {line.id}" in page
    assert "the difference between “14 boats” (one.txt) and “40 boats” (two.txt) is one" in page
    assert "3 reviews: 2 in force, 1 overridden" in page
    collection.close()
