"""Scope words: told alike but for how many, how often, and with what consent."""

from collections.abc import Callable

import pytest

from sayso.compare.discrepancies.scopes import scope_words

Told = Callable[..., list[tuple[str, ...]]]

OPENING = "The council of Marlow met late on Tuesday evening to vote on the harbour plan."


@pytest.mark.parametrize(
    ("one", "two", "sides"),
    [
        (
            "Inspectors found that all pumps in the flooded tunnels below Marlow had been repaired.",
            "Inspectors found that some pumps in the flooded tunnels below Marlow had been repaired.",
            ("all", "some"),
        ),
        (
            "The mill at Marlow has always paid its weavers in silver coins, said the guild.",
            "The mill at Marlow has rarely paid its weavers in silver coins, said the guild.",
            ("always", "rarely"),
        ),
        (
            "Divers searched the flooded tunnels, and nearly all lanterns below Marlow were found broken.",
            "Divers searched the flooded tunnels, and all lanterns below Marlow were found broken.",
            ("nearly", "nothing said"),
        ),
    ],
)
def test_a_scope_word_that_is_another_is_a_difference_of_scope(
    told: Told, one: str, two: str, sides: tuple[str, ...]
) -> None:
    assert [("scope", "scope", "between", *sides)] == told(one, two, share=f"{one[:9]}…{one[-12:]}")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Inspectors found that all pumps in the flooded tunnels below Marlow had been repaired.",
            "Inspectors found that every pump in the flooded tunnels below Marlow had been repaired.",
        ),
        (
            "Inspectors found that several pumps in the flooded tunnels below Marlow had been repaired.",
            "Inspectors found that some pumps in the flooded tunnels below Marlow had been repaired.",
        ),
        (
            "Rescuers said that all 50 miners from the flooded tunnels below Marlow had been found.",
            "Rescuers said that 50 miners from the flooded tunnels below Marlow had been found.",
        ),
        (
            "The ferry will only carry weavers and their looms across the bay of Marlow.",
            "The ferry will carry only weavers and their looms across the bay of Marlow.",
        ),
    ],
)
def test_scope_words_that_say_the_same_are_none(told: Told, one: str, two: str) -> None:
    assert [] == [row for row in told(one, two, share=f"{one[:9]}…{one[-12:]}") if row[0] == "scope"]


def test_with_what_consent_a_deed_was_done_is_compared_in_other_words_too(told: Told) -> None:
    """It is held against the same deed in a sentence that is only alike."""
    one = f"{OPENING} The council unanimously approved a plan to rebuild the harbour with granite walls."
    two = "Late in the evening the council approved a plan that rebuilds the harbour with granite walls."

    assert ("scope", "scope", "between", "nothing said", "unanimously") in told(one, two)


def test_a_word_of_consent_that_belongs_to_another_word_is_none(told: Told) -> None:
    one = "The council approved a plan for the overwhelmingly muddy harbour with granite walls."
    two = "Late in the evening the council approved a plan that rebuilds the harbour with granite walls."

    assert [] == told(one, two)


def test_no_word_stands_in_the_table_twice() -> None:
    assert all(scope.kind and scope.value for scope in scope_words().values())
    assert "all" == scope_words()["everyone"].value
    assert "the" not in scope_words()
