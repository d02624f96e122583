"""Synthetic copies: what is planted stands where it is said to stand, the same every time."""

import random
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

ROWS = [
    {
        "id": str(number),
        "outlet": outlet,
        "text": " ".join(
            f"The {thing} of {outlet} was moved from the harbour to the hill by {count} clerks in the rain."
            for count, thing in enumerate(("clock", "bell", "lamp", "door", "gate", "desk", "sign", "wall", "roof", "tree", "bench", "boat", "chain"), start=2)
        ),
    }
    for number, outlet in enumerate(("Inland Post", "Vega TV (Web News)", "Elsin Beacon"))
]  # fmt: skip


Made = Callable[[int], list[Any]]


@pytest.fixture
def planting(measure_of: Callable[[str], ModuleType]) -> ModuleType:
    """eval/planting.py."""
    return measure_of("planting")


@pytest.fixture
def made(planting: ModuleType) -> Made:
    """Sixteen cases of a seed."""
    return lambda seed: list(planting.cases(ROWS, count=16, chance=random.Random(seed)))


def test_the_same_seed_plants_the_same_cases(made: Made) -> None:
    assert made(3) == made(3)
    assert made(3) != made(4)


def test_what_is_planted_lies_within_the_copied_stretch(made: Made) -> None:
    for case in made(3):
        assert case.stretch[0] <= case.spot[0] < case.spot[1] <= case.stretch[1] <= len(case.host.text)
        assert case.kind == "none" or case.carrier[1:] in case.host.text[slice(*case.spot)]


def test_every_kind_of_case_is_there_and_no_third_is_the_donor(made: Made) -> None:
    cases = made(3)

    assert {case.kind for case in cases} == {"donor", "decoy", "third", "none", "both"}
    assert all(case.carrier != case.donor.outlet for case in cases if case.kind in {"third", "both"})
    assert all(case.donor.outlet != case.host.outlet for case in cases)


def test_a_copy_of_the_donor_is_never_the_earlier_one(made: Made) -> None:
    copies = [case for case in made(5) if case.kind == "donor"]

    assert copies
    assert all(case.donor.published_latest < case.host.published_earliest for case in copies)


def test_a_phrase_holds_a_sentence_and_an_outlet(planting: ModuleType) -> None:
    phrases = (*planting.CREDITED, *planting.DECOYS)

    assert [p for p in phrases if (p.count("{S}"), p.count("{N}")) != (1, 1)] == []
