"""What was said, asked over the interface."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

Get = Callable[..., Any]


@pytest.fixture(scope="module")
def story(reading: TestClient) -> str:
    """The id of the sample story."""
    return str(reading.get("/api/v1/stories").json()["items"][0]["id"])


@pytest.mark.parametrize(("address", "asked"), [("/attributions", {}), ("/search", {"q": "dam"})])
def test_every_line_begins_with_speaker_basis_outlet_and_state(
    get: Get, address: str, asked: dict[str, str]
) -> None:
    found = get(address, **asked)["items"]
    assert len(found) > 5
    for line in found:
        lead, words = line["lead"], line["words"]
        assert line["text"] == f"{lead}: {words}"
        assert f"as rendered by {line['article']['outlet_words']}" in lead
        assert line["basis_words"] in lead
        assert line["review_state_words"] in lead
        assert line["speaker"] in lead or "an unknown speaker" in lead or line["actors"][1:]


def test_a_lines_spans_are_of_the_text(get: Get) -> None:
    line = get("/attributions", limit=1)["items"][0]
    article = get(f"/articles/{line['article']['id']}")
    for piece in line["content"]:
        assert piece["text"] == article["text"][piece["start"] : piece["end"]]
    assert line["attribution"] in {one["attribution"] for one in article["lines"]}


def test_lists_go_on_until_all_is_told_once(get: Get, reading: TestClient) -> None:
    whole = [one["attribution"] for one in get("/attributions", limit=200)["items"]]
    assert len(whole) == len(set(whole)) == get("/attributions")["count"]
    told, address = [], "/api/v1/attributions?limit=37"
    while address:
        answer = reading.get(address).json()
        told += [one["attribution"] for one in answer["items"]]
        address = answer["next"]
    assert whole == told


@pytest.mark.parametrize(
    ("name", "value", "holds"),
    [
        ("act", "accusation", lambda line: line["speech_act"] == "accusation"),
        ("act", "intention", lambda line: line["speech_act"] == "intention"),
        ("kind", "direct", lambda line: line["kind"] == "direct"),
        ("outlet", "Kessary Today", lambda line: line["article"]["outlet"] == "Kessary Today"),
        ("state", "unreviewed", lambda line: line["review_state"] == "unreviewed"),
        ("channel", "statement", lambda line: line["channel_kind"] == "statement"),
        ("q", '"the dam"', lambda line: "the dam" in line["words"].lower()),
    ],
)
def test_a_filter_keeps_what_answers_and_nothing_else(
    get: Get, name: str, value: str, holds: Callable[[Any], bool]
) -> None:
    found = get("/attributions", limit=200, **{name: value})
    assert found["items"]
    assert all(map(holds, found["items"]))
    everything = get("/attributions", limit=200)["items"]
    if name != "q":
        assert sum(map(holds, everything)) == found["count"]


def test_what_was_said_is_narrowed_by_days(get: Get) -> None:
    days = {
        line["article"]["published"]["earliest"][:10]
        for line in get("/attributions", since="2023-03-15")["items"]
    }
    assert days
    assert get("/attributions", since="2023-03-15")["count"] < get("/attributions")["count"]
    assert 0 == get("/attributions", since="2031-01-01")["count"]
    assert 0 == get("/attributions", since="2023-05-20", until="2023-03-01")["count"]


def test_an_actor_is_meant_by_id_by_its_beginning_and_by_name(get: Get) -> None:
    known = get("/actors", q="Marenko")["items"][0]
    counts = {
        get("/utterances", actor=asked)["count"] for asked in (known["id"], known["id"][:8], known["name"])
    }
    assert {known["utterances"]} <= counts
    assert len(counts) == 1


def test_a_story_is_meant_by_its_id_and_holds_all_there_is(get: Get, story: str) -> None:
    assert get("/utterances", story=story)["count"] == get("/utterances", story=story[:8])["count"]
    outside = get("/utterances")["count"] - get("/utterances", story=story)["count"]
    assert outside >= 0


def test_intentions_and_beliefs_are_left_out_of_utterances_and_counted(get: Get) -> None:
    plain, all_acts = get("/utterances"), get("/utterances", all_acts=True)
    assert plain["left_out"]["no_speech"] > 0
    assert plain["count"] < all_acts["count"]
    assert "left_out" in all_acts
    assert not all_acts["left_out"]


def test_an_utterance_has_all_its_renderings_whichever_of_them_is_named(get: Get) -> None:
    several = next(one for one in get("/utterances", limit=200)["items"] if len(one["renderings"]) > 2)
    for line in several["renderings"]:
        assert several["id"] == get(f"/utterances/{line['attribution']}")["id"]
    assert several["text"].startswith(several["renderings"][0]["text"])
    assert "one of" in several["text"]


def test_reviewed_only_leaves_out_what_nobody_checked_and_counts_it(writing: TestClient) -> None:
    def data(address: str) -> Any:
        return writing.get(f"/api/v1{address}").json()

    line = data("/attributions?limit=1&kind=direct")["items"][0]
    before = data("/attributions?reviewed_only=true")
    assert [] == before["items"]
    assert before["left_out"]["unchecked"] == data("/attributions")["count"]
    sent = {"action": "confirm", "target": line["attribution"], "by": "Ines Talle"}
    assert 201 == writing.post("/api/v1/reviews", json=sent).status_code
    after = data("/attributions?reviewed_only=true")
    assert [line["attribution"]] == [one["attribution"] for one in after["items"]]
    assert "checked by a reviewer" in after["items"][0]["lead"]
    assert after["left_out"]["unchecked"] == before["left_out"]["unchecked"] - 1
    assert 1 == data("/utterances?reviewed_only=true")["count"]
    assert 1 == len(data(f"/articles/{line['article']['id']}?reviewed_only=true")["lines"])
    other = data("/attributions?state=unreviewed&limit=1")["items"][0]["attribution"]
    assert 404 == writing.get(f"/api/v1/attributions/{other}?reviewed_only=true").status_code


@pytest.mark.parametrize(
    ("form", "kind"), [("text", "text/plain"), ("markdown", "text/markdown"), ("html", "text/html")]
)
def test_a_citation_comes_in_three_forms_with_its_local_link_last(
    reading: TestClient, get: Get, form: str, kind: str
) -> None:
    line = get("/attributions", limit=1)["items"][0]
    answer = reading.get(f"/api/v1/attributions/{line['attribution']}/citation", params={"format": form})
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
    assert answer.text == get(f"/attributions/{line['attribution']}/citation")[form]
    words = (line["article"]["outlet"], line["article"]["text_sha256"], "unreviewed", line["article"]["url"])
    assert all(one in answer.text for one in words)
    last = [one for one in answer.text.splitlines() if one.strip() and not one.startswith("</")][-1]
    assert "http://testserver/article/" in last


@pytest.mark.parametrize(
    "address",
    [
        "/attributions/0000000000000000",
        "/utterances/zip",
        "/utterances?actor=nobody at all",
        "/utterances?story=no such story",
        "/stories/no-such-story/timeline",
        "/articles/none",
        "/actors/none",
        "/outlets/none",
        "/outlets/none/with/slashes",
        "/reviews/none",
        "/nothing",
    ],
)
def test_what_is_not_there_is_a_problem_with_its_reason(reading: TestClient, address: str) -> None:
    answer = reading.get(f"/api/v1{address}")
    assert 404 == answer.status_code
    assert "application/problem+json" == answer.headers["content-type"]
    told = answer.json()
    assert (told["status"], told["title"]) == (404, "Not found")
    assert told["detail"]
