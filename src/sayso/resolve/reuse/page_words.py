"""One article made ready for comparing word by word."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.resolve.reuse.shingles import in_stock, word_codes
from sayso.spans import Span
from sayso.words.forms import Words, read_words


class Page(NamedTuple):
    """One article made ready for comparing: its words, and the word ranges of its sentences.

    `content` tells words that carry meaning from grammar, `plain` those of them that are no name, title or number
    and lie in no phrase that is anybody's.
    """

    words: Words
    codes: NDArray[np.uint64]
    sentences: tuple[tuple[int, int], ...]
    content: tuple[bool, ...]
    plain: tuple[bool, ...]


def read_page(
    text: str, *, skipped: Sequence[Span], sentences: Sequence[Span], common: frozenset[str]
) -> Page:
    """Make one article ready: words, sentences as word ranges, and which words are plain content."""
    words = read_words(text, without=skipped)
    ranges, first = [], 0
    for sentence in sorted(sentences):
        while first < len(words.starts) and words.starts[first] < sentence.start:
            first += 1
        last = first
        while last < len(words.ends) and words.ends[last] <= sentence.end:
            last += 1
        if last > first:
            ranges.append((first, last))
            first = last
    # Lower case in the text: neither a name nor a title nor a number. Words of a phrase that is anybody's say nothing.
    codes = word_codes(words.forms)
    stock = in_stock(codes).tolist()
    plain = tuple(
        text[start].islower() and not anybodys and form not in common
        for form, start, anybodys in zip(words.forms, words.starts, stock, strict=True)
    )
    # A word in capitals is an acronym, whatever the same letters are in small ones ("US", "IT").
    content = tuple(
        form not in common or (end - start > 1 and text[start:end].isupper())
        for form, start, end in zip(words.forms, words.starts, words.ends, strict=True)
    )
    return Page(words, codes, tuple(ranges), content, plain)
