"""Words of an article with a sentence of what stands around them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from sayso.publish.dossier.redacting import Piece, Redactor
from sayso.publish.export.annotated import held
from sayso.records import Article, Sentence
from sayso.spans import Span
from sayso.stage import Bundle

AROUND = 160
"""Characters on either side where no sentences are known: about a sentence."""
MOST = 1500
"""Characters of what stands around at most: of a sentence without an end only what is near is context."""


class Excerpts:
    """The sentences of some articles, by which words are shown in context."""

    def __init__(self, read: Iterable[Bundle], redactor: Redactor) -> None:
        self._sentences: dict[str, Sequence[Sentence]] = {
            bundle.article.id: sorted(held(bundle, Sentence), key=lambda row: row.start) for bundle in read
        }
        self._redactor = redactor

    def shown(self, article: Article, marked: Iterable[Span]) -> list[Piece]:
        """Some spans of an article, marked, in the sentences that they stand in."""
        spans = [Span(*span) for span in marked]
        inner = Span(min(span.start for span in spans), max(span.end for span in spans))
        return self._redactor.pieces(article, self._around(article, inner), spans)

    def _around(self, article: Article, inner: Span) -> Span:
        rows = self._sentences.get(article.id, ())
        first = bisect_right([row.end for row in rows], inner.start)
        last = bisect_left([row.start for row in rows], inner.end)
        if first >= last:
            return _widened(article.text, inner, AROUND)
        around = Span(min(rows[first].start, inner.start), max(rows[last - 1].end, inner.end))
        wide = _widened(article.text, inner, MOST)
        return Span(max(around.start, wide.start), min(around.end, wide.end))


def _widened(text: str, inner: Span, most: int) -> Span:
    """A span with whole words on either side, up to a number of characters, not over an empty line."""
    start, end = max(0, inner.start - most), min(len(text), inner.end + most)
    gap = text.rfind("\n\n", start, inner.start)
    start = gap + 2 if gap >= 0 else start
    gap = text.find("\n\n", inner.end, end)
    end = gap if gap >= 0 else end
    while 0 < start < inner.start and not text[start - 1].isspace():
        start += 1
    while inner.end < end < len(text) and not text[end].isspace():
        end -= 1
    return Span(start, end)
