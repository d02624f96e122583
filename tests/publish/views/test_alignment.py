"""Renderings beside each other, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.views.alignment import aligned_pieces, marked_pieces, only_there, spoken
from sayso.publish.words.phrases import content_words
from sayso.spans import Span

A = "He said “we will open the old bridge on Monday” to us."
B = "“We will reopen the bridge, 🌉 on Monday,” he said."
A_CONTENT = (Span(8, 47),)
B_CONTENT = (Span(0, 41),)


def test_words_that_only_one_side_has_are_marked() -> None:
    """Case and punctuation do not count; the emoji is no word, and stays."""
    pieces = aligned_pieces(A, A_CONTENT, B, B_CONTENT)

    assert [
        ("“We will ", "same"),
        ("open", "there"),
        ("reopen", "here"),
        (" the ", "same"),
        ("old", "there"),
        ("bridge, 🌉 on Monday,”", "same"),
    ] == [tuple(piece) for piece in pieces]


def test_only_there_gives_exact_places_of_the_other_rendering() -> None:
    """Spans of its article, after an emoji as before one."""
    spans = only_there(spoken(A, A_CONTENT), spoken(B, B_CONTENT))

    assert ["reopen"] == [B[start:end] for start, end in spans]
    assert ["“We will ", "reopen", " the bridge, 🌉 on Monday,”"] == [
        piece.text for piece in marked_pieces(B, B_CONTENT, spans)
    ]


WORDS = st.lists(st.sampled_from(["sun", "rain,", "“wind”", "🌧", "snow\n"]), min_size=1, max_size=8).map(
    " ".join
)


@given(WORDS, WORDS)
def test_without_what_only_the_other_has_the_pieces_are_the_words(a: str, b: str) -> None:
    """Nothing of a rendering is lost or added, whatever it is compared with."""
    pieces = aligned_pieces(a, (Span(0, len(a)),), b, (Span(0, len(b)),))

    assert content_words(b, (Span(0, len(b)),)) == "".join(p.text for p in pieces if p.how != "there")


def test_a_function_word_between_two_changes_is_no_agreement() -> None:
    """Marks that are cut at every "the" are hard to read; a negation is never passed over."""
    a, b = "She opened the gate", "We closed the door"
    c, d = "He will not go", "They did not come"

    assert [("She opened the gate", "there"), ("We closed the door", "here")] == [
        tuple(piece) for piece in aligned_pieces(a, (Span(0, len(a)),), b, (Span(0, len(b)),))
    ]
    assert (" not ", "same") in [
        tuple(piece) for piece in aligned_pieces(c, (Span(0, len(c)),), d, (Span(0, len(d)),))
    ]
