"""Tests of the decoding: the best labels, and pointers among the runs of them."""

from collections.abc import Sequence
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.tagging.decoding import LABELS, Tagged, read, viterbi
from sayso.annotate.tagging.pieces import load_pieces
from sayso.annotate.tagging.windows import Window, windows
from sayso.spans import Span

SURE = 12.0
"""A score so far above the others that the label is as good as certain."""
NO, BS, IS, BQ, IQ, BC, IC = range(7)


def _window(text: str) -> Window:
    [window] = windows(load_pieces(), text, [Span(0, len(text))])
    return window


def _read(
    text: str, path: list[int], *, cues: dict[int, int] | None = None, sources: dict[int, int] | None = None
) -> list[Tagged]:
    """Read a text whose words have these labels, with pointers from word to word (-1: to none)."""
    window = _window(text)
    assert len(path) == len(window.spans)
    size = len(window.ids)
    labels = np.zeros((size, 7), np.float32)
    for word, label in enumerate(path):
        labels[window.first[word], label] = SURE
    pointers: list[Any] = []
    for given_ in (cues or {}, sources or {}):
        scores = np.zeros((size, size), np.float32)
        for start, end in given_.items():
            scores[window.first[start], 0 if end < 0 else window.first[end]] = SURE
        pointers.append(scores)
    return read(window, labels, *pointers)[0]


def _texts(text: str, row: Tagged) -> tuple[str | None, str | None, list[str]]:
    def words(span: Span | None) -> str | None:
        return None if span is None else text[span.start : span.end]

    return words(row.source), words(row.cue), [text[span.start : span.end] for span in row.content]


def test_a_content_leads_to_its_cue_and_the_cue_to_its_source() -> None:
    """The parts are spans of the text, marks and all."""
    text = "“We stay,” said Nora Whitlow."
    path = [BC, IC, IC, IC, IC, BQ, BS, IS, NO]
    [row] = _read(text, path, cues={0: 5}, sources={5: 6})

    assert ("Nora Whitlow", "said", ["“We stay,”"]) == _texts(text, row)
    assert (True, False) == (row.open_start, row.open_end)
    assert (1000, 1000, 1000, 1000) == row.sure


def test_the_pointers_and_not_the_distance_choose_the_source() -> None:
    """The nearer of two people may be the wrong one."""
    text = "Whitlow met Hask and said nothing fell"
    path = [BS, NO, BS, NO, BQ, BC, IC]
    [row] = _read(text, path, cues={5: 4}, sources={4: 0})

    assert ("Whitlow", "said", ["nothing fell"]) == _texts(text, row)


def test_a_cue_without_a_source_has_none() -> None:
    """Nobody is invented for an agentless passive."""
    text = "It is said that Hask left"
    [row] = _read(text, [NO, NO, BQ, NO, BC, IC], cues={4: 2}, sources={2: -1})

    assert (None, "said", ["Hask left"]) == _texts(text, row)
    assert 0 == row.sure[2]


def test_a_content_without_a_cue_has_neither_cue_nor_source() -> None:
    text = "Hask: We stay here"
    [row] = _read(text, [BS, NO, BC, IC, IC], cues={2: -1})

    assert (None, None, ["We stay here"]) == _texts(text, row)
    assert (0, 0) == row.sure[1:3]
    assert (True, False) == (row.open_end, row.open_start)


def test_contents_of_one_cue_are_one_attribution() -> None:
    """In the order of the text, however the cue lies between them."""
    text = "We stay she said we never leave"
    [row] = _read(text, [BC, IC, BS, BQ, BC, IC, IC], cues={0: 3, 4: 3}, sources={3: 2})

    assert ("she", "said", ["We stay", "we never leave"]) == _texts(text, row)


def test_two_cues_make_two_attributions_of_one_source() -> None:
    """The source may be shared; contents without a cue come first."""
    text = "She said yes and wrote no . Maybe"
    path = [BS, BQ, BC, NO, BQ, BC, NO, BC]
    rows = _read(text, path, cues={2: 1, 5: 4, 7: -1}, sources={1: 0, 4: 0})

    assert [(None, None, ["Maybe"]), ("She", "said", ["yes"]), ("She", "wrote", ["no"])] == [
        _texts(text, row) for row in rows
    ]


def test_a_run_ends_where_another_begins() -> None:
    """Neighbours of one role are kept apart by their first words."""
    text = "yes no said"
    rows = _read(text, [BC, BC, BQ], cues={0: 2, 1: -1}, sources={2: -1})

    assert [(None, None, ["no"]), (None, "said", ["yes"])] == [_texts(text, row) for row in rows]


def test_a_run_ends_with_its_paragraph() -> None:
    """Whatever the labels say: what follows begins anew, with a pointer of its own."""
    text = "She said yes\nyes indeed"
    [window] = windows(load_pieces(), text, [Span(0, 12), Span(13, 23)])
    labels, cues, sources = (np.zeros((8, wide), np.float32) for wide in (7, 8, 8))
    for place, label in zip(window.first, [BS, BQ, BC, IC, IC], strict=True):
        labels[place, label] = SURE
        labels[place, BC] += 1
    cues[3, 2] = cues[5, 0] = sources[2, 1] = SURE

    rows, _ = read(window, labels, cues, sources)

    assert [(None, None, ["yes indeed"]), ("She", "said", ["yes"])] == [_texts(text, row) for row in rows]


def test_a_window_without_a_content_has_no_attribution() -> None:
    """A source and a cue alone say nothing."""
    assert [] == _read("She said so", [BS, BQ, NO])
    assert [] == _read("She left", [NO, NO])


def test_the_chances_are_those_of_each_role() -> None:
    """The first words of a run and the others count together."""
    window = _window("yes no")
    labels = np.full((4, 7), -50, np.float32)
    labels[1, [NO, BC]] = 0
    labels[2, [BC, IC, BS, NO]] = 0
    blank = np.zeros((4, 4), np.float32)

    _, chances = read(window, labels, blank, blank)

    assert chances == pytest.approx(np.array([[0, 0, 0.5], [0.25, 0, 0.5]]))


def test_how_sure_it_is_comes_in_thousandths() -> None:
    """A content of words at 0.9 and 0.7, which points to its cue at 0.75."""
    window = _window("yes no said")
    chances = [[0.1, 0, 0, 0, 0, 0.9, 0], [0.3, 0, 0, 0, 0, 0.0, 0.7], [0.4, 0, 0, 0.6, 0, 0, 0]]
    labels = np.zeros((5, 7), np.float32)
    labels[1:4] = np.log(np.array(chances) + 1e-9)
    cues, sources = np.zeros((2, 5, 5), np.float32)
    cues[1, [0, 3]] = np.log([0.25, 0.75])
    [row], _ = read(window, labels, cues, sources)

    assert (800, 600, 0, 750) == row.sure


def test_an_attribution_in_pieces_is_as_sure_as_its_least_sure_piece() -> None:
    """One at 0.9, one at 0.6."""
    window = _window("yes said no")
    labels = np.zeros((5, 7), np.float32)
    labels[1:4] = np.log(
        np.array([[0.1, 0, 0, 0, 0, 0.9, 0], [0, 0, 0, 1, 0, 0, 0], [0.4, 0, 0, 0, 0, 0.6, 0]]) + 1e-9
    )
    cues, sources = np.zeros((2, 5, 5), np.float32)
    cues[[1, 3], 2] = SURE
    [row], _ = read(window, labels, cues, sources)

    assert (2, 600) == (len(row.content), row.sure[0])


def test_pointers_to_anything_but_the_start_of_a_cue_count_for_nothing() -> None:
    """However high they score: the place is not on offer."""
    text = "yes no said Hask"
    window = _window(text)
    labels = np.zeros((6, 7), np.float32)
    for word, label in enumerate([BC, IC, BQ, BS]):
        labels[word + 1, label] = SURE
    cues, sources = np.zeros((2, 6, 6), np.float32)
    cues[1, [2, 4, 5]] = 99
    cues[1, 3] = 1
    sources[3, [1, 2]] = 99
    sources[3, 4] = 1
    [row], _ = read(window, labels, cues, sources)

    assert ("Hask", "said", ["yes no"]) == _texts(text, row)


# --- the best path --------------------------------------------------------------------------------------------

logs = st.lists(st.lists(st.floats(-20, 0), min_size=7, max_size=7), min_size=1, max_size=4)


def _allowed(path: tuple[int, ...]) -> bool:
    """I-x stands only behind B-x or I-x."""
    return all(
        label in {NO, BS, BQ, BC} or before in {label, label - 1} for before, label in pairwise((NO, *path))
    )


LEGAL = {size: [path for path in product(range(7), repeat=size) if _allowed(path)] for size in range(1, 5)}


@given(logs)
def test_no_allowed_labels_are_likelier_than_those_found(rows: list[list[float]]) -> None:
    """Against all of them, for up to four words."""

    def total(path: Sequence[int]) -> float:
        return sum(row[label] for row, label in zip(rows, path, strict=True))

    found = viterbi(np.array(rows))

    assert max(map(total, LEGAL[len(rows)])) == pytest.approx(total(found))


@given(st.integers(0, 2**32 - 1), st.integers(1, 200), st.floats(0, 30))
def test_the_inside_of_a_role_follows_only_that_role(seed: int, size: int, spread: float) -> None:
    """Whatever the scores."""
    scores = np.random.default_rng(seed).normal(0, spread, (size, 7))
    scores -= np.logaddexp.reduce(scores, axis=1, keepdims=True)

    assert _allowed(tuple(viterbi(scores)))


def test_a_single_word_may_begin_but_not_continue() -> None:
    """There is nothing before it."""
    assert [BC] == viterbi(np.log([[0.01, 0.01, 0.3, 0.01, 0.2, 0.17, 0.3]]))


def test_the_labels_are_those_that_the_decoding_counts_on() -> None:
    """Outside first, then each role's beginning at odd places and its inside behind it."""
    assert ("O", "B", "I", "B", "I", "B", "I") == tuple(label[0] for label in LABELS)
    assert [LABELS[at][2:] for at in (1, 3, 5)] == [LABELS[at][2:] for at in (2, 4, 6)]


# --- any scores -----------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.sampled_from(["yes", "unaffable", "“", ",", "東", "q" * 30, "\n"]), min_size=1, max_size=60
    ).map(" ".join),
    st.integers(0, 2**32 - 1),
    st.floats(0.1, 50),
)
def test_whatever_the_scores_every_span_is_one_of_words_in_the_window(
    text: str, seed: int, spread: float
) -> None:
    """Contents are disjoint, sources and cues too where they are not shared, and nobody is surer than certain."""
    chance = np.random.default_rng(seed)
    for window in windows(load_pieces(), text, [Span(0, len(text))]):
        size = len(window.ids)
        scores = [
            chance.normal(0, spread, shape).astype(np.float32) for shape in ((size, 7), *[(size, size)] * 2)
        ]
        rows, by_role = read(window, scores[0], scores[1], scores[2])
        starts, ends = {span.start for span in window.spans}, {span.end for span in window.spans}
        contents = sorted(span for row in rows for span in row.content)
        cues = sorted(row.cue for row in rows if row.cue)

        assert (len(window.spans), 3) == by_role.shape
        assert by_role.min() >= 0
        assert by_role.sum(1).max() <= 1 + 1e-9
        for row in rows:
            spans = [*row.content, *(span for span in (row.cue, row.source) if span)]
            assert all(span.start in starts and span.end in ends and span.start < span.end for span in spans)
            assert all(0 <= chance_ <= 1000 for chance_ in row.sure)
            assert list(row.content) == sorted(row.content)
            assert row.source is None or row.cue is not None
            assert row.open_start == (row.content[0].start == window.spans[0].start)
            assert row.open_end == (row.content[-1].end == window.spans[-1].end)
        assert all(a.end <= b.start for found in (contents, cues) for a, b in pairwise(found))
