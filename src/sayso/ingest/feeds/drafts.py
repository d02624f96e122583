"""The article that a feed alone gives."""

from sayso.errors import InputError
from sayso.ingest.feeds.items import Feed, FeedItem
from sayso.ingest.reading import Draft, Stated

NO_MORE = "only what the feed gives"
"""Why a text that is not known to be whole is an excerpt."""


def item_draft(item: FeedItem, *, feed: Feed, outlet: str | None, seen: str | None) -> Draft:
    """The article that a feed alone gives: its words, and what the feed states about it.

    `outlet` is what the watch list says, and goes first; then what the item states, then the feed. The text is "full" where
    the item is `whole`, else an "excerpt". Raises InputError for an item without text: a headline is no article.
    """
    if item.text is None:
        raise InputError(
            f"the feed gives no text for {item.url or item.key}"[:300],
            fix='have its page fetched (text = "page")',
            path=item.url or feed.url,
        )
    external = None if item.key == item.url else item.key
    return Draft(
        text=item.text,
        stated=Stated(
            outlet=outlet or item.outlet or feed.outlet,
            published=item.published,
            updated=item.updated,
            url=item.url,
            title=item.title,
            external_id=external,
            language=item.language or feed.language,
            authors=item.authors,
        ),
        path=feed.url,
        media_type="application/feed+item",
        notes=(f"text from the feed {feed.url}"[:300],),
        completeness=("full", "the feed gives the whole text") if item.whole else ("excerpt", _why(item)),
        seen=seen,
    )


def _why(item: FeedItem) -> str:
    return f"{NO_MORE}: {item.cut}" if item.cut else NO_MORE
