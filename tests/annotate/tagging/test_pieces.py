"""Tests of the word pieces: an encoder's own splitting, with the place of every word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.tagging.pieces import CLS, LONGEST_WORD, SEP, UNKNOWN, Pieces, Word, load_pieces

anything = st.text(st.characters(exclude_categories=()), max_size=200)
"""Any code points, lone surrogates and NULs among them."""


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    """The pieces of the tagger."""
    return load_pieces()


@pytest.fixture(scope="module")
def tiny() -> Pieces:
    """A vocabulary that can be read at a glance: its ids are places in this list."""
    return Pieces([CLS, SEP, UNKNOWN, "the", "mill", "##er", "##s", "m", "##i", ".", "“", "東"])


def _words(pieces: Pieces, text: str) -> list[str]:
    return [text[word.start : word.end] for word in pieces.words(text, 0, len(text))]


def _ids(pieces: Pieces, text: str) -> list[tuple[int, ...]]:
    return [word.ids for word in pieces.words(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We won't,” she said.", ["“", "We", "won", "'", "t", ",", "”", "she", "said", "."]),
        ("the $5.50-a-day fare", ["the", "$", "5", ".", "50", "-", "a", "-", "day", "fare"]),
        ("Harrowby\u00a0Bridge\u2028closed\tin\r\nMay", ["Harrowby", "Bridge", "closed", "in", "May"]),
        ("水門 is shut", ["水", "門", "is", "shut"]),
        ("20€ a day", ["20€", "a", "day"]),
    ],
)
def test_words_end_at_white_space_and_marks_stand_alone(
    pieces: Pieces, text: str, expected: list[str]
) -> None:
    """Every mark is a word; so is every Chinese character; other symbols belong to their words."""
    assert expected == _words(pieces, text)


def test_the_longest_known_piece_comes_first(tiny: Pieces) -> None:
    """What follows within a word is another piece than what begins one."""
    assert [(3,), (4, 5, 6), (9,)] == _ids(tiny, "the millers.")


def test_a_word_that_cannot_be_put_together_is_one_unknown_piece(tiny: Pieces) -> None:
    """Not the part of it that is known: "mi" is, "mix" is not."""
    assert [(7, 8), (2,)] == _ids(tiny, "mi mix")


def test_words_are_read_where_they_stand(tiny: Pieces) -> None:
    """Offsets are those of the whole text, and what lies outside the stretch is not read."""
    text = "the mill. the miller"

    assert [Word(4, 8, (4,)), Word(8, 9, (9,))] == list(tiny.words(text, 4, 10))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ÉLAN", "elan"),
        ("e\u0301lan", "elan"),
        ("İstanbul", "istanbul"),
        ("co\u00adoperate", "cooperate"),
        ("zero\u200bwidth", "zerowidth"),
        ("nul\x00l", "null"),
        ("bell\x07", "bell"),
        ("lone\ud800", "lone"),
    ],
)
def test_case_accents_and_what_prints_nothing_make_no_difference_to_the_pieces(
    pieces: Pieces, text: str, plain: str
) -> None:
    """The span of the word holds all of it nevertheless."""
    [word] = pieces.words(text, 0, len(text))

    assert (0, len(text), _ids(pieces, plain)[0]) == (word.start, word.end, word.ids)


def test_a_text_cannot_forge_the_marks_around_paragraphs(pieces: Pieces) -> None:
    """What looks like one is read as the words that it is made of."""
    assert ["[", "CLS", "]", "[", "SEP", "]"] == _words(pieces, "[CLS][SEP]")
    assert {pieces.cls, pieces.sep}.isdisjoint(id_ for ids in _ids(pieces, "[CLS] [SEP]") for id_ in ids)


@pytest.mark.parametrize("text", ["", " \t\n\u3000", "\x00", "\ud800\udfff", "\u200b\u200d\ufeff", "\u0301"])
def test_what_prints_nothing_is_no_word(pieces: Pieces, text: str) -> None:
    assert [] == _words(pieces, f"{text} {text}")


def test_a_word_longer_than_the_encoder_reads_is_one_unknown_piece(pieces: Pieces) -> None:
    """Up to its longest the pieces are there."""
    [unknown] = _ids(pieces, "q" * (LONGEST_WORD + 1))

    assert (pieces._ids[UNKNOWN],) == unknown
    assert [Word(0, 3_000, unknown)] == list(pieces.words("q" * 3_000, 0, 3_000))
    assert [LONGEST_WORD] == [len(ids) for ids in _ids(pieces, "q" * LONGEST_WORD)]


def test_a_long_line_of_one_word_takes_linear_time(pieces: Pieces) -> None:
    """A megabyte without a space, and one of marks."""
    began = time.process_time()

    assert 1 == len(_words(pieces, "a" * 1_000_000))
    assert 200_000 == len(_words(pieces, "-" * 200_000))
    assert time.process_time() - began < 10


def test_the_vocabulary_is_whole(pieces: Pieces) -> None:
    """The encoder knows 30,522 pieces, and its marks stand where they stood in training."""
    assert (30_522, 101, 102) == (len(pieces._ids), pieces.cls, pieces.sep)
    assert 100 == pieces._ids[UNKNOWN]


@given(anything, st.integers(0, 200), st.integers(0, 200))
def test_the_words_of_any_text_lie_in_order_within_the_stretch(text: str, start: int, end: int) -> None:
    """None is empty, none overlaps another, and each has pieces that the encoder knows."""
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    words = list(load_pieces().words(text, start, end))
    edges = [edge for word in words for edge in (word.start, word.end)]

    assert sorted(edges) == edges
    assert all(start <= word.start < word.end <= end for word in words)
    assert all(word.ids and all(0 <= piece < 30_522 for piece in word.ids) for word in words)
    assert not any(char.isspace() for word in words for char in text[word.start : word.end])


@given(anything)
def test_no_letter_and_no_digit_is_left_out(text: str) -> None:
    read = {at for word in load_pieces().words(text, 0, len(text)) for at in range(word.start, word.end)}

    assert [] == [char for at, char in enumerate(text) if char.isalnum() and at not in read]


@given(anything, anything)
def test_a_paragraph_is_read_alike_wherever_it_stands(before: str, text: str) -> None:
    alone = [word.ids for word in load_pieces().words(text, 0, len(text))]
    both = f"{before}\n{text}"
    within = [word.ids for word in load_pieces().words(both, len(before) + 1, len(both))]

    assert alone == within
