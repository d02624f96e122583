"""The tree of a page, and its words block by block: what every other module here looks at."""

import logging
import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError

BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "figure",
     "figcaption", "table", "tbody", "tr", "td", "th", "pre", "header", "footer", "aside", "main", "nav", "form", "dl",
     "dt", "dd", "hr", "details", "summary", "body", "html", "center", "address", "fieldset"}
)  # fmt: skip
"""Elements that begin and end a line."""
SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "object", "iframe", "head", "select", "button", "textarea",
     "input", "video", "audio", "amp-ad", "amp-embed", "amp-sidebar", "amp-consent", "amp-analytics"}
)  # fmt: skip
"""Elements whose words are not read."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
QUIET = ("trafilatura", "htmldate", "courlan")
"""Libraries whose warnings are our failure rows."""

LETTERS_A_WORD = 2
"""Letters for which one word is counted in scripts that write no spaces; Chinese words have two, Thai ones some four."""
ENVELOPE = 4_096
"""Letters within which a page begins that is filed in something else."""

_begins = re.compile(r"<html[\s>]", re.IGNORECASE)
_letters = re.compile(r"[\W_]+")
_unspaced = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def tree_of(page: str, *, path: str) -> Any:
    """The page as libxml2 reads it (lxml.html), without entities, network or trees deeper than 256; None for no page."""
    import trafilatura  # noqa: PLC0415 - it loads for half a second

    for name in QUIET:
        if not logging.getLogger(name).handlers:
            logging.getLogger(name).addHandler(logging.NullHandler())
    size = len(page) * 4 + 1  # our own limit came first
    try:
        tree = trafilatura.load_html(page, size)
        if tree is None and (begins := _begins.search(page, 0, ENVELOPE)) is not None:  # filed in an envelope
            tree = trafilatura.load_html(page[begins.start() :], size)
    except Exception as error:  # a parser fed with anything may raise anything
        raise unparsed(error, path=path) from error
    return tree


def unparsed(error: Exception, *, path: str) -> InputError:
    """What is told of a page at which a library stumbles."""
    return InputError(
        f"the page cannot be parsed ({type(error).__name__}: {error})"[:300],
        fix="save its text, and add that",
        path=path,
    )


def folded(text: str) -> str:
    """A text for comparing: letters and digits alone."""
    return _letters.sub("", text).casefold()


def count_words(text: str) -> int:
    """About how many words a text has, in scripts without spaces too."""
    spaced = _unspaced.sub("", text)
    return len(spaced.split()) + (len(text) - len(spaced)) // LETTERS_A_WORD


def words(element: Any) -> str:
    """All words within an element as one line; blocks are set apart."""
    return " ".join(lines(element))


def lines(element: Any) -> list[str]:
    """The words of an element, a line for each block in it; two line breaks in a row end a line as well."""
    found: list[str] = []
    parts: list[str] = []

    def end() -> None:
        line = " ".join("".join(parts).split())
        parts.clear()
        if line:
            found.append(line)

    for kind, node in _walk(element):
        if kind == "text":
            parts.append(node)
        elif kind == "br":
            if parts and parts[-1] == "\n":
                end()
            else:
                parts.append("\n")
        else:
            end()
    end()
    return found


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    """Words and line ends in reading order, without recursion; ("text", words), ("br", None), ("block", None)."""
    waiting: list[tuple[Any, bool]] = [(element, False)]
    while waiting:
        node, done = waiting.pop()
        if isinstance(node, str):
            if node.strip() or node.isspace():
                yield "text", node if node.strip() else " "
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        if done:
            yield "block", None
            continue
        if tag == "br":
            yield "br", None
            continue
        if not tag or tag in SILENT:
            continue
        if tag in BLOCKS:
            yield "block", None
            waiting.append((node, True))
        for child in reversed(node):
            if child.tail:
                waiting.append((child.tail, False))
            waiting.append((child, False))
        if node.text:
            waiting.append((node.text, False))


def names(element: Any) -> str:
    """What an element is called: its id and classes, in lower case."""
    return f"{element.get('id') or ''} {element.get('class') or ''}".lower()


def drop(element: Any) -> None:
    """Take an element out; the words after it stay."""
    if element.getparent() is not None:
        element.drop_tree()


def inside(element: Any, other: Any) -> bool:
    """Whether an element is another or lies in it."""
    while element is not None:
        if element is other:
            return True
        element = element.getparent()
    return False


def elements(tree: Any, *tags: str) -> Iterator[Any]:
    """The elements with these names in document order, as they are before anything is taken out."""
    return iter(list(tree.iter(*tags)))
