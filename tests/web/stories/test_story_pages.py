"""The pages of a story: what each tells, that the JSON beside it is the answer of the command line, and its words."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.publish.collection import Collection
from sayso.publish.export.comparison_answers import comparisons_json
from sayso.publish.export.position_answers import positions_json
from sayso.publish.export.source_answers import sources_json
from sayso.publish.export.timeline_answers import timeline_json
from sayso.publish.views.discrepancies import comparisons
from sayso.publish.views.reading_order import in_order
from sayso.web.pages.story_frame import TABS

Ask = Callable[[str], Any]
ADDRESSES = [f"/{tab}" if tab else "" for tab, _ in TABS]


def places(value: Any) -> Iterator[dict[str, Any]]:
    """Every place with its own words anywhere in an answer."""
    if isinstance(value, dict):
        if {"article", "start", "end", "text"} <= set(value) and isinstance(value["article"], str):
            yield value
        for inner in value.values():
            yield from places(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from places(inner)


def within(small: Any, large: Any) -> bool:
    """Whether an answer has everything that another one has, each list in any order and perhaps with more in it."""
    if isinstance(small, dict):
        return isinstance(large, dict) and all(
            key in large and within(small[key], large[key]) for key in small
        )
    if isinstance(small, list):
        return isinstance(large, list) and all(any(within(one, other) for other in large) for one in small)
    return bool(small == large)


@pytest.mark.parametrize("tab", ADDRESSES)
def test_every_tab_has_a_page_that_runs_nothing_of_its_own(tab: str, page: Ask, story: str) -> None:
    """The policy of the pages forbids scripts and styles in them; data for a chart is no script."""
    html = page(tab)

    assert html.count("<h1") == 1
    assert f'href="{story}{tab}" aria-current="page"' in html
    assert [] == re.findall(r"<script(?![^>]*(?: src=|type=\"application/json\"))", html)
    assert [] == re.findall(r"<style|\sstyle=|\son\w+=", html)
    assert "None</" not in html


@pytest.mark.parametrize("tab", ADDRESSES)
def test_every_place_has_the_words_that_stand_there(tab: str, data: Ask, texts: dict[str, str]) -> None:
    found = [one for one in places(data(tab)) if not one["text"].endswith("…")]

    assert [] == [
        one
        for one in found
        if " ".join(texts[one["article"]][one["start"] : one["end"]].split()) != " ".join(one["text"].split())
    ]


@pytest.mark.parametrize("tab", ADDRESSES)
def test_what_is_shown_leads_to_an_article_and_the_very_words(
    tab: str, page: Ask, texts: dict[str, str]
) -> None:
    """Every link to words names offsets within the text that it leads to."""
    found = re.findall(r'href="/article/(\w+)\?at=(\d+)-(\d+)', page(tab))

    assert found or tab == "/dossier"  # which asks what the file is to hold
    assert [] == [one for one in found if not 0 <= int(one[1]) < int(one[2]) <= len(texts[one[0]])]


def test_an_unknown_story_is_not_found(client: TestClient) -> None:
    assert [404, 404] == [
        client.get(address).status_code for address in ("/story/nope", "/story/nope/said.json")
    ]


def test_the_overview_counts_what_the_tabs_hold(data: Ask) -> None:
    """No figure is made up for the first page."""
    seen, counts = data(""), data("")["counts"]

    assert counts["articles"] == len(seen["articles"]) == 9
    assert counts["discrepancies"] == data("/discrepancies")["all"]
    assert counts["utterances"] == data("/said")["all"]
    assert counts["repeated"] == data("/said?several=1")["paging"]["total"]
    assert counts["shared_texts"] == data("/shared")["paging"]["total"]
    assert [str(number) for number in range(1, 10)] == [str(one["number"]) for one in seen["articles"]]


def test_what_most_carry_is_told_with_its_bounds(data: Ask, page: Ask) -> None:
    carried = data("")["most_carried"]

    assert [len(one["articles"]) for one in carried] == sorted(
        (len(one["articles"]) for one in carried), reverse=True
    )
    assert "3 articles · at least 1, at most 3 textual sources" in {one["carried_words"] for one in carried}
    assert "at least 1, at most 3 textual sources" in page("")


def test_an_article_without_an_outlet_or_a_date_says_so(data: Ask, page: Ask) -> None:
    (clipping,) = (one for one in data("")["articles"] if one["outlet"] is None)

    assert clipping["published_words"] == "date unknown"
    assert "outlet unknown" in page("")
    assert "date unknown" in page("")


def test_the_timeline_is_the_answer_of_the_command_line(sample: Collection, data: Ask) -> None:
    view = sample.timeline()
    told = timeline_json(sample.store, view, view.events, in_order(sample.store.articles()))

    assert within(told["timeline"], data("/timeline?all=1&size=200")["timeline"])


def test_a_claim_stays_what_somebody_said(data: Ask, page: Ask) -> None:
    """Every event that only an attribution holds is shown behind the words "X said"."""
    events = data("/timeline")["timeline"]
    claims = [one for one in events if one["voice"] == "attributed"]

    assert claims
    assert [] == [one for one in claims if " said" not in one["voice_words"]]
    assert [] == [one for one in events if one["voice"] == "own" and one["voice_words"]]
    assert [] == [one for one in claims if f"<bdi>{one['voice_words']}</bdi>" not in page("/timeline")]
    assert all(one["evidence"][0]["attribution"] in data("/timeline")["lines"] for one in claims)


def test_what_is_to_come_and_what_did_not_happen_is_told_as_that(page: Ask) -> None:
    assert "told as still to come" in page("/timeline")
    assert "told as what did not happen" in page("/timeline")


def test_the_timeline_is_narrowed_by_actor_and_outlet(data: Ask, client: TestClient, story: str) -> None:
    orvek = data("/timeline?actor=Orvek")["timeline"]
    lisk = data("/timeline?outlet=Radio+Lisk")

    assert 0 < len(orvek) < len(data("/timeline")["timeline"])
    (outlet,) = {lisk["articles"][one["evidence"][0]["article"]]["outlet"] for one in lisk["timeline"]}
    assert outlet == "Radio Lisk"
    assert client.get(f"{story}/timeline?outlet=Nobody").status_code == 404


def test_discrepancies_are_the_answer_of_the_command_line(sample: Collection, data: Ask) -> None:
    told = comparisons_json(sample.store, comparisons(sample.store, sample.stories()[0]))
    shown = data("/discrepancies")

    assert [one["id"] for one in shown["discrepancies"]] == [one.id for one in sample.discrepancies()]
    assert {"id", "slot", "class", "level", "about", "values", "score", "why"} <= set(
        shown["discrepancies"][0]
    )
    assert within(
        [{"id": one["id"], "values": one["values"]} for one in told["discrepancies"]], shown["discrepancies"]
    )
    assert within(told["agreements"], shown["agreements"])


def test_sides_stand_side_by_side_with_their_words_marked(data: Ask, page: Ask) -> None:
    """Each side names its value, how many articles have it, and shows the words in their context."""
    html, found = page("/discrepancies"), data("/discrepancies")["discrepancies"]

    for one in found:
        assert f'data-discrepancy="{one["id"]}"' in html
        assert len(one["values"]) > 1
        for value in one["values"]:
            words = value["evidence"][0]["text"]
            assert f"<mark>{words.replace('&', '&amp;')}</mark>" in html
    assert all(f'href="/review/discrepancy/{one["id"]}"' in html for one in found)
    assert "which of them is so" in html


def test_discrepancies_are_narrowed(data: Ask, client: TestClient, story: str) -> None:
    assert {"number"} == {one["slot"] for one in data("/discrepancies?slot=number")["discrepancies"]}
    assert {"naming"} == {one["class"] for one in data("/discrepancies?kind=naming")["discrepancies"]}
    assert [] == data("/discrepancies?state=disputed")["discrepancies"]
    refused = client.get(f"{story}/discrepancies?slot=truth")
    assert (400, True) == (refused.status_code, "truth" in refused.text)


def test_repeated_is_never_called_confirmed(page: Ask, data: Ask) -> None:
    agreed = data("/discrepancies")["agreements"]

    assert agreed
    assert all(one["agreement_words"].endswith("repeated, not confirmed") for one in agreed)
    assert "repeated, which does not confirm it" in page("/discrepancies")


def test_said_lines_carry_speaker_basis_outlet_and_state(data: Ask, page: Ask) -> None:
    """No words stand there without all of it, and accusations of inferred speakers are headed so."""
    html, shown = page("/said"), data("/said")["utterances"]
    lines = [line for one in shown for line in one["renderings"]]

    assert len(lines) == html.count('<article class="line')
    assert all(line["speaker"] and line["basis_words"] and line["review_state"] for line in lines)
    assert sum(line["unchecked"] for line in lines) == html.count("speaker inferred, unchecked")


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("several=1", lambda one: len(one["articles"]) > 1),
        ("act=denial", lambda one: any(line["speech_act"] == "denial" for line in one["renderings"])),
        ("channel=none", lambda one: any(line["channel_kind"] is None for line in one["renderings"])),
        (
            "state=unreviewed",
            lambda one: any(line["review_state"] == "unreviewed" for line in one["renderings"]),
        ),
        (
            "outlet=Radio+Lisk",
            lambda one: any(line["article"]["outlet"] == "Radio Lisk" for line in one["renderings"]),
        ),
        ("speaker=Orvek", lambda one: "Orvek" in one["speaker"]),
    ],
)
def test_what_was_said_is_narrowed(query: str, fits: Callable[[Any], bool], data: Ask) -> None:
    whole, narrowed = data("/said?size=200")["utterances"], data(f"/said?size=200&{query}")["utterances"]

    assert {one["id"] for one in whole if fits(one)} == {one["id"] for one in narrowed}
    assert narrowed


def test_intentions_are_shown_when_they_are_asked_for(data: Ask) -> None:
    usual, with_them = data("/said"), data("/said?all_acts=1")

    assert with_them["all"] == usual["all"] + usual["left_out_acts"]
    assert with_them["left_out_acts"] == 0


def test_parts_of_a_list_make_the_whole(data: Ask) -> None:
    whole = [one["id"] for one in data("/said?size=200")["utterances"]]
    first = data("/said?size=50")
    parts = [
        one["id"]
        for number in range(1, first["paging"]["pages"] + 1)
        for one in data(f"/said?size=50&page={number}")["utterances"]
    ]

    assert whole == parts
    assert first["paging"]["pages"] > 1


def test_shared_text_names_whose_words_it_is(data: Ask, page: Ask) -> None:
    """What somebody said stays theirs in text that is shared, and stated times alone show an order and no way."""
    texts = data("/shared")["texts"]
    told = [
        place
        for text in texts
        for place in text["places"]
        if place["voices"] and place["voices"][0]["all_of_it"]
    ]
    ways = [(way["basis"], pair["words"]) for text in texts for way in text["ways"] for pair in way["pairs"]]

    assert told
    assert all(" said" in voice["words"] for place in told for voice in place["voices"])
    assert all("earlier than" in words for basis, words in ways if basis == "times")
    assert "plagiar" not in page("/shared").lower()


def test_the_matrix_has_a_number_for_both_articles_of_each_pair(data: Ask) -> None:
    shared = data("/shared")
    pairs = {(one["article"], one["other"]) for one in shared["matrix"]["pairs"]}

    assert pairs == {(other, one) for one, other in pairs}
    assert all(one["words"] > 0 for one in shared["matrix"]["pairs"])
    assert {one for pair in pairs for one in pair} <= set(shared["matrix"]["articles"])


def test_positions_are_the_answer_of_the_command_line(sample: Collection, data: Ask, page: Ask) -> None:
    told = positions_json(sample.store, sample.positions(), list(sample.store.articles()))

    assert within(told["positions"], data("/positions")["positions"])
    assert all(one["speaker"] in page("/positions") for one in told["positions"])
    assert data("/positions?actor=Cherenov")["positions"]
    assert [] == data("/positions?actor=Marenko")["positions"]


@pytest.mark.parametrize("part", ["actors", "deeds", "choices", "cues"])
def test_wording_has_a_part_for_each_kind_of_words(part: str, data: Ask, page: Ask) -> None:
    found = data(f"/wording?part={part}")

    assert (part, len(found["rows"])) == (found["part"], min(12, found["paging"]["total"]))
    assert found["paging"]["total"] == next(one["count"] for one in found["parts"] if one["part"] == part)
    assert page(f"/wording?part={part}").count('<section class="wording">') == len(found["rows"])


def test_the_source_sheet_is_the_answer_of_the_command_line(sample: Collection, data: Ask) -> None:
    sheet = sample.sources()

    assert within(sources_json(sheet, sheet.rows)["sources"], data("/sources")["sources"])


def test_a_part_of_the_sheet_is_as_in_the_whole(data: Ask) -> None:
    """The rows of one page are read alone, and say the same."""
    whole = data("/sources")["sources"]

    assert whole[4:8] == data("/sources?size=4&page=2")["sources"]


def test_the_json_of_every_tab_can_be_kept(client: TestClient, story: str) -> None:
    """It is plain JSON, the same each time."""
    for tab in ADDRESSES:
        one, two = (client.get(f"{story}{tab}.json").content for _ in range(2))
        assert one == two
        assert json.loads(one)["story"] in story
