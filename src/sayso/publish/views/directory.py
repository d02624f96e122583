"""Who is in a collection, who speaks where, and in which articles: read once as columns, and kept until something is written.

Lists of actors and outlets, facets and counts look at every row of a collection. A page cannot read them all again each
time, so a `Directory` is made of one state of the store and thrown away with the next (`Store.state`).
"""

import json
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from sayso.compare.origins.carriers import CARRIERS
from sayso.publish.views.lines import reviews_of
from sayso.publish.views.lookup import Words, name_fit, name_words
from sayso.publish.views.renderings import HELD_BACK
from sayso.publish.words.phrases import one_line
from sayso.records import (
    Actor,
    ActorMember,
    Article,
    Attribution,
    Detail,
    Entity,
    Speaker,
    Story,
    StoryMember,
    UtteranceMember,
)
from sayso.reviews.states import ReviewState, state_of
from sayso.store.patience import unhurried
from sayso.store.protocol import Store

T = TypeVar("T")
MOST_KEPT = 64
"""Answers kept beside the columns: pages that are read again (a part further on, another filter)."""
ENDS = 2
"""How well a typed name must fit (`lookup.name_fit`): the same, or its last words."""
PEOPLE = frozenset({"person", "unnamed"})
"""Whoever only stands in a report, without a word or a role, may be a bystander, and gets no page."""


class Head(NamedTuple):
    """An article without its text."""

    id: str
    outlet: str | None
    title: str | None
    language: str | None
    earliest: str | None
    latest: str | None
    story: str | None


class Known(NamedTuple):
    """An actor as lists and links need it; `role` is what most articles call it ("" when none gives it one)."""

    id: str
    name: str
    type: str
    named: bool
    role: str
    names: tuple[str, ...]
    articles: tuple[str, ...]
    outlets: int
    utterances: int

    @property
    def only_mentioned(self) -> bool:
        """Whether it is a body, a place or a document that says nothing and to which no article gives a role."""
        return not self.utterances and not self.role


class Told(NamedTuple):
    """An attribution without its words: who says it, for whom, how, in which article."""

    attribution: str
    article: str
    utterance: str
    actors: tuple[str, ...]
    body: str | None
    name: str
    act: str
    kind: str
    channel: str | None
    said_on: str | None
    state: ReviewState

    @property
    def held_back(self) -> bool:
        """Whether it is an intention or a belief, and no speech."""
        return self.act in HELD_BACK


@dataclass(frozen=True, slots=True)
class Directory:
    """One state of a collection as columns; `told` are in the order of the store."""

    heads: Mapping[str, Head]
    stories: Mapping[str, Story]
    actors: Mapping[str, Known]
    """Those with a page: all but people who never speak here and to whom no article gives a role."""
    actor_of: Mapping[str, str]
    """Which actor each entity is; those without a page too."""
    entities: Mapping[str, tuple[str, ...]]
    told: Sequence[Told]
    by_attribution: Mapping[str, Told]
    by_words: Mapping[Words, tuple[str, ...]]
    """The actors that have a name of these words."""
    by_last: Mapping[str, tuple[Words, ...]]
    """The names that end with a word."""
    kept: dict[Any, Any]

    def remember(self, key: object, make: Callable[[], T]) -> T:
        """An answer that was made of this state of the collection before; made now where it was not."""
        found: T | None = self.kept.get(key)
        if found is not None:
            return found
        made = make()
        if len(self.kept) >= MOST_KEPT:
            self.kept.pop(next(iter(self.kept)), None)  # the one that was made first
        self.kept[key] = made
        return made

    def has_page(self, actor: str) -> bool:
        """Whether an actor has a page to link to."""
        return actor in self.actors

    def named(self, asked: Words) -> list[Known]:
        """The actors that have these words as a name or as the end of one, surest and best known first."""
        if not asked:
            return []
        fits: dict[str, int] = {}
        for name in self.by_last.get(asked[-1], ()):
            fit = name_fit(asked, name)
            for actor in self.by_words[name] if fit >= ENDS else ():
                fits[actor] = max(fits.get(actor, 0), fit)
        found = [self.actors[actor] for actor in fits]
        return sorted(found, key=lambda one: (-fits[one.id], -one.utterances, -len(one.articles), one.id))


class Directories:
    """The directory of a store, made again when its state is another."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._made: tuple[str, Directory] | None = None

    def now(self) -> Directory:
        """The directory of the collection as it is now."""
        with self._lock:
            # before reading: what is written meanwhile makes this one old at once
            state = self._store.state()
            if self._made is None or self._made[0] != state:
                with unhurried():
                    self._made = (state, read_directory(self._store))
            return self._made[1]


def read_directory(store: Store) -> Directory:
    """Read every article, attribution and actor of a collection, without their words."""
    story_of: dict[str, str] = dict(store.values(StoryMember, "article", "story"))
    members = list(store.values(ActorMember, "entity", "actor", "article"))
    actor_of: dict[str, str] = {entity: actor for entity, actor, _ in members}
    roles, named, by_name = _entities(store, actor_of)
    heads: dict[str, Head] = {}
    told_roles: dict[str, Counter[str]] = {}
    for one in store.articles():
        heads[one.id] = _head(one, story_of.get(one.id))
        for actor, places in roles.get(one.id, ()):
            for words in {one_line(one.text[start:end]) for start, end in json.loads(places)}:
                told_roles.setdefault(actor, Counter())[words] += 1
    told = _told(store, actor_of, by_name)
    said = Counter(actor for _, actor in _spoken(told))
    rows = {
        row[0]: row
        for row in store.values(Actor, "id", "name", "type", "named")
        if row[2] not in PEOPLE or row[0] in said or row[0] in told_roles
    }
    entities: dict[str, list[str]] = {}
    articles: dict[str, set[str]] = {}
    for entity, actor, article in members:
        if actor in rows:
            entities.setdefault(actor, []).append(entity)
            articles.setdefault(actor, set()).add(article)
    actors: dict[str, Known] = {}
    by_words: dict[Words, list[str]] = {}
    spelt: dict[str, Words] = {}
    for actor, name, kind, is_named in rows.values():
        inside = entities.get(actor, ())
        spellings = Counter(named[one] for one in inside if one in named)
        actors[actor] = Known(
            id=actor,
            name=name,
            type=kind,
            named=bool(is_named),
            role=_most(told_roles.get(actor)),
            names=_by_use(spellings),
            articles=tuple(sorted(articles.get(actor, ()))),
            outlets=len({heads[one].outlet for one in articles.get(actor, ()) if one in heads} - {None}),
            utterances=said[actor],
        )
        for spelling in spellings if is_named else ():
            if spelling not in spelt:
                spelt[spelling] = name_words(spelling)
            known = by_words.setdefault(spelt[spelling], [])
            if not known or known[-1] != actor:
                known.append(actor)
    by_last: dict[str, list[Words]] = {}
    for named_so in by_words:
        by_last.setdefault(named_so[-1] if named_so else "", []).append(named_so)
    return Directory(
        heads=heads,
        stories={row.id: row for row in store.rows(Story)},
        actors=actors,
        actor_of=actor_of,
        entities={actor: tuple(inside) for actor, inside in entities.items()},
        told=told,
        by_attribution={one.attribution: one for one in told},
        by_words={words: tuple(dict.fromkeys(found)) for words, found in by_words.items()},
        by_last={last: tuple(names) for last, names in by_last.items()},
        kept={},
    )


Roles = dict[str, list[tuple[str, str]]]


def _entities(
    store: Store, actor_of: Mapping[str, str]
) -> tuple[Roles, dict[str, str], dict[tuple[str, Words], str]]:
    """Stated roles by article, the name of each entity, and the actor of each name in articles where somebody speaks for one."""
    bodies = {row[0] for row in store.values(Speaker, "article", "speaks_for") if row[1]}
    roles: Roles = {}
    named: dict[str, str] = {}
    by_name: dict[tuple[str, Words], str] = {}
    spelt: dict[str, Words] = {}  # most names stand in several articles
    for entity, article, name, is_name, places in store.values(
        Entity, "id", "article", "name", "named", "roles"
    ):
        actor = actor_of.get(entity)
        if actor is None:
            continue
        named[entity] = name
        if places != "[]":
            roles.setdefault(article, []).append((actor, places))
        if is_name and article in bodies:
            if name not in spelt:
                spelt[name] = name_words(name)
            by_name.setdefault((article, spelt[name]), actor)
    return roles, named, by_name


def _told(store: Store, actor_of: Mapping[str, str], by_name: Mapping[tuple[str, Words], str]) -> list[Told]:
    """Every attribution, without those in which a carrier only passes on what another one says."""
    details = {
        row[0]: row[1:]
        for row in store.values(Detail, "attribution", "speech_act", "channel_kind", "said_on_value")
    }
    speakers = {
        row[0]: row[1:]
        for row in store.values(Speaker, "attribution", "entity", "also", "name", "type", "speaks_for")
    }
    utterance_of: dict[str, str] = dict(store.values(UtteranceMember, "attribution", "utterance"))
    states = {name: state_of(rows) for name, rows in reviews_of(store).items()}
    rows = list(store.values(Attribution, "id", "article", "kind", "nested_in"))
    around = {row[3] for row in rows}
    told: list[Told] = []
    for name, article, kind, _ in rows:
        entity, also, written, type_, body = speakers.get(name, (None, "[]", "", "unnamed", None))
        utterance = utterance_of.get(name)
        if utterance is None and name in around and type_ in CARRIERS:
            continue  # the utterances leave it to the inner one, which names it (`renderings.only_passed_on`)
        act, channel, said_on = details.get(name, ("statement", None, None))
        joint = (entity, *(json.loads(also) if also != "[]" else ()))
        told.append(
            Told(
                attribution=name,
                article=article,
                utterance=utterance or name,
                actors=tuple(dict.fromkeys(actor_of[one] for one in joint if one in actor_of)),
                body=by_name.get((article, name_words(body))) if body else None,
                name=written,
                act=act,
                kind=kind,
                channel=channel,
                said_on=said_on,
                state=states.get(name, "unreviewed"),
            )
        )
    return told


def _spoken(told: Sequence[Told]) -> set[tuple[str, str]]:
    """Which utterance each actor says, without what is only an intention or belief in every rendering."""
    speech = {one.utterance for one in told if not one.held_back}
    return {(one.utterance, actor) for one in told if one.utterance in speech for actor in one.actors}


def _by_use(spellings: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(spellings, key=lambda one: (-spellings[one], one)))


def _head(article: Article, story: str | None) -> Head:
    return Head(
        article.id,
        article.outlet,
        article.title,
        article.language,
        article.published_earliest,
        article.published_latest,
        story,
    )


def _most(counted: Counter[str] | None) -> str:
    return min(counted, key=lambda words: (-counted[words], -len(words), words)) if counted else ""
