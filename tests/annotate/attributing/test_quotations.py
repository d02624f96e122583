"""Tests of quotations by their typography."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.attributing.quotations import continued, find_quotations
from sayso.annotate.layout.paragraphs import paragraphs


def _inner(text: Any) -> Any:
    return [text[found.inner.start : found.inner.end] for found in find_quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    "text",
    [
        "She called it “a sad day” and left.",
        'She called it "a sad day" and left.',
        "She called it «a sad day» and left.",
        "She called it ‘a sad day’ and left.",
        "She called it 'a sad day' and left.",
        "She called it ''a sad day'' and left.",
        "She called it ``a sad day'' and left.",
        "She called it „a sad day“ and left.",
    ],
)
def test_every_style_of_marks_is_read(text: Any) -> None:
    """Curly, straight, angled, single, doubled and low marks."""
    assert ["a sad day"] == _inner(text)


@pytest.mark.parametrize(
    "text",
    [
        "It’s the workers’ hall, and it isn’t hers.",
        "It's the workers' hall, and it isn't hers.",
        'The board is 5\'10" long and 3" wide.',
        "Back in the ’90s the mill closed.",
    ],
)
def test_apostrophes_and_inches_quote_nothing(text: Any) -> None:
    """They look like single and straight marks."""
    assert [] == _inner(text)


def test_an_apostrophe_inside_single_marks_does_not_close_them() -> None:
    """The mark that closes is followed by no letter."""
    assert ["we don’t know"] == _inner("She said ‘we don’t know’ and left.")


def test_quotations_inside_quotations_are_part_of_them() -> None:
    """Only the outer one is listed."""
    assert ["They said ‘no’ to us,"] == _inner("“They said ‘no’ to us,” she said.")


def test_an_opened_quotation_goes_on_in_the_next_paragraph() -> None:
    """Its marks open again in each paragraph."""
    text = "“One.\n\n“Two.”\n\n“Three.”"
    groups = continued(text, find_quotations(text, paragraphs(text)))

    assert [2, 1] == [len(group) for group in groups]


def test_speech_after_a_dash_alternates_with_its_cue() -> None:
    """The first and third stretch are spoken."""
    assert ["We stay,", "All of us."] == _inner("— We stay, — she said. — All of us.")
    assert [] == _inner("— a remark without a second dash")


@given(st.text(alphabet="ab “”\"'‘’«»„—.,\n", max_size=60))
def test_any_marks_give_disjoint_spans_in_order(text: Any) -> None:
    """Each span holds its words and lies within the text."""
    found = find_quotations(text, paragraphs(text))

    assert all(0 <= q.span.start < q.inner.start < q.inner.end <= q.span.end <= len(text) for q in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
