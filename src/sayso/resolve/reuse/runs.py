"""Where two texts run alike: maximal equal runs of words, joined over small edits, each word used once.

Positions are word numbers here; `passages` turns them into characters. Longest first, after greedy string tiling
(Wise 1993), so that reordered paragraphs are found as well as a text copied from top to bottom.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.resolve.reuse.shingles import shingle_hashes

# Runs of four words are found and may continue a passage; `LEAST` equal words in a row are needed to start one.
GRAM, LEAST = 4, 6
# A run of four words that either text has more often than this is a refrain; comparing all of them is quadratic.
MOST_OFTEN = 8
# Two runs are one passage when what stands between them is at most this many words on both sides (5, 8 and 12 give
# a heavily edited copy in 1.5, 1.1 and 1.1 pieces, eval/passages.py; at 12 a replaced short sentence is bridged) ...
NEAR = 8
# ... or, where one side only has something there, at most half the shorter run, up to this many (a sentence that
# was put in or left out; one that stands for another ends the passage).
FAR = 40
# ... and at least one word in this many is equal over the whole of it.
SHARE = 2
# How many passages back a run may look for the one it continues: reordered texts need a few, no text needs many.
BACK = 16


class Run(NamedTuple):
    """Words [a, a_end) of one text beside words [b, b_end) of the other; `equal` of them are the same in order."""

    a: int
    a_end: int
    b: int
    b_end: int
    equal: int


class _Side(NamedTuple):
    """One of two texts that are aligned: its words as numbers, and which of them a passage has already."""

    words: list[int]
    taken: NDArray[np.bool_]

    def free(self, number: int) -> bool:
        """Whether there is such a word and no passage has it."""
        return 0 <= number < len(self.words) and not self.taken[number]


def equal_runs(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> list[Run]:
    """All maximal runs of at least `GRAM` equal words, longest first, then in reading order."""
    hashes_a, hashes_b = shingle_hashes(a, GRAM), shingle_hashes(b, GRAM)
    order = np.argsort(hashes_b, kind="stable")
    ranked = hashes_b[order]
    low, high = np.searchsorted(ranked, hashes_a, "left"), np.searchsorted(ranked, hashes_a, "right")
    hits = np.flatnonzero((high > low) & (high - low <= MOST_OFTEN))
    if len(hits) == 0:
        return []
    counts = (high - low)[hits]
    i = np.repeat(hits, counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    j = order[np.repeat(low[hits], counts) + within]
    along = np.lexsort((i, i - j))
    i, j = i[along], j[along]
    breaks = np.flatnonzero((np.diff(i) != 1) | (np.diff(i - j) != 0)) + 1
    first = np.concatenate(([0], breaks))
    last = np.concatenate((breaks, [len(i)])) - 1
    runs = [
        Run(x, x_last + GRAM, y, y + x_last - x + GRAM, x_last - x + GRAM)
        for x, x_last, y in zip(i[first].tolist(), i[last].tolist(), j[first].tolist(), strict=True)
    ]
    return sorted(runs, key=lambda run: (-run.equal, run.a, run.b))


def align(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> list[Run]:
    """Passages of two texts: equal runs, joined over small edits, no word of either text used twice."""
    taken_a, taken_b = np.zeros(len(a), dtype=bool), np.zeros(len(b), dtype=bool)
    tiles: list[Run] = []
    for run in equal_runs(a, b):
        for piece in _free(run, taken_a, taken_b):
            taken_a[piece.a : piece.a_end] = True
            taken_b[piece.b : piece.b_end] = True
            tiles.append(piece)
    one, two = _Side(a.tolist(), taken_a), _Side(b.tolist(), taken_b)
    return [_widen(run, one, two) for run in _join(sorted(tiles)) if run.equal >= LEAST]


def _free(run: Run, taken_a: NDArray[np.bool_], taken_b: NDArray[np.bool_]) -> list[Run]:
    """The stretches of a run of which no word is used yet."""
    busy = taken_a[run.a : run.a_end] | taken_b[run.b : run.b_end]
    if not busy.any():
        return [run]
    edges = np.flatnonzero(np.diff(np.concatenate(([True], busy, [True])).astype(np.int8)))
    pieces = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end - start >= GRAM:
            pieces.append(Run(run.a + start, run.a + end, run.b + start, run.b + end, end - start))
    return pieces


def _join(tiles: Sequence[Run]) -> list[Run]:
    """Runs that follow one another closely in both texts, made one; a run joins the nearest passage before it."""
    passages: list[Run] = []
    for tile in tiles:
        best, nearest = -1, FAR * 2 + 1
        for index in range(len(passages) - 1, max(-1, len(passages) - 1 - BACK), -1):
            passage = passages[index]
            gap_a, gap_b = tile.a - passage.a_end, tile.b - passage.b_end
            added = min(gap_a, gap_b) == 0
            room = max(NEAR, min(FAR, min(passage.equal, tile.equal) // 2)) if added else NEAR
            longer = max(tile.a_end - passage.a, tile.b_end - passage.b)
            alike = (passage.equal + tile.equal) * SHARE >= longer
            if 0 <= gap_a <= room and 0 <= gap_b <= room and alike and gap_a + gap_b < nearest:
                best, nearest = index, gap_a + gap_b
        if best < 0:
            passages.append(tile)
        else:
            passage = passages[best]
            passages[best] = Run(passage.a, tile.a_end, passage.b, tile.b_end, passage.equal + tile.equal)
    return passages


def _widen(run: Run, a: _Side, b: _Side) -> Run:
    """The run with what goes on beyond an edit of a word or two at either edge, when two words agree again."""
    x, end_x, y, end_y, equal = run
    while step := _step(a, b, (end_x, end_y), 1):
        end_x, end_y, equal = step[0], step[1], equal + step[2]
    while step := _step(a, b, (x - 1, y - 1), -1):
        x, y, equal = step[0] + 1, step[1] + 1, equal + step[2]
    return Run(x, end_x, y, end_y, equal)


def _step(a: _Side, b: _Side, at: tuple[int, int], way: int) -> tuple[int, int, int] | None:
    """The nearest place past two word numbers where words agree again, after at most two words on either side."""
    # A substituted word (1, 1) first, then an added one, then longer ones; past a longer edit two equal words may
    # be chance ("of the"), so it takes three.
    for skip_a, skip_b, need in ((1, 1, 2), (1, 0, 2), (0, 1, 2), (2, 2, 3), (2, 1, 3), (1, 2, 3)):
        first_i, first_j = i, j = at[0] + way * skip_a, at[1] + way * skip_b
        while a.free(i) and b.free(j) and a.words[i] == b.words[j]:
            i, j = i + way, j + way
        count = abs(i - first_i)
        if count >= need:
            for back in range(count):
                a.taken[first_i + way * back] = b.taken[first_j + way * back] = True
            return i, j, count
    return None
