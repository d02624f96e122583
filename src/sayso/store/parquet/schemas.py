"""Tables as Arrow: the schema of each, rows of plain values in and out.

A derived table has `owner` and `position` and then the columns of its record as `schema.codec` gives them: texts,
whole numbers (a flag is 0 or 1), numbers; a span is two columns, a tuple JSON. The others are those of `store.tables`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from sayso.errors import MissingExtra
from sayso.records import Article, Failure, Record
from sayso.schema import sql_columns, table_name
from sayso.store.tables import tables

Row = tuple[Any, ...]
Kind = type[Record] | str
"""A table of a folder: a record type, or by its name one of the tables below."""

DESK: Mapping[str, tuple[str, ...]] = {
    "ledger": (),
    "group_keys": (),
    "nodes": (),
    "edges": (),
    "numbers": ("number", "before"),
}
"""What a run keeps of its work, without the columns that only one database can know.

`numbers` of an article stand for themselves: the number by which lists name an article is given when they are made.
"""

SOURCES: Mapping[str, tuple[str, ...]] = {"articles_as_read": ()}
"""What belongs to the sources beside articles, reviews and failures: of corrected articles, what was read."""

ADDED = "articles_added"
"""When each article was added and got its text: the clock's part of `articles`, which no row depends on."""

HISTORY: Mapping[str, tuple[str, ...]] = {
    ADDED: (),
    "revisions": ("number",),
    "readings": ("number",),
    "removed": (),
    "raw_bytes": (),
}
"""What came before: times of adding, earlier texts, single readings, tombstones, bytes as they were fetched. Only a collection
has them."""

ADDED_COLUMNS = ("article", "added_at", "revised_at")

LEFT_OUT: Mapping[str, tuple[str, ...]] = {**DESK, **SOURCES, **HISTORY}


def arrow() -> Any:
    """The library, with its Parquet part; MissingExtra when it is not there."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet  # noqa: PLC0415 - same
    except ImportError:
        raise MissingExtra("Parquet needs pyarrow; install it with: pip install 'sayso[parquet]'") from None
    return pa


def name_of(kind: Kind) -> str:
    """The name of a table, which is that of its folder."""
    return kind if isinstance(kind, str) else table_name(kind)


def arrow_schema(kind: Kind) -> Any:
    """The Arrow schema of a table. `articles` are its fields and `digest`, the hash of them all; failures the fields alone.

    KeyError for a name that is no table's.
    """
    return _arrow_schema(kind)  # type: ignore[arg-type]  # mypy takes a type's hash for its instances'


@cache
def _arrow_schema(kind: Any) -> Any:
    pa = arrow()

    def field(column: sa.Column[Any]) -> Any:
        types = (
            (sa.Integer, pa.int64()),
            (sa.Float, pa.float64()),
            (sa.LargeBinary, pa.binary()),
            (sa.String, pa.string()),
        )
        made = next(made for sql, made in types if isinstance(column.type, sql))
        return pa.field(column.name, made, nullable=bool(column.nullable))

    if kind == ADDED:
        return pa.schema([pa.field(name, pa.string(), nullable=False) for name in ADDED_COLUMNS])
    if isinstance(kind, str):
        columns: Iterable[sa.Column[Any]] = (
            column for column in tables().metadata.tables[kind].columns if column.name not in LEFT_OUT[kind]
        )
        return pa.schema([field(column) for column in columns])
    fields = [field(column) for column in sql_columns(kind)]
    if kind is Article:
        return pa.schema([*fields, pa.field("digest", pa.string(), nullable=False)])
    if kind is Failure:
        return pa.schema(fields)
    front = [pa.field("owner", pa.string(), nullable=False), pa.field("position", pa.int64(), nullable=False)]
    return pa.schema([*front, *fields])


def to_arrow(kind: Kind, rows: Sequence[Row]) -> Any:
    """Rows, values in column order, as a record batch."""
    pa, schema = arrow(), arrow_schema(kind)
    columns: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def from_arrow(kind: Kind, batch: Any) -> list[Row]:
    """The rows of a record batch or a table, whatever the order of its columns; KeyError when one is not there."""
    return list(zip(*(batch.column(name).to_pylist() for name in arrow_schema(kind).names), strict=True))
