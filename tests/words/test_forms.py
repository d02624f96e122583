"""Words are folded alike everywhere, and each keeps its exact span."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.spans import Span
from sayso.words.forms import fold, read_words


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Khar’ami", "kharami"),
        ("Khar'ami", "Khar‘ami"),
        ("Škoda", "SKODA"),
        ("U.N.", "UN"),
        ("2,500", "2500"),
        ("wasn\u00b4t", "wasn't"),
        ("STRASSE", "straße"),
    ],
)
def test_spellings_of_one_word_fold_to_one_form(one: str, two: str) -> None:
    assert fold(one) == fold(two)


def test_a_word_keeps_its_place_in_the_text() -> None:
    text = "The U.N. envoy, Tarek al-Voss’s aide, paid €2,500.50."

    words = read_words(text)

    found = [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    assert found == ["The", "U.N.", "envoy", "Tarek", "al", "Voss’s", "aide", "paid", "2,500.50"]
    assert words.forms[5] == "vosss"


def test_words_in_what_is_left_out_are_not_read() -> None:
    text = "VARETH (Wire) - The lake fell. Subscribe now! It rose."

    words = read_words(text, without=[Span(0, 15), Span(31, 45)])

    assert words.forms == ("the", "lake", "fell", "it", "rose")


@given(st.text())
def test_every_word_of_any_text_is_a_slice_of_it(text: str) -> None:
    words = read_words(text)

    assert all(0 <= start < end <= len(text) for start, end in zip(words.starts, words.ends, strict=True))
    assert sorted(words.starts) == list(words.starts)
    assert not any(char.isspace() for form in words.forms for char in form)


def test_a_megabyte_in_one_line_is_read_in_one_go() -> None:
    words = read_words("o'" * 250_000 + " " + "a." * 250_000)

    assert len(words.forms) >= 1
