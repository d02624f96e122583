"""The shapes of what the interface answers, as JSON Schema; those of the export are taken from there."""

from collections.abc import Mapping
from typing import Any

from sayso.publish.export.json_schema import json_schema
from sayso.publish.export.schema_shapes import (
    Schema,
    id_or_null,
    list_of,
    literals,
    one_of,
    or_null,
    ref,
    shape,
    text_or_null,
)
from sayso.publish.export.status_answers import feed_shape, withheld_shape
from sayso.records import (
    AttributionKind,
    Basis,
    Completeness,
    EntityType,
    PublishedBasis,
    PubStatus,
    SpeechAct,
)
from sayso.reviews.states import ReviewState

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
OBJECT: Schema = {"type": "object"}
LINK: Schema = {"type": "string", "description": "an address on this server"}
WITH_LEAD = "begins with speaker, basis, rendering outlet and review state; quote it whole"


def listed(item: str) -> Schema:
    """A part of a list of one kind of item."""
    return shape(
        items=list_of(ref(item)),
        count=COUNT | {"description": "how many there are in all"},
        limit={"type": "integer", "minimum": 1},
        offset=COUNT,
        next={"type": ["string", "null"], "description": "where the list goes on; null: this is its end"},
        left_out={
            "type": "object",
            "additionalProperties": COUNT,
            "description": "what the question itself left out, by reason",
        },
    )


def components() -> Schema:
    """Every shape by its name."""
    known: Schema = json_schema("export")["$defs"]
    return known | _lines() | _things() | _compared() | {"problem": _problem()}


def with_components(schema: Any) -> Any:
    """A shape with its references as an OpenAPI document writes them."""
    if isinstance(schema, Mapping):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/")
            if key == "$ref" and isinstance(value, str)
            else with_components(value)
            for key, value in schema.items()
        }
    if isinstance(schema, list):
        return [with_components(one) for one in schema]
    return schema


def _lines() -> Schema:
    piece = or_null(ref("piece"))
    return {
        "cited_article": shape(
            id=ref("id"),
            outlet=text_or_null("null: unknown"),
            outlet_words=TEXT,
            title=text_or_null(),
            authors=list_of(TEXT),
            url=text_or_null("the original address"),
            published=or_null(ref("interval")),
            published_basis=one_of(PublishedBasis),
            published_with_basis=TEXT,
            published_doubt=TEXT | {"description": "why its date is doubtful; empty: it is not"},
            updated=text_or_null(
                "when its source says that it was last changed, which is no date of publishing"
            ),
            updated_words=TEXT,
            dates_words=TEXT | {"description": "both dates, as the head of an article shows them"},
            language=text_or_null(),
            completeness=one_of(Completeness),
            completeness_reason=TEXT,
            part_words=TEXT
            | {"description": "that its provider withdrew it, or that only a part of it is here, and why"},
            pubstatus=one_of(PubStatus),
            status_words=TEXT
            | {"description": "that it was withdrawn, and as of when; empty: it may be used"},
            text_sha256=TEXT,
            revision=ref("id"),
            link=LINK,
        ),
        "reviewed": shape(
            review=ref("id"),
            kind=TEXT,
            field=TEXT,
            value=text_or_null(),
            by=TEXT,
            at=TEXT,
            effect={"enum": ["followed", "overridden", "refused"]},
            why=TEXT,
        ),
        "line": shape(
            text=TEXT | {"description": WITH_LEAD},
            lead=TEXT | {"description": "what `text` begins with"},
            words=TEXT | {"description": "the content as the article words it, white space apart"},
            attribution=ref("id"),
            utterance=ref("id"),
            start=COUNT,
            end=COUNT,
            kind=one_of(AttributionKind),
            content=list_of(ref("piece")),
            cue=piece,
            source=piece,
            speaker=TEXT,
            actors=list_of(shape(actor=id_or_null("null: not known"), name=TEXT)),
            own_verb=TEXT,
            basis={"enum": [*literals(Basis), None]},
            basis_words=TEXT,
            speaks_for=text_or_null(),
            reported_by=list_of(TEXT),
            speech_act=one_of(SpeechAct),
            channel=piece,
            channel_kind=text_or_null(),
            said_on=text_or_null("TIMEX3 value"),
            confidence=ref("score"),
            review_state=one_of(ReviewState),
            unchecked=FLAG
            | {"description": "an accusation or a warning whose speaker was inferred, and nobody checked it"},
            reviews=list_of(ref("reviewed")),
            article=ref("cited_article"),
            link=LINK,
            citation=LINK,
        ),
        "citation": shape(attribution=ref("id"), text=TEXT, markdown=TEXT, html=TEXT),
        "said_utterance": shape(
            id=ref("id"),
            text=TEXT | {"description": f"one of its renderings: {WITH_LEAD}"},
            actor=id_or_null("null: unknown or unnamed"),
            speaker=TEXT,
            said_on=text_or_null("TIMEX3 value"),
            story=id_or_null("null: it is in no story"),
            outlets=list_of(TEXT),
            articles=list_of(ref("id")),
            origins=ref("origins"),
            renderings=list_of(ref("line")),
            link=LINK,
        ),
    }


def _things() -> Schema:
    return {
        "listed_story": shape(
            id=ref("id"),
            title=TEXT,
            articles=COUNT,
            outlets=list_of(TEXT),
            undated=COUNT,
            doubtful=COUNT
            | {"description": "articles whose date of publishing is doubtful; it orders nothing"},
            earliest=ref("day"),
            latest=ref("day"),
            languages=list_of(TEXT),
            link=LINK,
        ),
        "whole_story": shape(
            id=ref("id"),
            title=TEXT,
            earliest=ref("day"),
            latest=ref("day"),
            articles=list_of(ref("cited_article")),
            phases=list_of(OBJECT),
            actors=list_of(ref("listed_actor"))
            | {"description": "who speaks in it, those who say most first"},
            link=LINK,
        ),
        "whole_article": shape(
            article=ref("cited_article"),
            story=id_or_null("null: it is in no story"),
            text=TEXT,
            start=COUNT
            | {"description": "where `text` begins in the whole text; all offsets count from its beginning"},
            end=COUNT,
            length=COUNT,
            lines=list_of(ref("line")),
            mentions=list_of(OBJECT),
            entities=list_of(OBJECT),
            times=list_of(OBJECT),
            quantities=list_of(OBJECT),
            marks=list_of(OBJECT),
            credits=list_of(OBJECT),
            unread=list_of(OBJECT),
            left_out={"type": "object", "additionalProperties": COUNT},
        ),
        "listed_actor": shape(
            id=ref("id"),
            name=TEXT,
            type=one_of(EntityType),
            named=FLAG,
            role=text_or_null("what most articles call it; null: nothing"),
            names=list_of(TEXT),
            also=list_of(TEXT) | {"description": "the most frequent of the names that are not `name`"},
            spellings=COUNT,
            articles=COUNT,
            outlets=COUNT,
            utterances=COUNT,
            only_mentioned=FLAG | {"description": "it never speaks and has no stated role"},
            link={
                "type": ["string", "null"],
                "description": "its page; null: it never speaks and has no role",
            },
        ),
        "listed_outlet": shape(
            name=TEXT,
            articles=COUNT,
            stories=COUNT,
            lines=COUNT,
            earliest=ref("day"),
            latest=ref("day"),
            link=LINK,
        ),
        "found_article": {
            "allOf": [ref("cited_article"), shape(text=TEXT, hits=COUNT, places=list_of(OBJECT))],
        },
        "kept_review": {
            "allOf": [
                ref("review"),
                shape(
                    a=OBJECT,
                    b=or_null(OBJECT),
                    undoes=id_or_null("what an undo takes back"),
                    state=TEXT,
                    why=TEXT,
                ),
            ]
        },
        "told_feed": {
            "allOf": [feed_shape(), shape(words=TEXT | {"description": "how it stands, in a paragraph"})]
        },
        "collection_status": shape(
            articles=COUNT,
            revisions=COUNT,
            removed=COUNT,
            withdrawn=OBJECT | {"description": "articles kept and not read, by what their provider says"},
            withheld=list_of(
                {"allOf": [withheld_shape(), shape(words=TEXT | {"description": "how many, until when"})]}
            ),
            missing=OBJECT,
            languages=OBJECT,
            stale=COUNT,
            failures=COUNT,
            stages=list_of(OBJECT),
        ),
    }


def _compared() -> Schema:
    told = {"text": TEXT | {"description": WITH_LEAD}}
    return {
        "told_discrepancy": {"allOf": [ref("discrepancy"), shape(**told, review_state=one_of(ReviewState))]},
        "told_agreement": {"allOf": [ref("agreement"), shape(**told)]},
        "told_event": {"allOf": [ref("event"), shape(**told)]},
        "told_position": {"allOf": [ref("position"), shape(**told)]},
        "told_wording": {"allOf": [ref("wording"), shape(**told)]},
        "source_row": shape(article=ref("id"), outlet=text_or_null(), words=COUNT),
        "told_text": shape(
            id=ref("id"),
            words=COUNT,
            text=TEXT,
            places=list_of(OBJECT),
            passages=list_of(OBJECT),
            origins=ref("origins"),
        ),
    }


def _problem() -> Schema:
    return shape(type=TEXT, title=TEXT, status={"type": "integer"}, detail=TEXT)
