"""A body's or place's name as words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.resolve.actors.body_words import read_body


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Tavistock Company Ltd.", ("tavistock",)),
        ("Tavistock & Sons GmbH", ("tavistock", "sons")),
        ("A.B.C. Company", ("abc",)),
        ("OOO Vossneft", ("vossneft",)),
        ("Ministry of Defence", ("ministry", "defense")),
        ("AT&T Inc.", ("at", "and", "t")),
        ("U.S.", ("united", "states")),
        ("the Company", ("the",)),
        ("", ()),
    ],
)
def test_a_name_is_its_words_without_legal_form_and_small_words(name: str, words: tuple[str, ...]) -> None:
    assert words == read_body(name).words


def test_numbers_are_read_apart() -> None:
    assert read_body("Tavistock Fund III").numbers == ("iii",)
    assert read_body("Unit 310").numbers == ("310",)


@pytest.mark.parametrize("name", ["CFU", "C.F.U.", "MoD"])
def test_an_acronym_is_known_by_its_capitals(name: str) -> None:
    assert read_body(name).acronym


def test_the_first_letters_of_a_name_are_read_with_its_small_words_and_without() -> None:
    assert read_body("Ministry of Defence").initials == ("md", "mod")


@given(st.text())
def test_any_text_can_be_read(name: str) -> None:
    assert all(read_body(name).words) or not read_body(name).words
