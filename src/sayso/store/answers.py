"""What a store answers with that is no record: what became of articles, what a search found, how things stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sayso.records import Failure
from sayso.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of the articles that were handed in, as article ids; `refused` were removed before."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


class Hit(NamedTuple):
    """An article that a search found, and where its text (`spans`) or its title (`title_spans`) matches."""

    article: str
    spans: tuple[Span, ...]
    title_spans: tuple[Span, ...]


class Revision(NamedTuple):
    """One text of an article; the last one of an article is current. `replaced_at` is None for that one."""

    article: str
    revision: str
    title: str | None
    text: str
    added_at: str
    replaced_at: str | None


class Tombstone(NamedTuple):
    """What is left of a removed article: nothing of its content."""

    article: str
    reason: str
    removed_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStatus:
    """The ledger of one stage, summed up: `stale` owners wait for a run, `skipped` articles met a group's cap."""

    name: str
    kind: str
    version: int
    model: str
    stale: int
    owners: int
    rows: int
    skipped: int
    failures: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the collection holds and lacks. `missing` counts the articles without a field ("outlet" ...)."""

    articles: int
    revisions: int
    removed: int
    missing: Mapping[str, int]
    languages: Mapping[str, int]
    failures: tuple[Failure, ...]
    stages: tuple[StageStatus, ...]

    @property
    def stale(self) -> int:
        """How many pieces of work wait for a run; 0: the derived rows are up to date."""
        return sum(stage.stale for stage in self.stages)
