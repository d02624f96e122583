"""Deeds: opposite ones, exchanged sides, another person who did the same; and deeds told alike."""

from collections.abc import Callable
from typing import Any

from sayso.records import Agreement

Told = Callable[..., list[tuple[str, ...]]]


def test_the_opposite_deed_in_the_same_place_is_a_contradiction(told: Told) -> None:
    one = "On Tuesday the council of Marlow approved the granite harbour after a long and noisy debate."
    two = one.replace("approved", "rejected")

    assert [("deed", "contradiction", "between", "approved", "rejected")] == told(
        one, two, share="On Tuesday…debate."
    )


def test_another_word_for_a_deed_is_none(told: Told) -> None:
    one = "On Tuesday the council of Marlow approved the granite harbour after a long and noisy debate."
    two = one.replace("approved", "endorsed")

    assert [] == told(one, two, share="On Tuesday…debate.")


def test_who_did_it_to_whom_may_not_be_exchanged(told: Told) -> None:
    one = "Karim Mazari accused Orla Penn of burning the looms of the guild."
    two = "In a second report from the valley, Orla Penn accused Karim Mazari of burning the looms of the guild."

    assert ("deed", "contradiction", "between", "Karim Mazari", "Orla Penn") in told(one, two)


def test_the_passive_tells_the_same(told: Told) -> None:
    one = "Karim Mazari accused Orla Penn of burning the looms of the guild."
    two = "In a second report from the valley, Orla Penn was accused by Karim Mazari of burning the looms of the guild."

    assert [] == told(one, two)


def test_who_only_says_otherwise_takes_a_position(told: Told) -> None:
    """What speakers say of each other is theirs: no discrepancy between the reports."""
    one = "“Karim Mazari approved the harbour in Marlow,” said Orla Penn."
    two = "“Karim Mazari rejected the harbour in Marlow,” said Ada Holm."

    assert [] == [row for row in told(one, two) if row[0] == "deed"]


def test_the_same_deed_in_words_of_their_own_is_an_agreement(compared: Callable[..., list[Any]]) -> None:
    rows = compared(
        "Karim Mazari married Orla Penn in Marlow.",
        "After years in the valley, and to the surprise of the guild, Orla Penn was married by Karim Mazari.",
    )

    assert ["deed"] == [row.slot for row in rows if isinstance(row, Agreement)]
