"""Whatever bytes come back, there is an answer or a FetchError, and never anything else."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import httpcore
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import FetchError
from sayso.fetching.answers import Fetched
from sayso.fetching.client import Fetcher
from sayso.fetching.places import led_to, place_of
from sayso.fetching.robots import read_robots
from sayso.settings import Fetch, Settings

T = TypeVar("T")
URL = "http://harbour.example/news"
HEADERS = st.tuples(
    st.sampled_from(
        ["Content-Length", "Transfer-Encoding", "Content-Encoding", "Location", "Content-Type", "Retry-After", "X-A", ""]
    ),
    st.sampled_from(["5", "chunked", "gzip", "br", "deflate, gzip", "http://[", "/b", "text/html", "-1", "é", "a\x00b"])
    | st.text(max_size=9),
)  # fmt: skip
ANSWERS = st.builds(
    lambda status, headers, body: (
        f"HTTP/1.1 {status} x\r\n".encode()
        + "".join(f"{name}: {value}\r\n" for name, value in headers).encode("utf-8", "replace")
        + b"\r\n"
        + body
    ),
    st.sampled_from(["200", "204", "301", "304", "103", "404", "429", "503", "999", "0", "x"]),
    st.lists(HEADERS, max_size=4),
    st.binary(max_size=60) | st.sampled_from([b"5\r\nhello\r\n0\r\n\r\n", b"hello", b"\x1f\x8b\x08\x00\x00"]),
)


def mocked(*parts: bytes) -> Callable[[str, int, float], httpcore.NetworkStream]:
    """Connections that give these bytes to the page's request, and nothing to that for robots.txt."""
    times: list[int] = []

    def connect(_address: str, _port: int, _timeout: float) -> httpcore.NetworkStream:
        times.append(1)
        return httpcore.MockStream([b"HTTP/1.1 404 x\r\n\r\n"] if len(times) == 1 else list(parts))

    return connect


def outcome(ask: Callable[[], T]) -> T | FetchError:
    """What comes of asking; anything but a FetchError is raised."""
    try:
        return ask()
    except FetchError as error:
        return error


class Still:
    """A clock that moves by waiting alone."""

    def now(self) -> datetime:
        """Always the same."""
        return datetime(2031, 5, 2, tzinfo=UTC)

    def sleep(self, seconds: float) -> None:
        """Nobody has to wait where there is no delay."""


@given(st.lists(ANSWERS | st.binary(max_size=40), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_an_answer_or_an_error(parts: list[bytes]) -> None:
    fetcher = Fetcher(
        settings=Settings(fetch=Fetch(delay_s=0)),
        clock=Still(),
        resolve=lambda _: ["93.184.0.1"],
        connect=mocked(*parts),
    )
    found = outcome(lambda: fetcher.get(URL))

    if isinstance(found, Fetched):
        assert found.status == 200
    else:
        assert (found.path, bool(found.fix)) == (URL, True)


@given(st.text(max_size=60) | st.from_regex(r"(https?:)?//[0-9a-fx.:\[\]%@\\/-]{1,30}", fullmatch=True))
@settings(max_examples=200, deadline=None)
def test_any_address_is_a_place_or_an_error(text: str) -> None:
    """And the spelling of a place is its own."""
    place = outcome(lambda: place_of(text))

    if isinstance(place, FetchError):
        assert place.kind == "address"
    else:
        assert place_of(place.url) == place
        assert place.url.isascii()
        assert not any(char.isspace() for char in place.url)


@given(st.text(max_size=60))
def test_any_location_leads_somewhere_or_is_an_error(text: str) -> None:
    place = outcome(lambda: led_to(place_of("https://harbour.example/news"), text, asked=URL))

    assert place.path == URL if isinstance(place, FetchError) else place.scheme == "https"


@given(
    st.binary(max_size=300)
    | st.text(alphabet="user-agent:* disallow/\r\nsayso#", max_size=300).map(str.encode)
)
@settings(deadline=None)
def test_any_robots_txt_says_yes_or_no(raw: bytes) -> None:
    robots = read_robots(raw, at=datetime(2031, 5, 2, tzinfo=UTC))

    assert robots.allows(URL) in {True, False}
    assert 0 <= robots.delay_s <= 3_600


def test_the_mocked_connection_answers_like_a_server() -> None:
    """The test of these tests."""
    fetcher = Fetcher(
        settings=Settings(fetch=Fetch(delay_s=0)),
        clock=Still(),
        resolve=lambda _: ["93.184.0.1"],
        connect=mocked(b"HTTP/1.1 200 x\r\nContent-Length: 5\r\n", b"\r\nhello"),
    )

    assert fetcher.get(URL).body == b"hello"
    with pytest.raises(FetchError):
        fetcher.get("http://harbour.example:22/")
