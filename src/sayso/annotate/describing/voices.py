"""In whose voice words stand: the innermost attribution whose content holds them, and whether they are quoted."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from sayso.records import Attribution
from sayso.spans import Span


def innermost(attributions: Iterable[Attribution], spans: Sequence[Span]) -> list[str | None]:
    """For each span the attribution with the shortest piece of content that holds it; None: the outlet says it.

    Words that only begin or end within a content count as in it: whose they are is then not sure, and so they are
    not the outlet's own. Linear in both but for sorting.
    """
    pieces = sorted(
        (span.start, span.end, attribution.id) for attribution in attributions for span in attribution.content
    )
    found: list[str | None] = [None] * len(spans)
    opened: list[tuple[int, int, str]] = []
    at = 0
    for number in sorted(range(len(spans)), key=lambda number: spans[number]):
        start, end = spans[number]
        while at < len(pieces) and pieces[at][0] < end:
            opened.append(pieces[at])
            at += 1
        opened = [piece for piece in opened if piece[1] > start]
        inside = [piece for piece in opened if piece[0] < end]
        if inside:
            found[number] = min(inside, key=lambda piece: (piece[1] - piece[0], piece))[2]
    return found


FIRST_PERSON = re.compile(
    r"\b(?:I|I['’]m|I['’]ve|[Mm]y|[Ww]e|[Oo]ur|us|me|[Mm]yself|[Oo]urselves)\b"
)  # "US" is a country
LONGEST_LINE = 3_000
"""Code points of a line that are looked at on either side."""


def may_be_somebodys(text: str, span: Span, spoken: Sequence[Span]) -> bool:
    """Whether words outside of what is known as said may be said nevertheless: their line speaks of "I" or "we".

    A statement that is printed whole has no quotation marks, and an opinion is its author's. `spoken` are the
    stretches that are known as said or quoted, sorted and disjoint; a pronoun in them tells nothing.
    """
    start = max(
        text.rfind("\n", max(0, span.start - LONGEST_LINE), span.start) + 1, span.start - LONGEST_LINE, 0
    )
    end = text.find("\n", span.end, span.end + LONGEST_LINE)
    end = min(len(text), span.end + LONGEST_LINE) if end < 0 else end
    return any(not _is_within(match.start(), spoken) for match in FIRST_PERSON.finditer(text, start, end))


def _is_within(offset: int, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset < spans[at].end
