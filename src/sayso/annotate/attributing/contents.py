"""The words of a content: how they are told (quoted or not), and what is left of a stretch that others interrupt."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from sayso.annotate.attributing.quotations import Quotation
from sayso.records import AttributionKind
from sayso.spans import Span, contains, merge, overlap, trim

BROKEN_OFF = re.compile(r"[,.!?…—–-][”\"»’'」＂]?$")
"""How a quotation ends that other words interrupt ("“It holds,” she said, “for now.”"), unlike quoted words in a sentence."""
LEADS_IN = re.compile(r":\s*$")
BETWEEN = " \t\r\n,;:"
NEAR = 30
"""Characters between words of saying and who says it that stand together ("said late on Monday Jan Roe"); by judgement."""


def kind_of(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> AttributionKind:
    """Direct when all words stand in quotation marks, mixed when some do, else indirect."""
    quoted = False
    loose = False
    for span in content:
        at = max(0, bisect_right(quotations, span.start, key=lambda quotation: quotation.span.start) - 1)
        here = span.start
        while at < len(quotations) and quotations[at].span.start < span.end:
            quote = quotations[at].span
            if overlap(quote, span):
                quoted = True
                loose = loose or any(map(str.isalnum, text[here : quote.start]))
                here = max(here, quote.end)
            at += 1
        loose = loose or any(map(str.isalnum, text[here : span.end]))
    return "indirect" if not quoted else "mixed" if loose else "direct"


def pieces_of(
    text: str, place: Span, quotations: Sequence[Quotation], *, aside: Sequence[Span]
) -> tuple[Span, ...]:
    """A content from its first to its last character as its own words alone, in pieces where others interrupt it.

    `aside` are words of saying and of who says it, which are no content where they stand outside quotation marks.
    """
    quoted = [
        Span(max(place.start, q.span.start), min(place.end, q.span.end))
        for q in quotations
        if overlap(place, q.span)
    ]
    loose = [s for s in aside if contains(place, s) and not any(overlap(s, quote) for quote in quoted)]
    cuts = [gap for gap in _gaps(text, place, quoted) if _is_aside(text, gap, quoted, loose)]
    cuts += [
        _widened(text, span, place)
        for span in merge(loose, gap=NEAR)
        if not any(overlap(span, cut) for cut in cuts)
    ]
    pieces: list[Span] = []
    start = place.start
    for cut in [*merge(cuts), Span(place.end, place.end)]:
        piece = trim(text, Span(start, cut.start)) if start < cut.start else None
        if piece is not None and any(map(str.isalnum, text[piece.start : piece.end])):
            pieces.append(piece)
        start = cut.end
    return tuple(pieces) or (place,)


def _gaps(text: str, place: Span, quoted: Sequence[Span]) -> list[Span]:
    """The stretches before, between and behind quotations that hold words."""
    if not quoted:
        return []
    edges = [Span(place.start, place.start), *quoted, Span(place.end, place.end)]
    gaps = [Span(one.end, two.start) for one, two in pairwise(edges)]
    return [gap for gap in gaps if any(map(str.isalnum, text[gap.start : gap.end]))]


def _is_aside(text: str, gap: Span, quoted: Sequence[Span], aside: Sequence[Span]) -> bool:
    """Whether a stretch beside quotations is somebody else's: it tells who speaks, or a quotation was broken off for it."""
    if any(contains(gap, span) for span in aside):
        return True
    if gap.start < quoted[0].start:
        return LEADS_IN.search(text, gap.start, gap.end) is not None
    before = max(quote for quote in quoted if quote.end <= gap.start)
    broken = BROKEN_OFF.search(text, before.start, before.end) is not None
    if gap.end > quoted[-1].start:
        return broken and text[before.start : before.end].rstrip("”\"»’'」＂").endswith(",")
    return broken


def _widened(text: str, span: Span, within: Span) -> Span:
    """A stretch with the commas and white space beside it."""
    start, end = span
    while start > within.start and text[start - 1] in BETWEEN:
        start -= 1
    while end < within.end and text[end] in BETWEEN:
        end += 1
    return Span(start, end)
