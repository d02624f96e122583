"""Search finds what was said and the articles, narrows both, and breaks on nothing that anybody types."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from sayso.publish.collection import Collection

Data = Callable[..., Any]


def words(answer: Any) -> list[str]:
    """What was said, as it is found."""
    return [line["words"] for line in answer["lines"]["found"]]


def test_what_was_said_is_found_with_its_words_marked_and_linked(data: Data, collection: Collection) -> None:
    [line] = data("/search", q="pumps")["lines"]["found"]
    article = collection.store.article(line["article"]["id"])

    assert ["Pumps"] == [line["words"][mark["start"] : mark["end"]] for mark in line["marks"]]
    assert ["Pumps"] == [article.text[hit["start"] : hit["end"]] for hit in line["hits"]]
    assert f"?at={line['start']}-{line['end']}" in line["link"]


def test_words_in_quotation_marks_stand_side_by_side(data: Data) -> None:
    assert 1 == data("/search", q="“all of them”")["lines"]["total"]
    assert 0 == data("/search", q="“them of all”")["lines"]["total"]


def test_articles_are_found_by_words_outside_what_was_said(data: Data) -> None:
    answer = data("/search", q="tannery")
    [first, *_] = answer["articles"]["found"]

    assert (0, 4, "articles") == (answer["lines"]["total"], answer["articles"]["total"], answer["part"])
    assert ["tannery"] == [
        place["words"][mark["start"] : mark["end"]] for place in first["places"] for mark in place["marks"]
    ]


def test_a_name_finds_its_actor_on_top(data: Data) -> None:
    [found] = data("/search", q="penn")["actors"]

    assert ("Orla Penn", 2) == (found["name"], found["utterances"])


def test_whoever_types_a_name_hears_what_the_actor_said(data: Data) -> None:
    answer = data("/search", q="penn")
    told = answer["said_by"]

    assert ("Orla Penn", 3) == (told["name"], told["total"])
    assert {"Orla Penn"} == {actor["name"] for line in told["lines"] for actor in line["actors"]}
    assert not {line["attribution"] for line in told["lines"]} & {
        line["attribution"] for line in answer["lines"]["found"]
    }
    assert data("/search", q="tannery")["said_by"] is None
    assert data("/search", q="penn", speaker="Orla Penn")["said_by"] is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"outlet": "Vega TV"}, 3),
        ({"outlet": "vega tv", "q": "dyke"}, 1),
        ({"outlet": "unknown"}, 1),
        ({"speaker": "Orla Penn"}, 3),
        ({"speaker": "Penn", "all_acts": "1"}, 4),
        ({"act": "intention"}, 1),
        ({"kind": "indirect"}, 5),
        ({"state": "checked"}, 0),
        ({"since": "2031-06"}, 1),
        ({"until": "2031-05-01"}, 1),
        ({"since": "2031-05-02", "until": "2031-05", "when": "published"}, 3),
        ({"when": "said", "since": "2031"}, 1),
        ({"channel": "unknown", "language": "unknown", "speaker": "nobody at all"}, 0),
    ],
)
def test_filters_narrow_what_was_said(data: Data, query: dict[str, str], expected: int) -> None:
    assert expected == data("/search", **query)["lines"]["total"]


def test_facets_count_and_say_which_is_on(data: Data) -> None:
    facets = {one["name"]: one["values"] for one in data("/search", outlet="Vega TV")["facets"]}

    assert [("Vega TV", 3, True)] == [(one["words"], one["count"], one["on"]) for one in facets["outlet"]]
    assert ["Orla Penn", "Ministry of Quays"] == [one["words"] for one in facets["speaker"]]


def test_intentions_are_counted_and_left_out(data: Data) -> None:
    answer = data("/search", q="rain")

    assert (0, 1) == (answer["lines"]["total"], answer["left_out"])


def test_lines_are_sorted_by_day_on_request(data: Data) -> None:
    newest = words(data("/search", speaker="Penn", sort="newest"))

    assert "Nobody asked us." == newest[0]
    assert newest[::-1] == words(data("/search", speaker="Penn", sort="oldest"))


def test_parts_of_a_long_answer_add_up(data: Data) -> None:
    parts = [words(data("/search", speaker="Penn", size=1, page=page)) for page in (1, 2, 3)]

    assert words(data("/search", speaker="Penn")) == [line for part in parts for line in part]


def test_what_nobody_said_says_what_to_do(client: TestClient) -> None:
    assert "Try fewer words" in client.get("/search", params={"q": "zanzibar"}).text
    assert "Type words, a name" in client.get("/search").text
    assert "There is no word in" in client.get("/search", params={"q": "“ ” --"}).text


def test_a_filter_that_is_none_is_refused_with_what_there_is(client: TestClient) -> None:
    assert 400 == client.get("/search", params={"since": "yesterday"}).status_code
    assert "accusation" in client.get("/search", params={"act": "shout"}).text


HOSTILE = st.text(st.sampled_from("abAB\"'“”«»()*:^-+{}[]~\\\0\n\u202e😀é NEARORT<>&%;"), max_size=60)


@given(HOSTILE, st.sampled_from(["q", "speaker", "outlet", "story", "channel", "language"]))
@settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nothing_that_is_typed_breaks_it(client: TestClient, typed: str, where: str) -> None:
    assert 200 == client.get("/search", params={where: typed}).status_code


def test_a_pasted_book_is_cut_and_says_so(client: TestClient) -> None:
    assert "Only the first 32 words" in client.get("/search", params={"q": "dyke " * 200}).text


def test_programs_narrow_a_search_for_articles_too(collection: Collection) -> None:
    def titles(**narrowed: Any) -> list[str]:
        return sorted(str(found.article.title) for found in collection.search("tannery", **narrowed).found)

    assert ["Dolmin under water", "Pumps for Dolmin"] == titles(outlet="vega tv")
    assert titles() == titles(story=collection.stories()[0].id)
    assert [] == titles(language="de")
