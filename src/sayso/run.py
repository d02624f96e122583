"""Runs a flow over a collection, or over articles without one: what is stale, in order, and no more.

A run takes each step of the flow in turn: a chain of `Each` stages by article, then, in `gathering`, a `Group` by
key, `Pairs` by the numbers they share, a `Whole` by component. What comes of it is written in small transactions, so
that a run may be stopped anywhere and goes on where it stopped. A stage that fails on one owner leaves a `Failure`
there, and the rest goes on.
"""

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.engines import local
from sayso.engines.chain import Result, Spec
from sayso.engines.held import Held
from sayso.engines.work import LOADED, Progress, StageSummary, Work, spoil
from sayso.errors import SaysoError, StoreError
from sayso.gathering import take_group, take_pairs, take_whole
from sayso.plan import Chain, Step, check_flow, stage_line, steps, unique
from sayso.records import SOURCE, Article, Failure
from sayso.settings import Settings
from sayso.stage import Bundle, Each, Group, Pairs, Stage
from sayso.store.protocol import Desk, Stored

__all__ = ["Progress", "StageSummary", "Summary", "alone", "annotate", "open_ahead", "run"]

ROUNDS = 50
"""Times that articles may come in while a run is at work before it stops waiting for a quiet moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run did. `left_to` names the process that is already running and will do the work instead."""

    stages: Mapping[str, StageSummary] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    left_to: str | None = None


def run(
    store: Desk,
    flow: Sequence[Stage],
    settings: Settings,
    *,
    progress: Callable[[Progress], None] | None = None,
    workers: int | None = None,
    retry: bool = False,
    rebuild: bool = False,
    engine: local.Engine = local.each,
) -> Summary:
    """Bring a collection's derived rows up to date with its articles, the flow and the settings.

    Only what is stale is made; with `retry` also what failed, with `rebuild` everything, once all is taken out that
    was made before. `workers` overrides `settings.run.workers`.
    KeyboardInterrupt leaves what is done. Raises FlowError when the stages do not fit together.
    """
    check_flow(flow)
    lines = [stage_line(stage, settings) for stage in flow]
    other = store.take_lock()
    if other is not None:
        return Summary(left_to=other)
    asked = settings.run.workers if workers is None else workers
    work = Work(store, lines, settings, progress=progress, workers=asked, engine=engine)
    idle = False
    try:
        kinds = unique(k for s in flow for k in (*s.reads, *s.writes) if k not in SOURCE)
        if rebuild:
            store.forget_derived(kinds)
        store.enlist(lines, kinds)
        if retry:
            store.retry_failures()
        for _ in range(ROUNDS):
            for step in steps(flow):
                _take(work, step)
            idle = store.drop_lock(if_idle=True)  # unless another process added articles meanwhile
            if idle:
                break
        else:
            raise StoreError("articles keep coming in faster than they are read; run again for the rest")
    finally:
        if not idle:
            store.drop_lock(if_idle=False)
    return Summary(stages=work.stages, failures=tuple(work.failures[key] for key in sorted(work.failures)))


def open_ahead(flow: Sequence[Stage], settings: Settings, engine: Held) -> None:
    """Load all that stages which read one article alone need, so that the first run of a program waits for none of it."""
    with engine.loading:
        for chain in (step for step in steps(flow) if isinstance(step, Chain)):
            prints = {stage.name: stage_line(stage, settings).fingerprint for stage in chain.stages}
            opened = engine.open(_spec(chain, prints, settings))
            for stage in chain.stages:
                opened.function(stage)


def _spec(chain: Chain, fingerprints: Mapping[str, str], settings: Settings) -> Spec:
    return Spec(chain.stages, tuple(fingerprints[stage.name] for stage in chain.stages), settings)


def _take(work: Work, step: Step) -> None:
    if isinstance(step, Chain):
        _take_chain(work, step)
    elif isinstance(step, Group):
        take_group(work, step)
    elif isinstance(step, Pairs):
        take_pairs(work, step)
    else:
        take_whole(work, step)


# --- a chain of Each, by article ------------------------------------------------------------------------------


def _take_chain(work: Work, chain: Chain) -> None:
    store, names = work.store, [stage.name for stage in chain.stages]
    ids = store.stale_articles(names)
    if not ids:
        return
    spec = _spec(chain, work.fingerprints, work.settings)
    kinds = unique([*chain.needs, *chain.makes])
    done = 0

    def stored() -> Iterator[Stored]:
        nonlocal done
        for at in range(0, len(ids), LOADED):
            asked = ids[at : at + LOADED]
            loaded = store.load(asked, kinds, names)
            gone = [article for article in asked if article not in loaded]
            store.save_articles(dict.fromkeys(gone, (None, ())), names)
            done += len(gone)
            yield from loaded.values()

    work.tell(chain.name, 0, len(ids), unit="articles")  # what is heavy is loaded first, which takes its time
    jobs = local.cut(stored(), size=local.text_length)
    workers = local.workers_for(work.workers, len(ids))
    for results in work.engine(spec, jobs, mode="renew", workers=workers):
        made = {result.article: result for result in results}
        kept = _save_articles(store, made, names)
        work.count(item for result in kept.values() for item in result.made)
        done += len(kept)
        work.tell(chain.name, done, len(ids), unit="articles")


def _save_articles(store: Desk, made: dict[str, Result], names: Sequence[str]) -> dict[str, Result]:
    """Save results together; when the database refuses them, one by one, so that only the bad one fails."""
    try:
        store.save_articles({article: (r.digest, r.made) for article, r in made.items()}, names)
    except SaysoError:
        raise
    except Exception as error:
        if len(made) > 1:
            return {a: r for key in made for a, r in _save_articles(store, {key: made[key]}, names).items()}
        [result] = made.values()
        if not any(item.rows for item in result.made):
            raise
        spoilt = result._replace(made=[spoil(item, error) for item in result.made])
        store.save_articles({spoilt.article: (spoilt.digest, spoilt.made)}, names)
        return {spoilt.article: spoilt}
    return made


# --- without a collection -------------------------------------------------------------------------------------


def annotate(
    articles: Iterable[Article],
    *,
    flow: Sequence[Stage],
    settings: Settings,
    workers: int | None = None,
    engine: local.Engine = local.each,
) -> Iterator[Bundle]:
    """Run the `Each` stages of a flow over articles as they come, without a collection; in the order given.

    The bundle of an article answers to every type that was written, and to `Failure` for what failed on it.
    """
    check_flow(flow)
    stages = alone(flow)
    asked = settings.run.workers if workers is None else workers
    ahead = iter(articles)
    first: list[Article] = []
    if asked == 0:  # let the amount of work decide: look at no more of it than that takes
        first = list(itertools.islice(ahead, local.ENOUGH))
    taken: deque[list[Article]] = deque()

    def jobs() -> Iterator[list[Article]]:
        for job in local.cut(itertools.chain(first, ahead), size=lambda article: len(article.text)):
            taken.append(job)
            yield job

    spec = Spec(stages, tuple("" for _ in stages), settings)
    many = local.workers_for(asked, len(first))
    results: Iterator[list[dict[Any, Any]]] = engine(spec, jobs(), mode="fresh", workers=many)
    for result in results:
        for article, rows in zip(taken.popleft(), result, strict=True):
            yield Bundle(article, rows)


def alone(flow: Sequence[Stage]) -> tuple[Each, ...]:
    """The `Each` stages that need nothing of other articles, by any way."""
    have = set(SOURCE)
    stages: list[Each] = []
    for stage in flow:
        if isinstance(stage, Each) and have.issuperset(stage.reads):
            stages.append(stage)
            have.update(stage.writes)
    return tuple(stages)
