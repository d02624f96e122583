"""Inside a quotation: which words stand between the marks, and what there is the outlet's hand.

Brackets, glosses in parentheses and ellipses between quotation marks are added by who quotes. They are compared
apart, so that no speaker is held to have said them.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.spans import Span, trim

HandKind = Literal["bracket", "gloss", "ellipsis"]
OPENING = '“«"‘'
# A quotation that is not closed runs to the end of its piece: one of several paragraphs opens each and closes the last.
_QUOTED = re.compile(
    '“(?P<a>[^”]*)(?:”|$)|«(?P<b>[^»]*)(?:»|$)|"(?P<c>[^"]*)(?:"|$)|(?<!\\w)‘(?P<d>[^’]*(?:’\\w[^’]*)*)(?:’|$)'
)
# As long as a gloss or an inserted name and title may be; what is longer is a passage that merely has brackets.
LONGEST = 200
_HAND = re.compile(
    rf"\[\s*(?:…|\.{{2,}}|\. \. \.)\s*\]|(?P<bracket>\[[^\[\]]{{0,{LONGEST}}}\])"
    rf"|(?P<gloss>\([^()]{{0,{LONGEST}}}\))|…|\.{{3,}}|\. \. \."
)


@dataclass(frozen=True, slots=True)
class Hand:
    """A stretch inside a quotation that is the outlet's own: an insertion, a gloss, or the mark of words left out."""

    start: int
    end: int
    kind: HandKind


def quoted(text: str, content: Sequence[Span]) -> tuple[Span, ...]:
    """The stretches of a rendering between quotation marks, without the marks (a mark may stand right before a piece)."""
    found = []
    for piece in content:
        first = piece.start - 1 if piece.start and text[piece.start - 1] in OPENING else piece.start
        for match in _QUOTED.finditer(text[first : piece.end]):
            start, end = match.span(match.lastgroup or 0)
            inside = trim(text, Span(first + start, first + end))
            if inside is not None:
                found.append(inside)
    return tuple(sorted(found))


def outlets_hand(text: str, quotations: Sequence[Span]) -> tuple[Hand, ...]:
    """What is the outlet's hand in some quotations, in reading order."""
    return tuple(
        Hand(
            quotation.start + match.start(),
            quotation.start + match.end(),
            "bracket" if match["bracket"] else "gloss" if match["gloss"] else "ellipsis",
        )
        for quotation in quotations
        for match in _HAND.finditer(text[quotation.start : quotation.end])
    )


def quotation_at(start: int, quotations: Sequence[Span]) -> int:
    """The number of the quotation (of sorted ones) in which a word starts, -1 outside all."""
    number = bisect_right(quotations, start, key=lambda quotation: quotation.start) - 1
    return number if number >= 0 and start < quotations[number].end else -1
