"""Tests of paragraphs and of the pieces of a long text."""

import itertools
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.layout.paragraphs import LONG_TEXT, PIECE, paragraphs, pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n \r\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("A heading\nThe text.", ["A heading", "The text."]),
        (
            "The mayor of\nHarrowby came\nto the hall and\nleft. Nobody\nspoke.",
            ["The mayor of\nHarrowby came\nto the hall and\nleft. Nobody\nspoke."],
        ),
        ("The mayor met\n\nthe council.", ["The mayor met\n\nthe council."]),
        ("  \n", []),
        ("", []),
    ],
)
def test_paragraphs_are_cut_at_line_ends_that_mean_it(text: Any, expected: Any) -> None:
    """Blank lines, line ends, headings; not where a sentence goes on."""
    assert expected == [text[start:end] for start, end in paragraphs(text)]


@given(st.text(alphabet="aB. \n\r\t", max_size=80))
def test_paragraphs_cover_all_text_in_order(text: Any) -> None:
    """Nothing but white space lies between them."""
    found = paragraphs(text)

    assert "".join(text.split()) == "".join("".join(text[start:end].split()) for start, end in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("unit", ["word. ", "word ", "x", "(", "para.\n\n"])
def test_pieces_of_a_long_text_join_to_it(unit: Any) -> None:
    """Cut after paragraphs, sentences, words, else anywhere; each short enough."""
    text = unit * (3 * LONG_TEXT // len(unit))
    found = list(pieces(text, [span.start for span in paragraphs(text)]))

    assert text == "".join(text[start:end] for start, end in found)
    assert all(end - start <= PIECE for start, end in found)


def test_a_text_of_ordinary_length_is_one_piece() -> None:
    """Its sentences keep their context."""
    text = "A sentence. " * 1_000

    assert [(0, len(text))] == list(pieces(text, [0]))


def test_cutting_takes_linear_time() -> None:
    """Eight times the text takes less than 24 times as long (quadratic work would take 64)."""

    def seconds(count: Any) -> Any:
        text = "word and word " * count
        started = time.perf_counter()
        list(pieces(text, [span.start for span in paragraphs(text)]))
        return time.perf_counter() - started

    assert min(seconds(80_000) / seconds(10_000) for _ in range(3)) < 24
