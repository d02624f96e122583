"""RSS of every version, RDF and Atom: feedparser reads what a feed says in any of its dialects, on a diet.

Before it reads, everything is taken out that it would take for something else: a caption (media:description) for a
second text, dc:date for a date of change, a webmaster for a publisher, a description that comes twice for the whole
article. Dates are taken as they are written, each under its own name. What stands in the tree went through `xml_trees`, so
feedparser never meets a document type, an entity or markup that is not sound.
"""

import warnings
from typing import Any, NamedTuple
from urllib.parse import urljoin

from sayso.errors import InputError
from sayso.ingest.feeds.entries import Entry, items_of
from sayso.ingest.feeds.items import Feed, FeedKind
from sayso.ingest.feeds.links import web_address
from sayso.ingest.feeds.outlets import outlet_in
from sayso.ingest.feeds.timing import hours_skipped, seconds_to_live
from sayso.ingest.feeds.words import plain_title
from sayso.ingest.feeds.xml_trees import local, space, words_in
from sayso.ingest.reading import DateOf, StatedDate
from sayso.settings import Limits

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LONGEST_DATE = 100
NUMBER = "saysonumber"
"""An element that is put into each item, by which feedparser's answer is laid beside the tree."""
OWN = frozenset({
    "", "http://www.w3.org/2005/atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0",
    "http://my.netscape.com/rdf/simple/0.9", "http://channel.netscape.com/rdf/simple/0.9", "http://backend.userland.com/rss",
    "http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss", "http://purl.org/rss/1.0/modules/rss091#",
})  # fmt: skip
"""Namespaces of the elements that feeds are made of."""
DC, TERMS = "http://purl.org/dc/elements/1.1", "http://purl.org/dc/terms"
DATES: dict[str, DateOf] = {
    "pubdate": "published", "published": "published", "issued": "published", "updated": "updated",
    "modified": "updated", "created": "either", "dc:date": "either", "dcterms:issued": "published",
    "dcterms:created": "either", "dcterms:modified": "updated", "dcterms:date": "either",
}  # fmt: skip
"""Of what each date is. Dublin Core's `date` is that of some event in the life of a thing. Where an item has no other
(RSS 1.0 knows none) every reader of feeds takes it for that of publishing; beside another it may be of either."""
KEPT = frozenset({
    "title", "description", "summary", "content", "source", "fullitem", "body", "content:encoded", "dc:title",
    "dc:description",
})  # fmt: skip
"""What feedparser reads of an item."""
ONCE = frozenset({"title", "description", "summary", "source", "content:encoded"})
WORDED = frozenset({"guid", "id", "dc:publisher", "dc:language", "language", "author", "dc:creator", *DATES})
"""What is taken as it is written, by Sayso itself."""
PAGES = frozenset({"", "text/html", "application/xhtml+xml"})
SHORT_NAMES = {
    DC: "dc", TERMS: "dcterms", "http://purl.org/rss/1.0/modules/content": "content",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner", "http://www.w3.org/1999/xhtml": "xhtml",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
}  # fmt: skip


class _Beside(NamedTuple):
    """What is taken of an item from the tree itself; `links` are absolute, the best first."""

    dates: tuple[StatedDate, ...]
    guid: str | None
    links: tuple[str, ...]
    authors: tuple[str, ...]
    language: str | None
    publisher: str | None


def read_rss(root: Any, *, url: str, limits: Limits, notes: tuple[str, ...]) -> Feed:
    """The feed whose root element is given. InputError where feedparser finds no feed in it."""
    kind: FeedKind = "atom" if local(root).lower() in {"feed", "entry"} else "rss"
    items, more = _items(root, limits.max_feed_items)
    notes += more
    about = _about_feed(root)
    base = about.site if kind == "rss" and about.site else url
    beside = [_put_on_diet(item, number, base) for number, item in enumerate(items)]
    parsed = _parsed(root, base)
    head, entries = parsed.feed, {str(dict.get(entry, NUMBER, "")): entry for entry in parsed.entries}
    title = plain_title(dict.get(head, "title"), marked_up=_is_html(dict.get(head, "title_detail")))
    site = about.site or web_address(dict.get(head, "link"), url)
    outlet, basis = about.publisher, "the feed's dc:publisher"
    if outlet is None:
        outlet, basis = (
            outlet_in(title, site, url),
            f"the feed's title {title!r}, which its address bears out",
        )
    found = [_entry(entries.get(str(number), {}), held, about.authors) for number, held in enumerate(beside)]
    kept, told = items_of(found, base=base)
    return Feed(
        kind=kind,
        url=url,
        title=title,
        outlet=outlet,
        outlet_basis=basis if outlet else "",
        language=about.language or dict.get(head, "language"),
        items=kept,
        ttl_s=about.ttl_s,
        skip_hours=about.skip_hours,
        notes=notes + told,
    )


def _items(root: Any, most: int) -> tuple[list[Any], tuple[str, ...]]:
    """The items in the order in which they stand there; those of a broken document may hang in one another."""
    named = [
        element
        for element in root.iter("*")
        if local(element).lower() in {"item", "entry"} and space(element) in OWN
    ]
    notes: tuple[str, ...] = ()
    if len(named) > most:
        notes = (f"{len(named)} items, of which the first {most} were read (limits.max_feed_items)",)
    inside = set(named)
    for place, element in enumerate(named):
        if place >= most:
            if element.getparent() is not None:
                element.getparent().remove(element)
        elif any(parent in inside for parent in element.iterancestors()):
            root.append(element)
    order = [element for element in root.iter("*") if element in inside]
    return order[:most], notes


def _name(element: Any) -> str:
    """The name of an element as the tables above have it: in lower case, with the usual prefix."""
    where = space(element)
    if where in OWN:
        return local(element).lower()
    return f"{SHORT_NAMES.get(where, 'other')}:{local(element).lower()}"


def _put_on_diet(item: Any, number: int, base: str) -> _Beside:
    """Leave in an item what feedparser understands as it is meant; what is taken from the tree itself."""
    dates: list[StatedDate] = []
    links: list[tuple[int, str]] = []
    authors: list[str] = []
    guid = permalink = publisher = language = None
    seen: set[str] = set()
    names = [(element, _name(element)) for element in item]
    if any(name == "title" for _, name in names):
        seen.add("dc:title")
    if any(name in {"description", "summary"} for _, name in names):
        seen.add("dc:description")
    parent, worded = item.getparent(), False
    for element, full in names:
        name = "body" if full == "xhtml:body" else full
        words = words_in(element) if name in WORDED else ""
        if name in DATES:
            if words and len(words) <= LONGEST_DATE:
                dates.append(StatedDate(words, DATES[name], "feed", _written(element, name)))
        elif name in {"link", "feedburner:origlink"}:
            links += _link(element, name, base)
        elif name in {"guid", "id"}:
            guid = guid or words or None
            permalink = _attribute(element, "ispermalink") if name == "guid" else None
        elif name in {"author", "dc:creator"}:
            authors += [words_in(part) for part in element if local(part).lower() == "name"] or [words]
        elif name == "dc:publisher":
            publisher = publisher or plain_title(words)
        elif name in {"dc:language", "language"}:
            language = language or words
        if name not in KEPT or name in seen:
            item.remove(element)
        else:
            worded = True
            if name in ONCE:
                seen.add(name)
    if len(dates) == 1 and dates[0].field.lower() == "dc:date":
        dates = [dates[0]._replace(of="published")]
    if guid and _leads(guid, permalink):
        links += [(4, address)] if (address := web_address(guid, base)) else []
    if not worded and parent is not None:  # nothing is left to read
        parent.remove(item)
    mark = item.makeelement(NUMBER if "}" not in item.tag else f"{item.tag.partition('}')[0]}}}{NUMBER}")
    mark.text = str(number)
    item.insert(0, mark)
    return _Beside(
        dates=tuple(dates),
        guid=guid,
        links=tuple(address for _, address in sorted(links, key=lambda link: link[0])),
        authors=tuple(author for author in authors if author),
        language=language or item.get(LANG),
        publisher=publisher,
    )


def _link(element: Any, name: str, base: str) -> list[tuple[int, str]]:
    """Where a link leads, and how good it is: the address before a counting one, a page, anything else that is the item."""
    href = _attribute(element, "href")
    address = web_address(href or words_in(element), urljoin(base, element.base or ""))
    relation = (_attribute(element, "rel") or "alternate").lower()
    if address is None or relation != "alternate":
        return []
    kind = (_attribute(element, "type") or "").partition(";")[0].strip().lower()
    return [(0 if name == "feedburner:origlink" else 1 if not href else 2 if kind in PAGES else 3, address)]


def _leads(guid: str, permalink: str | None) -> bool:
    """Whether a guid is an address: RSS says so of each that does not deny it, and most that say nothing are numbers."""
    if permalink is not None:
        return permalink.strip().lower() == "true"
    return guid.startswith(("http://", "https://", "/"))


def _attribute(element: Any, name: str) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if key.lower() == name), None)


def _written(element: Any, name: str) -> str:
    return f"{name.partition(':')[0]}:{local(element)}" if ":" in name else local(element)


class _About(NamedTuple):
    site: str | None
    authors: tuple[str, ...]
    language: str | None
    publisher: str | None
    ttl_s: int | None
    skip_hours: tuple[int, ...]


def _about_feed(root: Any) -> _About:
    """What a channel says of itself; what feedparser would take for something else goes.

    The addresses in RSS are taken against that of its `site`, for feeds often lie on hosts of their own.
    """
    children: list[Any] = list(root)
    for channel in [element for element in root if local(element).lower() == "channel"]:
        children += list(channel)
    known: dict[str, Any] = {}
    for element in children:
        name = _name(element)
        known.setdefault(name, element)
        if name.startswith("other:") or name in {
            "webmaster",
            "managingeditor",
            "dc:publisher",
            "skipdays",
            "textinput",
            "image",
        }:
            element.getparent().remove(element)
    said = {
        name: words_in(element) for name, element in known.items() if name not in {"item", "entry", "channel"}
    }
    hours = [words_in(hour) for hour in known["skiphours"]] if "skiphours" in known else []
    language = root.get(LANG)
    site = said.get("link") or ""
    return _About(
        authors=tuple(
            words_in(part)
            for element in children
            if _name(element) == "author" and local(root).lower() == "feed"
            for part in element
            if local(part).lower() == "name"
        ),
        site=web_address(site, "") if site.startswith(("http://", "https://")) else None,
        language=said.get("language") or said.get("dc:language") or language or None,
        publisher=plain_title(said.get("dc:publisher")),
        ttl_s=seconds_to_live(said.get("ttl"), said.get("sy:updateperiod"), said.get("sy:updatefrequency")),
        skip_hours=hours_skipped(hours),
    )


def _parsed(root: Any, url: str) -> Any:
    import feedparser  # noqa: PLC0415 - it loads for a tenth of a second
    from lxml import etree  # noqa: PLC0415 - same

    document = etree.tostring(root, encoding="utf-8")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # of fields that stand for others: none of them is asked for
            return feedparser.parse(
                document, response_headers=headers, resolve_relative_uris=False, sanitize_html=False
            )
    except Exception as error:  # a parser fed with anything may raise anything
        raise InputError(
            f"the feed cannot be parsed ({type(error).__name__}: {error})"[:300],
            fix="tell whoever publishes it, or watch another feed",
            path=url,
        ) from error


def _entry(entry: Any, held: _Beside, feed_authors: tuple[str, ...]) -> Entry:
    """What feedparser says of one item and what was taken beside it, with no field that stands for another."""
    contents = [part for part in dict.get(entry, "content") or () if not dict.get(part, "src")]
    content = max(contents, key=lambda part: len(dict.get(part, "value") or ""), default=None)
    summary = dict.get(entry, "summary")
    detail = dict.get(entry, "summary_detail")
    source = dict.get(entry, "source") or {}
    source_title = plain_title(dict.get(source, "title"))
    source_url = dict.get(source, "href") or dict.get(source, "link")
    return Entry(
        key=held.guid,
        links=held.links,
        title=dict.get(entry, "title"),
        title_is_html=_is_html(dict.get(entry, "title_detail")),
        summary=summary if detail is not None else None,
        summary_is_html=_is_html(detail),
        content=dict.get(content, "value") if content is not None else None,
        content_is_html=_is_html(content),
        dates=held.dates,
        authors=held.authors or feed_authors,
        language=held.language,
        outlet=held.publisher,
        source_title=source_title,
        source_url=source_url,
    )


def _is_html(detail: Any) -> bool:
    kind = dict.get(detail, "type") if isinstance(detail, dict) else None
    return kind in {"text/html", "application/xhtml+xml", "html", "xhtml"}
