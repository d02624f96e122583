"""From page to page over the sample: each link and each place within a page exists, and no template lacks what it prints."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, Undefined
from starlette.testclient import TestClient

from sayso.publish.collection import open_collection
from sayso.web import responding
from sayso.web.app import make_app

EACH = 4
"""Pages of one sort that are opened: the sample has a hundred of some, which are alike."""


@pytest.fixture(scope="module")
def lacking() -> set[str]:
    """Names that a template printed, counted or went through, and that its data does not hold."""
    return set()


@pytest.fixture(scope="module")
def pages(sample_db: Path, lacking: set[str]) -> Iterator[dict[str, Any]]:
    """The answer of each page that links lead to, a few of each sort, with its address."""

    class Lacking(Undefined):
        """A value that is not there may be asked for ("if"), and not be shown."""

        def _told(self) -> str:
            lacking.add(str(self._undefined_name))
            return ""

        __str__ = __html__ = _told

        def __iter__(self) -> Iterator[Any]:
            return iter(self._told())

        def __len__(self) -> int:
            return len(self._told())

    class Checking(Environment):
        """Templates as ever, but for what they say of values that are not there."""

        def __init__(self, **options: Any) -> None:
            super().__init__(undefined=Lacking, **options)

    with pytest.MonkeyPatch.context() as patched, open_collection(sample_db, create=False) as collection:
        patched.setattr(responding, "Environment", Checking)
        yield dict(opened(TestClient(make_app(collection))))


def opened(client: TestClient) -> Iterator[tuple[str, Any]]:
    """Pages breadth first from the list of stories, `EACH` of a sort at most."""
    waiting, seen, sorts = deque(["/stories"]), {"/stories"}, Counter[str]()
    while waiting:
        address = waiting.popleft()
        sorts[sort_of(address)] += 1
        if sorts[sort_of(address)] > EACH:
            continue
        answer = client.get(address)
        yield address, answer
        if "html" in answer.headers["content-type"]:
            for link in links(answer.text):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)


def sort_of(address: str) -> str:
    """The address without ids and values: what makes two pages alike."""
    path, mark, _ = address.partition("?")
    return re.sub("/[0-9a-f]{16}", "", path) + mark


def links(html: str) -> list[str]:
    """The addresses of this server that a page leads to, without the place within them."""
    return [unescape(found).partition("#")[0] for found in re.findall(r'href="(/[^/"][^"]*)"', html)]


def test_no_link_leads_nowhere(pages: dict[str, Any]) -> None:
    assert len(pages) > 100
    assert {} == {at: answer.status_code for at, answer in pages.items() if answer.status_code >= 400}


def test_each_place_within_a_page_is_there_once(pages: dict[str, Any]) -> None:
    for address, answer in pages.items():
        if "html" in answer.headers["content-type"]:
            ids = Counter(re.findall(r'\bid="([^"]*)"', answer.text))
            asked = {unescape(found) for found in re.findall(r'href="#([^"]+)"', answer.text)}

            assert set() == asked - set(ids), address
            assert [] == [name for name, times in ids.items() if times > 1], address


def test_no_template_shows_what_its_data_lacks(pages: dict[str, Any], lacking: set[str]) -> None:
    """Jinja prints nothing for a value that is not there, so that a name misspelt in a template goes unseen."""
    assert pages
    assert set() == lacking
