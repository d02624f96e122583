"""Outlets have pages; articles of which nobody said who published them have one together."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.publish.collection import Collection

Data = Callable[..., Any]


def test_all_are_listed_and_the_unknown_last(data: Data) -> None:
    assert [("Vega TV", 2), ("Inland Post", 1), (None, 1)] == [
        (one["name"], one["articles"]) for one in data("/outlets")["outlets"]
    ]
    assert ["Vega TV"] == [one["name"] for one in data("/outlets", q="veg")["outlets"]]


@pytest.mark.parametrize("asked", ["Vega TV", "vega tv", "unknown"])
def test_an_outlet_carries_its_articles_the_latest_first(data: Data, asked: str) -> None:
    answer = data(f"/outlet/{asked}")
    titles = {"unknown": ["A clipping"]}.get(asked, ["Pumps for Dolmin", "Dolmin under water"])

    assert titles == [article["title"] for article in answer["articles"]]


def test_it_quotes_speakers_with_verbs(data: Data) -> None:
    quoted = data("/outlet/Vega TV", part="quotes")["quoted"]

    assert [("Orla Penn", 2, [("say", 2)]), ("Ministry of Quays", 1, [("say", 1)])] == [
        (one["name"], one["utterances"], [(verb["verb"], verb["count"]) for verb in one["verbs"]])
        for one in quoted
    ]


def test_shared_text_is_told_with_its_way_and_never_as_copied(client: TestClient, data: Data) -> None:
    shared = {one["outlet"]: one for one in data("/outlet/Vega TV", part="shares")["shared"]}
    page = client.get("/outlet/Vega TV", params={"part": "shares"}).text.casefold()

    assert {"Inland Post", "Vega TV", None} == set(shared)
    assert {"earlier_there"} == {way["way"] for way in shared["Inland Post"]["ways"]}
    assert shared["Vega TV"]["own"]
    assert "plagiar" not in page
    assert "copied" not in page


def test_the_other_side_tells_the_same_way_from_there(data: Data) -> None:
    [shared] = [
        one for one in data("/outlet/Inland Post", part="shares")["shared"] if one["outlet"] == "Vega TV"
    ]

    assert {"earlier_here"} == {way["way"] for way in shared["ways"]}


def test_a_name_that_nobody_has_is_not_found(client: TestClient) -> None:
    assert 404 == client.get("/outlet/Nowhere News").status_code
    assert 404 == client.get("/outlet/a/b/c").status_code


def test_new_articles_show_at_once(data: Data, collection: Collection) -> None:
    data("/outlets")
    [article] = [one for one in collection.store.articles() if one.title == "A clipping"]
    collection.store.remove(article.id, reason="asked to")

    assert ["Vega TV", "Inland Post"] == [one["name"] for one in data("/outlets")["outlets"]]


def test_no_owner_is_made_up(client: TestClient) -> None:
    assert "not stated in the table of outlets" in client.get("/outlet/Vega TV").text
