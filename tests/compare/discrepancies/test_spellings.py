"""Spellings: one actor in different letters, told once and as no alarm."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[tuple[str, ...]]]


@pytest.mark.parametrize(
    ("one", "two", "differs"),
    [
        ("Karim Mazari", "Karim Mazary", True),
        ("Karim Mazari", "Kareem Mazari", True),
        ("Karim Mazari", "Mazari", False),
        ("Karim Mazari", "Karim al-Mazari", False),
        ("Karim Mazari", "Karīm Mazari", False),
    ],
)
def test_letters_that_differ_are_a_difference_of_naming(
    told: Told, one: str, two: str, *, differs: bool
) -> None:
    """A shorter name, an article or an accent is none."""
    found = told(
        f"The engineer {one} spoke at length about bridges on Tuesday.",
        f"Snow fell in the north while {two} travelled through the valley.",
        one_actor=(one, two),
    )

    assert ([("name", "naming", "between", *sorted((one, two)))] if differs else []) == found


def test_names_of_two_actors_are_never_spellings_of_one(told: Told) -> None:
    assert [] == told(
        "The engineer Karim Mazari spoke at length about bridges on Tuesday.",
        "Snow fell in the north while Karim Mazary travelled through the valley.",
    )


def test_a_pair_is_told_once_for_all_its_places(told: Told) -> None:
    found = told(
        "The engineer Karim Mazari spoke. Mazari left early. Later, Karim Mazari returned.",
        "Snow fell in the north while Karim Mazary travelled through the valley.",
        "The old song was sung by Karim Mazary in the market square.",
        one_actor=("Karim Mazari", "Karim Mazary"),
    )

    assert [("name", "naming", "between", "Karim Mazari", "Karim Mazary")] == found
