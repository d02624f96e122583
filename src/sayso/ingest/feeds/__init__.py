"""From the bytes of a feed, a sitemap or a list of feeds to items, and from an item to the article that it alone gives."""

from sayso.ingest.feeds.drafts import item_draft
from sayso.ingest.feeds.items import Feed, FeedItem, FeedKind
from sayso.ingest.feeds.parsing import parse_feed
from sayso.ingest.feeds.watch_list import WatchedFeed, WatchList, read_watch_list

__all__ = [
    "Feed",
    "FeedItem",
    "FeedKind",
    "WatchList",
    "WatchedFeed",
    "item_draft",
    "parse_feed",
    "read_watch_list",
]
