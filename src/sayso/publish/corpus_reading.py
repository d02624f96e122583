"""What Spark's workers do before the flow: they read sources, decide of two readings of an article, follow reviews.

A task reads a file, or a row group of a Parquet file, with the readers that `add` has. What one worker reads no other
sees, so two readings of one article come together afterwards, in the order of the inputs.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from sayso.engines.spark.shapes import record_type, structs
from sayso.ingest.inputs import Source
from sayso.ingest.read import read_apart, second_text
from sayso.ingest.reading import failed
from sayso.records import Article, Failure, Reading, Review
from sayso.reviews.fields import READ_FIELDS, with_reviews
from sayso.schema import codec
from sayso.settings import Settings
from sayso.store.merging import is_of_one, merged
from sayso.store.parquet import arrow, arrow_schema, from_arrow, to_arrow
from sayso.store.protocol import Row
from sayso.store.tables import article_digest

ROWS, CHARACTERS = 64, 4_000_000
"""What goes back from a worker together: so many rows, or so many characters of text."""

NAMES = codec(Article).names
TEXT = NAMES.index("text")


class Found(NamedTuple):
    """What was read at a place of the inputs: an article, or a failure."""

    task: int
    place: int
    line: int | None
    article: Row | None
    failure: Row | None


def tasks_schema() -> Any:
    """The Arrow schema of what there is to read: a source, or some row groups of one, in the order of the inputs."""
    pa = arrow()
    texts = [(name, pa.string()) for name in ("name", "kind", "groups")]
    return pa.schema([("task", pa.int64()), *texts])


def found_schema() -> Any:
    """The Arrow schema of what was read: where, and the article with its digest, or the failure."""
    pa = arrow()
    places = [(name, pa.int64()) for name in ("task", "place", "line")]
    article = [(name, arrow_schema(Article).field(name).type) for name in arrow_schema(Article).names]
    return pa.schema([*places, *article, ("failure", record_type(Failure))])


def packed(found: Iterable[Found]) -> Iterator[Any]:
    """What was read as record batches."""
    held: list[Found] = []
    size = 0
    for one in found:
        held.append(one)
        size += len(one.article[TEXT]) if one.article is not None else 0
        if len(held) >= ROWS or size >= CHARACTERS:
            yield _batch(held)
            held, size = [], 0
    if held:
        yield _batch(held)


def _batch(found: list[Found]) -> Any:
    pa, schema = arrow(), found_schema()
    none: Row = (None,) * (len(NAMES) + 1)
    rows = [(*one.article, article_digest(one.article)) if one.article is not None else none for one in found]
    places = [[one[at] for one in found] for at in range(3)]
    arrays = [
        pa.array(column, field.type)
        for column, field in zip([*places, *zip(*rows, strict=True)], list(schema)[:-1], strict=True)
    ]
    type_ = schema.field("failure").type
    blank: Row = (None,) * type_.num_fields
    told = structs([one.failure or blank for one in found], type_)
    known = pa.array([one.failure is None for one in found])
    told = pa.StructArray.from_arrays(
        [told.field(at) for at in range(type_.num_fields)], fields=list(type_), mask=known
    )
    return pa.RecordBatch.from_arrays([*arrays, told], schema=schema)


def unpacked(batch: Any) -> Iterator[Found]:
    """The articles of a record batch of what was read."""
    columns = (batch.column(name).to_pylist() for name in ("task", "place", "line"))
    for task, place, line, row in zip(*columns, from_arrow(Article, batch), strict=True):
        yield Found(task, place, line, row[:-1], None)


@dataclass(frozen=True)
class ReadSources:
    """Sources into articles and failures."""

    settings: Settings
    sidecar: Path | None

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """What sources give, batch by batch."""
        for batch in batches:
            yield from packed(self._found(batch.to_pylist()))

    def _found(self, tasks: list[Mapping[str, Any]]) -> Iterator[Found]:
        sources = [
            Source(task["name"], task["kind"], tuple(json.loads(task["groups"])) or None) for task in tasks
        ]
        last, place = -1, 0
        for at, line, found in read_apart(sources, sidecar=self.sidecar, settings=self.settings):
            last, place = at, place + 1 if at == last else 0
            number = int(tasks[at]["task"])
            if isinstance(found, Failure):
                yield Found(number, place, line, None, codec(Failure).encode(found))
            else:
                yield Found(number, place, line, codec(Article).encode(found.article), None)


@dataclass(frozen=True)
class Decide:
    """All readings of one article, as they come sorted by article and place, into one; and what that tells of."""

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """One reading of each article, and failures."""
        found = (one for batch in batches for one in unpacked(batch))
        yield from packed(self._decided(found))

    def _decided(self, found: Iterator[Found]) -> Iterator[Found]:
        decode, encode = codec(Article).decode, codec(Article).encode
        first: Found | None = None
        told: list[Reading] = []
        for one in found:
            other = decode(one.article or ())
            if first is None or other.id != told[0].article.id:
                if first is not None:
                    yield first._replace(article=encode(merged(told)))
                first, told = one, [Reading(other)]
            elif any(is_of_one(each.article, other) for each in told):
                told.append(Reading(other))
            else:
                wrong = failed(second_text(other, one.line))
                yield one._replace(article=None, failure=codec(Failure).encode(wrong))
        if first is not None:
            yield first._replace(article=encode(merged(told)))


@dataclass(frozen=True)
class Correct:
    """Articles as people corrected them; with `as_read`, what was read instead of what they stated."""

    reviews: Mapping[str, tuple[Review, ...]]
    as_read: bool = field(default=False)

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """The same articles, or those fields of them that are others now."""
        for batch in batches:
            rows: list[Row] = []
            for *row, digest in from_arrow(Article, batch):
                read = codec(Article).decode(tuple(row))
                made = with_reviews(read, self.reviews.get(read.id, ()))
                if not self.as_read:
                    fresh = codec(Article).encode(made)
                    rows.append((*fresh, article_digest(fresh) if made != read else digest))
                elif made != read:
                    values = dict(zip(NAMES, row, strict=True))
                    rows.append((read.id, *(values[name] for name in NAMES if name in READ_FIELDS)))
            yield to_arrow("articles_as_read" if self.as_read else Article, rows)
