"""One article as the JSON object that `sayso annotate` prints."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sayso.publish.export.annotated import article_json, said_by
from sayso.publish.export.json_schema import json_schema
from sayso.records import Attribution, Credit, Quantity, Speaker
from sayso.spans import Span
from sayso.stage import Bundle


def pieces(value: Any) -> Iterator[dict[str, Any]]:
    """Every span object in a document, wherever it stands."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from pieces(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pieces(inner)


def test_an_article_keeps_the_promised_keys_in_their_order(courier: Bundle) -> None:
    """The keys of version 1 come first and in the order of the schema."""
    shown = article_json(courier)

    assert list(shown) == [
        "id",
        "external_id",
        "path",
        "title",
        "outlet",
        "language",
        "completeness",
        "text",
        "published",
        "published_basis",
        "marks",
        "mentions",
        "entities",
        "attributions",
        "times",
        "quantities",
        "unread",
        "credits",
        "published_window",
        "published_doubt",
        "updated",
        "completeness_reason",
        "pubstatus",
    ]


def test_every_span_carries_exactly_its_own_words(courier: Bundle) -> None:
    """Offsets are code points: those after an emoji slice as those before it."""
    shown = article_json(courier)
    found = list(pieces(shown))

    assert len(found) >= 20
    assert [piece["text"] for piece in found] == [
        courier.article.text[piece["start"] : piece["end"]] for piece in found
    ]


def test_real_output_fits_the_schema(courier: Bundle, gazette: Bundle) -> None:
    """A full report and a bare one are both valid, with and without actors."""
    annotate = Draft202012Validator(json_schema("annotate"))

    for bundle in (courier, gazette):
        annotate.validate(article_json(bundle))
        annotate.validate(article_json(bundle, actors={}))


def test_an_attribution_joins_its_speaker_and_its_details(courier: Bundle) -> None:
    """Who, in what capacity, on which day: one object, though three stages wrote it."""
    first, second, _orphan = article_json(courier)["attributions"]

    assert first["speaker"]["name"] == "Mara Vint"
    assert {key: first["speaker"]["speaks_for"][key] for key in ("name", "capacity")} == {
        "name": "union",
        "capacity": "leader",
    }
    assert first["speaker"]["speaks_for"]["span"]["text"] == "union leader"
    assert first["speech_act"] == "announcement"
    assert tuple(first["said_on"][key] for key in ("text", "value", "basis")) == (
        "Friday",
        "2031-05-02",
        "stated",
    )
    assert second["speaker"]["basis"] == "surname"
    assert second["addressee"]["text"] == "the Elsin Courier"


def test_an_unknown_speaker_is_an_empty_name_without_an_entity(courier: Bundle) -> None:
    """Unknown is a value: the attribution stays, and nobody is put in its mouth."""
    orphan = article_json(courier)["attributions"][2]

    assert tuple(orphan["speaker"][key] for key in ("entity", "name", "mention")) == (None, "", None)
    assert orphan["source"] is None


def test_an_attribution_without_a_speaker_row_is_shown_as_unknown(courier: Bundle) -> None:
    """When the speakers stage failed on an article, its attributions still come out, and say so."""
    bundle = Bundle(courier.article, {Attribution: courier[Attribution]})
    shown = article_json(bundle)

    assert shown["attributions"][0]["speaker"]["reasons"] == ["no speaker was derived"]
    Draft202012Validator(json_schema("annotate")).validate(shown)


def test_a_mention_names_its_entity(courier: Bundle) -> None:
    """Both the full name and the surname lead to one entity."""
    shown = article_json(courier)

    assert {shown["entities"][0]["id"]} == {mention["entity"] for mention in shown["mentions"]}


def test_actors_are_named_only_where_a_collection_knows_them(courier: Bundle) -> None:
    """`annotate` has no collection and so no actor key; `export` has one on entities and speakers."""
    entity = article_json(courier)["entities"][0]["id"]
    shown = article_json(courier, actors={entity: "a" * 16})

    assert "actor" not in article_json(courier)["entities"][0]
    assert shown["entities"][0]["actor"] == "a" * 16
    assert [item["speaker"]["actor"] for item in shown["attributions"]] == ["a" * 16, "a" * 16, None]


def test_a_whole_number_is_written_as_one(courier: Bundle) -> None:
    """Forty cranes are 40, not 40.0."""
    assert str(article_json(courier)["quantities"][0]["value"]) == "40"


def test_a_number_that_is_no_float_is_written_too(courier: Bundle) -> None:
    """A stage may count in whole numbers, and a half stays a half."""
    (forty,) = courier[Quantity]
    bundle = Bundle(
        courier.article, {Quantity: (replace(forty, value=40), replace(forty, value=2.5, value_to=3.0))}
    )

    assert [(40, None), (2.5, 3)] == [
        (quantity["value"], quantity["value_to"]) for quantity in article_json(bundle)["quantities"]
    ]


def test_a_report_without_a_date_says_null(gazette: Bundle) -> None:
    """An unknown date is null, not an object of nulls."""
    assert article_json(gazette)["published"] is None


def test_a_speaker_without_a_name_is_called_unknown(courier: Bundle) -> None:
    """People read "unknown speaker", never an empty cell."""
    names = [said_by(speaker) for speaker in courier[Speaker]]

    assert names == ["Mara Vint", "Mara Vint", "unknown speaker"]
    assert said_by(None) == "unknown speaker"


def test_a_span_outside_the_text_is_refused(courier: Bundle) -> None:
    """A row that no text supports is an error, not a short slice."""
    attribution = courier[Attribution][0]
    broken = Bundle(courier.article, {Attribution: (attribution,)})
    object.__setattr__(attribution, "content", ((0, 9999),))

    with pytest.raises(ValueError, match="does not fit a text"):
        article_json(broken)


def test_a_credit_shows_its_words_its_reach_and_what_it_may_cover(courier: Bundle) -> None:
    """The reach beyond its own sentence is apart: it is a suggestion."""
    text = courier.article.text
    at, end = text.index("Wire"), text.index("\n“We")
    credit = Credit(
        id="c" * 16,
        article=courier.article.id,
        start=at,
        end=at + 4,
        kind="dateline",
        carrier="Wire",
        named=Span(at, at + 4),
        reach=Span(text.index("Dock"), end),
        wider=Span(end + 1, len(text)),
    )
    bundle = Bundle(courier.article, {**{kind: courier[kind] for kind in courier.kinds()}, Credit: (credit,)})
    (shown,) = article_json(bundle)["credits"]

    Draft202012Validator(json_schema("annotate")).validate(article_json(bundle))
    assert ("Wire", "dateline", "Wire") == (shown["text"], shown["kind"], shown["carrier"])
    assert shown["reach"]["text"].startswith("Dock workers")
    assert shown["wider"]["text"].startswith("“We have won")
