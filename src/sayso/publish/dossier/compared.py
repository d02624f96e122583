"""Where reports differ and what is told of which day, as a dossier tells it: both sides' words, each in its voice."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sayso.publish.dossier.excerpts import Excerpts
from sayso.publish.dossier.redacting import Redactor
from sayso.publish.dossier.selecting import Choice
from sayso.publish.views.discrepancies import DiscrepancyView, Shown
from sayso.publish.views.renderings import Rendering
from sayso.publish.views.timeline import EventTold, EventView
from sayso.publish.words.comparison_words import SLOT_WORDS, about_words, class_words, side_words
from sayso.publish.words.line_words import STATE_WORDS
from sayso.publish.words.origin_words import bound_words
from sayso.publish.words.phrases import count_words, shown_outlet
from sayso.publish.words.voice_words import OWN_VOICE, manner_words, voice_words
from sayso.records import ReviewedDiscrepancy
from sayso.reviews.states import state_of

Json = dict[str, Any]
Allowed = Callable[[Rendering | None], bool]


def discrepancies_told(
    views: Iterable[DiscrepancyView],
    reviews: Mapping[str, tuple[ReviewedDiscrepancy, ...]],
    *,
    allowed: Allowed,
    choice: Choice,
    numbers: Mapping[str, int],
    excerpts: Excerpts,
    redactor: Redactor,
) -> tuple[list[Json], int]:
    """The discrepancies that have words left on at least two sides, and how many have not."""
    told: list[Json] = []
    left = 0
    for view in views:
        looked = reviews.get(view.id, ())
        state = state_of(looked)
        sides = [(side, [one for one in side.shown if allowed(one.place.voice)]) for side in view.sides]
        sides = [(side, shown) for side, shown in sides if shown]
        rejected = any(one.kind == "reject" and one.effect == "followed" for one in looked)
        if len(sides) < 2 or rejected or (choice.reviewed_only and state != "checked"):
            left += 1
            continue
        values = [side.value for side, _ in sides]
        told.append(
            {
                "id": view.id,
                "slot": SLOT_WORDS[view.row.slot],
                "class": class_words(view.row),
                "about": redactor.words(about_words(view.row.about, values, slot=view.row.slot)),
                "state": state,
                "state_words": STATE_WORDS[state],
                "sides": [
                    {
                        "value": redactor.words(side.value),
                        "count": side_words(side),
                        "shown": [_shown(one, numbers, excerpts, redactor) for one in shown],
                    }
                    for side, shown in sides
                ],
            }
        )
    return told, left


def _shown(one: Shown, numbers: Mapping[str, int], excerpts: Excerpts, redactor: Redactor) -> Json:
    manner = manner_words(one.place)
    return {
        "number": numbers[one.article.id],
        "outlet": redactor.words(shown_outlet(one.article)),
        "own": one.place.own,
        "voice": redactor.words(voice_words(one.place)),
        "manner": redactor.words(manner),
        "context": excerpts.shown(one.article, [one.place.span]),
    }


def timeline_told(
    events: Iterable[EventView],
    allowed: Allowed,
    numbers: Mapping[str, int],
    redactor: Redactor,
) -> tuple[list[Json], int]:
    """Events in order of time, each in the voice that tells it, and how many nobody tells whose words may be shown."""
    told: list[Json] = []
    left = 0
    for event in events:
        shown = [one for one in event.told if allowed(one.place.voice)]
        if not shown:
            left += 1
            continue
        best = event.best if event.best in shown else shown[0]
        sources = sorted({numbers[one.article.id] for one in shown})
        told.append(
            {
                "when": event.when if event.dated else "day unknown",
                "dated": redactor.words(_dated(event, best)),
                "voice": redactor.words(_voice(event, best, len(sources))),
                "own": event.own,
                "frame": event.frame,
                "words": redactor.pieces(best.article, best.span, []),
                "numbers": sources,
                "count": _count(event, len(sources)),
            }
        )
    return told, left


def _voice(event: EventView, best: EventTold, articles: int) -> str:
    """Whose words they are, so that they can follow: "Mara Vint said that", "Port Gazette, in its own voice:"."""
    if not event.own:
        voice = event.voice.removesuffix(" that") if best.words.lower().startswith("that ") else event.voice
        return voice if voice.endswith(" that") or best.words.lower().startswith("that ") else f"{voice}:"
    if articles == 1:
        return f"{shown_outlet(best.article)}, {OWN_VOICE}:"
    return f"{OWN_VOICE.replace('its', 'their')}:"


def _dated(event: EventView, best: EventTold) -> str:
    fineness = event.precision.replace("_", " ")
    return f"{fineness}: {best.dated}" if event.dated and best.dated else best.dated


def _count(event: EventView, articles: int) -> str:
    if articles < 2 or event.sources >= articles:
        return count_words(articles, "article")
    texts = bound_words(1 if event.sources == 1 else 0, event.sources)
    return f"{count_words(articles, 'article')}, {texts}"
