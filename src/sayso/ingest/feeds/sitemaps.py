"""Sitemaps and their indexes (sitemaps.org), with Google's extension for news: addresses, and what is said of each.

`lastmod` is when a page was last changed, whatever a site writes there, and never a date of publishing.
"""

import re
from typing import Any

from sayso.errors import InputError
from sayso.ingest.feeds.entries import once
from sayso.ingest.feeds.items import Feed, FeedItem
from sayso.ingest.feeds.links import web_address
from sayso.ingest.feeds.words import plain_title
from sayso.ingest.feeds.xml_trees import local, space, words_in
from sayso.ingest.reading import StatedDate
from sayso.settings import Limits

LONGEST_DATE = 100
_line = re.compile(r"https?://\S+", re.IGNORECASE)


def read_sitemap(root: Any, *, url: str, limits: Limits, notes: tuple[str, ...]) -> Feed:
    """The pages that a sitemap names, or the sitemaps that an index does, whichever root element is given."""
    if local(root).lower() == "sitemapindex":
        return _index(root, url=url, limits=limits, notes=notes)
    elements = [
        element
        for element in root.iter("*")
        if local(element).lower() == "url" and space(element) != "unknown"
    ]
    notes += _cut(len(elements), limits.max_feed_items)
    found = [
        item for element in elements[: limits.max_feed_items] if (item := _item(element, url)) is not None
    ]
    lost = min(len(elements), limits.max_feed_items) - len(found)
    return _sitemap(found, url=url, notes=notes, lost=lost)


def looks_like_addresses(text: str) -> bool:
    """Whether a text is a list of web addresses, a line each: the plainest of sitemaps. Its first line is one."""
    lines = [line.strip() for line in text[:20_000].lstrip("\ufeff").splitlines() if line.strip()][:20]
    count = sum(_line.fullmatch(line) is not None for line in lines)
    return bool(lines) and _line.fullmatch(lines[0]) is not None and 2 * count > len(lines)


def read_addresses(text: str, *, url: str, limits: Limits, notes: tuple[str, ...]) -> Feed:
    """The pages that a sitemap of plain text names, a line each."""
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    notes += _cut(len(lines), limits.max_feed_items)
    lines = lines[: limits.max_feed_items]
    found = [FeedItem(key=address, url=address) for line in lines if (address := _absolute(line)) is not None]
    return _sitemap(found, url=url, notes=notes, lost=len(lines) - len(found))


def _sitemap(found: list[FeedItem], *, url: str, notes: tuple[str, ...], lost: int) -> Feed:
    kept = once(found)
    if lost:
        notes += (f"{lost} entries without a web address left out",)
    if len(kept) < len(found):
        notes += (f"{len(found) - len(kept)} entries stand there twice",)
    return Feed(kind="sitemap", url=url, items=tuple(kept), notes=notes)


def _index(root: Any, *, url: str, limits: Limits, notes: tuple[str, ...]) -> Feed:
    children: dict[str, str | None] = {}
    elements = [element for element in root.iter("*") if local(element).lower() == "sitemap"]
    notes += _cut(len(elements), limits.max_feed_items)
    for element in elements[: limits.max_feed_items]:
        known = _children(element)
        address = web_address(known.get("loc"), url)
        if address is not None:
            children.setdefault(address, _date(known.get("lastmod")))
    if not children:
        raise InputError(
            "an index of sitemaps that names none", fix="give the address of a sitemap or a feed", path=url
        )
    return Feed(
        kind="sitemap index",
        url=url,
        children=tuple(children),
        child_updates=tuple(children.values()),
        notes=notes,
    )


def _item(element: Any, base: str) -> FeedItem | None:
    known = _children(element)
    address = web_address(known.get("loc"), base)
    if address is None:
        return None
    news: dict[str, str] = {}
    for part in element:
        if local(part).lower() == "news" and "news" in space(part):
            for below in part.iter("*"):
                news.setdefault(local(below).lower(), words_in(below))
    published, updated = _date(news.get("publication_date")), _date(known.get("lastmod"))
    dates = [
        StatedDate(published, "published", "sitemap", "news:publication_date") if published else None,
        StatedDate(updated, "updated", "sitemap", "lastmod") if updated else None,
    ]
    return FeedItem(
        key=address,
        url=address,
        title=plain_title(news.get("title")),
        published=published,
        updated=updated,
        dates=tuple(date for date in dates if date is not None),
        language=" ".join(news.get("language", "").split())[:40] or None,
        outlet=plain_title(news.get("name")),
    )


def _children(element: Any) -> dict[str, str]:
    """The words of an element's own children by their names: not those of an image or a video beside them."""
    found: dict[str, str] = {}
    for part in element:
        if space(part) == space(element) or not space(part):
            found.setdefault(local(part).lower(), words_in(part))
    return found


def _absolute(line: str) -> str | None:
    return web_address(line, "") if _line.fullmatch(line) else None


def _date(words: str | None) -> str | None:
    plain = " ".join((words or "").split())
    return plain if plain and len(plain) <= LONGEST_DATE else None


def _cut(count: int, most: int) -> tuple[str, ...]:
    return (
        (f"{count} entries, of which the first {most} were read (limits.max_feed_items)",)
        if count > most
        else ()
    )
