"""Runs of equal words, joined over small edits: symmetric, disjoint, and in any order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.resolve.reuse import runs
from sayso.resolve.reuse.page_words import GRAM, Page
from sayso.resolve.reuse.runs import Tile, equal_runs, side_by_side

words = st.lists(st.integers(0, 40), max_size=120)


def page(values: list[int]) -> Page:
    """Words as numbers, all of them content, in no sentence."""
    places = np.arange(len(values), dtype=np.int32)
    yes, no = np.ones(len(values), dtype=bool), np.zeros(len(values), dtype=bool)
    none = np.empty(0, dtype=np.int32)
    return Page(
        codes=np.array(values, dtype=np.uint32),
        starts=places,
        ends=places + 1,
        content=yes,
        plain=yes,
        quoted=no,
        unquoted=no,
        first=none,
        last=none,
    )


def align(a: Page, b: Page) -> list[list[Tile]]:
    """The chains of two texts."""
    return runs.align(a, b, equal_runs(a, b))


def ends(chain: list[Tile]) -> tuple[int, int, int, int, int]:
    """From where to where a chain goes in both texts, and how many words it holds in its runs."""
    first, last = chain[0], chain[-1]
    return (
        first.a,
        last.a + last.size,
        first.b,
        last.b + last.size,
        sum(tile.size for tile in chain),
    )


@given(words, words)
def test_an_equal_run_is_equal_and_cannot_be_longer(a: list[int], b: list[int]) -> None:
    for run in equal_runs(page(a), page(b)):
        end_a, end_b = run.a + run.size, run.b + run.size
        assert a[run.a : end_a] == b[run.b : end_b]
        assert run.size >= GRAM


@given(words, words)
def test_no_word_is_used_twice_and_a_chain_goes_forward(a: list[int], b: list[int]) -> None:
    found = align(page(a), page(b))

    used_a = [word for chain in found for tile in chain for word in range(tile.a, tile.a + tile.size)]
    used_b = [word for chain in found for tile in chain for word in range(tile.b, tile.b + tile.size)]
    assert len(set(used_a)) == len(used_a)
    assert len(set(used_b)) == len(used_b)
    for chain in found:
        ones, twos = side_by_side(chain, page(a), page(b))
        assert [a[n] for n in ones] == [b[n] for n in twos]
        assert (np.diff(ones) > 0).all()
        assert (np.diff(twos) > 0).all()


def test_a_copy_is_one_run() -> None:
    text = list(range(200))

    assert [ends(chain) for chain in align(page(text), page(text))] == [(0, 200, 0, 200, 200)]


def test_a_changed_an_added_and_a_missing_word_do_not_end_a_passage() -> None:
    text = list(range(60))
    edited = [*text[:15], 999, *text[16:30], 998, *text[30:45], *text[46:]]

    [chain] = align(page(text), page(edited))

    assert ends(chain) == (0, 60, 0, 60, 58)


def test_words_that_agree_within_an_edit_lie_side_by_side() -> None:
    text = list(range(40))
    edited = [*text[:15], 901, 17, 902, 903, *text[20:]]

    [chain] = align(page(text), page(edited))
    ones, twos = side_by_side(chain, page(text), page(edited))

    assert (17, 16) in zip(ones.tolist(), twos.tolist(), strict=True)


def test_swapped_paragraphs_are_two_passages() -> None:
    one, two = list(range(100, 140)), list(range(200, 240))

    found = align(page([*one, 1, *two]), page([*two, 2, *one]))

    assert [chain for [chain] in found] == [Tile(0, 41, 40), Tile(41, 0, 40)]


def test_an_edit_at_the_edge_does_not_cut_the_words_beyond_it() -> None:
    text = list(range(30))
    edited = [*text[:3], 999, *text[4:26], 998, *text[27:]]

    [chain] = align(page([500, *text, 501]), page([600, *edited, 601]))

    assert ends(chain)[:2] == (1, 31)


def test_two_texts_without_common_words_share_nothing() -> None:
    assert align(page(list(range(50))), page(list(range(50, 100)))) == []
    assert align(page([]), page([1, 2, 3])) == []
