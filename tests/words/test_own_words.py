"""What of a text is somebody's own: plain words outside quotation marks."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.spans import Span
from sayso.words.own_words import own_words, quoted_spans


def test_words_in_quotations_are_not_an_outlets_own() -> None:
    text = "She said “we stay put here” and left the building.\nHe said “we go\nThe rain stopped."

    assert own_words(text, Span(0, len(text)), quoted_spans(text)) == len(
        ("left", "building", "rain", "stopped")
    )


def test_straight_and_unclosed_quotation_marks_end_with_their_paragraph() -> None:
    text = 'He said "no" and “never again\nRain fell.'

    assert [text[slice(*span)] for span in quoted_spans(text)] == ['"no"', "“never again"]


@given(st.text(alphabet='ab “”"\n.', max_size=60))
def test_quotations_lie_in_their_text_one_behind_the_other(text: str) -> None:
    spans = quoted_spans(text)

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
