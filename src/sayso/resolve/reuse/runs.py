"""Where two texts run alike: maximal equal runs of words, joined over small edits, each word used once.

Positions are word numbers here; `passages` turns them into characters. Longest first, after greedy string tiling
(Wise 1993), so that reordered paragraphs are found as well as a text copied from top to bottom.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from sayso.resolve.reuse.page_words import GRAM, Page

# So many equal words in a row, or in runs that follow one another, are needed to start a passage.
LEAST = 6
# A run of four words that a text has more often than this is a refrain; comparing all of them is quadratic.
MOST_OFTEN = 8
# Two runs are one passage when what stands between them is at most this many words on both sides (5, 8 and 12 give
# a heavily edited copy in 1.5, 1.1 and 1.1 pieces, eval/passages.py; at 12 a replaced short sentence is bridged) ...
NEAR = 8
# ... or, where one side only has something there, at most half the shorter run, up to this many (a sentence that
# was put in or left out; one that stands for another ends the passage).
FAR = 40
# ... and at least one word in this many is equal over the whole of it.
SHARE = 2
# Beyond the edge of a passage so many words are looked at in either text ...
REACH = 30
# ... when there are so many; a word that agrees counts 1, or 2 when it says something, one that does not counts 1
# against it, and the passage goes on to where that comes to most, if to this much.
LEAST_REACHED = 2
LEAST_WON = 3
# How many passages back a run may look for the one it continues: reordered texts need a few, no text needs many.
BACK = 16


class Tile(NamedTuple):
    """`size` words that are equal and in order, from word `a` of one text and word `b` of the other on."""

    a: int
    b: int
    size: int


class Run(NamedTuple):
    """Words [a, a_end) of one text beside words [b, b_end) of the other; `equal` of them are the same in order."""

    a: int
    a_end: int
    b: int
    b_end: int
    equal: int

    @property
    def verbatim(self) -> bool:
        """Whether all its words are the same on both sides."""
        return self.equal == self.a_end - self.a == self.b_end - self.b


Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]
"""Equal words of a run side by side: their numbers in one text, and in the other, both ascending."""


def equal_runs(a: Page, b: Page) -> list[Tile]:
    """All maximal runs of at least `GRAM` equal words, longest first, then in reading order."""
    (grams_a, order_a), (grams_b, order_b) = a.grams, b.grams
    if len(grams_a) == 0 or len(grams_b) == 0:
        return []
    low = np.searchsorted(grams_b, grams_a, "left")
    hits = np.flatnonzero(grams_b[np.minimum(low, len(grams_b) - 1)] == grams_a)
    if len(hits) == 0:
        return []
    low = low[hits]
    counts = np.searchsorted(grams_b, grams_a[hits], "right") - low
    few = counts <= MOST_OFTEN
    hits, low, counts = hits[few], low[few], counts[few]
    total = int(counts.sum())
    if total == 0:
        return []
    i = np.repeat(order_a[hits], counts)
    j = order_b[np.repeat(low - np.cumsum(counts) + counts, counts) + np.arange(total)]
    shift = i - j
    # along each diagonal: one number that orders by diagonal, then by place
    along = np.argsort(shift * (len(grams_a) + len(grams_b) + 1) + i)
    i, shift = i[along], shift[along]
    breaks = np.flatnonzero((i[1:] - i[:-1] != 1) | (shift[1:] != shift[:-1])) + 1
    first = np.concatenate(([0], breaks))
    sizes = np.diff(np.concatenate((first, [total]))) + GRAM - 1
    starts = i[first]
    tiles = map(Tile, starts.tolist(), (starts - shift[first]).tolist(), sizes.tolist())
    return sorted(tiles, key=lambda tile: (-tile.size, tile.a, tile.b))


def align(a: Page, b: Page, found: Sequence[Tile]) -> list[list[Tile]]:
    """Passages of two texts as chains of their equal runs with small edits between; no word is used twice."""
    if sum(tile.size for tile in found) < LEAST:
        return []
    texts = _Texts(
        a.codes.tolist(),
        b.codes.tolist(),
        a.content.tolist(),
        bytearray(len(a.codes)),
        bytearray(len(b.codes)),
    )
    tiles: list[Tile] = []
    for tile in found:
        for piece in texts.free(tile):
            texts.take(piece)
            tiles.append(piece)
    chains: list[list[Tile]] = []
    for chain in _join([tile] for tile in sorted(tiles)):
        if sum(tile.size for tile in chain) >= LEAST:
            chains.append(chain)
        else:
            texts.leave(chain)
    if not chains:
        return []
    return _join(texts.reach(texts.widen(chain)) for chain in chains)


class _Texts(NamedTuple):
    """Two texts that are aligned: their words as numbers, and which of them a passage has already."""

    a: list[int]
    b: list[int]
    content: list[bool]
    taken_a: bytearray
    taken_b: bytearray

    def take(self, tile: Tile) -> None:
        """These words belong to a passage now."""
        mark = b"\1" * tile.size
        self.taken_a[tile.a : tile.a + tile.size] = mark
        self.taken_b[tile.b : tile.b + tile.size] = mark

    def leave(self, chain: Sequence[Tile]) -> None:
        """These words belong to no passage after all."""
        for tile in chain:
            self.taken_a[tile.a : tile.a + tile.size] = bytes(tile.size)
            self.taken_b[tile.b : tile.b + tile.size] = bytes(tile.size)

    def free(self, tile: Tile) -> list[Tile]:
        """The stretches of a run of which no word is used yet, of at least `GRAM` words."""
        x, y, size = tile
        busy_a, busy_b = self.taken_a[x : x + size], self.taken_b[y : y + size]
        if 1 not in busy_a and 1 not in busy_b:
            return [tile]
        busy = bytes(one | two for one, two in zip(busy_a, busy_b, strict=True))
        pieces, at = [], 0
        for stretch in busy.split(b"\1"):
            if len(stretch) >= GRAM:
                pieces.append(Tile(x + at, y + at, len(stretch)))
            at += len(stretch) + 1
        return pieces

    def widen(self, chain: list[Tile]) -> list[Tile]:
        """The chain with what goes on beyond an edit of a word or two at either edge, when two words agree again."""
        last = chain[-1]
        while tile := self._step(last.a + last.size, last.b + last.size, 1):
            last = tile
            chain = [*chain, tile]
        before: list[Tile] = []
        first = chain[0]
        while tile := self._step(first.a - 1, first.b - 1, -1):
            first = tile
            before.append(tile)
        return [*before[::-1], *chain] if before else chain

    def reach(self, chain: list[Tile]) -> list[Tile]:
        """The chain with what goes on beyond many edits at either edge, as long as more agrees than not."""
        while tiles := self._beyond(chain[-1].a + chain[-1].size, chain[-1].b + chain[-1].size, 1):
            chain = [*chain, *tiles]
        while tiles := self._beyond(chain[0].a - 1, chain[0].b - 1, -1):
            chain = [*tiles[::-1], *chain]
        return chain

    def _beyond(self, x: int, y: int, way: int) -> list[Tile]:
        """The runs past two word numbers up to where they have won most over what lies between them."""
        some_a = self._open(self.a, self.taken_a, x, way)
        some_b = self._open(self.b, self.taken_b, y, way)
        if len(some_a) < LEAST_REACHED or len(some_b) < LEAST_REACHED:
            return []
        best, won, score, at_a, at_b = LEAST_WON - 1, 0, 0, 0, 0
        parts = equal_parts(some_a, some_b)
        for number, (first_a, first_b, size) in enumerate(parts, 1):
            score -= first_a - at_a + first_b - at_b
            score += sum(1 + self.content[x + way * n] for n in range(first_a, first_a + size))
            at_a, at_b = first_a + size, first_b + size
            if score > best:
                best, won = score, number
        tiles = []
        for first_a, first_b, size in parts[:won]:
            ends = (x + way * first_a, x + way * (first_a + size - 1))
            others = (y + way * first_b, y + way * (first_b + size - 1))
            tile = Tile(min(ends), min(others), size)
            self.take(tile)
            tiles.append(tile)
        return tiles

    @staticmethod
    def _open(words: list[int], taken: bytearray, at: int, way: int) -> list[int]:
        """The words from a place on, in one direction, up to the next passage and at most `REACH`."""
        if way > 0:
            stop = taken.find(1, at, at + REACH)
            return words[at : at + REACH if stop < 0 else stop]
        low = max(0, at + 1 - REACH)
        return words[max(low, taken.rfind(1, low, at + 1) + 1) : at + 1][::-1]

    def _step(self, x: int, y: int, way: int) -> Tile | None:
        """The nearest place past two word numbers where words agree again, after at most two words on either side."""
        # A substituted word (1, 1) first, then an added one, then longer ones; past a longer edit two equal words
        # may be chance ("of the"), so it takes three.
        for skip_a, skip_b, need in ((1, 1, 2), (1, 0, 2), (0, 1, 2), (2, 2, 3), (2, 1, 3), (1, 2, 3)):
            first_i, first_j = i, j = x + way * skip_a, y + way * skip_b
            while (
                0 <= i < len(self.a)
                and 0 <= j < len(self.b)
                and self.a[i] == self.b[j]
                and not (self.taken_a[i] or self.taken_b[j])
            ):
                i, j = i + way, j + way
            size = abs(i - first_i)
            if size >= need:
                tile = Tile(min(first_i, i - way), min(first_j, j - way), size)
                self.take(tile)
                return tile
        return None


def _join(pieces: Iterable[list[Tile]]) -> list[list[Tile]]:
    """Pieces that follow one another closely in both texts, in one chain; each joins the nearest chain before it."""
    chains: list[list[Tile]] = []
    equal: list[int] = []
    for piece in pieces:
        begin, end, more = piece[0], piece[-1], sum(tile.size for tile in piece)
        best, nearest = -1, FAR * 2 + 1
        for index in range(len(chains) - 1, max(-1, len(chains) - 1 - BACK), -1):
            first, last, words = chains[index][0], chains[index][-1], equal[index]
            gap_a, gap_b = begin.a - last.a - last.size, begin.b - last.b - last.size
            added = min(gap_a, gap_b) == 0
            room = max(NEAR, min(FAR, min(words, more) // 2)) if added else NEAR
            longer = max(end.a - first.a, end.b - first.b) + end.size
            alike = (words + more) * SHARE >= longer
            if 0 <= gap_a <= room and 0 <= gap_b <= room and alike and gap_a + gap_b < nearest:
                best, nearest = index, gap_a + gap_b
        if best < 0:
            chains.append(list(piece))
            equal.append(more)
        else:
            chains[best] += piece
            equal[best] += more
    return chains


def side_by_side(chain: Sequence[Tile], a: Page, b: Page) -> Pairs:
    """The equal words of a chain, those of its edits included, one beside the other."""
    parts: list[tuple[int, int, int]] = []
    x, y = chain[0].a, chain[0].b
    for tile in chain:
        if tile.a > x and tile.b > y:
            parts += [
                (x + at_a, y + at_b, size)
                for at_a, at_b, size in equal_parts(
                    a.codes[x : tile.a].tolist(), b.codes[y : tile.b].tolist()
                )
            ]
        parts.append(tile)
        x, y = tile.a + tile.size, tile.b + tile.size
    ones = [np.arange(first, first + size) for first, _, size in parts]
    twos = [np.arange(first, first + size) for _, first, size in parts]
    return (ones[0], twos[0]) if len(parts) == 1 else (np.concatenate(ones), np.concatenate(twos))


def equal_parts(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int, int]]:
    """The longest common subsequence of two short stretches, as (place, place, size)."""
    return [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in LCSseq.opcodes(a, b)
        if op.tag == "equal"
    ]
