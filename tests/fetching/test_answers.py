"""Whatever a server does, an answer is whole or an error, and it comes in time."""

import time
from collections.abc import Callable

import pytest
from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Behaviour, Misbehaving

from sayso.errors import FetchError
from sayso.fetching.client import Fetcher

URL = "http://harbour.example/news"
TEXT = b"<p>The harbour is closed.</p>"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def asked(
    web: Misbehaving, fetching: Callable[..., Fetcher], behaviour: Behaviour, **options: float
) -> FetchError:
    """The error that comes of a behaviour, and that comes soon."""
    web.on(URL, behaviour)
    begin = time.perf_counter()
    with pytest.raises(FetchError) as told:
        fetching(**options).get(URL)

    assert time.perf_counter() - begin < 5
    assert told.value.path == URL
    assert str(told.value).startswith(f"{URL}: ")
    return told.value


@pytest.mark.parametrize(
    "behaviour",
    [
        bad.answer(TEXT),
        bad.chunks(TEXT[:9], TEXT[9:]),
        bad.without_length(TEXT),
        bad.announces(len(TEXT), TEXT),
        bad.packed(TEXT),
        bad.packed(TEXT, coding="deflate"),
        bad.raw(bad.head(103, "Early Hints") + bad.head(headers={"Content-Length": str(len(TEXT))}) + TEXT),
        bad.raw(b"HTTP/1.1 200 OK\nContent-Length: %d\n\n" % len(TEXT) + TEXT),
        bad.raw(b"HTTP/1.0 200 OK\r\n\r\n" + TEXT),
        bad.drip(bad.head(headers={"Content-Length": str(len(TEXT))}) + TEXT, every_s=0.0005),
    ],
    ids=[
        *(
            "plain",
            "chunked",
            "no length",
            "length",
            "gzip",
            "deflate",
            "hints",
            "bare line ends",
            "HTTP 1.0",
        ),
        "dripping, but fast enough",
    ],
)
def test_an_answer_is_taken_whole_however_it_is_framed(
    web: Misbehaving, fetching: Callable[..., Fetcher], behaviour: Behaviour
) -> None:
    web.on(URL, behaviour)

    found = fetching().get(URL)

    assert (found.status, found.body, found.url, found.asked) == (200, TEXT, URL, URL)


@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        (bad.silent(), "was silent for 0.2 s"),
        (bad.drip(bad.head() + TEXT * 40), "took more than 0.4 s in all"),
        (bad.drip(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 500), "took more than 0.4 s in all"),
        (bad.drip_body(TEXT * 40), "took more than 0.4 s in all"),
    ],
    ids=["silent", "a dripping answer", "a dripping head", "a dripping body"],
)
def test_a_slow_server_is_given_up(
    web: Misbehaving, fetching: Callable[..., Fetcher], behaviour: Behaviour, says: str
) -> None:
    told = asked(web, fetching, behaviour, timeout_s=0.2, seconds=0.4)

    assert told.kind == "slow"
    assert says in str(told)
    assert "fetch." in told.fix


@pytest.mark.parametrize(
    "behaviour",
    [
        bad.huge(),
        bad.huge(announced=10**12),
        bad.huge(announced=1_000_000),
        bad.endless_chunks(),
        bad.bomb(),
        bad.endless_head(),
        bad.hints_without_end(),
    ],
    ids=["endless", "announced", "more than announced", "chunks", "gzip bomb", "head", "hints"],
)
def test_what_is_too_large_is_not_read_to_its_end(
    web: Misbehaving, fetching: Callable[..., Fetcher], behaviour: Behaviour
) -> None:
    told = asked(web, fetching, behaviour)

    assert told.kind in {"large", "broken"}


def test_a_bomb_says_what_it_is(web: Misbehaving, fetching: Callable[..., Fetcher]) -> None:
    assert asked(web, fetching, bad.bomb()).kind == "large"
    assert "fetch.max_mb" in asked(web, fetching, bad.huge()).fix


@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        (bad.announces(500, TEXT), "ends before its end"),
        (bad.announces(5, TEXT), "more comes than the 5 bytes that were announced"),
        (bad.chunks(TEXT, whole=False), "ends before its end"),
        (bad.packed(TEXT * 30, keep=0.5), "ends before its end"),
        (bad.raw(b"SSH-2.0-OpenSSH_9.2\r\n"), "is no HTTP"),
        (bad.raw(b"\x00" * 100), "is no HTTP"),
        (bad.raw(b""), "closed the connection before its head was whole"),
        (bad.raw(bad.head(headers=[("Content-Length", "5"), ("Content-Length", "9")]) + TEXT), "is no HTTP"),
        (bad.raw(CHUNKED + b"zz\r\n"), "in pieces, and one does not begin with its length"),
        (bad.raw(CHUNKED + b"3\r\nabcdef"), "in pieces, and one is not as long as it is said to be"),
        (bad.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: x\r\n\r\n"), "as nobody asked"),
        (bad.raw(b"HTTP/1.1 200 OK\r\nno header\r\n\r\n"), "is no HTTP"),
        (bad.not_modified(), "nobody asked that"),
        (bad.answer(b"", status=302), "nobody says where to"),
    ],
)
def test_a_broken_answer_is_never_taken_for_a_whole_one(
    web: Misbehaving, fetching: Callable[..., Fetcher], behaviour: Behaviour, says: str
) -> None:
    told = asked(web, fetching, behaviour)

    assert told.kind == "broken"
    assert says in str(told)
    assert "bytearray" not in str(told)


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc"])
def test_a_connection_that_is_torn_down_is_told(
    web: Misbehaving, fetching: Callable[..., Fetcher], first: bytes
) -> None:
    assert asked(web, fetching, bad.reset(first)).kind in {"unreachable", "broken"}


@pytest.mark.parametrize(
    ("status", "kind", "says"),
    [
        (404, "status", "there is no such page"),
        (410, "status", "there is no such page"),
        (401, "status", "does not let it be read"),
        (402, "status", "does not let it be read"),
        (403, "status", "does not let it be read"),
        (204, "status", "gives no page"),
        (206, "status", "gives no page"),
        (400, "status", "gives no page"),
        (300, "status", "gives no page"),
        (500, "status", "cannot answer now"),
        (503, "status", "cannot answer now"),
        (429, "status", "asks to come later"),
    ],
)
def test_a_status_of_failure_is_told_with_what_to_do(
    web: Misbehaving, fetching: Callable[..., Fetcher], status: int, kind: str, says: str
) -> None:
    told = asked(web, fetching, bad.failing(status))

    assert (told.kind, told.status) == (kind, status)
    assert says in str(told)


@pytest.mark.parametrize(
    ("asks", "says"),
    [("5", "in 5 s"), ("300", "in 5 min"), ("9999999", "in 24 h"), ("soon", "later (status")],
)
def test_how_long_a_server_wants_to_be_left_alone_is_told_in_words(
    web: Misbehaving, fetching: Callable[..., Fetcher], asks: str, says: str
) -> None:
    assert says in str(asked(web, fetching, bad.failing(429, retry_after=asks)))


@pytest.mark.parametrize("kind", ["image/jpeg", "video/mp4", "AUDIO/MPEG; x=y", "font/woff2"])
def test_what_holds_no_article_is_not_fetched(
    web: Misbehaving, fetching: Callable[..., Fetcher], kind: str
) -> None:
    told = asked(web, fetching, bad.answer(b"x" * 100, type=kind))

    assert told.kind == "type"
    assert "name the page that it belongs to" in str(told)


def test_a_coding_that_was_not_asked_for_is_undone_or_told(
    web: Misbehaving, fetching: Callable[..., Fetcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Brotli is undone by FastWARC, which not everybody has."""
    monkeypatch.setitem(__import__("sys").modules, "fastwarc.stream_io", None)

    told = asked(web, fetching, bad.packed(TEXT, coding="br"))

    assert "packed as br, which was not asked for" in str(told)


def test_a_host_that_takes_no_connection_or_has_no_name_is_told(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    def refuse(_address: str, _port: int, _timeout: float) -> object:
        raise ConnectionRefusedError(111, "Connection refused")

    web.page(URL, TEXT)
    with pytest.raises(
        FetchError, match=r"harbour.example cannot be reached \(.*Connection refused\)"
    ) as told:
        fetching(connect=refuse).get(URL)
    assert told.value.kind == "unreachable"
    with pytest.raises(FetchError, match=r"the name tide.example cannot be looked up") as told:
        fetching().get("http://tide.example/")
    assert told.value.kind == "unreachable"


def test_the_second_address_of_a_name_is_tried_when_the_first_takes_no_connection(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    tried: list[str] = []

    def connect(address: str, port: int, timeout: float) -> object:
        tried.append(address)
        if address == "2606:4700::1":
            raise OSError(101, "Network is unreachable")
        return web.connect(address, port, timeout)

    web.page(URL, TEXT)
    web.lies_at("harbour.example", "2606:4700::1", "93.184.1.1")

    assert fetching(connect=connect).get(URL).body == TEXT
    assert tried[:2] == ["2606:4700::1", "93.184.1.1"]


def test_what_was_asked_is_told_of_an_answer(web: Misbehaving, fetching: Callable[..., Fetcher]) -> None:
    web.on(
        URL,
        bad.answer(
            TEXT, headers={"ETag": 'W/"a"', "Last-Modified": "Fri, 02 May 2031 08:00:00 GMT", "X-A": "1"}
        ),
    )

    found = fetching().get(f" {URL}#part ")

    assert (found.etag, found.last_modified) == ('W/"a"', "Fri, 02 May 2031 08:00:00 GMT")
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert (found.at.isoformat(), found.moved_to) == ("2031-05-02T09:00:05+00:00", None)
