"""The page of how a collection stands: its feeds first, with what failed, why, and what to do."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo

import pytest
from starlette.testclient import TestClient

from sayso.ingest.statuses import EMBARGOED
from sayso.publish.collection import Collection
from sayso.publish.export.status_answers import status_json
from sayso.records import Failure
from sayso.store.feed_rows import FeedRow, LinkRow
from sayso.testing.checks import make_article
from sayso.web.mcp.tools import Desk

FIRST, NOW, NEXT = "2031-05-02T08:00:00+00:00", "2031-05-02T09:15:00+00:00", "2031-05-02T09:30:00+00:00"
POST, TIDES, OLD = "https://post.example/rss.xml", "https://tides.example/feed", "https://old.example/feed"


def link(name: str, feed: str, **more: object) -> LinkRow:
    """An address that a feed named."""
    address = f"https://{feed.split('/')[2]}/{name}"
    return LinkRow(
        address=address,
        url=address,
        feed=feed,
        host=feed.split("/")[2],
        first_seen=FIRST,
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def watched(opened: Callable[..., Collection], browse: Callable[..., TestClient]) -> TestClient:
    """A browser's view of a collection with a feed that is well, one that is not, and one that nobody watches any more."""
    collection = opened()
    collection.store.keep_fetched(
        feeds=[
            FeedRow(url=POST, outlet="The Inland Post", kind="rss", state="read", items=3, first_seen=FIRST, last_asked=NOW, last_read=NOW, next_at=NEXT),
            FeedRow(
                url=TIDES, title="Tides <b>of</b> Elsin", state="failed", failures=2, first_seen=FIRST, last_asked=NOW, last_read=FIRST,
                reason="tides.example answers with status 503", fix="wait; it is asked again by itself",
            ),
            FeedRow(url=OLD, listed=False, state="read", first_seen=FIRST, last_read=FIRST),
        ],
        links=[
            link("one", POST, state="waiting"),
            link("two", POST, state="forbidden", reason="robots.txt forbids /two", fix="ask the outlet"),
        ],
        readings=[Failure(id="f" * 16, stage="ingest", owner="x.txt", path="x.txt", line=None, reason="the file is empty", fix="leave it out")],
    )  # fmt: skip
    return browse()


def test_each_feed_tells_when_it_was_read_what_failed_and_what_to_do(watched: TestClient) -> None:
    page = watched.get("/status")

    assert 200 == page.status_code
    shown = page.text
    assert shown.index("Tides") < shown.index("The Inland Post") < shown.index(OLD)
    assert "1 feed could not be read the last time" in shown
    assert "Failed 2 times in a row" in shown
    assert "tides.example answers with status 503" in shown
    assert "wait; it is asked again by itself" in shown
    assert "Last read 2031-05-02 09:15 UTC" in shown
    assert "1 waiting" in shown
    assert "robots.txt forbids /two" in shown
    assert f'href="{POST}"' in shown
    assert "the file is empty" in shown
    assert "<b>of</b>" not in shown


def test_a_program_gets_the_same(watched: TestClient) -> None:
    data = watched.get("/status.json").json()

    assert {"feeds": 3, "unread_feeds": 1, "waiting": 1, "not_had": 1, "failures": 1} == data["counts"]
    assert [TIDES, POST, OLD] == [one["url"] for one in data["feeds"]]
    assert ["failed", "read", "not watched"] == [one["state"] for one in data["feeds"]]
    assert "ask the outlet" == data["feeds"][1]["troubles"][0]["fix"]


def test_a_collection_without_a_feed_says_how_to_watch_one(client: TestClient) -> None:
    shown = client.get("/status").text

    assert "No feed was ever watched" in shown
    assert 'href="/status" aria-current="page"' in shown


def test_what_is_withheld_is_told_until_when_and_that_it_is_over_when_it_is(
    opened: Callable[..., Collection], browse: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = {
        "wire/day.json": (f"{EMBARGOED}2031-05-10T13:00:00+00:00; add it again when that is over",),
        "<b>x</b>.json": (),
    }
    opened().store.add(
        make_article(50 + n, "Held back.", path=path, pubstatus="withheld", notes=told)
        for n, (path, told) in enumerate(notes.items())
    )  # fmt: skip
    browser = browse()
    for day, words in (
        (9, "1 article until 2031-05-10 13:00 UTC"),
        (11, "1 article, embargoed until 2031-05-10 13:00 UTC, which is over"),
    ):
        monkeypatch.setattr("sayso.web.pages.status.datetime", Today(day))
        monkeypatch.setattr("sayso.web.api.article_operations.datetime", Today(day))
        shown = browser.get("/status", headers={"Accept": "text/html"}).text
        told = browser.get("/api/v1/status").json()["withheld"]

        assert words in shown
        assert "wire/day.json" in shown
        assert "<b>x</b>" not in shown
        assert [words, "1 article until its provider says otherwise"] == [one["words"] for one in told]
        assert told == browser.get("/status.json").json()["withheld"]


class Today:
    """A clock that says that it is a day of May."""

    def __init__(self, day: int) -> None:
        self.day = day

    def now(self, zone: tzinfo) -> datetime:
        """Noon."""
        return datetime(2031, 5, self.day, 12, tzinfo=zone)


def test_an_article_tells_from_where_and_when_it_came_in(
    opened: Callable[..., Collection], browse: Callable[..., TestClient]
) -> None:
    """With the feed that names it, and addresses as links only where a browser opens them as pages."""
    collection = opened()
    [known] = [one for one in collection.store.articles() if one.title == "Lisk floods Dolmin"]
    came = "https://post.example/lisk?from=feed"
    collection.store.add([replace(known, path=came)])
    collection.store.keep_fetched(
        feeds=[FeedRow(url=POST, first_seen=FIRST)], links=[link("lisk", POST, state="kept", article=known.id, last_asked=NOW)]
    )  # fmt: skip
    shown = browse().get(f"/article/{known.id}").text

    assert "<dt>Fetched from</dt>" in shown
    assert f'href="{came}"' in shown
    assert "<dt>Came in</dt>" in shown
    assert f'href="{POST}"' in shown
    assert "looked at last 2031-05-02 09:15 UTC" in shown


def test_programs_are_told_of_feeds_what_the_command_line_writes(
    watched: TestClient, opened: Callable[..., Collection]
) -> None:
    """As `sayso status --feeds --format json`, each with how it stands in words."""
    first = watched.get("/api/v1/feeds?limit=2").json()
    items = [*first["items"], *watched.get(first["next"]).json()["items"]]

    assert (3, 3) == (first["count"], len(items))
    told = {item["url"]: item.pop("words") for item in items}
    collection = opened(read_only=True)
    expected = status_json(collection.status(), (), (), collection.feeds())["feeds"]
    assert json.loads(json.dumps(expected)) == items
    assert (
        "Tides <b>of</b> Elsin, https://tides.example/feed: failed 2 times in a row, tried 2031-05-02 09:15 UTC; "
        "last read 2031-05-02 08:00 UTC; 0 items in it; 0 articles kept. "
        "the feed itself could not be read: tides.example answers with status 503; wait; it is asked again by itself."
    ) == told[TIDES]


@pytest.mark.usefixtures("watched")
def test_an_assistant_is_told_of_feeds_what_failed_why_and_what_to_do(
    opened: Callable[..., Collection],
) -> None:
    head, *pieces = Desk(opened(read_only=True), reviewed_only=True).answer("feeds", {"limit": 50})

    assert "3 of 3 feeds." == head
    [post] = [piece for piece in pieces if POST in piece]
    assert "last read 2031-05-02 09:15 UTC" in post
    assert (
        "1 address not asked for: robots.txt forbids /two; ask the outlet (https://post.example/two)." in post
    )
