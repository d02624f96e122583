"""Tests of the measures of details and offices, on hand-made records."""

import importlib
from pathlib import Path
from typing import Any

import pytest

from sayso.records import Detail
from sayso.spans import Span

EVAL = Path(__file__).parents[2] / "eval"


@pytest.fixture
def measures(monkeypatch: Any) -> Any:
    """An adapter of the gate by its name."""
    monkeypatch.syspath_prepend(str(EVAL))
    return importlib.import_module


def test_a_role_is_right_where_its_span_overlaps_the_labelled_one(measures: Any) -> None:
    """One found and right, one missed, one false: half of what was found and half of what was labelled."""
    roles = [(Span(0, 5), Span(3, 9)), (Span(0, 5), None), (None, Span(0, 5)), (None, None)]

    assert 50.0 == measures("details").role_f1(roles)


@pytest.mark.parametrize(
    ("basis", "expected"), [("stated", Span(0, 6)), ("carried over from paragraph 1", None)]
)
def test_a_day_counts_only_where_the_words_state_it(measures: Any, basis: str, expected: Span | None) -> None:
    """One that is carried over was stated elsewhere."""
    detail = Detail(
        id="d", article="a", attribution="x", speech_act="statement", said_on=Span(0, 6), said_on_basis=basis
    )

    assert expected == measures("details").stated(detail, "said_on")


def test_a_share_of_nothing_is_nothing(measures: Any) -> None:
    """A part of the labels may be empty."""
    percent = measures("details").percent

    assert [0.0, 25.0] == [percent(0, 0), percent(1, 4)]


def test_half_of_the_articles_is_kept_back(measures: Any) -> None:
    """By the id alone, so that it never changes."""
    kept_back = measures("offices").kept_back

    assert 0.4 < sum(kept_back(str(number)) for number in range(1000)) / 1000 < 0.6
