"""The shapes of what comes out, as JSON Schema (2020-12): a line of `annotate`, the document of `export`.

A version is a promise: within it keys are added and never taken away, and no key changes its meaning. Every key
that is named here is always present. Keys that are not named are allowed, so that a reader of version 1 reads what
a later Sayso writes. All offsets are half-open code-point offsets into the article's `text`.
"""

import json

from sayso.publish.export.comparison_schema import comparison_definitions
from sayso.publish.export.schema_shapes import (
    Schema,
    count_or_null,
    id_or_null,
    list_of,
    one_of,
    or_null,
    piece_with,
    ref,
    shape,
    text_or_null,
)
from sayso.publish.export.status_answers import status_document
from sayso.records import (
    AttributionKind,
    Basis,
    Capacity,
    Completeness,
    CreditKind,
    Direction,
    DirectionBasis,
    Effect,
    EntityType,
    HopBasis,
    MarkKind,
    PassageKind,
    PublishedBasis,
    PubStatus,
    SpeechAct,
    TimeType,
)
from sayso.reviews.states import ReviewState

SCHEMA_VERSION = 1
"""Raised only when a key is taken away or changes its meaning."""
DOCUMENTS = ("annotate", "export", "status")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(document: str) -> Schema:
    """The schema of one document by its name; KeyError for a name that is not in DOCUMENTS."""
    head = {"$schema": DIALECT, "$id": f"urn:sayso:schema:{document}:{SCHEMA_VERSION}"}
    if document == "status":
        return head | status_document() | {"$defs": {}}
    body = {"annotate": _annotate_document, "export": _export_document}[document]()
    return head | body | {"$defs": _definitions()}


def schema_text(document: str) -> str:
    """The schema as it is printed: indented JSON with a line end."""
    return json.dumps(json_schema(document), ensure_ascii=False, indent=2) + "\n"


def _annotate_document() -> Schema:
    return {
        "title": "One article with everything that was read in it (a line of `sayso annotate`)",
        "$ref": "#/$defs/article",
    }


def _export_document() -> Schema:
    exported = {
        "allOf": [
            ref("article"),
            shape(
                entities=list_of(shape(actor=id_or_null("the actor that this entity is"))),
                attributions=list_of(
                    shape(
                        speaker=shape(actor=id_or_null("the actor who speaks")),
                        review_state=one_of(ReviewState),
                        reviews=list_of(ref("reviewed")),
                    )
                ),
            ),
        ]
    }
    return {
        "title": "A collection, or one story of it (`sayso export --format json`)",
        **shape(
            articles=list_of(exported),
            stories=list_of(ref("story")),
            actors=list_of(ref("actor")),
            shared_passages=list_of(ref("shared_passage")),
            shared_texts=list_of(ref("shared_text")),
            utterances=list_of(ref("utterance")),
            reviews=list_of(ref("review")),
            outlets=list_of(ref("outlet")),
            discrepancies=list_of(ref("discrepancy")),
            agreements=list_of(ref("agreement")),
            timeline=list_of(ref("event")),
            positions=list_of(ref("position")),
            wording=list_of(ref("wording")),
        ),
    }


def _definitions() -> Schema:
    return (
        _basic_definitions() | _article_definitions() | _collection_definitions() | comparison_definitions()
    )


def _basic_definitions() -> Schema:
    offset = {"type": "integer", "minimum": 0}
    return {
        "id": {
            "type": "string",
            "pattern": "^[0-9a-f]{16}$",
            "description": "the first 16 hex digits of a hash",
        },
        "day": {
            "type": ["string", "null"],
            "description": "an ISO 8601 date or time, ends included; null: not known",
        },
        "score": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000,
            "description": "in thousandths: 1000 is certain. It orders; it is no probability",
        },
        "piece": shape(start=offset, end={"type": "integer", "minimum": 1}, text={"type": "string"}),
        "place": shape(article=ref("id"), start=offset, end={"type": "integer", "minimum": 1}),
        "evidence": shape(
            article=ref("id"), start=offset, end={"type": "integer", "minimum": 1}, text={"type": "string"}
        ),
        "interval": shape(earliest=ref("day"), latest=ref("day")),
        "type": one_of(EntityType),
    }


def _article_definitions() -> Schema:
    return {
        "article": shape(
            id=ref("id"),
            external_id=text_or_null("the id that the input gave it"),
            path=text_or_null("the file that it was read from"),
            title=text_or_null(),
            outlet=text_or_null("who published it; null: unknown. A credit is no outlet"),
            language=text_or_null("ISO 639-1 code"),
            completeness=one_of(Completeness),
            text={"type": "string", "description": "exactly as decoded; all offsets point into it"},
            published=or_null(ref("interval")),
            published_basis=one_of(PublishedBasis),
            marks=list_of(piece_with(kind=one_of(MarkKind))),
            mentions=list_of(
                piece_with(id=ref("id"), type=ref("type"), entity=id_or_null("null: joined to no entity"))
            ),
            entities=list_of(
                shape(id=ref("id"), name={"type": "string"}, type=ref("type"), roles=list_of(ref("piece")))
            ),
            attributions=list_of(ref("attribution")),
            times=list_of(
                piece_with(
                    type=one_of(TimeType),
                    value={"type": "string", "description": "TIMEX3 value"},
                    earliest=ref("day"),
                    latest=ref("day"),
                    precision={"type": "string"},
                )
            ),
            quantities=list_of(
                piece_with(
                    value={"type": "number"},
                    unit=text_or_null("what is counted"),
                    modifier=text_or_null('a hedge, as "about"'),
                    value_to={"type": ["number", "null"], "description": "the upper end of a range"},
                )
            ),
            unread=list_of(piece_with(why={"type": "string"})),
            credits=list_of(
                piece_with(
                    kind=one_of(CreditKind),
                    carrier={"type": "string"},
                    named=ref("piece"),
                    reach=ref("piece"),
                    wider=or_null(ref("piece")) | {"description": "a suggestion"},
                )
            ),
            published_window=or_null(ref("window"))
            | {
                "description": "when it can have come out, as its own words tell; null: no words do, or it is stated"
            },
            published_doubt={"type": "string", "description": "why its date is doubtful; empty: it is not"},
            updated=text_or_null(
                "when its source says that it was last changed, which is no date of publishing"
            ),
            completeness_reason={
                "type": "string",
                "description": "how it is known how much is here; empty: nothing says so",
            },
            pubstatus=one_of(PubStatus)
            | {"description": "what its provider says of its use: nothing is read of what is not usable"},
        ),
        "window": shape(
            earliest=ref("day"),
            latest=ref("day"),
            evidence=list_of(ref("piece")),
            reasons=list_of({"type": "string"}),
        ),
        "attribution": shape(
            id=ref("id"),
            kind=one_of(AttributionKind),
            content={"type": "array", "items": ref("piece"), "minItems": 1},
            cue=or_null(ref("piece")),
            source=or_null(ref("piece")),
            speaker=ref("speaker"),
            speech_act=one_of(SpeechAct),
            channel=or_null(piece_with(kind=text_or_null())),
            addressee=or_null(ref("piece")),
            said_on=or_null(piece_with(value=text_or_null("TIMEX3 value"), basis=text_or_null())),
            nested_in=id_or_null("the attribution that this one is reported in"),
            confidence=ref("score"),
        ),
        "speaker": shape(
            entity=id_or_null("null: unknown"),
            name={"type": "string", "description": "the fullest name in the article; empty: unknown"},
            type=ref("type"),
            mention=or_null(ref("piece")),
            confidence=ref("score"),
            reasons=list_of({"type": "string"}),
            basis=one_of(Basis),
            speaks_for=or_null(
                shape(name={"type": "string"}, capacity=one_of(Capacity), span=or_null(ref("piece")))
            ),
            also=list_of(ref("id")) | {"description": "the entities of joint speakers beside the first"},
        ),
    }


def _collection_definitions() -> Schema:
    ids = list_of(ref("id"))
    text = {"type": "string"}
    return {
        "story": shape(
            id=ref("id"),
            title=text,
            articles=ids,
            phases=list_of(shape(id=text, earliest=ref("day"), latest=ref("day"), articles=ids)),
        ),
        "actor": shape(
            id=ref("id"),
            name=text,
            type=ref("type"),
            names=list_of(shape(text=text, count={"type": "integer", "minimum": 1})),
            roles=list_of(shape(text=text, outlets=list_of(text), evidence=list_of(ref("evidence")))),
            mentions=list_of(ref("place")),
            members=list_of(shape(article=ref("id"), entity=ref("id"), reasons=list_of(text))),
            links=list_of(
                shape(
                    entities={"type": "array", "items": ref("id"), "minItems": 2, "maxItems": 2},
                    score=ref("score"),
                    reasons=list_of(text),
                )
            ),
        ),
        "shared_passage": shape(
            id=ref("id"),
            text=ref("id") | {"description": "the text of `shared_texts` that it is of"},
            a=ref("place"),
            b=ref("place"),
            kind=one_of(PassageKind),
            words={"type": "integer", "minimum": 1},
            direction=one_of(Direction),
            direction_basis=one_of(DirectionBasis),
            why=text,
        ),
        "shared_text": shape(
            id=ref("id"),
            words={"type": "integer", "minimum": 1},
            places=list_of(ref("place")),
            passages=ids,
            origins=ref("origins"),
        ),
        "origins": shape(
            count=count_or_null("as `bound` says; null: unknown"),
            bound={"enum": ["exact", "at_least", "at_most", "unknown"]},
            least=count_or_null("textual sources at least, as far as the collection shows"),
            most=count_or_null("textual sources at most; null: unknown"),
            groups=list_of(shape(articles=ids)) | {"description": "articles of one textual source each"},
            reasons=list_of(text),
        ),
        "utterance": shape(
            id=ref("id"),
            actor=id_or_null("null: unknown or unnamed"),
            speaker=text,
            said_on=ref("day"),
            story=ref("id"),
            members=list_of(
                shape(
                    article=ref("id"),
                    attribution=ref("id"),
                    score=or_null(ref("score"))
                    | {"description": "that it is one with the others; null: alone"},
                    reasons=list_of(text),
                    language=or_null({"type": "array", "items": {"type": "integer"}})
                    | {"description": "the span of the words that tell in what language it was said"},
                    textual_source=id_or_null("members with the same one have one textual source"),
                )
            ),
            outlets=list_of(text),
            origins=ref("origins"),
            chain=list_of(ref("step")),
        ),
        "step": shape(
            article=ref("id"),
            attribution=ref("id"),
            step={"type": "integer", "minimum": 1, "description": "1 is the nearest to the article"},
            **{"from": text},
            to=text_or_null("null: the article's outlet is unknown"),
            held=id_or_null("the carrier's article; null: credited, not held"),
            basis=one_of(HopBasis),
            suggested={
                "type": "boolean",
                "description": "the words stand near, and perhaps are not about it",
            },
            why=text,
        ),
        "outlet": shape(
            name=text,
            articles=ids,
            owner=text_or_null("as the user's table of outlets states it; null: not stated"),
            country=text_or_null("as the user's table of outlets states it; null: not stated"),
            citation=text_or_null("who says so; null: the table says nothing of it"),
        ),
        "review": shape(id=ref("id"), kind=text, by=text, at=text, note=text),
        "reviewed": shape(
            review=ref("id"),
            kind=text,
            field=text,
            value=text_or_null("to what it is changed"),
            by=text,
            at=text,
            effect=one_of(Effect),
            why=text,
        ),
    }
