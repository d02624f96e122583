"""The workbook holds what the CSV holds, as text and numbers, and openpyxl reads it back."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from sayso.publish.export.attribution_rows import COLUMNS, EXPLAINED, NUMBERS, attribution_rows
from sayso.publish.export.exporting import export_to
from sayso.publish.export.spreadsheet import BOM, export_csv
from sayso.publish.export.workbook import CUT, MOST_CHARACTERS, fitting, write_workbook
from sayso.store.protocol import Store


def opened(rows: Any, **options: Any) -> Any:
    """A workbook of some rows, read back."""
    out = io.BytesIO()
    write_workbook(rows, out, **options)
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))


def row_of(**given: object) -> tuple[object, ...]:
    """A row with nothing in it but what a test gives."""
    return tuple(given.get(name) for name in COLUMNS)


def test_the_rows_are_those_of_the_csv(reviewed: Store) -> None:
    """The same columns, cells and order, but for the apostrophes by which a CSV is made safe."""
    out = io.BytesIO()
    export_to(reviewed, out, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(out.getvalue()))["attributions"]
    held = [[cell.value for cell in row] for row in sheet.iter_rows()]
    rows = list(csv.reader(io.StringIO("".join(export_csv(reviewed)).removeprefix(BOM), newline="")))

    assert list(COLUMNS) == held[0] == rows[0]
    assert rows[1:] == [["" if cell is None else str(cell) for cell in row] for row in held[1:]]
    assert {"checked", "disputed", "unreviewed"} == {row[COLUMNS.index("review_state")] for row in rows[1:]}
    assert "Ria Sands confirmed it; Sol Quay rejected it (overridden)" in {
        row[COLUMNS.index("reviewers")] for row in rows
    }


def test_nothing_is_a_formula_or_a_link() -> None:
    """Whatever a cell begins with, it is text as it stands; numbers are numbers."""
    texts = ["=1+1", "@SUM(A1)", "https://courier.example/a", "{=A1}", "0012", "a\x01b", "عربي 🏗"]
    book = opened([row_of(content=text, confidence=810) for text in texts])
    cells = [row[COLUMNS.index("content")] for row in book["attributions"].iter_rows(min_row=2)]

    assert texts == [openpyxl.utils.escape.unescape(cell.value) for cell in cells]
    assert {"s"} == {cell.data_type for cell in cells}
    assert [None] * len(texts) == [cell.hyperlink for cell in cells]
    assert 810 == book["attributions"].cell(2, COLUMNS.index("confidence") + 1).value


def test_a_sheet_explains_every_column() -> None:
    """The header stays in sight on both sheets."""
    book = opened([])

    assert ["attributions", "columns"] == book.sheetnames
    assert dict(EXPLAINED) == dict(book["columns"].iter_rows(min_row=2, values_only=True))
    assert ["A2", "A2"] == [book[name].freeze_panes for name in book.sheetnames]
    assert set(COLUMNS) >= NUMBERS


@pytest.mark.parametrize("text", ["x" * (MOST_CHARACTERS + 1), "🏗" * MOST_CHARACTERS])
def test_what_a_cell_cannot_hold_is_cut_and_says_so(text: str) -> None:
    """Excel counts UTF-16 units."""
    kept = fitting(text)

    assert kept.endswith(CUT)
    assert len(kept.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert text.startswith(kept.removesuffix(CUT))
    assert "x" * MOST_CHARACTERS == fitting("x" * MOST_CHARACTERS)


def test_what_a_sheet_cannot_hold_goes_on_in_the_next() -> None:
    """With its header, and nothing twice; as many rows as fit make no empty sheet."""
    rows = [row_of(attribution=str(number)) for number in range(5)]
    book = opened(rows, most_rows=3)
    held = [
        [row[COLUMNS.index("attribution")] for row in book[name].iter_rows(min_row=2, values_only=True)]
        for name in book.sheetnames[:-1]
    ]

    assert ["attributions", "attributions 2", "attributions 3", "columns"] == book.sheetnames
    assert [["0", "1"], ["2", "3"], ["4"]] == held
    assert ["attributions", "attributions 2", "columns"] == opened(rows[:4], most_rows=3).sheetnames


def test_the_same_rows_give_the_same_bytes(reviewed: Store) -> None:
    """There is no clock in the file."""
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        write_workbook(attribution_rows(reviewed), out)

    assert first.getvalue() == second.getvalue()
