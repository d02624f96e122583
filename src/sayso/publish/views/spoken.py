"""Who speaks, without the words: what counting speakers needs, read as columns, for a corpus has very many quotations."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.compare.origins.carriers import CARRIERS
from sayso.publish.views.lookup import Words, name_words
from sayso.publish.views.renderings import (
    HELD_BACK,
    SAID_KINDS,
    UtteranceView,
    Voice,
    only_passed_on,
)
from sayso.publish.views.stories import actor_names, actor_of, bundles
from sayso.publish.words.phrases import UNKNOWN_SPEAKER
from sayso.records import Attribution, Detail, Entity, Speaker, Utterance, UtteranceMember
from sayso.store.protocol import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One rendering without its words: in which article, by whom as it names them, for whom, how surely.

    `actors` are all who speak in it, where there are several.
    """

    article: str
    name: str
    type: str
    unnamed: bool
    body: Voice | None
    act: str
    confidence: int
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenView:
    """One utterance without its words."""

    actor: str | None
    speaker: str
    renderings: tuple[Spoken, ...]

    @property
    def held_back(self) -> bool:
        """Whether it is only somebody's intention or belief in every rendering."""
        return all(rendering.act in HELD_BACK for rendering in self.renderings)


def without_words(view: UtteranceView) -> SpokenView:
    """An utterance as counting needs it."""
    return SpokenView(
        actor=view.actor,
        speaker=view.speaker,
        renderings=tuple(
            Spoken(
                article=item.article.id,
                name=item.speaker.name if item.speaker else "",
                type=item.speaker.type if item.speaker else "unnamed",
                unnamed=item.speaker is None or item.speaker.basis == "unnamed",
                body=item.body,
                act=item.act,
                confidence=item.confidence,
                actors=tuple(voice.actor for voice in item.voices if voice.actor is not None),
            )
            for item in view.renderings
        ),
    )


def spoken_views(store: Store, articles: Sequence[str] | None = None) -> list[SpokenView]:
    """All that `views.utterance_views` finds in some articles (all of them by default), without the words."""
    actors = actor_of(store, articles)
    sure, nesting = _attributions(store, articles)
    acts: dict[str, str] = dict(store.values(Detail, "attribution", "speech_act", articles=articles))
    known = {row[0]: row[1:] for row in store.values(Utterance, "id", "actor", "speaker")}
    utterance_of: dict[str, str] = dict(
        store.values(UtteranceMember, "attribution", "utterance", articles=articles)
    )
    speakers = {
        row[0]: row[1:]
        for row in store.values(
            Speaker,
            "attribution", "article", "entity", "name", "type", "basis", "confidence", "speaks_for", "also",
            articles=articles,
        )
    }  # fmt: skip
    bodies = _bodies(store, {row[0] for row in speakers.values() if row[6]}, actors)
    carried = {
        attribution
        for attribution in nesting
        if utterance_of.get(attribution) not in known
        and attribution in speakers
        and speakers[attribution][3] in CARRIERS
    }
    empty = _empty(store, sorted({speakers[attribution][0] for attribution in carried})) & carried
    grouped: dict[str, list[Spoken]] = {}
    first: dict[str, tuple[str | None, str]] = {}
    for attribution, (article, confidence) in sure.items():
        if attribution in empty:
            continue
        _, entity, name, kind, basis, sure_who, body, also = speakers.get(
            attribution, ("", None, "", "unnamed", "unnamed", 0, None, "[]")
        )
        joint = (entity, *(json.loads(also) if also != "[]" else ()))
        found = utterance_of.get(attribution)
        key = found if found is not None and found in known else attribution
        first.setdefault(key, (actors.get(entity or ""), name))
        grouped.setdefault(key, []).append(
            Spoken(
                article=article,
                name=name,
                type=kind,
                unnamed=basis == "unnamed",
                body=Voice(bodies.get((article, name_words(body))), body) if body else None,
                act=acts.get(attribution, "statement"),
                confidence=min(confidence, sure_who) if name else confidence,
                actors=tuple(actors[one] for one in joint if one in actors),
            )
        )
    names = actor_names(store)
    views = []
    for key, said in grouped.items():
        actor, written = known.get(key, first[key])
        speaker = names.get(actor or "") or written or first[key][1] or UNKNOWN_SPEAKER
        views.append(SpokenView(actor=actor, speaker=speaker, renderings=tuple(said)))
    return views


def _attributions(
    store: Store, articles: Sequence[str] | None
) -> tuple[dict[str, tuple[str, int]], frozenset[str]]:
    """Article and confidence of each attribution; and the attributions that others are nested in."""
    sure: dict[str, tuple[str, int]] = {}
    nesting = set()
    for row, article, confidence, around in store.values(
        Attribution, "id", "article", "confidence", "nested_in", articles=articles
    ):
        sure[row] = (article, confidence)
        nesting.add(around)
    return sure, frozenset(nesting - {None})


def _bodies(
    store: Store, articles: set[str], actors: Mapping[str, str]
) -> dict[tuple[str, Words], str | None]:
    """The actor that a name stands for in an article; of two entities of one name the first."""
    found: dict[tuple[str, Words], str | None] = {}
    words: dict[str, Words] = {}  # most names stand in several articles
    if articles:
        for entity, article, name in store.values(Entity, "id", "article", "name"):
            if article in articles:
                if name not in words:
                    words[name] = name_words(name)
                found.setdefault((article, words[name]), actors.get(entity))
    return found


def _empty(store: Store, articles: Sequence[str]) -> set[str]:
    """The attributions of these articles in which a carrier says nothing itself: that takes their words."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for bundle in bundles(store, store.articles(articles), SAID_KINDS):
        found[bundle.article.id] = only_passed_on(bundle)
    return set().union(*found.values())
