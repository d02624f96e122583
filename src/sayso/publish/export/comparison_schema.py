"""The shapes of what reports of a story tell differently and alike, of its timeline, positions and wording."""

from sayso.publish.export.compared import SLOT_NAMES
from sayso.publish.export.schema_shapes import (
    Schema,
    count_or_null,
    id_or_null,
    list_of,
    literals,
    one_of,
    or_null,
    ref,
    shape,
    text_or_null,
)
from sayso.records import DifferenceKind, Level, Reality, Slot, StanceLabel
from sayso.reviews.states import ReviewState


def comparison_definitions() -> Schema:
    """The definitions, by name."""
    return _comparisons() | _told_of_actors()


def _comparisons() -> Schema:
    text: Schema = {"type": "string"}
    slot = {"enum": [SLOT_NAMES.get(name, name) for name in literals(Slot)]}
    evidence = list_of(ref("filling"))
    return {
        "voiced": {
            "allOf": [
                ref("evidence"),
                shape(
                    voice={"enum": ["own", "attributed"]},
                    attribution=id_or_null(
                        "the innermost one that the words stand in; null: the outlet says them"
                    ),
                    speaker=text_or_null("whose words they are, empty: unknown; null: the outlet's own"),
                ),
            ]
        },
        "filling": {"allOf": [ref("voiced"), shape(context=ref("piece"))]},
        "discrepancy": shape(
            id=ref("id"),
            story=ref("id"),
            slot=slot,
            **{"class": one_of(DifferenceKind)},
            level=one_of(Level),
            about=text | {"description": "words of an article that say what is compared"},
            values=list_of(shape(value={}, evidence=evidence)),
            score=ref("score"),
            reasons=list_of(text),
            why=text,
            review_state=one_of(ReviewState),
            reviews=list_of(ref("reviewed")),
        ),
        "agreement": shape(
            id=ref("id"),
            story=ref("id"),
            slot=slot,
            about=text,
            value={},
            evidence=evidence,
            least=count_or_null("textual sources at least, as far as the collection shows"),
            most=count_or_null("textual sources at most; null: unknown"),
            bound={"enum": ["exact", "at_least", "at_most", "unknown"]},
            reasons=list_of(text),
        ),
        "event": shape(
            id=ref("id"),
            story=ref("id"),
            text=text,
            voice={"enum": ["own", "attributed"]},
            speaker=text_or_null("who says so; null: the outlets do"),
            actor=id_or_null("the actor who says so, where known"),
            date=or_null(shape(earliest=ref("day"), latest=ref("day"), precision=text)),
            reality=one_of(Reality) | {"description": "told as done, or as still to come"},
            negated={"type": "boolean", "description": "told as what did not happen"},
            actors=list_of(ref("id")) | {"description": "who does it, and to whom"},
            evidence=list_of(
                {
                    "allOf": [
                        ref("voiced"),
                        shape(
                            clause=ref("id"),
                            time=id_or_null("the words that date it; null: no words do"),
                            dated=text | {"description": "how its day was found"},
                            reasons=list_of(text),
                        ),
                    ]
                }
            ),
            reasons=list_of(text),
            why=text,
        ),
    }


def _told_of_actors() -> Schema:
    text: Schema = {"type": "string"}
    stance = {"enum": [*literals(StanceLabel), "undecided", None]}
    return {
        "position": shape(
            id=ref("id"),
            story=ref("id"),
            actor=id_or_null("null: unknown or unnamed"),
            speaker=text,
            proposition=text
            | {"description": "words that its utterances have in common; it has no wording of its own"},
            proposition_id=ref("id"),
            stance=stance | {"description": "null: no label is sure enough, and the words must do"},
            towards=text_or_null("what the label is for or against; null: no label"),
            earliest=ref("day"),
            latest=ref("day"),
            utterances=list_of(ref("id")),
            members=list_of(
                shape(
                    article=ref("id"),
                    attribution=ref("id"),
                    utterance=ref("id"),
                    words=or_null(ref("voiced"))
                    | {"description": "the words that show it; null: all of the content"},
                    said_on=ref("day"),
                    stance=stance,
                    shift={"type": "boolean", "description": "it stands elsewhere than the one before"},
                    reasons=list_of(text),
                )
            ),
            reasons=list_of(text),
        ),
        "wording": shape(
            story=ref("id"),
            kind={"enum": ["actor", "deed", "passage"]},
            subject=ref("id")
            | {
                "description": "the actor who is called so or whom the deed befell; or the shared passage in which words differ"
            },
            target=text | {"description": "the actor's name, else the passage's id"},
            outlet=text_or_null("null: unknown"),
            phrase=text,
            voice={"enum": ["own", "quoted"]},
            evidence=list_of(
                {
                    "allOf": [
                        ref("voiced"),
                        shape(quoted={"type": "boolean", "description": "within quotation marks"}),
                    ]
                }
            ),
        ),
    }
