"""Articles out of Parquet: one a row, in bounded memory whatever the size of the file or of its row groups.

Columns are named as the fields of JSONL are (`sayso.ingest.fields`); Sayso's own table `articles` is known by its
columns. What a column is made of does not matter: strings of either size, dictionaries, bytes, dates, timestamps and
lists are read as what they say. Columns with other names are not read, and named in a note. Needs `sayso[parquet]`.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, cast, get_args

from sayso.errors import InputError, MissingExtra
from sayso.ingest.decoding import decode
from sayso.ingest.fields import NAMES, READ, draft_of, has_text_field, plain_name
from sayso.ingest.reading import Draft, Stated
from sayso.ingest.unpacking import SMALL_BOMB
from sayso.records import STATED_BASES, USABLE, Completeness, PublishedBasis
from sayso.settings import Limits

AT_ONCE = 16
"""Rows decoded at a time. Each may be as long as an article may be, so few; more are no faster (0.4 s for 100,000 rows of 5 kB)."""
BUFFER = 1 << 20
"""Bytes read ahead of a column: without it a whole packed column of a row group is held (19 MB instead of 230)."""
OWN = frozenset({"id", "revision", "text", "text_sha256", "published_basis", "completeness_reason"})
"""Columns by which Sayso's own table of articles is known."""
FIX = "write the file again"


class Columns(NamedTuple):
    """Which columns of a file are read, by place, and whether they are Sayso's own table."""

    read: tuple[tuple[int, str], ...]
    unread: tuple[str, ...]
    own: bool


def read_parquet(
    stream: io.BufferedReader, *, path: str, limits: Limits, groups: Sequence[int] | None = None
) -> Iterator[Draft | InputError]:
    """One article a row; `line` of what comes out is the number of the row, from 1. `groups`: only these row groups.

    InputError for a file that is none, that has no column of texts, or that unpacks to more than
    `limits.max_unpacked_ratio` times its size (as it says itself, before anything is unpacked, and as
    its rows do); MissingExtra without pyarrow.
    """
    pq = _arrow_parquet()
    if not stream.seekable():
        raise InputError(
            "Parquet cannot be read from a pipe or out of gzip",
            fix="save it to a file, unpacked, and name that",
            path=path,
        )
    try:
        file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=BUFFER)
        names, unpacked = file.schema_arrow.names, _unpacked(file.metadata)
    except (
        Exception
    ) as error:  # pyarrow's errors are of many kinds, RuntimeError among them, as the bytes fall
        raise _broken(error, path) from error
    with file:
        columns_of(names, path=path)
        most = max(SMALL_BOMB, limits.max_unpacked_ratio * stream.seek(0, io.SEEK_END))
        if unpacked > most:
            raise _bomb(path, limits)
        own = set(names) >= OWN
        wanted = [name for name in names if own or plain_name(name) in READ]
        unread = tuple(name for name in names if name not in wanted)
        row, seen = 1, 0
        if groups is not None:
            row += sum(file.metadata.row_group(group).num_rows for group in range(groups[0]))
        for batch in _batches(file, wanted, groups, path=path):
            seen += batch.nbytes
            if seen > most:
                raise _bomb(path, limits)
            yield from drafts_of(batch, path=path, first=row, unread=unread, limits=limits)
            row += batch.num_rows


def drafts_of(
    batch: Any, *, path: str | None, first: int = 1, unread: Iterable[str] = (), limits: Limits
) -> Iterator[Draft | InputError]:
    """The drafts of one `pyarrow.RecordBatch`, for engines that read the file themselves.

    `first` is the number of its first row, `unread` names columns of the file that the batch does not hold. A row
    that holds no article, or one longer than `limits.max_file_mb`, is an InputError among the drafts.
    """
    columns = columns_of(batch.schema.names, path=path)
    unread = sorted({*unread, *columns.unread})
    notes = (f"columns not read: {', '.join(unread)[:300]}",) if unread else ()
    values = [(name, _values(batch.column(place))) for place, name in columns.read]
    for at in range(batch.num_rows):
        line = first + at
        fields: dict[str, Any] = {}
        for name, column in values:
            value = column[at]
            if value is not None:
                fields.setdefault(name, value)
        if sum(len(value) for value in fields.values() if isinstance(value, str)) > limits.max_file_mb << 20:
            yield InputError(
                f"an article larger than {limits.max_file_mb} MiB",
                fix="split it, or raise limits.max_file_mb",
                path=path,
                line=line,
            )
            continue
        try:
            if columns.own:
                yield _own(fields, path=path, line=line)
            else:
                yield draft_of(fields, path=path, line=line, raw=None, notes=notes)
        except InputError as error:
            yield error


def columns_of(names: Iterable[str], *, path: str | None) -> Columns:
    """Which of some columns are read; InputError naming all of them when none holds the text."""
    names = list(names)
    own = set(names) >= OWN
    read = [(place, name if own else plain_name(name)) for place, name in enumerate(names)]
    if not own:
        read = [(place, name) for place, name in read if name in READ]
    if not has_text_field({name for _, name in read}):
        raise InputError(
            f"no column holds the text; the columns are {', '.join(sorted(names))[:200] or '(none)'}",
            fix=f"name it '{NAMES['text'][0]}'",
            path=path,
        )
    places = {place for place, _ in read}
    return Columns(tuple(read), tuple(name for place, name in enumerate(names) if place not in places), own)


def _batches(file: Any, wanted: list[str], groups: Sequence[int] | None, *, path: str) -> Iterator[Any]:
    batches = file.iter_batches(batch_size=AT_ONCE, row_groups=groups, columns=wanted, use_threads=False)
    while True:
        try:
            batch = next(batches, None)
        except Exception as error:  # as above
            raise _broken(error, path) from error
        if batch is None:
            return
        yield batch


def _unpacked(metadata: Any) -> int:
    """How large the file says that it is when it is unpacked.

    Its columns are not asked one by one: pyarrow 26 ends the process for one whose type has been changed (found by fuzzing).
    """
    return sum(max(metadata.row_group(group).total_byte_size, 0) for group in range(metadata.num_row_groups))


def _values(column: Any) -> list[Any]:
    """The values of a column as plain Python: text, numbers, lists and mappings of them."""
    import pyarrow as pa  # noqa: PLC0415 - only where Parquet is read

    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.dictionary_decode(), kind.value_type
    try:
        if pa.types.is_string(kind) or pa.types.is_large_string(kind):
            column = column.cast(pa.large_binary())  # a broken file may hold bytes that are no UTF-8
        elif pa.types.is_timestamp(kind):
            column = column.cast(pa.timestamp("us", kind.tz), safe=False)
        return [_plain(value) for value in column.to_pylist()]
    except (ValueError, OverflowError, ArithmeticError, pa.ArrowException):
        return [_one(value) for value in column]


def _one(value: Any) -> Any:
    """A value whose neighbours cannot all be told in Python: a date beyond the year 9999 is told as nothing."""
    try:
        return _plain(value.as_py())
    except (ValueError, OverflowError, ArithmeticError):
        return None


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, (bytes, bytearray)):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return decode(bytes(value)).text
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return str(value)


def _own(fields: Mapping[str, Any], *, path: str | None, line: int) -> Draft:
    """The draft of a row of Sayso's own articles: what was read stays as it was read, what was worked out is worked out again."""
    text = fields.get("text")
    if not isinstance(text, str):
        raise InputError("no text in the field text", fix=FIX, path=path, line=line)
    ends = [str(fields[end]) for end in ("published_earliest", "published_latest") if fields.get(end)]
    basis, published = fields.get("published_basis"), "/".join(dict.fromkeys(ends)) or None
    words = {
        name: str(fields[name])
        for name in ("outlet", "url", "title", "external_id", "language")
        if fields.get(name)
    }
    complete = fields.get("completeness")
    return Draft(
        text=text,
        stated=Stated(
            **words,
            published=published if basis in STATED_BASES or basis == "doubtful" else None,
            updated=str(fields["updated"]) if fields.get("updated") else None,
            # that it is usable is what every row says of itself, and no word of its provider
            pubstatus=str(status) if (status := fields.get("pubstatus") or USABLE) != USABLE else None,
            authors=_listed(fields.get("authors")),
        ),
        inferred=published if basis == "inferred" else None,
        own_basis=(cast("PublishedBasis", basis), str(fields.get("published_doubt") or ""))
        if basis in {"reviewed", "doubtful"}
        else None,
        path=str(fields["path"]) if fields.get("path") else path,
        line=line,
        media_type=str(fields.get("media_type") or "text/plain"),
        notes=_listed(fields.get("notes")),
        completeness=(cast("Completeness", complete), str(fields.get("completeness_reason") or ""))
        if complete in get_args(Completeness)
        else None,
    )


def _listed(value: Any) -> tuple[str, ...]:
    """A list of words, also where it is written as JSON."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return ()
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _arrow_parquet() -> Any:
    try:
        import pyarrow.parquet  # noqa: PLC0415 - only where Parquet is read
    except ImportError as error:
        raise MissingExtra(
            "reading Parquet needs pyarrow, which is not installed; install it with: pip install 'sayso[parquet]'"
        ) from error
    return pyarrow.parquet


def _bomb(path: str, limits: Limits) -> InputError:
    return InputError(
        f"unpacks to more than {limits.max_unpacked_ratio} times its size",
        fix="raise limits.max_unpacked_ratio if it may",
        path=path,
    )


def _broken(error: Exception, path: str) -> InputError:
    reason = " ".join(str(error).split())
    return InputError(f"damaged Parquet file ({reason or type(error).__name__})"[:300], fix=FIX, path=path)
