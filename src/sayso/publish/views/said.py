"""Who said what: chosen by speaker, words, act and confidence."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.publish.views.lookup import Words, fold_words, is_about, name_fit, name_words
from sayso.publish.views.narrowing import narrow
from sayso.publish.views.reading_order import in_order
from sayso.publish.views.renderings import SAID_KINDS, Rendering, UtteranceView, Voice
from sayso.publish.views.stories import actor_of, bundles, utterance_views
from sayso.publish.words.phrases import UNKNOWN_SPEAKER
from sayso.records import Entity, Speaker, Story, UtteranceMember
from sayso.store.protocol import Store

CLOSE = 2
"""How well a typed name must fit (`lookup.name_fit`): the same, or the surname; else the words within a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An utterance that answers a question. `speaker` groups it; `capacity` "" means that the name itself speaks."""

    utterance: UtteranceView
    speaker: str
    capacity: str = ""


def said(
    store: Store,
    *,
    name: str | None = None,
    about: str | None = None,
    all_acts: bool = False,
    min_confidence: int = 0,
    story: Story | None = None,
) -> list[Chosen]:
    """What a person or a body says anywhere in the collection (or in one story), in reading order.

    For a body, also what is said by those who speak for it. `min_confidence` is in thousandths.
    """
    wanted = list(story.articles) if story else None
    if name is not None:
        wanted = _articles_with(store, name_words(name), wanted)
    articles = in_order(store.articles(wanted))
    views = utterance_views(store, list(bundles(store, articles, SAID_KINDS)))
    return choose(views, name=name, about=about, all_acts=all_acts, min_confidence=min_confidence)


def choose(
    views: Sequence[UtteranceView],
    *,
    name: str | None = None,
    about: str | None = None,
    all_acts: bool = False,
    min_confidence: int = 0,
) -> list[Chosen]:
    """The utterances that answer the question, in the order given, each with the renderings that are sure enough."""
    asked = name_words(name) if name is not None else None
    actors = _fitting_actors(views, asked) if asked else set()
    words = fold_words(about) if about else ()
    chosen = []
    for view in views:
        if words and not any(is_about(words, rendering.words) for rendering in view.renderings):
            continue
        if asked is None:
            chosen.append(Chosen(utterance=view, speaker=view.speaker or UNKNOWN_SPEAKER))
            continue
        answer = _answer(view, asked, actors)
        if answer is not None:
            chosen.append(answer)
    return narrowed(chosen, all_acts=all_acts, min_confidence=min_confidence)


def narrowed(chosen: Iterable[Chosen], *, all_acts: bool = False, min_confidence: int = 0) -> list[Chosen]:
    """What stays of an answer without intentions and beliefs, and without what is less sure."""
    kept = []
    for item in chosen:
        view = narrow(item.utterance, all_acts=all_acts, min_confidence=min_confidence)
        if view is not None:
            kept.append(replace(item, utterance=view))
    return kept


def _answer(view: UtteranceView, asked: Words, actors: set[str]) -> Chosen | None:
    if any(_is_meant(voice, asked, actors) for item in view.renderings for voice in item.voices):
        return Chosen(utterance=view, speaker=view.speaker)
    for item in view.renderings:
        if item.body is not None and _is_meant(item.body, asked, actors, loosely=True):
            capacity = item.speaker.capacity if item.speaker else None
            return Chosen(utterance=view, speaker=view.speaker, capacity=capacity or "unclear")
    return None


def _is_meant(voice: Voice, asked: Words, actors: set[str], *, loosely: bool = False) -> bool:
    """Whether a voice answers to the name: as one of its actors, else by the name as it is written there."""
    if voice.actor in actors:
        return True
    fit = name_fit(asked, name_words(voice.name))
    return fit >= (1 if loosely else CLOSE) and (loosely or voice.actor is None)


def _fitting_actors(views: Iterable[UtteranceView], asked: Words) -> set[str]:
    """The actors whose name is the typed one or ends with it; when there are none, those that contain it."""
    fits: dict[str, int] = {}
    for voice in (voice for view in views for item in view.renderings for voice in _all_voices(item)):
        if voice.actor is not None:
            fits[voice.actor] = max(fits.get(voice.actor, 0), name_fit(asked, name_words(voice.name)))
    close = {actor for actor, fit in fits.items() if fit >= CLOSE}
    return close or {actor for actor, fit in fits.items() if fit}


def _all_voices(rendering: Rendering) -> tuple[Voice, ...]:
    return rendering.voices if rendering.body is None else (*rendering.voices, rendering.body)


def _articles_with(store: Store, asked: Words, within: Sequence[str] | None) -> list[str]:
    """The articles that a question for a name needs: where its actors speak or are spoken for, under any name.

    It looks through every speaker of the collection, so it reads columns, and no name twice.
    """
    actors = actor_of(store, within)
    words: dict[str, Words] = {}

    def spelt(name: str) -> Words:
        if name not in words:
            words[name] = name_words(name)
        return words[name]

    names: dict[str, set[Words]] = {}
    for entity, name in store.values(Entity, "id", "name", articles=within):
        names.setdefault(actors.get(entity) or entity, set()).add(spelt(name))
    meant = {actor for actor, known in names.items() if any(name_fit(asked, name) for name in known)}
    spellings = {name for actor in meant for name in names[actor]}
    fits = {name: known in spellings or name_fit(asked, known) > 0 for name, known in words.items()}
    found: set[str] = set()
    attribution_in: dict[str, str] = {}
    columns = ("article", "attribution", "entity", "also", "name", "speaks_for")
    for article, attribution, entity, also, name, body in store.values(Speaker, *columns, articles=within):
        attribution_in[attribution] = article
        entities = (entity, *(json.loads(also) if also != "[]" else ()))
        for written in (name, body or ""):
            if written not in fits:
                fits[written] = spelt(written) in spellings or name_fit(asked, spelt(written)) > 0
        if fits[name] or fits[body or ""] or any(actors.get(one, one) in meant for one in entities if one):
            found.add(article)
    members = list(store.values(UtteranceMember, "article", "attribution", "utterance", articles=within))
    said_here = {
        utterance for _, attribution, utterance in members if attribution_in.get(attribution) in found
    }
    return sorted(found | {article for article, _, utterance in members if utterance in said_here})
