"""Alternating stars find the components that union-find finds."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.engines.together import components as union_find
from sayso.store.protocol import Touched

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")]

Edges = list[tuple[str, str]]


def chain(length: int) -> Edges:
    """A path whose neighbours are far apart by name: the worst for steps that follow names."""
    names = [f"{(n * 7919) % 10007:05d}" for n in range(length)]
    return list(pairwise(names))


def star(leaves: int) -> Edges:
    """One node in the middle of many."""
    return [("50000", f"{n:05d}") for n in range(leaves) if n != 50000]


def ladder(rungs: int) -> Edges:
    """A path of small circles."""
    return [
        (f"{a:03d}", f"{b:03d}") for n in range(rungs) for a, b in ((n, n + 1), (n, n + 2), (n + 2, n + 1))
    ]


RANDOM = st.lists(st.tuples(*[st.integers(0, 12).map(lambda n: f"{n:02d}")] * 2), max_size=16)


def expected(graphs: Sequence[Edges]) -> dict[str, str]:
    """The component of every node, by union-find."""
    edges = sorted({(f"{n:03d}:{a}", f"{n:03d}:{b}") for n, graph in enumerate(graphs) for a, b in graph})
    nodes = sorted({node for edge in edges for node in edge})
    parts = union_find(Touched((), tuple((node, "") for node in nodes), tuple(edges), ()))
    return {node: name for name, members in parts.items() for _, node in members}


@pytest.fixture
def found(session: Any, tmp_path: Path) -> Callable[[Sequence[Edges]], dict[str, str]]:
    """`found(graphs)`: the component of every node of many graphs, found in one go."""
    from sayso.engines.spark.stars import components

    runs = iter(range(100))

    def find(graphs: Sequence[Edges]) -> dict[str, str]:
        run = next(runs)

        def settle(frame: Any, number: int) -> Any:
            path = str(tmp_path / f"{run}-{number}")
            frame.write.parquet(path)
            return session.read.schema(frame.schema).parquet(path)

        rows = [
            (f"{n:03d}:{a}", f"{n:03d}:{b}") for n, graph in enumerate(graphs) for a, b in graph if a != b
        ]
        edges = session.createDataFrame(rows, "a string, b string")
        made = [tuple(row) for row in components(edges, settle).collect()]
        alone = {f"{n:03d}:{a}" for n, graph in enumerate(graphs) for a, b in graph if a == b}
        assert len(made) == len({node for node, _ in made})
        return {node: node for node in alone} | dict(made)

    return find


# a graph of Hypothesis's is tried together with many more: starting Spark's work is what takes the time
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs=st.lists(RANDOM, min_size=40, max_size=80))
def test_many_graphs_have_the_components_of_union_find(
    graphs: list[Edges], found: Callable[[Sequence[Edges]], dict[str, str]]
) -> None:
    assert expected(graphs) == found(graphs)


def test_long_chains_stars_and_circles_have_one_component_each(
    found: Callable[[Sequence[Edges]], dict[str, str]],
) -> None:
    graphs = [chain(1000), star(2000), ladder(300), []]

    assert expected(graphs) == found(graphs)
