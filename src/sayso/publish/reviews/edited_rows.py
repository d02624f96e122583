"""A spreadsheet that `sayso export --format csv` wrote and a person edited: the edited cells as reviews.

Only cells that differ from what is there now become reviews, and only of rows that were edited at all: what others
changed since the file was written stays theirs. Spreadsheets rewrite dates and quotation marks of their own accord;
what means the same is no edit.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sayso.errors import InputError, SaysoError
from sayso.ingest.dates import missing, parse_published
from sayso.publish.export.attribution_rows import COLUMNS, FIXED, UNTRACED, remarks_of, rows_of, written_as
from sayso.publish.export.spreadsheet import safe_cell
from sayso.publish.reviews.codes import Codes
from sayso.publish.reviews.submitting import form_review
from sayso.publish.views.lines import reviews_of
from sayso.publish.views.renderings import SAID_KINDS, Rendering, renderings
from sayso.publish.views.stories import bundles
from sayso.publish.words.phrases import GAP, UNKNOWN_SPEAKER
from sayso.records import Article, Review
from sayso.reviews.anchors import LEAST_OVERLAP, jaccard, locate, make_anchor
from sayso.spans import Span
from sayso.store.protocol import Store

Cells = Mapping[str, str]
ROW_FIELDS = {"kind": "kind", "speaker": "speaker", "speaks_for": "speaks_for", "speech_act": "act",
              "channel_kind": "channel", "said_on": "said_on"}  # fmt: skip
"""Columns of an attribution, with the field of a review that changes them."""
ARTICLE_FIELDS = ("outlet", "title", "url")
DATES = ("published_earliest", "published_latest")
DAYS = frozenset({*DATES, "said_on"})
NEEDED = ("article", "attribution", "text_sha256", "content", "content_offsets")
LARGEST = 4_000_000
"""Characters of a cell; more is no cell of ours."""


class _Row(NamedTuple):
    """A line of the file."""

    line: int
    cells: Cells


def read_edits(
    store: Store, path: Path, *, by: str, at: str, codes: Codes | None = None
) -> Iterator[Review | InputError]:
    """The reviews that the edited rows of a file make, and for each odd row an error that says why.

    `at` is the time of the first; each further one is a microsecond later, so that the order of the file holds.
    InputError is raised when the file itself cannot be read.
    """
    rows = [row for row in _read(path) if _edited(row.cells)]
    here = _present(store, {row.cells["article"] for row in rows})
    made: dict[tuple[str, str], str] = {}
    number = 0
    for row in rows:
        try:
            for form in _forms(store, row, here, made):
                moment = _later(at, number)
                yield form_review(store, {**form, "by": by, "at": moment}, codes=codes)
                number += 1
        except InputError as error:
            yield InputError(error.reason, fix=error.fix, path=str(path), line=row.line)
        except SaysoError as error:
            yield InputError(
                str(error), fix="correct the cell, or leave it as it was", path=str(path), line=row.line
            )


def _read(path: Path) -> Iterator[_Row]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no UTF-8"
        raise InputError(
            f"the file cannot be read ({why})",
            fix="save the spreadsheet as CSV in UTF-8",
            path=str(path),
        ) from error
    # spreadsheets of some countries write semicolons
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        header = [name.strip() for name in next(reader, [])]
        lacking = [name for name in NEEDED if name not in header]
        if lacking:
            raise InputError(
                f"it has no column {', '.join(lacking)}",
                fix="edit a file that `sayso export --format csv` wrote, and leave its columns there",
                path=str(path),
            )
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _Row(reader.line_num, dict(zip(header, map(_plain, cells), strict=False)))
    except csv.Error as error:
        raise InputError(
            f"it is no CSV ({error})",
            fix="save the spreadsheet again as CSV in UTF-8",
            path=str(path),
            line=reader.line_num,
        ) from error


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and safe_cell(cell[1:]) == cell else cell


def _edited(cells: Cells) -> bool:
    return cells.get("as_written", "") != written_as(cells)


def _present(store: Store, articles: Iterable[str]) -> dict[str, dict[str, tuple[Rendering, Cells]]]:
    """By article and attribution, what is there now, with its cells as they would be written."""
    known = sorted(set(articles) & set(store.article_ids()))
    if not known:
        return {}
    reviews = reviews_of(store, known)
    remarks = remarks_of(store, reviews)
    found: dict[str, dict[str, tuple[Rendering, Cells]]] = {}
    for bundle in bundles(store, store.articles(known), SAID_KINDS):
        said = list(renderings(bundle))
        rows = rows_of(said, lambda _: UNTRACED, reviews, remarks=remarks)
        for rendering, row in zip(said, rows, strict=True):
            cells = {
                name: "" if value is None else str(value) for name, value in zip(COLUMNS, row, strict=True)
            }
            found.setdefault(bundle.article.id, {})[rendering.attribution.id] = (rendering, cells)
    return found


def _forms(
    store: Store,
    row: _Row,
    here: Mapping[str, Mapping[str, tuple[Rendering, Cells]]],
    made: dict[tuple[str, str], str],
) -> Iterator[dict[str, str]]:
    """The forms that one row fills in."""
    cells = row.cells
    rendering, now = _row_of(store, cells, here)
    fixed = [name for name in FIXED if name in cells and not _same(name, cells[name], now[name])]
    if fixed and cells["text_sha256"] == now["text_sha256"] and cells["attribution"] == now["attribution"]:
        raise InputError(
            f"{', '.join(fixed)} cannot be edited in a spreadsheet",
            fix="put it back, and use `sayso review change` with a place in the article",
        )
    note, tags = _fresh_note(cells, now), _fresh_tags(cells, now)
    forms = [*_article_forms(rendering.article, cells, now, made), *_line_forms(rendering, cells, now)]
    why = {"note": note} if note else {}
    if not forms and (note or tags):
        forms = [{"action": "note", "target": _target(rendering), "subject": "attribution"}]
    for number, form in enumerate(forms):
        tagged = {"tags": tags} if tags and number == len(forms) - 1 else {}
        yield form | why | tagged


def _row_of(
    store: Store, cells: Cells, here: Mapping[str, Mapping[str, tuple[Rendering, Cells]]]
) -> tuple[Rendering, Cells]:
    """The attribution that a row is of: by its id in the same text, else where its words are now."""
    article = here.get(cells["article"])
    if article is None:
        there = cells["article"] in set(store.article_ids())
        what = "nothing is read in it any more" if there else "it is not in the collection"
        raise InputError(f"article {cells['article'] or '(none)'}: {what}", fix="leave the row out")
    found = article.get(cells["attribution"])
    if found is not None and found[1]["text_sha256"] == cells["text_sha256"]:
        return found
    place = _place_now(store, cells)
    best = max(
        article.values(),
        key=lambda one: (jaccard(one[0].span, place), -one[0].span.start) if place else (0, 0),
    )
    if place is None or jaccard(best[0].span, place) < LEAST_OVERLAP:
        raise InputError(
            "what this row is of is not found in the article's present text",
            fix="export again and edit the new row, or add it with `sayso review add`",
        )
    return best


def _place_now(store: Store, cells: Cells) -> Span | None:
    """Where the words of a row stand in the present text, if they do."""
    offsets = [
        [int(end) for end in pair.split("-")] for pair in cells["content_offsets"].split() if _is_pair(pair)
    ]
    if not offsets:
        return None
    span = Span(min(pair[0] for pair in offsets), max(pair[1] for pair in offsets))
    text = store.article(cells["article"]).text
    for revision in store.revisions(cells["article"]):
        if 0 <= span.start < span.end <= len(revision.text):
            anchor = make_anchor(cells["article"], revision.text, span)
            pieces = [_one(piece) for piece in cells["content"].split(GAP.strip())]
            if all(piece in _one(anchor.quote) for piece in pieces):
                return locate(anchor, text)
    return None


def _is_pair(text: str) -> bool:
    first, mark, last = text.partition("-")
    return bool(mark) and first.isdigit() and last.isdigit() and len(text) < 30


def _one(text: str) -> str:
    return " ".join(text.split())


def _target(rendering: Rendering) -> str:
    return f"{rendering.article.id}:{rendering.span.start}-{rendering.span.end}"


def _line_forms(rendering: Rendering, cells: Cells, now: Cells) -> Iterator[dict[str, str]]:
    target = {"target": _target(rendering), "subject": "attribution"}
    for column, field in ROW_FIELDS.items():
        if column in cells and not _same(column, cells[column], now[column]):
            value = _value(column, cells[column])
            yield {"action": "change", "field": field, "value": value} | target
    verdict = cells.get("review", "").strip().casefold()
    if verdict in {"confirm", "reject"}:
        yield {"action": verdict} | target
    elif verdict:
        raise InputError(
            f"review {cells['review']!r} is neither confirm nor reject", fix="write one of them, or nothing"
        )


def _article_forms(
    article: Article, cells: Cells, now: Cells, made: dict[tuple[str, str], str]
) -> Iterator[dict[str, str]]:
    """Corrections of the article, each once however many rows repeat it."""
    values = {
        name: _value(name, cells[name])
        for name in ARTICLE_FIELDS
        if name in cells and not _same(name, cells[name], now[name])
    }
    if any(name in cells and not _same(name, cells[name], now[name]) for name in DATES):
        ends = [_value(name, cells.get(name, now[name])) for name in DATES]
        values["published"] = "/".join(dict.fromkeys(end for end in ends if end))
    for field, value in values.items():
        before = made.setdefault((article.id, field), value)
        if before != value:
            raise InputError(
                f"{field} {value!r} of the article is {before!r} in a row above",
                fix="make its rows say the same",
            )
        if (article.id, f"{field} done") not in made:
            made[article.id, f"{field} done"] = value
            yield {
                "action": "change",
                "subject": "article",
                "target": article.id,
                "field": field,
                "value": value,
            }


def _same(column: str, cell: str, present: str) -> bool:
    """Whether a cell means what is there: white space and the ways in which spreadsheets write days aside."""
    if _one(cell) == _one(present):
        return True
    if column == "speaker" and not cell.strip():
        return present == UNKNOWN_SPEAKER
    if column not in DAYS or not present or missing(cell):
        return False
    read = parse_published(cell)
    return read is not None and present[:10] in {read.earliest[:10], read.latest[:10]} and "T" not in cell


def _value(column: str, cell: str) -> str:
    """A cell as the value of a review; InputError for a day that can be read two ways."""
    value = _one(cell)
    if column == "speaker" and value.casefold() == UNKNOWN_SPEAKER:
        return ""
    if column not in DAYS or not value:
        return value
    read = parse_published(value)
    if read is None or read.earliest != read.latest:
        raise InputError(f"{column} {cell!r} is no single day", fix="write it as 2031-05-07")
    return read.earliest


def _fresh_note(cells: Cells, now: Cells) -> str:
    """What was written into the note: behind the notes that are there, or in their place."""
    note, before = cells.get("note", "").strip(), now["note"]
    if before and note.startswith(before):
        note = note[len(before) :].strip(" ;")
    return "" if _one(note) == _one(before) else note


def _fresh_tags(cells: Cells, now: Cells) -> str:
    before = {tag.strip() for tag in now["tags"].split(",")}
    return ",".join(tag.strip() for tag in cells.get("tags", "").split(",") if tag.strip() not in before)


def _later(at: str, number: int) -> str:
    moment = datetime.fromisoformat(at) + timedelta(microseconds=number)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
