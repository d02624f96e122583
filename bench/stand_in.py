"""What stands in for the reading of variants: the rows of their originals, with their names and ids changed alike.

An article alone costs what it costs, whatever else is in a collection: a stage of kind `Each` is a function of one
article (`stage`), so its cost for an article cannot grow with their number, and is measured on the originals. What it
makes of a variant is what it made of the original, because every word stands where it stood and is as long: the spans
hold, and names, ids and what points at them are rewritten here. So a bench of growth need not parse 16,000 articles
(some fifteen minutes of each thousand); everything behind the reading really runs. What this leaves out: a parser
would read the made-up words of a variant otherwise here and there than those of its original.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from sayso.engines.chain import Result, Spec
from sayso.engines.local import Job, Mode
from sayso.ids import digest
from sayso.records import Article, Clause, Credit, Descriptor, Entity, Quantity, Record, Speaker
from sayso.schema import codec
from sayso.store.protocol import Entry, Made, Row, Store, Stored
from variants import Study, World

WORDS: Mapping[type[Record], tuple[str, ...]] = {
    Entity: ("name",),
    Speaker: ("name", "speaks_for"),
    Quantity: ("unit",),
    Clause: ("verb",),
    Descriptor: ("head",),
    Credit: ("carrier",),
}
"""Columns that hold words of the text."""
IDS = frozenset(
    "id article mentions attribution nested_in entity also agent_entity patient_entity time".split()
)
"""Columns that hold ids, one or a list."""
_ID = re.compile(r"[0-9a-f]{16}")


class StandIn:
    """An engine (`engines.local.Engine`) that takes what it gives from a collection of the originals."""

    def __init__(self, originals: Store, study: Study, seed: int) -> None:
        self._store: Any = originals
        self._study, self._seed = study, seed
        self._worlds: dict[int, World] = {}
        external, own = codec(Article).names.index("external_id"), originals.articles()
        self._external = external
        self._of = {str(article.external_id).partition("/")[0]: article.id for article in own}

    def __call__(
        self,
        spec: Spec,
        jobs: Iterable[Job],
        *,
        mode: Mode,  # noqa: ARG002 - an engine is told
        workers: int,  # noqa: ARG002 - same
    ) -> Iterator[list[Any]]:
        """What the chain would make of each article of each job."""
        kinds = [kind for stage in spec.stages for kind in stage.writes if not kind.TRANSIENT]
        for job in jobs:
            named = {stored.article[0]: self._named(stored) for stored in job}
            there = self._store.load(sorted({of for of, _ in named.values()}), kinds, ())
            yield [
                self._result(spec, stored, there[named[stored.article[0]][0]], named[stored.article[0]][1])
                for stored in job
            ]

    def _named(self, stored: Stored) -> tuple[str, int]:
        original, _, world = str(stored.article[self._external]).partition("/")
        return self._of[original], int(world)

    def _result(self, spec: Spec, stored: Stored, original: Stored, world: int) -> Result:
        if world not in self._worlds:
            self._worlds[world] = World(self._study, world, self._seed)
        change = _Change(self._worlds[world], original.article[0], stored.article[0])
        made = []
        for stage, print_ in zip(spec.stages, spec.fingerprints, strict=True):
            kept = [kind for kind in stage.writes if not kind.TRANSIENT]
            if kept:
                rows = {kind: [change.row(kind, row) for row in original.rows[kind]] for kind in kept}
                entry = Entry(print_, "stand-in", digest([rows[kind] for kind in kept])[:32])
                made.append(Made(stage.name, stored.article[0], entry, rows))
        return Result(stored.article[0], stored.digest, made)


class _Change:
    """How the rows of one original become those of one variant."""

    def __init__(self, world: World, original: str, variant: str) -> None:
        self._world, self._variant = world, variant
        self._ids = {original: variant}

    def row(self, kind: type[Record], row: Row) -> Row:
        words = WORDS.get(kind, ())
        names = codec(kind).names
        return tuple(
            value
            if not isinstance(value, str)
            else _ID.sub(self._id, value)
            if name in IDS
            else self._world.phrase(value)
            if name in words
            else value
            for name, value in zip(names, row, strict=True)
        )

    def _id(self, match: re.Match[str]) -> str:
        old = match.group()
        made = self._ids.get(old)
        if made is None:
            made = self._ids[old] = sha256(f"{self._variant} {old}".encode()).hexdigest()[:16]
        return made
