"""What Python workers do for a `Whole`: the graph that each article names, and the records of each component."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from sayso.engines.spark.alone import Reviews, stored_in
from sayso.engines.spark.grouped import told
from sayso.engines.spark.shapes import Kind, failure_row, lists, record_type
from sayso.engines.together import graph_of, make_component, open_bundle
from sayso.failures import reason_of
from sayso.records import Failure
from sayso.stage import Whole
from sayso.store.parquet import arrow


def graph_schema() -> Any:
    """The Arrow schema of what articles name: a row an article."""
    pa = arrow()
    edge = pa.struct([("a", pa.string()), ("b", pa.string())])
    return pa.schema(
        [
            ("owner", pa.string()),
            ("nodes", pa.list_(pa.string())),
            ("edges", pa.list_(edge)),
            ("failures", pa.list_(record_type(Failure))),
        ]
    )


@dataclass(frozen=True)
class NameGraph:
    """The nodes and edges of each article: each once, the smaller end of an edge first, no node to itself."""

    stage: Whole
    kinds: tuple[Kind, ...]
    reviews: Reviews = field(default_factory=dict)

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """What articles name, batch by batch."""
        pa, schema = arrow(), graph_schema()
        for batch in batches:
            nodes: list[list[str]] = []
            edges: list[list[tuple[str, str]]] = []
            failed: list[list[Any]] = []
            for stored in stored_in(batch, self.kinds, self.reviews):
                nodes.append([])
                edges.append([])
                failed.append([])
                try:
                    graph = graph_of(self.stage, open_bundle(stored, self.kinds))
                    nodes[-1] = sorted(set(graph.nodes))
                    edges[-1] = sorted({(min(edge), max(edge)) for edge in graph.edges if edge[0] != edge[1]})
                except Exception as error:  # noqa: BLE001 - one bad article never stops a run
                    failed[-1].append(failure_row(self.stage.name, stored.article[0], reason_of(error)))
            columns = [
                batch.column("owner"),
                lists(nodes, pa.string()),
                lists(edges, schema.field("edges").type.value_type),
                lists(failed, record_type(Failure)),
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)


@dataclass(frozen=True)
class MakeComponents:
    """The records of components, whose nodes come sorted by component, node and article."""

    stage: Whole
    fingerprint: str

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """What components make, some at a time."""
        names = ("component", "article", "node")
        rows = (
            row
            for batch in batches
            for row in zip(*(batch.column(name).to_pylist() for name in names), strict=True)
        )
        made = (
            make_component(
                self.stage, self.fingerprint, component, [(article, node) for _, article, node in nodes]
            )
            for component, nodes in groupby(rows, key=itemgetter(0))
        )
        yield from told(self.stage.writes, made)
