"""What a person, a feed or a redirect names: taken apart, spelled in one way, and refused where it is no web address."""

import re
from ipaddress import IPv4Address, IPv6Address
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from sayso.errors import FetchError

SAVE = "open it in a browser, save the page or its text, and add the file"
"""What a person can do where a program cannot."""
PORTS = {"http": 80, "https": 443}
LONGEST = 8_000
"""Code points of an address: what servers take at most (RFC 9110, section 4.1 asks for that many)."""
REFUSED_PORTS = frozenset(
    int(port)
    for port in (
        "0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 "
        "135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 "
        "995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080"
    ).split()
)
"""Where something other than a web server listens: the list that browsers keep (fetch.spec.whatwg.org, port blocking)."""

_label = re.compile(r"[a-z0-9_-]{1,63}")
_number = re.compile(r"[0-9]+|0x[0-9a-f]*")
_control = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_other_scheme = re.compile(r"[a-z][a-z0-9+.-]{0,30}:", re.IGNORECASE)
_user = re.compile(r"(?<=//)[^/?#]*@")
_deviating = frozenset("ßς\u200c\u200d")
"""Letters that the older rule for names (IDNA 2003, which Python knows) writes as others, and browsers do not."""


class Place(NamedTuple):
    """A web address: `host` in ASCII and lower case (an IPv6 address without its brackets), `target` path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as in a Host header: the port of the scheme is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """What one robots.txt holds for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target


def place_of(url: str, *, asked: str | None = None) -> Place:
    """The place that an address names. FetchError ("address") where it names none on the web.

    `asked` is the address that a person named, when a redirect led to this one.
    """
    text = url.strip()
    path = shown_url(asked if asked is not None else text)
    led = "" if asked is None else f"it leads to {shown_url(text)}: "
    fix = SAVE if led else "write it as https://outlet.example/article"
    if len(text) > LONGEST or _control.search(text):
        what = f"longer than {LONGEST} characters" if len(text) > LONGEST else "control characters in it"
        raise _refused(f"{led}no web address ({what})", path, fix=fix)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _refused(f"{led}no web address ({error})"[:300], path, fix=fix) from None
    if parts.scheme not in PORTS or not parts.netloc:
        scheme = _other_scheme.match(text)
        what = f"{scheme[0]} is not asked for anything" if scheme and parts.scheme not in PORTS else "no host"
        raise _refused(f"{led}no web address ({what})", path, fix=fix)
    if parts.username is not None or parts.password is not None:
        raise _refused(
            f"{led}a user or a password stands in the address",
            path,
            fix=SAVE if led else "write it without them",
        )
    name = _host(host) if ":" in host or "[" not in parts.netloc else None
    if name is None:
        raise _refused(f"{led}{host[:100]!r} is no name of a host", path, fix=fix)
    port = PORTS[parts.scheme] if port is None else port
    if port in REFUSED_PORTS:
        raise _refused(f"{led}port {port} is no port of a web server", path, fix=fix)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, name, port, quote(target, safe="!$%&'()*+,/:;=?@[]~"))


def led_to(place: Place, location: str, *, asked: str) -> Place:
    """Where a redirect leads. FetchError: off the web, from https to http, or to a port that nobody named."""
    try:
        url = urljoin(place.url, location.strip())
    except ValueError:
        url = location
    to = place_of(url, asked=asked)
    if place.scheme == "https" and to.scheme == "http":
        raise _refused(
            f"it leads to {shown_url(to.url)}, which is not encrypted",
            shown_url(asked),
            fix="add that address itself if it may be read so",
            kind="redirects",
        )
    if to.port not in {80, 443, place.port}:
        raise _refused(
            f"it leads to {shown_url(to.url)}, a port that nobody named",
            shown_url(asked),
            fix="add that address itself if it is the right one",
            kind="redirects",
        )
    return to


def shown_url(url: str) -> str:
    """An address as it may be printed and kept: without user and password, and not endless."""
    return _control.sub("\ufffd", _user.sub("", url[:500], count=1))


def _host(host: str) -> str | None:
    """A host in its one spelling: a name in ASCII, or an address as it is written plainly."""
    if ":" in host:
        try:
            address = IPv6Address(host)
        except ValueError:
            return None
        return None if address.scope_id is not None else address.compressed
    if not host.isascii():
        if len(host) > 253 or _deviating & set(host):
            return None
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return None
    host = host.removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_label.fullmatch(label) for label in labels):
        return None
    if _number.fullmatch(
        labels[-1]
    ):  # 127.1, 0x7f000001, 2130706433 and 0177.0.0.1 are all one address to some
        try:
            return str(IPv4Address(host))
        except ValueError:
            return None
    return host


def _refused(reason: str, path: str, *, fix: str, kind: str = "address") -> FetchError:
    return FetchError(reason, fix=fix, path=path, kind=kind)
