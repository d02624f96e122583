"""Sentences that are one sentence, edited so much that no long run of equal words is left of it."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.resolve.reuse.page_words import LEAST_SENTENCE, Page
from sayso.resolve.reuse.runs import Pairs, Run, Tile, equal_parts

# Common text says something: this many different words beside function words, names and titles.
LEAST_CONTENT = 3
# Two sentences are one, edited, when at least this share (thousandths) of their words is equal and in order.
SENTENCE_ALIKE = 620


def edited_sentences(a: Page, b: Page, tiles: Sequence[Tile], found: Sequence[Run]) -> Iterator[Pairs]:
    """Pairs of sentences that agree in most words, outside of what was found: each with the one most like it.

    They are looked for where the two articles have a few words in a row in common; where passages were found, which
    makes a copy likely, also where they have common words in any order.
    """
    open_a = _uncovered(a, [(run.a, run.a_end) for run in found])
    open_b = _uncovered(b, [(run.b, run.b_end) for run in found])
    best: dict[int, tuple[int, int, Pairs]] = {}
    for number_a, number_b in sorted(
        _touched(a, b, open_a, open_b, tiles) | (_alike(a, b, open_a, open_b) if found else set())
    ):
        match = _match(a, b, number_a, number_b)
        if match is not None and (number_b not in best or match[0] > best[number_b][0]):
            best[number_b] = (match[0], number_a, match[1])
    chosen: dict[int, Pairs] = {}
    for _, number_a, pairs in sorted(best.values(), key=lambda entry: (-entry[0], entry[1])):
        chosen.setdefault(number_a, pairs)
    yield from chosen.values()


def _uncovered(page: Page, covered: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which sentences have at least `LEAST_SENTENCE` words, none of them in a found passage."""
    is_open = page.last - page.first >= LEAST_SENTENCE
    for start, end in covered:
        low = int(np.searchsorted(page.last, start, "right"))
        high = int(np.searchsorted(page.first, end))
        is_open[low:high] = False
    return is_open


def _touched(
    a: Page, b: Page, open_a: NDArray[np.bool_], open_b: NDArray[np.bool_], tiles: Sequence[Tile]
) -> set[tuple[int, int]]:
    """Pairs of open sentences in which an equal run begins."""
    pairs = {(int(a.sentence[tile.a]), int(b.sentence[tile.b])) for tile in tiles}
    return {(one, two) for one, two in pairs if min(one, two) >= 0 and open_a[one] and open_b[two]}


def _alike(a: Page, b: Page, open_a: NDArray[np.bool_], open_b: NDArray[np.bool_]) -> set[tuple[int, int]]:
    """Pairs of open sentences that share at least `LEAST_CONTENT` plain words, half of those of the first."""
    if not open_a.any() or not open_b.any():
        return set()
    (words_a, counts_a), (words_b, _) = a.plain_words, b.plain_words
    words_a, words_b = words_a[open_a[_sentence(words_a)]], words_b[open_b[_sentence(words_b)]]
    forms_a, forms_b = words_a >> np.uint64(32), words_b >> np.uint64(32)
    low = np.searchsorted(forms_b, forms_a, "left")
    counts = np.searchsorted(forms_b, forms_a, "right") - low
    total = int(counts.sum())
    if total < LEAST_CONTENT:
        return set()
    i = np.repeat(_sentence(words_a), counts)
    j = _sentence(words_b)[np.repeat(low - np.cumsum(counts) + counts, counts) + np.arange(total)]
    both, votes = np.unique(i.astype(np.int64) * len(open_b) + j, return_counts=True)
    i, j = both // len(open_b), both % len(open_b)
    # half the plain words in common is less than any pair above the threshold has
    enough = (votes >= LEAST_CONTENT) & (votes * 2 >= counts_a[i])
    return set(zip(i[enough].tolist(), j[enough].tolist(), strict=True))


def _sentence(words: NDArray[np.uint64]) -> NDArray[np.int32]:
    return (words & np.uint64(0xFFFFFFFF)).astype(np.int32)


def _match(a: Page, b: Page, number_a: int, number_b: int) -> tuple[int, Pairs] | None:
    """How alike two sentences are (thousandths), and their equal words side by side; None when not alike."""
    x, x_end = int(a.first[number_a]), int(a.last[number_a])
    y, y_end = int(b.first[number_b]), int(b.last[number_b])
    parts = equal_parts(a.codes[x:x_end].tolist(), b.codes[y:y_end].tolist())
    equal = sum(size for _, _, size in parts)
    words = x_end - x + y_end - y
    alike = (2000 * equal + words // 2) // words
    if alike < SENTENCE_ALIKE or equal * 2 < max(x_end - x, y_end - y):
        return None
    ones = np.concatenate([np.arange(x + first, x + first + size) for first, _, size in parts])
    twos = np.concatenate([np.arange(y + first, y + first + size) for _, first, size in parts])
    return alike, (ones, twos)
