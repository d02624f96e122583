"""The feeds that a web page leads to: `<link rel="alternate">` in its head."""

import re
from html import unescape

from sayso.ingest.feeds.links import web_address
from sayso.ingest.fragments import pieces_of

FEED_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json",
    "application/xml", "text/xml",
})  # fmt: skip
LOOKED_AT = 500_000
"""Characters of a page in which its feeds are looked for: its head stands first."""
MOST = 20

_attribute = re.compile(r"""(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")


def feeds_in_page(page: str, *, url: str) -> tuple[str, ...]:
    """The addresses of a page's feeds in the order in which they stand there, without those of its comments."""
    base, found = url, dict[str, None]()
    for piece in pieces_of(page[:LOOKED_AT]):
        if piece.tag not in {"link", "base"} or piece.ends:
            continue
        known = {
            match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
            for match in _attribute.finditer(piece.text)
        }
        if piece.tag == "base":
            base = web_address(known.get("href"), url) or base
            continue
        kind = known.get("type", "").partition(";")[0].strip().lower()
        relations = known.get("rel", "").lower().split()
        if (
            "feed" in relations or ("alternate" in relations and kind in FEED_TYPES)
        ) and "oembed" not in known.get("href", ""):
            address = web_address(known.get("href"), base)
            if address and "wp-json" not in address and not re.search(r"/comments?/", address):
                found.setdefault(address)
    return tuple(found)[:MOST]
