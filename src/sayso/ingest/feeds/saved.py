"""Feeds as files: a saved RSS, Atom or JSON feed gives the articles that its items alone make."""

import io
from collections.abc import Iterator

from sayso.errors import InputError
from sayso.ingest.feeds.drafts import item_draft
from sayso.ingest.feeds.parsing import parse_feed
from sayso.ingest.reading import Draft
from sayso.ingest.rows import whole
from sayso.settings import Limits

WATCH_IT = "name its address in feeds.toml and run `sayso watch feeds.toml`, which reads what it leads to"


def read_feed(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft | InputError]:
    """The articles of a saved feed, one an item, in its order; `line` is the item's number.

    InputError for an item without text, and for a sitemap or a list of feeds, which only lead to articles.
    """
    raw = whole(stream, path=path, limits=limits, fix="raise limits.max_file_mb")
    feed = parse_feed(raw, url=path, media_type=None, limits=limits)
    if feed.kind not in {"rss", "atom", "json feed"}:
        what = {"opml": "a list of feeds", "sitemap index": "an index of sitemaps"}.get(
            feed.kind, "a sitemap"
        )
        raise InputError(f"{what}, which holds no article", fix=WATCH_IT, path=path)
    if not feed.items:
        raise InputError("a feed without items", fix="leave it out", path=path)
    for number, item in enumerate(feed.items, start=1):
        try:
            yield item_draft(item, feed=feed, outlet=None, seen=None, path=path, line=number)
        except InputError as error:
            yield InputError(error.reason, fix=f"{error.fix}; {WATCH_IT}", path=path, line=number)
