"""Web annotations fit the W3C model, and find their exact words in both ways."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sayso.publish.export.web_annotation import CONTEXT, annotation, export_annotations
from sayso.publish.views.lines import Line
from sayso.publish.views.renderings import Rendering
from sayso.publish.views.stories import find_story
from sayso.records import Article, Attribution
from sayso.spans import Span
from sayso.store.protocol import Store

IRI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$"}
PURPOSES = "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating".split()
MODEL: dict[str, Any] = {
    "$defs": {
        "agent": {
            "type": "object",
            "required": ["type"],
            "properties": {"id": IRI, "type": {"enum": ["Person", "Organization", "Software"]}},
        },
        "body": {
            "type": "object",
            "required": ["type", "value"],
            "properties": {
                "type": {"const": "TextualBody"},
                "value": {"type": "string"},
                "purpose": {"enum": PURPOSES},
                "language": {"type": "string"},
            },
        },
        "selector": {
            "oneOf": [
                {
                    "required": ["type", "exact"],
                    "properties": {
                        "type": {"const": "TextQuoteSelector"},
                        "exact": {"type": "string", "minLength": 1},
                        "prefix": {"type": "string"},
                        "suffix": {"type": "string"},
                    },
                    "additionalProperties": False,
                },
                {
                    "required": ["type", "start", "end"],
                    "properties": {
                        "type": {"const": "TextPositionSelector"},
                        "start": {"type": "integer", "minimum": 0},
                        "end": {"type": "integer", "minimum": 1},
                    },
                    "additionalProperties": False,
                },
            ]
        },
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": {
                    "type": "object",
                    "required": ["id"],
                    "properties": {
                        "id": IRI,
                        "type": {"enum": ["Dataset", "Image", "Video", "Sound", "Text"]},
                    },
                },
                "state": {"type": "object", "properties": {"id": IRI}},
                "selector": {"type": "array", "items": {"$ref": "#/$defs/selector"}},
            },
        },
        "annotation": {
            "type": "object",
            "required": ["id", "type", "target"],
            "properties": {
                "id": IRI,
                "type": {"const": "Annotation"},
                "motivation": {"enum": PURPOSES},
                "generator": {"$ref": "#/$defs/agent"},
                "body": {"type": "array", "items": {"$ref": "#/$defs/body"}},
                "target": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/target"}},
            },
            "additionalProperties": False,
        },
    },
    "type": "object",
    "required": ["@context", "id", "type", "first"],
    "properties": {
        "@context": {"const": CONTEXT},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "generator": {"$ref": "#/$defs/agent"},
        "first": {
            "required": ["id", "type", "items"],
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "partOf": IRI,
                "startIndex": {"type": "integer"},
                "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
            },
        },
    },
}
"""The parts of the Web Annotation Data Model (W3C Recommendation, 23 February 2017) that are written."""


def test_the_collection_fits_the_model(reviewed: Store) -> None:
    """All of it, and one story of it."""
    for pieces in (export_annotations(reviewed), export_annotations(reviewed, story=find_story(reviewed))):
        document = json.loads("".join(pieces))

        Draft202012Validator(MODEL).validate(document)
        assert 4 == len(document["first"]["items"])


def test_the_model_refuses_what_is_no_annotation(reviewed: Store) -> None:
    """So that the test above can fail."""
    document = json.loads("".join(export_annotations(reviewed)))
    document["first"]["items"][0]["target"][0]["selector"][0]["exact"] = ""

    assert not Draft202012Validator(MODEL).is_valid(document)


def test_both_selectors_lead_to_the_exact_words(reviewed: Store) -> None:
    """By code points, and by the words with what stands around them."""
    texts = {
        article.url or f"urn:sayso:article:{article.id}": article.text for article in reviewed.articles()
    }
    targets = [
        target
        for item in json.loads("".join(export_annotations(reviewed)))["first"]["items"]
        for target in item["target"]
    ]
    for target in targets:
        text = texts[target["source"]["id"]]
        quote, position = target["selector"]

        assert quote["exact"] == text[position["start"] : position["end"]]
        assert 1 == text.count(quote["prefix"] + quote["exact"] + quote["suffix"])


def test_the_body_begins_with_speaker_basis_outlet_and_review_state(reviewed: Store) -> None:
    """None can be quoted without them."""
    bodies = [
        [body["value"] for body in item["body"]]
        for item in json.loads("".join(export_annotations(reviewed)))["first"]["items"]
    ]
    described = {body[0] for body in bodies}

    assert any(
        body.startswith("Mara Vint")
        and "as rendered by Elsin Courier; checked by a reviewer): Dock workers" in body
        for body in described
    )
    assert any(
        "disputed between reviewers (Ria Sands confirmed it; Sol Quay rejected it" in body[3]
        for body in bodies
    )


@given(st.text(min_size=1, max_size=80), st.data())
def test_any_span_of_any_text_is_selected_exactly(text: str, data: st.DataObject) -> None:
    """Emoji, right-to-left letters, line ends."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    article = Article(id="a" * 16, revision="b" * 16, text=text, text_sha256="0" * 64)
    row = Attribution(
        id="c" * 16,
        article=article.id,
        kind="direct",
        content=(Span(start, end),),
        cue=None,
        source=None,
        confidence=1,
        reasons=(),
    )
    rendering = Rendering(article=article, attribution=row, speaker=None, detail=None)
    [target] = annotation(Line(rendering=rendering))["target"]
    quote, _ = target["selector"]

    assert text[start:end] == quote["exact"]
    assert text[max(0, start - 32) : end + 32] == quote["prefix"] + quote["exact"] + quote["suffix"]


def test_a_span_outside_the_text_is_told_and_left_out(reviewed: Store, make_store: Any) -> None:
    """Or stops the export where nobody is told."""
    [article, *_] = reviewed.articles()
    broken = Attribution(
        id="9" * 16,
        article=article.id,
        kind="direct",
        content=(Span(99_998, 99_999),),
        cue=None,
        source=None,
        confidence=1,
        reasons=(),
    )
    store = make_store(reviewed, broken)
    told: list[str] = []
    document = json.loads("".join(export_annotations(store, tell=lambda what, _: told.append(what))))

    assert 1 == len(told)
    assert 4 == len(document["first"]["items"])
    with pytest.raises(ValueError, match="does not fit"):
        list(export_annotations(store))
