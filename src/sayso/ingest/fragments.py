"""The words and tags of an HTML fragment, in time that grows with its length.

`html.parser` of the Python versions in use takes the square of it over tags that never end: half a minute for 50 kB of
"<a " (Python 3.11.7). Here each character is passed once, or a bounded number of times, whatever stands there. A tag is
what a browser takes for one (html.spec.whatwg.org, 13.2.5); one that never ends is text.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

LONGEST_TAG = 4096
"""Characters in which the end of a tag is looked for by its attributes; a longer one ends at its first ">"."""
BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "figure",
     "figcaption", "table", "tr", "pre", "header", "footer", "aside"}
)  # fmt: skip
BREAKS = frozenset({"br", "lb", "pb"})
HIDDEN = frozenset({"script", "style"})

_tag = re.compile(
    r"""<[a-zA-Z][^\s/>]*+(?:[\s/]++(?:[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+|=)?+)*+>"""
)
_name = re.compile(r"</?([a-zA-Z][^\s/>]{0,40})")
_ends_hidden = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in HIDDEN}


class Piece(NamedTuple):
    """A stretch of text (its `tag` is empty), or a tag: its name in lower case, as it stands there, and which of the two."""

    text: str
    tag: str = ""
    ends: bool = False


def pieces_of(markup: str) -> Iterator[Piece]:
    """The text, references undone, and the tags of a fragment in order; no comment, no instruction, nothing hidden."""
    at, size = 0, len(markup)
    absent: set[str] = set()
    while at < size:
        begin = markup.find("<", at)
        if begin < 0:
            begin = size
        if begin > at:
            yield Piece(unescape(markup[at:begin]))
        if begin == size:
            return
        follows = markup[begin + 1 : begin + 2]
        if follows in {"!", "?"}:
            at, words = _passed(markup, begin, absent)
            if words:
                yield Piece(words)
            continue
        name = _name.match(markup, begin)
        if name is None:
            yield Piece("<")
            at = begin + 1
            continue
        whole = _tag.match(markup, begin, begin + LONGEST_TAG) if follows != "/" else None
        at = whole.end() if whole else markup.find(">", begin) + 1
        if at == 0:
            yield Piece(unescape(markup[begin:]))
            return
        tag = name[1].lower()
        yield Piece(markup[begin:at], tag, follows == "/")
        if tag in HIDDEN and follows != "/":
            end = _ends_hidden[tag].search(markup, at)
            at = end.start() if end else size


def without_markup(text: str) -> str:
    """The words of an HTML fragment; blocks end lines."""
    words = []
    for piece in pieces_of(text):
        if not piece.tag:
            words.append(piece.text)
        elif piece.tag in BLOCKS or piece.tag in BREAKS:
            words.append("\n")
    lines = (" ".join(line.split()) for line in "".join(words).split("\n"))
    return "\n".join(line for line in lines if line)


def _passed(markup: str, begin: int, absent: set[str]) -> tuple[int, str]:
    """Where a comment, a marked section or an instruction ends, and the words that it holds.

    `absent` remembers the ends that do not come any more, so that nobody looks for them again.
    """
    for opens, closes, held in (("<!--", "-->", False), ("<![CDATA[", "]]>", True)):
        if markup.startswith(opens, begin) and closes not in absent:
            end = markup.find(closes, begin + (len(opens) if held else 2))
            if end >= 0:
                return end + 3, unescape(markup[begin + len(opens) : end]) if held else ""
            absent.add(closes)
    end = markup.find(">", begin)
    return (end + 1, "") if end >= 0 else (len(markup), unescape(markup[begin:]))
