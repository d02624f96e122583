"""Events of the stories corpus as small collections: the flow over the articles of one event, and nothing else.

Whoever tries many variants of an event pays for each text once: what the stages make of an article alone is kept by
its revision while the process lives (a run starts from nothing, so that all of it is made for every new revision).
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from chain import held_out, labelled_article, read_jsonl
from sayso.engines.chain import Opened, Result, Spec, fresh, renew
from sayso.engines.local import Job, Mode
from sayso.flow import FLOW
from sayso.records import Article, Record
from sayso.run import run
from sayso.settings import Settings
from sayso.stage import Stage
from sayso.store import open_store

Rows = Mapping[str, Any]
Derived = Mapping[type[Record], Sequence[Any]]


class Event:
    """An event: the rows of its articles in the order of the corpus, and whether nobody reads it."""

    def __init__(self, name: str, rows: Sequence[Rows]) -> None:
        self.name, self.rows, self.held = name, tuple(rows), held_out(name)

    def readable(self) -> list[Rows]:
        """The rows that may be looked at: all of an event for measuring, else those of the tuning part."""
        return [row for row in self.rows if self.held or not held_out(row["id"])]


def read_events(data: Path) -> list[Event]:
    """The events with more than one article, in the order of a hash of their names: no alphabet, no dates."""
    rows: dict[str, list[Rows]] = {}
    for row in read_jsonl(data / "stories" / "wikinews.jsonl.gz"):
        rows.setdefault(row["cluster_id"], []).append(row)
    found = [Event(name, members) for name, members in rows.items() if len(members) > 1]
    return sorted(found, key=lambda event: hashlib.sha256(event.name.encode()).hexdigest())


def article_of(row: Rows, text: str | None = None) -> Article:
    """An article with what is known of it, with another text where one is given."""
    day = row["published"][:10] if row["published"] else None
    return labelled_article(
        row["id"],
        row["text"] if text is None else text,
        title=row["title"],
        outlet=row["outlet"],
        published_earliest=day,
        published_latest=day,
        published_basis="stated" if day else "unknown",
    )


def needed(kinds: Iterable[type[Record]]) -> tuple[Stage, ...]:
    """The stages of the flow that these kinds of rows come from, by any way."""
    wanted, stages = set(kinds), list[Stage]()
    for stage in reversed(FLOW):
        if wanted.intersection(stage.writes):
            wanted.update(stage.reads)
            stages.append(stage)
    return tuple(reversed(stages))


class Reader:
    """Runs the flow over a few articles; what is made of an article alone is made once."""

    def __init__(self) -> None:
        self._opened: dict[tuple[str, ...], Opened] = {}
        self._made: dict[tuple[tuple[str, ...], str], Result] = {}

    def read(self, articles: Sequence[Article], kinds: Collection[type[Record]]) -> Derived:
        """What a fresh collection of these articles derives, of the kinds asked for."""
        settings = Settings()
        store = open_store(":memory:", settings)
        try:
            store.add(articles)
            run(store, needed(kinds), settings, workers=1, engine=self.each)
            return {kind: list(store.rows(kind)) for kind in kinds}
        finally:
            store.close()

    def each(self, spec: Spec, jobs: Iterable[Job], *, mode: Mode, workers: int) -> Iterator[list[Any]]:
        """An engine that keeps its models and its results (`workers` is not looked at)."""
        del workers
        names = tuple(stage.name for stage in spec.stages)
        opened = self._opened.setdefault(names, Opened(spec))
        for job in jobs:
            if mode == "fresh":
                yield fresh(opened, job)
                continue
            new = [stored for stored in job if (names, stored.digest) not in self._made]
            for stored, result in zip(new, renew(opened, new), strict=True):
                self._made[names, stored.digest] = result
            yield [self._made[names, stored.digest] for stored in job]
