"""Which addresses belong to the public internet, and what a person may allow beside them."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import FetchError, SettingsError
from sayso.fetching.addresses import address_of, allowed, choose, is_public, system_addresses

NOBODY = allowed(())


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
        "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1",
        "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%2", "fec0::1", "ff02::1", "2606:4700::1%eth0",
    ],
)  # fmt: skip
def test_what_is_not_of_the_public_internet_is_not_asked(text: str) -> None:
    address = address_of(text)

    assert address is not None
    assert not is_public(address)


@pytest.mark.parametrize(
    "text", ["1.1.1.1", "93.184.216.34", "100.63.255.255", "172.32.0.1", "192.0.1.1", "2606:4700::1111", "64:ff9b::1.1.1.1", "::ffff:1.1.1.1"]
)  # fmt: skip
def test_what_is_of_the_public_internet_may_be_asked(text: str) -> None:
    address = address_of(text)

    assert address is not None
    assert is_public(address)


@given(st.integers(0, 2**32 - 1).map(IPv4Address) | st.integers(0, 2**128 - 1).map(IPv6Address))
def test_nothing_is_public_that_python_knows_as_special(address: IPv4Address | IPv6Address) -> None:
    """Our table is our own, because Python's differs between versions and counts multicast as global."""
    if is_public(address) and not str(address).startswith("64:ff9b::"):
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_reserved


def test_one_private_address_among_public_ones_spoils_them_all() -> None:
    with pytest.raises(
        FetchError, match=r"harbour.example lies at 10.0.0.7, which is no address of the public"
    ) as told:
        choose("harbour.example", ["1.1.1.1", "10.0.0.7"], allowed=NOBODY, asked="http://harbour.example/")

    assert told.value.kind == "address"
    assert "--allow-private harbour.example" in told.value.fix


def test_a_name_without_an_address_is_not_reached() -> None:
    with pytest.raises(FetchError) as told:
        choose("harbour.example", ["nonsense"], allowed=NOBODY, asked="http://harbour.example/")

    assert told.value.kind == "unreachable"


@pytest.mark.parametrize(
    ("entry", "host", "address"),
    [
        ("intranet.example", "intranet.example", "10.0.0.7"),
        ("Intranet.Example.", "intranet.example", "10.0.0.7"),
        ("zürich.example", "xn--zrich-kva.example", "10.0.0.7"),
        ("127.0.0.1", "localhost", "127.0.0.1"),
        ("10.1.0.0/16", "desk.example", "10.1.200.3"),
        ("10.1.2.3/16", "desk.example", "10.1.200.3"),
        ("[::1]", "localhost", "::1"),
        ("127.0.0.1", "127.0.0.1", "::ffff:127.0.0.1"),
    ],
)
def test_a_person_allows_a_host_an_address_or_a_network(entry: str, host: str, address: str) -> None:
    found, private = choose(host, [address], allowed=allowed([entry]), asked=f"http://{host}/")

    assert private
    assert found == [str(address_of(address))]


def test_what_is_allowed_is_no_more_than_was_named() -> None:
    for host, address in (
        ("other.example", "10.0.0.7"),
        ("sub.intranet.example", "10.0.0.7"),
        ("desk.example", "10.2.0.1"),
    ):
        with pytest.raises(FetchError):
            choose(host, [address], allowed=allowed(["intranet.example", "10.1.0.0/16"]), asked="x")


def test_of_several_private_addresses_the_allowed_ones_are_asked() -> None:
    """Localhost is ::1 and 127.0.0.1, and a person names one of them."""
    assert choose("localhost", ["::1", "127.0.0.1"], allowed=allowed(["127.0.0.1"]), asked="x") == (
        ["127.0.0.1"],
        True,
    )


def test_a_public_page_never_leads_to_a_private_address_even_an_allowed_one() -> None:
    with pytest.raises(FetchError, match=r"a public page leads to intranet.example"):
        choose(
            "intranet.example",
            ["10.0.0.7"],
            allowed=allowed(["intranet.example"]),
            asked="x",
            was_private=False,
        )


@pytest.mark.parametrize(
    "entry", ["", "http://intranet.example", "10.0.0.0/99", "a b", "127.1", "intranet:80"]
)
def test_what_can_be_allowed_is_a_host_an_address_or_a_network(entry: str) -> None:
    with pytest.raises(SettingsError, match="no host, address or network"):
        allowed([entry])


def test_the_system_knows_loopback_and_no_invented_name() -> None:
    """Names below .invalid never exist (RFC 6761); a resolver answers that without asking anybody, or here fails."""
    assert {ip_address(text).is_loopback for text in system_addresses("localhost")} == {True}
    with pytest.raises(OSError):  # noqa: PT011 - what the system says differs
        system_addresses("a" * 70 + ".invalid")
