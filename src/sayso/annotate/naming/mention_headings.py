"""Names in headlines: where every word is written large, only names that the body holds too can be told."""

import re
from collections.abc import Generator, Iterator, Mapping, Sequence

from sayso.annotate.naming.names import APOSTROPHES, name_tokens, strip_possessive
from sayso.records import EntityType
from sayso.spans import Span

WORD = re.compile(r"[^\W_][\w.'’‘&\-]*")
LONGEST = 6
"""Words of the longest name that is looked for in a heading."""


def heading_names(
    text: str, headings: Sequence[Span], known: Mapping[Span, EntityType]
) -> Iterator[tuple[Span, EntityType]]:
    """The names of the body that a heading repeats, whole or by surname, the longest first at each place."""
    forms: dict[str, EntityType] = {}
    for span in sorted(known):
        name, kind = text[span.start : span.end], known[span]
        forms.setdefault(_form(name), kind)
        if kind == "person":
            tokens = name_tokens(name)
            forms.setdefault(tokens[-1], kind)
    for heading in headings:
        words = [(match.start(), match.end()) for match in WORD.finditer(text, heading.start, heading.end)]
        index = 0
        while index < len(words):
            index = yield from _longest_at(text, words, index, forms)


def _longest_at(
    text: str, words: list[tuple[int, int]], index: int, forms: Mapping[str, EntityType]
) -> Generator[tuple[Span, EntityType], None, int]:
    for last in range(min(len(words), index + LONGEST) - 1, index - 1, -1):
        start, end = words[index][0], words[last][1]
        piece = text[start:end]
        bare = strip_possessive(piece).rstrip(".'’") if not piece.count(".") > 1 else strip_possessive(piece)
        kind = forms.get(_form(bare))
        if kind is not None and piece[:1].isupper():
            yield Span(start, start + len(bare)), kind
            return last + 1
    return index + 1


def _form(name: str) -> str:
    return " ".join(APOSTROPHES.sub("", name).casefold().split())
