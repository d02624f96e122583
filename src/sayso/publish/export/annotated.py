"""One article with everything that was read in it, as the JSON object that `sayso annotate` prints.

The shape is fixed by the JSON Schema in `publish.json_schema`: keys are added over time and never taken away.
Every span carries its own words beside its offsets, so that a reader need not slice and a test can.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from sayso.records import (
    Article,
    Attribution,
    Credit,
    Detail,
    Entity,
    Mark,
    Mention,
    Quantity,
    Record,
    ReviewedAttribution,
    ReviewedDiscrepancy,
    Speaker,
    Time,
    Unread,
    Window,
)
from sayso.reviews.states import state_of
from sayso.spans import Span, slice_text
from sayso.stage import Bundle

Json = dict[str, Any]
R = TypeVar("R", bound=Record)

ARTICLE_KINDS: tuple[type[Record], ...] = (
    Mark,
    Mention,
    Entity,
    Attribution,
    Speaker,
    Detail,
    Time,
    Quantity,
    Credit,
    Unread,
    Window,
)
"""The record types that one article's object shows."""


Reviews = Mapping[str, tuple[ReviewedAttribution, ...]]


def article_json(
    bundle: Bundle, *, actors: Mapping[str, str] | None = None, reviews: Reviews | None = None
) -> Json:
    """The object of one article; with `actors` (entity id -> actor id) its entities and speakers name their actor.

    With `reviews` (by attribution) each attribution has its review state, and who said what of it.
    A kind that the bundle does not hold counts as empty. Raises ValueError for a span that does not fit the text.
    """
    article = bundle.article
    text = article.text
    entities = held(bundle, Entity)
    entity_of = {mention: entity.id for entity in reversed(entities) for mention in entity.mentions}
    speakers = {speaker.attribution: speaker for speaker in held(bundle, Speaker)}
    details = {detail.attribution: detail for detail in held(bundle, Detail)}
    return {
        **article_head(article),
        "marks": [_piece(text, mark) | {"kind": mark.kind} for mark in held(bundle, Mark)],
        "mentions": [
            {"id": mention.id}
            | _piece(text, mention)
            | {"type": mention.type, "entity": entity_of.get(mention.id)}
            for mention in held(bundle, Mention)
        ],
        "entities": [_entity(text, entity, actors) for entity in entities],
        "attributions": [
            _attribution(text, item, speakers.get(item.id), details.get(item.id), actors)
            | ({} if reviews is None else reviews_json(reviews.get(item.id, ())))
            for item in held(bundle, Attribution)
        ],
        "times": [_time(text, time) for time in held(bundle, Time)],
        "quantities": [_quantity(text, quantity) for quantity in held(bundle, Quantity)],
        "unread": [_piece(text, unread) | {"why": unread.why} for unread in held(bundle, Unread)],
        "credits": [_credit(text, credit) for credit in held(bundle, Credit)],
        "published_window": next((window_json(text, window) for window in held(bundle, Window)), None),
        **dates_and_parts(bundle.article),
    }


def held(bundle: Bundle, kind: type[R]) -> tuple[R, ...]:
    """The records of one kind; none when the bundle does not hold that kind."""
    return bundle[kind] if kind in set(bundle.kinds()) else ()


def article_head(article: Article) -> Json:
    """What is known of an article itself, its text included."""
    return {
        "id": article.id,
        "external_id": article.external_id,
        "path": article.path,
        "title": article.title,
        "outlet": article.outlet,
        "language": article.language,
        "completeness": article.completeness,
        "text": article.text,
        "published": published(article),
        "published_basis": article.published_basis,
    }


def dates_and_parts(article: Article) -> Json:
    """What version 1 did not have: why a date is doubtful, the last change, how it is known how much is here, whether it may be used."""
    return {
        "published_doubt": article.published_doubt,
        "updated": article.updated,
        "completeness_reason": article.completeness_reason,
        "pubstatus": article.pubstatus,
    }


def published(article: Article) -> Json | None:
    """The interval in which an article came out, or None when nothing is known of it."""
    if article.published_earliest is None and article.published_latest is None:
        return None
    return {"earliest": article.published_earliest, "latest": article.published_latest}


def reviews_json(reviews: tuple[ReviewedAttribution | ReviewedDiscrepancy, ...]) -> Json:
    """The review state of a line, and every review of it that is in force, those that lost to others too."""
    return {
        "review_state": state_of(reviews),
        "reviews": [
            {
                "review": one.review,
                "kind": one.kind,
                "field": one.field,
                "value": one.value,
                "by": one.by,
                "at": one.at,
                "effect": one.effect,
                "why": one.why,
            }
            for one in sorted(reviews, key=lambda one: (one.at, one.id))
        ],
    }


def span_json(text: str, span: Span | None) -> Json | None:
    """A span with its own words; None stays None."""
    if span is None:
        return None
    return {"start": span[0], "end": span[1], "text": slice_text(text, Span(*span))}


def window_json(text: str, window: Window | None) -> Json | None:
    """When an article of unknown date can have been published, with the words that tell it; None: no words do."""
    if window is None:
        return None
    return {
        "earliest": window.earliest,
        "latest": window.latest,
        "evidence": [span_json(text, span) for span in window.evidence],
        "reasons": list(window.reasons),
    }


def said_by(speaker: Speaker | None) -> str:
    """The speaker's name as it is shown to people; never empty."""
    return speaker.name if speaker is not None and speaker.name else "unknown speaker"


def _credit(text: str, credit: Credit) -> Json:
    return _piece(text, credit) | {
        "kind": credit.kind,
        "carrier": credit.carrier,
        "named": span_json(text, credit.named),
        "reach": span_json(text, credit.reach),
        "wider": span_json(text, credit.wider),
    }


def _piece(text: str, record: Credit | Mark | Mention | Time | Quantity | Unread) -> Json:
    span = Span(record.start, record.end)
    return {"start": span.start, "end": span.end, "text": slice_text(text, span)}


def _entity(text: str, entity: Entity, actors: Mapping[str, str] | None) -> Json:
    shown: Json = {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "roles": [span_json(text, role) for role in entity.roles],
    }
    return shown if actors is None else shown | {"actor": actors.get(entity.id)}


def _attribution(
    text: str,
    attribution: Attribution,
    speaker: Speaker | None,
    detail: Detail | None,
    actors: Mapping[str, str] | None,
) -> Json:
    return {
        "id": attribution.id,
        "kind": attribution.kind,
        "content": [span_json(text, span) for span in attribution.content],
        "cue": span_json(text, attribution.cue),
        "source": span_json(text, attribution.source),
        "speaker": _speaker(text, speaker, actors),
        "speech_act": detail.speech_act if detail else "statement",
        "channel": _channel(text, detail),
        "addressee": span_json(text, detail.addressee) if detail else None,
        "said_on": _said_on(text, detail),
        "nested_in": attribution.nested_in,
        "confidence": attribution.confidence,
    }


def _speaker(text: str, speaker: Speaker | None, actors: Mapping[str, str] | None) -> Json:
    if speaker is None:
        # The stage failed on this article, or it is still to run: unknown, and it says so.
        shown: Json = {
            "entity": None,
            "name": "",
            "type": "unnamed",
            "mention": None,
            "confidence": 0,
            "reasons": ["no speaker was derived"],
            "basis": "unnamed",
            "speaks_for": None,
            "also": [],
        }
    else:
        shown = {
            "entity": speaker.entity,
            "name": speaker.name,
            "type": speaker.type,
            "mention": span_json(text, speaker.mention),
            "confidence": speaker.confidence,
            "reasons": list(speaker.reasons),
            "basis": speaker.basis,
            "speaks_for": _speaks_for(text, speaker),
            "also": list(speaker.also),
        }
    if actors is None:
        return shown
    return shown | {"actor": actors.get(shown["entity"] or "")}


def _speaks_for(text: str, speaker: Speaker) -> Json | None:
    if speaker.speaks_for is None:
        return None
    return {
        "name": speaker.speaks_for,
        "capacity": speaker.capacity or "unclear",
        "span": span_json(text, speaker.speaks_for_span),
    }


def _channel(text: str, detail: Detail | None) -> Json | None:
    channel = span_json(text, detail.channel) if detail else None
    return channel | {"kind": detail.channel_kind} if channel and detail else None


def _said_on(text: str, detail: Detail | None) -> Json | None:
    said_on = span_json(text, detail.said_on) if detail else None
    if said_on is None or detail is None:
        return None
    return said_on | {"value": detail.said_on_value, "basis": detail.said_on_basis}


def _time(text: str, time: Time) -> Json:
    return _piece(text, time) | {
        "type": time.type,
        "value": time.value,
        "earliest": time.earliest,
        "latest": time.latest,
        "precision": time.precision,
    }


def _quantity(text: str, quantity: Quantity) -> Json:
    return _piece(text, quantity) | {
        "value": _number(quantity.value),
        "unit": quantity.unit,
        "modifier": quantity.modifier,
        "value_to": None if quantity.value_to is None else _number(quantity.value_to),
    }


def _number(value: float) -> int | float:
    """2500, not 2500.0: the same number, written as the text writes it."""
    return int(value) if float(value).is_integer() else value
