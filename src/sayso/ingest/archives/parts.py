"""What the readers of exports have in common: the lines of a part, and what was found in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.ingest.reading import Stated
from sayso.spans import Span

LONGEST_HEAD = 60
"""Lines of a part among which its head is looked for; real ones have 6 to 20, and a cover page goes before the first."""
_line = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_copyright = re.compile(r"(?:©|\(c\)|copyright\b|crown copyright|all rights reserved)", re.IGNORECASE)


class Line(NamedTuple):
    """A line that holds anything: its words without white space around them, where they stand, and how far indented."""

    words: str
    start: int
    end: int
    indent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article of an export: what its fields state, where its body stands, and every other field by its name.

    `above` are lines before its head that belong to no field: a cover page, or something that does not fit.
    """

    stated: Stated
    body: tuple[Span, ...]
    words: int | None = None
    other: Mapping[str, str] = field(default_factory=dict)
    above: Span | None = None


class Archive(NamedTuple):
    """An archive whose exports are known: where their articles end or begin, and what an article is made of.

    `parts` gives the stretches that should hold an article each, in order; what is not in one is a remainder. `article` takes
    one apart (None: it does not fit). `cover` tells of a line that it is the archive's own, and no article's.
    """

    name: str
    parts: Callable[[str], Iterator[Span]]
    article: Callable[[str, Span], Found | None]
    cover: re.Pattern[str]


def lines_of(text: str, part: Span) -> Iterator[Line]:
    """The lines of a part that hold anything, one at a time."""
    for match in _line.finditer(text, part.start, part.end):
        piece = match[0]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if left < right:
            yield Line(piece[left:right], match.start() + left, match.start() + right, left)


def stripped(text: str, start: int, end: int) -> Span | None:
    """A stretch without the white space at its edges; None when nothing is left."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None


def is_copyright(words: str) -> bool:
    """Whether a line says whose the article is."""
    return bool(_copyright.match(words))


def number_in(words: str) -> int | None:
    """The first number of some words, as 1,234 is written in several languages."""
    match = re.search(r"\d{1,3}(?:[.,' \u00a0]\d{3})+(?!\d)|\d{1,7}", words)
    return int(re.sub(r"\D", "", match[0])) if match else None


def names_in(byline: str) -> tuple[str, ...]:
    """The authors that a byline names: without its "By", and one for one where commas or "and" part them."""
    words = re.sub(r"^(?:by|von|par|por|di|da)[ \t:]+", "", " ".join(byline.split()), flags=re.IGNORECASE)
    parts = re.split(r";|,(?!\s*(?:jr|sr)\b)|\s+(?:and|und|et|y|&)\s+", words, flags=re.IGNORECASE)
    return tuple(name for part in parts if (name := part.strip(" ,;.|")))
