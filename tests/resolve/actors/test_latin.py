"""Letters of any script in Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.resolve.actors.latin import is_syllabic, to_latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Maz’ari", "Mazari"),
        ("Vásári", "Vasari"),
        ("Łukasz", "Lukasz"),
        ("Иванов", "Ivanov"),
        ("ʿAli", "Ali"),
        ("", ""),
    ],
)
def test_letters_become_latin_and_apostrophes_go(text: str, latin: str) -> None:
    assert latin == to_latin(text)


@given(st.text())
def test_what_comes_out_is_ascii(text: str) -> None:
    assert to_latin(text).isascii()


def test_only_scripts_of_syllables_are_syllabic() -> None:
    assert is_syllabic("王小")
    assert not is_syllabic("Иван")
    assert not is_syllabic("Ivan")
