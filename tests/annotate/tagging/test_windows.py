"""Tests of the windows: whole paragraphs packed into stretches of at most 256 pieces."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.tagging.pieces import Pieces, load_pieces
from sayso.annotate.tagging.windows import FILL, WINDOW, Window, windows
from sayso.spans import Span

FREE = 160
"""More than training ever leaves free."""


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    """The pieces of the tagger."""
    return load_pieces()


def _lines(text: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]


def _packed(pieces: Pieces, text: str, *, free: int = 0) -> list[Window]:
    return list(windows(pieces, text, _lines(text), fill=WINDOW, free=free))


def _texts(text: str, found: list[Window]) -> list[str]:
    return [text[window.spans[0].start : window.spans[-1].end] for window in found]


def test_paragraphs_stand_between_marks(pieces: Pieces) -> None:
    """`[CLS] paragraph [SEP] paragraph [SEP]`; each word knows the place of its first piece."""
    [window] = _packed(pieces, "Hello\nunaffable Hello")
    hello, long = ([*word.ids] for word in pieces.words("hello unaffable", 0, 15))

    assert [pieces.cls, *hello, pieces.sep, *long, *hello, pieces.sep] == window.ids
    assert [1, 3, 3 + len(long)] == window.first
    assert [Span(0, 5), Span(6, 15), Span(16, 21)] == window.spans
    assert [1, 3] == window.ends


def test_what_is_only_read_takes_fewer_neighbours_and_no_shorter_paragraphs(pieces: Pieces) -> None:
    """Short paragraphs fill a window up to FILL; a longer one is whole in a window of its own."""
    text = "\n".join(["hello " * 50, "hello " * 50, "hello " * 50, "hello " * 200])
    found = list(windows(pieces, text, [Span(m.start(), m.end()) for m in re.finditer("[^\n]+", text)]))

    assert [2, 1, 1] == [len(window.ends) for window in found]
    assert all(len(window.ids) <= FILL for window in found[:2])
    assert FILL < len(found[2].ids) <= WINDOW


def test_a_paragraph_that_does_not_fit_opens_the_next_window(pieces: Pieces) -> None:
    """It is kept whole."""
    text = "\n".join(["word " * 100] * 3).strip()

    assert [f"{'word ' * 100}\n{'word ' * 100}".strip(), ("word " * 100).strip()] == _texts(
        text, _packed(pieces, text)
    )


def test_a_window_may_be_filled_to_the_last_piece(pieces: Pieces) -> None:
    """Two marks around 254 pieces; one more is cut off."""
    assert [256] == [len(window.ids) for window in _packed(pieces, "word " * 254)]
    assert [256, 3] == [len(window.ids) for window in _packed(pieces, "word " * 255)]


def test_the_marks_between_paragraphs_take_their_room(pieces: Pieces) -> None:
    """127 paragraphs of a word and a mark, and the mark at the beginning: another two would be 257."""
    assert [255, 147] == [len(window.ids) for window in _packed(pieces, "word\n" * 200)]


def test_a_paragraph_longer_than_a_window_is_cut_between_words(pieces: Pieces) -> None:
    """What is left of it shares a window with what follows."""
    text = "unaffable " * 90 + "\nA short one."
    first, second = _packed(pieces, text)

    assert (84, 10) == (len(first.spans), len(second.spans))
    assert text.endswith("A short one.")
    assert len(text) == second.spans[-1].end


def test_free_pieces_move_every_paragraph(pieces: Pieces) -> None:
    """Only the first window is shorter."""
    text = "word " * 600

    assert [156, 256, 194] == [len(window.ids) for window in _packed(pieces, text, free=100)]


def test_a_word_too_long_for_what_is_free_opens_the_next_window(pieces: Pieces) -> None:
    """No window is left without a word."""
    [window] = _packed(pieces, "q" * 100, free=FREE)

    assert (102, [1]) == (len(window.ids), window.first)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", " \t\n\u3000\n", "\x00\n\x00", "\ud800", "\u200b\n"])
def test_nothing_to_read_makes_no_window(pieces: Pieces, text: str) -> None:
    assert [] == _packed(pieces, text)
    assert [] == list(windows(pieces, text, [Span(0, 0), Span(0, len(text))]))


def test_empty_paragraphs_leave_no_trace(pieces: Pieces) -> None:
    """Nor do those that print nothing."""
    text = "Hello there.\n\x00\n \nHello again."
    blocks = [Span(0, 12), Span(12, 12), Span(13, 14), Span(15, 16), Span(17, 29)]
    [window] = windows(pieces, text, blocks)

    assert 2 == window.ids.count(pieces.sep)


def test_a_word_of_three_thousand_characters_is_one_piece(pieces: Pieces) -> None:
    [window] = _packed(pieces, "Hello " + "x" * 3_000 + " there")

    assert (5, 3) == (len(window.ids), len(window.spans))


anything = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from("\n ,.“”"),
        st.characters(min_codepoint=97, max_codepoint=122),
    )
)
long = st.builds(
    lambda parts, times: "".join(parts) * times, st.lists(anything, max_size=8), st.integers(1, 200)
)


@given(long, st.integers(0, FREE))
def test_the_windows_of_any_text_hold_every_word_once(text: str, free: int) -> None:
    """In order, with no window empty."""
    pieces = load_pieces()
    words = [
        Span(word.start, word.end)
        for line in _lines(text)
        for word in pieces.words(text, line.start, line.end)
    ]
    found = _packed(pieces, text, free=free)

    assert words == [span for window in found for span in window.spans]
    assert all(window.spans for window in found)


def _first_word(window: Window) -> int:
    """How many pieces the first word of a window has."""
    return (window.first[1] if len(window.first) > 1 else len(window.ids) - 1) - 1


@given(long, st.integers(0, FREE))
def test_no_window_of_any_text_is_longer_than_the_encoder_was_trained_with(text: str, free: int) -> None:
    """The first honours the free pieces, unless its first word alone is longer than that."""
    pieces = load_pieces()
    for number, window in enumerate(_packed(pieces, text, free=free)):
        honoured = number == 0 and _first_word(window) + 2 <= WINDOW - free

        assert len(window.ids) <= (WINDOW - free if honoured else WINDOW)


def _behind(window: Window, words: int) -> int:
    """The place behind so many words and, but for the last of the window, before the next."""
    return window.first[words] - 1 if words < len(window.first) else len(window.ids) - 1


@given(long, st.integers(0, FREE))
def test_every_place_in_a_window_is_accounted_for(text: str, free: int) -> None:
    """First pieces rise; marks are at the ends and between paragraphs."""
    pieces = load_pieces()
    for window in _packed(pieces, text, free=free):
        marks = {at for at, piece in enumerate(window.ids) if piece in {pieces.cls, pieces.sep}}

        assert sorted(set(window.first)) == window.first
        assert {0, len(window.ids) - 1} <= marks
        assert not marks & set(window.first)
        assert sorted(marks) == [0, *(_behind(window, words) for words in window.ends)]
