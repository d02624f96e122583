"""Tests of the shape of names."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.naming.names import (
    initials,
    is_acronym,
    is_title,
    left_particles,
    name_tokens,
    one_letter_less,
    one_slip,
    strip_possessive,
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Omar al-Rashidi", "Omar Al Rashidi"),
        ("Kata’ib Darrow", "Kata'ib Darrow"),
        ("José Núñez", "Jose Nunez"),
        ("John F. Reed Jr.", "John Reed"),
        ("U.N.", "UN"),
    ],
)
def test_spellings_of_one_name_have_the_same_words(a: str, b: str) -> None:
    """Particles, marks, accents, initials and generations are left out."""
    assert name_tokens(a) == name_tokens(b)


def test_a_name_of_particles_alone_keeps_them() -> None:
    """Nothing would be left to compare."""
    assert ("al",) == name_tokens("Al")


@pytest.mark.parametrize(
    ("name", "bare"), [("Wessel’s", "Wessel"), ("the Dockers'", "the Dockers"), ("O’Hara", "O’Hara")]
)
def test_a_possessive_ending_is_taken_off(name: str, bare: Any) -> None:
    """An apostrophe inside a name stays."""
    assert bare == strip_possessive(name)


@pytest.mark.parametrize(
    ("word", "expected"), [("Mr.", True), ("Sen.", True), ("President", True), ("Daniel", False)]
)
def test_titles_are_told_from_names(word: str, expected: Any) -> None:
    """Courtesies and offices alike."""
    assert expected is is_title(word)


def test_particles_before_a_name_belong_to_it() -> None:
    """The likes of "al-" and "bin " are found to the left, nothing else is."""
    assert 4 == left_particles("met al-Rashidi", 7, 0)
    assert 4 == left_particles("met Rashidi", 4, 0)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("karimi", "kasimi", True),
        ("hansson", "hanssen", True),
        ("hansson", "hanson", True),
        ("petersen", "peterson", True),
        ("karimi", "basimi", False),
        ("hall", "hill", False),
        ("karimi", "karimi", False),
    ],
)
def test_one_slip_is_one_letter_in_a_long_word(a: str, b: str, expected: Any) -> None:
    """Short words and first letters are never slips."""
    assert expected is one_slip(a, b)


@given(
    a=st.text(alphabet="abcde", min_size=6, max_size=9), b=st.text(alphabet="abcde", min_size=6, max_size=9)
)
def test_two_words_one_slip_apart_share_what_is_left_without_a_letter(a: str, b: str) -> None:
    """So that slips are found without comparing all with all."""
    if one_slip(a, b):
        assert set(one_letter_less(a)) & set(one_letter_less(b))


def test_acronyms_are_known_by_their_capitals() -> None:
    """With or without stops."""
    assert is_acronym("HRO")
    assert is_acronym("U.N.")
    assert not is_acronym("Haro")
    assert "HRO" == initials("Harrowby Relief Organization")


@given(name=st.text(max_size=40))
def test_any_text_has_words_or_none(name: str) -> None:
    """Nothing that a reader may hand over breaks the key of a name."""
    assert all(word for word in name_tokens(name))
