"""Who said what: chosen by speaker, words, act and confidence; and all speakers by the body they speak for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.publish.lookup import Words, fold_words, is_about, name_fit, name_words
from sayso.publish.phrases import UNKNOWN_SPEAKER
from sayso.publish.views import SAID_KINDS, UtteranceView, actor_of, bundles, in_order, utterance_views
from sayso.records import Speaker, Story, UtteranceMember
from sayso.store.protocol import Store

BODIES = frozenset({"organization", "government", "group", "outlet"})
CLOSE = 2
"""How well a typed name must fit (`lookup.name_fit`): the same, or the surname; else the words within a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An utterance that answers a question. `speaker` groups it; `capacity` "" means that the name itself speaks."""

    utterance: UtteranceView
    speaker: str
    capacity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How much one speaker says in the collection, and for whom; `body` "" when no words name one."""

    body: str
    speaker: str
    type: str
    utterances: int
    articles: int


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
    """The utterances that answer the question, in the order given."""
    asked = name_words(name) if name is not None else None
    actors = _fitting_actors(views, asked) if asked else set()
    words = fold_words(about) if about else ()
    chosen = []
    for view in views:
        if view.held_back and not all_acts:
            continue
        if max(rendering.confidence for rendering in view.renderings) < min_confidence:
            continue
        if words and not any(is_about(words, rendering.words) for rendering in view.renderings):
            continue
        if asked is None:
            chosen.append(Chosen(utterance=view, speaker=view.speaker or UNKNOWN_SPEAKER))
            continue
        answer = _answer(view, asked, actors)
        if answer is not None:
            chosen.append(answer)
    return chosen


def speakers(store: Store, *, story: Story | None = None, all_acts: bool = False) -> list[Counted]:
    """All speakers by the body that they speak for, most quoted first; those of no named body last."""
    articles = in_order(store.articles(list(story.articles) if story else None))
    views = utterance_views(store, list(bundles(store, articles, SAID_KINDS)))
    return count_speakers([view for view in views if all_acts or not view.held_back])


def count_speakers(views: Iterable[UtteranceView]) -> list[Counted]:
    """How much each speaker says, listed under every body that some words tie the speaker to."""
    groups: dict[str, list[UtteranceView]] = {}
    for view in views:
        groups.setdefault(view.actor or "name:" + " ".join(name_words(view.speaker)), []).append(view)
    rows: list[tuple[Words, Counted]] = []
    for said_by in groups.values():
        said_rows = [r.speaker for view in said_by for r in view.renderings if r.speaker is not None]
        kind = next((row.type for row in said_rows if row.name), "unnamed")
        name = max(
            sorted({view.speaker or UNKNOWN_SPEAKER for view in said_by}),
            key=lambda name: sum(view.speaker == name for view in said_by),
        )
        bodies = {name_words(row.speaks_for): row.speaks_for for row in said_rows if row.speaks_for}
        if not bodies and kind in BODIES:
            bodies = {name_words(name): name}
        for folded, body in sorted(bodies.items()) or [((), "")]:
            rows.append(
                (
                    folded,
                    Counted(
                        body=body,
                        speaker=name,
                        type=kind,
                        utterances=len(said_by),
                        articles=len({r.article.id for view in said_by for r in view.renderings}),
                    ),
                )
            )
    total: dict[Words, int] = {}
    label: dict[Words, str] = {}
    for folded, row in rows:
        total[folded] = total.get(folded, 0) + row.utterances
        label[folded] = max(label.get(folded, ""), row.body, key=lambda text: (len(text), text))
    rows.sort(
        key=lambda item: (
            not item[0],
            -total[item[0]],
            item[0],
            item[1].speaker == UNKNOWN_SPEAKER,
            -item[1].utterances,
            item[1].speaker,
        )
    )
    return [
        Counted(
            body=label[folded],
            speaker=row.speaker,
            type=row.type,
            utterances=row.utterances,
            articles=row.articles,
        )
        for folded, row in rows
    ]


def _answer(view: UtteranceView, asked: Words, actors: set[str]) -> Chosen | None:
    voices = {voice for rendering in view.renderings for voice in rendering.voices}
    if any(
        voice.actor in actors if voice.actor else name_fit(asked, name_words(voice.name)) >= CLOSE
        for voice in voices
    ):
        return Chosen(utterance=view, speaker=view.speaker)
    for rendering in view.renderings:
        speaker = rendering.speaker
        if speaker and speaker.speaks_for and name_fit(asked, name_words(speaker.speaks_for)):
            return Chosen(utterance=view, speaker=view.speaker, capacity=speaker.capacity or "unclear")
    return None


def _fitting_actors(views: Iterable[UtteranceView], asked: Words) -> set[str]:
    """The actors whose name is the typed one or ends with it; when there are none, those that contain it."""
    fits: dict[str, int] = {}
    for view in views:
        for rendering in view.renderings:
            for voice in rendering.voices:
                if voice.actor is not None:
                    fit = name_fit(asked, name_words(voice.name))
                    fits[voice.actor] = max(fits.get(voice.actor, 0), fit)
    close = {actor for actor, fit in fits.items() if fit >= CLOSE}
    return close or {actor for actor, fit in fits.items() if fit}


def _articles_with(store: Store, asked: Words, within: Sequence[str] | None) -> list[str]:
    """The articles that a question for a name needs: where it fits a speaker, and where the same actors speak."""
    rows = list(store.rows(Speaker, articles=within))
    actor_by_entity = actor_of(store, within)
    fits = [row for row in rows if _may_answer(row, asked)]
    found = {row.article for row in fits}
    named = {actor_by_entity.get(entity) for row in fits for entity in _entities(row)} - {None}
    found |= {
        row.article for row in rows if named & {actor_by_entity.get(entity) for entity in _entities(row)}
    }
    utterance_of = {row.attribution: row for row in store.rows(UtteranceMember, articles=within)}
    said_here = {
        utterance_of[row.attribution].utterance
        for row in rows
        if row.article in found and row.attribution in utterance_of
    }
    found |= {row.article for row in utterance_of.values() if row.utterance in said_here}
    return sorted(found)


def _may_answer(row: Speaker, asked: Words) -> bool:
    return any(name_fit(asked, name_words(name)) for name in (row.name, row.speaks_for or ""))


def _entities(row: Speaker) -> tuple[str, ...]:
    return (*filter(None, (row.entity,)), *row.also)
