"""What reports of a story tell, asked over the interface: every item can be quoted alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

Get = Callable[..., Any]
TOLD = ("discrepancies", "agreements", "timeline", "positions", "wording")
STATES = ("unreviewed", "checked by a reviewer", "disputed between reviewers")


@pytest.fixture(scope="module")
def story(reading: TestClient) -> str:
    """The id of the sample story."""
    return str(reading.get("/api/v1/stories").json()["items"][0]["id"])


def places(value: Any) -> Iterator[Any]:
    """Every place with a voice within a value."""
    if isinstance(value, list):
        for one in value:
            yield from places(one)
    if isinstance(value, dict):
        if "voice" in value and "article" in value:
            yield value
        for one in value.values():
            yield from places(one)


@pytest.mark.parametrize("what", TOLD)
def test_every_place_tells_its_voice_outlet_and_state_before_its_words(
    get: Get, story: str, what: str
) -> None:
    found = get(f"/stories/{story}/{what}", limit=200)
    assert found["count"] == len(found["items"]) > 0
    seen = 0
    for item in found["items"]:
        assert not item["text"] or "as rendered by" in item["text"]
        for place in places(item):
            lead, _, words = place["text"].partition("): ")
            assert words == " ".join(place["words"].split())
            assert "as rendered by" in lead
            assert lead.endswith(STATES)
            assert place["voice"] == "own" or place["attribution"]
            seen += 1
    assert seen


@pytest.mark.parametrize("what", TOLD)
def test_places_are_exact(get: Get, story: str, what: str) -> None:
    texts: dict[str, str] = {}
    for item in get(f"/stories/{story}/{what}", limit=5)["items"]:
        for place in places(item):
            article = place["article"]
            texts.setdefault(article, get(f"/articles/{article}")["text"])
            assert place["words"] == texts[article][place["start"] : place["end"]]


@pytest.mark.parametrize("what", TOLD)
def test_reviewed_only_leaves_out_what_nobody_checked(get: Get, story: str, what: str) -> None:
    found = get(f"/stories/{story}/{what}", reviewed_only=True)
    assert ([], 0) == (found["items"], found["count"])
    assert found["left_out"]["unchecked"] == get(f"/stories/{story}/{what}")["count"]


def test_a_checked_event_keeps_only_the_places_that_were_checked(writing: TestClient, story: str) -> None:
    address = f"/api/v1/stories/{story}/timeline"
    events = writing.get(address, params={"limit": 200}).json()["items"]
    place = next(one for event in events for one in places(event) if one["attribution"])
    sent = {"action": "confirm", "target": place["attribution"], "by": "Ines Talle"}
    assert 201 == writing.post("/api/v1/reviews", json=sent).status_code
    found = writing.get(address, params={"reviewed_only": "true", "limit": 200}).json()
    told = [one for event in found["items"] for one in places(event)]
    assert {place["attribution"]} == {one["attribution"] for one in told}
    assert all("checked by a reviewer" in event["text"] for event in found["items"])


def test_a_discrepancy_tells_both_sides_and_no_verdict(get: Get, story: str) -> None:
    for item in get(f"/stories/{story}/discrepancies", limit=200)["items"]:
        assert len(item["values"]) - 1 == item["text"].count(" — BUT — ")
        assert item["text"].endswith("nothing here says which is so]")
        assert "unreviewed" == item["review_state"]


def test_an_agreement_says_that_it_confirms_nothing(get: Get, story: str) -> None:
    for item in get(f"/stories/{story}/agreements", limit=200)["items"]:
        assert item["text"].endswith("repeated, which confirms nothing]")


def test_shared_text_and_sources_are_told_without_a_verdict(get: Get, story: str) -> None:
    texts = get(f"/stories/{story}/passages")["items"]
    assert texts
    assert all(one["text"].startswith("Text shared by ") for one in texts)
    rows = get(f"/stories/{story}/sources")
    assert rows["count"] == len(rows["items"]) == get(f"/stories/{story}")["articles"].__len__()
    told = str(texts) + str(rows)
    assert not any(word in told.lower() for word in ("plagiar", "credible", "copied from"))
