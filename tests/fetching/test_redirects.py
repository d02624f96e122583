"""Redirects are followed one by one, and each is checked as if a person had named it."""

from collections.abc import Callable

import pytest
from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Misbehaving

from sayso.errors import FetchError
from sayso.fetching.client import Fetcher

URL = "http://harbour.example/news"


def chain(web: Misbehaving, length: int, *, status: int = 301) -> str:
    """So many redirects, and a page at their end."""
    for at in range(length):
        web.on(f"http://harbour.example/{at}", bad.redirect(f"/{at + 1}", status=status))
    web.page(f"http://harbour.example/{length}", "<p>There.</p>")
    return "http://harbour.example/0"


def test_five_redirects_are_followed_and_a_sixth_is_not(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    assert fetching().get(chain(web, 5)).url == "http://harbour.example/5"
    with pytest.raises(FetchError, match="sent on more than 5 times") as told:
        fetching().get(chain(web, 6))
    assert told.value.kind == "redirects"


def test_how_many_are_followed_can_be_set(web: Misbehaving, fetching: Callable[..., Fetcher]) -> None:
    with pytest.raises(FetchError, match="more than 0 times"):
        fetching(redirects=0).get(chain(web, 1))


def test_nobody_is_told_to_write_an_address_anew_that_a_site_wrote(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    web.on(URL, bad.redirect("javascript:alert(1)"))

    with pytest.raises(FetchError, match=r"is not asked for anything\); open it in a browser") as told:
        fetching().get(URL)

    assert told.value.kind == "address"


@pytest.mark.parametrize("to", ["/news", "http://HARBOUR.example:80/news#again", "/other"])
def test_a_circle_is_seen_at_once(web: Misbehaving, fetching: Callable[..., Fetcher], to: str) -> None:
    web.on(URL, bad.redirect(to))
    web.on("http://harbour.example/other", bad.redirect("/news"))

    with pytest.raises(FetchError, match="in a circle") as told:
        fetching().get(URL)

    assert told.value.kind == "redirects"
    assert len(web.requests) <= 3


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        ((301, 301), "http://harbour.example/2"),
        ((308, 301), "http://harbour.example/2"),
        ((301, 302), "http://harbour.example/1"),
        ((302, 301), None),
        ((303, 307), None),
    ],
)
def test_where_permanent_redirects_alone_led_is_told(
    web: Misbehaving, fetching: Callable[..., Fetcher], statuses: tuple[int, int], moved: str | None
) -> None:
    for at, status in enumerate(statuses):
        web.on(f"http://harbour.example/{at}", bad.redirect(f"/{at + 1}", status=status))
    web.page("http://harbour.example/2", "<p>There.</p>")

    found = fetching().get("http://harbour.example/0")

    assert (found.asked, found.url, found.moved_to) == (
        "http://harbour.example/0",
        "http://harbour.example/2",
        moved,
    )


def test_another_host_is_asked_for_its_robots_txt_first(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    web.on(URL, bad.redirect("http://tide.example/news"))
    web.page("http://tide.example/news", "<p>There.</p>")

    fetching().get(URL)

    assert web.asked() == [
        "http://harbour.example/robots.txt",
        URL,
        "http://tide.example/robots.txt",
        "http://tide.example/news",
    ]


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    web.on(URL, bad.redirect("http://tide.example/hidden/news"))
    web.robots("tide.example", "User-agent: *\nDisallow: /hidden/")

    with pytest.raises(FetchError, match=r"tide.example/robots.txt forbids") as told:
        fetching().get(URL)

    assert (told.value.kind, told.value.path) == ("robots", URL)
    assert web.asked("tide.example") == ["http://tide.example/robots.txt"]


def test_a_location_in_plain_utf_8_is_understood(web: Misbehaving, fetching: Callable[..., Fetcher]) -> None:
    web.on(URL, bad.redirect("/größe"))
    web.page("http://harbour.example/gr%C3%B6%C3%9Fe", "<p>There.</p>")

    assert fetching().get(URL).url == "http://harbour.example/gr%C3%B6%C3%9Fe"


def test_what_was_known_is_asked_of_the_page_that_answers_after_a_redirect(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    web.on(URL, bad.redirect("/2"))
    web.page("http://harbour.example/2", "<p>There.</p>", etag='"a"')

    assert fetching().get(URL, etag='"a"').status == 304
