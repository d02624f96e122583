"""What goes between a run and a store for a stage of `Pairs`: what articles hand in, and the lists they are in."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Handed(NamedTuple):
    """What one article hands in to be met by: numbers in ascending order, 8 bytes each, and a number of its own."""

    values: bytes
    label: int


class Waiting(NamedTuple):
    """Articles whose numbers have to be put in lists.

    `taken` is what each hands in now; `owners` are the numbers that stand for them in lists, ascending. `values`, with
    `whose` beside them, is all that they hand in, ascending; `touched` also what they handed in before.
    """

    taken: Mapping[str, bytes]
    owners: "NDArray[np.int64]"
    values: "NDArray[np.int64]"
    whose: "NDArray[np.int64]"
    touched: "NDArray[np.int64]"


class Postings(NamedTuple):
    """Whole lists of values that two articles or more carry, ascending by value and then by article (its place)."""

    values: "NDArray[np.int64]"
    articles: "NDArray[np.int64]"
    labels: "NDArray[np.int64]"


class Lists(NamedTuple):
    """The lists of `values` as they were and as they are to be; `ids` are sorted.

    They are all the lists that are to change above the value `beyond` and up to the value `upto`.
    """

    ids: tuple[str, ...]
    before: Postings
    after: Postings
    values: "NDArray[np.int64]"
    beyond: int
    upto: int
