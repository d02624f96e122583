"""Vectors of meaning: kept as bytes, compared in whole numbers."""

import base64
from fractions import Fraction
from math import isqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.words.vectors import UNIT, WIDTH, cosine, cosines, pack, unpack

BYTES = st.lists(st.integers(-127, 127), min_size=WIDTH, max_size=WIDTH)


def _vector(values: list[int]) -> NDArray[np.int8]:
    return np.array(values, dtype=np.int8)


def _axis(place: int, value: float = 1.0) -> NDArray[np.float32]:
    vector = np.zeros(WIDTH, dtype=np.float32)
    vector[place] = value
    return vector


@given(BYTES)
def test_what_was_packed_comes_back(values: list[int]) -> None:
    vector = _vector(values)

    assert vector.tolist() == unpack(pack(vector)).tolist()


def test_a_vector_of_floats_is_rounded_to_bytes() -> None:
    assert UNIT == unpack(pack(_axis(3)))[3]
    assert -UNIT == unpack(pack(_axis(3, -1.0)))[3]
    assert WIDTH == len(base64.b64decode(pack(_axis(3)))) == len(unpack(pack(_axis(3))))


def test_what_lies_a_hair_outside_stays_a_byte() -> None:
    """A length of 1 in floats may be 1.0000001, and 1.01 would wrap around to -128."""
    assert UNIT == unpack(pack(_axis(0, 1.01)))[0]


@pytest.mark.parametrize(("one", "two", "expected"), [(0, 0, 1000), (0, 1, 0)])
def test_directions_are_compared_in_thousandths(one: int, two: int, expected: int) -> None:
    assert expected == cosine(unpack(pack(_axis(one))), unpack(pack(_axis(two))))


def test_opposites_are_less_than_nothing_alike() -> None:
    assert -1000 == cosine(unpack(pack(_axis(0))), unpack(pack(_axis(0, -1.0))))


def test_all_zeros_are_like_nothing() -> None:
    zeros = np.zeros(WIDTH, dtype=np.int8)

    assert 0 == cosine(zeros, zeros) == cosine(zeros, unpack(pack(_axis(0))))


@given(BYTES, BYTES)
def test_cosines_are_those_of_whole_numbers(one: list[int], two: list[int]) -> None:
    """Exactly: the floats in between lose nothing."""
    dot = sum(a * b for a, b in zip(one, two, strict=True))
    scale = isqrt(sum(a * a for a in one) * sum(b * b for b in two))
    expected = (2000 * dot + scale) // max(1, 2 * scale)

    assert expected == cosine(_vector(one), _vector(two)) == cosine(_vector(two), _vector(one))
    if scale:
        assert abs(Fraction(1000 * dot, scale) - expected) <= Fraction(1, 2)


def test_a_table_of_likenesses_holds_those_of_its_pairs() -> None:
    random = np.random.default_rng(5)
    ones = random.integers(-127, 128, (4, WIDTH)).astype(np.int8)
    twos = random.integers(-127, 128, (3, WIDTH)).astype(np.int8)

    assert [[cosine(one, two) for two in twos] for one in ones] == cosines(ones, twos).tolist()
