"""Checks a flow and cuts it into steps: every type read was written before, every type has one writer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.errors import FlowError, SettingsError
from sayso.ids import digest
from sayso.records import SOURCE, Article, Record, Review
from sayso.schema import shape
from sayso.settings import Settings, value_of
from sayso.stage import Each, Group, Pairs, Stage, Whole
from sayso.store.protocol import StageLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Consecutive `Each` stages: they run over an article in one go, so that transient records are made once."""

    stages: tuple[Each, ...]

    @property
    def name(self) -> str:
        """How progress calls it."""
        return " · ".join(stage.name for stage in self.stages)

    @property
    def needs(self) -> tuple[type[Record], ...]:
        """The kinds that come from outside: stored rows that an earlier step wrote."""
        made = {kind for stage in self.stages for kind in stage.writes}
        return unique(k for s in self.stages for k in s.reads if k not in made and k is not Article)

    @property
    def makes(self) -> tuple[type[Record], ...]:
        """The kinds that it writes and a store keeps."""
        return unique(k for s in self.stages for k in s.writes if not k.TRANSIENT)


Step = Chain | Group | Pairs | Whole


def unique(kinds: Iterable[type[Record]]) -> tuple[type[Record], ...]:
    """Record types in order of first appearance."""
    return tuple(dict.fromkeys(kinds))


def carried_kinds(stage: Group) -> tuple[type[Record], ...]:
    """The kinds that the bundles of a group's members hold; none when it gathers payloads only."""
    if stage.gathers == "payload":
        return ()
    return stage.reads if stage.carries is None else stage.carries


def asked_kinds(stage: Group) -> tuple[type[Record], ...]:
    """The kinds that a group's keys are made of, and the one without which there are none."""
    if stage.asks is None:
        return stage.reads
    return stage.asks if stage.needs is None else tuple(dict.fromkeys((*stage.asks, stage.needs)))


def check_flow(flow: Sequence[Stage]) -> None:
    """Raise FlowError, with the fix, unless the stages of a flow fit together in this order."""
    writers: dict[str, str] = {kind.__name__: "the source" for kind in SOURCE}
    chain: set[str] = set()
    later = {kind.__name__: stage.name for stage in reversed(flow) for kind in stage.writes}
    names: set[str] = set()
    for stage in flow:
        if stage.name in names:
            raise FlowError(f"two stages are called '{stage.name}'; rename one")
        names.add(stage.name)
        if not isinstance(stage, Each):
            chain = set()
        for kind in stage.reads:
            _check_read(stage, kind, writers, chain, later)
        for kind in stage.writes:
            name = kind.__name__
            if name in writers:
                raise FlowError(
                    f"{name} is written by {writers[name]} and by '{stage.name}'; let one of them write it"
                )
            if kind.TRANSIENT and not isinstance(stage, Each):
                raise FlowError(f"'{stage.name}' writes {name}, which is transient; only an Each stage may")
            if kind.FOR_READERS and isinstance(stage, Each):
                raise FlowError(
                    f"'{stage.name}' writes {name}, of which stages are not given all; let a stage write it in which articles meet"
                )
        writers |= {kind.__name__: f"'{stage.name}'" for kind in stage.writes}
        if isinstance(stage, Each):
            chain |= {kind.__name__ for kind in stage.writes}
            if stage.reviews is not None and Review not in stage.reads:
                raise FlowError(
                    f"'{stage.name}' takes reviews of some subjects but does not read Review; add it to `reads`"
                )
        if isinstance(stage, Group):
            _check_group(stage)
        if isinstance(stage, Pairs):
            _check_pairs(stage)
        if len({kind.TRANSIENT for kind in stage.writes}) != 1:
            raise FlowError(f"'{stage.name}' writes nothing, or kept and transient types at once; split it")


def _check_read(
    stage: Stage, kind: type[Record], writers: dict[str, str], chain: set[str], later: dict[str, str]
) -> None:
    name = kind.__name__
    if name not in writers:
        if kind in stage.writes:
            raise FlowError(f"'{stage.name}' reads {name}, which it writes itself; read what it is made of")
        if name in later:
            raise FlowError(
                f"no stage writes {name} before '{stage.name}' reads it; move '{later[name]}' before '{stage.name}'"
            )
        raise FlowError(
            f"no stage writes {name} before '{stage.name}' reads it; add one that does to the flow"
        )
    if kind.TRANSIENT and name not in chain:
        raise FlowError(
            f"'{stage.name}' reads {name}, which is not kept; put it right behind the Each stages after {writers[name]}"
        )
    if not kind.ARTICLES:
        raise FlowError(
            f"'{stage.name}' reads {name}, which belongs to no article; read a type that names its articles"
        )


def _check_group(stage: Group) -> None:
    for kind in stage.carries or ():
        if kind not in stage.reads:
            raise FlowError(f"'{stage.name}' carries {kind.__name__} but does not read it; add it to `reads`")
    for kind in (*(stage.asks or ()), *((stage.needs,) if stage.needs else ())):
        if kind not in stage.reads:
            raise FlowError(
                f"'{stage.name}' asks for {kind.__name__} but does not read it; add it to `reads`"
            )
    if stage.carries is not None and stage.gathers == "payload":
        raise FlowError(f"'{stage.name}' gathers payloads and carries records; set gathers='bundle'")
    if stage.cap is not None and stage.cap < max(1, stage.least):
        raise FlowError(f"'{stage.name}' has cap {stage.cap} below its least {stage.least}; raise the cap")


def _check_pairs(stage: Pairs) -> None:
    if len(stage.writes) != 1 or len(stage.writes[0].ARTICLES) != 2:
        raise FlowError(f"'{stage.name}' is a Pairs stage; let it write one type, which names two articles")
    if stage.cap < 2:
        raise FlowError(f"'{stage.name}' has cap {stage.cap}, which no pair is within; raise the cap")


def steps(flow: Sequence[Stage]) -> list[Step]:
    """The flow as a run takes it: consecutive `Each` stages in one chain."""
    made: list[Step] = []
    for stage in flow:
        if not isinstance(stage, Each):
            made.append(stage)
        elif made and isinstance(made[-1], Chain):
            made[-1] = Chain(stages=(*made[-1].stages, stage))
        else:
            made.append(Chain(stages=(stage,)))
    return made


def kind_of(stage: Stage) -> str:
    """The kind of a stage in a word: each, group, pairs, whole."""
    return type(stage).__name__.lower()


def stage_line(stage: Stage, settings: Settings) -> StageLine:
    """What the ledger knows of a stage: everything but its inputs that its rows are a function of."""
    model = stage.model(settings)
    reads = tuple(kind.__name__ for kind in stage.reads)
    writes = tuple(kind.__name__ for kind in stage.writes)
    try:
        uses = {name: value_of(settings, name) for name in stage.uses}
    except AttributeError:
        raise SettingsError(
            f"stage '{stage.name}' uses a setting that does not exist: {', '.join(stage.uses)}"
        ) from None
    shapes = [shape(kind) for kind in stage.writes if not kind.TRANSIENT]
    parts = [kind_of(stage), stage.name, stage.version, model, reads, writes, uses, shapes]
    if isinstance(stage, Group):
        carried = [kind.__name__ for kind in carried_kinds(stage)]
        parts += [stage.gathers, stage.cap, stage.least, carried]
    if isinstance(stage, Pairs):
        parts.append(stage.cap)
    if isinstance(stage, Each) and stage.reviews is not None:
        parts.append(stage.reviews)
    fingerprint = digest(parts)[:16]
    return StageLine(stage.name, kind_of(stage), stage.version, fingerprint, model, reads, writes)
