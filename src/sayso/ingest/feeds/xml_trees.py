"""XML from strangers, as a tree: no entity is put in, no file or address is read, and broken documents are mended.

A document type is cut off before anything is parsed, so that no entity of a document's own is ever known: what it would
have stood for stays written as "&name;". The names that HTML gives to characters are put in, for feeds use them as if
they were declared. libxml2 then reads with its own limits on depth (256) and size.
"""

import re
from html.entities import html5
from typing import Any

from sayso.errors import InputError

XML_NAMES = frozenset({"lt", "gt", "amp", "quot", "apos"})
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

_forbidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_reference = re.compile(r"&(?:(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};)|([a-zA-Z][a-zA-Z0-9]{0,31});)?")
_void_names = (
    "area|base|br|col|embed|hr|img|input|meta|param|track|wbr"  # a feed's own `link` and `source` do end
)
_void = re.compile(rf"<(?:{_void_names})(?:\s[^<>]{{0,4000}})?>", re.IGNORECASE)
_void_end = re.compile(rf"</(?:{_void_names})\s{{0,9}}>", re.IGNORECASE)
_root = re.compile(r"<(?:[\w-]{1,40}:)?(?:rss|rdf|feed|urlset|sitemapindex|opml|channel)[\s>]", re.IGNORECASE)
_subset_end = re.compile(r"\][ \t\r\n]{0,100}>")


def tree_of(text: str, *, url: str) -> tuple[Any, tuple[str, ...]]:
    """The root element of an XML document, and notes on what had to be mended. InputError where there is none."""
    from lxml import etree  # noqa: PLC0415 - it loads for a tenth of a second

    text = without_head(text)
    try:
        return etree.fromstring(_with_names(text).encode("utf-8"), _parser(recover=False)), ()
    except (etree.XMLSyntaxError, ValueError, UnicodeEncodeError) as error:
        said = " ".join(str(error).split())[:150]
    mended = _mended(text)
    try:
        root = etree.fromstring(mended.encode("utf-8"), _parser(recover=True))
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


def _parser(*, recover: bool) -> Any:
    from lxml import etree  # noqa: PLC0415

    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _with_names(text: str) -> str:
    """HTML's names of characters put in, outside of CDATA; other ampersands as they are."""
    return _outside_cdata(text, lambda part: _reference.sub(_named, part)) if "&" in text else text


def _named(match: re.Match[str]) -> str:
    name = match[2]
    if not name or name in XML_NAMES:
        return match[0]
    found = html5.get(f"{name};")
    return match[0] if found is None else "".join(f"&#{ord(char)};" for char in found)


def _mended(text: str) -> str:
    """A document with what breaks most feeds put right: forbidden characters, bare ampersands, tags of HTML that never end."""
    text = _forbidden.sub(" ", text)
    begin = _root.search(text[:20_000])
    if begin:
        text = text[begin.start() :]
    return _outside_cdata(text, _mended_part)


def _mended_part(part: str) -> str:
    part = _reference.sub(_escaped, part)
    part = _void_end.sub("", part)
    return _void.sub(lambda match: match[0] if match[0].endswith("/>") else f"{match[0][:-1]}/>", part)


def _escaped(match: re.Match[str]) -> str:
    if match[2]:
        found = html5.get(f"{match[2]};")
        if match[2] in XML_NAMES:
            return match[0]
        return f"&amp;{match[2]};" if found is None else "".join(f"&#{ord(char)};" for char in found)
    if match[1]:
        digits = match[1][1:-1]
        number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        allowed = number < 0x110000 and not _forbidden.match(chr(number))
        return match[0] if allowed else " "
    return "&amp;"


def _outside_cdata(text: str, change: Any) -> str:
    parts, at = [], 0
    while (begin := text.find("<![CDATA[", at)) >= 0:
        end = text.find("]]>", begin)
        if end < 0:
            break
        parts += [change(text[at:begin]), text[begin : end + 3]]
        at = end + 3
    parts.append(change(text[at:]))
    return "".join(parts)


def _name_prefixes(root: Any) -> None:
    """Give elements whose prefix nobody declared the namespace that is meant; with others the prefix goes."""
    for element in root.iter("*"):
        if "}" not in element.tag and ":" in element.tag:
            prefix, _, name = element.tag.partition(":")
            known = PREFIXES.get(prefix.lower())
            plain = re.sub(r"[^\w.-]", "", name) or "unnamed"
            element.tag = f"{{{known}}}{plain}" if known else f"{{unknown}}{plain}"
        for name in [name for name in element.attrib if ":" in name and "}" not in name]:
            value = element.attrib.pop(name)
            prefix, _, rest = name.partition(":")
            known = PREFIXES.get(prefix.lower())
            if known and re.fullmatch(r"[A-Za-z_][\w.-]*", rest):
                element.set(f"{{{known}}}{rest}", value)
