"""Anchors: the words that a person pointed at, found again when the text around them was edited.

After the W3C Web Annotation model (TextQuoteSelector, TextPositionSelector): a quotation with what stands before and
after it says which words are meant, offsets say which of several equal ones.
"""

import re
from collections.abc import Iterable, Iterator

from sayso.records import Anchor
from sayso.spans import Span, overlap
from sayso.words.forms import read_words

# Characters that are kept on either side of a quotation: about five words, which tell most repetitions apart.
CONTEXT = 32
# An anchor goes to what covers at least this share of the union of both, in thousandths: more right than wrong.
LEAST_OVERLAP = 500


def make_anchor(article: str, text: str, span: Span) -> Anchor:
    """The anchor of a stretch of an article's text; ValueError when it is empty or reaches outside the text."""
    start, end = span
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{tuple(span)} is no stretch of a text of {len(text)} characters")
    return Anchor(
        article=article,
        quote=text[start:end],
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def whole_anchor(article: str) -> Anchor:
    """The anchor of an article itself: no words, so it holds whatever becomes of the text."""
    return Anchor(article=article, quote="", before="", after="", start=0, end=0)


def locate(anchor: Anchor, text: str) -> Span | None:
    """Where the anchor's words stand now; None when they are gone.

    Of several equal ones: where more of the context agrees, then the nearest to the old place, then the first. Words
    that were changed are found between their old neighbours, if at least half of them are still there.
    """
    places = list(_places(anchor.quote, text))
    if not places:
        return _between(anchor, text)
    return min(
        places,
        key=lambda place: (-_agreement(anchor, text, place), abs(place.start - anchor.start), place.start),
    )


def find(anchor: Anchor, text: str, candidates: Iterable[tuple[str, Span]]) -> str | None:
    """The id of the candidate that covers the anchor's words best; None when none covers them well enough.

    The measure is Jaccard over characters, at least `LEAST_OVERLAP`; of equal ones the first in the text, then by id.
    """
    place = locate(anchor, text)
    if place is None:
        return None
    best: tuple[int, int, str] | None = None
    for name, span in candidates:
        share = jaccard(place, span)
        if share >= LEAST_OVERLAP and (best is None or (-share, span.start, name) < best):
            best = (-share, span.start, name)
    return best[2] if best else None


def _places(quote: str, text: str) -> Iterator[Span]:
    """Where a quotation stands, whatever white space is between its words now."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    if pattern:
        yield from (Span(*match.span()) for match in re.finditer(pattern, text))


def _agreement(anchor: Anchor, text: str, place: Span) -> int:
    """How many characters on both sides are as they were, counted from the quotation outwards."""
    before = text[max(0, place.start - len(anchor.before)) : place.start]
    after = text[place.end : place.end + len(anchor.after)]
    return _common(anchor.before[::-1], before[::-1]) + _common(anchor.after, after)


def _common(a: str, b: str) -> int:
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _between(anchor: Anchor, text: str) -> Span | None:
    """What stands between the anchor's neighbours now, if it is still half the same words."""
    if not anchor.before.strip() or not anchor.after.strip():
        return None
    found: list[Span] = []
    at = text.find(anchor.before)
    while at >= 0:
        start = at + len(anchor.before)
        # no more than twice the words: a replacement, not another sentence
        end = text.find(anchor.after, start, start + 2 * len(anchor.quote) + len(anchor.after))
        if end > start and _alike(anchor.quote, text[start:end]):
            found.append(Span(start, end))
        at = text.find(anchor.before, at + 1)
    return min(found, key=lambda span: (abs(span.start - anchor.start), span.start), default=None)


def _alike(a: str, b: str) -> bool:
    x, y = (set(read_words(text).forms) for text in (a, b))
    return bool(x & y) and 1000 * len(x & y) >= LEAST_OVERLAP * len(x | y)


def jaccard(a: Span, b: Span) -> int:
    """The share of two stretches that they have in common, in thousandths."""
    both = overlap(a, b)
    return 1000 * both // max(1, a.end - a.start + b.end - b.start - both)
