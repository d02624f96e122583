"""One chain of `Each` stages on a few articles: what is stale is made, the rest is taken as it was stored.

This is what a worker does, in process or in another; it knows no store. Rows go in and rows come out.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sayso.errors import FlowError
from sayso.failures import failure_of, reason_of
from sayso.ids import digest
from sayso.records import SOURCE, Article, Failure, Record, Review
from sayso.schema import codec
from sayso.settings import Settings
from sayso.stage import Bundle, Each
from sayso.store.protocol import Entry, Made, Row, Stored

Kind = type[Record]


class Spec(NamedTuple):
    """What a worker is told once: the chain's stages with their fingerprints, and the settings."""

    stages: tuple[Each, ...]
    fingerprints: tuple[str, ...]
    settings: Settings


class Result(NamedTuple):
    """What came of one article: the hash of the article it was made from, and what each stale stage made."""

    article: str
    digest: str
    made: list[Made]


class Opened:
    """The functions of a chain's stages, each opened when it is first needed: a model may take seconds to load.

    Transient records of the articles read last are kept, as many as have `keeps` characters of text together.
    """

    def __init__(self, spec: Spec, *, keeps: int = 0) -> None:
        self.spec = spec
        self.producers = {kind: stage for stage in spec.stages for kind in stage.writes}
        self._functions: dict[str, Callable[[Any], Any]] = {}
        self._keeps = keeps
        self._kept: dict[tuple[str, str], tuple[int, dict[Kind, tuple[Any, ...]]]] = {}

    def function(self, stage: Each) -> Callable[[Any], Any]:
        """The function of a stage. What its factory raises is no article's fault and stops the run."""
        if stage.name not in self._functions:
            self._functions[stage.name] = stage.make(self.spec.settings)
        return self._functions[stage.name]

    def keep(self, stage: Each, made_of: str, size: int, records: dict[Kind, tuple[Any, ...]]) -> None:
        """Have transient records at hand when they are asked for again; those kept longest go first."""
        if 0 < size <= self._keeps:
            self._kept[stage.name, made_of] = (size, records)
        while sum(kept for kept, _ in self._kept.values()) > self._keeps:
            del self._kept[next(iter(self._kept))]

    def kept(self, stage: Each, made_of: str) -> dict[Kind, tuple[Any, ...]]:
        """Transient records that were made of the same; none where they are not at hand."""
        return self._kept.get((stage.name, made_of), (0, {}))[1]


def article_of(stored: Stored) -> Article:
    """The article as stages are given it."""
    return codec(Article).decode(_for_stages(stored))


def fields_hash(stored: Stored) -> str:
    """The hash of the article alone, as stages are given it. Who reads its reviews has them among its rows."""
    return digest(_for_stages(stored))[:32]


def _for_stages(stored: Stored) -> Row:
    [row] = codec(Article).for_stages([stored.article])
    return row


class _State:
    """An article on its way down the chain."""

    def __init__(self, stored: Stored) -> None:
        self.stored = stored
        self.article = article_of(stored)
        self.fields = fields_hash(stored)
        self.records: dict[Kind, tuple[Any, ...]] = {}
        self.rows: dict[Kind, Sequence[Row]] = dict(stored.rows)
        self.hashes: dict[Kind, str] = {}
        self.made: list[Made] = []

    def of(self, kind: Kind) -> tuple[Any, ...]:
        if kind not in self.records:
            self.records[kind] = tuple(map(codec(kind).decode, self.rows[kind]))
        return self.records[kind]

    def hash(self, kind: Kind) -> str:
        if kind not in self.hashes:
            self.hashes[kind] = digest(self.rows[kind])[:32]
        return self.hashes[kind]

    def input(self, stage: Each) -> str:
        hashes = [
            self.hash(kind) if kind is not Review else digest(self._reviews(stage))[:32]
            for kind in stage.reads
            if kind is not Article
        ]
        return digest([self.fields, hashes])[:32]

    def bundle(self, stage: Each) -> Bundle:
        rows = {kind: self.of(kind) for kind in stage.reads if kind not in {Article, Review}}
        if Review in stage.reads:
            rows[Review] = tuple(map(codec(Review).decode, self._reviews(stage)))
        return Bundle(self.article, rows)

    def _reviews(self, stage: Each) -> list[Row]:
        """The article's reviews of what a stage makes."""
        at = codec(Review).names.index("subject")
        return [row for row in self.rows[Review] if stage.reviews is None or row[at] in stage.reviews]


def renew(opened: Opened, job: Sequence[Stored]) -> list[Result]:
    """Bring a few articles up to date; only what was made anew comes back."""
    states = [_State(stored) for stored in job]
    waiting: dict[str, dict[str, str]] = {}
    for stage, fingerprint in zip(opened.spec.stages, opened.spec.fingerprints, strict=True):
        inputs = {state.article.id: state.input(stage) for state in states}
        if all(kind.TRANSIENT for kind in stage.writes):
            waiting[stage.name] = inputs
            for state in states:
                for kind in stage.writes:  # not made unless needed: its inputs stand for it
                    state.hashes[kind] = digest([fingerprint, inputs[state.article.id]])[:32]
            continue
        stale = [s for s in states if _is_stale(s, stage, fingerprint, inputs[s.article.id])]
        _ensure(opened, stage, stale, waiting)
        _make(opened, stage, fingerprint, stale, inputs)
    return [Result(state.article.id, state.stored.digest, state.made) for state in states]


def _is_stale(state: _State, stage: Each, fingerprint: str, now: str) -> bool:
    entry = state.stored.ledger.get(stage.name)
    return entry is None or (entry.fingerprint, entry.input) != (fingerprint, now)


def _ensure(
    opened: Opened, stage: Each, states: Sequence[_State], waiting: dict[str, dict[str, str]]
) -> None:
    """Make the transient records that a stage is about to read, once an article."""
    for kind in stage.reads:
        producer = opened.producers.get(kind)
        if kind.TRANSIENT and producer is not None:
            made_of = waiting[producer.name]
            for state in states:
                state.records |= opened.kept(producer, made_of[state.article.id])
            lacking = [state for state in states if kind not in state.records]
            if lacking:
                _ensure(opened, producer, lacking, waiting)
                place = opened.spec.stages.index(producer)
                _make(opened, producer, opened.spec.fingerprints[place], lacking, made_of)
                for state in lacking:
                    made = {written: state.records[written] for written in producer.writes}
                    if state.made[-1].failure is None:
                        opened.keep(producer, made_of[state.article.id], len(state.article.text), made)


def _make(
    opened: Opened, stage: Each, fingerprint: str, states: Sequence[_State], inputs: dict[str, str]
) -> None:
    made = call(opened, stage, [state.bundle(stage) for state in states]) if states else []
    for state, outcome in zip(states, made, strict=True):
        records, rows, seconds, failure = _encoded(stage, *outcome)
        state.records |= records
        for kind, its_rows in rows.items():
            state.rows[kind] = its_rows
            state.hashes.pop(kind, None)
        output = digest([state.hash(kind) for kind in stage.writes])[:32]
        entry = Entry(fingerprint, inputs[state.article.id], output)
        owner = state.article.id
        state.made.append(Made(stage.name, owner, entry, rows, 0, seconds, failure))


def _encoded(
    stage: Each, records: dict[Kind, tuple[Any, ...]], seconds: float, failure: str | None
) -> tuple[dict[Kind, tuple[Any, ...]], dict[Kind, tuple[Row, ...]], float, str | None]:
    kept = [kind for kind in stage.writes if not kind.TRANSIENT]
    try:
        rows = {kind: tuple(map(codec(kind).encode, records[kind])) for kind in kept}
    except Exception as error:  # noqa: BLE001 - a record that fits no table is its stage's failure
        return dict.fromkeys(stage.writes, ()), dict.fromkeys(kept, ()), seconds, reason_of(error)
    return records, rows, seconds, failure


def call(
    opened: Opened, stage: Each, bundles: Sequence[Bundle]
) -> list[tuple[dict[Kind, tuple[Any, ...]], float, str | None]]:
    """A stage on bundles: its records by kind, the seconds they took, and why it failed where it did."""
    function = opened.function(stage)
    made: list[tuple[dict[Kind, tuple[Any, ...]], float, str | None]] = []
    for at in range(0, len(bundles), stage.batch):
        batch = bundles[at : at + stage.batch]
        if stage.batch > 1 and len(batch) > 1:
            begun = time.perf_counter()
            try:
                lists = [list(records) for records in function(batch)]
            except Exception:  # noqa: BLE001 - one of them is bad: find out which, below
                lists = []
            if len(lists) == len(batch):
                # a batch's time is shared by length, which is what it mostly depends on
                rate = (time.perf_counter() - begun) / sum(1 + len(b.article.text) for b in batch)
                for bundle, records in zip(batch, lists, strict=True):
                    made.append(_sorted_out(stage, records, rate * (1 + len(bundle.article.text))))
                continue
        made += [_call_one(stage, function, bundle) for bundle in batch]
    return made


def _call_one(
    stage: Each, function: Callable[[Any], Any], bundle: Bundle
) -> tuple[dict[Kind, tuple[Any, ...]], float, str | None]:
    begun = time.perf_counter()
    try:
        if stage.batch > 1:
            [records] = function([bundle])
        else:
            records = function(bundle)
        return _sorted_out(stage, list(records), time.perf_counter() - begun)
    except Exception as error:  # noqa: BLE001 - one bad article never stops a run
        return dict.fromkeys(stage.writes, ()), time.perf_counter() - begun, reason_of(error)


def _sorted_out(
    stage: Each, records: list[Any], seconds: float
) -> tuple[dict[Kind, tuple[Any, ...]], float, str | None]:
    lists: dict[Kind, list[Any]] = {kind: [] for kind in stage.writes}
    for record in records:
        if type(record) not in lists:
            name = type(record).__name__
            error = FlowError(
                f"stage '{stage.name}' made a {name}, which it does not declare; add it to `writes`"
            )
            return dict.fromkeys(stage.writes, ()), seconds, reason_of(error)
        lists[type(record)].append(record)
    return {kind: tuple(made) for kind, made in lists.items()}, seconds, None


def fresh(opened: Opened, articles: Sequence[Article]) -> list[dict[Kind, tuple[Any, ...]]]:
    """All stages on a few articles that no store knows: their kept records by kind, failures among them.

    Of one that may not be used nothing is read, as a store hands none to a stage.
    """
    unreviewed: dict[Kind, tuple[Row, ...]] = {kind: () for kind in SOURCE if kind is not Article}
    states = [
        _State(Stored(codec(Article).encode(article), "", unreviewed, {}))
        for article in articles
        if article.usable
    ]
    failures: list[list[Failure]] = [[] for _ in states]
    for stage in opened.spec.stages:
        made = call(opened, stage, [state.bundle(stage) for state in states])
        for at, (records, _, failure) in enumerate(made):
            states[at].records |= records
            if failure is not None:
                failures[at].append(failure_of(stage.name, states[at].article.id, failure))
    kept = [kind for stage in opened.spec.stages for kind in stage.writes if not kind.TRANSIENT]
    read = iter(zip(states, failures, strict=True))
    nothing: dict[Kind, tuple[Any, ...]] = dict.fromkeys((*kept, Failure), ())
    made_of: list[dict[Kind, tuple[Any, ...]]] = []
    for article in articles:
        if not article.usable:
            made_of.append(dict(nothing))
            continue
        state, failed = next(read)
        made_of.append({kind: state.records[kind] for kind in kept} | {Failure: tuple(failed)})
    return made_of
