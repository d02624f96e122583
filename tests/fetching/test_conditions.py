"""An answer is asked for only if something has changed."""

from collections.abc import Callable

import pytest
from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Misbehaving

from sayso.fetching.client import Fetcher

URL = "http://harbour.example/news"
DAY = "Fri, 02 May 2031 08:00:00 GMT"


@pytest.mark.parametrize("etag", ['"a1"', 'W/"a1"', "bare", '"ä"'])
def test_what_has_not_changed_is_not_sent_again(
    web: Misbehaving, fetching: Callable[..., Fetcher], etag: str
) -> None:
    web.on(URL, bad.page("<p>x</p>", etag=etag))
    fetcher = fetching()

    first = fetcher.get(URL)
    second = fetcher.get(URL, etag=first.etag, last_modified=first.last_modified)

    assert (first.status, first.body) == (200, b"<p>x</p>")
    assert (second.status, second.body) == (304, b"")
    assert first.etag is not None
    assert web.requests[-1].headers["if-none-match"] == first.etag


def test_a_day_of_change_is_asked_about_where_there_is_no_etag(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    web.on(URL, bad.page("<p>x</p>", changed=DAY))

    assert fetching().get(URL, last_modified=DAY).status == 304
    assert web.requests[-1].headers["if-modified-since"] == DAY
    assert "if-none-match" not in web.requests[-1].headers


def test_a_page_that_comes_whole_though_nothing_was_said_to_be_known_is_fine(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    web.on(URL, bad.answer("<p>x</p>"))

    assert fetching().get(URL, etag='"other"').status == 200


@pytest.mark.parametrize("odd", ['"a"\r\nX-Other: 1', "", " ", '"a\x00"', '"漢"', '"' + "a" * 2_000 + '"'])
def test_an_etag_that_fits_in_no_header_is_not_sent(
    web: Misbehaving, fetching: Callable[..., Fetcher], odd: str
) -> None:
    web.page(URL, "<p>x</p>")

    assert fetching().get(URL, etag=odd).status == 200
    assert {"if-none-match", "x-other"} & set(web.requests[-1].headers) == set()
