"""What a feed gives: items that lead to articles, with what it states about each as it is written there."""

from dataclasses import dataclass
from typing import Literal

from sayso.ingest.reading import StatedDate

FeedKind = Literal["rss", "atom", "json feed", "sitemap", "sitemap index", "opml"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One article that a feed tells of.

    `key` names it within its feed (its guid, else its address, else a digest of its text); `url` is absolute, http or https,
    and as the feed has it: a redirector stays one. `published` and `updated` are as written; what a feed has under one name
    never stands under the other, and `dates` has every date with its field. `text` is plain; `whole`: nothing speaks against
    it being all of the article; `cut` is what does, in words, where the feed gives more than a summary.
    """

    key: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    dates: tuple[StatedDate, ...] = ()
    authors: tuple[str, ...] = ()
    language: str | None = None
    outlet: str | None = None
    text: str | None = None
    whole: bool = False
    cut: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, a sitemap or a list of feeds as it was read, its items in the order in which they stand there.

    `children` are the sitemaps of an index and the feeds of an OPML file, `child_updates` when each was last changed, as
    written (as long as `children`). `ttl_s` is how long it asks not to be read again, `skip_hours` the hours (UTC) in which
    it asks not to be read at all. `outlet` is the outlet that it states for all of its items, or None, and `outlet_basis`
    by what, in words.
    """

    kind: FeedKind
    url: str
    title: str | None = None
    outlet: str | None = None
    outlet_basis: str = ""
    language: str | None = None
    items: tuple[FeedItem, ...] = ()
    children: tuple[str, ...] = ()
    child_updates: tuple[str | None, ...] = ()
    ttl_s: int | None = None
    skip_hours: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
