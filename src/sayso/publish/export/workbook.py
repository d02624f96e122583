"""Attributions as an Excel workbook: the rows of the CSV, and a sheet that says what each column holds.

Every cell is a text or a number: nothing is run as a formula, nothing becomes a link. Rows are written as they are read,
so that memory does not grow with them. The file names no moment at which it was made: the same rows give the same bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sayso.publish.export.attribution_rows import COLUMNS, EXPLAINED, NUMBERS

MOST_CHARACTERS = 32_767
"""What a cell of Excel holds, in UTF-16 units (Microsoft: Excel specifications and limits)."""
MOST_ROWS = 1_048_576
"""What a sheet of Excel holds, its header among them (same)."""
CUT = " … [cut: a cell of Excel holds 32,767 characters; the CSV has all of it]"
NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
WIDTHS = {
    "content": 70,
    "title": 40,
    "speaker": 24,
    "outlet": 22,
    "chain": 30,
    "reviewers": 30,
    "basis_words": 26,
}
WIDTH = 16


def write_workbook(
    rows: Iterable[Sequence[object]], target: Path | IO[bytes], *, most_rows: int = MOST_ROWS
) -> None:
    """Write rows of attributions; what does not fit one sheet goes on in the next."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415 - only this format needs it

    book = Workbook(
        str(target) if isinstance(target, Path) else target,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": "Who said what", "author": "Sayso", "created": NO_MOMENT})
    bold = book.add_format({"bold": True, "bottom": 1})
    top = book.add_format({"valign": "top"})
    left = iter(rows)
    number = 1
    while True:
        part = list(islice(left, 1))
        if number > 1 and not part:
            break
        sheet = book.add_worksheet("attributions" if number == 1 else f"attributions {number}")
        _head(sheet, bold)
        for at, row in enumerate(_after(part, islice(left, most_rows - 1 - len(part))), start=1):
            for place, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(at, place, value, top)
                elif value is not None and value != "":
                    sheet.write_string(at, place, fitting(str(value)), top)
        number += 1
    _explain(book.add_worksheet("columns"), bold)
    book.close()


def fitting(text: str) -> str:
    """A text as a cell holds it: one that is too long is cut, and says so."""
    if _units(text) <= MOST_CHARACTERS:
        return text
    kept = text[: MOST_CHARACTERS - len(CUT)]
    while _units(kept) + len(CUT) > MOST_CHARACTERS:
        kept = kept[: len(kept) - max(1, (_units(kept) + len(CUT) - MOST_CHARACTERS) // 2)]
    return kept + CUT


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _after(first: Iterable[Sequence[object]], rest: Iterable[Sequence[object]]) -> Iterable[Sequence[object]]:
    yield from first
    yield from rest


def _head(sheet: Any, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(COLUMNS):
        sheet.set_column(place, place, 12 if name in NUMBERS else WIDTHS.get(name, WIDTH))
        sheet.write_string(0, place, name, bold)


def _explain(sheet: Any, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    for place, name in enumerate(("column", "what it holds")):
        sheet.write_string(0, place, name, bold)
    for at, (name, words) in enumerate(EXPLAINED.items(), start=1):
        sheet.write_string(at, 0, name)
        sheet.write_string(at, 1, words)
