"""Records as Arrow for people: a span is a struct, a tuple a list, a flag a flag; for exports, which nobody loads again."""

from functools import cache
from typing import Any, get_args, get_origin

from sayso.records import Record
from sayso.schema import columns_of
from sayso.spans import Span
from sayso.store.parquet.schemas import arrow


def nested_schema(kind: type[Record]) -> Any:
    """The Arrow schema of a record type, a column a field."""
    return _nested_schema(kind)  # type: ignore[arg-type]  # mypy takes a type's hash for its instances'


@cache
def _nested_schema(kind: Any) -> Any:
    return arrow().schema([(column.name, _type(column.type)) for column in columns_of(kind)])


def nested_row(record: Record) -> tuple[Any, ...]:
    """A record as values for its columns."""
    return tuple(_value(getattr(record, name)) for name in nested_schema(type(record)).names)


def _type(hint: Any) -> Any:
    pa = arrow()
    if hint is Span:
        return pa.struct([("start", pa.int64()), ("end", pa.int64())])
    if get_origin(hint) is tuple:
        return pa.list_(_type(get_args(hint)[0]))
    plain = {str: pa.string(), int: pa.int64(), bool: pa.bool_(), float: pa.float64()}
    return plain.get(hint, pa.string())


def _value(value: Any) -> Any:
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return value
