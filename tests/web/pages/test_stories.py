"""The list of stories: found by words, actor, outlet, language and day, in an order, a part at a time."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.publish.collection import open_collection
from sayso.publish.views.story_choice import StoriesWanted, choose_stories
from sayso.publish.views.story_lists import Burst, StoryEntry, StoryLine
from sayso.web.app import make_app


def titles(client: TestClient, query: str = "") -> list[str]:
    """The headlines of the stories that a query finds, without those that try to be more than words."""
    found = client.get(f"/stories.json{query}").json()["stories"]
    return [story["title"] for story in found if "<" not in story["title"]]


def test_the_largest_story_comes_first(client: TestClient) -> None:
    found = client.get("/stories.json").json()

    first = found["stories"][0]
    assert 3 == first["articles"]
    assert ["Elsin Beacon", "Inland Post", "Vega TV"] == first["outlets"]
    assert ("2031-05-02", "2031-05-03", 1) == (first["earliest"], first["last_report"], first["undated"])
    assert [{"day": "2031-05-02", "articles": 1}, {"day": "2031-05-03", "articles": 1}] == first["days"]
    assert 3 == found["all"]


def test_a_card_says_what_there_is_to_see(client: TestClient) -> None:
    page = client.get("/stories").text

    assert "<b>3 articles</b> · 3 known outlets · 2031-05-02 to 2031-05-03 · date unknown for 1" in page
    assert 'aria-label="Articles by day, 2031-05-02 to 2031-05-03"' in page
    assert "utterance in several articles: " in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=dockers", ["Dockers walk out"]),
        ("?q=nothing+of+the+sort", []),
        ("?outlet=Vega+TV", ["flood"]),
        ("?outlet=Elsin+Beacon", ["flood", "Dockers walk out"]),
        ("?actor=Mara+Vint", ["Dockers walk out"]),
        ("?actor=Penn", ["flood"]),
        ("?actor=Penn&outlet=Nobody", []),
        ("?since=2031-06", ["Dockers walk out"]),
        ("?until=2031-05-31", ["flood"]),
        ("?since=2031&until=2031", ["flood", "Dockers walk out"]),
        ("?until=2030", []),
        ("?several=1", ["flood"]),
        ("?language=en&sort=latest", ["Dockers walk out", "flood"]),
        ("?language=xx", []),
        ("?size=1&page=2&outlet=Elsin+Beacon", ["Dockers walk out"]),
        ("?size=1&page=99&outlet=Elsin+Beacon", ["Dockers walk out"]),
    ],
)
def test_stories_are_narrowed(client: TestClient, query: str, expected: list[str]) -> None:
    floods = {"Lisk floods Dolmin", "Dolmin under water", "Pumps for Dolmin"}

    assert expected == ["flood" if title in floods else title for title in titles(client, query)]


def test_nothing_found_says_what_to_do(client: TestClient) -> None:
    assert "No story fits all of this." in client.get("/stories?q=nothing+of+the+sort").text


def test_an_empty_collection_says_what_to_do() -> None:
    with open_collection(":memory:") as collection:
        client = TestClient(make_app(collection))

        assert "<code>sayso add PATH</code>" in client.get("/stories").text
        assert [] == client.get("/stories.json").json()["stories"]


def entry(name: str, articles: int, earliest: str | None, latest: str | None, **line: Any) -> StoryEntry:
    """A story of which only what lists look at is given."""
    return StoryEntry(
        line=StoryLine(name, f"story {name}", articles, earliest, latest, outlets=0, undated=0, **line),
        articles=(name,),
        outlets=(),
        languages=(),
        phases=(Burst(earliest, latest, articles),),
        days=(),
    )


STORIES = (
    entry("a", 3, "2031-05-01", "2031-05-04"),
    entry("b", 1, None, None, discrepancies=9),
    entry("c", 3, "2031-04-30", "2031-05-09", discrepancies=2),
)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("size", "acb"), ("latest", "cab"), ("earliest", "cab"), ("title", "abc"), ("discrepancies", "bca")],
)
def test_every_order_has_the_unknown_last(sort: Any, expected: str) -> None:
    found = choose_stories(STORIES, StoriesWanted(), sort=sort)

    assert expected == "".join(one.line.id for one in found.entries)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2031-05-05", "", "c"),
        ("", "2031-04", "c"),
        ("2031-05", "2031-05", "ac"),
        ("2031-05-10", "", ""),
        ("2032", "", ""),
    ],
)
def test_a_story_is_within_days_that_it_touches(since: str, until: str, expected: str) -> None:
    """One whose days are unknown is within none."""
    found = choose_stories(STORIES, StoriesWanted(since=since, until=until), sort="title")

    assert expected == "".join(one.line.id for one in found.entries)
