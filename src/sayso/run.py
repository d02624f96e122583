"""Runs a flow over a collection, or over articles without one: what is stale, in order, and no more.

A run takes each step of the flow in turn: a chain of `Each` stages by article, a `Group` by key, a `Whole` by
component. What comes of it is written in small transactions, so that a run may be stopped anywhere and goes on where
it stopped. A stage that fails on one owner leaves a `Failure` there, and the rest goes on.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.records import Article, Failure
from sayso.settings import Settings
from sayso.stage import Bundle, Stage
from sayso.store.protocol import Store


class Progress(NamedTuple):
    """How far a run is within one step: `step` names its stages, `done` of `total` owners are finished."""

    step: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSummary:
    """What one stage did in a run: owners made again, rows they have, failures among them, seconds it took."""

    owners: int = 0
    rows: int = 0
    skipped: int = 0
    failures: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run did. `left_to` names the process that is already running and will do the work instead."""

    stages: Mapping[str, StageSummary] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    left_to: str | None = None


def run(
    store: Store,
    flow: Sequence[Stage],
    settings: Settings,
    *,
    progress: Callable[[Progress], None] | None = None,
    workers: int | None = None,
) -> Summary:
    """Bring a collection's derived rows up to date with its articles, the flow and the settings.

    Only what is stale is made. `workers` overrides `settings.run.workers`. KeyboardInterrupt leaves what is done.
    """
    raise NotImplementedError


def annotate(
    articles: Iterable[Article],
    *,
    flow: Sequence[Stage],
    settings: Settings,
    workers: int | None = None,
) -> Iterator[Bundle]:
    """Run the `Each` stages of a flow over articles as they come, without a collection; in the order given.

    The bundle of an article answers to every type that was written, and to `Failure` for what failed on it.
    """
    raise NotImplementedError
