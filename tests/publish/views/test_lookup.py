"""Finding by typed words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.views.lookup import fold_words, is_about, name_fit, name_words, phrase_spans
from sayso.spans import slice_text


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("a combat\nmission", "combat mission"),
        ("the “combat” mission", "combat mission"),
        ("a COMBAT-mission.", "combat mission"),
        ("🏗 Café Ölund’s", "cafe olunds"),
        ("Mar’a Vint", "mara vint"),
    ],
)
def test_a_phrase_is_found_over_line_breaks_quotes_case_and_accents(text: str, phrase: str) -> None:
    """What stands between the words does not matter, unless it is another word."""
    (span,) = phrase_spans(text, [fold_words(phrase)])

    assert fold_words(phrase) == fold_words(slice_text(text, span))


@pytest.mark.parametrize("text", ["combat ends mission", "noncombat mission", "combat missions", ""])
def test_other_words_are_no_phrase(text: str) -> None:
    """A word between, or a longer word, is another text."""
    assert () == phrase_spans(text, [("combat", "mission")])


def test_a_title_word_with_a_letter_that_folds_to_two_keeps_its_place() -> None:
    """ß becomes ss; offsets still point into the text as it is."""
    text = "die große Brücke"

    assert ["große Brücke"] == [slice_text(text, span) for span in phrase_spans(text, [("grosse", "brucke")])]


@given(st.text())
def test_every_found_span_fits_any_text(text: str) -> None:
    """Whatever the text, spans slice and hold the word that was asked for."""
    for word in fold_words(text)[:3]:
        for span in phrase_spans(text, [(word,)]):
            assert slice_text(text, span)


@pytest.mark.parametrize(
    ("query", "name", "fit"),
    [
        ("Mara Vint", "Mara Vint", 3),
        ("vint", "Mara Vint", 2),
        ("al-Rashim", "Omar Rashim", 2),
        ("Mara", "Mara Vint", 1),
        ("Vi", "Mara Vint", 0),
        ("The League", "League", 3),
        ("", "Mara Vint", 0),
    ],
)
def test_a_typed_name_fits_by_whole_words(query: str, name: str, fit: int) -> None:
    """The same, a surname, words within; never a part of a word."""
    assert fit == name_fit(name_words(query), name_words(name))


def test_about_takes_the_beginnings_of_words() -> None:
    """So "withdraw" finds "withdrawal"; and every word must be there."""
    assert is_about(("withdraw",), "a full Withdrawal")
    assert not is_about(("withdraw", "now"), "a full withdrawal")
