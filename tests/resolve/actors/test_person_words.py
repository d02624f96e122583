"""A person's name as words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.resolve.actors.person_words import read_person


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Orla Tavistock", ("orla", "tavistock")),
        ("Dr. Orla Tavistock’s", ("orla", "tavistock")),
        ("TAVISTOCK, Orla M.", ("orla", "m", "tavistock")),
        ("Gen. Samir al-Mazari", ("samir", "mazari")),
        ("Vincent van Hoost", ("vincent", "hoost")),
        ("Al Wessing", ("al", "wessing")),
        ("Ben Ruiz", ("ben", "ruiz")),
        ("J.-C. Tavistock", ("j", "c", "tavistock")),
        ("Abd al-Rahman Vossi", ("abdrahman", "vossi")),
        ("Abdurrahman Vossi", ("abdrahman", "vossi")),
        ("Abu Samir", ("abusamir",)),
        ("Орла Тависток", ("orla", "tavistok")),
        ("Orla (Birdie) Tavistock", ("orla", "tavistock")),
        ("Sheikh", ("sheikh",)),
        ("’", ()),
    ],
)
def test_a_name_is_its_words_without_titles_particles_and_signs(name: str, words: tuple[str, ...]) -> None:
    assert words == read_person(name).words


@pytest.mark.parametrize("name", ["Orla Tavistock Jr.", "Orla Tavistock, Jr.", "Tavistock, Orla, Jr."])
def test_the_generation_is_read_apart(name: str) -> None:
    assert ("orla", "tavistock") == read_person(name).words
    assert read_person(name).generation == "jr"


def test_a_comma_marks_the_surname() -> None:
    assert read_person("Tavistock, Orla").marked
    assert not read_person("Orla Tavistock").marked


def test_a_name_in_syllables_is_kept_as_written() -> None:
    assert read_person("김 정원").syllabic == "김정원"
    assert read_person("Kim Jong").syllabic == ""


@given(st.text())
def test_any_text_can_be_read(name: str) -> None:
    assert all(read_person(name).words) or not read_person(name).words
