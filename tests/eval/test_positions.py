"""The measure of positions: what it counts, on pairs and cells made by hand."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def measure(measure_of: Callable[[str], ModuleType]) -> Any:
    """The adapter of the gate."""
    return measure_of("positions")


def test_pairs_are_counted_among_those_put_together(measure: Any) -> None:
    """Vectors get as many pairs, those nearest in meaning."""
    pairs = [
        measure.Pair(same=True, found=True, alike=200),
        measure.Pair(same=False, found=True, alike=900),
        measure.Pair(same=True, found=False, alike=800),
        measure.Pair(same=False, found=False, alike=100),
    ]

    found = dict(measure.of_pairs(pairs))

    assert (2, 50.0, 50.0, 50.0) == tuple(
        found[name] for name in ("pairs", "pairs precision", "pairs found", "vectors precision")
    )
    assert found["pairs from"] < 50 < found["pairs to"]


def test_only_printed_labels_are_right_or_wrong(measure: Any) -> None:
    """A cell without a label of Sayso's is neither."""
    cells = [
        measure.Cell("for", "for"),
        measure.Cell("conditional", "for"),
        measure.Cell("against", None),
        measure.Cell(None, None),
    ]

    found = dict(measure.of_cells(cells))

    assert (4, 2, 50.0, 0, 0.0, 50.0) == tuple(
        found[name]
        for name in (
            "cells",
            "“for” printed",
            "“for” right",
            "“against” printed",
            "“against” right",
            "labels right",
        )
    )


def test_nothing_labelled_is_nothing_found(measure: Any) -> None:
    assert 0 == dict(measure.of_pairs([]))["pairs precision"]
    assert 0 == dict(measure.of_cells([]))["labels right"]


def test_a_word_and_its_opposite_have_one_root(measure: Any) -> None:
    assert measure.root_of("Withdrawal") == measure.root_of("stay")
    assert measure.root_of("levy") != measure.root_of("crews")
