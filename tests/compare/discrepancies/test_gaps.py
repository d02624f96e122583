"""Gaps: how sure it is that two stretches of words fill one place."""

from sayso.compare.discrepancies.alongside import lay_alongside, words_of
from sayso.compare.discrepancies.gaps import LONGEST, Gap, gaps, span_of
from sayso.spans import Span


def between(one: str, two: str) -> list[Gap]:
    """The gaps of two texts."""
    words = (words_of(text, [Span(0, len(text))]) for text in (one, two))
    return list(gaps(lay_alongside(*words), (one, two)))


def test_a_gap_has_the_words_of_both_sides() -> None:
    (gap,) = between("the old mill in Marlow burned down", "the old barn in Marlow burned down")

    assert (["mill"], ["barn"]) == ([word.form for word in gap.a], [word.form for word in gap.b])
    assert gap.tight
    assert ("old", "in") == gap.around


def test_a_gap_with_hardly_an_equal_word_beside_it_is_none() -> None:
    assert [] == between("the mill burned", "a barn burned")


def test_what_lies_across_the_end_of_a_sentence_is_no_gap() -> None:
    one = "The old mill in Marlow burned. Then the guild met in the hall of Elm"
    two = "The old mill in Marlow stood and the guild met in the hall of Elm"

    assert [] == between(one, two)


def test_more_words_than_one_place_has_are_no_gap() -> None:
    many = " ".join(f"word{letter}" for letter in "abcdefghijk"[: LONGEST + 1])

    assert [] == between("the old mill in Marlow burned down", f"the old {many} in Marlow burned down")


def test_one_side_may_be_empty() -> None:
    one, two = "the old mill in Marlow burned down", "the old mill in Marlow nearly burned down"
    (gap,) = between(one, two)

    assert ((), "nearly") == (gap.a, two[slice(*span_of(gap.b))])
    assert "Marlow burned" == one[slice(*span_of(gap.a_edge))]
