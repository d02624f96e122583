"""NewsML 1: the older form of an agency's items, with components within components."""

from collections.abc import Iterator
from typing import Any

from sayso.ingest.statuses import status_word
from sayso.ingest.wires.items import Outlet, WireItem, names_of
from sayso.ingest.wires.markup import element_text, local
from sayso.ingest.wires.nitf import text_of_nitf
from sayso.ingest.wires.xml import attribute, kid, kids, words_of
from sayso.records import USABLE

MEDIA_TYPE = "application/vnd.iptc.newsml+xml"
TEXTS = frozenset({"", "text", "complexdata"})


def items_of_newsml(root: Any) -> Iterator[Any]:
    """The items of a document."""
    yield from kids(root, "newsitem")


def newsml_item(item: Any) -> tuple[WireItem, str | None]:
    """What an item says of itself; and the kind of its content where it has no text ("photo")."""
    identifier, management = kid(item, "identification", "newsidentifier"), kid(item, "newsmanagement")
    components = list(_components(item))
    first, version = (words_of(kid(management, name)) for name in ("firstcreated", "thisrevisioncreated"))
    revision = kid(identifier, "revisionid")
    status, until = _status(management)
    contents = [one for component in components for one in kids(component, "contentitem")]
    texts = [one for one in contents if _kind(one) in TEXTS]
    text = "\n".join(found for one in texts for part in kids(one, "datacontent") if (found := _words(part)))
    other = next((_kind(one) for one in contents if _kind(one) not in TEXTS), None)
    return WireItem(
        uri=_identity(identifier),
        text=text,
        title=_line(components, "headline"),
        outlet=_outlet(components, identifier),
        authors=names_of(_line(components, "byline")),
        language=_language(components) or attribute(item, "lang"),
        first=(first, "FirstCreated") if first else None,
        version=(version, "ThisRevisionCreated") if version else None,
        is_first=(words_of(revision) or "1") == "1",
        pubstatus=status,
        embargoed=until,
        ed_notes=tuple(
            words for one in kids(management, "instruction") if (words := attribute(one, "formalname"))
        ),
        usage_terms=tuple(
            words
            for one in components
            for lines in kids(one, "rightsmetadata")
            for rights in kids(lines, "usagerights")
            if (words := words_of(rights))
        ),
    ), None if texts or other is None else other


def _status(management: Any) -> tuple[str, str | None]:
    """Its status, and until when an embargo keeps it from being usable."""
    status = attribute(kid(management, "status"), "formalname") or USABLE
    change = kid(management, "statuswillchange")
    then = attribute(kid(change, "futurestatus"), "formalname")
    until = words_of(kid(change, "dateandtime"))
    if status_word(status) == "withheld" and until and then and status_word(then) == USABLE:
        return USABLE, until
    return status, None


def _components(item: Any) -> Iterator[Any]:
    """The components of an item, each before those within it."""
    waiting = kids(item, "newscomponent")[::-1]
    while waiting:
        component = waiting.pop()
        yield component
        waiting += kids(component, "newscomponent")[::-1]


def _identity(identifier: Any) -> str | None:
    """Its id over all revisions: the public identifier ends in the number of one."""
    provider, day, own = (words_of(kid(identifier, name)) for name in ("providerid", "dateid", "newsitemid"))
    if provider and day and own:
        return f"urn:newsml:{provider}:{day}:{own}"
    return words_of(kid(identifier, "publicidentifier")) or own


def _outlet(components: list[Any], identifier: Any) -> Outlet:
    ways = (("provider", ""), ("creator", "its creator"), ("source", "its source"))
    for name, how in ways:
        for one in components:
            party = attribute(kid(one, "administrativemetadata", name, "party"), "formalname")
            if party:
                return Outlet(party, how)
    provider = words_of(kid(identifier, "providerid"))
    return Outlet(provider, "the provider in its id" if provider else "")


def _language(components: list[Any]) -> str | None:
    codes = (attribute(kid(one, "descriptivemetadata", "language"), "formalname") for one in components)
    return next((code for code in codes if code), None)


def _line(components: list[Any], name: str) -> str | None:
    return next((words for one in components if (words := words_of(kid(one, "newslines", name)))), None)


def _kind(content: Any) -> str:
    return (attribute(kid(content, "mediatype"), "formalname") or "").casefold()


def _words(data: Any) -> str:
    inside = [child for child in data if local(child)]
    if inside and local(inside[0]) == "nitf":
        return text_of_nitf(inside[0])
    if inside and local(inside[0]) == "html":
        body = kid(inside[0], "body")
        return element_text(inside[0] if body is None else body)
    return element_text(data) if inside else "".join(data.itertext()).strip("\r\n")
