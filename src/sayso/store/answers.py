"""What a store answers with that is no record: what became of articles, what a search found, how things stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sayso.records import Article, Failure, PubStatus
from sayso.spans import Span

Why = Literal["new", "text", "metadata", "review", "removed", "withdrawn", "stage", "records", "retry"]
"""What an article waits for at a stage: it is new, has another text or other metadata, was reviewed, removed or
withdrawn; the stage is another than before; an earlier stage made other records of it; it failed and is to be tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of the articles that were handed in, as article ids; `refused` were removed before.

    `failures` are the first thousand, `failed` counts all: there may be very many.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    failed: int = 0


class Copied(NamedTuple):
    """A copy of a collection: its articles, all its rows, and its size in bytes."""

    articles: int
    rows: int
    size: int


class Hit(NamedTuple):
    """An article that a search found, and where its text (`spans`) or its title (`title_spans`) matches."""

    article: str
    spans: tuple[Span, ...]
    title_spans: tuple[Span, ...]


class Revision(NamedTuple):
    """One text of an article; the last one of an article is current. `replaced_at` is None for that one.

    `updated` is when its source says that it was changed. A text whose `pubstatus` is not "usable" came with a
    withdrawal: the text before it was withdrawn when this one came in.
    """

    article: str
    revision: str
    title: str | None
    text: str
    added_at: str
    replaced_at: str | None
    pubstatus: PubStatus = "usable"
    updated: str | None = None


class Outcome(NamedTuple):
    """What an article was read as so far, what it is with one reading more, and whether that reading was there already."""

    before: Article
    after: Article
    was_there: bool


class Tombstone(NamedTuple):
    """What is left of a removed article: nothing of its content."""

    article: str
    reason: str
    removed_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStatus:
    """The ledger of one stage, summed up: `stale` owners wait for a run, `skipped` articles met a group's cap.

    `why` counts what waits by its reason (`Why`; "groups": groups, pairs or components whose members changed; "": it
    waited before reasons were kept). `fingerprint` stands for everything that rows of the stage are a function of but
    their inputs; empty where the tables were made anew. `seconds` is the time that making the rows took in all.
    """

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
    fingerprint: str = ""
    why: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the collection holds and lacks. `missing` counts the articles without a field ("outlet" ...).

    `withdrawn` counts the articles that are kept and not read, by what their provider says of them ("withheld" ...).
    `waiting` counts the articles that wait for a run, by reason. `at_work` names the process that is deriving now,
    `interrupted` one that was and ended before it was done.
    """

    articles: int
    revisions: int
    removed: int
    missing: Mapping[str, int]
    languages: Mapping[str, int]
    failures: tuple[Failure, ...]
    stages: tuple[StageStatus, ...]
    waiting: Mapping[str, int] = field(default_factory=dict)
    withdrawn: Mapping[str, int] = field(default_factory=dict)
    at_work: str | None = None
    interrupted: str | None = None

    @property
    def stale(self) -> int:
        """How many pieces of work wait for a run; 0: the derived rows are up to date."""
        return sum(stage.stale for stage in self.stages)
