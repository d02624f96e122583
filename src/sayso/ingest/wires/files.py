"""Files of agencies in XML: one item or many, each of which becomes a draft, or a line that says why not."""

import io
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.ingest.pages import read_page
from sayso.ingest.reading import Draft
from sayso.ingest.rows import whole
from sayso.ingest.wires import newsml, newsml1, nitf
from sayso.ingest.wires.items import PassedOver, WireItem, draft_of_item, no_words
from sayso.ingest.wires.markup import local
from sayso.ingest.wires.xml import HEAD, parsed, root_name
from sayso.settings import Limits

ROOTS = frozenset({*newsml.ITEMS, "newsmessage", "newsml", "nitf"})
"""Root elements by which a delivery is known, whatever its namespace."""


def looks_like_wire(head: bytes) -> bool:
    """Whether a file begins as an agency's delivery in XML does."""
    return root_name(head) in ROOTS


def read_wire(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft | InputError]:
    """The items of one file; a page that is called XML is read as one."""
    if root_name(stream.peek(HEAD)[:HEAD]) == "html":
        yield from read_page(stream, path=path, limits=limits)
        return
    data = whole(stream, path=path, limits=limits, fix="have the message delivered in parts")
    yield from wire_drafts(data, path=path)


def wire_drafts(data: bytes, *, path: str) -> Iterator[Draft | InputError]:
    """The drafts of one delivery; InputError where it cannot be read, or is none."""
    root = parsed(data, path=path)
    name = local(root)
    if name == "nitf":
        yield _one(nitf.nitf_item(root), None, root, path=path, media_type=nitf.MEDIA_TYPE, data=data)
        return
    if name not in ROOTS:
        raise InputError(
            f"XML of a kind that is not known: its root is <{name[:50]}>",
            fix="give NewsML, NITF, HTML, or the text",
            path=path,
        )
    passed = PassedOver()
    items = list(newsml1.items_of_newsml(root) if name == "newsml" else newsml.g2_items(root))
    alone = data if len(items) == 1 else None
    for element in items:
        if name == "newsml":
            item, kind = newsml1.newsml_item(element)
            where, media_type = None, newsml1.MEDIA_TYPE
        else:
            kind, media_type = newsml.kind_of_item(element), newsml.MEDIA_TYPE
            kind = None if kind == "text" else kind
            if kind is None:
                item, where = newsml.g2_item(element)
        if kind is not None:
            passed.note(kind)
            continue
        yield _one(item, where, element, path=path, media_type=media_type, data=alone)
    yield from passed.told(path)


def _one(
    item: WireItem, where: str | None, element: Any, *, path: str, media_type: str, data: bytes | None
) -> Draft | InputError:
    """The draft of one item; `data` are the bytes of the file where it is alone in it."""
    line = None if data is not None else element.sourceline
    if not item.text.strip() and not item.withdrawn:
        return no_words(item, where=where, path=path, line=line)
    if data is None:
        from lxml import etree  # noqa: PLC0415 - it loads for a tenth of a second

        data = etree.tostring(element, encoding="utf-8", with_tail=False)
    return draft_of_item(item, path=path, line=line, media_type=media_type, raw=data)
