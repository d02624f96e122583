"""A table of what is known about files, keyed by file name: for folders of bare files."""

import csv
import io
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from sayso.errors import InputError
from sayso.ingest.decoding import decode
from sayso.ingest.fields import STATED, plain_name, stated_of
from sayso.ingest.reading import Stated
from sayso.ingest.rows import DELIMITERS
from sayso.settings import Limits

KEYS = ("file", "path", "filename", "file_name", "name")
"""Columns that may hold the file's name; the first of them that the table has counts."""


def read_sidecar(path: Path, *, limits: Limits) -> tuple[dict[str, Stated], list[InputError]]:
    """What a sidecar table states of each file, and what in it could not be used.

    Raises InputError when the file cannot be read as such a table at all.
    """
    try:
        if path.stat().st_size > limits.max_file_mb << 20:
            raise InputError(f"larger than {limits.max_file_mb} MiB", fix="split it", path=str(path))
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise InputError(
            f"the sidecar cannot be opened ({error.strerror})", fix="check --sidecar", path=str(path)
        ) from error
    csv.field_size_limit(limits.max_line_mb << 20)
    lines = list(io.StringIO(text, newline=""))
    first = lines[0] if lines else ""
    delimiter = max(DELIMITERS, key=lambda mark: (first.count(mark), -DELIMITERS.index(mark)))
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        raise InputError(
            f"broken table ({error})", fix="put cells with quotes in quotes", path=str(path)
        ) from error
    header = [plain_name(name) for name in rows[0]] if rows else []
    key = next((name for name in KEYS if name in header), None)
    if key is None:
        raise InputError(
            f"no column names the files; the columns are {', '.join(header)[:200] or '(none)'}",
            fix="name one 'file'",
            path=str(path),
        )
    return _table(rows, header, key, str(path))


def about(table: Mapping[str, Stated]) -> Callable[[str], Stated]:
    """A function from a file's path to what the table states of it: by its path, else by its end, else by its name."""

    def find(path: str) -> Stated:
        parts = os.path.normpath(path).replace("\\", "/").split("/")
        for depth in range(len(parts)):
            found = table.get("/".join(parts[depth:]))
            if found is not None:
                return found
        return Stated()

    return find


def _table(
    rows: list[list[str]], header: list[str], key: str, path: str
) -> tuple[dict[str, Stated], list[InputError]]:
    table: dict[str, Stated] = {}
    problems = []
    unknown = sorted({name for name in header if name and name != key and name not in STATED})
    if unknown:
        problems.append(
            InputError(
                f"columns not read: {', '.join(unknown)[:200]}",
                fix="use outlet, published, updated, url, title, id, authors, language or completeness",
                path=path,
            )
        )
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = dict(zip(header, row, strict=False))
        name = os.path.normpath(cells.get(key, "").strip()).replace("\\", "/").lstrip("/")
        stated = stated_of({field: value for field, value in cells.items() if field != key})
        if name in {"", "."} or len(row) > len(header):
            reason = "no file name" if name in {"", "."} else f"{len(row)} cells under {len(header)} columns"
            problems.append(InputError(reason, fix="correct the row", path=path, line=number))
        elif name in table and table[name] != stated:
            problems.append(
                InputError(
                    f"a second row for {name}; the first one counts", fix="keep one", path=path, line=number
                )
            )
        else:
            table[name] = stated
    return table, problems
