"""What makes an article the same article: its canonical URL, else (outlet, own id), else its text. Never its path."""

import re
from urllib.parse import unquote_to_bytes, urlsplit, urlunsplit

from sayso.ids import make_id

TRACKING = re.compile(
    r"(utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|cmpid|ocid|ncid|icid|_ga|mkt_tok|ref_src|"
    r"ref_url|smid|smtyp|s_cid|xtor|amp_js_v|wt_mc|at_medium|at_campaign|guccounter|ftag|feedtype|"
    r"feedname|taid|__twitter_impression)",
    re.IGNORECASE,
)
"""Query parameters that say how a reader came, never which article it is."""

_ports = {"http": 80, "https": 443}
_scheme = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_bare_host = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?(/|$)")
_safe_escape = re.compile(r"%(?:[0-9a-fA-F]{2})?")


def canonical_url(url: str) -> str | None:
    """The one spelling of a URL; None when it is none.

    Scheme and host in lower case; no default port, user, fragment or tracking
    parameter; the others sorted; no trailing slash; percent escapes in one spelling (RFC 3986, section 6).
    """
    url = "".join(url.split())
    if not _scheme.match(url):
        if url.startswith("//"):
            url = "https:" + url
        elif _bare_host.match(url):
            url = "https://" + url
        else:
            return None
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if not host or scheme not in _ports:
        return None
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _ports[scheme]:
        host = f"{host}:{port}"
    query = sorted(
        part
        for part in _safe_escape.sub(_one_spelling, parts.query).split("&")
        if part and not TRACKING.fullmatch(part.partition("=")[0])
    )
    path = _safe_escape.sub(_one_spelling, parts.path).rstrip("/")
    return urlunsplit((scheme, host, path, "&".join(query), ""))


GLOBAL = re.compile(r"(?:urn|tag):[^\s:]", re.IGNORECASE)
"""How an own id begins that no other outlet may give to anything else (RFC 8141, RFC 4151): agencies' ids do."""


def is_global(external_id: str | None) -> bool:
    """Whether an own id names an article whoever hands it on."""
    return external_id is not None and GLOBAL.match(external_id) is not None


def names_one(*, url: str | None, outlet: str | None, external_id: str | None) -> bool:
    """Whether these say which article it is, whatever its text."""
    return url is not None or (external_id is not None and (outlet is not None or is_global(external_id)))


def article_id(*, url: str | None, outlet: str | None, external_id: str | None, text_sha256: str) -> str:
    """The id of an article; `url` must be canonical (http and https are one).

    An own id counts only within an outlet that is known: number 17 of one corpus is not number 17 of another. A URN or a
    tag is one by itself: a notice that withdraws an article need not name its outlet as the article did.
    """
    if url is not None:
        return make_id("Article", "url", url.partition("://")[2])
    if external_id is not None and is_global(external_id):
        return make_id("Article", "uri", external_id)
    if outlet is not None and external_id is not None:
        return make_id("Article", "own id", outlet, external_id)
    return make_id("Article", "text", text_sha256)


def block_id(parent: str, block: str) -> str:
    """The id of a dated block of a live page, by the page's article and the block's name on it; never by its text."""
    return make_id("Article", "block", parent, block)


def revision_id(article: str, text_sha256: str) -> str:
    """The id of one text of an article; what is derived from that text hangs on it."""
    return make_id("Revision", article, text_sha256)


def _one_spelling(match: re.Match[str]) -> str:
    if len(match[0]) == 1:
        return "%25"  # a bare sign would make an escape of what an escape beside it becomes ("%e%64")
    char = unquote_to_bytes(match[0]).decode("latin-1")
    return char if char.isascii() and (char.isalnum() or char in "-._~") else match[0].upper()
