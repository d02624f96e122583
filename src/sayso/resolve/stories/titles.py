"""What a story may be called after: an article's headline, never the crumb of a section or a stand-in for a title."""

import re
from collections.abc import Iterable

from sayso.records import Article, Mark
from sayso.resolve.reuse.shingles import page_spans
from sayso.words.forms import read_words

# Fewer words are the name of a section or a page ("World", "Middle East") far more often than a headline.
LEAST_WORDS, LEAST_LETTERS = 3, 10
# What programs write where they found no title.
STAND_INS = frozenset({"no headline", "no headline found", "no title", "no title found", "untitled document"})
# A trail of sections: parts of few words between arrows or bars ("News > World > Lisk valley").
_TRAIL = re.compile(r"\s*(?:[>»›|/]|::)\s*")
_TRAIL_WORDS = 3
_LONGEST = 120


def headline_of(article: Article, marks: Iterable[Mark]) -> str:
    """The article's title, else the headline marked in its text; "" when there is none or it is no headline."""
    marks = tuple(marks)
    pages = {
        _words(article.text[mark.start : mark.end])
        for mark in marks
        if mark.kind in {"section", "furniture", "byline", "dateline"}
    }
    titles = [article.title or ""]
    titles += [article.text[mark.start : mark.end] for mark in marks if mark.kind == "headline"]
    for title in titles:
        words = _words(title)
        stands_for_something_else = words in pages or " ".join(words) in STAND_INS or _is_trail(title)
        if _is_long_enough(title, words) and not stands_for_something_else:
            return " ".join(title.split())
    return ""


def first_line(article: Article, marks: Iterable[Mark]) -> str:
    """The first line of the report itself, cut to 120 characters: what stands in for a headline."""
    start = 0
    pages = page_spans(marks)
    for raw in article.text.splitlines(keepends=True):
        line, at = raw.strip(), start + len(raw) - len(raw.lstrip())
        start += len(raw)
        if line and not any(span.start <= at and at + len(line) <= span.end for span in pages):
            line = " ".join(line.split())
            return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return " ".join((article.title or "").split())


def _words(text: str) -> tuple[str, ...]:
    return read_words(text).forms


def _is_long_enough(title: str, words: tuple[str, ...]) -> bool:
    """Whether it has the words of a headline; a script that sets no spaces has one word and many letters."""
    return len(words) >= LEAST_WORDS or (not title.isascii() and len("".join(words)) >= LEAST_LETTERS)


def _is_trail(title: str) -> bool:
    parts = _TRAIL.split(title.strip())
    return len(parts) > 1 and all(len(_words(part)) <= _TRAIL_WORDS for part in parts)
