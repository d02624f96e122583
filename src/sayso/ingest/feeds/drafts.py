"""The article that a feed alone gives."""

import re

from sayso.errors import InputError
from sayso.ingest.feeds.items import Feed, FeedItem
from sayso.ingest.identity import is_global
from sayso.ingest.reading import Draft, Stated

NO_MORE = "only what the feed gives"
"""Why a text that is not known to be whole is an excerpt."""
ADDRESS = re.compile(r"https?://", re.IGNORECASE)
MEDIA_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json feed": "application/feed+json",
}


def item_draft(
    item: FeedItem,
    *,
    feed: Feed,
    outlet: str | None,
    seen: str | None,
    path: str | None = None,
    line: int | None = None,
) -> Draft:
    """The article that a feed alone gives: its words, and what the feed states about it.

    `outlet` is what the watch list says, and goes first; then what the item states, then the feed. The text is "full" where
    the item is `whole`, else an "excerpt", as a feed gives less than the page unless it shows otherwise. Raises InputError
    for an item without text: a headline is no article.
    """
    if item.text is None:
        raise InputError(
            f"the feed gives no text for {item.url or item.title or item.key}"[:300],
            fix='have its page fetched (text = "page")',
            path=path or item.url or feed.url,
            line=line,
        )
    notes = [*feed.notes] if path else [f"text from the feed {feed.url}"[:300]]
    if feed.outlet and not outlet and not item.outlet:
        notes.append(f"outlet from {feed.outlet_basis}"[:300])
    return Draft(
        text=item.text,
        stated=Stated(
            outlet=outlet or item.outlet or feed.outlet,
            published=None if item.dates else item.published,
            updated=None if item.dates else item.updated,
            url=item.url,
            title=item.title,
            external_id=_own_id(item, feed, outlet=outlet or item.outlet or feed.outlet),
            language=item.language or feed.language,
            authors=item.authors,
        ),
        dates=item.dates,
        path=path or feed.url,
        line=line,
        media_type=MEDIA_TYPES.get(feed.kind, "text/plain"),
        notes=tuple(notes),
        completeness=("full", "the feed gives the whole text") if item.whole else ("excerpt", _why(item)),
        seen=seen,
    )


def _own_id(item: FeedItem, feed: Feed, *, outlet: str | None) -> str | None:
    """The id that the feed gives an item.

    Where neither an address nor an outlet says whose it is, it is told with the address of the feed: by itself it would
    name nothing, two items of the same words would be one article, and an item of other words than before two.
    """
    if item.key in {item.url, None}:
        return None
    nobodys = item.url is None and outlet is None and not is_global(item.key)
    return f"urn:feed-item:{feed.url}#{item.key}" if nobodys and ADDRESS.match(feed.url) else item.key


def _why(item: FeedItem) -> str:
    return f"{NO_MORE}: {item.cut}" if item.cut else NO_MORE
