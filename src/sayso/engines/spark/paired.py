"""What Python workers do for `Pairs`: the numbers that articles hand in, the lists of those who carry one, the pairs.

Lists come as a stream sorted by number and article: a worker puts a few of them into arrays at a time, and of a list
of more articles than the cap allows it only counts what flows by.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sayso.engines.spark.alone import Reviews, stored_in
from sayso.engines.spark.grouped import open_function, told
from sayso.engines.spark.shapes import Kind, failure_row, lists, record_type
from sayso.engines.together import hand_in, make_pair, met_in, open_bundle, over_cap, runs_of
from sayso.records import Failure
from sayso.settings import Settings
from sayso.stage import Pairs
from sayso.store.lists import Handed, Postings
from sayso.store.parquet import arrow
from sayso.store.protocol import Made

TOGETHER = 200_000
"""Postings that are put into arrays together: those of some thousand articles, in a few MB."""


def numbers_schema() -> Any:
    """The Arrow schema of what articles hand in: a row an article."""
    pa = arrow()
    failures = pa.list_(record_type(Failure))
    return pa.schema(
        [("owner", pa.string()), ("label", pa.int64()), ("packed", pa.binary()), ("failures", failures)]
    )


def postings_schema() -> Any:
    """The Arrow schema of a number that an article carries."""
    pa = arrow()
    return pa.schema([("value", pa.int64()), ("article", pa.string()), ("label", pa.int64())])


def met_schema() -> Any:
    """The Arrow schema of what comes of lists: a pair that meets, or what is to be told of a list (`owner`)."""
    pa = arrow()
    texts = [(name, pa.string()) for name in ("one", "two", "owner", "failure")]
    return pa.schema([*texts, ("skipped", pa.int64())])


@dataclass(frozen=True)
class HandIn:
    """The numbers of each article."""

    stage: Pairs
    settings: Settings
    kinds: tuple[Kind, ...]
    reviews: Reviews = field(default_factory=dict)

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """What articles hand in, batch by batch."""
        pa, numbers_of = arrow(), open_function(self.stage.numbers, self.settings)
        for batch in batches:
            bundles = [open_bundle(s, self.kinds) for s in stored_in(batch, self.kinds, self.reviews)]
            made = hand_in(numbers_of, bundles)
            given = [item if isinstance(item, Handed) else Handed(b"", 0) for item in made]
            failed = [
                [failure_row(self.stage.name, bundle.article.id, item)] if isinstance(item, str) else []
                for bundle, item in zip(bundles, made, strict=True)
            ]
            columns = [
                batch.column("owner"),
                pa.array([item.label for item in given], pa.int64()),
                pa.array([item.values for item in given], pa.binary()),
                lists(failed, record_type(Failure)),
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=numbers_schema())


def spread(batches: Iterator[Any]) -> Iterator[Any]:
    """What articles hand in as one row a number."""
    pa = arrow()
    for batch in batches:
        values = [np.frombuffer(packed, dtype="<i8") for packed in batch.column("packed").to_pylist()]
        owner = pa.array(np.repeat(np.arange(len(values)), [len(each) for each in values]))
        columns = [
            pa.array(np.concatenate(values) if values else [], pa.int64()),
            batch.column("owner").take(owner),
            batch.column("label").take(owner),
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=postings_schema())


@dataclass(frozen=True)
class MeetInLists:
    """The pairs that meet in lists, and what is told of lists that are too long or at which the stage failed."""

    stage: Pairs
    fingerprint: str

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """What comes of lists, some of them at a time."""
        pa = arrow()
        tables: list[Any] = []
        size = 0
        over: dict[int, int] = {}
        for batch in batches:
            tables.append(batch)
            size += batch.num_rows
            if size >= TOGETHER:
                held = pa.Table.from_batches(tables)
                rest = yield from self._lists(held, over, whole=False)
                tables, size = rest.to_batches(), rest.num_rows
        if tables:
            yield from self._lists(pa.Table.from_batches(tables), over, whole=True)
        made = [over_cap(self.stage, self.fingerprint, value, count) for value, count in over.items()]
        if made:
            yield _met([], made)

    def _lists(self, held: Any, over: dict[int, int], *, whole: bool) -> Any:
        """What comes of the lists that are whole; gives back the rest, whose last list may go on."""
        values = held.column("value").to_numpy()
        starts, sizes = runs_of(values)
        upto = len(values) if whole else int(starts[-1])
        long = (sizes > self.stage.cap) | np.isin(values[starts], list(over))
        for start, size in zip(starts[long].tolist(), sizes[long].tolist(), strict=True):
            # what is known to be too long is not held: the next articles of the list are counted as they come
            over[int(values[start])] = over.get(int(values[start]), 0) + size
            upto = max(upto, start + size)
        fits = np.repeat((sizes > 1) & ~long, sizes)[:upto]
        if fits.any():
            rows = held.slice(0, upto).filter(arrow().array(fits)).combine_chunks()
            yield _met(*self._meet(rows))
        return held.slice(upto)

    def _meet(self, rows: Any) -> tuple[list[tuple[str, str]], list[Made]]:
        articles = rows.column("article").combine_chunks().dictionary_encode()
        if hasattr(articles, "combine_chunks"):
            articles = articles.combine_chunks()
        names = articles.dictionary.to_pylist()
        ids = sorted(names)
        place = {name: at for at, name in enumerate(ids)}
        order = np.array([place[name] for name in names], dtype=np.int64)
        postings = Postings(
            rows.column("value").to_numpy(),
            order[articles.indices.to_numpy()],
            rows.column("label").to_numpy(),
        )
        made, pairs = met_in(self.stage, self.fingerprint, ids, postings)
        return sorted(pairs), made


def _met(pairs: list[tuple[str, str]], made: list[Made]) -> Any:
    pa, schema = arrow(), met_schema()
    none = [None] * len(made)
    columns = [
        [*(one for one, _ in pairs), *none],
        [*(two for _, two in pairs), *none],
        [*([None] * len(pairs)), *(item.owner for item in made)],
        [*([None] * len(pairs)), *(item.failure for item in made)],
        [*([0] * len(pairs)), *(item.skipped for item in made)],
    ]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


@dataclass(frozen=True)
class MakePairs:
    """The record of each pair, and the line of each list of which something is told."""

    stage: Pairs
    fingerprint: str

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """What is made, some at a time."""
        yield from told(self.stage.writes, self._made(batches))

    def _made(self, batches: Iterator[Any]) -> Iterator[Made]:
        for batch in batches:
            for one, two, owner, failure, skipped in zip(
                *(batch.column(name).to_pylist() for name in met_schema().names), strict=True
            ):
                if owner is None:
                    yield make_pair(self.stage, self.fingerprint, one, two)
                else:
                    # a value stands for its list: it is written as the sixteen digits that it was told by
                    item = over_cap(self.stage, self.fingerprint, int(owner, 16), skipped)
                    yield item._replace(failure=failure)
