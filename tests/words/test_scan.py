"""The words of many texts as arrays are the words of each text read alone."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.spans import Span
from sayso.words.forms import read_words
from sayso.words.scan import QUOTES, Scan, code, scan_words, written_words

letters = st.text(st.sampled_from("aB.,'’ʼ5９7 US\nßéİ😀𐍈_“\"ﬁ½²ǅЖ-ا") | st.characters(), max_size=40)


def expected(text: str, without: tuple[Span, ...] = ()) -> list[list[Any]]:
    """What a scan of a text has to hold, from its words as `read_words` gives them."""
    words = read_words(text, without=without)
    spans = list(zip(words.starts, words.ends, strict=True))
    return [
        list(words.starts),
        list(words.ends),
        [code(form) for form in words.forms],
        [text[start].islower() for start, _ in spans],
        [end - start > 1 and text[start:end].isupper() for start, end in spans],
        [text[start - 1 : start] in QUOTES for start, _ in spans],
        [not QUOTES.isdisjoint(text[end : end + 2]) for _, end in spans],
    ]


def columns(scan: Scan) -> list[list[Any]]:
    """The arrays of a scan as lists."""
    return [column.tolist() for column in scan]


@settings(deadline=None)
@given(st.lists(letters, max_size=5))
def test_any_texts_scanned_together_give_the_words_of_each_alone(texts: list[str]) -> None:
    assert [expected(text) for text in texts] == [
        columns(scan) for scan in scan_words(texts, [()] * len(texts))
    ]


@settings(deadline=None)
@given(letters, st.sets(st.integers(0, 40), max_size=6))
def test_words_that_touch_a_span_are_left_out(text: str, edges: set[int]) -> None:
    places = sorted(edge for edge in edges if edge <= len(text))
    without = tuple(Span(start, end) for start, end in zip(places[::2], places[1::2], strict=False))

    assert expected(text, without) == columns(scan_words([text], [without])[0])


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. and the U.N.'s envoys met at 3,000.50 m, at 5pm, in F16s; o'U.S. a.b.c",
        "“Maz’ari” ‘said’ \U0001f600 Őri STRASSE straße ﬁsh",
        "x" * 50 + " " + "7" * 50,
        "",
        "\n",
    ],
)
def test_words_with_dots_apostrophes_and_foreign_letters(text: str) -> None:
    assert expected(text) == columns(scan_words([text], [()])[0])


@settings(deadline=None)
@given(letters, st.sets(st.integers(0, 40), max_size=6))
def test_words_as_they_are_written_are_those_of_the_text(text: str, edges: set[int]) -> None:
    places = sorted(edge for edge in edges if edge <= len(text))
    without = tuple(Span(start, end) for start, end in zip(places[::2], places[1::2], strict=False))
    words = read_words(text, without=without)

    assert written_words(text, without=without) == [
        text[start:end] for start, end in zip(words.starts, words.ends, strict=True)
    ]


def test_more_texts_than_are_scanned_at_once_are_all_read() -> None:
    texts = [f"word{number} twice word{number}" for number in range(70)]

    assert [expected(text) for text in texts] == [columns(scan) for scan in scan_words(texts, [()] * 70)]


def test_no_texts_have_no_words() -> None:
    assert scan_words([], []) == []
