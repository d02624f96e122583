"""The words of an OpenDocument text, with its tracked changes accepted."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.ingest.documents.packages import parse_xml
from sayso.ingest.reading import Draft, Stated

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
GONE = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_OFFICE}annotation",
        f"{_TEXT}note-citation",
        f"{_OFFICE}forms",
        f"{_TEXT}sequence-decls",
    }
)
"""Elements whose words are no part of the text: what was deleted, comments, the numbers of notes."""
MOST_SPACES = 1_000
"""Spaces that one element may stand for; a number in an attribute costs nothing to write."""


def odt_draft(raw: bytes, *, path: str) -> Draft:
    """The draft of an ODT file whose package has been checked. InputError where it is damaged or has no words."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        root = parse_xml(package.read("content.xml"), path=path)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    paragraphs: list[str] = []
    titles: list[str] = []
    if body is not None:
        _blocks(body, paragraphs, titles)
    if not paragraphs:
        raise InputError(
            "no words in the document", fix="if they are a picture, recognise the text first", path=path
        )
    return Draft(
        text="\n\n".join(paragraphs),
        stated=Stated(title=titles[0] if titles else None),
        path=path,
        media_type=MEDIA_TYPE,
        notes=("text extracted by lxml from content.xml",),
        raw=raw,
    )


def _blocks(parent: Any, paragraphs: list[str], titles: list[str]) -> None:
    for child in parent:
        if child.tag in GONE:
            continue
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            inside: list[Any] = []
            words = "".join(_words(child, inside)).strip()
            if words:
                paragraphs.append(words)
            if words and child.tag == f"{_TEXT}h" and child.get(f"{_TEXT}outline-level", "1") == "1":
                titles.append(" ".join(words.split()))
            for block in inside:
                _blocks(block, paragraphs, titles)
        elif child.tag == f"{_TABLE}table-row":
            cells: list[str] = []
            for cell in child:
                found: list[str] = []
                _blocks(cell, found, [])
                cells.append(" ".join(" ".join(found).split()))
            if any(cells):
                paragraphs.append(" | ".join(cells))
        else:
            _blocks(child, paragraphs, titles)


def _words(element: Any, inside: list[Any]) -> Iterator[str]:
    """The words of one paragraph; notes and frames in it stand after it."""
    yield element.text or ""
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            yield " " * (min(int(count), MOST_SPACES) if count.isdecimal() and len(count) < 6 else 1)
        elif name in {"tab", "line-break"}:
            yield "\t" if name == "tab" else "\n"
        elif name in {"note", "frame", "text-box"}:
            inside.append(child)
        elif child.tag not in GONE:
            yield from _words(child, inside)
        yield child.tail or ""
