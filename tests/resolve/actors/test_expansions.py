"""What a text itself says to be names of one thing, and what only looks so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.resolve.actors.expansions import equated, fits, glossed_inside, mend


def pairs(marked: str) -> list[tuple[str, str]]:
    """The equated names of a text in which names stand in square brackets."""
    text, spans = "", []
    for number, piece in enumerate(marked.replace("]", "[").split("[")):
        if number % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return [(text[slice(*spans[a])], text[slice(*spans[b])]) for a, b in equated(text, spans)]


@pytest.mark.parametrize(
    "between",
    [", also known as ", " (formerly ", ", better known as the ", " (also known as ", ", formerly the "],
)
def test_words_that_equate_two_names(between: str) -> None:
    assert pairs(f"the [Harvest Front]{between}[Dawn] fled") == [("Harvest Front", "Dawn")]


def test_an_acronym_in_brackets_and_a_third_name_after_it_are_all_one() -> None:
    found = pairs("the [Popular Harvest Units] ([PHU]) or [Hashd al-Zira'i] said")

    assert found == [("Popular Harvest Units", "PHU"), ("Popular Harvest Units", "Hashd al-Zira'i")]


def test_a_real_name_and_a_birth_name() -> None:
    assert pairs("[Abu Tarif], whose real name is [Omar Qadun], fled") == [("Abu Tarif", "Omar Qadun")]


def test_an_acronym_of_a_longer_name_is_of_no_part_of_it() -> None:
    """Neither of the place that ends it nor of every body whose name begins so."""
    assert pairs("the [Harvest Front] in [Orland] and [Veslia] ([HFOV]) fled") == []


def test_another_name_is_of_what_the_text_speaks_of_and_not_of_where_it_is() -> None:
    found = pairs("the [Harvest Front] in [Orland], also known as the [Dawn], fled")

    assert found == [("Harvest Front", "Dawn")]


@pytest.mark.parametrize(
    "text",
    [
        "[Vareth] called [Penn] on Monday",
        "[Orla Penn] ([Harrow])",
        "[Orla Penn], a friend of [Piers Brand]",
        "[Orla Penn] or [Piers Brand]",
        "[Penn] and [Brand]",
        "[Penn] " + "x" * 60 + " known as [Brand]",
    ],
)
def test_what_equates_nothing(text: str) -> None:
    assert pairs(text) == []


@given(st.text(max_size=60), st.lists(st.integers(0, 60), min_size=4, max_size=4, unique=True))
def test_any_text_with_any_two_names_gives_pairs_in_order(text: str, offsets: list[int]) -> None:
    a, b, c, d = sorted(offsets)

    assert set(equated(text, [(a, b), (c, d)])) <= {(0, 1)}


def test_a_gloss_inside_a_name_gives_both_names() -> None:
    assert glossed_inside("Fajr (Dawn) Alliance") == ("Fajr Alliance", "Dawn Alliance")
    assert glossed_inside("Fajr Alliance (FA)") == ()


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Tarek al-\nVoss", "Tarek al-Voss"),
        ("Tarek\n   Voss", "Tarek Voss"),
        ("Tarek Vos-\nsi", "Tarek Vossi"),
        ("Anne-\r\nMarie Voss", "Anne-Marie Voss"),
        ("Tarek Voss", "Tarek Voss"),
        ("", ""),
    ],
)
def test_a_name_that_a_line_end_breaks_is_made_whole(broken: str, whole: str) -> None:
    assert mend(broken) == whole


@pytest.mark.parametrize(
    ("acronym", "name", "is_one"),
    [
        ("CFU", "Civic Front Union", True),
        ("CFU", "the Civic Front of Urland", True),
        ("NATO", "North Atlantic Treaty Organization", True),
        ("OOV", "Veslia", False),
        ("CFU", "Union", False),
        ("CFU", "", False),
    ],
)
def test_an_acronym_is_made_of_the_letters_of_a_name(acronym: str, name: str, *, is_one: bool) -> None:
    assert fits(acronym, name) is is_one
