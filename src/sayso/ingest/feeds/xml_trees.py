"""XML from strangers, as a tree: no entity is put in, no file or address is read, and broken documents are mended.

A document type is cut off before anything is parsed, so that no entity of a document's own is ever known: what it would
have stood for stays written as "&name;". The names that HTML gives to characters are put in, for feeds use them as if
they were declared. libxml2 then reads with its own limits on depth (256) and size.
"""

import re
from typing import Any

from sayso.errors import InputError
from sayso.ingest.feeds.mending import mended, with_names
from sayso.ingest.xml_parsers import guarded_parser

PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}
"""Prefixes that feeds use without declaring them, and what everybody means by them."""

_plain_name = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_subset_end = re.compile(r"\][ \t\r\n]{0,100}>")


def tree_of(text: str, *, url: str) -> tuple[Any, tuple[str, ...]]:
    """The root element of an XML document, and notes on what had to be mended. InputError where there is none."""
    from lxml import etree  # noqa: PLC0415 - it loads for a tenth of a second

    text = without_head(text)
    try:
        return etree.fromstring(with_names(text).encode("utf-8"), guarded_parser(encoding="utf-8")), ()
    except (etree.XMLSyntaxError, ValueError, UnicodeEncodeError) as error:
        said = " ".join(str(error).split())[:150]
    try:
        root = etree.fromstring(mended(text).encode("utf-8"), guarded_parser(encoding="utf-8", recover=True))
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise InputError(
            f"broken XML ({said})", fix="tell whoever publishes it, or watch another feed", path=url
        )
    _name_prefixes(root)
    return root, (f"broken XML, read as far as it goes ({said})",)


def local(element: Any) -> str:
    """The name of an element without its namespace, as it is written."""
    return str(element.tag).rpartition("}")[2]


def space(element: Any) -> str:
    """The namespace of an element, in lower case and without a slash at its end; empty where it has none."""
    return (
        str(element.tag).partition("}")[0].removeprefix("{").lower().rstrip("/") if "}" in element.tag else ""
    )


def words_in(element: Any) -> str:
    """The text of an element and of all below it, its edges without white space."""
    return "".join(element.itertext()).strip()


def without_head(text: str) -> str:
    """A document without what stands before its root: white space, declarations, comments, a document type."""
    at = 0
    while True:
        while text[at : at + 1] in {"\ufeff", " ", "\t", "\r", "\n"}:
            at += 1
        if text.startswith("<?", at):
            end = text.find("?>", at) + 2
        elif text.startswith("<!--", at):
            end = text.find("-->", at) + 3
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end, subset = text.find(">", at) + 1, text.find("[", at)
            if 0 <= subset < end:
                closes = _subset_end.search(text, subset)
                end = closes.end() if closes else -1
        else:
            return text[at:]
        if end <= at:
            return text[at:]
        at = end


def _name_prefixes(root: Any) -> None:
    """Give elements whose prefix nobody declared the namespace that is meant; with others the prefix goes."""
    for element in root.iter("*"):
        if "}" not in element.tag and ":" in element.tag:
            prefix, _, name = element.tag.partition(":")
            known = PREFIXES.get(prefix.lower())
            plain = name if _plain_name.fullmatch(name) else "unnamed"
            element.tag = f"{{{known}}}{plain}" if known else f"{{unknown}}{plain}"
        for name in [name for name in element.attrib if ":" in name and "}" not in name]:
            value = element.attrib.pop(name)
            prefix, _, rest = name.partition(":")
            known = PREFIXES.get(prefix.lower())
            if known and _plain_name.fullmatch(rest):
                element.set(f"{{{known}}}{rest}", value)
