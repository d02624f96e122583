"""The words that one of two articles has in the place of the other's, in a text that both have otherwise alike.

Only one or two words that say something count, with the same words before and behind. Names, numbers, days and what is
merely spelt or bent otherwise are no choice of words: the first three are compared as discrepancies.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from sayso.compare.aligning.worded import NEGATIONS, Block, Word, Worded, align, read
from sayso.spans import Span
from sayso.words.commonness import function_words

MOST = 2
"""Words of a choice: what is longer is another telling. Set by judgement."""
AROUND = 2
"""Equal words that stand right before a choice, and right behind it."""
SHORTEST = 3
"""Letters; shorter words are of grammar or units ("m" for "metres")."""
ALIKE = 700
"""Thousandths of letters in common (Indel) from which two words are one, spelt or bent otherwise ("programme")."""
DATED = frozenset(
    "today yesterday tomorrow tonight morning afternoon evening night day week month year weekend earlier later ago now "
    "recently last next past early late former then current monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december first second third".split()
)
COUNTED = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million "
    "millions billion billions several many few some most half percent per about nearly almost around over least more "
    "roughly approximately".split()
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words of one side: their span, whether they stand in quotation marks, and whether they are in a verb group."""

    span: Span
    quoted: bool
    verb: bool


def replaced(
    a: tuple[str, Span, Sequence[Span]], b: tuple[str, Span, Sequence[Span]]
) -> Iterator[tuple[Chosen, Chosen]]:
    """The choices in one shared text: each side is (text, its stretch, the verb groups of its article, sorted)."""
    (a_text, a_span, a_verbs), (b_text, b_span, b_verbs) = a, b
    one, two = read(Worded(text=a_text, content=(a_span,))), read(Worded(text=b_text, content=(b_span,)))
    blocks = align(one.words, two.words)
    for number, block in enumerate(blocks):
        if block.equal or not _framed(blocks, number):
            continue
        mine = _trimmed(one.words[block.a_start : block.a_end])
        other = _trimmed(two.words[block.b_start : block.b_end])
        if not (0 < len(mine) <= MOST and 0 < len(other) <= MOST):
            continue
        if not (_is_plain(a_text, mine) and _is_plain(b_text, other)) or _one_word(mine, other):
            continue
        chosen = _chosen(mine, a_verbs), _chosen(other, b_verbs)
        telling = [_says_something(mine), _says_something(other)]
        # "said" is a word of grammar by its commonness, and yet a choice beside "claimed"
        if chosen[0].verb != chosen[1].verb or not any(telling):
            continue
        if (len(mine) == len(other) == 1) if chosen[0].verb else all(telling):
            yield chosen


def _framed(blocks: Sequence[Block], number: int) -> bool:
    """Whether enough equal words stand right before and right behind a block."""
    return all(
        0 <= near < len(blocks) and blocks[near].equal and blocks[near].a_end - blocks[near].a_start >= AROUND
        for near in (number - 1, number + 1)
    )


def _trimmed(words: Sequence[Word]) -> Sequence[Word]:
    """Words without those of grammar at their edges, where something else is left ("an attempt")."""
    common = function_words()
    telling = [number for number, word in enumerate(words) if word.form not in common]
    return words[telling[0] : telling[-1] + 1] if telling else words


def _is_plain(text: str, words: Sequence[Word]) -> bool:
    """Whether words stand in small letters and are no numbers, days or negations."""
    return not any(
        word.form in NEGATIONS
        or word.form in DATED
        or word.form in COUNTED
        or not word.form.isalpha()
        or len(word.form) < SHORTEST
        or not text[word.start].islower()
        for word in words
    )


def _says_something(words: Sequence[Word]) -> bool:
    common = function_words()
    return any(word.form not in common for word in words)


def _one_word(mine: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether the two sides are the same words, spelt or bent otherwise, or one with a word more."""
    roots = {word.root for word in mine}, {word.root for word in other}
    if roots[0] & roots[1]:
        return True
    one, two = ("".join(word.form for word in side) for side in (mine, other))
    return int(Indel.normalized_similarity(one, two) * 1000) >= ALIKE


def _chosen(words: Sequence[Word], verbs: Sequence[Span]) -> Chosen:
    span = Span(words[0].start, words[-1].end)
    return Chosen(
        span,
        any(word.quotation >= 0 for word in words),
        any(verb.start < span.end and span.start < verb.end for verb in verbs),
    )
