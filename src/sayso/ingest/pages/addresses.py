"""Where an article stands: the address that was fetched, and what the page itself calls its address."""

import re
from urllib.parse import urljoin, urlsplit

from sayso.ingest.identity import canonical_url

SAME_HOST = frozenset({"www", "m", "mobile", "amp", "lite", "touch", "wap"})
"""First labels of host names that mean another edition of the same site."""
CACHES = re.compile(
    r"(?:[\w-]+\.)?cdn\.ampproject\.org|(?:www\.)?google\.[a-z.]{2,6}|(?:[\w-]+\.)?bing-amp\.com"
)
"""Hosts that keep copies of AMP pages; the path of a copy names the host of the page."""
PAGE_NUMBER = re.compile(r"(?:^|&)(?:page|p|seite|pagina|pg)=([2-9]|\d\d+)(?:&|$)")
"""A later page of an article names its first one as the address of both."""


def address_of(
    fetched: str | None, *, canonical: str | None, og_url: str | None, other: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """The address of an article and notes on it.

    Without a fetched address (a saved file) the page's word is all there is. With one, the page's own address is taken
    where it is on the same site, for it drops what a link brought along; a page that names another site's address could
    overwrite an article of that site, and is not believed.
    """
    if fetched is None:
        return _of_file(canonical, og_url, other)
    for what, said in (("canonical link", canonical), ("og:url", og_url)):
        own = _absolute(said, fetched)
        if own is None:
            continue
        if not same_site(fetched, own):
            return fetched, (f"the page's {what} names another site, and is not followed: {own}"[:300],)
        if not _path(own) and _path(fetched):
            return fetched, (f"the page's {what} names the front page, and is not followed",)
        if PAGE_NUMBER.search(urlsplit(fetched).query) and not PAGE_NUMBER.search(urlsplit(own).query):
            return fetched, (f"the page's {what} names the first of its pages, and is not followed",)
        changed = canonical_url(own) != canonical_url(fetched)
        return own, ((f"fetched from {fetched}"[:300],) if changed else ())
    return fetched, ()


def _of_file(
    canonical: str | None, og_url: str | None, other: str | None
) -> tuple[str | None, tuple[str, ...]]:
    one, two = (canonical_url(said) if said else None for said in (canonical, og_url))
    notes: tuple[str, ...] = ()
    if one is not None and two is not None and one.partition("://")[2] != two.partition("://")[2]:
        notes = (f"the page gives two addresses, {one} (followed) and {two} (og:url)"[:300],)
    return canonical or og_url or other, notes


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host but for www, m, amp and their like, or a copy's and its page's."""
    first, second = _host(one), _host(other)
    if first == second:
        return True
    if CACHES.fullmatch(urlsplit(one).hostname or ""):
        return second in {_bare(part) for part in urlsplit(one).path.lower().split("/")[:6] if "." in part}
    return False


def _host(url: str) -> str:
    try:
        return _bare((urlsplit(url).hostname or "").lower().rstrip("."))
    except ValueError:
        return ""


def _bare(host: str) -> str:
    first, _, rest = host.partition(".")
    return _bare(rest) if first in SAME_HOST and "." in rest else host


def _path(url: str) -> str:
    return urlsplit(url).path.strip("/")


def _absolute(said: str | None, fetched: str) -> str | None:
    if not said:
        return None
    try:
        url = urljoin(fetched, said)
    except ValueError:
        return None
    return url if canonical_url(url) is not None else None
