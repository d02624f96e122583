"""How much of a text is somebody's own wording, and no quotation that another may have from the speaker, too."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from sayso.spans import Span
from sayso.words.commonness import function_words

# So many plain words outside quotation marks (written small, no function words) are text that somebody wrote. Of
# fewer ("the mayor told reporters"; a name with its titles) two who heard the same person may both have thought:
# of the shared texts of twelve stories, read one by one, those with four or five were titles and stock.
LEAST_OWN = 6
_mark = re.compile(r"[“”«»\"]|\n\s*")
_plain = re.compile(r"(?<!\w)[^\W\d_A-ZÀ-Þ][^\W\d_]*(?:[’'-][^\W\d_]+)*")


@lru_cache(maxsize=256)  # an article is compared with many others, one after the other
def quoted_spans(text: str) -> tuple[Span, ...]:
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
    return tuple(span for span in found if span.end > span.start)


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
