"""What is a web address, in which one spelling, and what is refused."""

import time

import pytest

from sayso.errors import FetchError
from sayso.fetching.places import led_to, place_of, shown_url

HARBOUR = "http://harbour.example/news"


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("https://Harbour.Example", "https://harbour.example/"),
        (" https://harbour.example/a b?c=d e#part ", "https://harbour.example/a%20b?c=d%20e"),
        ("http://harbour.example.:80/x", "http://harbour.example/x"),
        ("https://harbour.example:8443/x", "https://harbour.example:8443/x"),
        ("https://zürich.example/größe?ö=1", "https://xn--zrich-kva.example/gr%C3%B6%C3%9Fe?%C3%B6=1"),
        ("https://harbour.example/100%25/%2F/a+b", "https://harbour.example/100%25/%2F/a+b"),
        ("http://[2001:DB8:0::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("http://harbour。example/", "http://harbour.example/"),
        ("http://a_b.harbour.example/", "http://a_b.harbour.example/"),
    ],
)
def test_an_address_has_one_spelling(written: str, spelled: str) -> None:
    assert spelled == place_of(written).url


@pytest.mark.parametrize(
    "written",
    [
        "", "harbour.example/news", "//harbour.example/", "http://", "http:///news", "https:harbour.example",
        "ftp://harbour.example/", "file:///etc/passwd", "data:text/html,x", "javascript:alert(1)", "gopher://h.example/",
        "http://har bour.example/", "http://harbour.example\r\nX: y/", "http://harbour.example/a\nb", "http://a\x00.example/",
        "http://harbour..example/", "http://.example/", "http://harbour.example../", "http://harbour.example:99999/",
        "http://harbour.example:http/", "http://[::1/", "http://[fe80::1%25eth0]/", "http://[v1.x]/", "http://%31%32%37.0.0.1/",
        "http://harbour.example\\evil.example/", "http://straße.example/", "http://" + "a" * 64 + ".example/",
        "http://" + "a." * 130 + "example/", "http://harbour.example/" + "a" * 8_000, "http://\udcff.example/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_and_says_so(written: str) -> None:
    with pytest.raises(FetchError) as told:
        place_of(written)

    assert told.value.kind == "address"
    assert "https://outlet.example/article" in str(told.value)
    assert len(str(told.value)) < 900


@pytest.mark.parametrize(
    "host",
    ["127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.0.0.01", "1.2.3.4.5", "0x", "256.1.1.1"],
)  # fmt: skip
def test_an_odd_spelling_of_a_numeric_address_is_no_host(host: str) -> None:
    """Programs differ in what they take it for, and that is how checks are passed by."""
    with pytest.raises(FetchError, match="is no name of a host"):
        place_of(f"http://{host}/")


def test_a_user_or_password_in_an_address_is_refused_and_never_shown() -> None:
    for url in (
        "https://ona:s3cret@harbour.example/",
        "https://harbour.example@evil.example/",
        "http://:@h.example/",
    ):
        with pytest.raises(FetchError) as told:
            place_of(url)

        assert "a user or a password" in str(told.value)
        assert "s3cret" not in str(told.value)
        assert "@" not in shown_url(url)


@pytest.mark.parametrize("port", [0, 22, 25, 110, 6000, 6667, 10080])
def test_a_port_where_no_web_server_listens_is_refused(port: int) -> None:
    with pytest.raises(FetchError, match=f"port {port} is no port of a web server"):
        place_of(f"http://harbour.example:{port}/")


@pytest.mark.parametrize(
    ("location", "leads"),
    [
        ("/other", "http://harbour.example/other"),
        ("?page=2", "http://harbour.example/news?page=2"),
        ("//tide.example/x", "http://tide.example/x"),
        ("https://harbour.example/news", "https://harbour.example/news"),
        ("/zürich ü", "http://harbour.example/z%C3%BCrich%20%C3%BC"),
        ("http://harbour.example:443/x", "http://harbour.example:443/x"),
    ],
)
def test_a_redirect_leads_from_where_it_stands(location: str, leads: str) -> None:
    assert leads == led_to(place_of(HARBOUR), location, asked=HARBOUR).url


@pytest.mark.parametrize(
    ("location", "kind", "says"),
    [
        ("ftp://harbour.example/x", "address", "ftp: is not asked"),
        ("file:///etc/passwd", "address", "file: is not asked"),
        ("data:text/html,hello", "address", "data: is not asked"),
        ("http://ona:pw@harbour.example/", "address", "a user or a password"),
        ("http://harbour.example:8080/", "redirects", "a port that nobody named"),
        ("http://[::1", "address", "no web address"),
    ],
)
def test_a_redirect_leads_nowhere_else(location: str, kind: str, says: str) -> None:
    with pytest.raises(FetchError) as told:
        led_to(place_of(HARBOUR), location, asked=HARBOUR)

    assert (kind, HARBOUR) == (told.value.kind, told.value.path)
    assert says in str(told.value)


def test_no_redirect_leads_from_https_to_http() -> None:
    with pytest.raises(FetchError, match="which is not encrypted"):
        led_to(
            place_of("https://harbour.example/"), "http://harbour.example/", asked="https://harbour.example/"
        )


def test_a_redirect_may_stay_on_the_port_that_a_person_named() -> None:
    place = place_of("http://harbour.example:8080/a")

    assert led_to(place, "/b", asked=place.url).url == "http://harbour.example:8080/b"


def test_taking_an_address_apart_stays_linear() -> None:
    hurting = [
        "http://" + "a." * 3_900 + "/",
        "http://" + "@" * 7_000,
        "http://" + "xn--" * 1_900,
        "http://" + "ü" * 7_900,
    ]
    begin = time.process_time()
    for url in hurting * 20:
        with pytest.raises(FetchError):
            place_of(url)

    assert time.process_time() - begin < 2
