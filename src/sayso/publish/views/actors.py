"""Actors by name, and all of them with how much there is of each."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.errors import NotFound
from sayso.publish.views.lookup import name_fit, name_words
from sayso.publish.views.spoken import spoken_views
from sayso.publish.views.stories import actor_of
from sayso.publish.words.phrases import count_words, one_line
from sayso.records import Actor, ActorMember, Entity, Story
from sayso.store.protocol import Store

CLOSE = 2
"""How well a typed name must fit (`lookup.name_fit`): the same, or its last words; else the words within a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLine:
    """How much there is of one actor; `role` is what most articles call it ("" when none does)."""

    id: str
    name: str
    type: str
    named: bool
    articles: int
    outlets: int
    utterances: int
    names: tuple[str, ...]
    role: str

    @property
    def only_mentioned(self) -> bool:
        """Whether it never speaks and no article states a role."""
        return not self.utterances and not self.role


def actor_lines(
    store: Store, *, story: Story | None = None, only: Sequence[str] | None = None
) -> list[ActorLine]:
    """Actors, those who say most first, then those in most articles; `only` these ids, or all."""
    within = list(story.articles) if story else None
    members: dict[str, set[str]] = {}
    actors: dict[str, str] = {}
    wanted = None if only is None else set(only)
    for entity, actor, article in store.values(ActorMember, "entity", "actor", "article", articles=within):
        if wanted is None or actor in wanted:
            members.setdefault(actor, set()).add(article)
            actors[entity] = actor
    names: dict[str, Counter[str]] = {}
    stated: dict[str, list[tuple[str, str]]] = {}
    for entity, article, name, roles in store.values(
        Entity, "id", "article", "name", "roles", articles=within
    ):
        if entity in actors:
            names.setdefault(actors[entity], Counter())[name] += 1
            if roles != "[]":
                stated.setdefault(article, []).append((actors[entity], roles))
    said = Counter(
        actor
        for view in spoken_views(store, within)
        if not view.held_back
        for actor in {view.actor, *(one for item in view.renderings for one in item.actors)}
        if actor is not None
    )
    outlets: dict[str, str | None] = {}
    told: dict[str, Counter[str]] = {}
    for article in store.articles(within):
        outlets[article.id] = article.outlet
        for actor, roles in stated.get(article.id, ()):
            for words in {one_line(article.text[start:end]) for start, end in json.loads(roles)}:
                told.setdefault(actor, Counter())[words] += 1
    lines = [
        ActorLine(
            id=row[0],
            name=row[1],
            type=row[2],
            named=bool(row[3]),
            articles=len(members[row[0]]),
            outlets=len({outlet for article in members[row[0]] if (outlet := outlets.get(article))}),
            utterances=said[row[0]],
            names=tuple(sorted(names.get(row[0], ()), key=lambda name: (-names[row[0]][name], name))),
            role=_most_told(told.get(row[0])),
        )
        for row in store.values(Actor, "id", "name", "type", "named")
        if row[0] in members
    ]
    return sorted(lines, key=lambda line: (-line.utterances, -line.articles, line.name, line.id))


def find_actors(store: Store, asked: str) -> list[Actor]:
    """The actors that an id, the beginning of one, or a name answers to, best first; NotFound when none does.

    One is returned where the name leaves no doubt: it is the only one that has it as its name or as its last words,
    or the only one that has all of two or more words as its name.
    """
    known = actor_of(store)
    by_id = sorted({actor for actor in known.values() if actor == asked or _begins(asked, actor)})
    if by_id:
        return list(store.rows(Actor, ids=by_id))
    words = name_words(asked)
    fits: dict[str, int] = {}
    spread: Counter[str] = Counter()
    for entity, name, named in store.values(Entity, "id", "name", "named"):
        actor = known.get(entity)
        if actor is not None and named:
            spread[actor] += 1
            fit = name_fit(words, name_words(name)) if words else 0
            fits[actor] = max(fits.get(actor, 0), fit)
    found = sorted(
        (actor for actor, fit in fits.items() if fit), key=lambda one: (-fits[one], -spread[one], one)
    )
    if not found:
        raise NotFound(
            f"no actor answers to {asked!r}; `sayso actor` lists them, `sayso search` looks for the words"
        )
    close = [actor for actor in found if fits[actor] >= CLOSE]
    exact = [actor for actor in found if fits[actor] > CLOSE]
    if len(words) > 1 and len(exact) == 1:
        close = exact
    chosen = close if len(close) == 1 else found
    rows = {row.id: row for row in store.rows(Actor, ids=chosen)}
    return [rows[actor] for actor in chosen if actor in rows]


def one_of(found: Sequence[Actor], asked: str) -> Actor:
    """The one actor that was found; NotFound when several answer to the name: it says which."""
    if len(found) > 1:
        some = ", ".join(f"{actor.name} ({actor.id})" for actor in found[:5])
        raise NotFound(
            f"{count_words(len(found), 'actor')} answer to {asked!r}: {some}"
            f"{', …' if len(found) > 5 else ''}; name one by its id"
        )
    return found[0]


def one_actor(store: Store, asked: str) -> Actor:
    """The actor of a name or id; NotFound when there is none, or when several answer to it."""
    return one_of(find_actors(store, asked), asked)


def _begins(asked: str, actor: str) -> bool:
    return len(asked) >= 6 and actor.startswith(asked.lower())


def _most_told(roles: Counter[str] | None) -> str:
    return min(roles, key=lambda words: (-roles[words], -len(words), words)) if roles else ""
