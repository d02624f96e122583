"""Articles that try to be more than words: on every page they stay words, isolated and without a link of their own."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.testing.checks import make_article
from sayso.web.shown import FILTERS, is_web, marked

LOADS = {"src", "href", "action", "data", "poster", "srcset", "formaction", "background"}
SAFE = re.compile(r"/(?!/)|#|https?://|data:,$")
TRIED = ("alert(1)", "alert(2)", "alert(3)")


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text beside them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Text."""
        self.text.append(data)


def addresses(client: TestClient) -> Iterator[str]:
    """Pages on which the hostile article stands: whatever links lead to from the list of stories, two steps far."""
    article = make_article(5, "").id
    seen, todo = (
        set[str](),
        [
            "/stories",
            f"/article/{article}",
            f"/article/{article}/revisions",
            "/search?q=evil",
            "/actors",
            "/outlets",
            "/reviews",
        ],
    )
    for _ in range(2):
        found: list[str] = []
        for address in todo:
            if address in seen or address.partition("?")[0].endswith((".json", ".html")):
                continue
            seen.add(address)
            page = client.get(address)
            if page.status_code != 200 or not page.headers["content-type"].startswith("text/html"):
                continue
            yield address
            found += [
                one["href"].partition("#")[0]
                for tag, one in read(page.text).found
                if tag == "a" and one.get("href", "").startswith("/")
            ]
        todo = [
            address
            for address in dict.fromkeys(found)
            if article in address
            or "evil" in address
            or "/copy/" in address
            or "/outlet/" in address
            or "/actor/" in address
        ][:40]


def read(html: str) -> Elements:
    """A page as a browser takes it apart."""
    elements = Elements()
    elements.feed(html)
    elements.close()
    return elements


def test_hostile_articles_stay_words_on_every_page(client: TestClient) -> None:
    visited = list(addresses(client))
    shown = 0
    for address in visited:
        html = client.get(address).text
        page = read(html)
        shown += any(tried in text for text in page.text for tried in TRIED)
        for tag, attributes in page.found:
            where = f"{address}: <{tag} {attributes}>"
            assert tag not in {"iframe", "object", "embed", "base", "style"}, where
            assert tag != "script" or attributes["src"].startswith("/static/"), where
            assert tag != "img", where
            assert not [name for name in attributes if name.startswith("on") or name == "style"], where
            for name in LOADS & attributes.keys():
                assert SAFE.match(attributes[name]), where
            if attributes.get("href", "").startswith("http"):
                assert "noopener" in attributes["rel"], where
                assert "nofollow" in attributes["rel"], where
    assert shown >= 3, visited


def test_what_is_stored_is_never_served_as_a_page(client: TestClient) -> None:
    """The data of pages is JSON and says so; no browser may take it for anything else."""
    for address in ("/stories.json", f"/article/{make_article(5, '').id}.json"):
        answer = client.get(address)
        assert (200, "application/json", "nosniff") == (
            answer.status_code,
            answer.headers["content-type"],
            answer.headers["x-content-type-options"],
        )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://courier.example/a?b=c#d", True),
        ("HTTP://courier.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,<script>", False),
        (" https://courier.example", False),
        ("https://courier.example/\njavascript:", False),
        ('https://courier.example/"onclick="', False),
        ("file:///etc/passwd", False),
        ("//courier.example", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: Any, expected: bool) -> None:  # noqa: FBT001 - a case of the test
    assert expected is is_web(url)


def test_marked_text_is_escaped_around_and_within_the_marks() -> None:
    spans = [{"start": 3, "end": 9}, {"start": 5, "end": 7}]

    assert "&lt;b&gt;<mark>&lt;i&gt;xyz</mark>&lt;/i&gt;" == str(marked("<b><i>xyz</i>", spans))


def test_an_outlet_called_as_a_way_up_has_its_own_address() -> None:
    """A browser goes up at `/../` in an address, wherever it stands."""
    assert FILTERS["outlet_link"]("../../stories") == "/outlet/..%2F..%2Fstories"
