"""What reports tell differently and alike, timeline, positions and wording in an export: with words, and in its voice."""

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sayso.publish.export.compared import (
    exported_agreements,
    exported_discrepancies,
    exported_positions,
    exported_timeline,
    exported_wording,
)
from sayso.publish.export.document import export_json
from sayso.publish.export.exported import Exported
from sayso.publish.export.json_schema import json_schema
from sayso.records import (
    Evidence,
)
from sayso.store.protocol import Store


def test_the_document_fits_its_schema(told: Store) -> None:
    """With every list filled, and twice the same bytes."""
    text = "".join(export_json(told))
    document = json.loads(text)
    Draft202012Validator(json_schema("export")).validate(document)

    assert text == "".join(export_json(told))
    assert [2, 1, 2, 1, 3] == [
        len(document[name]) for name in ("discrepancies", "agreements", "timeline", "positions", "wording")
    ]


def test_every_place_slices_its_words_out_of_its_article(told: Store) -> None:
    """Whatever list it stands in, context included."""
    document = json.loads("".join(export_json(told)))
    texts = {article["id"]: article["text"] for article in document["articles"]}
    places = [
        place
        for name in ("agreements", "timeline", "wording")
        for item in document[name]
        for place in item["evidence"]
    ]
    places += [member["words"] for item in document["positions"] for member in item["members"]]
    places += [
        place for item in document["discrepancies"] for value in item["values"] for place in value["evidence"]
    ]
    places += [{"article": place["article"]} | place["context"] for place in places if "context" in place]

    assert 13 <= len(places)
    assert [] == [
        place for place in places if place["text"] != texts[place["article"]][place["start"] : place["end"]]
    ]


def test_a_claim_stays_a_claim(told: Store) -> None:
    """The voice stands beside each place, and an event that somebody tells is attributed to them."""
    (day, number) = sorted(exported_discrepancies(_all(told)), key=lambda item: item["slot"])
    events = list(exported_timeline(_all(told)))

    assert ["own", "own"] == [value["evidence"][0]["voice"] for value in day["values"]]
    assert {("attributed", "the coast guard"), ("own", None), ("attributed", "Ola Brandt")} == {
        (place["voice"], place["speaker"]) for value in number["values"] for place in value["evidence"]
    }
    assert [("own", None, "2031-06-30"), ("attributed", "Ola Brandt", None)] == [
        (one["voice"], one["speaker"], (one["date"] or {}).get("earliest")) for one in events
    ]


def test_what_stands_in_a_voice_that_is_left_out_is_left_out(told: Store) -> None:
    """With no attribution sure enough: a side without words is none, an event without a teller is none."""
    what = _all(told, sure=set())

    assert ["date"] == [item["slot"] for item in exported_discrepancies(what)]
    assert ["own"] == [item["voice"] for item in exported_timeline(what)]
    assert [] == list(exported_positions(what))
    assert 1 == len(list(exported_agreements(what)))
    assert {"own"} == {item["voice"] for item in exported_wording(what)}


def test_a_position_without_a_sure_label_has_none(told: Store) -> None:
    """Its utterances must do, with the day on which they were said."""
    (position,) = exported_positions(_all(told))

    assert (None, "clear the river", "2031-07-03", 1) == (
        position["stance"],
        position["proposition"],
        position["latest"],
        len(position["utterances"]),
    )


def test_a_span_that_does_not_fit_is_told(told: Store, make_store: Any) -> None:
    """A broken row is an error, or is told to whoever listens."""
    (row, *_) = told.rows(Evidence)
    broken = make_store(told, replace(row, id="b" * 16, end=10_000))
    heard: list[tuple[str, str]] = []

    with pytest.raises(ValueError, match="does not fit"):
        list(exported_discrepancies(_all(broken)))
    list(exported_discrepancies(_all(broken, tell=lambda what, why: heard.append((what, why)))))

    assert 1 == len(heard)
    assert "does not fit" in heard[0][1]


def _all(store: Store, **options: Any) -> Exported:
    return Exported(store=store, outlets={one.id: one.outlet for one in store.articles()}, **options)
