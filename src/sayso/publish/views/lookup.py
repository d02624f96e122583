"""Finding by the words that a person types: case, accents, punctuation and line breaks do not matter."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sayso.spans import Span

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼʹ`´][^\W_]+)*")
_APOSTROPHES = re.compile("['’‘ʼʹ`´]")
# The article that Arabic names carry or drop, and the words that bodies and outlets are named with or without.
_PARTICLES = frozenset({"al", "el", "the"})
# Stands between two words of a phrase: white space, punctuation, quotation marks; never another word.
_BETWEEN = r"[\W_]+"
_ANY = r"[\W_]*"


@lru_cache(maxsize=4096)
def fold_words(text: str) -> Words:
    """The words of a text without case, accents, apostrophes and punctuation."""
    plain = text
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    words: list[str] = _WORD.findall(plain.casefold())
    if _APOSTROPHES.search(plain) is None:
        return tuple(words)
    return tuple(word for word in (_APOSTROPHES.sub("", word) for word in words) if word)


def name_words(name: str) -> Words:
    """The words of a name without its particles ("al-", "the"), unless there is nothing else."""
    words = fold_words(name)
    return tuple(word for word in words if word not in _PARTICLES) or words


def name_fit(query: Words, name: Words) -> int:
    """How well a typed name fits a known one: 3 the same, 2 its last words (a surname), 1 words within it, 0 not."""
    if not query:
        return 0
    if query == name:
        return 3
    if query == name[-len(query) :]:
        return 2
    return 1 if is_within(query, name) else 0


def is_within(needle: Sequence[str], hay: Sequence[str]) -> bool:
    """Whether words stand in other words, one after the other."""
    size = len(needle)
    return any(tuple(hay[at : at + size]) == tuple(needle) for at in range(len(hay) - size + 1))


def is_about(query: Words, text: str) -> bool:
    """Whether every typed word begins a word of the text ("withdraw" finds "withdrawal")."""
    words = fold_words(text)
    return all(any(word.startswith(asked) for word in words) for asked in query)


def phrase_spans(text: str, phrases: Iterable[Words], *, joined: bool = False) -> tuple[Span, ...]:
    """Where any of these phrases stands in a text: across line breaks, quotation marks and punctuation.

    `joined`: also within words and with nothing between its own, as addresses are written.
    """
    folded, origin = _fold_with_origin(text)
    found: set[Span] = set()
    for phrase in sorted(set(phrases)):
        if not phrase:
            continue
        pattern = (_ANY if joined else _BETWEEN).join(_spelled(word) for word in phrase)
        for match in re.finditer(pattern if joined else rf"(?<![^\W_]){pattern}(?![^\W_])", folded):
            found.add(Span(origin[match.start()], origin[match.end() - 1] + 1))
    return tuple(_widest(found))


def _spelled(word: str) -> str:
    """A word as it may stand in a text: with apostrophes anywhere inside ("mazari" finds "maz’ari")."""
    return "['’‘ʼʹ`´]?".join(re.escape(char) for char in word)


def _fold_with_origin(text: str) -> tuple[str, Sequence[int]]:
    """The folded text and, for each of its characters, the offset in the text that it comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    table = {ord(char): _fold_char(char) for char in set(text)}
    if all(len(plain) == 1 for plain in table.values()):
        # Most texts have curly quotation marks and composed letters only: a whole text at once is six times as fast.
        return text.translate(table), range(len(text))
    folded: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        plain = _fold_char(char)
        folded.append(plain)
        origin.extend([at] * len(plain))
    return "".join(folded), origin


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    parts = unicodedata.normalize("NFKD", char)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def _widest(spans: Iterable[Span]) -> list[Span]:
    """The spans in reading order, without those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept
