"""Articles made ready for comparing word by word: arrays of numbers, many articles at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.resolve.reuse.shingles import in_stock, shingle_hashes, stock_starts, word_codes
from sayso.spans import Span
from sayso.words.commonness import function_words
from sayso.words.scan import Scan, scan_words

# Runs of four words are found and may continue a passage.
GRAM = 4
# A sentence of fewer words is looked for in runs of equal words alone.
LEAST_SENTENCE = 8


@dataclass(frozen=True, kw_only=True, eq=False)
class Page:
    """One article's words as arrays of one length, and the word ranges of its sentences.

    `codes` are hashes of folded words. `content`: more than grammar; `plain`: content, and no name, title or number;
    `stock`: in a phrase that is anybody's; `quoted`, `unquoted`: a quotation begins, ends there. Of sentence n the
    first word is `first[n]`, and `last[n]` the one behind its last.
    """

    codes: NDArray[np.uint32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    content: NDArray[np.bool_]
    plain: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    unquoted: NDArray[np.bool_]
    first: NDArray[np.int32]
    last: NDArray[np.int32]

    @cached_property
    def sentence(self) -> NDArray[np.int32]:
        """The number of the sentence that each word lies in; -1 when it lies in none."""
        if len(self.first) == 0:
            return np.full(len(self.codes), -1, dtype=np.int32)
        words = np.arange(len(self.codes))
        numbers = (np.searchsorted(self.first, words, "right") - 1).astype(np.int32)
        numbers[words >= self.last[numbers]] = -1
        numbers[: self.first[0]] = -1
        return numbers

    @cached_property
    def opens(self) -> NDArray[np.bool_]:
        """At which words a passage may begin: those that say something, and a sentence's or quotation's first."""
        at = self.content | self.quoted
        at[self.first] = True
        return at

    @cached_property
    def closes(self) -> NDArray[np.bool_]:
        """With which words a passage may end."""
        at = self.content | self.unquoted
        at[self.last - 1] = True
        return at

    @cached_property
    def grams(self) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
        """Hashes of all runs of `GRAM` words in ascending order, and where each begins."""
        hashes = shingle_hashes(self.codes, GRAM)
        order = np.argsort(hashes)  # of equal ones in any order: what is made of them is sorted again
        return hashes[order], order

    @cached_property
    def plain_words(self) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
        """(word, sentence) of plain words as one number each, ascending, without repetition; and how many a sentence has."""
        sentence = self.sentence
        at = np.flatnonzero(self.plain & (sentence >= 0))
        at = at[(self.last - self.first)[sentence[at]] >= LEAST_SENTENCE]
        both = (self.codes[at].astype(np.uint64) << np.uint64(32)) | sentence[at].astype(np.uint64)
        both.sort()  # np.unique is slower than this
        both = both[np.concatenate(([True], both[1:] != both[:-1]))] if len(both) else both
        numbers = (both & np.uint64(0xFFFFFFFF)).astype(np.int32)
        return both, np.bincount(numbers, minlength=len(self.first)).astype(np.int32)


def read_pages(
    texts: Sequence[str], *, skipped: Sequence[Sequence[Span]], sentences: Sequence[Sequence[tuple[int, int]]]
) -> list[Page]:
    """Make articles ready: their words without the `skipped` spans, and sentences as word ranges."""
    return [_page(scan, spans) for scan, spans in zip(scan_words(texts, skipped), sentences, strict=True)]


def content_words(scan: Scan) -> NDArray[np.bool_]:
    """Which words are more than grammar: an acronym is, whatever the same letters are in small ones ("US", "IT")."""
    first, codes = _function_codes()
    at = first[scan.codes >> np.uint32(16)]
    grammar = codes[0][at] == scan.codes
    for others in codes[1:]:
        grammar |= others[at] == scan.codes
    content: NDArray[np.bool_] = ~grammar | scan.capitals
    return content


@lru_cache(maxsize=1)
def _function_codes() -> tuple[NDArray[np.int32], list[NDArray[np.uint32]]]:
    """Codes of function words, ascending, as many times as some of them begin with the same 16 bits, each time moved by one.

    And by the first 16 bits of any code its place there: a look into so few places is much faster than a search.
    """
    codes = np.sort(word_codes(sorted(function_words())))
    first = np.searchsorted(codes, np.arange(1 << 16, dtype=np.uint32) << np.uint32(16)).astype(np.int32)
    most = int(np.unique(codes >> np.uint32(16), return_counts=True)[1].max())
    padded = np.concatenate((codes, np.repeat(codes[-1:], most)))
    return first, [padded[step : step + len(codes) + 1] for step in range(most)]


def _page(scan: Scan, sentences: Sequence[tuple[int, int]]) -> Page:
    content = content_words(scan)
    first, last = _ranges(scan, sentences)
    return Page(
        codes=scan.codes,
        starts=scan.starts,
        ends=scan.ends,
        content=content,
        # in small letters in the text: neither a name nor a title nor a number
        plain=content & scan.small & ~in_stock(stock_starts(scan.codes)),
        quoted=scan.quoted,
        unquoted=scan.unquoted,
        first=first,
        last=last,
    )


def _ranges(scan: Scan, sentences: Sequence[tuple[int, int]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Sentences as ranges of whole words, one after another; without those that hold none."""
    if not sentences:
        return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32)
    low, high = np.array(sorted(sentences)).T
    first = np.searchsorted(scan.starts, low).astype(np.int32)
    last = np.searchsorted(scan.ends, high, "right").astype(np.int32)
    first[1:] = np.maximum(first[1:], np.maximum.accumulate(last)[:-1])
    there = last > first
    return first[there], last[there]
