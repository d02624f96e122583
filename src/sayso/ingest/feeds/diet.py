"""What is taken from the tree of a feed itself, and what is left in it for feedparser to read.

Everything goes that feedparser would take for something else: a caption (media:description) for a second text, dc:date for
a date of change, a webmaster for a publisher, a description that comes twice for the whole article. Dates, links, guids and
names are taken as they are written, each under its own name.
"""

from typing import Any, NamedTuple
from urllib.parse import urljoin

from sayso.ingest.feeds.links import web_address
from sayso.ingest.feeds.timing import hours_skipped, seconds_to_live
from sayso.ingest.feeds.words import plain_title
from sayso.ingest.feeds.xml_trees import local, space, words_in
from sayso.ingest.reading import DateOf, StatedDate

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LONGEST_DATE = 100
MADE_AT_ONCE = 3
"""Items from which one date for all, which is the feed's own as well, says nothing of any. Chosen."""
ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
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
HEAD = frozenset({"channel", "item", "entry", "title"})
"""What feedparser reads of the feed itself."""
ONCE = frozenset({"title", "description", "summary", "source", "content:encoded"})
WORDED = frozenset({"guid", "id", "dc:publisher", "dc:language", "language", "author", "dc:creator", *DATES})
"""What is taken as it is written, by Sayso itself."""
PAGES = frozenset({"", "text/html", "application/xhtml+xml"})
SHORT_NAMES = {
    DC: "dc", TERMS: "dcterms", "http://purl.org/rss/1.0/modules/content": "content",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner", "http://www.w3.org/1999/xhtml": "xhtml",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
}  # fmt: skip


class Beside(NamedTuple):
    """What is taken of an item from the tree itself; `links` are absolute, the best first."""

    dates: tuple[StatedDate, ...]
    guid: str | None
    links: tuple[str, ...]
    authors: tuple[str, ...]
    language: str | None
    publisher: str | None


class About(NamedTuple):
    """What is taken of a feed itself; `days` are those on which it says that it was made."""

    site: str | None
    authors: tuple[str, ...]
    language: str | None
    publisher: str | None
    ttl_s: int | None
    skip_hours: tuple[int, ...]
    days: frozenset[str]


def items_in(root: Any, most: int) -> tuple[list[Any], tuple[str, ...]]:
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
        elif element is not root and not _hangs_right(element.getparent(), root):
            root.append(element)
    order = [element for element in root.iter("*") if element in inside]
    return order[:most], notes


def _hangs_right(parent: Any, root: Any) -> bool:
    return parent is root or (local(parent).lower() == "channel" and parent.getparent() in {None, root})


def _name(element: Any) -> str:
    """The name of an element as the tables above have it: in lower case, with the usual prefix."""
    where = space(element)
    if where in OWN:
        return local(element).lower()
    return f"{SHORT_NAMES.get(where, 'other')}:{local(element).lower()}"


def put_on_diet(item: Any, number: int, base: str) -> Beside:
    """Leave in an item what feedparser understands as it is meant; what is taken from the tree itself."""
    dates: list[StatedDate] = []
    links: list[tuple[int, str]] = []
    authors: list[str] = []
    permalink = publisher = language = None
    guid = item.get(ABOUT)
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
                dates.append(
                    StatedDate(" ".join(words.split()), DATES[name], "feed", _written(element, name))
                )
        elif name in {"link", "feedburner:origlink"}:
            links += _link(element, name, base)
        elif name in {"guid", "id"}:
            guid = words or guid
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
    return Beside(
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


def about_feed(root: Any) -> About:
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
        if name not in HEAD:
            element.getparent().remove(element)
    said = {
        name: words_in(element) for name, element in known.items() if name not in {"item", "entry", "channel"}
    }
    links = [element for element in children if _name(element) == "link"]
    sites = [
        _attribute(link, "href") or words_in(link)
        for link in links
        if (_attribute(link, "rel") or "alternate").lower() == "alternate"
    ]
    hours = [words_in(hour) for hour in known["skiphours"]] if "skiphours" in known else []
    language = root.get(LANG)
    site = next((site for site in sites if site.startswith(("http://", "https://"))), None)
    return About(
        authors=tuple(
            words_in(part)
            for element in children
            if _name(element) == "author" and local(root).lower() == "feed"
            for part in element
            if local(part).lower() == "name"
        ),
        site=web_address(site, ""),
        language=said.get("language") or said.get("dc:language") or language or None,
        publisher=plain_title(said.get("dc:publisher")),
        ttl_s=seconds_to_live(said.get("ttl"), said.get("sy:updateperiod"), said.get("sy:updatefrequency")),
        skip_hours=hours_skipped(hours),
        days=frozenset(
            filter(None, map(said.get, ("lastbuilddate", "pubdate", "updated", "modified", "dc:date")))
        ),
    )


def without_day_of_making(items: list[Beside], about: About) -> tuple[list[Beside], tuple[str, ...]]:
    """Items that all bear the moment at which the feed was made, with dates that may be of anything, and a note.

    Some programs write the present time into every item at each reading.
    """
    days = {date.value for item in items for date in item.dates if date.of == "published"}
    if (
        len(items) < MADE_AT_ONCE
        or len(days) != 1
        or not days <= about.days
        or not all(item.dates for item in items)
    ):
        return items, ()
    unsure = [
        item._replace(
            dates=tuple(date._replace(of="either") if date.of == "published" else date for date in item.dates)
        )
        for item in items
    ]
    return unsure, (
        f"all items bear the moment at which the feed was made ({days.pop()}): it may be no day of theirs",
    )
