"""NITF, the News Industry Text Format: head, docdata, body; alone, or within NewsML."""

from typing import Any

from sayso.ingest.wires.items import Outlet, WireItem, names_of
from sayso.ingest.wires.markup import element_text
from sayso.ingest.wires.xml import attribute, kid, kids, words_of
from sayso.records import USABLE

MEDIA_TYPE = "application/nitf+xml"


def text_of_nitf(root: Any) -> str:
    """What the body of a document holds, with the tagline at its end."""
    content, tagline = kid(root, "body", "body.content"), kid(root, "body", "body.end", "tagline")
    return element_text(*(part for part in (content, tagline) if part is not None))


def nitf_item(root: Any) -> WireItem:
    """The item that a document is."""
    head, top = kid(root, "head"), kid(root, "body", "body.head")
    data = kid(head, "docdata")
    issue, release = (attribute(kid(data, name), "norm") for name in ("date.issue", "date.release"))
    changes = [at for one in kids(head, "revision-history") if (at := attribute(one, "norm"))]
    version = attribute(kid(data, "du-key"), "version")
    said = (issue, "date.issue") if issue else None
    return WireItem(
        uri=_identity(data),
        text=text_of_nitf(root),
        title=words_of(kid(top, "hedline", "hl1")) or words_of(kid(head, "title")),
        outlet=nitf_outlet(root),
        authors=nitf_authors(top),
        language=attribute(root, "baselang", "lang") or attribute(kid(root, "body"), "lang"),
        # every version is issued: of a later one nobody says when the first was
        first=said if (version or "1").strip().lstrip("0") in {"", "1"} else None,
        version=(changes[-1], "revision-history") if changes else said,
        pubstatus=attribute(data, "management-status") or USABLE,
        embargoed=release if release and release != issue else None,
        ed_notes=tuple(note for one in kids(data, "ed-msg") if (note := attribute(one, "info"))),
        usage_terms=tuple(
            words for one in kids(kid(top, "rights"), "rights.limitations") if (words := words_of(one))
        ),
    )


def nitf_outlet(root: Any) -> Outlet:
    """Its distributor; else who owns the rights in it, or who registered it."""
    data, top = kid(root, "head", "docdata"), kid(root, "body", "body.head")
    distributor = words_of(kid(top, "distributor"))
    if distributor:
        return Outlet(distributor)
    ways = (
        (attribute(kid(data, "doc.copyright"), "holder"), "its copyright holder"),
        (words_of(kid(top, "rights", "rights.owner")), "the owner of its rights"),
        (attribute(kid(data, "doc-id"), "regsrc"), "who registered its id"),
    )
    return next((Outlet(name, how) for name, how in ways if name), Outlet(None))


def nitf_authors(top: Any) -> tuple[str, ...]:
    """The names in its bylines, without the titles that stand with them."""
    names: list[str] = []
    for byline in kids(top, "byline"):
        people = [words for one in kids(byline, "person") if (words := words_of(one))]
        bare = " ".join((byline.text or "").split())
        names += people or names_of(bare or words_of(byline))
    return tuple(dict.fromkeys(names))


def _identity(data: Any) -> str | None:
    """The key under which it is updated where it counts versions; else its own id, which may be another each time."""
    own, key = attribute(kid(data, "doc-id"), "id-string"), kid(data, "du-key")
    versions = attribute(key, "version", "generation")
    return (attribute(key, "key") if versions else None) or own or attribute(key, "key")
