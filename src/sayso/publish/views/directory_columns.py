"""What a directory is made of, article by article: read for all of a collection, or for those in which something changed.

All of it that is told of one article is a function of the rows that name this article (`READ`), so that an article in
which nothing changed need not be read again.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sayso.compare.origins.carriers import CARRIERS
from sayso.publish.views.directory import Head, Told
from sayso.publish.views.lines import reviews_of
from sayso.publish.views.lookup import Words, name_words
from sayso.publish.words.phrases import one_line, part_words, published_words
from sayso.records import (
    ActorMember,
    Article,
    Attribution,
    Detail,
    Entity,
    Record,
    ReviewedAttribution,
    Speaker,
    StoryMember,
    UtteranceMember,
)
from sayso.reviews.states import state_of
from sayso.store.protocol import Row, Store

READ: tuple[type[Record], ...] = (
    Article,
    ActorMember,
    Attribution,
    Detail,
    Entity,
    ReviewedAttribution,
    Speaker,
    StoryMember,
    UtteranceMember,
)
"""The types of which the columns of an article are made."""

Member = tuple[str, str, str | None, tuple[str, ...]]
"""An entity: its id, which actor it is, its name, and what the article says that it is (no words twice)."""
NOBODY: Row = ("", None, "[]", "", "unnamed", None)
"""The speaker of an attribution for which no row tells one."""


class Columns(NamedTuple):
    """One article as a directory knows it; `members` by entity, `told` in the order of the store."""

    head: Head
    members: tuple[Member, ...]
    told: tuple[Told, ...]


class Spelt(dict[str, Words]):
    """The words of names; most names stand in several articles."""

    def __missing__(self, name: str) -> Words:
        self[name] = words = name_words(name)
        return words


def read_columns(store: Store, articles: Collection[str] | None, spelt: Spelt) -> dict[str, Columns]:
    """The columns of these articles, or of all, by id; those that are not there are left out."""
    story_of: dict[str, str] = dict(store.values(StoryMember, "article", "story", articles=articles))
    belongs = list(store.values(ActorMember, "entity", "actor", "article", articles=articles))
    actor_of: dict[str, str] = {entity: actor for entity, actor, _ in belongs}
    speakers = _speakers(store, articles)
    bodies = {speaker[0] for speaker in speakers.values() if speaker[-1]}
    by_name: dict[tuple[str, Words], str] = {}
    members: dict[str, list[Member]] = {}
    placed: dict[str, list[tuple[str, str, str, str]]] = {}
    seen: set[str] = set()
    wanted = ("id", "article", "name", "named", "roles")
    for entity, article, name, is_name, places in store.values(Entity, *wanted, articles=articles):
        actor = actor_of.get(entity)
        if actor is None:
            continue
        seen.add(entity)
        if places == "[]":  # as nearly all are
            members.setdefault(article, []).append((entity, actor, name, ()))
        else:
            placed.setdefault(article, []).append((entity, actor, name, places))
        if is_name and article in bodies:
            by_name.setdefault((article, spelt[name]), actor)
    if len(seen) < len(belongs):
        for entity, actor, article in belongs:
            if entity not in seen:
                members.setdefault(article, []).append((entity, actor, None, ()))
    heads: dict[str, Head] = {}
    for one in store.articles(articles):
        heads[one.id] = _head(one, story_of.get(one.id))
        for entity, actor, name, places in placed.get(one.id, ()):
            roles = {one_line(one.text[start:end]) for start, end in json.loads(places)}
            members.setdefault(one.id, []).append((entity, actor, name, tuple(sorted(roles))))
    told = _told(store, articles, speakers=speakers, actor_of=actor_of, by_name=by_name, spelt=spelt)
    return {
        article: Columns(head, tuple(sorted(members.get(article, ()))), tuple(told.get(article, ())))
        for article, head in heads.items()
    }


def _speakers(store: Store, articles: Collection[str] | None) -> dict[str, Row]:
    """Article, entity, others, name, type and body spoken for of the speaker of each attribution."""
    wanted = ("attribution", "article", "entity", "also", "name", "type", "speaks_for")
    return {row[0]: row[1:] for row in store.values(Speaker, *wanted, articles=articles)}


def _told(
    store: Store,
    articles: Collection[str] | None,
    *,
    speakers: Mapping[str, Row],
    actor_of: Mapping[str, str],
    by_name: Mapping[tuple[str, Words], str],
    spelt: Spelt,
) -> Mapping[str, Sequence[Told]]:
    """Every attribution by article, without those in which a carrier only passes on what another one says."""
    wanted = ("attribution", "speech_act", "channel_kind", "said_on_value")
    details = {row[0]: row[1:] for row in store.values(Detail, *wanted, articles=articles)}
    members = store.values(UtteranceMember, "attribution", "utterance", articles=articles)
    utterance_of: dict[str, str] = dict(members)
    reviewed = reviews_of(store, None if articles is None else sorted(articles))
    states = {name: state_of(rows) for name, rows in reviewed.items()}
    rows = list(store.values(Attribution, "id", "article", "kind", "nested_in", articles=articles))
    around = {row[3] for row in rows}
    told: dict[str, list[Told]] = {}
    for name, article, kind, _ in rows:
        _, entity, also, written, type_, body = speakers.get(name, NOBODY)
        utterance = utterance_of.get(name)
        if utterance is None and name in around and type_ in CARRIERS:
            continue  # the utterances leave it to the inner one, which names it (`renderings.only_passed_on`)
        act, channel, said_on = details.get(name, ("statement", None, None))
        actor = actor_of.get(entity)
        actors: tuple[str, ...] = () if actor is None else (actor,)
        if also != "[]":
            joint = (actor_of.get(one) for one in json.loads(also))
            actors = tuple(dict.fromkeys((*actors, *(one for one in joint if one is not None))))
        told.setdefault(article, []).append(
            Told(
                attribution=name,
                article=article,
                utterance=utterance or name,
                actors=actors,
                body=by_name.get((article, spelt[body])) if body else None,
                name=written,
                act=act,
                kind=kind,
                channel=channel,
                said_on=said_on,
                state=states.get(name, "unreviewed"),
            )
        )
    return told


def _head(article: Article, story: str | None) -> Head:
    return Head(
        article.id,
        article.outlet,
        article.title,
        article.language,
        article.day_from,
        article.day_to,
        story,
        article.published_basis == "doubtful",
        published_words(article),
        part_words(article),
    )
