"""Attributions as a spreadsheet: one row each, in reading order, safe to open.

A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end, after any white
space) gets an apostrophe before it, as OWASP advises against CSV injection. A byte-order mark tells Excel that the
file is UTF-8. Offsets point into the article's text, of which `text_sha256` names the exact version.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from sayso.publish.export.attribution_rows import COLUMNS, Reviews, attribution_rows, rendered_rows
from sayso.publish.views.guarded import Tell
from sayso.publish.views.renderings import Rendering
from sayso.records import Story
from sayso.store.protocol import Store

BOM = "\ufeff"
# The full-width forms too: some spreadsheets fold them to the plain ones when they read a file.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def export_csv(
    store: Store, *, story: Story | None = None, min_confidence: int = 0, tell: Tell | None = None
) -> Iterator[str]:
    """Every attribution of a collection or a story, intentions and beliefs too, with its header, line by line.

    With `min_confidence` (thousandths) not those that are less sure.
    With `tell` what is broken is left out and told; else it is an error.
    """
    return table(COLUMNS, attribution_rows(store, story=story, min_confidence=min_confidence, tell=tell))


def sheet(
    rows: Iterable[Rendering], *, reviews: Reviews | None = None, tell: Tell | None = None
) -> Iterator[str]:
    """Some attributions with their header, line by line; with `tell` a broken one is left out and told."""
    return table(COLUMNS, rendered_rows(rows, reviews, tell=tell))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Any table as safe CSV (RFC 4180 line ends), line by line; None is an empty cell."""
    yield BOM + _line(columns)
    for row in rows:
        yield _line([safe_cell(value) for value in row])


def safe_cell(value: object) -> str:
    """A value as a cell that no spreadsheet runs as a formula."""
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, int | float):
        return text
    bare = text.lstrip()
    risky = text[:1] in _FORMULA or bare[:1] in _FORMULA
    return "'" + text if risky else text


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
