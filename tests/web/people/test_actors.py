"""Actors have pages; passers-by have none, not even in a list."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.publish.collection import Collection
from sayso.records import ActorMember

Data = Callable[..., Any]
Actor = Callable[[str], str]


def names(answer: Any) -> list[str]:
    """Who is listed."""
    return [one["name"] for one in answer["actors"]]


def test_those_who_speak_are_listed_those_who_say_most_first(data: Data) -> None:
    assert ["Orla Penn", "Ministry of Quays"] == names(data("/actors"))
    assert ["a pump driver"] == names(data("/actors", type="unnamed"))


def test_bodies_that_are_only_named_are_listed_on_request_and_people_never(data: Data, actor: Actor) -> None:
    everybody = names(data("/actors", mentioned="1", type="")) + names(
        data("/actors", type="person", mentioned=1)
    )

    assert "Quay Board" in everybody
    assert "Tam Brook" not in everybody
    assert 1 == data("/actor/" + actor("Quay Board"))["actor"]["articles"]


@pytest.mark.parametrize("ending", ["", ".json"])
def test_a_passer_by_has_no_page_and_the_answer_says_why(
    client: TestClient, actor: Actor, ending: str
) -> None:
    answer = client.get(f"/actor/{actor('Tam Brook')}{ending}")

    assert 404 == answer.status_code
    assert "only named in a report" in answer.text
    assert "Tam Brook" not in answer.text


def test_a_passer_by_is_not_found_by_name_either(data: Data) -> None:
    assert [] == data("/search", q="Tam Brook")["actors"]
    assert [] == data("/actors", q="brook", mentioned="1")["actors"]


@pytest.mark.parametrize("asked", ["orla", "PENN", "penn orla", "or pe"])
def test_any_spelling_finds_an_actor(data: Data, asked: str) -> None:
    assert ["Orla Penn"] == names(data("/actors", q=asked))


def test_a_mistyped_name_is_answered_with_those_written_nearly_so(data: Data) -> None:
    answer = data("/actors", q="Orla Pennn")

    assert [] == answer["actors"]
    assert ["Orla Penn"] == [one["name"] for one in answer["similar"]]


def test_an_outlet_narrows_the_list(data: Data) -> None:
    assert ["Orla Penn"] == names(data("/actors", outlet="Inland Post"))


def test_utterances_stand_under_the_day_on_which_they_were_said_else_came_out(
    data: Data, actor: Actor
) -> None:
    answer = data("/actor/" + actor("Orla Penn"))
    told = [(one["day_words"], len(one["lines"])) for one in answer["utterances"]]

    assert [("said 2031-05-01", 2), ("published 2031-06-04, day said unknown", 1)] == told
    assert 1 == answer["left_out"]
    assert all("Orla Penn said" in line["text"] for one in answer["utterances"] for line in one["lines"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"outlet": "Inland Post"}, 1),
        ({"act": "intention"}, 1),
        ({"all_acts": "1"}, 3),
        ({"state": "disputed"}, 0),
        ({"since": "2031-06"}, 1),
    ],
)
def test_utterances_are_narrowed(data: Data, actor: Actor, query: dict[str, str], expected: int) -> None:
    assert expected == data("/actor/" + actor("Orla Penn"), **query)["paging"]["total"]


def test_every_place_of_a_name_holds_exactly_the_name(
    data: Data, actor: Actor, collection: Collection
) -> None:
    [name] = data("/actor/" + actor("Orla Penn"), part="names")["names"]
    cut = {
        collection.store.article(place["article"]).text[place["start"] : place["end"]]
        for use in name["articles"]
        for place in use["places"]
    }

    assert {"Orla Penn"} == cut
    assert (4, 3) == (name["count"], len(name["articles"]))


def test_places_carry_what_a_review_needs(client: TestClient, actor: Actor) -> None:
    page = client.get(f"/actor/{actor('Orla Penn')}", params={"part": "names"}).text

    assert 'data-mention="' in page
    assert f'data-actor="{actor("Orla Penn")}"' in page


def test_an_entity_that_is_part_of_an_actor_leads_to_it(
    client: TestClient, actor: Actor, collection: Collection
) -> None:
    penn = actor("Orla Penn")
    [other, *_] = [
        row.entity for row in collection.store.rows(ActorMember) if row.actor == penn and row.entity != penn
    ]

    for asked in (other, penn[:8]):
        moved = client.get(f"/actor/{asked}")
        assert (307, f"/actor/{penn}") == (moved.status_code, moved.headers["location"])
    assert f"/actor/{penn}.json" == client.get(f"/actor/{other}.json").headers["location"]


def test_reasons_why_it_is_one_are_told(data: Data, actor: Actor) -> None:
    answer = data("/actor/" + actor("Orla Penn"), part="one")

    assert answer["links"]
    assert all(link["reasons"] for link in answer["links"])


def test_what_a_reviewer_decides_shows_at_once(data: Data, actor: Actor, collection: Collection) -> None:
    data("/actor/" + actor("Orla Penn"), part="one")
    collection.review("Orla Penn", "Ministry of Quays", same=False, by="Ada")
    answer = data("/actor/" + actor("Orla Penn"), part="one")

    assert ["Ada"] == [review["by"] for review in answer["reviews"]]


@pytest.mark.parametrize("part", ["positions", "called", "silent"])
def test_a_part_without_anything_says_so(client: TestClient, actor: Actor, part: str) -> None:
    page = client.get(f"/actor/{actor('Orla Penn')}", params={"part": part})

    assert 200 == page.status_code
    assert 'class="empty"' in page.text


def test_nobody_has_no_page(client: TestClient) -> None:
    assert 404 == client.get("/actor/nobody").status_code
