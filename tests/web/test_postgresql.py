"""Pages of a collection in PostgreSQL are those of the same collection in SQLite, and follow what others write."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.publish.collection import open_collection
from sayso.records import RECORDS
from sayso.settings import Settings
from sayso.store import open_store
from sayso.testing import make_article
from sayso.web.app import make_app

pytestmark = pytest.mark.postgres


@pytest.fixture
def place(made: Path, postgres: Callable[[], str], tmp_path: Path) -> str:
    """The collection of these tests, in PostgreSQL: written as a folder of tables and loaded from there."""
    pytest.importorskip("pyarrow", reason="needs pyarrow, of sayso[parquet]")
    from sayso.store.parquet.loading import load_tables
    from sayso.store.parquet.writing import write_tables

    with open_store(made) as store:
        write_tables(store, tmp_path / "tables", settings={})
    there = postgres()
    load_tables(
        there, tmp_path / "tables", kinds={kind.__name__: kind for kind in RECORDS}, busy_timeout_s=30
    )
    return there


@pytest.fixture
def heavy(place: str) -> Iterator[TestClient]:
    """A client of a server over the collection in PostgreSQL."""
    with open_collection(place, settings=Settings()) as collection:
        yield TestClient(
            make_app(collection, read_only=collection.read_only), base_url="http://127.0.0.1:8000"
        )


def links(page: str) -> list[str]:
    """The pages that a page leads to, but for forms, each of which carries a word of its own."""
    found = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)"', page)}
    return sorted(link for link in found if not link.startswith(("/static", "/review")))


def test_every_page_is_the_same_from_both_databases(heavy: TestClient, client: TestClient) -> None:
    asked = ["/", "/search?q=Lisk+floods", "/search.json?q=%22old+dyke%22"]
    for first in asked[:2]:
        asked += [link for link in links(client.get(first).text) if link not in asked]
    for second in list(asked):
        asked += [link for link in links(client.get(second).text) if link not in asked][:5]
    assert len(asked) > 15

    for path in asked:
        expected, actual = (one.get(path, follow_redirects=True) for one in (client, heavy))
        assert (expected.status_code, expected.text) == (actual.status_code, actual.text), path


def test_a_page_shows_what_another_process_wrote_and_is_kept_until_then(
    heavy: TestClient, place: str
) -> None:
    before = heavy.get("/search.json?q=zanzibar")
    assert before.headers["etag"] == heavy.get("/search.json?q=zanzibar").headers["etag"]
    with open_store(place) as other:
        other.add([make_article(77, "Zanzibar Quillon", title="A late report")])
    after = heavy.get("/search.json?q=zanzibar")

    assert "A late report" in after.text
    assert before.headers["etag"] != after.headers["etag"]


def test_who_may_not_write_is_shown_no_form(place: str) -> None:
    with open_collection(place, settings=Settings(), read_only=True) as collection:
        assert collection.read_only
        reader = TestClient(
            make_app(collection, read_only=collection.read_only), base_url="http://127.0.0.1:8000"
        )
        assert 200 == reader.get("/").status_code
