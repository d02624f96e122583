"""Runs of words as numbers, so that texts are compared in arrays; and the phrases that are anybody's."""

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from sayso.records import Mark
from sayso.spans import Span, merge
from sayso.words.forms import Words, read_words

# Marks whose words are the page's or the outlet's, not the report's: two articles that share them share nothing.
# Headlines and captions stay: they are written for the report and are copied with it.
PAGE_MARKS = frozenset({"dateline", "place", "credit", "byline", "section", "furniture"})
# Phrases and titles that are anybody's are told by this many words in a row (`stock_phrases`).
STOCK_WORDS = 5


@lru_cache(maxsize=1 << 16)  # as many as the folded words that are remembered
def code(form: str) -> int:
    """A 32-bit hash of a folded word, the same on every machine (CRC-32 of its UTF-8)."""
    return zlib.crc32(form.encode("utf-8", "surrogatepass"))


def page_spans(marks: Iterable[Mark]) -> tuple[Span, ...]:
    """The stretches of a text that belong to the page and not to the report."""
    return merge(Span(mark.start, mark.end) for mark in marks if mark.kind in PAGE_MARKS)


@lru_cache(
    maxsize=16
)  # several stages ask for the words of an article one after another, and then of the next
def report_words(_revision: str, text: str, without: tuple[Span, ...]) -> Words:
    """The words of a text that belong to the report and not to the page."""
    return read_words(text, without=without)


def word_codes(forms: Sequence[str]) -> NDArray[np.uint64]:
    """The hashes of a text's words."""
    return np.fromiter(map(code, forms), dtype=np.uint64, count=len(forms))


def shingle_hashes(codes: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """A 64-bit hash of every run of `size` words (a polynomial, then the splitmix64 finaliser to spread it)."""
    count = len(codes) - size + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + count] + np.uint64(1)
    hashes ^= hashes >> np.uint64(30)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(27)
    hashes *= np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


@lru_cache(maxsize=1)
def stock_phrases() -> NDArray[np.uint64]:
    """Sorted hashes of phrases that are anybody's, `STOCK_WORDS` words each (a shipped table, eval/make_df.py)."""
    text = resources.files(__package__).joinpath("data", "stock_phrases.txt").read_text(encoding="ascii")
    hashes = [int(line, 16) for line in text.splitlines() if not line.startswith("#")]
    return np.array(sorted(hashes), dtype=np.uint64)


def stock_starts(codes: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """At which words of a text a stock phrase starts."""
    starts = np.zeros(len(codes), dtype=bool)
    hashes, stock = shingle_hashes(codes, STOCK_WORDS), stock_phrases()
    if len(hashes) and len(stock):
        at = np.minimum(np.searchsorted(stock, hashes), len(stock) - 1)
        starts[: len(hashes)] = stock[at] == hashes
    return starts


def in_stock(codes: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which words of a text lie in a stock phrase."""
    inside = np.zeros(len(codes), dtype=bool)
    for first in np.flatnonzero(stock_starts(codes)):
        inside[first : first + STOCK_WORDS] = True
    return inside
