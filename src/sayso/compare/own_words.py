"""How much of the text that two articles share is an outlet's own, and no quotation that each may have from the speaker."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sayso.records import SharedPassage
from sayso.spans import Span
from sayso.words.commonness import function_words

# So many plain words outside quotation marks (written small, no function words) are text that somebody wrote. Of
# fewer ("the mayor told reporters"; a name with its titles) two who heard the same person may both have thought:
# of the shared texts of twelve stories, read one by one, those with four or five were titles and stock.
LEAST_OWN = 6
# Passages that lie this near in both articles are pieces of one stretch of copied text: about two sentences.
NEAR = 300
_mark = re.compile(r"[“”«»\"]|\n\s*")
_plain = re.compile(r"(?<!\w)[^\W\d_A-ZÀ-Þ][^\W\d_]*(?:[’'-][^\W\d_]+)*")


def quoted_spans(text: str) -> list[Span]:
    """What stands in double quotation marks; one that is not closed ends with its paragraph."""
    found: list[Span] = []
    opened: int | None = None
    for match in _mark.finditer(text):
        mark = match.group()
        if mark[0] == "\n":
            if opened is not None:
                found.append(Span(opened, match.start()))
            opened = None
        elif opened is None and mark in '“«"':
            opened = match.start()
        elif opened is not None and mark in '”»"':
            found.append(Span(opened, match.end()))
            opened = None
    if opened is not None:
        found.append(Span(opened, len(text)))
    return [span for span in found if span.end > span.start]


def own_words(text: str, span: Span, quoted: Sequence[Span]) -> int:
    """How many plain words of a stretch stand outside quotations."""
    borders = [span.start]
    for quotation in quoted:
        if quotation.start < span.end and span.start < quotation.end:
            borders += [max(span.start, quotation.start), min(span.end, quotation.end)]
    borders.append(span.end)
    outside = list(pairwise(borders))[::2]
    common = function_words()
    return sum(word not in common for start, end in outside for word in _plain.findall(text, start, end))


def stretches(passages: Iterable[SharedPassage]) -> list[list[SharedPassage]]:
    """The passages of one pair of articles by stretch: those near one another in both articles are pieces of one."""
    found: list[list[SharedPassage]] = []
    for shared in sorted(passages, key=lambda one: (one.a_start, one.b_start)):
        near = next((one for one in reversed(found) if any(_near(shared, other) for other in one)), None)
        if near is None:
            found.append([shared])
        else:
            near.append(shared)
    return found


def _near(one: SharedPassage, two: SharedPassage) -> bool:
    return (
        max(one.a_start - two.a_end, two.a_start - one.a_end) <= NEAR
        and max(one.b_start - two.b_end, two.b_start - one.b_end) <= NEAR
    )
