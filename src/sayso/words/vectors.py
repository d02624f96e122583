"""Vectors of meaning as they are kept: 384 signed bytes in base64, compared in whole numbers.

`annotate.meaning` makes them; where articles meet they are compared.
"""

import base64

import numpy as np
from numpy.typing import NDArray

WIDTH = 384
"""Places of a vector: those of the encoder."""
UNIT = 127
"""What 1.0 is kept as: the largest signed byte. Rounding to bytes moves a cosine by less than 3 thousandths."""

Vector = NDArray[np.int8]


def pack(vector: NDArray[np.floating] | Vector) -> str:
    """A vector of length 1 (or one that was unpacked) as text of 512 characters."""
    whole = vector
    if vector.dtype != np.int8:
        whole = np.clip(np.rint(np.asarray(vector, dtype=np.float64) * UNIT), -UNIT, UNIT).astype(np.int8)
    return base64.b64encode(whole.tobytes()).decode("ascii")


def unpack(packed: str) -> Vector:
    """The vector that `pack` wrote; read only."""
    return np.frombuffer(base64.b64decode(packed), dtype=np.int8)


def cosine(one: Vector, two: Vector) -> int:
    """How alike two vectors are, in thousandths (-1000 to 1000); 0 when one is all zeros."""
    return int(cosines(one[None], two[None])[0, 0])


def cosines(ones: Vector, twos: Vector) -> NDArray[np.int64]:
    """How alike each of some vectors [n, 384] is to each of others [m, 384]: the whole numbers of `cosine`.

    Products are taken in floats for speed, and are exact: sums of 384 products of bytes stay below 2**24, which
    floats of 32 bits hold without loss in whatever order they are added.
    """
    dots = (ones.astype(np.float32) @ twos.astype(np.float32).T).astype(np.int64)
    lengths = np.multiply.outer(_squares(ones), _squares(twos))
    # the root of a whole number below 2**52 is rounded down rightly
    scale = np.sqrt(lengths.astype(np.float64)).astype(np.int64)
    return np.asarray((2000 * dots + scale) // np.maximum(1, 2 * scale), dtype=np.int64)


def _squares(vectors: Vector) -> NDArray[np.int64]:
    return np.asarray(np.square(vectors.astype(np.int64)).sum(axis=1), dtype=np.int64)
