"""The words of marked-up text: what ends a block ends a line, cells stand apart, nothing else is added or left out."""

import re
from html import unescape
from typing import Any

from sayso.ingest.fragments import pieces_of

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "block", "body", "body.content", "bq", "br", "caption", "center",
     "credit", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "fn", "footer", "form", "h1", "h2", "h3",
     "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "html", "li", "main", "media", "media-caption", "nav", "nitf-table",
     "note", "ol", "p", "pre", "section", "table", "tagline", "tbody", "tfoot", "thead", "tr", "ul"}
)  # fmt: skip
"""Elements of XHTML and NITF that stand on lines of their own."""
CELLS = frozenset({"td", "th"})
UNSEEN = frozenset(
    {
        "head",
        "script",
        "style",
        "template",
        "media-metadata",
        "media-object",
        "media-reference",
        "nitf-table-metadata",
    }
)
"""Elements whose words nobody is shown."""

_white = re.compile(r"[ \t\r\n\f]+")
_several = re.compile(r" {2,}")


class Lines:
    """Words and the tags between them, as they come; `text` is what they make."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._unseen = self._as_it_stands = 0

    def begin(self, tag: str) -> None:
        """A tag opens."""
        if tag == "body":
            self._unseen = 0  # a head that is never closed ends here
        if tag in UNSEEN:
            self._unseen += 1
        elif tag in BLOCKS:
            self._parts.append("\n")
        elif tag in CELLS:
            self._parts.append("\t")
        self._as_it_stands += tag == "pre"

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag in UNSEEN:
            self._unseen -= self._unseen > 0
        elif tag in BLOCKS:
            self._parts.append("\n")
        self._as_it_stands -= tag == "pre" and self._as_it_stands > 0

    def words(self, text: str | None) -> None:
        """Text between tags."""
        if text and not self._unseen:
            self._parts.append(text.replace("\r\n", "\n") if self._as_it_stands else _white.sub(" ", text))

    def text(self) -> str:
        """The lines that hold anything."""
        lines = (_several.sub(" ", line).strip(" \t\r\f") for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line)


def html_text(markup: str) -> str:
    """The words of a piece of HTML, as sound or broken as it may be."""
    lines = Lines()
    for piece in pieces_of(markup):
        if not piece.tag:
            lines.words(piece.text)
        elif piece.ends:
            lines.end(piece.tag)
        else:
            lines.begin(piece.tag)
    return lines.text()


def element_text(*elements: Any) -> str:
    """The words of XML elements; a comment is none, and a reference that nothing defines stays as it is written."""
    lines = Lines()
    for element in elements:
        lines.begin("p")
        _walk(element, lines)
        lines.end("p")
    return lines.text()


def _walk(root: Any, lines: Lines) -> None:
    waiting: list[tuple[Any, bool]] = [(root, False)]
    while waiting:
        node, closes = waiting.pop()
        tag = local(node)
        if closes:
            lines.end(tag)
        elif tag:
            lines.begin(tag)
            lines.words(node.text)
            waiting.append((node, True))
            waiting += [(child, False) for child in reversed(node)]
            continue
        elif isinstance(node.text, str) and node.text.startswith("&"):
            lines.words(unescape(node.text))
        if node is not root:
            lines.words(node.tail)


def local(element: Any) -> str:
    """The name of an element without its namespace, in lower case; "" for comments, instructions and references."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
