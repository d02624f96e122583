"""A collection as Parquet, a folder with one file a table, for DuckDB, Spark, R and the like.

`who_said_what`, `shared_text` and `discrepancies` have words; the other tables are the records as they are, with types
from `sayso.store.parquet.nested`. Rows are written some thousand at a time. Needs the extra `sayso[parquet]`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sayso.publish.export.attribution_rows import COLUMNS, NUMBERS, attribution_rows
from sayso.publish.export.document import ordered_articles
from sayso.publish.export.told_rows import DIFFERING_COLUMNS, SHARED_COLUMNS, differing_rows, shared_rows
from sayso.publish.views.guarded import Tell
from sayso.publish.views.stories import stories
from sayso.records import (
    RECORDS,
    Actor,
    ActorEdge,
    ActorMember,
    ActorPart,
    Article,
    Embedding,
    Failure,
    Record,
    Review,
    Seed,
    Story,
    StoryEdge,
    StoryPart,
)
from sayso.schema import has_table, table_name
from sayso.store.parquet.nested import nested_row, nested_schema
from sayso.store.parquet.schemas import arrow
from sayso.store.protocol import Store

AT_ONCE = 2_000
"""Rows in memory at a time: some MB, and row groups that are read fast."""
WORKINGS: frozenset[type[Record]] = frozenset(
    {Embedding, Seed, StoryEdge, StoryPart, ActorEdge, ActorPart, Failure}
)
"""Records by which articles and names meet: of use to the program alone."""


def write_parquet(
    store: Store,
    folder: Path,
    *,
    story: Story | None = None,
    min_confidence: int = 0,
    tell: Tell | None = None,
) -> tuple[str, ...]:
    """Write every table into a folder that is there; the names of the tables. MissingExtra without pyarrow."""
    pa = arrow()
    said = attribution_rows(store, story=story, min_confidence=min_confidence, tell=tell)
    text, number = pa.string(), pa.int64()
    told: list[tuple[str, Any, Iterable[Sequence[object]]]] = [
        ("who_said_what", pa.schema([(name, number if name in NUMBERS else text) for name in COLUMNS]), said),
        ("shared_text", _schema(SHARED_COLUMNS), shared_rows(store, story)),
        (
            "discrepancies",
            _schema(DIFFERING_COLUMNS),
            differing_rows(store, [story] if story else stories(store)),
        ),
    ]
    told += [_table(store, kind, story) for kind in kept_kinds()]
    for name, shape, found in told:
        _write(folder / f"{name}.parquet", shape, found)
    return tuple(name for name, _, _ in told)


def _table(
    store: Store, kind: type[Record], story: Story | None
) -> tuple[str, Any, Iterable[Sequence[object]]]:
    """The records of a kind as they are."""
    return table_name(kind), nested_schema(kind), map(nested_row, _records(store, kind, story))


def kept_kinds() -> tuple[type[Record], ...]:
    """The record types that are exported as they are."""
    return tuple(kind for kind in RECORDS if has_table(kind) and kind not in WORKINGS)


def _schema(columns: Mapping[str, type]) -> Any:
    pa = arrow()
    return pa.schema([(name, pa.int64() if kind is int else pa.string()) for name, kind in columns.items()])


def _write(path: Path, schema: Any, rows: Iterable[Sequence[object]]) -> None:
    pa = arrow()
    with pa.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for chunk in _chunks(rows):
            columns = zip(*chunk, strict=True)
            arrays = [
                pa.array(list(column), field.type) for column, field in zip(columns, schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _chunks(rows: Iterable[Sequence[object]]) -> Iterator[list[Sequence[object]]]:
    left = iter(rows)
    while chunk := list(islice(left, AT_ONCE)):
        yield chunk


def _records(store: Store, kind: type[Record], story: Story | None) -> Iterable[Any]:
    """The records of a kind, of a collection or of one story."""
    if kind is Article:
        return ordered_articles(store, story)
    inside = set(story.articles) if story else set()
    if kind is Review:
        return (row for row in store.reviews() if story is None or {row.a_article, row.b_article} & inside)
    if story is None:
        return store.rows(kind)
    if kind is Actor:
        wanted = {row[0] for row in store.values(ActorMember, "actor", articles=sorted(inside))}
        return store.rows(kind, ids=sorted(wanted))
    if kind.ARTICLES:
        return store.rows(kind, articles=sorted(inside))
    return (row for row in store.rows(kind) if getattr(row, "story", getattr(row, "id", "")) == story.id)
