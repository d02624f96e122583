"""Actors and outlets of the sample story: what only a full reading tells, positions, words for somebody, credits."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.publish.collection import Collection

Cut = Callable[[dict[str, Any]], str]


@pytest.fixture
def cut(sample: Collection) -> Cut:
    """The words at a place."""
    return lambda place: sample.store.article(place["article"]).text[place["start"] : place["end"]]


def test_every_actor_and_every_part_opens(client: TestClient, sample: Collection) -> None:
    parts = ("said", "names", "positions", "called", "one", "silent")
    for actor in sorted(sample.directory().actors)[::7]:
        for part in parts:
            assert 200 == client.get(f"/actor/{actor}", params={"part": part}).status_code, (actor, part)


def test_what_outlets_call_an_actor_stands_there_word_for_word(
    client: TestClient, sample: Collection, cut: Cut
) -> None:
    told = 0
    for known in sample.directory().actors.values():
        answer = client.get(f"/actor/{known.id}.json", params={"part": "called"}).json()
        for outlet in answer["outlets"]:
            for called in outlet["called"]:
                told += 1
                assert called["words"].casefold() in {
                    " ".join(cut(place).split()).casefold() for place in called["places"]
                }
    assert told > 20


def test_voices_are_never_mixed(client: TestClient, sample: Collection) -> None:
    for known in sample.directory().actors.values():
        for outlet in client.get(f"/actor/{known.id}.json", params={"part": "called"}).json()["outlets"]:
            pairs = [(called["words"].casefold(), called["voice"]) for called in outlet["called"]]
            assert len(pairs) == len(set(pairs))
            assert {voice for _, voice in pairs} <= {"own", "reported", "quoted"}


def test_each_stance_is_a_line_with_its_speaker_and_state(client: TestClient, sample: Collection) -> None:
    shown = [
        stance
        for known in sample.directory().actors.values()
        for position in client.get(f"/actor/{known.id}.json", params={"part": "positions"}).json()[
            "positions"
        ]
        for stance in position["shown"]
    ]

    assert shown
    assert all(stance["line"]["basis_words"] and stance["line"]["review_state"] for stance in shown)


def test_credits_of_an_outlet_are_its_own_words(client: TestClient, sample: Collection) -> None:
    found = 0
    for line in client.get("/outlets.json").json()["outlets"]:
        for credit in client.get(f"{line['link']}.json", params={"part": "shares"}).json()["credits"]:
            for place in credit["places"]:
                found += 1
                text = sample.store.article(place["id"]).text
                assert text[place["start"] : place["end"]] == place["words"]
    assert found


def test_what_an_outlet_calls_somebody_otherwise_is_not_more_or_less_of_the_same(client: TestClient) -> None:
    for line in client.get("/outlets.json").json()["outlets"]:
        for one in client.get(f"{line['link']}.json", params={"part": "calls"}).json()["called"]:
            own = {words["words"].casefold() for words in one["own"]}
            for other in one["others"]:
                assert own.isdisjoint(words["words"].casefold() for words in other["called"])
                assert other["outlet"] != line["name"]


def test_a_body_says_who_speaks_for_it(client: TestClient) -> None:
    [ministry] = client.get("/actors.json", params={"q": "ministry of water"}).json()["actors"]
    head = client.get(f"/actor/{ministry['id']}.json").json()["actor"]

    assert "Anders Kolvath" in {one["name"] for one in head["spoken_by"]}
