"""From bytes that answered for the address of a feed to the feed: by what they are, not by what they are called."""

import io
import re

from sayso.errors import InputError
from sayso.ingest.decoding import BOMS, SNIFFED, binary, decode, wide_encoding
from sayso.ingest.feeds.discovery import feeds_in_page
from sayso.ingest.feeds.items import Feed
from sayso.ingest.feeds.json_feeds import read_json_feed
from sayso.ingest.feeds.opml import read_opml
from sayso.ingest.feeds.rss import read_rss
from sayso.ingest.feeds.sitemaps import looks_like_addresses, read_addresses, read_sitemap
from sayso.ingest.feeds.xml_trees import local, tree_of, without_head
from sayso.ingest.pages import looks_like_page
from sayso.ingest.unpacking import MAGIC, Unpacked
from sayso.settings import Limits

ROOTS = {
    "rss": read_rss, "rdf": read_rss, "feed": read_rss, "channel": read_rss, "entry": read_rss,
    "urlset": read_sitemap, "sitemapindex": read_sitemap, "opml": read_opml,
}  # fmt: skip
"""The reader for each root element."""
GIVE = "give the address of a feed (RSS, Atom, JSON Feed or a sitemap)"
WATCHED = 5
"""Feeds of a page that its error names."""
HEAD = 20_000
PACKED_MOST = 2
"""How often a feed is unpacked: servers pack what is packed already."""

_charset = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_declared = re.compile(rb"<\?xml[^>]{0,200}\sencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})[\"']")
_root = re.compile(
    r"<(?:[A-Za-z_][\w-]{0,40}:)?(rss|rdf|feed|channel|urlset|sitemapindex|opml)[\s>/]", re.IGNORECASE
)
_json_version = re.compile(rb'"https?:\\?/\\?/jsonfeed\.org\\?/version')
_page_root = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii"})
"""Declared by programs that do not know better: what is not UTF-8 is read as Windows-1252 without it."""
_shifting = ("iso-2022-", "hz")
"""Encodings whose bytes are all ASCII, so that they look like it."""


def parse_feed(raw: bytes, *, url: str, media_type: str | None, limits: Limits) -> Feed:
    """Read RSS, Atom, JSON Feed, a sitemap or its index (gzipped too), or OPML.

    `url` is the address that answered: relative addresses are taken against it. `media_type` is the Content-Type as it was
    sent, its charset included. What can be read of a broken feed is read, with a note. Raises InputError, with the address
    and what to do, where nothing can be: of a web page it names the feeds that the page leads to.
    """
    raw = _unpacked(raw, url, limits)
    if not raw.strip(b" \t\r\n\x00"):
        raise InputError("an empty answer", fix="try again later, or ask whoever publishes it", path=url)
    odd = binary(raw[:SNIFFED])
    if odd is not None:
        raise InputError(f"{odd[0]}, and no feed", fix=GIVE, path=url)
    text, notes = _decoded(raw, media_type)
    start = without_head(text[:HEAD])
    if start[:1] in {"{", "["}:
        return read_json_feed(text, url=url, limits=limits, notes=notes)
    root, page = _root.search(start), _page_root.search(start)
    if root is None and start[:1] != "<":
        if looks_like_addresses(text):
            return read_addresses(text, url=url, limits=limits, notes=notes)
        raise InputError("neither XML nor JSON, and no feed", fix=GIVE, path=url)
    if root is None or (
        page is not None and page.start() < root.start() and not _inside(start, page.start())
    ):
        _refuse(text, url)
    tree, mended = tree_of(text, url=url)
    reader = ROOTS.get(local(tree).lower())
    if reader is None:
        raise InputError(f"XML that begins with <{local(tree)[:40]}>, and no feed", fix=GIVE, path=url)
    feed = reader(tree, url=url, limits=limits, notes=notes + mended)
    if mended and not feed.items and not feed.children:
        raise InputError(
            f"{mended[0]}: no item in it", fix="tell whoever publishes it, or watch another feed", path=url
        )
    return feed


def looks_like_feed(head: bytes) -> bool:
    """Whether a file begins like a feed, a sitemap or a list of feeds."""
    if _json_version.search(head[:2000]):
        return True
    start = without_head(decode(head[:HEAD]).text)
    return _root.match(start) is not None


def _unpacked(raw: bytes, url: str, limits: Limits) -> bytes:
    """What a packed answer holds; a sitemap is often a packed file and not a packed answer."""
    most = limits.max_file_mb << 20
    for _ in range(PACKED_MOST):
        if raw.startswith(MAGIC):
            packed = Unpacked(io.BufferedReader(io.BytesIO(raw)), ratio=limits.max_unpacked_ratio, name=url)
            raw = io.BufferedReader(packed).read(most + 1)
    if len(raw) > most:
        raise InputError(
            f"a feed larger than {limits.max_file_mb} MiB", fix="raise limits.max_file_mb", path=url
        )
    return raw


def _decoded(raw: bytes, media_type: str | None) -> tuple[str, tuple[str, ...]]:
    """The text of a feed: by its mark, as UTF-8 where that fits, else as the answer and then the document declare.

    The declarations are wrong about as often as they differ. What is UTF-8 to the last byte and more than ASCII was not
    written in anything else; what is not was not written in it, whatever is said.
    """
    sent = _charset.search(media_type or "")
    written = _declared.search(raw[:1000])
    said = [
        name.lower()
        for name in (sent[1] if sent else "", written[1].decode("ascii") if written else "")
        if name
    ]
    shifting = next((name for name in said if name.startswith(_shifting)), None)
    if (
        shifting is None
        and not any(raw.startswith(mark) for mark, _, _ in BOMS)
        and wide_encoding(raw) is None
    ):
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            for name in said:
                if name not in LATIN and not name.startswith("utf"):
                    found = decode(raw, declared=name)
                    if any(name in note for note in found.notes):
                        return found.text, found.notes
    found = decode(raw, declared=shifting)
    return found.text, found.notes


def _refuse(text: str, url: str) -> None:
    """InputError for a web page, with the feeds that it names."""
    start = text[:HEAD]
    if not (_page_root.search(start) or looks_like_page(start.encode("utf-8", "replace"))):
        return
    feeds = feeds_in_page(text, url=url)
    if feeds:
        more = f" (and {len(feeds) - WATCHED} more)" if len(feeds) > WATCHED else ""
        raise InputError(
            "a web page, and no feed",
            fix=f"watch one of the feeds that it names: {', '.join(feeds[:WATCHED])}{more}",
            path=url,
        )
    raise InputError("a web page, and no feed; it names none", fix=GIVE, path=url)


def _inside(start: str, at: int) -> bool:
    """Whether a place lies in a comment or a marked section: a feed may quote a page."""
    before = start[:at]
    return before.rfind("<!--") > before.rfind("-->") or before.rfind("<![CDATA[") > before.rfind("]]>")
