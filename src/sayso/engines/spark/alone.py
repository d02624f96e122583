"""What Python workers do with each article alone: bundles in, what the stages of a chain make of them out.

An instance travels to the workers with its stages' names and the settings; functions and models are opened there, once
a process. A task that is tried again, because its worker died, gives the same rows: nothing here has a state.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import tee
from typing import Any

from sayso.engines import local
from sayso.engines.chain import Opened, Result, Spec, renew
from sayso.engines.spark.shapes import Kind, entries_in, kept, lists_in, made_batch, rows_in
from sayso.engines.work import spoil
from sayso.records import Review
from sayso.schema import table_name
from sayso.store.protocol import Row, Stored

ACCIDENTS = 2
"""Times that the worker of a task may die before each article is tried apart; Spark gives up after four."""

Reviews = Mapping[str, tuple[Row, ...]]
"""The rows of what people decided, by the article that they name."""


def stored_in(batch: Any, kinds: Sequence[Kind], reviews: Reviews) -> list[Stored]:
    """Articles with their rows of some kinds and, where the batch has them, their lines of the ledger."""
    owners = batch.column("owner").to_pylist()
    ledger: Iterable[dict[str, Any]] = ({} for _ in owners)
    if "ledger" in batch.schema.names:
        ledger = entries_in(batch.column("ledger"))
    columns: list[Iterable[tuple[Row, ...]]] = []
    for kind in kinds:
        if kind is Review:
            columns.append(reviews.get(owner, ()) for owner in owners)
        elif table_name(kind) in batch.schema.names:
            columns.append(lists_in(batch.column(table_name(kind))))
        else:  # made by the very stages that are to run
            columns.append(() for _ in owners)
    digests, own = batch.column("digest").to_pylist(), rows_in(batch.column("own"))
    rows = zip(*columns, strict=True) if columns else (() for _ in owners)
    return [
        Stored(article, digest, dict(zip(kinds, its_rows, strict=True)), lines)
        for article, digest, its_rows, lines in zip(own, digests, rows, ledger, strict=True)
    ]


@lru_cache(maxsize=2)
def open_chain(spec: Spec) -> Opened:
    """The stages of a chain, opened once a process: the next task of this worker finds the models loaded."""
    return Opened(spec)


def is_last_resort() -> bool:
    """Whether the worker of this task died twice already: it was no accident, but one of its articles."""
    from pyspark import TaskContext  # noqa: PLC0415 - an extra

    context = TaskContext.get()
    return context is not None and context.attemptNumber() >= ACCIDENTS


@dataclass(frozen=True)
class RunChain:
    """A chain of `Each` stages over bundles; with `home` the articles themselves go along into what is made."""

    spec: Spec
    needs: tuple[Kind, ...]
    makes: tuple[Kind, ...]
    home: bool
    reviews: Reviews = field(default_factory=dict)

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """What is made, job by job."""
        kinds = tuple(dict.fromkeys((*self.needs, *self.makes)))
        stored = (item for batch in batches for item in stored_in(batch, kinds, self.reviews))
        jobs = local.cut(stored, size=local.text_length)
        if is_last_resort():
            yield from self._apart(jobs)
            return
        opened = open_chain(self.spec)
        for job in jobs:
            yield from self._batches(job, renew(opened, job))

    def _apart(self, jobs: Iterator[list[Stored]]) -> Iterator[Any]:
        """The same in processes of their own: an article that takes its process with it fails, and it alone."""
        ahead, given = tee(jobs)
        done = local.each(self.spec, given, mode="renew", workers=2)
        for job, results in zip(ahead, done, strict=True):
            yield from self._batches(job, results)

    def _batches(self, job: Sequence[Stored], results: Sequence[Result]) -> Iterator[Any]:
        """Results as record batches; where rows do not fit their table, one by one, so that only the bad one fails."""
        articles = [(stored.digest, stored.article) for stored in job] if self.home else None
        try:
            yield made_batch(kept(self.makes), [(r.article, r.made) for r in results], articles)
        except Exception as error:
            if len(job) > 1:
                for stored, result in zip(job, results, strict=True):
                    yield from self._batches([stored], [result])
            elif not any(item.rows for item in results[0].made):
                raise
            else:
                made = [spoil(item, error) for item in results[0].made]
                yield made_batch(kept(self.makes), [(results[0].article, made)], articles)


def by_article(reviews: Iterable[Row], places: Sequence[int]) -> dict[str, tuple[Row, ...]]:
    """Rows of reviews by the articles that they name, each article's in the order of their ids."""
    found: dict[str, dict[Row, None]] = {}
    for row in sorted(reviews):
        for place in places:
            if row[place]:
                found.setdefault(row[place], {})[row] = None
    return {article: tuple(rows) for article, rows in found.items()}
