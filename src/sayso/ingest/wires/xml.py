"""XML out of a delivery, read so that a hostile one costs nothing: no entity is expanded, no other file looked at."""

import re
from html.entities import html5
from typing import Any

from sayso.errors import InputError
from sayso.ingest.wires.markup import element_text, local
from sayso.ingest.xml_parsers import guarded_parser

FIX = "ask the agency for a sound file"
HEAD = 65_536
"""Bytes in which the root element is looked for."""

_root = re.compile(rb"<([A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])")
_undefined = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_own = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


def root_name(head: bytes) -> str:
    """The name of the root element, without its prefix and in lower case; "" where the bytes begin like no XML.

    Whatever stands before it (declaration, comments, a document type) is passed over.
    """
    at = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    head = head[:HEAD]
    while True:
        while at < len(head) and head[at : at + 1].isspace():
            at += 1
        if head.startswith(b"<?", at):
            end = head.find(b"?>", at)
        elif head.startswith(b"<!--", at):
            end = head.find(b"-->", at) + 1
        elif head.startswith(b"<!DOCTYPE", at):
            end = _end_of_doctype(head, at)
        else:
            found = _root.match(head, at)
            return found[2].decode("ascii").lower() if found else ""
        if end <= 0:
            return ""
        at = end + 2 if head.startswith((b"<?", b"<!--"), at) else end + 1


def _end_of_doctype(head: bytes, at: int) -> int:
    inside = head.find(b"[", at)
    end = head.find(b">", at)
    if 0 <= inside < end:
        closed = head.find(b"]", inside)
        return head.find(b">", closed) if closed >= 0 else -1
    return end


def parsed(data: bytes, *, path: str) -> Any:
    """The root element. InputError for what is broken, defines entities of its own, or is nested or swollen beyond reason."""
    from lxml import etree  # noqa: PLC0415 - it loads for a tenth of a second

    try:
        return _parsed(data)
    except etree.XMLSyntaxError as error:
        if "not defined" in str(error):
            try:
                return _parsed(_undefined.sub(_by_number, data))
            except etree.XMLSyntaxError as again:
                error = again
        raise InputError(f"broken XML ({error})"[:300], fix=FIX, path=path) from error
    except (ValueError, LookupError) as error:
        raise InputError(f"broken XML ({error})"[:300], fix=FIX, path=path) from error


def _parsed(data: bytes) -> Any:
    from lxml import etree  # noqa: PLC0415 - same

    if b"<!ENTITY" in data:
        raise ValueError("it defines entities, which no delivery needs")
    root = etree.fromstring(data, guarded_parser())
    if root is None:
        raise ValueError("there is no element in it")
    return root


def _by_number(found: re.Match[bytes]) -> bytes:
    """A reference by the name that HTML has for a character, as one by its number; what HTML does not know stays words."""
    if found[1] in _own:
        return found[0]
    letters = html5.get(found[1].decode("ascii") + ";")
    if letters is None:
        return b"&amp;" + found[1] + b";"
    return "".join(f"&#{ord(letter)};" for letter in letters).encode("ascii")


def kids(element: Any, *names: str) -> list[Any]:
    """The children of these names (in lower case), whatever their namespace."""
    return [] if element is None else [child for child in element if local(child) in names]


def kid(element: Any, *path: str) -> Any:
    """The first descendant along a path of names, or None."""
    for name in path:
        element = next(iter(kids(element, name)), None)
        if element is None:
            return None
    return element


def words_of(element: Any) -> str | None:
    """The words of an element in one line, or None."""
    if element is None:
        return None
    return " ".join(element_text(element).split()) or None


def attribute(element: Any, *names: str) -> str | None:
    """The first of some attributes (in lower case) that holds anything, whatever its namespace."""
    if element is None:
        return None
    there = {
        str(name).rpartition("}")[2].lower(): str(value).strip() for name, value in element.attrib.items()
    }
    return next((there[name] for name in names if there.get(name)), None)
