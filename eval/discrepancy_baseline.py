"""The plain comparer beside Sayso: alike sentences of two articles whose numbers, names, days or scope words differ."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from places import DAYS, MONTHS, NUMERALS, SCOPES, TENS, Kind
from sayso.words.forms import read_words

ALIKE = 0.5
"""Share of the words of two sentences that both have (Jaccard), from which on they are compared."""
_sentence = re.compile(r"[^\n]+?(?:[.!?][”\"’)]*(?=\s|$)|(?=\n)|$)")
_values: Mapping[Kind, re.Pattern[str]] = {
    "number": re.compile(rf"\d+(?:[.,]\d+)*|\b(?:{'|'.join((*NUMERALS, *TENS))})\b"),
    "date": re.compile(rf"\b(?:{'|'.join((*DAYS, *MONTHS))})\b|\b(?:19|20)\d\d\b"),
    "name": re.compile(r"(?<=[a-z,] )[A-Z]\w+"),
    "scope": re.compile(rf"\b(?:{'|'.join(sorted(SCOPES, key=len, reverse=True))}|most|some|few|many)\b"),
}


class Shown(NamedTuple):
    """Two sentences (article by number, start, end) and the values of one kind that only one of them has."""

    kind: Kind
    one: int
    two: int
    spans: tuple[tuple[int, int], tuple[int, int]]
    only: tuple[frozenset[str], frozenset[str]]


class _Read(NamedTuple):
    span: tuple[int, int]
    words: frozenset[str]
    values: Mapping[Kind, frozenset[str]]


def compare(texts: Sequence[str]) -> Iterator[Shown]:
    """What the plain comparer shows of the articles of an event."""
    read = [list(_read(text)) for text in texts]
    for one in range(len(texts)):
        for two in range(one + 1, len(texts)):
            for a in read[one]:
                for b in read[two]:
                    if len(a.words & b.words) >= ALIKE * len(a.words | b.words):
                        yield from _differ(one, two, a, b)


def _differ(one: int, two: int, a: _Read, b: _Read) -> Iterator[Shown]:
    for kind in _values:
        left, right = a.values[kind] - b.values[kind], b.values[kind] - a.values[kind]
        if (left and right) or (kind == "scope" and (left or right)):
            yield Shown(kind, one, two, (a.span, b.span), (left, right))


def _read(text: str) -> Iterator[_Read]:
    for match in _sentence.finditer(text):
        words = frozenset(read_words(match.group()).forms)
        if len(words) >= 5:
            values = {kind: frozenset(pattern.findall(match.group())) for kind, pattern in _values.items()}
            yield _Read(match.span(), words, values)
