"""How surely two statements are about one proposition: the themes they share, and what they mean within the story."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.compare.positions.statements import Statement

# How much the meaning counts beside the overlap of themes, in thousandths of it: of 53 tuning pairs the 20 that come
# first are one proposition 17 times with 300 to 500, 15 times by either alone (`python eval/positions.py`).
MEANING = 400


@dataclass(frozen=True, slots=True)
class Likeness:
    """`shared` roots and their `weight`; `overlap`, their share in the weight of both; `meaning`, thousandths each.

    `meaning` is the cosine of the vectors less the mean of the story's, for in one story all are alike.
    """

    shared: tuple[str, ...]
    weight: int
    overlap: int
    meaning: int

    @property
    def score(self) -> int:
        """Overlap and meaning together."""
        return self.overlap + MEANING * self.meaning // 1000


def centred(statements: Sequence[Statement]) -> list[NDArray[np.int64] | None]:
    """The vectors of statements less their mean, times their number: whole numbers, whatever the order."""
    found = [one.vector.astype(np.int64) for one in statements if one.vector is not None]
    if not found:
        return [None] * len(statements)
    total = np.sum(found, axis=0)
    return [
        None if one.vector is None else one.vector.astype(np.int64) * len(found) - total for one in statements
    ]


def compare(
    a: Statement, b: Statement, meant: NDArray[np.int64] | None, other: NDArray[np.int64] | None
) -> Likeness:
    """What two statements have in common; `meant` and `other` are their centred vectors."""
    shared = sorted(
        (root for root in a.theme if root in b.theme),
        key=lambda root: (-a.theme[root], root),
    )
    both = sum(min(a.theme[root], b.theme[root]) for root in shared)
    either = sum(a.theme.values()) + sum(b.theme.values()) - both
    return Likeness(tuple(shared), both, 1000 * both // max(1, either), _cosine(meant, other))


def _cosine(one: NDArray[np.int64] | None, two: NDArray[np.int64] | None) -> int:
    if one is None or two is None:
        return 0
    lengths = float(np.dot(one, one)) * float(np.dot(two, two))
    return round(1000 * float(np.dot(one, two)) / lengths**0.5) if lengths else 0
