"""Rows between Spark and the functions of stages: the columns of what lies between two steps, and the way in and out.

What a step makes lies in one row an owner: for each record type a list of structs, in the order in which its stage
made them; beside them the lines of the ledger and what failed. So all that was made of an article is one row, which
is made once, and what is read of it later is only the columns that are asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sayso.failures import failure_of
from sayso.records import Article, Failure, Record
from sayso.schema import codec, table_name
from sayso.store.parquet import arrow, arrow_schema
from sayso.store.protocol import Entry, Made, Row

Kind = type[Record]

LEDGER = ("stage", "fingerprint", "input", "output", "rows", "skipped", "seconds")
"""A line of the ledger, whose owner is that of the row it lies in."""

SQL_NAMES = {"string": "string", "int64": "bigint", "double": "double", "binary": "binary"}
"""How Spark calls the types of our tables."""


def kept(kinds: Iterable[Kind]) -> list[Kind]:
    """Those that have a table, each once."""
    return [kind for kind in dict.fromkeys(kinds) if not kind.TRANSIENT]


def record_type(kind: Kind) -> Any:
    """A record as an Arrow struct of its table's columns, without owner and position."""
    return _struct(arrow_schema(kind), codec(kind).names)


def ledger_type() -> Any:
    """A line of the ledger as an Arrow struct."""
    return _struct(arrow_schema("ledger"), LEDGER)


def _struct(schema: Any, names: Sequence[str]) -> Any:
    # any column may be null: what comes back from Spark knows no other
    return arrow().struct([(name, schema.field(name).type) for name in names])


def made_schema(kinds: Sequence[Kind], *, article: bool = False) -> Any:
    """The Arrow schema of what a step makes: a row an owner; with `article` also the article itself and its digest."""
    pa = arrow()
    front = [pa.field("owner", pa.string())]
    if article:
        front += [pa.field("digest", pa.string()), pa.field("own", record_type(Article))]
    rows = [pa.field(table_name(kind), pa.list_(record_type(kind))) for kind in kinds]
    back = [("ledger", pa.list_(ledger_type())), ("failures", pa.list_(record_type(Failure)))]
    return pa.schema([*front, *rows, *(pa.field(name, type_) for name, type_ in back)])


def spark_columns(schema: Any) -> str:
    """An Arrow schema as Spark takes it, in the words of SQL."""
    return ", ".join(f"`{field.name}` {_spark_type(field.type)}" for field in schema)


def _spark_type(type_: Any) -> str:
    name = str(type_)
    if name in SQL_NAMES:
        return SQL_NAMES[name]
    if name.startswith("list"):
        return f"array<{_spark_type(type_.value_type)}>"
    return f"struct<{', '.join(f'`{field.name}`: {_spark_type(field.type)}' for field in type_)}>"


# --- out of a worker ------------------------------------------------------------------------------------------


def structs(rows: Sequence[Row], type_: Any) -> Any:
    """Rows of plain values as an Arrow array of structs."""
    pa = arrow()
    columns: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * type_.num_fields
    arrays = [pa.array(column, field.type) for column, field in zip(columns, type_, strict=True)]
    return pa.StructArray.from_arrays(arrays, fields=list(type_))


def lists(many: Sequence[Sequence[Any]], type_: Any) -> Any:
    """A list of rows, or of plain values, for each owner as an Arrow array of lists."""
    pa = arrow()
    offsets = [0]
    for rows in many:
        offsets.append(offsets[-1] + len(rows))
    if type_.num_fields == 0:
        values = pa.array([value for rows in many for value in rows], type_)
    else:
        values = structs([row for rows in many for row in rows], type_)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values).cast(pa.list_(type_))


def ledger_row(item: Made) -> Row:
    """The line of the ledger of what was made, without its owner."""
    rows = sum(map(len, item.rows.values()))
    return (item.stage, *item.entry, rows, item.skipped, round(item.seconds, 6))


def failure_row(stage: str, owner: str, reason: str) -> Row:
    """The row of a failure."""
    return codec(Failure).encode(failure_of(stage, owner, reason))


def made_batch(
    kinds: Sequence[Kind],
    owners: Sequence[tuple[str, Sequence[Made]]],
    articles: Sequence[tuple[str, Row]] | None = None,
) -> Any:
    """What was made of owners as a record batch of `made_schema`; `articles`: the digest and the row of each."""
    pa, schema = arrow(), made_schema(kinds, article=articles is not None)
    columns: dict[str, Any] = {"owner": pa.array([owner for owner, _ in owners], pa.string())}
    if articles is not None:
        columns["digest"] = pa.array([digest for digest, _ in articles], pa.string())
        columns["own"] = structs([row for _, row in articles], record_type(Article))
    for kind in kinds:
        rows = [[row for item in made for row in item.rows.get(kind, ())] for _, made in owners]
        columns[table_name(kind)] = lists(rows, record_type(kind))
    columns["ledger"] = lists([[ledger_row(item) for item in made] for _, made in owners], ledger_type())
    failed = [
        [failure_row(item.stage, item.owner, item.failure) for item in made if item.failure is not None]
        for _, made in owners
    ]
    columns["failures"] = lists(failed, record_type(Failure))
    return pa.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)


# --- into a worker --------------------------------------------------------------------------------------------


def rows_in(array: Any) -> list[Row]:
    """An Arrow array of structs as rows of plain values."""
    return list(zip(*(field.to_pylist() for field in array.flatten()), strict=True))


def lists_in(array: Any) -> Iterator[tuple[Row, ...]]:
    """An Arrow array of lists of structs as rows for each owner; null is no rows."""
    rows, at = rows_in(array.flatten()), 0
    for length in array.value_lengths().to_pylist():
        upto = at + (length or 0)
        yield tuple(rows[at:upto])
        at = upto


def entries_in(array: Any) -> Iterator[dict[str, Entry]]:
    """An Arrow array of ledger lines as entries by stage for each owner."""
    place = {name: at for at, name in enumerate(LEDGER)}
    for lines in lists_in(array):
        yield {line[place["stage"]]: Entry(*(line[place[name]] for name in Entry._fields)) for line in lines}
