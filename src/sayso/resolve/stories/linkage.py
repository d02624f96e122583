"""Average linkage over a table of likenesses, by nearest-neighbour chains (Murtagh 1983): quadratic, and exact."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def average_linkage(
    alike: NDArray[np.int64],
    least: int,
    *,
    apart: NDArray[np.bool_] | None = None,
    together: Sequence[Sequence[int]] = (),
) -> list[list[int]]:
    """Clusters of row numbers, merged while the average likeness of two clusters is at least `least`.

    Likenesses are whole numbers and their sums are exact, so the outcome depends on the order of the rows only in
    ties, where the lower number wins. Clusters come sorted by their first row, rows within them sorted. `apart` marks
    pairs that no cluster may hold both of; the rows of each list of `together` (ascending, in one list each) begin as
    one cluster, whatever it says.
    """
    count = len(alike)
    totals = alike.astype(np.int64, copy=True)
    sizes = np.ones(count, dtype=np.int64)
    alive = np.ones(count, dtype=bool)
    clusters = [[number] for number in range(count)]
    never = np.zeros(alike.shape, dtype=bool) if apart is None else apart.copy()

    def merge(keep: int, gone: int) -> None:
        totals[keep] += totals[gone]
        totals[:, keep] += totals[:, gone]
        never[keep] |= never[gone]
        never[:, keep] |= never[:, gone]
        sizes[keep] += sizes[gone]
        alive[gone] = False
        clusters[keep] += clusters[gone]
        clusters[gone] = []

    for first, *others in together:
        for other in others:
            merge(first, other)
    chain: list[int] = []
    while alive.any():
        if not chain:
            chain.append(int(alive.argmax()))
        tip = chain[-1]
        average = np.where(alive & ~never[tip], totals[tip] / (sizes[tip] * sizes), -1.0)
        average[tip] = -1.0
        best = int(average.argmax())
        if len(chain) > 1 and average[chain[-2]] == average[best]:
            best = chain[-2]
        if average[best] < least:
            # A merge never makes a cluster more like a third than the liker of its two parts was (what is kept apart
            # stays so): one without a neighbour above the threshold never gets one, and is done.
            alive[tip] = False
            chain.pop()
        elif len(chain) > 1 and best == chain[-2]:
            merge(min(tip, best), max(tip, best))
            del chain[-2:]
        else:
            chain.append(best)
    return sorted(sorted(cluster) for cluster in clusters if cluster)
