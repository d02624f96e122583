"""The words of many texts at once, as arrays: where each stands, a hash of its folded form, and how it is written.

The words are those of `forms.read_words` and the hashes those of their folded forms; made without a Python object a
word, which is what comparing very many texts needs.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.spans import Span
from sayso.words.forms import APOSTROPHES, fold

QUOTES = frozenset("\"“”„«»'‘’")

_LETTER, _DIGIT, _SMALL, _CAPITAL, _QUOTE, _JOINS, _TITLE = 1, 2, 4, 8, 16, 32, 64
# A folded form longer than this is hashed on its own: hardly any word is, and a hash of many goes letter by letter.
_LONG = 16
_BETWEEN = "\n\n"
AT_ONCE = 32
"""Texts that are scanned in one go: the arrays of more do not fit a processor's cache, and take longer."""
_ODD = 255
"""Stands for a character whose folded form is not one ASCII character."""


class Scan(NamedTuple):
    """The words of one text in reading order, as arrays of one length.

    `codes` are 32-bit hashes of the folded forms. `small`: the word begins with a small letter; `capitals`: it is
    longer than one character and all its letters are capitals; `quoted` and `unquoted`: a quotation mark stands right
    before it, right behind it (or behind one sign that follows it).
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    codes: NDArray[np.uint32]
    small: NDArray[np.bool_]
    capitals: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    unquoted: NDArray[np.bool_]


@lru_cache(maxsize=1 << 16)  # as many as the folded words that are remembered
def code(form: str) -> int:
    """A 32-bit hash of a folded word, the same on every machine (CRC-32 of its UTF-8)."""
    return zlib.crc32(form.encode("utf-8", "surrogatepass"))


def scan_words(texts: Sequence[str], without: Sequence[Sequence[Span]]) -> list[Scan]:
    """All words of each text, but for those that touch its spans in `without` (sorted, disjoint)."""
    if len(texts) > AT_ONCE:
        parts = range(0, len(texts), AT_ONCE)
        return [
            scan for at in parts for scan in scan_words(texts[at : at + AT_ONCE], without[at : at + AT_ONCE])
        ]
    # no word ends within two characters of another text
    joined = "".join([text + _BETWEEN for text in texts]) or _BETWEEN
    chars = _chars(joined)
    kinds, folded = _look_up(chars)
    bounds = np.cumsum([0, *(len(text) + len(_BETWEEN) for text in texts)])
    starts, ends = _words(chars, kinds)
    if any(without):
        gaps = [
            (span.start + at, span.end + at)
            for at, spans in zip(bounds.tolist(), without, strict=False)
            for span in spans
        ]
        starts, ends = _outside(starts, ends, gaps)
    fields = (starts, ends, _codes(joined, folded, starts, ends), *_written(kinds, starts, ends))
    edges = np.searchsorted(starts, bounds).tolist()
    return [
        _one(fields, first, last, at)
        for first, last, at in zip(edges, edges[1:], bounds.tolist(), strict=False)
    ]


def written_words(text: str, *, without: Sequence[Span] = ()) -> list[str]:
    """The words of `forms.read_words` as they are written, not folded; several times as fast as reading them."""
    chars = _chars(text + _BETWEEN)
    starts, ends = _words(chars, _look_up(chars)[0])
    if without:
        starts, ends = _outside(starts, ends, without)
    return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def _chars(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _outside(
    starts: NDArray[np.int64], ends: NDArray[np.int64], gaps: Sequence[tuple[int, int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The words that touch none of the gaps (sorted, disjoint)."""
    low, high = np.array(gaps).T
    near = np.minimum(np.searchsorted(high, starts, "right"), len(gaps) - 1)
    clear = (high[near] <= starts) | (low[near] >= ends)
    return starts[clear], ends[clear]


def _one(fields: tuple[NDArray[np.generic], ...], first: int, last: int, at: int) -> Scan:
    starts, ends, *rest = (field[first:last] for field in fields)
    moved = ((ends_or_starts - at).astype(np.int32) for ends_or_starts in (starts, ends))
    return Scan(*moved, *rest)  # type: ignore[arg-type]


@lru_cache(maxsize=0x1100)  # all there are; an English text has three or four
def _block(number: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """What 256 characters are, and their folded forms as one byte each (0: none)."""
    made = [_kind_and_fold(chr(char)) for char in range(number * 256, number * 256 + 256)]
    kinds, folded = np.array(made, dtype=np.uint8).T
    return kinds, folded


def _kind_and_fold(char: str) -> tuple[int, int]:
    kind = _QUOTE * (char in QUOTES) | _JOINS * (char in APOSTROPHES)
    if char.isalnum():
        kind |= _DIGIT if char.isdecimal() else _LETTER
    if char.isupper():
        kind |= _CAPITAL
    elif char.islower():
        kind |= _SMALL
    elif char.istitle():  # a letter that is a capital and a small one, as in some Croatian
        kind |= _TITLE
    if char in APOSTROPHES or char in ".,":
        return kind, 0
    if not kind & (_LETTER | _DIGIT):
        return kind, 0
    form = fold(char)
    return kind, ord(form) if len(form) == 1 and form.isascii() else _ODD if form else 0


def _look_up(chars: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """What each character is, and its folded form."""
    there = np.zeros((int(chars.max()) >> 8) + 1, dtype=bool)
    there[chars >> 8] = True
    tables = np.zeros((2, len(there) * 256), dtype=np.uint8)
    for number in np.flatnonzero(there).tolist():
        tables[:, number * 256 : number * 256 + 256] = _block(number)
    kinds, folded = tables
    return kinds[chars], folded[chars]


def _words(
    chars: NDArray[np.uint32], kinds: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the words begin and end: the pattern of `forms`, by runs of letters and runs of digits."""
    kind = kinds & (_LETTER | _DIGIT)
    edges = np.flatnonzero(kind[1:] != kind[:-1]) + 1
    if kind[0]:
        edges = np.concatenate(([0], edges))
    at = np.flatnonzero(kind[edges])
    if len(at) == 0:
        return at, at
    starts, ends = edges[at], edges[at + 1]  # a text ends with what is no word
    letters = kind[starts] == _LETTER
    behind = chars[ends]  # what follows a run; the last run of all is followed by a line's end
    dot, comma = ord("."), ord(",")
    before = np.concatenate(([0], behind[:-1]))
    after_letters = np.concatenate(([False], letters[:-1]))
    apart = starts - np.concatenate(([-2], ends[:-1]))
    near = apart == 1
    joined = letters & after_letters & near & (kinds[starts - 1] & _JOINS != 0)
    # dotted capitals: single letters, each with its dot
    dotted = letters & (ends - starts == 1) & (behind == dot) & ~joined
    linked = dotted & near & np.concatenate(([False], dotted[:-1]))
    in_dots = linked | np.concatenate((linked[1:], [False]))
    tail = ~letters & after_letters & (apart == 0)
    parted = (before == dot) | (before == comma)
    number = ~letters & ~after_letters & near & parted & ~np.concatenate(([False], tail[:-1]))
    number[0] = False
    first = np.flatnonzero(~(joined | linked | tail | number))
    last = np.concatenate((first[1:], [len(starts)])) - 1
    return starts[first], ends[last] + in_dots[last]


def _codes(
    joined: str, folded: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.uint32]:
    """CRC-32 of each folded word: letter by letter, of all words at once."""
    kept = folded != 0
    before = np.cumsum(kept, dtype=np.int32) - kept
    letters = folded[kept]
    first, sizes = before[starts], before[ends] - before[starts]
    slow = sizes > _LONG
    odd = np.searchsorted(ends, np.flatnonzero(folded == _ODD), "right")
    slow[odd[odd < len(ends)]] = True  # of a word that was left out the next one is taken, which does no harm
    sizes[slow] = 0
    order = np.argsort((_LONG - sizes).astype(np.uint8), kind="stable")  # longest first
    first, sizes = first[order], sizes[order]
    crc = np.full(len(starts), 0xFFFFFFFF, dtype=np.uint32)
    table = _crc_table()
    more = np.searchsorted(-sizes, -np.arange(_LONG), "left")  # how many words have a letter beyond this many
    for step, count in enumerate(more.tolist()):
        if count == 0:
            break
        part = crc[:count]
        at = (part ^ letters[first[:count] + step]) & 0xFF
        crc[:count] = table[at] ^ (part >> 8)
    codes = np.empty_like(crc)
    codes[order] = ~crc
    for number in np.flatnonzero(slow).tolist():
        codes[number] = code(fold(joined[starts[number] : ends[number]]))
    return codes


@lru_cache(maxsize=1)
def _crc_table() -> NDArray[np.uint32]:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(0xEDB88320), table >> 1)
    return table


def _written(
    kinds: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """`small`, `capitals`, `quoted` and `unquoted` of words."""
    first = kinds[starts]
    small = first & _SMALL != 0
    capitals = (ends - starts > 1) & (first & _DIGIT == 0)
    # a second letter that is no capital rules out nearly all
    capitals &= (first | kinds[starts + 1]) & (_SMALL | _TITLE) == 0
    maybe = np.flatnonzero(capitals)
    if len(maybe):
        sizes = ends[maybe] - starts[maybe]
        at = np.cumsum(sizes) - sizes
        chars = np.repeat(starts[maybe] - at, sizes) + np.arange(sizes.sum())
        within = np.bitwise_or.reduceat(kinds[chars], at)
        capitals[maybe] = within & (_CAPITAL | _SMALL | _TITLE) == _CAPITAL
    quoted = (starts > 0) & (kinds[starts - 1] & _QUOTE != 0)
    unquoted = (kinds[ends] | kinds[ends + 1]) & _QUOTE != 0
    return small, capitals, quoted, unquoted
