"""One run at work: where its results go, what they add up to, and how far it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.engines import local
from sayso.failures import failure_of, reason_of
from sayso.settings import Settings
from sayso.store.protocol import Desk, Made, StageLine

if TYPE_CHECKING:
    from sayso.records import Failure

LOADED = 64
"""Articles read from the store at a time: enough to make the queries cheap, few enough for any memory."""


class Progress(NamedTuple):
    """How far a run is within one step: `step` names its stages, `done` of `total` owners are finished.

    `unit` says what is counted, where that is articles.
    """

    step: str
    done: int
    total: int
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSummary:
    """What one stage did in a run: owners made again, rows they have, failures among them, seconds it took."""

    owners: int = 0
    rows: int = 0
    skipped: int = 0
    failures: int = 0
    seconds: float = 0.0


class Work:
    """One run at work: where its results go and what they add up to."""

    def __init__(
        self,
        store: Desk,
        lines: Sequence[StageLine],
        settings: Settings,
        *,
        progress: Callable[[Progress], None] | None,
        workers: int,
        engine: local.Engine,
    ) -> None:
        self.store, self.settings, self.workers, self.engine = store, settings, workers, engine
        self.fingerprints = {line.name: line.fingerprint for line in lines}
        self.writers = {kind: line.name for line in lines if line.kind == "each" for kind in line.writes}
        """By name of a record type: the stage that makes it of an article alone."""
        self.stages: dict[str, StageSummary] = {}
        self.failures: dict[str, Failure] = {}
        self._progress = progress

    def tell(self, step: str, done: int, total: int, *, unit: str = "") -> None:
        """Show how far a step is, and that the run is alive."""
        self.store.beat()
        if self._progress is not None:
            self._progress(Progress(step, done, total, unit))

    def count(self, made: Iterable[Made]) -> None:
        """Add results that were kept to what the run did."""
        for item in made:
            old = self.stages.get(item.stage, StageSummary())
            self.stages[item.stage] = StageSummary(
                owners=old.owners + 1,
                rows=old.rows + sum(map(len, item.rows.values())),
                skipped=old.skipped + item.skipped,
                failures=old.failures + (item.failure is not None),
                seconds=old.seconds + item.seconds,
            )
            if item.failure is not None:
                self.fail(item.stage, item.owner, item.failure)

    def fail(self, stage: str, owner: str, reason: str) -> None:
        """Note what failed."""
        failure = failure_of(stage, owner, reason)
        self.failures[failure.id] = failure


def spoil(made: Made, error: Exception) -> Made:
    """What is kept of results that the database refuses: that they failed."""
    if not any(made.rows.values()):
        return made
    entry = made.entry._replace(output="")
    return made._replace(rows={}, entry=entry, failure=f"its rows cannot be kept: {reason_of(error)}")
