"""Anchors are found again in edited texts, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Anchor
from sayso.reviews.anchors import find, locate, make_anchor
from sayso.spans import Span

TEXT = (
    "Mayor Ada Wren said on Monday that the harbour was shut. Tomas Brill did not agree.\n\n"
    "“It is open,” he told the Harbour Post. Ada Wren would not say more."
)


def anchor_of(words: str, text: str = TEXT, *, nth: int = 0) -> Anchor:
    """The anchor of the nth place at which words stand."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return make_anchor("a", text, Span(start, start + len(words)))


def found(anchor: Anchor, text: str) -> str | None:
    """The words that an anchor leads to."""
    place = locate(anchor, text)
    return None if place is None else text[place.start : place.end]


def test_an_anchor_holds_the_words_and_what_stands_around_them() -> None:
    anchor = anchor_of("Tomas Brill")

    assert ("Tomas Brill", 57, 68) == (anchor.quote, anchor.start, anchor.end)
    assert ("on Monday that the harbour was shut. "[-32:], " did not agree.\n\n“It is open,” h") == (
        anchor.before,
        anchor.after,
    )


@pytest.mark.parametrize("span", [Span(3, 3), Span(-1, 2), Span(0, len(TEXT) + 1)])
def test_words_outside_the_text_have_no_anchor(span: Span) -> None:
    with pytest.raises(ValueError, match="is no stretch"):
        make_anchor("a", TEXT, span)


def test_words_are_found_where_they_were_moved_to() -> None:
    assert Span(63, 74) == locate(anchor_of("Tomas Brill"), "Today " + TEXT)


def test_of_equal_words_the_context_tells_which_are_meant() -> None:
    """The offsets would lead to the other one."""
    second = anchor_of("Ada Wren", nth=1)
    edited = "x " * 60 + TEXT

    assert Span(120 + second.start, 120 + second.end) == locate(second, edited)


def test_of_equal_words_in_equal_context_the_nearest_is_meant() -> None:
    text = "Wren. " * 40
    anchor = anchor_of("Wren", text, nth=20)

    assert Span(anchor.start, anchor.end) == locate(anchor, text)


def test_a_name_that_is_broken_by_a_line_end_now_is_still_found() -> None:
    assert "Tomas\nBrill" == found(anchor_of("Tomas Brill"), TEXT.replace("Tomas Brill", "Tomas\nBrill"))


def test_a_name_that_is_spelt_otherwise_now_is_found_between_its_neighbours() -> None:
    assert "Tomas al-Brill" == found(anchor_of("Tomas Brill"), TEXT.replace("Brill", "al-Brill"))


def test_another_name_in_the_same_place_is_not_the_one_that_was_meant() -> None:
    assert None is found(anchor_of("Tomas Brill"), TEXT.replace("Tomas Brill", "Nora Vane"))


def test_words_that_are_gone_are_not_found() -> None:
    assert None is found(anchor_of("Tomas Brill"), "The harbour is open again.")
    assert None is found(anchor_of("Tomas Brill"), "")


def test_an_anchor_goes_to_what_covers_it_best() -> None:
    anchor = anchor_of("Ada Wren")
    candidates = [("mayor", Span(0, 14)), ("name", Span(6, 14)), ("all", Span(0, 60)), ("far", Span(57, 68))]

    assert "name" == find(anchor, TEXT, candidates)
    assert "mayor" == find(anchor, TEXT, [candidates[0], *candidates[2:]])
    assert None is find(anchor, TEXT, candidates[2:])


def test_of_two_that_cover_it_alike_the_first_in_the_text_wins_and_then_the_smaller_id() -> None:
    anchor = anchor_of("Ada Wren")

    assert "early" == find(anchor, TEXT, [("late", Span(8, 16)), ("early", Span(4, 12))])
    assert "a" == find(anchor, TEXT, [("b", Span(6, 14)), ("a", Span(6, 14))])


@given(st.text(max_size=60), st.text(min_size=1, max_size=12), st.text(max_size=60), st.text(max_size=20))
def test_words_are_found_behind_whatever_is_put_before_them(
    before: str, words: str, after: str, inserted: str
) -> None:
    """Of any text, emoji and line ends among it; where they stand more than once, one of the places is given."""
    text = before + words + after
    anchor = make_anchor("a", text, Span(len(before), len(before) + len(words)))
    place = locate(anchor, inserted + text)

    if words.strip():
        assert place is not None
        assert words.split() == (inserted + text)[place.start : place.end].split()
    else:
        assert None is place or text
