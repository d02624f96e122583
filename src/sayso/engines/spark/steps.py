"""The steps of a flow as Spark does them: what is shuffled by what, and which function its workers run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.engines.chain import Spec
from sayso.engines.spark.alone import RunChain
from sayso.engines.spark.grouped import MakeGroups, NameKeys, TellOver, keys_schema
from sayso.engines.spark.joined import MakeComponents, NameGraph, graph_schema
from sayso.engines.spark.paired import (
    HandIn,
    MakePairs,
    MeetInLists,
    met_schema,
    numbers_schema,
    postings_schema,
    spread,
)
from sayso.engines.spark.rooms import Rooms
from sayso.engines.spark.shapes import Kind, kept, made_schema, spark_columns
from sayso.engines.spark.stars import components
from sayso.plan import Chain, Step, asked_kinds, carried_kinds
from sayso.records import Article
from sayso.settings import Settings
from sayso.stage import Group, Pairs, Whole


@dataclass
class Flow:
    """A flow on its way through Spark: its settings and fingerprints, and the frames that its tables are made of."""

    rooms: Rooms
    settings: Settings
    fingerprints: Mapping[str, str]
    writers: Mapping[Kind, str]
    """By record type: the `Each` stage that makes it."""
    made: list[Any] = field(default_factory=list)
    failed: list[Any] = field(default_factory=list)
    keys: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)
    nodes: dict[str, Any] = field(default_factory=dict)
    edges: dict[str, Any] = field(default_factory=dict)

    def take(self, step: Step, name: str) -> None:
        """One step; what it makes is written down under `name`."""
        if isinstance(step, Chain):
            take_chain(self, step, name)
        elif isinstance(step, Group):
            take_group(self, step, name)
        elif isinstance(step, Pairs):
            take_pairs(self, step, name)
        else:
            take_whole(self, step, name)

    def keep(self, kinds: Sequence[Kind], made: Any, *, alone: bool = False) -> None:
        """What a step made is there for those behind it."""
        self.made.append(made)
        self.failed.append(made)
        self.rooms.places |= dict.fromkeys(kept(kinds), (made, alone))


def _own(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    return tuple(kind for kind in kinds if kind is not Article)


def _map(frame: Any, work: Any, schema: Any) -> Any:
    return frame.mapInArrow(work, spark_columns(schema))


def take_chain(flow: Flow, chain: Chain, name: str) -> None:
    """A chain of `Each` stages, by article."""
    rooms, makes = flow.rooms, chain.makes
    home = not flow.made  # the first step of the flow: what it makes is kept with the articles themselves
    spec = Spec(chain.stages, tuple(flow.fingerprints[stage.name] for stage in chain.stages), flow.settings)
    schema = made_schema(makes, article=home)
    work = RunChain(spec, chain.needs, makes, home, rooms.reviews)
    made = rooms.settle(name, _map(rooms.bundles(chain.needs), work, schema), schema)
    flow.keep(makes, made, alone=True)
    rooms.chains |= dict.fromkeys((stage.name for stage in chain.stages), made)
    if home:
        rooms.home, rooms.home_kinds = made, set(makes)


def take_group(flow: Flow, stage: Group, name: str) -> None:
    """The groups of a stage: keys by article, members by key, and with them their bundles where they are asked for."""
    from pyspark.sql import Window  # noqa: PLC0415 - an extra
    from pyspark.sql import functions as f  # noqa: PLC0415 - same

    rooms, carries = flow.rooms, carried_kinds(stage)
    asks = _own(asked_kinds(stage))
    others = _own([kind for kind in carries if kind not in flow.writers]) if carries else None
    makers = tuple(sorted({flow.writers[kind] for kind in carries if kind in flow.writers}))
    work = NameKeys(stage, flow.settings, asks, others, makers, rooms.reviews)
    bundles = rooms.bundles((*asks, *(others or ())), stages=makers)
    named = rooms.settle(f"{name}-keys", _map(bundles, work, keys_schema()), keys_schema())
    flow.failed.append(named)
    keys = named.select("owner", f.explode("keys").alias("key")).select("owner", "key.*")
    flow.keys[stage.name] = keys

    schema, print_ = made_schema(kept(stage.writes)), flow.fingerprints[stage.name]
    # members are counted where they flow together by key, before any Python sees them
    sized = keys.select("key", "owner", "payload").repartition(rooms.parts, "key")
    sized = sized.withColumn("size", f.count(f.lit(1)).over(Window.partitionBy("key")))
    fits = sized.filter(f.col("size") >= max(1, stage.least))
    if stage.cap is not None:
        fits = fits.filter(f.col("size") <= stage.cap)
    if stage.gathers == "bundle":
        fits = fits.join(rooms.bundles(carries), "owner").repartition(rooms.parts, "key")
    making = MakeGroups(stage, print_, flow.settings, _own(carries), rooms.reviews)
    made = _map(fits.sortWithinPartitions("key", "owner"), making, schema)
    if stage.cap is not None:
        over = keys.groupBy("key").agg(f.count(f.lit(1)).alias("size")).filter(f.col("size") > stage.cap)
        made = made.unionByName(_map(over, TellOver(stage, print_), schema))
    flow.keep(stage.writes, rooms.settle(name, made, schema))


def take_pairs(flow: Flow, stage: Pairs, name: str) -> None:
    """The pairs of a stage: numbers by article, lists by number, pairs each once."""
    rooms, kinds = flow.rooms, _own(stage.reads)
    work = HandIn(stage, flow.settings, kinds, rooms.reviews)
    numbers = _map(rooms.bundles(kinds), work, numbers_schema())
    numbers = rooms.settle(f"{name}-numbers", numbers, numbers_schema())
    flow.failed.append(numbers)
    flow.numbers[stage.name] = numbers.filter("length(packed) > 0")

    schema, print_ = made_schema(kept(stage.writes)), flow.fingerprints[stage.name]
    postings = _map(numbers.select("owner", "label", "packed"), spread, postings_schema())
    lists = postings.repartition(rooms.parts, "value").sortWithinPartitions("value", "article")
    met = _map(lists, MeetInLists(stage, print_), met_schema())
    met = met.repartition(rooms.parts, "one", "two", "owner").distinct()
    made = _map(met, MakePairs(stage, print_), schema)
    flow.keep(stage.writes, rooms.settle(name, made, schema))


def take_whole(flow: Flow, stage: Whole, name: str) -> None:
    """The components of a stage: a graph by article, then stars, then each component."""
    from pyspark.sql import functions as f  # noqa: PLC0415 - an extra

    rooms, kinds = flow.rooms, _own(stage.reads)
    graphs = _map(rooms.bundles(kinds), NameGraph(stage, kinds, rooms.reviews), graph_schema())
    graphs = rooms.settle(f"{name}-graph", graphs, graph_schema())
    flow.failed.append(graphs)
    edges = graphs.select("owner", f.explode("edges").alias("edge")).select("owner", "edge.*")
    flow.edges[stage.name] = edges
    nodes = graphs.select(f.col("owner").alias("article"), f.explode("nodes").alias("node"))
    known = nodes.select("node").distinct()
    # an edge to a node that no article has joins nothing
    joining = edges.select("a", "b").distinct()
    for end in ("a", "b"):
        joining = joining.join(known.withColumnRenamed("node", end), end, "left_semi")
    of = components(joining, lambda frame, number: rooms.settle(f"{name}-round{number}", frame))
    placed = nodes.join(of, "node", "left").select(
        "node", "article", f.coalesce("component", "node").alias("component")
    )
    placed = rooms.settle(f"{name}-nodes", placed)
    flow.nodes[stage.name] = placed

    schema, print_ = made_schema(kept(stage.writes)), flow.fingerprints[stage.name]
    by_part = placed.repartition(rooms.parts, "component")
    sorted_ = by_part.sortWithinPartitions("component", "node", "article")
    made = _map(sorted_, MakeComponents(stage, print_), schema)
    flow.keep(stage.writes, rooms.settle(name, made, schema))
