"""RSS of every version, RDF and Atom: feedparser reads what a feed says in any of its dialects, on a diet (`diet`).

What it is given went through `xml_trees`, so it never meets a document type, an entity or markup that is not sound.
"""

from typing import Any

from sayso.errors import InputError
from sayso.ingest.feeds.diet import NUMBER, Beside, about_feed, items_in, put_on_diet, without_day_of_making
from sayso.ingest.feeds.entries import Entry, items_of
from sayso.ingest.feeds.items import Feed, FeedKind
from sayso.ingest.feeds.outlets import outlet_in
from sayso.ingest.feeds.words import plain_title
from sayso.ingest.feeds.xml_trees import local
from sayso.settings import Limits


def read_rss(root: Any, *, url: str, limits: Limits, notes: tuple[str, ...]) -> Feed:
    """The feed whose root element is given. InputError where feedparser finds no feed in it."""
    kind: FeedKind = "atom" if local(root).lower() in {"feed", "entry"} else "rss"
    items, more = items_in(root, limits.max_feed_items)
    notes += more
    about = about_feed(root)
    base = about.site if kind == "rss" and about.site else url
    beside = [put_on_diet(item, number, base) for number, item in enumerate(items)]
    parsed = _parsed(root, base)
    head, entries = parsed.feed, {str(dict.get(entry, NUMBER, "")): entry for entry in parsed.entries}
    title = plain_title(dict.get(head, "title"), marked_up=_is_html(dict.get(head, "title_detail")))
    outlet, basis = about.publisher, "the feed's dc:publisher"
    if outlet is None:
        outlet = outlet_in(title, about.site, url)
        basis = f"the feed's title {title!r}, which its address bears out"
    beside, unsure = without_day_of_making(beside, about)
    found = [_entry(entries.get(str(number), {}), held, about.authors) for number, held in enumerate(beside)]
    kept, told = items_of(found, base=base)
    return Feed(
        kind=kind,
        url=url,
        title=title,
        outlet=outlet,
        outlet_basis=basis if outlet else "",
        language=about.language,
        items=kept,
        ttl_s=about.ttl_s,
        skip_hours=about.skip_hours,
        notes=notes + unsure + told,
    )


def _parsed(root: Any, url: str) -> Any:
    import feedparser  # noqa: PLC0415 - it loads for a tenth of a second
    from lxml import etree  # noqa: PLC0415 - same

    document = etree.tostring(root, encoding="utf-8")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        return feedparser.parse(
            document, response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except Exception as error:  # a parser fed with anything may raise anything
        raise InputError(
            f"the feed cannot be parsed ({type(error).__name__}: {error})"[:300],
            fix="tell whoever publishes it, or watch another feed",
            path=url,
        ) from error


def _entry(entry: Any, held: Beside, feed_authors: tuple[str, ...]) -> Entry:
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
