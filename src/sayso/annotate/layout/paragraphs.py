"""Paragraphs, and the pieces in which a long text is parsed: layout alone, no grammar."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sayso.spans import Span

BREAK = re.compile(r"[^\S\n\r]*(?:\r\n|\n|\r|\u2028|\u2029)\s*")
"""A line end with all white space around it."""
BLANK = re.compile(r"(?:\r\n|\n|\r).*?(?:\r\n|\n|\r)|\u2029", re.DOTALL)
"""What a break contains when at least one blank line lies in it."""
ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)")
RUN = re.compile(r"\S{2000}")
"""More characters without white space than any word or address has (the longest run in 1,530 news articles: 135)."""

WRAPPED_SHARE = 0.25
"""Share of line ends followed by a lower-case word, from which a text counts as hard-wrapped. Between two clear
cases, not tuned: running text goes on in lower case after most line ends, one paragraph a line after none."""
LONG_TEXT = 50_000
"""Texts up to this length (code points) are parsed whole: all but one of 1,530 news articles."""
PIECE = 12_000
"""Length of the pieces of longer ones: 16 in a batch need no more memory than a batch of long articles."""


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text in reading order, without the white space around them.

    A blank line ends a paragraph, and so does a line end unless the text is hard-wrapped; a break in the middle
    of a sentence (a lower-case word goes on where no mark has closed the sentence) ends none.
    """
    breaks = [(match.start(), match.end()) for match in BREAK.finditer(text)]
    single = [edge for edge in breaks if not BLANK.search(text, *edge)]
    wrapped = sum(text[end : end + 1].islower() for _, end in single) > WRAPPED_SHARE * len(single)
    borders = [0]
    for start, end in breaks:
        open_ended = not ENDS_SENTENCE.search(text, max(0, start - 8), start)
        if open_ended and text[end : end + 1].islower():
            continue
        if wrapped and not BLANK.search(text, start, end) and open_ended:
            continue
        borders.append(end)
    borders.append(len(text))
    found = []
    for start, end in pairwise(borders):
        body = text[start:end]
        left = start + len(body) - len(body.lstrip())
        right = start + len(body.rstrip())
        if left < right:
            found.append(Span(left, right))
    return found


def pieces(text: str, starts: Iterable[int]) -> Iterator[Span]:
    """The stretches of a text that are parsed alone; together they are the text.

    A text of ordinary length is one piece. A longer one is cut at the last of the paragraph `starts` that leaves a
    piece short enough, else after a sentence, else at white space; a run without any is cut every 2,000 characters,
    since the tokeniser takes quadratic time on one.
    """
    fixed = sorted({0, *(match.end() for match in RUN.finditer(text)), len(text)})
    marks = sorted(starts) if len(text) > LONG_TEXT else []
    at = 0
    for start, end in pairwise(fixed):
        here = start
        while len(text) > LONG_TEXT and end - here > PIECE:
            cut = 0
            while at < len(marks) and marks[at] <= here + PIECE:
                cut = marks[at]
                at += 1
            if cut <= here:
                cut = _softer_cut(text, here, here + PIECE)
            yield Span(here, cut)
            here = cut
        if here < end:
            yield Span(here, end)


def _softer_cut(text: str, start: int, end: int) -> int:
    """The end of the last sentence, else the last white space, else the very end of a stretch."""
    last = None
    for last in SENTENCE_END.finditer(text, start + 1, end):  # noqa: B007 - the last match is wanted
        pass
    if last is not None:
        return last.end()
    for index in range(end - 1, start, -1):
        if text[index].isspace():
            return index
    return end
