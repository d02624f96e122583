"""Winnowed fingerprints of articles, and the pairs of articles that meet in them.

Winnowing after Schleimer, Wilkerson and Aiken (SIGMOD 2003): of every `WINDOW` consecutive shingles of `SHINGLE`
words the smallest hash is kept, so a shared run of SHINGLE + WINDOW - 1 = 10 words always shares a fingerprint.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.resolve.reuse.shingles import STOCK_WORDS, shingle_hashes, stock_starts

# 6 and 5 keep one word in three. Of 300 heavily edited copies they lose 11, 6 and 7 lose 15, 5 and 5 lose 8; on 1,530
# news articles of the tuning part they name 2,093 pairs, 1,717 and 4,300 the others, most of them for one phrase.
SHINGLE, WINDOW = 6, 5
# Content words that a fingerprint holds at least; with 2, one light copy in sixty is lost.
LEAST_CONTENT = 1
# Of the same articles' fingerprints, those that more than eight articles of one outlet carry were that outlet's own
# furniture in every case looked at (calls to subscribe, notes on authors); eight and fewer are also its background
# paragraphs.
OUTLET_TEMPLATE = 8
# A text that more articles than this carry is joined through hubs, its articles of smallest id, and not pair by
# pair: 40 copies make 780 pairs, 400 would make 79,800.
ALL_PAIRS, HUBS = 40, 8
# More carriers than this and the words are nobody's text; the fingerprint is dropped, and counted.
CAP = 400

Values = NDArray[np.int64]


def fingerprints(codes: Sequence[NDArray[np.uint32]], content: Sequence[NDArray[np.bool_]]) -> list[Values]:
    """The winnowed fingerprints of each text, ascending: 63-bit hashes.

    Left out are those that recur in the text (its own refrain), that lie wholly in a phrase which is anybody's, and
    that hold no content word: most pairs that had only such a one in common shared no passage.
    """
    sizes = np.array([len(text) for text in codes], dtype=np.int64)
    if sizes.sum() < SHINGLE:
        return [np.empty(0, dtype=np.int64) for _ in codes]
    words, meaning = np.concatenate(codes), np.concatenate(content)
    hashes = shingle_hashes(words, SHINGLE)
    owner = np.repeat(np.arange(len(sizes)), sizes)[: len(hashes)]
    # the texts lie one behind the other: a shingle over a border is nobody's
    left = (np.cumsum(sizes)[owner] - np.arange(len(hashes))) >= SHINGLE
    at = np.flatnonzero(winnowed(hashes, left))
    known = np.concatenate(([0], np.cumsum(meaning)))
    stock = stock_starts(words)
    telling = ~(stock[at] & stock[at + SHINGLE - STOCK_WORDS])
    telling &= known[at + SHINGLE] - known[at] >= LEAST_CONTENT
    picked, whose = (hashes[at] >> np.uint64(1)).astype(np.int64), owner[at]
    order = np.lexsort((picked, whose))
    picked, whose, telling = picked[order], whose[order], telling[order]
    recurs = (picked[1:] == picked[:-1]) & (whose[1:] == whose[:-1])
    telling[1:] &= ~recurs
    telling[:-1] &= ~recurs
    edges = np.searchsorted(whose[telling], np.arange(len(sizes) + 1)).tolist()
    values = picked[telling]
    return [values[first:last] for first, last in pairwise(edges)]


def winnowed(hashes: NDArray[np.uint64], own: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which hashes are the smallest of any `WINDOW` consecutive ones among those that are some text's `own`.

    A hash is the smallest of a window that it lies in when it equals the largest of the smallest of those windows.
    A text that has fewer hashes than a window is one window. Texts lie apart: between two are hashes of neither.
    """
    kept = np.zeros(len(hashes), dtype=bool)
    edges = np.flatnonzero(np.diff(own, prepend=False, append=False))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if last - first < WINDOW:
            kept[first:last] = hashes[first:last] == hashes[first:last].min()
    count = len(hashes) - WINDOW + 1
    if count < 1:
        return kept
    smallest = hashes[:count].copy()
    for step in range(1, WINDOW):
        np.minimum(smallest, hashes[step : step + count], out=smallest)
    inside = np.concatenate(([0], np.cumsum(own)))
    smallest[inside[WINDOW:] - inside[:count] < WINDOW] = 0
    largest = np.zeros(len(hashes), dtype=np.uint64)
    for step in range(WINDOW):
        np.maximum(largest[step : step + count], smallest, out=largest[step : step + count])
    kept |= own & (largest > 0) & (hashes == largest)
    return kept


def meet(values: Values, articles: Values, labels: Values) -> tuple[Values, Values]:
    """The pairs of articles that share a fingerprint which tells something, ascending, each once.

    `values` ascending and, within one value, `articles` ascending: all that carry it. `labels` are numbers of the
    articles' outlets (0: unknown).
    """
    new = np.flatnonzero(np.diff(values, prepend=-1))
    sizes = np.diff(np.append(new, len(values)))
    many = (sizes > 1) & (sizes <= CAP)
    ones: list[Values] = []
    twos: list[Values] = []
    first, sizes = new[many], sizes[many]
    # all values that as many articles carry at once: few different numbers, and each a few steps
    for size in np.unique(sizes).tolist():
        rows = first[sizes == size][:, None] + np.arange(size)
        here, outlets = articles[rows], labels[rows]
        hubs = size if size <= ALL_PAIRS else HUBS
        template = _templates(outlets) if size > OUTLET_TEMPLATE else None
        for step in range(min(hubs, size - 1)):
            one, two = here[:, step : step + 1], here[:, step + 1 :]
            one = np.broadcast_to(one, two.shape)
            if template is None:
                ones.append(one.ravel())
                twos.append(two.ravel())
            else:
                own = template[:, step : step + 1] & (outlets[:, step : step + 1] == outlets[:, step + 1 :])
                ones.append(one[~own])
                twos.append(two[~own])
    if not ones:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    both = np.unique(np.concatenate(ones) << 32 | np.concatenate(twos))
    return both >> 32, both & 0xFFFFFFFF


def _templates(outlets: Values) -> NDArray[np.bool_]:
    """Which entries are of an outlet that more than `OUTLET_TEMPLATE` articles of their row are of."""
    alike = (outlets[:, :, None] == outlets[:, None, :]).sum(axis=2)
    template: NDArray[np.bool_] = (outlets != 0) & (alike > OUTLET_TEMPLATE)
    return template
