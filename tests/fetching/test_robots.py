"""What a robots.txt allows, and what is done where nobody can tell (RFC 9309)."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.fetching import misbehaving as bad
from tests.fetching.conftest import SetClock
from tests.fetching.misbehaving import Behaviour, Misbehaving

from sayso.errors import FetchError
from sayso.fetching.client import Fetcher
from sayso.fetching.robots import read_robots

AT = datetime(2031, 5, 2, tzinfo=UTC)
URL = "http://harbour.example/news"
FILE = "http://harbour.example/robots.txt"


@pytest.mark.parametrize(
    ("text", "path", "may"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /*.pdf", "/x/y.pdf?z", False),
        ("User-agent: *\nDisallow: /*?print=", "/x?print=1", False),
        ("User-agent: *\nDisallow: /größe", "/gr%C3%B6%C3%9Fe", False),
        ("user-agent:*\rdisallow:/a", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: Sayso\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: SAYSO\nDisallow: /a", "/a", False),
        ("User-agent: Sayso/0.1 (news)\nDisallow: /a", "/a", False),
        ("User-agent: other\nUser-agent: Sayso # us\nDisallow: /a", "/a", False),
        ("User-agent: Sayso\nDisallow: /a\n\nUser-agent: sayso\nDisallow: /b", "/a", False),
        ("User-agent: Say\nDisallow: /", "/a", True),
        ("User-agent: Saysomething\nDisallow: /", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("Disallow: /", "/a", True),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("<!doctype html><html><body>User-agent: *<br>Disallow: /</body></html>", "/a", True),
        ("\x00\x01\x02 no text at all", "/a", True),
        ("User-agent: *\nCrawl-delay: 2\nSitemap: /s.xml\nDisallow: /a", "/a", False),
    ],
)
def test_rules_hold_for_us_or_for_everybody(text: str, path: str, may: bool) -> None:  # noqa: FBT001 - a table
    assert may == read_robots(text.encode(), at=AT).allows(f"http://harbour.example{path}")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_what_a_file_in_another_encoding_forbids_holds(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    robots = read_robots(f"{mark}User-agent: *\nDisallow: /a".encode(encoding), at=AT)

    assert [False, True] == [robots.allows(f"http://harbour.example/{path}") for path in "ab"]


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("User-agent: *\nDisallow: /", "/a", "line 2: Disallow: /"),
        ("User-agent: *\n\n  disalow:/a/  # archive\nDisallow: /", "/a/b", "line 3: disalow:/a/  # archive"),
        ("User-agent: *\nDisallow: /\nAllow: /a\nDisallow: /a/b", "/a/b", "line 4: Disallow: /a/b"),
        ("User-agent: x\nDisallow: /a/b\n\nUser-agent: *\nDisallow: /a", "/a/b", "line 5: Disallow: /a"),
        ("User-agent: *\nDisallow: /a\nUser-agent: Sayso\nDisallow: /*b$", "/ab", "line 4: Disallow: /*b$"),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", "line 2: Disallow: /*?print="),
        ("User-agent: *\nDisallow: /größe", "/gr%C3%B6%C3%9Fe", "line 2: Disallow: /größe"),
        ("User-agent: *\nDisallow: /\u202ea\x1b", "/%E2%80%AEa%1B", "line 2: Disallow: /\ufffda\ufffd"),
        ("User-agent: *\nDisallow: /" + "a" * 99, "/" + "a" * 100, "line 2: Disallow: /" + "a" * 69),
        ("User-agent: *\nDisallow: /\n" + "# nothing\n" * 3_300, "/a", None),
    ],
)
def test_the_line_that_forbids_an_address_is_told_unless_the_file_is_long(
    text: str, path: str, line: str | None
) -> None:
    robots = read_robots(text.encode(), at=AT)

    assert not robots.allows(f"http://harbour.example{path}")
    assert line == robots.forbidding(f"http://harbour.example{path}")


def test_lines_that_hurt_are_looked_for_in_little_time() -> None:
    begun = time.process_time()
    lines = [f"Disallow: /{'*a' * 12}{n}b" for n in range(900)]
    robots = read_robots("\n".join(["User-agent: *", *lines, "Disallow: /x"]).encode(), at=AT)

    robots.forbidding("http://harbour.example/x" + "a" * 500)

    assert time.process_time() - begun < 2.0


def test_of_a_long_file_the_first_500_kib_are_read_to_the_last_whole_line() -> None:
    filler = b"# nothing\n" * 51_199
    text = b"User-agent: *\nDisallow: /early\n" + filler + b"Disallow: /late\n"

    robots = read_robots(text, at=AT)

    assert len(text) > 500 << 10
    assert not robots.allows("http://h.example/early")
    assert robots.allows("http://h.example/late")


@pytest.mark.parametrize(
    ("delay", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("86400", 3600.0),
        ("1e300", 3600.0),
        ("-3", 0.0),
        ("nan", 0.0),
        ("soon", 0.0),
    ],
)
def test_a_crawl_delay_is_taken_up_to_an_hour(delay: str, seconds: float) -> None:
    assert read_robots(f"User-agent: *\nCrawl-delay: {delay}".encode(), at=AT).delay_s == seconds


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"User-agent: a{n}" for n in range(18_000)) + "\n" + "Disallow: /x\n" * 18_000,
        "User-agent: *\n" + "Disallow: /" + "*a" * 250_000,
        "User-agent: *\n" + "Disallow: /*a*b*c*d*$\n" * 22_000,
        "User-agent: *\n" + "Allow: /%C3%B6ö\n" * 25_000,
        "User-agent" * 50_000,
        "user agent " * 45_000 + ":",
    ],
    ids=["names over rules", "stars", "many stars", "escapes", "one line", "spaces"],
)
def test_a_file_made_to_hurt_does_not(text: str) -> None:
    begin = time.process_time()
    robots = read_robots(text.encode(), at=AT)
    robots.allows("http://harbour.example/" + "abcd" * 500)

    assert time.process_time() - begin < 4


def test_it_is_asked_for_before_anything_else_and_kept_for_a_day(
    web: Misbehaving, fetching: Callable[..., Fetcher], clock: SetClock
) -> None:
    web.page(URL, "<p>x</p>")
    fetcher = fetching()

    assert not fetcher.knows_robots(URL)
    fetcher.get(URL)
    fetcher.get(URL)
    assert fetcher.knows_robots(URL)
    assert web.asked() == [FILE, URL, URL]
    clock.move(86_400)
    assert not fetcher.knows_robots(URL)
    fetcher.get(URL)
    assert web.asked() == [FILE, URL, URL, FILE, URL]


def test_those_learned_first_are_forgotten_where_all_together_are_too_many(
    web: Misbehaving, fetching: Callable[..., Fetcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.fetching.client.MOST_REMEMBERED", 100)
    fetcher = fetching()
    pages = [f"http://{name}.example/news" for name in ("anchor", "beacon", "cable")]
    for page, length in zip(pages, (60, 30, 40), strict=True):
        web.robots(page.split("/")[2], "User-agent: *\nDisallow: /" + "a" * (length - 25))
        fetcher.learn_robots(page)

    assert [False, True, True] == [fetcher.knows_robots(page) for page in pages]


def test_it_can_be_learned_as_a_step_of_its_own(web: Misbehaving, fetching: Callable[..., Fetcher]) -> None:
    web.page(URL, "<p>x</p>")
    fetcher = fetching()

    fetcher.learn_robots(URL)
    fetcher.learn_robots(URL)

    assert fetcher.knows_robots("http://harbour.example/other")
    assert not fetcher.knows_robots("https://harbour.example/other")
    assert not fetcher.knows_robots("http://harbour.example:8080/other")
    assert web.asked() == [FILE]


def test_a_file_that_leads_nowhere_is_named(web: Misbehaving, fetching: Callable[..., Fetcher]) -> None:
    web.on(FILE, bad.redirect("file:///etc/robots.txt"))

    with pytest.raises(FetchError) as told:
        fetching().get(URL)

    assert str(told.value) == (
        f"{URL}: {FILE}, which says what may be read, cannot be had: it leads to file:///etc/robots.txt: no web address "
        "(file: is not asked for anything); try again later, or open it in a browser, save the page or its text, and add "
        "the file"
    )


def test_what_it_forbids_is_not_asked_for_and_the_person_is_told_what_to_do(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    web.robots("harbour.example", "User-agent: *\nDisallow: /news")

    with pytest.raises(FetchError) as told:
        fetching().get(URL)

    assert told.value.kind == "robots"
    assert str(told.value) == (
        f"{URL}: {FILE} forbids programs to read it (line 2: Disallow: /news); "
        "open it in a browser, save the page or its text, and add the file"
    )
    assert web.asked() == [FILE]


@pytest.mark.parametrize(
    "behaviour",
    [
        *(bad.failing(status) for status in (400, 401, 403, 404, 410, 418, 451)),
        bad.answer("", type="text/plain"),
        bad.answer("<html><body>Not found. Disallow: /</body></html>"),
        bad.answer(b"\xff\xd8\xff" * 50, type="image/jpeg"),
        bad.answer("", status=204),
        bad.redirect("/robots.txt"),
    ],
)
def test_where_there_is_none_everything_may_be_asked_for(
    web: Misbehaving, fetching: Callable[..., Fetcher], behaviour: Behaviour
) -> None:
    web.on(FILE, behaviour)
    web.page(URL, "<p>x</p>")

    assert fetching().get(URL).status == 200


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (bad.failing(500), "status"),
        (bad.failing(503, retry_after="20"), "status"),
        (bad.failing(429), "status"),
        (bad.silent(), "slow"),
        (bad.drip(bad.head() + b"User-agent: *\n" * 90), "slow"),
        (bad.reset(), "unreachable"),
        (bad.raw(b"nonsense\r\n\r\n"), "broken"),
        (bad.announces(500, b"User-agent: *"), "broken"),
        (bad.not_modified(), "broken"),
        (bad.redirect("ftp://harbour.example/robots.txt"), "broken"),
    ],
)
def test_where_nobody_can_tell_nothing_is_asked_for(
    web: Misbehaving, fetching: Callable[..., Fetcher], behaviour: Behaviour, kind: str
) -> None:
    """A cut or failing file may hold a rule that forbids it (section 2.3.1.4)."""
    web.on(FILE, behaviour)
    web.page(URL, "<p>x</p>")
    fetcher = fetching(**({"timeout_s": 0.2, "seconds": 0.3} if kind == "slow" else {}))

    for _ in range(2):
        with pytest.raises(FetchError) as told:
            fetcher.get(URL)
        assert told.value.kind == kind
        assert told.value.path == URL

    assert not fetcher.knows_robots(URL)
    assert URL not in web.asked()


@pytest.mark.parametrize("behaviour", [bad.huge(), bad.endless_chunks(), bad.huge(announced=10**9)])
def test_an_endless_file_is_read_as_far_as_it_counts(
    web: Misbehaving, fetching: Callable[..., Fetcher], behaviour: Behaviour
) -> None:
    web.on(FILE, behaviour)
    web.page(URL, "<p>x</p>")

    assert fetching().get(URL).status == 200


def test_it_is_followed_over_five_redirects_and_then_there_is_none(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    for at, last in (("a", 4), ("b", 5)):
        web.on(f"http://{at}.example/robots.txt", bad.redirect("/r0"))
        for number in range(last):
            web.on(f"http://{at}.example/r{number}", bad.redirect(f"/r{number + 1}"))
        web.on(f"http://{at}.example/r{last}", bad.answer("User-agent: *\nDisallow: /", type="text/plain"))
        web.page(f"http://{at}.example/news", "<p>x</p>")
    fetcher = fetching()

    with pytest.raises(FetchError, match=r"a.example/robots.txt forbids"):
        fetcher.get("http://a.example/news")
    assert fetcher.get("http://b.example/news").status == 200


def test_a_file_that_is_packed_is_unpacked(web: Misbehaving, fetching: Callable[..., Fetcher]) -> None:
    web.on(FILE, bad.packed(b"User-agent: *\nDisallow: /"))

    with pytest.raises(FetchError, match="forbids"):
        fetching().get(URL)
