"""Half-open spans `[start, end)` of code-point offsets into `Article.text`."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of an article's text, in code points."""

    start: int
    end: int


def slice_text(text: str, span: Span) -> str:
    """The exact characters that a span covers; ValueError when it reaches outside the text."""
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(
            f"span {tuple(span)} does not fit a text of {len(text)} characters; re-derive the record"
        )
    return text[span.start : span.end]


def shift(span: Span, by: int) -> Span:
    """The same span `by` code points further on."""
    return Span(span.start + by, span.end + by)


def overlap(a: Span, b: Span) -> int:
    """How many code points two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def contains(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies wholly within `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def merge(spans: Iterable[Span], *, gap: int = 0) -> tuple[Span, ...]:
    """The union of spans as sorted, disjoint spans; those at most `gap` apart are joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + gap:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(Span(*span))
    return tuple(merged)


def trim(text: str, span: Span, *, strip: str | None = None) -> Span | None:
    """The span without the white space (or the characters of `strip`) at its edges; None when nothing is left."""
    piece = text[span.start : span.end]
    left = len(piece) - len(piece.lstrip(strip))
    right = len(piece.rstrip(strip))
    return Span(span.start + left, span.start + right) if left < right else None
