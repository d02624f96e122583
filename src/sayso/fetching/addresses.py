"""Which addresses may be asked: those of the public internet, and what a person allowed."""

import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple

from sayso.errors import FetchError, SettingsError

Resolve = Callable[[str], Sequence[str]]
"""The addresses of a host name, as text; OSError where there is none."""
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LOOKUP_S = 20.0
"""How long the system may take to look a name up: its own limit is up to a minute and cannot be set."""

_not_public = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4",
    "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)  # fmt: skip
"""Inside what is otherwise global unicast: the special-purpose registries of the IANA (RFC 6890 and after), multicast, and
the tunnels 6to4 and Teredo, which can lead to any IPv4 address. Written out, because `ipaddress.is_global` counts
multicast as global and differs between versions of Python."""
_nat64 = IPv6Network("64:ff9b::/96")
"""How networks without IPv4 reach it (RFC 6052): as good or bad as the IPv4 address inside."""
_unicast = IPv6Network("2000::/3")
"""All of IPv6 that is handed out; what lies outside is local, multicast, mapped or reserved."""


class Allowed(NamedTuple):
    """Hosts and networks that may be asked though they are private."""

    names: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    def covers(self, host: str, address: Address) -> bool:
        """Whether a person allowed this host or this address."""
        return host in self.names or any(address in network for network in self.networks)


def allowed(entries: Sequence[str]) -> Allowed:
    """What `fetch.private` lists. SettingsError for what is neither a host, an address nor a network."""
    names: set[str] = set()
    networks: list[Network] = []
    for entry in entries:
        word = entry.strip().strip("[]").rstrip(".").lower()
        if not word.isascii():
            with suppress(UnicodeError):
                word = word.encode("idna").decode("ascii")
        try:
            networks.append(ip_network(word, strict=False))
        except ValueError:
            if not word or set(word) & set("/:@?# ") or not word.isascii() or word[-1].isdigit():
                raise SettingsError(
                    f"fetch.private (--allow-private) names {entry!r}, which is no host, address or network; "
                    "write it as intranet.example, 127.0.0.1 or 10.1.0.0/16"
                ) from None
            names.add(word)
    return Allowed(frozenset(names), tuple(networks))


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet."""
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        if address in _nat64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in _unicast:
            return False
    return not any(address in network for network in _special(address.version))


@cache
def _special(version: int) -> tuple[Network, ...]:
    return tuple(network for text in _not_public if (network := ip_network(text)).version == version)


def address_of(text: str) -> Address | None:
    """An address out of its text; an IPv4 address that is mapped into IPv6 is that IPv4 address."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def choose(
    host: str, answers: Sequence[str], *, allowed: Allowed, asked: str, was_private: bool | None = None
) -> tuple[list[str], bool]:
    """Which of a host's addresses are asked, and whether they are private. FetchError ("address") where none may be.

    A name that has public addresses and private ones that nobody allowed is refused whole: no outlet's name is answered
    so, and a name that is turned against those who look it up is. With `was_private` False the way leads from a public
    page to a private address, which no allowance makes right: that was given for what a person names.
    """
    addresses = [address for text in answers if (address := address_of(text)) is not None]
    public = [address for address in addresses if is_public(address)]
    refused = [
        address for address in addresses if address not in public and not allowed.covers(host, address)
    ]
    usable = [address for address in addresses if address not in refused]
    if was_private is False and len(public) < len(addresses):
        found = next(address for address in addresses if address not in public)
        raise FetchError(
            f"a public page leads to {host}, and that {_lies_at(host, found)} no address of the public internet",
            fix="add that address itself, with --allow-private, if it is the right one",
            path=asked,
            kind="address",
        )
    if refused and (public or not usable):
        raise FetchError(
            f"{host} {_lies_at(host, refused[0])} no address of the public internet",
            fix=f'if it is yours to ask, allow it with --allow-private {host} or private = ["{host}"] under [fetch]',
            path=asked,
            kind="address",
        )
    if not usable:
        raise FetchError(f"{host} has no address", fix="check the name", path=asked, kind="unreachable")
    return [str(address) for address in usable], len(public) < len(usable)


def _lies_at(host: str, address: Address) -> str:
    return "is" if host == str(address) else f"lies at {address}, which is"


def system_addresses(host: str) -> list[str]:
    """What the system knows of a name, in the order in which it would try. OSError, also after `LOOKUP_S` seconds."""
    found: list[str] = []
    failed: list[OSError] = []

    def look() -> None:
        try:
            for family, _, _, _, place in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM):
                if family in {socket.AF_INET, socket.AF_INET6}:
                    scope = f"%{place[3]}" if len(place) == 4 and place[3] else ""
                    found.append(str(place[0]).partition("%")[0] + scope)
        except OSError as error:
            failed.append(error)
        except UnicodeError:
            failed.append(OSError("no name"))

    looking = threading.Thread(target=look, name="look up a name", daemon=True)
    looking.start()
    looking.join(LOOKUP_S)
    if looking.is_alive():
        raise TimeoutError(f"looking the name up took more than {LOOKUP_S:g} s")
    if failed:
        raise failed[0]
    return list(dict.fromkeys(found))
