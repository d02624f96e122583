"""Runs a flow over a collection, or over articles without one: what is stale, in order, and no more.

A run takes each step of the flow in turn: a chain of `Each` stages by article, a `Group` by key, a `Whole` by
component. What comes of it is written in small transactions, so that a run may be stopped anywhere and goes on where
it stopped. A stage that fails on one owner leaves a `Failure` there, and the rest goes on.
"""

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from sayso.engines import local
from sayso.engines.chain import Result, Spec
from sayso.engines.together import (
    carried_hash,
    components,
    graph_of,
    handed,
    key_rows,
    make_component,
    make_group,
    meet_lists,
    open_bundle,
)
from sayso.errors import SaysoError, StoreError
from sayso.failures import failure_of, reason_of
from sayso.plan import Chain, Step, carried_kinds, check_flow, stage_line, steps, unique
from sayso.records import SOURCE, Article, Failure, Record
from sayso.settings import Settings
from sayso.stage import Bundle, Each, Group, Numbers, Pairs, Stage, Whole
from sayso.store.protocol import Desk, Graph, Handed, KeyMember, KeyRow, Made, StageLine, Stored

LOADED = 64
"""Articles read from the store at a time: enough to make the queries cheap, few enough for any memory."""

GROUPS = 500
"""Groups made and written at a time: a transaction of them takes well under a second."""

BUNDLES = 256
"""Bundles kept at hand while groups are made: pairs of one story come one after the other."""

NUMBERS = 2_000_000
"""Numbers of articles that are put into lists together: those of some 10,000 news articles."""

ROUNDS = 50
"""Times that articles may come in while a run is at work before it stops waiting for a quiet moment."""


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


class _Run:
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
        self.stages: dict[str, StageSummary] = {}
        self.failures: dict[str, Failure] = {}
        self._progress = progress

    def tell(self, step: str, done: int, total: int) -> None:
        self.store.beat()
        if self._progress is not None:
            self._progress(Progress(step, done, total))

    def count(self, made: Iterable[Made]) -> None:
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
        failure = failure_of(stage, owner, reason)
        self.failures[failure.id] = failure


def run(
    store: Desk,
    flow: Sequence[Stage],
    settings: Settings,
    *,
    progress: Callable[[Progress], None] | None = None,
    workers: int | None = None,
    retry: bool = False,
    engine: local.Engine = local.each,
) -> Summary:
    """Bring a collection's derived rows up to date with its articles, the flow and the settings.

    Only what is stale is made; with `retry` also what failed. `workers` overrides `settings.run.workers`.
    KeyboardInterrupt leaves what is done. Raises FlowError when the stages do not fit together.
    """
    check_flow(flow)
    lines = [stage_line(stage, settings) for stage in flow]
    other = store.take_lock()
    if other is not None:
        return Summary(left_to=other)
    asked = settings.run.workers if workers is None else workers
    work = _Run(store, lines, settings, progress=progress, workers=asked, engine=engine)
    idle = False
    try:
        store.enlist(lines, unique(k for s in flow for k in (*s.reads, *s.writes) if k not in SOURCE))
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


def _take(work: _Run, step: Step) -> None:
    if isinstance(step, Chain):
        _take_chain(work, step)
    elif isinstance(step, Group):
        _take_group(work, step)
    elif isinstance(step, Pairs):
        _take_pairs(work, step)
    else:
        _take_whole(work, step)


# --- a chain of Each, by article ------------------------------------------------------------------------------


def _take_chain(work: _Run, chain: Chain) -> None:
    store, names = work.store, [stage.name for stage in chain.stages]
    ids = store.stale_articles(names)
    if not ids:
        return
    spec = Spec(chain.stages, tuple(work.fingerprints[name] for name in names), work.settings)
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

    jobs = local.cut(stored(), size=local.text_length)
    workers = local.workers_for(work.workers, len(ids))
    for results in work.engine(spec, jobs, mode="renew", workers=workers):
        made = {result.article: result for result in results}
        kept = _save_articles(store, made, names)
        work.count(item for result in kept.values() for item in result.made)
        done += len(kept)
        work.tell(chain.name, done, len(ids))


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
        spoilt = result._replace(made=[_spoil(item, error) for item in result.made])
        store.save_articles({spoilt.article: (spoilt.digest, spoilt.made)}, names)
        return {spoilt.article: spoilt}
    return made


def _spoil(made: Made, error: Exception) -> Made:
    if not any(made.rows.values()):
        return made
    entry = made.entry._replace(output="")
    return made._replace(rows={}, entry=entry, failure=f"its rows cannot be kept: {reason_of(error)}")


# --- a Group, by key ------------------------------------------------------------------------------------------


def _batches(
    store: Desk, ids: Sequence[str], kinds: Sequence[type[Record]]
) -> Iterator[dict[str, Stored | None]]:
    for at in range(0, len(ids), LOADED):
        asked = ids[at : at + LOADED]
        loaded = store.load(asked, kinds, ())
        yield {article: loaded.get(article) for article in asked}


def _own(kinds: Iterable[type[Record]]) -> list[type[Record]]:
    return [kind for kind in kinds if kind is not Article]


def _take_group(work: _Run, stage: Group) -> None:
    store, kinds = work.store, _own(stage.reads)
    ids = store.stale_articles([stage.name])
    if ids:
        keys_of = stage.keys(work.settings)
        carries = carried_kinds(stage)
        for at, batch in enumerate(_batches(store, ids, kinds)):
            keys: dict[str, tuple[str | None, Sequence[KeyRow]]] = {}
            failed: dict[str, str] = {}
            for article, stored in batch.items():
                keys[article] = (None, ())
                if stored is not None:
                    keys[article] = (stored.digest, ())
                    try:
                        found = keys_of(open_bundle(stored, kinds))
                        keys[article] = (stored.digest, key_rows(found, carried_hash(stored, carries)))
                    except Exception as error:  # noqa: BLE001 - one bad article never stops a run
                        failed[article] = reason_of(error)
                        work.fail(stage.name, article, failed[article])
            store.save_keys(stage.name, keys, failed)
            work.tell(f"{stage.name}: keys", at * LOADED + len(batch), len(ids))
    _make_groups(work, stage)


def _make_groups(work: _Run, stage: Group) -> None:
    store, done = work.store, 0
    left = store.drop_small(stage.name, stage.least)
    if not left:
        return
    make = stage.make(work.settings)
    carries = carried_kinds(stage)
    bundles: dict[str, Bundle] = {}
    while groups := store.next_groups(stage.name, limit=GROUPS, cap=stage.cap):
        made: list[Made] = []
        for at, (key, size, members) in enumerate(groups):
            if stage.gathers == "bundle":
                _gather(store, bundles, groups[at:], carries)
            print_ = work.fingerprints[stage.name]
            made.append(make_group(stage, print_, make, key, size, members, bundles))
        kept = _save_groups(store, stage.name, made)
        work.count(kept)
        done += len(kept)
        work.tell(stage.name, done, max(left, done))


def _gather(
    store: Desk,
    bundles: dict[str, Bundle],
    ahead: Sequence[tuple[str, int, list[KeyMember]]],
    kinds: Sequence[type[Record]],
) -> None:
    """Have the bundles of the first group at hand, and while at it those of the next ones."""
    needed = dict.fromkeys(member.article for member in ahead[0][2])
    if needed.keys() <= bundles.keys():
        return
    if len(bundles) > BUNDLES:
        bundles.clear()
    for _, _, members in ahead[1:]:
        if len(needed) >= LOADED:
            break
        needed |= dict.fromkeys(member.article for member in members)
    missing = [article for article in needed if article not in bundles]
    for article, stored in store.load(missing, _own(kinds), ()).items():
        bundles[article] = open_bundle(stored, kinds)


def _save_groups(store: Desk, stage: str, made: list[Made]) -> list[Made]:
    try:
        store.save_groups(stage, made)
    except SaysoError:
        raise
    except Exception as error:
        if len(made) > 1:
            return [kept for item in made for kept in _save_groups(store, stage, [item])]
        if not any(made[0].rows.values()):
            raise
        made = [_spoil(made[0], error)]
        store.save_groups(stage, made)
    return made


# --- Pairs, by the numbers that they share --------------------------------------------------------------------


def _take_pairs(work: _Run, stage: Pairs) -> None:
    # an article whose label changes leaves its lists as the one it was, and joins them in a second round
    while ids := work.store.stale_articles([stage.name]):
        _hand_in(work, stage, ids)
        _make_pairs(work, stage)
    _make_pairs(work, stage)


def _hand_in(work: _Run, stage: Pairs, ids: Sequence[str]) -> None:
    kinds, numbers_of = _own(stage.reads), stage.numbers(work.settings)
    for at, batch in enumerate(_batches(work.store, ids, kinds)):
        there = {article: stored for article, stored in batch.items() if stored is not None}
        bundles = [open_bundle(stored, kinds) for stored in there.values()]
        given: dict[str, tuple[str | None, Handed]] = dict.fromkeys(batch, (None, Handed(b"", 0)))
        failed: dict[str, str] = {}
        for (article, stored), made in zip(there.items(), _numbers(numbers_of, bundles), strict=True):
            given[article] = (stored.digest, made if isinstance(made, Handed) else Handed(b"", 0))
            if isinstance(made, str):
                failed[article] = made
                work.fail(stage.name, article, made)
        work.store.save_numbers(stage.name, given, failed)
        work.tell(f"{stage.name}: numbers", at * LOADED + len(batch), len(ids))


def _numbers(
    numbers_of: Callable[[Sequence[Bundle]], Sequence[Numbers]], bundles: Sequence[Bundle]
) -> list[Handed | str]:
    """What each article hands in, or why it failed: together, and when that fails, one by one."""
    if not bundles:
        return []
    try:
        return [handed(numbers) for numbers in numbers_of(bundles)]
    except Exception as error:  # noqa: BLE001 - one bad article never stops a run
        if len(bundles) == 1:
            return [reason_of(error)]
    return [made for bundle in bundles for made in _numbers(numbers_of, [bundle])]


def _make_pairs(work: _Run, stage: Pairs) -> None:
    store, name = work.store, stage.name
    while (part := store.waiting(name, limit=NUMBERS)) is not None:
        after, done = -1, 0
        while (lists := store.next_lists(name, part, after=after)) is not None:
            others = partial(store.lists_of, name, but=lists.values)
            made, gone = meet_lists(stage, work.fingerprints[name], lists, part.taken, others)
            work.count(store.save_lists(name, part, lists, made, gone))
            after = lists.upto
            done += len(lists.values)
            work.tell(name, done, len(part.touched))
        store.settle_numbers(name, part)


# --- the Whole, by component ----------------------------------------------------------------------------------


def _take_whole(work: _Run, stage: Whole) -> None:
    store, kinds = work.store, _own(stage.reads)
    ids = store.stale_articles([stage.name])
    for at, batch in enumerate(_batches(store, ids, kinds)):
        graphs: dict[str, tuple[str | None, Graph]] = {}
        failed: dict[str, str] = {}
        for article, stored in batch.items():
            graphs[article] = (None, Graph((), ()))
            if stored is not None:
                graphs[article] = (stored.digest, Graph((), ()))
                try:
                    graphs[article] = (stored.digest, graph_of(stage, open_bundle(stored, kinds)))
                except Exception as error:  # noqa: BLE001 - one bad article never stops a run
                    failed[article] = reason_of(error)
                    work.fail(stage.name, article, failed[article])
        store.save_graph(stage.name, graphs, failed)
        work.tell(f"{stage.name}: edges", at * LOADED + len(batch), len(ids))
    part = store.touched(stage.name)
    if not part.stale:
        return
    parts = components(part)
    print_ = work.fingerprints[stage.name]
    made = [make_component(stage, print_, name, nodes) for name, nodes in parts.items()]
    of = {node: name for name, nodes in parts.items() for _, node in nodes}
    store.save_components(stage.name, made, part, of)
    work.count(made)
    work.tell(stage.name, len(made), len(made))


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
    stages = _alone(flow)
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


def _alone(flow: Sequence[Stage]) -> tuple[Each, ...]:
    """The `Each` stages that need nothing of other articles, by any way."""
    have = set(SOURCE)
    stages: list[Each] = []
    for stage in flow:
        if isinstance(stage, Each) and have.issuperset(stage.reads):
            stages.append(stage)
            have.update(stage.writes)
    return tuple(stages)
