"""NewsML-G2: items of an agency with what they say of themselves, alone or several in one message."""

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from sayso.ingest.fields import is_markup
from sayso.ingest.wires.items import Outlet, WireItem, names_of
from sayso.ingest.wires.markup import element_text, html_text, local
from sayso.ingest.wires.nitf import nitf_authors, text_of_nitf
from sayso.ingest.wires.xml import attribute, kid, kids, words_of
from sayso.records import USABLE

MEDIA_TYPE = "application/vnd.iptc.g2.newsitem+xml"
ITEMS = frozenset({"newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem"})


def g2_items(root: Any) -> Iterator[Any]:
    """The items of a document, in its order: the root itself, or those of a message."""
    if local(root) in ITEMS:
        yield root
        return
    for part in kids(root, "itemset"):
        yield from (item for item in part if local(item) in ITEMS)


def kind_of_item(item: Any) -> str:
    """What an item is: "text", or the class of what is no text ("picture", "video", "package" ...)."""
    if local(item) != "newsitem":
        return local(item).removesuffix("item")
    return coded(kid(item, "itemmeta", "itemclass")) or "text"


def g2_item(item: Any) -> tuple[WireItem, str | None]:
    """What a text item says of itself; and where its text is, when it is not in it."""
    meta, content = kid(item, "itemmeta"), kid(item, "contentmeta")
    text, where = _text(kid(item, "contentset"))
    embedded = kid(item, "contentset", "inlinexml", "nitf", "body", "body.head")
    first, version = (words_of(kid(meta, name)) for name in ("firstcreated", "versioncreated"))
    headlines = kids(content, "headline")
    by = [words for one in kids(content, "by") if (words := words_of(one))]
    creators = [name for one in kids(content, "creator") if (name := words_of(kid(one, "name")))]
    return WireItem(
        uri=attribute(item, "guid"),
        text=text,
        title=_main(headlines) or words_of(kid(embedded, "hedline", "hl1")) or words_of(kid(meta, "title")),
        outlet=_outlet(item, meta, content),
        authors=(
            tuple(dict.fromkeys(name for line in by for name in names_of(line)))
            or (nitf_authors(embedded) if embedded is not None else ())
            or tuple(dict.fromkeys(creators))
        ),
        language=attribute(kid(content, "language"), "tag") or attribute(item, "lang"),
        first=(first, "firstCreated") if first else None,
        version=(version, "versionCreated") if version else None,
        is_first=(attribute(item, "version") or "1") == "1",
        pubstatus=coded(kid(meta, "pubstatus")) or USABLE,
        embargoed=_embargo(meta),
        ed_notes=tuple(dict.fromkeys(_ed_notes(meta))),
        usage_terms=tuple(
            words
            for info in kids(item, "rightsinfo")
            for one in kids(info, "usageterms")
            if (words := words_of(one))
        ),
    ), where


def _embargo(meta: Any) -> str | None:
    """Until when it is embargoed; empty where it is so until its provider says otherwise."""
    there = kid(meta, "embargoed")
    return None if there is None else words_of(there) or ""


def _ed_notes(meta: Any) -> Iterator[str]:
    for note in kids(meta, "ednote"):
        words = " ".join(element_text(note).split())
        if words:
            yield words


def _main(headlines: list[Any]) -> str | None:
    """The headline that has no role, or says that it is the main one; else the first."""
    plain = [one for one in headlines if coded(one, "role") in {None, "main", "headline", "head"}]
    return next((words for one in (*plain, *headlines) if (words := words_of(one))), None)


def _outlet(item: Any, meta: Any, content: Any) -> Outlet:
    """Its provider; else whose copyright it is, the credit line, where its information came from."""
    provider = _party(kid(meta, "provider"))
    if provider:
        return Outlet(provider)
    holder = next((_party(kid(info, "copyrightholder")) for info in kids(item, "rightsinfo")), None)
    ways = (
        (holder, "its copyright holder"),
        (words_of(kid(content, "creditline")), "its credit line"),
        (_party(kid(content, "infosource")), "the source of its information"),
    )
    return next((Outlet(name, how) for name, how in ways if name), Outlet(None))


def _party(element: Any) -> str | None:
    """The name of a person or an organisation: in words, else by its literal, else by its code."""
    named = words_of(kid(element, "name"))
    return named or attribute(element, "literal") or coded(element)


def coded(element: Any, name: str = "qcode") -> str | None:
    """A code without the alias of its list: qcode "stat:canceled" or uri ".../pubstatusg2/canceled" is "canceled"."""
    code = attribute(element, *((name, "uri", "literal") if name == "qcode" else (name,)))
    if not code:
        return None
    return code.rstrip("/").replace("#", "/").rpartition("/")[2].rpartition(":")[2].casefold() or None


def _text(contents: Any) -> tuple[str, str | None]:
    """The words of the content that is here; else the address of that which is elsewhere.

    Several contents are renditions of one: the first that has words.
    """
    for part in kids(contents, "inlinexml"):
        if text := _inline(part):
            return text, None
    for part in kids(contents, "inlinedata"):
        if text := _data(part):
            return text, None
    remote = [
        one
        for one in kids(contents, "remotecontent")
        if (attribute(one, "contenttype") or "text/").startswith(("text/", "application/"))
    ]
    where = (attribute(one, "href", "residref") for one in (*remote, *kids(contents, "remotecontent")))
    return "", next((address for address in where if address), None)


def _inline(part: Any) -> str:
    inside = [child for child in part if local(child)]
    if not inside:
        return element_text(part)
    if local(inside[0]) == "nitf":
        return text_of_nitf(inside[0])
    if local(inside[0]) == "html":
        body = kid(inside[0], "body")
        return element_text(inside[0] if body is None else body)
    return element_text(part)


def _data(part: Any) -> str:
    kind = attribute(part, "contenttype") or "text/plain"
    if not kind.startswith(("text/", "application/xhtml", "application/nitf")):
        return ""
    words = "".join(part.itertext(with_tail=False))
    if (attribute(part, "encoding") or "").casefold().endswith("base64"):
        try:
            words = base64.b64decode("".join(words.split()), validate=True).decode("utf-8")
        except (binascii.Error, ValueError):
            return ""
    if kind != "text/plain" or is_markup(words):
        return html_text(words)
    return words.strip("\r\n")
