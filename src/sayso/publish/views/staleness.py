"""What a run would make today, and why: what waits in the store, and how the stages differ from those that ran."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.plan import stage_line
from sayso.records import Failure
from sayso.settings import Settings
from sayso.stage import Stage
from sayso.store.answers import StageStatus, Status

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStanding:
    """One stage today: `moved` says how it differs from the one that made its rows (empty: in nothing).

    `stale` are the owners that the next run looks at: all articles where the stage differs. `why` counts what waits
    already, by reason (`StageStatus`). `seconds` is the time that making the rows took, `per_article` what that is for
    each article, `share` its part of the time of all stages, in thousandths.
    """

    name: str
    kind: str
    version: int
    model: str
    moved: str
    stale: int
    why: Mapping[str, int]
    owners: int
    rows: int
    skipped: int
    failures: int
    seconds: float
    per_article: float
    share: int


def standings(status: Status, flow: Sequence[Stage], settings: Settings) -> tuple[StageStanding, ...]:
    """Every stage of the flow, and those that ran and are in it no more; nothing is written for it."""
    before = {stage.name: stage for stage in status.stages}
    total = sum(stage.seconds for stage in status.stages)
    made = []
    for stage in flow:
        line = stage_line(stage, settings)
        ran = before.pop(stage.name, None) or _never(stage.name, line.kind)
        moved = _moved(ran, line.version, line.model, line.fingerprint, stage.uses) if status.articles else ""
        stale = max(ran.stale, status.articles) if moved else ran.stale
        made.append(
            _standing(ran, status, total, moved=moved, stale=stale, version=line.version, model=line.model)
        )
    for gone in before.values():
        moved = "not a stage of this version any more: its rows are taken out"
        made.append(
            _standing(
                gone, status, total, moved=moved, stale=gone.owners, version=gone.version, model=gone.model
            )
        )
    return tuple(made)


def _moved(ran: StageStatus, version: int, model: str, fingerprint: str, uses: Sequence[str]) -> str:
    """How a stage of today differs from the one that ran."""
    if fingerprint == ran.fingerprint:
        return ""
    if not ran.version:
        return "has not run yet"
    if version != ran.version:
        return f"version {version}, its rows are of version {ran.version}"
    if model != ran.model:
        return f"model {model or 'none'}, its rows are of {ran.model or 'none'}"
    if not ran.fingerprint:
        return "its records, or articles, have other fields now"
    if uses:
        return f"other settings ({', '.join(uses)}), or other records around it"
    return "what it reads, or how it is put together, is another"


def _never(name: str, kind: str) -> StageStatus:
    return StageStatus(
        name=name,
        kind=kind,
        version=0,
        model="",
        stale=0,
        owners=0,
        rows=0,
        skipped=0,
        failures=0,
        seconds=0.0,
    )


def _standing(
    ran: StageStatus, status: Status, total: float, *, moved: str, stale: int, version: int, model: str
) -> StageStanding:
    return StageStanding(
        name=ran.name,
        kind=ran.kind,
        version=version,
        model=model,
        moved=moved,
        stale=stale,
        why=ran.why,
        owners=ran.owners,
        rows=ran.rows,
        skipped=ran.skipped,
        failures=ran.failures,
        seconds=ran.seconds,
        per_article=round(ran.seconds / status.articles, 6) if status.articles else 0.0,
        share=round(1000 * ran.seconds / total) if total else 0,
    )


class FailureGroup(NamedTuple):
    """Failures of one stage for one reason (numbers in it aside): how many, and where the first ones are."""

    stage: str
    reason: str
    fix: str
    many: int
    where: tuple[str, ...]


PLACES = 3
"""Places named of failures that have one reason."""


def grouped(failures: Sequence[Failure]) -> list[FailureGroup]:
    """Failures by stage and reason, the most frequent first; each reason as the first one has it."""
    alike: dict[tuple[str, str, str], list[Failure]] = {}
    for failure in failures:
        alike.setdefault((failure.stage, _NUMBER.sub("0", failure.reason), failure.fix), []).append(failure)
    groups = [
        FailureGroup(
            some[0].stage, some[0].reason, some[0].fix, len(some), tuple(map(place_of, some[:PLACES]))
        )
        for some in alike.values()
    ]
    return sorted(groups, key=lambda group: -group.many)


def place_of(failure: Failure) -> str:
    """Where a failure is: the file with its line, or the article or group."""
    where = failure.path or failure.owner
    return f"{where}:{failure.line}" if failure.line is not None else where
