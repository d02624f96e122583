"""Addresses as feeds write them: relative, with white space and entities inside, or none at all."""

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from sayso.ingest.dates import missing

LONGEST = 2_048
"""Characters of an address, which sitemaps.org allows; servers refuse longer ones, and they are mostly a script's."""

_inner = re.compile(r"[\t\r\n]+")
_odd = re.compile(r"[\x00-\x1f\x7f-\x9f\\<>\"`{}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]")
_bare = re.compile(r"www\.[\w-]+\.[\w.-]+(?:[/?#:]|$)", re.IGNORECASE)
_hostless = re.compile(r"https?:(?!//[^/?#])", re.IGNORECASE)
_schemes = frozenset({"http", "https"})


def web_address(written: str | None, base: str) -> str | None:
    """The absolute address that some words mean in a document with the address `base`, or None where they mean none.

    Only http and https lead to articles. What a program escaped twice ("&amp;") is taken back, spaces are escaped, and a
    user name is left out; a word for nothing ("N/A") and a place on the page itself ("#top") are none. Nothing is resolved, shortened or put in order: that is for whoever fetches it.
    """
    if not written:
        return None
    words = _inner.sub("", written.strip()).strip()
    if missing(words) or words.startswith("#") or len(words) > LONGEST:
        return None
    while "&amp;" in words:
        words = words.replace("&amp;", "&")
    if _bare.match(words):
        words = f"https://{words}"
    if _hostless.match(words) or "\\" in words:
        return None
    try:
        parts = urlsplit(urljoin(base, words))
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _schemes or not host:
        return None
    whole = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])).replace(" ", "%20")
    return None if _odd.search(whole) or any(map(str.isspace, whole)) or len(whole) > LONGEST else whole


def host_of(address: str | None) -> str | None:
    """The host of an address, or None."""
    try:
        return urlsplit(address).hostname if address else None
    except ValueError:
        return None
