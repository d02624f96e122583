"""Runs of equal words, joined over small edits: symmetric, disjoint, and in any order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.resolve.reuse.runs import GRAM, align, equal_runs

words = st.lists(st.integers(0, 40), max_size=120)


def codes(values: list[int]) -> NDArray[np.uint64]:
    """Words as numbers."""
    return np.array(values, dtype=np.uint64)


@given(words, words)
def test_an_equal_run_is_equal_and_cannot_be_longer(a: list[int], b: list[int]) -> None:
    for run in equal_runs(codes(a), codes(b)):
        assert a[run.a : run.a_end] == b[run.b : run.b_end]
        assert run.a_end - run.a == run.equal >= GRAM


@given(words, words)
def test_no_word_of_the_first_text_starts_two_passages(a: list[int], b: list[int]) -> None:
    found = align(codes(a), codes(b))

    assert len({run.a for run in found}) == len(found)
    assert all(0 <= run.a < run.a_end <= len(a) and 0 <= run.b < run.b_end <= len(b) for run in found)


def test_a_copy_is_one_run() -> None:
    text = list(range(200))

    assert [tuple(run) for run in align(codes(text), codes(text))] == [(0, 200, 0, 200, 200)]


def test_a_changed_an_added_and_a_missing_word_do_not_end_a_passage() -> None:
    text = list(range(60))
    edited = [*text[:15], 999, *text[16:30], 998, *text[30:45], *text[46:]]

    [run] = align(codes(text), codes(edited))

    assert (run.a, run.a_end, run.b, run.b_end) == (0, 60, 0, 60)
    assert run.equal == 58


def test_swapped_paragraphs_are_two_passages() -> None:
    one, two = list(range(100, 140)), list(range(200, 240))

    found = align(codes([*one, 1, *two]), codes([*two, 2, *one]))

    assert [(run.a, run.b, run.equal) for run in found] == [(0, 41, 40), (41, 0, 40)]


def test_an_edit_at_the_edge_does_not_cut_the_words_beyond_it() -> None:
    text = list(range(30))
    edited = [*text[:3], 999, *text[4:26], 998, *text[27:]]

    [run] = align(codes([500, *text, 501]), codes([600, *edited, 601]))

    assert (run.a, run.a_end) == (1, 31)


def test_two_texts_without_common_words_share_nothing() -> None:
    assert align(codes(list(range(50))), codes(list(range(50, 100)))) == []
    assert align(codes([]), codes([1, 2, 3])) == []
