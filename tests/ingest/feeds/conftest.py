"""Feeds of outlets that do not exist, and what comes of them."""

import pytest

from sayso.ingest.feeds import Feed, FeedItem, parse_feed
from sayso.settings import Limits

URL = "https://feeds.harborpost.example/world/rss.xml"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)
LINK = "<link>https://harborpost.example/news/1</link>"


class Reader:
    """Reads made feeds as if they had come from `URL`."""

    def feed(
        self,
        text: str | bytes,
        *,
        url: str = URL,
        media_type: str | None = None,
        limits: Limits | None = None,
    ) -> Feed:
        """Any document."""
        raw = text.encode() if isinstance(text, str) else text
        return parse_feed(raw, url=url, media_type=media_type, limits=limits or Limits())

    def rss(self, *items: str, about: str = "", url: str = URL) -> Feed:
        """RSS 2.0 with the inside of its items."""
        inside = "".join(f"<item>{item}</item>" for item in items)
        title = "" if "<title" in about else "<title>Harbor Post</title>"
        return self.feed(
            f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel>{title}{about}{inside}</channel></rss>',
            url=url,
        )

    def item(self, inside: str, *, about: str = "", url: str = URL) -> FeedItem:
        """The one item of such a feed."""
        [item] = self.rss(inside, about=about, url=url).items
        return item

    def atom(self, *entries: str, about: str = "", attributes: str = "") -> Feed:
        """Atom 1.0 with the inside of its entries."""
        inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
        return self.feed(
            f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Harbor Post</title>{about}{inside}</feed>'
        )


@pytest.fixture
def read() -> Reader:
    """What reads made feeds."""
    return Reader()
