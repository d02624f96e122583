"""Words as a dossier shows them: in pieces, with what is quoted marked, and a bar where a name must not be read."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote

from sayso.publish.dossier.hidden_names import HiddenNames, is_ordinary
from sayso.publish.views.lookup import fold_words, phrase_spans
from sayso.publish.words.phrases import one_line
from sayso.records import Article
from sayso.spans import Span, contains, merge

BAR = "[redacted]"
BETWEEN = re.compile(
    r"[\s\-]*(?:[A-Z]\.?[\s\-]*){0,3}(?:(?:[Aa]l|[Bb]in|[Ii]bn|[Vv]an|[Vv]on|[Dd]er|[Dd]e)[\s\-]+){0,2}"
)
"""What may stand between the parts of one name: initials and particles, which would tell something of it."""
ADDRESS = re.compile(r"[^\s()]+://[^\s()]+|[^\s()]*\w\.\w{2,6}\b[^\s()]*")
"""What looks like an address or a file within a text of ours."""
LONG_WORD = 5
"""Letters from which on a name is hidden within the words of an address too ("…/marenkospeaks")."""


class Piece(NamedTuple):
    """Some words, and whether they are the ones that matter."""

    text: str
    marked: bool = False


class Redactor:
    """Puts a bar in the place of names; with nothing to hide, words are as they are."""

    def __init__(self, hidden: HiddenNames) -> None:
        self.hidden = hidden
        self._in_article = lru_cache(maxsize=256)(self._spans_of_article)
        self._single = frozenset((form,) for word in hidden.words for form in (word, f"{word}s"))

    def words(self, text: str | None) -> str:
        """A text of ours or of a field, on one line."""
        return self._barred(one_line(text or ""), self._spans)

    def address(self, text: str | None) -> str:
        """An address or a file name; one with a name in it is written out plainly, and leads nowhere any more."""
        if not text or not self.hidden.spellings:
            return text or ""
        plain = unquote(text)
        shown = self._barred(plain, self._spans_of_address)
        return text if shown == plain else shown

    def pieces(self, article: Article, around: Span, marked: Iterable[Span]) -> list[Piece]:
        """Some words of an article on one line, those of `marked` marked."""
        hidden = self._in_article(article)
        marks = merge(tuple(Span(*span) for span in marked))
        inside = [span for span in hidden if span.start < around.end and span.end > around.start]
        edges = {around.start, around.end}
        for span in (*marks, *inside):
            edges |= {edge for edge in span if around.start < edge < around.end}
        cuts = sorted(edges)
        pieces: list[Piece] = []
        barred: Span | None = None
        for start, end in pairwise(cuts):
            name = next((span for span in inside if contains(span, Span(start, end))), None)
            text = BAR if name is not None else _spaced(article.text[start:end])
            if name is not None and name == barred:
                continue
            barred = name
            mark = any(contains(span, Span(start, end)) for span in marks)
            if pieces and pieces[-1].marked == mark:
                pieces[-1] = Piece(pieces[-1].text + text, mark)
            else:
                pieces.append(Piece(text, mark))
        return _trimmed(pieces)

    def whole(self, article: Article) -> list[str]:
        """An article's text by its lines, empty ones left out."""
        text = self._barred(article.text, lambda _: self._in_article(article))
        return [line for line in map(one_line, text.splitlines()) if line]

    def _barred(self, text: str, find: Callable[[str], Sequence[Span]]) -> str:
        if not self.hidden.spellings or not text:
            return text
        spans = find(text)
        for span in reversed(spans):
            text = text[: span.start] + BAR + text[span.end :]
        return text

    def _spans(self, text: str) -> Sequence[Span]:
        found = list(self._hits(text, phrase_spans(text, self.hidden.other_names)))
        for match in ADDRESS.finditer(text):  # an unknown outlet is called by its file
            address, start = match.group(), match.start()
            if unquote(address) != address and self._spans_of_address(unquote(address)):
                found.append(Span(start, match.end()))
            found += [Span(start + span.start, start + span.end) for span in self._spans_of_address(address)]
        return merge(found)

    def _spans_of_address(self, text: str) -> Sequence[Span]:
        long = [(word,) for word in self.hidden.words if len(word) >= LONG_WORD]
        others = phrase_spans(text, self.hidden.other_names)
        within = phrase_spans(text, [*self.hidden.phrases, *long], joined=True)
        single = [span for span in phrase_spans(text, self._single) if not _held(span, others)]
        return merge((*within, *single))

    def _spans_of_article(self, article: Article) -> Sequence[Span]:
        if not self.hidden.spellings:
            return ()
        others = self.hidden.others.get(article.id, ())
        longer = phrase_spans(article.text, self.hidden.other_names)
        found = self._hits(article.text, (*others, *longer))
        return merge((*found, *self.hidden.mentions.get(article.id, ())))

    def _hits(self, text: str, others: Sequence[Span]) -> Sequence[Span]:
        """Whole names anywhere, and their parts where they are not somebody else's."""
        whole = phrase_spans(text, self.hidden.phrases)
        parts = [
            span
            for span in phrase_spans(text, self._single)
            if not _held(span, others) and _is_name(text[slice(*span)])
        ]
        return _with_initials(text, merge((*whole, *parts)))


def _with_initials(text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """Parts of one name as one span, with the initials and particles between them."""
    joined: list[Span] = []
    for span in spans:
        if joined and BETWEEN.fullmatch(text, joined[-1].end, span.start):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _is_name(text: str) -> bool:
    """Whether a word is written as a name is, where plain text has it too."""
    return not text.islower() or not any(map(is_ordinary, fold_words(text)))


def _held(span: Span, others: Sequence[Span]) -> bool:
    return any(contains(other, span) for other in others)


def _spaced(text: str) -> str:
    """Words with every run of white space as one space, at their ends too."""
    inner = one_line(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"


def _trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """The same without white space at both ends."""
    kept = [piece for piece in pieces if piece.text]
    if kept:
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return [piece for piece in kept if piece.text]
