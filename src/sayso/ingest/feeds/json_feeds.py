"""JSON Feed 1 and 1.1 (jsonfeed.org): the whole text of an item is its `content_html` or `content_text`."""

import json
from collections.abc import Mapping
from typing import Any

from sayso.errors import InputError
from sayso.ingest.feeds.entries import Entry, items_of
from sayso.ingest.feeds.items import Feed
from sayso.ingest.feeds.links import web_address
from sayso.ingest.feeds.outlets import outlet_in
from sayso.ingest.feeds.words import plain_title
from sayso.ingest.reading import StatedDate
from sayso.settings import Limits

LONGEST_DATE = 100


def read_json_feed(text: str, *, url: str, limits: Limits, notes: tuple[str, ...]) -> Feed:
    """The items of a JSON Feed. InputError for other JSON, and for what is none."""
    try:
        known = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"broken JSON ({type(error).__name__}: {error})"[:200], fix="tell whoever publishes it", path=url
        ) from error
    items = known.get("items") if isinstance(known, Mapping) else None
    if not isinstance(known, Mapping) or not isinstance(items, list) or not _is_feed(known):
        raise InputError(
            "JSON, and no JSON Feed",
            fix="give the address of a feed (RSS, Atom, JSON Feed or a sitemap)",
            path=url,
        )
    if len(items) > limits.max_feed_items:
        notes += (
            f"{len(items)} items, of which the first {limits.max_feed_items} were read (limits.max_feed_items)",
        )
    title = plain_title(_word(known, "title"))
    outlet = outlet_in(title, web_address(_word(known, "home_page_url"), url), url)
    authors = _authors(known)
    entries = [_entry(item, authors) for item in items[: limits.max_feed_items] if isinstance(item, Mapping)]
    kept, told = items_of(entries, base=url)
    return Feed(
        kind="json feed",
        url=url,
        title=title,
        outlet=outlet,
        outlet_basis=f"the feed's title {title!r}, which its address bears out" if outlet else "",
        language=_word(known, "language"),
        items=kept,
        notes=notes + told,
    )


def _is_feed(known: Mapping[str, Any]) -> bool:
    version = known.get("version")
    return (isinstance(version, str) and "jsonfeed.org" in version) or isinstance(known.get("title"), str)


def _entry(item: Mapping[str, Any], feed_authors: tuple[str, ...]) -> Entry:
    html, text = _word(item, "content_html"), _word(item, "content_text")
    dates = (("date_published", "published"), ("date_modified", "updated"))
    key = item.get("id")
    links = (_word(item, "url"), _word(item, "external_url"), key if _is_address(key) else None)
    return Entry(
        key=str(key)
        if isinstance(key, (str, int, float)) and not isinstance(key, bool) and str(key).strip()
        else None,
        links=tuple(link for link in links if link),
        title=_word(item, "title"),
        title_is_html=False,
        summary=_word(item, "summary"),
        summary_is_html=False,
        content=html or text,
        content_is_html=bool(html),
        dates=tuple(
            StatedDate(value, "published" if of == "published" else "updated", "feed", name)
            for name, of in dates
            if (value := _word(item, name)) and len(value) <= LONGEST_DATE
        ),
        authors=_authors(item) or feed_authors,
        language=_word(item, "language"),
        outlet=None,
    )


def _is_address(key: object) -> bool:
    return isinstance(key, str) and key.startswith(("http://", "https://"))


def _authors(known: Mapping[str, Any]) -> tuple[str, ...]:
    people = known.get("authors")
    if not isinstance(people, list):
        people = [known.get("author")]
    names = [person.get("name") if isinstance(person, Mapping) else person for person in people[:100]]
    return tuple(name for name in names if isinstance(name, str) and name.strip())


def _word(known: Mapping[str, Any], name: str) -> str | None:
    value = known.get(name)
    return value.strip() or None if isinstance(value, str) else None
