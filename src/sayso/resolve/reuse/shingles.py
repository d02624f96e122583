"""Runs of words as numbers, so that texts are compared in arrays; and the phrases that are anybody's."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.records import Mark
from sayso.spans import Span, merge
from sayso.words.scan import code

# Marks whose words are the page's or the outlet's, not the report's: two articles that share them share nothing.
# Headlines and captions stay: they are written for the report and are copied with it.
PAGE_MARKS = frozenset({"dateline", "place", "credit", "byline", "section", "furniture"})
# Phrases and titles that are anybody's are told by this many words in a row (`stock_phrases`).
STOCK_WORDS = 5


def page_spans(marks: Iterable[Mark]) -> tuple[Span, ...]:
    """The stretches of a text that belong to the page and not to the report."""
    return merge(Span(mark.start, mark.end) for mark in marks if mark.kind in PAGE_MARKS)


def word_codes(forms: Sequence[str]) -> NDArray[np.uint32]:
    """The hashes of folded words."""
    return np.fromiter(map(code, forms), dtype=np.uint32, count=len(forms))


def shingle_hashes(codes: NDArray[Any], size: int) -> NDArray[np.uint64]:
    """A 64-bit hash of every run of `size` words (a polynomial, then the splitmix64 finaliser to spread it)."""
    count = len(codes) - size + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    wide = codes.astype(np.uint64)
    wide += np.uint64(1)
    hashes = wide[:count].copy()
    for offset in range(1, size):
        hashes *= np.uint64(0x9E3779B97F4A7C15)
        hashes += wide[offset : offset + count]
    hashes ^= hashes >> np.uint64(30)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(27)
    hashes *= np.uint64(0x94D049BB133111EB)
    hashes ^= hashes >> np.uint64(31)
    return hashes


@lru_cache(maxsize=1)
def stock_phrases() -> NDArray[np.uint64]:
    """Sorted hashes of phrases that are anybody's, `STOCK_WORDS` words each (a shipped table, eval/make_df.py)."""
    text = resources.files(__package__).joinpath("data", "stock_phrases.txt").read_text(encoding="ascii")
    hashes = [int(line, 16) for line in text.splitlines() if not line.startswith("#")]
    return np.array(sorted(hashes), dtype=np.uint64)


def stock_starts(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """At which words of a text a stock phrase starts."""
    starts = np.zeros(len(codes), dtype=bool)
    hashes, stock = shingle_hashes(codes, STOCK_WORDS), stock_phrases()
    if len(hashes) and len(stock):
        # their first 16 bits rule out nearly all of the hashes for the price of one look
        near = np.flatnonzero(_stock_prefixes()[hashes >> np.uint64(48)])
        at = np.minimum(np.searchsorted(stock, hashes[near]), len(stock) - 1)
        starts[near] = stock[at] == hashes[near]
    return starts


@lru_cache(maxsize=1)
def _stock_prefixes() -> NDArray[np.bool_]:
    known = np.zeros(1 << 16, dtype=bool)
    known[stock_phrases() >> np.uint64(48)] = True
    return known


def in_stock(starts: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which words of a text lie in a stock phrase, by where those start."""
    inside = starts.copy()
    for offset in range(1, STOCK_WORDS):
        inside[offset:] |= starts[:-offset]
    return inside
