"""Answers: pages and their data, what is kept of them, what is said when nothing comes of a question."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.publish.collection import Collection, open_collection
from sayso.testing.checks import make_article
from sayso.web import app as application
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask
from sayso.web.kept import Kept, Made

Browse = Callable[..., TestClient]
Opened = Callable[..., Collection]


def test_the_data_of_a_page_lies_at_its_address(client: TestClient) -> None:
    page = client.get("/stories?q=dyke&page=1")
    data = client.get("/stories.json?q=dyke&page=1")

    assert 'href="/stories.json?page=1&amp;q=dyke"' in page.text
    assert "application/json" == data.headers["content-type"]
    assert "dyke" == data.json()["asked"]["q"]


@pytest.mark.parametrize("address", ["/stories", "/stories.json", "/api/v1/stories"])
def test_what_did_not_change_is_not_sent_again(client: TestClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})

    assert (304, b"") == (again.status_code, again.content)
    assert first.headers["etag"] == again.headers["etag"]
    assert 200 == client.get(address, headers={"If-None-Match": '"other"'}).status_code


def test_what_another_process_writes_is_shown_at_once(opened: Opened, tmp_path: Path) -> None:
    """The tag is a digest of the answer, so that it is right for every process and after every restart."""
    client = TestClient(application.make_app(opened()))
    first = client.get("/stories.json")
    assert first.json() == client.get("/stories.json").json()

    with open_collection(tmp_path / "web.db") as other:
        other.store.remove(make_article(4, "").id, reason="asked to")

    after = client.get("/stories.json", headers={"If-None-Match": first.headers["etag"]})
    assert 200 == after.status_code
    fresh = TestClient(application.make_app(opened())).get("/stories.json")
    assert fresh.headers["etag"] == after.headers["etag"]


def test_answers_are_packed_where_the_browser_takes_that(client: TestClient) -> None:
    packed = client.get("/stories")
    plain = client.get("/stories", headers={"Accept-Encoding": "identity"})

    assert "gzip" == packed.headers["content-encoding"]
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert "Accept-Encoding" in plain.headers["vary"]


def test_each_look_and_each_reader_gets_its_own_page(browse: Browse) -> None:
    client = browse()
    light = client.get("/stories")
    client.get("/look?look=dark&back=/stories")
    dark = client.get("/stories")

    assert 'data-look="dark"' in dark.text
    assert "data-look" not in light.text
    assert light.headers["etag"] != dark.headers["etag"]
    client.get("/look?look=&back=/stories")
    assert light.text == client.get("/stories").text


def broken(_ask: Ask) -> Answer:
    """A page with a fault in it."""
    raise ZeroDivisionError("the secret of the fault")


def endless(ask: Ask) -> Answer:
    """A page that asks what has no end."""
    store = ask.collection.store
    with store.db.reads() as conn:  # type: ignore[attr-defined]
        conn.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        )
    raise AssertionError("it ended")


@pytest.mark.parametrize(
    ("view", "status", "words"), [(broken, 500, "fault of Sayso"), (endless, 503, "takes longer")]
)
@pytest.mark.parametrize("behind", ["", ".json"])
def test_whatever_happens_is_said_in_words(
    *,
    opened: Opened,
    monkeypatch: pytest.MonkeyPatch,
    view: Callable[[Ask], Answer],
    status: int,
    words: str,
    behind: str,
) -> None:
    monkeypatch.setattr(application, "PAGES", (Page(address="/trial", name="trial", view=view),))
    client = TestClient(application.make_app(opened(seconds=1)))

    answer = client.get(f"/trial{behind}")

    assert status == answer.status_code
    assert words in answer.text
    assert "secret" not in answer.text
    assert (status == 503) == ("retry-after" in answer.headers)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere", 404),
        ("/story/zzzzzz", 404),
        ("/article/zzzzzz", 404),
        ("/stories?page=x", 400),
        ("/stories?sort=best", 400),
        ("/stories?since=monday", 400),
    ],
)
def test_errors_are_pages_for_people_and_problems_for_programs(
    client: TestClient, address: str, status: int
) -> None:
    page = client.get(address)
    path, mark, query = address.partition("?")
    data = client.get(f"{path}.json{mark}{query}")

    assert (status, status) == (page.status_code, data.status_code)
    assert "application/problem+json" == data.headers["content-type"]
    problem = data.json()
    assert {"type", "title", "status", "detail"} == set(problem)
    assert status == problem["status"]
    assert f"<h1>{problem['title']}</h1>" in page.text
    assert "etag" not in page.headers


def test_a_page_is_asked_for_and_not_sent_to(client: TestClient) -> None:
    assert client.post("/stories").status_code in {403, 405}
    assert 200 == client.head("/stories").status_code


def test_what_is_kept_has_an_end() -> None:
    kept = Kept(most=4000)
    for number in range(20):
        kept.keep((str(number),), "1", Made(b"x" * 500, "text/plain", 200))

    assert kept.get(("0",), "1") is None
    assert kept.get(("19",), "1") is not None
    assert kept.get(("19",), "2") is None
    kept.keep(("large",), "1", Made(b"x" * 3000, "text/plain", 200))
    assert kept.get(("large",), "1") is None
    nothing = Kept(most=0)
    nothing.keep(("0",), "1", Made(b"x", "text/plain", 200))
    assert nothing.get(("0",), "1") is None


def test_a_link_to_this_page_keeps_what_it_is_asked(opened: Opened) -> None:
    ask = Ask(
        collection=opened(), address="/outlet/Vega TV", query={"q": ["a&b"], "page": ["3"], "empty": [""]}
    )

    assert "/outlet/Vega%20TV?page=3&q=a%26b" == ask.here
    assert "/outlet/Vega%20TV.json?page=3&q=a%26b" == ask.json_link
    assert "/outlet/Vega%20TV?page=4&q=a%26b" == ask.link(page=4)
    assert "/outlet/Vega%20TV?act=denial&q=a%26b" == ask.link(act="denial")
    assert "/outlet/Vega%20TV?tag=a&tag=b" == ask.link(q=None, tag=["a", "b"])


def test_data_is_json_whatever_the_articles_hold(client: TestClient) -> None:
    found = json.loads(client.get("/stories.json").content)

    assert any("\u202e" in story["title"] for story in found["stories"])
