"""Average linkage: the same clusters as the plain definition, whatever the order of the rows."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.resolve.stories.linkage import average_linkage


def plain(alike: NDArray[np.int64], least: int) -> list[list[int]]:
    """Merge the two clusters of highest average likeness until none reaches the threshold."""
    clusters = [[number] for number in range(len(alike))]
    while len(clusters) > 1:
        best, i, j = max(
            (float(alike[np.ix_(a, b)].mean()), -i, -j)
            for i, a in enumerate(clusters)
            for j, b in enumerate(clusters)
            if i < j
        )
        if best < least:
            break
        clusters[-i] += clusters.pop(-j)
    return sorted(sorted(cluster) for cluster in clusters)


@st.composite
def tables(draw: st.DrawFn) -> NDArray[np.int64]:
    """Symmetric tables whose likenesses all differ: only ties leave a choice."""
    count = draw(st.integers(1, 7))
    values = draw(st.lists(st.integers(0, 10_000_000), min_size=21, max_size=21, unique=True))
    table = np.zeros((count, count), dtype=np.int64)
    for i in range(count):
        for j in range(i):
            table[i, j] = table[j, i] = values.pop()
    return table


@given(tables(), st.integers(0, 10_000_000))
def test_chains_of_nearest_neighbours_give_what_the_definition_gives(
    table: NDArray[np.int64], least: int
) -> None:
    assert average_linkage(table, least) == plain(table, least)


@given(tables(), st.integers(1, 10_000_000), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(table: NDArray[np.int64], least: int, chance: object) -> None:
    order = list(range(len(table)))
    chance.shuffle(order)  # type: ignore[attr-defined]

    shuffled = average_linkage(table[np.ix_(order, order)], least)

    assert sorted(sorted(order[n] for n in cluster) for cluster in shuffled) == average_linkage(table, least)


def test_no_rows_make_no_clusters() -> None:
    assert average_linkage(np.zeros((0, 0), dtype=np.int64), 1) == []
