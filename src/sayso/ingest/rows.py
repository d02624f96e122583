"""Articles out of JSON, JSONL, CSV and TSV: one record at a time, so that a file may be larger than memory."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.errors import InputError
from sayso.ingest.decoding import BOMS, decode
from sayso.ingest.fields import LISTS, NAMES, draft_of, has_text_field, plain_name
from sayso.ingest.reading import Draft
from sayso.ingest.wires.items import PassedOver
from sayso.ingest.wires.ninjs import is_ninjs, ninjs_drafts
from sayso.settings import Limits

DELIMITERS = ",\t;|"
FIX_LINE = "correct the line, or take it out"


def read_jsonl(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft | InputError]:
    """One article a line; a broken line is reported and the next one read."""
    passed = PassedOver()
    for number, data, text, notes in _lines(stream, limits.max_line_mb << 20):
        if text is None:
            yield _too_long(path, number, limits)
            continue
        if not text.strip():
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield InputError(f"broken JSON ({error})"[:300], fix=FIX_LINE, path=path, line=number)
            continue
        yield from _records(record, passed, path=path, line=number, raw=data, notes=notes, what="line")
    yield from passed.told(path)


def read_json(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft | InputError]:
    """One article, or a list of them, in one JSON document; a document of many lines is read as JSONL."""
    head = stream.peek(1)
    first = head.lstrip().split(b"\n", 1)[0]
    if head.lstrip()[:1] == b"{" and first.rstrip().endswith(b"}") and _is_json(first):
        yield from read_jsonl(stream, path=path, limits=limits)
        return
    data = whole(stream, path=path, limits=limits, fix="write it as JSONL, one article a line")
    text, notes = decode(data)
    if not text.strip():
        raise InputError("the file is empty", fix="leave it out", path=path)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"broken JSON ({error})"[:300], fix="correct it, or write it as JSONL", path=path
        ) from error
    passed = PassedOver()
    items = None if is_ninjs(document) else _items(document)
    if items is None:
        yield from _records(document, passed, path=path, line=None, raw=data, notes=notes, what="document")
    for number, item in enumerate(items or (), start=1):
        raw = json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")
        what = f"item {number} of the list"
        yield from _records(item, passed, path=path, line=None, raw=raw, notes=notes, what=what)
    yield from passed.told(path)


def read_table(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft | InputError]:
    """One article a row, under a header of field names; the delimiter is the one that makes the most known names."""
    # The limit is the csv module's own and holds for the process; it is the same in every call with these settings.
    csv.field_size_limit(limits.max_line_mb << 20)
    notes: dict[str, None] = {}
    lines = _table_lines(stream, path=path, limits=limits, notes=notes)
    header_line = next((line for line in lines if line.strip()), None)
    if header_line is None:
        raise InputError("the file is empty", fix="leave it out", path=path)
    delimiter = max(DELIMITERS, key=lambda mark: (_known(header_line, mark), -DELIMITERS.index(mark)))
    rows = csv.reader(_chain(header_line, lines), delimiter=delimiter)
    try:
        header = [plain_name(name) for name in next(rows)]
    except csv.Error as error:
        raise InputError(
            f"no header of field names ({error})", fix="begin with a line of names", path=path
        ) from error
    if not has_text_field(set(header)):
        raise InputError(
            f"no column holds the text; the columns are {', '.join(header)[:200]}",
            fix=f"name it '{NAMES['text'][0]}'; a table that only describes files is given with --sidecar",
            path=path,
        )
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield InputError(
                f"broken row ({error})",
                fix="put the field in quotes and double the quotes in it",
                path=path,
                line=rows.line_num,
            )
            continue
        if row is None:
            return
        found = tuple(notes)
        notes.clear()
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(header):
            yield InputError(
                f"{len(row)} cells under {len(header)} columns",
                fix="put cells that hold the delimiter in quotes",
                path=path,
                line=rows.line_num,
            )
            continue
        record = dict(zip(header, row, strict=False))
        raw = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
        yield _record(record, path=path, line=rows.line_num, raw=raw, notes=found, what="row")


def whole(stream: io.BufferedReader, *, path: str, limits: Limits, fix: str) -> bytes:
    """All bytes of a file that is read as one; InputError when there are more than `max_file_mb`."""
    data = stream.read((limits.max_file_mb << 20) + 1)
    if len(data) > limits.max_file_mb << 20:
        raise InputError(
            f"larger than {limits.max_file_mb} MiB", fix=f"{fix}, or raise limits.max_file_mb", path=path
        )
    return data


def looks_like_table(line: str) -> bool:
    """Whether a first line is a header: it names a text column and at least one other known field."""
    return any(_known(line, mark) >= 2 and has_text_field(set(_cells(line, mark))) for mark in DELIMITERS)


def _records(
    record: Any,
    passed: PassedOver,
    *,
    path: str,
    line: int | None,
    raw: bytes,
    notes: tuple[str, ...],
    what: str,
) -> Iterator[Draft | InputError]:
    """The articles of one record: an agency's item may hold others."""
    if is_ninjs(record):
        yield from ninjs_drafts(record, path=path, line=line, raw=raw, notes=notes, passed=passed)
    else:
        yield _record(record, path=path, line=line, raw=raw, notes=notes, what=what)


def _record(
    record: Any, *, path: str, line: int | None, raw: bytes, notes: tuple[str, ...], what: str
) -> Draft | InputError:
    if not isinstance(record, Mapping):
        return InputError(
            f"the {what} is no JSON object but {type(record).__name__}", fix=FIX_LINE, path=path, line=line
        )
    try:
        return draft_of(record, path=path, line=line, raw=raw, notes=notes)
    except InputError as error:
        return error


def _items(document: Any) -> list[Any] | None:
    if isinstance(document, list):
        return document
    if isinstance(document, Mapping) and not has_text_field({plain_name(name) for name in document}):
        for name in LISTS:
            if isinstance(document.get(name), list):
                return list(document[name])
    return None


def _is_json(data: bytes) -> bool:
    try:
        return isinstance(json.loads(data), dict)
    except (ValueError, RecursionError):
        return False


def _lines(stream: io.BufferedReader, limit: int) -> Iterator[tuple[int, bytes, str | None, tuple[str, ...]]]:
    """Numbered lines: their bytes, their text (None: longer than `limit` bytes, skipped), and notes on decoding."""
    head = stream.peek(4)[:4]
    wide = next((name for mark, name, _ in BOMS if head.startswith(mark) and name != "utf-8"), None)
    if wide is not None:
        decoded = io.TextIOWrapper(stream, encoding=wide, errors="replace", newline="\n")
        for number, (text, whole_line) in enumerate(_pieces(decoded, limit), start=1):
            line = text.removeprefix("\ufeff") if number == 1 else text
            note = (f"decoded as {wide[:6].upper()} (byte-order mark)",)
            yield number, line.encode("utf-8", "surrogatepass"), line if whole_line else None, note
        decoded.detach()
        return
    for number, (data, whole_line) in enumerate(_pieces(stream, limit), start=1):
        if whole_line:
            text, notes = decode(data)
            yield number, data, text, notes
        else:
            yield number, b"", None, ()


def _pieces(stream: Any, limit: int) -> Iterator[tuple[Any, bool]]:
    while piece := stream.readline(limit + 1):
        if len(piece) <= limit:
            yield piece, True
            continue
        end = piece[-1:]
        while piece and end not in (b"\n", "\n"):
            piece = stream.readline(limit)
            end = piece[-1:]
        yield piece[:0], False


def _table_lines(
    stream: io.BufferedReader, *, path: str, limits: Limits, notes: dict[str, None]
) -> Iterator[str]:
    for number, _, text, found in _lines(stream, limits.max_line_mb << 20):
        if text is None:
            raise _too_long(path, number, limits)
        notes.update(dict.fromkeys(found))
        if "\r" in text and "\n" not in text:  # the line ends of old spreadsheets
            yield from io.StringIO(text, newline=None)
        else:
            yield text


def _too_long(path: str, line: int, limits: Limits) -> InputError:
    return InputError(
        f"a line longer than {limits.max_line_mb} MiB", fix="raise limits.max_line_mb", path=path, line=line
    )


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [plain_name(name) for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _known(line: str, delimiter: str) -> int:
    known = {name for names in NAMES.values() for name in names} | {"file", "path", "name", "filename"}
    return sum(cell in known for cell in _cells(line, delimiter))


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
