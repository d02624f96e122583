"""The shape of a headline: what tells a title line from a body line, by the line and its neighbours alone."""

import re
import unicodedata
from collections.abc import Iterator

from sayso.annotate.layout.datelines import dateline_at
from sayso.annotate.layout.furniture import no_report
from sayso.spans import Span

LONGEST_HEADLINE = 220
"""Characters. The longest title of the tuning articles has 169."""
LONGEST_WORDS = 30
"""Words; the longest title of the tuning articles has 30."""
LEAST_WORDS = 4
"""Words: shorter first lines of the tuning articles are names of authors and outlets more often than headlines."""
PLAIN_WORDS = 16
"""Words of a headline in sentence case; longer such first lines of the tuning articles are captions and summaries."""

MOST_ABOVE = 8
"""Lines of furniture above a headline; beyond them the text is no article page."""

_line = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_small = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "is", "it", "nor", "not",
    "of", "off", "on", "or", "out", "over", "per", "so", "than", "that", "the", "to", "up", "via", "vs",
    "was", "with",
})  # fmt: skip
_letters = re.compile(r"[^\W_]+")
_name = r"[A-ZÀ-ÖØ-Þ][\w.'’-]+(?: [A-ZÀ-ÖØ-Þ][\w.'’-]*){1,2}"
_names_only = re.compile(rf"{_name}(?:(?:,? and |, ){_name}){{1,4}}")
_whole_quote = re.compile(r"[\"“].*[\"”]")
_two_sentences = re.compile(r"[a-z]{3}[.!?][\"”’]? [A-Z]")
_sentence_end = re.compile(r"[.;,:…]['\"’”»)\]]*$")
_abbreviation_end = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|No|St)\.$")


def lines_of(text: str, *, start: int = 0) -> Iterator[Span]:
    """The lines of a text that hold anything, without the white space at their edges."""
    for match in _line.finditer(text, start):
        piece = match[0]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if left < right:
            yield Span(match.start() + left, match.start() + right)


def folded(title: str) -> str:
    """A title for comparing: letters and digits alone, so that quotes, dashes and spacing do not count."""
    return "".join(_letters.findall(unicodedata.normalize("NFKC", title).casefold()))


def title_cased(line: str) -> bool:
    """Whether the line is in title case or capitals: at least three words to judge by, four fifths of them raised."""
    words = [word for word in line.split() if word[:1].isalpha() or word[1:2].isalpha()]
    longer = [word for word in words if word.strip("'‘’\"“”(),:;!?").casefold() not in _small]
    raised = sum(1 for word in longer if any(char.isupper() for char in word[:2]))
    return len(longer) >= 3 and raised * 5 >= len(longer) * 4


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a body sentence does (a question or exclamation mark may end a headline too)."""
    return bool(_sentence_end.search(line[-12:])) and not _abbreviation_end.search(line[-12:])


def headline_shaped(line: str) -> bool:
    """Whether a line could be a headline by itself: short, opened by a capital, a digit or a quote, no sentence."""
    if not 8 <= len(line) <= LONGEST_HEADLINE or ends_sentence(line):
        return False
    words = line.split()
    first = line.lstrip("'‘’\"“”«(")[:1]
    if not LEAST_WORDS <= len(words) <= LONGEST_WORDS or not (first.isupper() or first.isdigit()):
        return False
    if _names_only.fullmatch(line) or _whole_quote.fullmatch(line):
        return False
    if title_cased(line):
        return True
    return (
        len(words) <= PLAIN_WORDS and not line.endswith(("?", "!", ")")) and not _two_sentences.search(line)
    )


def headline_of(text: str) -> Span | None:
    """The headline that a text without a stated title opens with, or None.

    Crumbs, furniture, captions and bylines above it are passed over. The first other line is a headline when it is
    shaped like one and what follows reads as a body: a dateline, or a line that is longer or ends a sentence.
    """
    before = 0
    found: Span | None = None
    for line in lines_of(text):
        words = text[line.start : line.end]
        if found is None:
            if no_report(words):
                before += 1
                if before > MOST_ABOVE:
                    return None
                continue
            if not headline_shaped(words) or dateline_at(text, line.start, line.end):
                return None
            found = line
        elif not no_report(words):
            if title_cased(text[found.start : found.end]) or dateline_at(text, line.start, line.end):
                return found
            return found if len(words) > 1.5 * (found.end - found.start) or ends_sentence(words) else None
    return None


def subheading_shaped(line: str) -> bool:
    """Whether a short line could head a part of the body: no sentence, list item, label, quotation, link or figure."""
    words = line.split()
    return (
        1 <= len(words) <= LONGEST_SUBHEADING
        and len(line) >= 4
        and line[0].isupper()
        and not ends_sentence(line)
        and not _no_subheading.search(line)
    )


LONGEST_SUBHEADING = 10
"""Words. From eleven words on, lines without a full stop in the tuning articles are as often summaries, that is
sentences, as subheadings."""
_no_subheading = re.compile(
    r"[@|©\[\]{}<>#/\\=“”\"]|https?:|:\s*\S|^\W*\(|\d\s*$|^(?:[A-Z]\.|\d)|\.\s|^[A-Z]+$"
)
