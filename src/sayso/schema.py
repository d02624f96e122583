"""Record type to table: the one place that knows how a record lies in a database.

A table has a readable plural name (`Attribution`: attributions). A `Span` lies in two columns (`cue_start`,
`cue_end`), a tuple in one as JSON; everything else as it is. Derived tables start with `owner` (the article or the
group's key that a row was made for) and `position` (the order in which its stage made it).
"""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import cache
from operator import attrgetter
from types import MemberDescriptorType, NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Literal,
    NamedTuple,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from sayso.errors import FlowError
from sayso.ids import digest
from sayso.records import SOURCE, Record
from sayso.spans import Span

ISO_DAY = 10
"""Characters of an ISO moment that are its day."""

if TYPE_CHECKING:
    # Whoever annotates without a collection, and a worker of a pool, need rows and no SQL.
    import sqlalchemy as sa

R = TypeVar("R", bound=Record)
Form = Literal["plain", "flag", "number", "span", "json"]

IRREGULAR = {"unread": "unread", "discrepancy": "discrepancy_slots"}
"""Plurals that the rule below would get wrong, and a name that is kept for a view with words (`store.overviews`)."""

SQL_TYPES = {str: "Text", int: "Integer", bool: "Integer", float: "Float"}
"""The name in SQLAlchemy of the type of column that a field of a plain type gets."""


class Column(NamedTuple):
    """One field of a record: its type without `None`, whether that is allowed, and the form it takes in a row."""

    name: str
    type: Any
    optional: bool
    form: Form

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return (f"{self.name}_start", f"{self.name}_end") if self.form == "span" else (self.name,)


def table_name(kind: type[Record]) -> str:
    """The readable name of a record type's table: snake case, plural."""
    name = "".join(f"_{c.lower()}" if c.isupper() and at else c.lower() for at, c in enumerate(kind.__name__))
    if name in IRREGULAR:
        return IRREGULAR[name]
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def has_table(kind: type[Record]) -> bool:
    """Whether records of this type are kept; transient ones are not."""
    return not kind.TRANSIENT


def columns_of(kind: type[Record]) -> tuple[Column, ...]:
    """A record type's fields as columns; FlowError for a type that a table cannot hold."""
    return _columns_of(kind)  # type: ignore[arg-type]  # mypy takes a type's hash for its instances'


@cache
def _columns_of(kind: Any) -> tuple[Column, ...]:
    hints = get_type_hints(kind)
    return tuple(_column(kind, item.name, hints[item.name]) for item in fields(kind))


def _column(kind: type[Record], name: str, hint: Any) -> Column:
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    optional = NoneType in options
    inner = [option for option in options if option is not NoneType]
    plain = inner[0] if len(inner) == 1 else None
    if get_origin(plain) is Literal:
        plain = type(get_args(plain)[0])
    if plain is Span:
        return Column(name, Span, optional, "span")
    if get_origin(plain) is tuple:
        return Column(name, plain, optional, "json")
    if plain in SQL_TYPES:
        form: Form = "flag" if plain is bool else "number" if plain is float else "plain"
        return Column(name, plain, optional, form)
    raise FlowError(
        f"{kind.__name__}.{name}: {hint} has no column type; "
        "use str, int, float, bool, Span or a tuple, or mark the record TRANSIENT"
    )


def sql_type(name: str) -> "sa.types.TypeEngine[Any]":
    """A type of column by its name in SQLAlchemy, so that it holds and orders the same in every database.

    PostgreSQL orders text by code point only where it is told to, and its INTEGER has 32 bits.
    """
    import sqlalchemy as sa  # noqa: PLC0415 - see above

    made: sa.types.TypeEngine[Any] = getattr(sa, name)()
    own: dict[str, sa.types.TypeEngine[Any]] = {"Text": sa.Text(collation="C"), "Integer": sa.BigInteger()}
    return made.with_variant(own[name], "postgresql") if name in own else made


def sql_columns(kind: type[Record]) -> "list[sa.Column[Any]]":
    """Fresh SQL columns for a record type's fields, in order."""
    import sqlalchemy as sa  # noqa: PLC0415 - see above

    made: list[sa.Column[Any]] = []
    for column in columns_of(kind):
        form = sql_type({"span": "Integer", "json": "Text"}.get(column.form) or SQL_TYPES[column.type])
        made += [sa.Column(name, form, nullable=column.optional) for name in column.columns]
    return made


def derived_table(kind: type[Record], metadata: "sa.MetaData") -> "sa.Table":
    """The table of a derived record type: owner, position and its fields.

    What belongs to no article is looked up by id; what to article it belongs its owner says, or an index
    (`article_indexes`) where a group made it.
    """
    import sqlalchemy as sa  # noqa: PLC0415 - see above

    name = table_name(kind)
    if name in metadata.tables:
        return metadata.tables[name]
    table = sa.Table(
        name,
        metadata,
        sa.Column("owner", sql_type("Text"), primary_key=True),
        sa.Column("position", sql_type("Integer"), primary_key=True, autoincrement=False),
        *sql_columns(kind),
        sqlite_with_rowid=False,
    )
    if not kind.ARTICLES:
        sa.Index(f"{name}_by_id", table.c.id)
    return table


def article_indexes(kind: type[Record]) -> list[tuple[str, str, str]]:
    """(index, table, column) for each article that a record of a group names; for an `Each` stage's, the owner does."""
    name = table_name(kind)
    return [(f"{name}_by_{field}", name, field) for field in kind.ARTICLES]


def derived_kinds(kinds: tuple[type[Record], ...]) -> tuple[type[Record], ...]:
    """Those record types that stages write and stores keep."""
    return tuple(kind for kind in kinds if has_table(kind) and kind not in SOURCE and "id" in _names(kind))


def _names(kind: type[Record]) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))  # type: ignore[arg-type]


def shape(kind: type[Record]) -> str:
    """A digest of a type's columns: a table of another shape was made by another version."""
    return digest(
        [[c.columns, str(c.type), c.optional, c.form] for c in columns_of(kind)] + [list(kind.ARTICLES)]
    )[:16]


class Codec(Generic[R]):
    """Records of one type to rows of plain values and back; `names` are the columns in order."""

    __slots__ = ("articles", "by_day", "decode", "encode", "for_readers", "kind", "names")

    def __init__(self, kind: type[R]) -> None:
        columns = columns_of(kind)
        self.kind = kind
        self.names: tuple[str, ...] = tuple(name for column in columns for name in column.columns)
        self.articles = tuple(self.names.index(field) for field in kind.ARTICLES)
        """Where in a row the ids of the articles stand that it belongs to."""
        self.for_readers = {self.names.index(field): _blank(kind, field) for field in kind.FOR_READERS}
        """Where in a row stands what stages are given empty, and what they find there."""
        self.by_day = frozenset(self.names.index(field) for field in kind.BY_DAY)
        """Where in a row stand moments of which stages are given the day alone."""
        self.encode: Callable[[R], tuple[Any, ...]] = _encoder(columns)
        self.decode: Callable[[tuple[Any, ...]], R] = _decoder(kind, columns)

    def for_stages(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Rows as stages are given them."""
        if not self.for_readers and not self.by_day:
            return rows
        return [
            tuple(
                value[:ISO_DAY] if value and place in self.by_day else self.for_readers.get(place, value)
                for place, value in enumerate(row)
            )
            for row in rows
        ]


def _blank(kind: type[Record], field: str) -> Any:
    """How a field lies in a row that holds nothing: an empty list, or what the field is where nobody states it."""
    [item] = [item for item in fields(kind) if item.name == field]  # type: ignore[arg-type]  # as above
    return "[]" if item.default is MISSING or item.default == () else item.default


def codec(kind: type[R]) -> Codec[R]:
    """The codec of a record type, made once."""
    made: Codec[R] = _codec(kind)  # type: ignore[arg-type]  # same
    return made


@cache
def _codec(kind: Any) -> Codec[Any]:
    return Codec(kind)


def _encoder(columns: tuple[Column, ...]) -> Callable[[Any], tuple[Any, ...]]:
    get = attrgetter(*(column.name for column in columns))
    forms = tuple(column.form for column in columns)
    if set(forms) == {"plain"} and len(forms) > 1:
        return get  # straight from C: most records have nothing but plain fields

    def encode(record: Any) -> tuple[Any, ...]:
        row: list[Any] = []
        for value, form in zip(get(record), forms, strict=True):
            if form == "plain":
                row.append(value)
            elif form == "span":
                row += value if value is not None else (None, None)
            elif value is None:
                row.append(None)
            elif form == "json":
                row.append(json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else "[]")
            else:  # a column gives back 1 and 2.0 whatever went in: hash what will come out
                row.append(int(value) if form == "flag" else float(value))
        return tuple(row)

    return encode


_read = json.JSONDecoder().raw_decode
"""Reads one JSON value without looking for white space around it: we write none, and lists are read in the thousands."""


def _decoder(kind: type[R], columns: tuple[Column, ...]) -> Callable[[tuple[Any, ...]], R]:
    """The function that makes a record of a row: most columns are taken as they are, and only the others looked at."""
    plain: list[tuple[str, int]] = []
    spans: list[tuple[str, int]] = []
    readers: list[tuple[str, int, Callable[[Any], Any]]] = []
    at = 0
    for column in columns:
        if column.form == "span":
            spans.append((column.name, at))
        elif column.form in {"json", "flag"}:
            readers.append((column.name, at, _flag if column.form == "flag" else _listed(column.type)))
        else:
            plain.append((column.name, at))
        at += len(column.columns)
    puts = {column.name: _put(kind, column.name) for column in columns}
    if hasattr(kind, "__post_init__") or not all(puts.values()):

        def decode(row: tuple[Any, ...]) -> R:
            values = {name: row[at] for name, at in plain}
            values |= {name: _span(row[at], row[at + 1]) for name, at in spans}
            values |= {name: read(row[at]) for name, at, read in readers}
            return kind(**values)

        return decode

    # A frozen record has no quicker way in than its slots: a third of the time of asking it to be made of its fields.
    make, put_plain = object.__new__, [(puts[name], at) for name, at in plain]
    put_spans = [(puts[name], at) for name, at in spans]
    put_read = [(puts[name], at, read) for name, at, read in readers]

    def decode_slots(row: tuple[Any, ...]) -> R:
        one = make(kind)
        for put, at in put_plain:
            put(one, row[at])  # type: ignore[misc]  # none is None here
        for put, at in put_spans:
            put(one, _span(row[at], row[at + 1]))  # type: ignore[misc]
        for put, at, read in put_read:
            put(one, read(row[at]))  # type: ignore[misc]
        return one

    return decode_slots


def _put(kind: type, field: str) -> Callable[[Any, Any], None] | None:
    """What writes a field into its slot; None for a field without one."""
    slot = getattr(kind, field, None)
    return slot.__set__ if isinstance(slot, MemberDescriptorType) else None


def _span(start: int | None, end: int) -> Span | None:
    return None if start is None else Span(start, end)


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _listed(hint: Any) -> Callable[[str | None], Any]:
    read = _from_json(hint)

    def listed(value: str | None) -> Any:
        if value == "[]":
            return ()
        if value is None:
            return None
        found, end = _read(value)
        if end != len(value):
            raise ValueError(f"{value[:40]!r} is more than one JSON value")
        return read(found)

    return listed


def _from_json(hint: Any) -> Callable[[Any], Any]:
    if hint is Span:
        return Span._make
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        if len(inner) == 2 and inner[1] is Ellipsis:
            read = _from_json(inner[0])
            return lambda value: tuple(map(read, value))
        reads = [_from_json(item) for item in inner]
        return lambda value: tuple(read(item) for read, item in zip(reads, value, strict=True))
    return lambda value: value
