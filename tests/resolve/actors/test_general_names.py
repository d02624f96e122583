"""Names that say little by themselves, and houses that speak for countries."""

import pytest

from sayso.resolve.actors.general_names import is_general, is_usual, stands_first, takes_up
from sayso.resolve.actors.metonyms import governed_from
from sayso.resolve.actors.names import read_name


@pytest.mark.parametrize(
    "name", ["Supreme Court", "the Interior Ministry", "The Times", "Front", "Security Council"]
)
def test_names_of_general_words_are_general(name: str) -> None:
    assert is_general(read_name(name))


@pytest.mark.parametrize(
    "name", ["Marsh Front", "Harrow Times", "CFU", "Dolmin Supreme Court", "United States", ""]
)
def test_a_word_of_its_own_or_an_acronym_makes_a_name(name: str) -> None:
    assert not is_general(read_name(name))


def test_a_usual_name_needs_a_usual_given_and_a_usual_family_name() -> None:
    names = ("John Smith", "John Falkenrath", "Orla Smith", "Smith", "John Q. Smith")

    assert [is_usual(read_name(name)) for name in names] == [True, False, False, False, True]


def test_family_names_that_stand_first() -> None:
    assert stands_first("kim")
    assert not stands_first("smith")


def test_a_last_word_takes_up_a_name_unless_it_names_the_country_s_own() -> None:
    assert takes_up(("brotherhood",))
    assert not takes_up(("army",))
    assert not takes_up(("marsh", "front"))


@pytest.mark.parametrize(
    ("name", "country"),
    [("the Kremlin", "russia"), ("Baghdad", "iraq"), ("the White House", "united states"), ("Dolmin", "")],
)
def test_houses_and_capitals_stand_for_countries(name: str, country: str) -> None:
    assert governed_from(read_name(name)) == country
