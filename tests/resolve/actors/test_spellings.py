"""Spellings of one surname: how near two are, and what else has to agree."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.resolve.actors.spellings import Spelling, agreement, agreements, are_near, skeleton

surnames = st.text("abcdehioutnyr", max_size=9)


def spelt(last: str, given: str = "", *roles: str, article: str = "") -> Spelling:
    """A spelling, in an article of its own unless one is named."""
    offices = frozenset(frozenset(role.split()) for role in roles)
    return Spelling(tuple(given.split()), last, offices, frozenset({article or f"{given} {last}"}))


@given(surnames, surnames)
@example("aeiou", "aeioui")
def test_near_surnames_are_near_both_ways_and_meet_in_one_group(one: str, two: str) -> None:
    assert are_near(one, two) == are_near(two, one)
    if are_near(one, two):
        assert skeleton(one) == skeleton(two) != ""


@pytest.mark.parametrize(
    ("one", "two"), [("cherenov", "tcherenov"), ("haddun", "hadun"), ("karimi", "kareimi")]
)
def test_a_sound_a_doubled_letter_and_one_vowel_are_near(one: str, two: str) -> None:
    assert are_near(one, two)


@pytest.mark.parametrize(
    ("one", "two"), [("petrov", "petrova"), ("mardin", "martin"), ("hassan", "hussein"), ("reed", "reid")]
)
def test_an_ending_a_consonant_and_two_vowels_are_not(one: str, two: str) -> None:
    assert not are_near(one, two)


def test_a_bare_surname_needs_the_same_office_of_two_words() -> None:
    office = "harbour master"

    assert agreement(spelt("haddun", "", office), spelt("hadun", "samir", f"acting {office}")) == "role"
    assert agreement(spelt("haddun", "", office), spelt("hadun", "samir", "bridge warden")) == ""
    assert agreement(spelt("haddun"), spelt("hadun")) == ""


def test_two_given_names_outweigh_an_office() -> None:
    office = "harbour master"

    assert agreement(spelt("haddun", "omar", office), spelt("hadun", "samir", office)) == ""


def test_an_article_that_has_both_speaks_against_it() -> None:
    assert agreement(spelt("haddun", "samir", article="a"), spelt("hadun", "samir", article="a")) == ""


def test_a_spelling_between_two_that_are_not_one_joins_neither() -> None:
    found = agreements([spelt("marodin", "ali"), spelt("maredin", "ali"), spelt("mardin", "ali")])
    apart = agreements([spelt("merodin", "ali"), spelt("marodin", "ali"), spelt("maredin", "ali")])

    assert [(i, j) for i, j, _ in found] == [(0, 1), (0, 2), (1, 2)]
    assert apart == []
