"""All that a page shows of one actor: what `views.actor` tells, read as columns, and where it stands among the others.

Only the actor's own rows are decoded: an actor of a corpus stands in a thousand articles, beside fifty others in each.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.errors import NotFound
from sayso.publish.views.actor import Link, SpokenFor, Worded, links, speaks_for, told_apart, worded
from sayso.publish.views.directory import PEOPLE, Directory, Known, Told
from sayso.publish.views.finding import day_of
from sayso.publish.views.namesakes import Namesake, namesakes, written_roughly_as
from sayso.publish.views.positions import PropositionView, positions
from sayso.publish.views.reading_order import in_order
from sayso.records import (
    Actor,
    ActorEdge,
    ActorMember,
    Article,
    Entity,
    Mention,
    Position,
    PositionMember,
    Proposition,
    ReviewedPair,
    Speaker,
)
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.store.protocol import Store

LEAST_ID = 6
"""Characters of an id that are enough to name an actor."""

MOST_READ = 200
"""Articles in which the places of an actor are looked up: one in a hundred actors of a corpus stands in more than 35,
and who stands in a thousand would take many seconds. The page says how many were read."""


class SpokenBy(NamedTuple):
    """Somebody who speaks for a body, and in how many utterances; `actor` None: not known beyond one article."""

    actor: str | None
    name: str
    utterances: int


class Silent(NamedTuple):
    """An article that names the actor and has nothing that it said."""

    article: Article
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """One actor over all its articles, in reading order; `told` are its utterances without their words."""

    known: Known
    articles: tuple[Article, ...]
    names: tuple[Worded, ...]
    descriptions: tuple[Worded, ...]
    roles: tuple[Worded, ...]
    links: tuple[Link, ...]
    reviews: tuple[ReviewedPair, ...]
    apart: tuple[Namesake, ...]
    speaks_for: tuple[SpokenFor, ...]
    spoken_by: tuple[SpokenBy, ...]
    positions: int
    """On how much it takes a stance; `actor_positions` reads what."""
    silent: tuple[Silent, ...]
    told: tuple[Told, ...]


def resolve(store: Store, directory: Directory, asked: str) -> str:
    """The id under which an actor has its page: of an actor, an entity that is part of one, or the beginning of an id.

    NotFound says why there is no page: nobody has this id, several begin with it, or it is a person who only stands in a
    report.
    """
    asked = asked.lower()
    actor = asked if asked in directory.actors else directory.actor_of.get(asked)
    if actor is None and len(asked) >= LEAST_ID:
        begun = {one for one in directory.actors if one.startswith(asked)}
        if len(begun) > 1:
            raise NotFound(f"{len(begun)} actors have an id that begins with {asked!r}; give more of it")
        actor = next(iter(begun), None)
    if actor is None:
        raise NotFound(f"no actor has the id {asked!r}; look for a name at /actors")
    if actor not in directory.actors:
        row = next(store.rows(Actor, ids=[actor]), None)
        if row is None or row.type in PEOPLE:
            raise NotFound(
                "this person says nothing in the collection and no article gives them a role: whoever is only named in a "
                "report gets no page of their own; a search for the name finds the articles"
            )
        raise NotFound(f"no actor has the id {asked!r}; look for a name at /actors")
    return actor


def actor_page(store: Store, directory: Directory, actor: str) -> ActorPage:
    """One actor with everything that its page shows; made once for each state of the collection."""
    return directory.remember(("actor", actor), lambda: _read(store, directory, directory.actors[actor]))


def _read(store: Store, directory: Directory, known: Known) -> ActorPage:
    entities = frozenset(directory.entities[known.id])
    told = _own(directory, known.id)
    inside = _read_first(directory, known, {one.article for one in told})
    articles = in_order(store.articles(inside))
    read = list(_bundles(store, articles, entities, {one.article for one in told}))
    names, described, roles = worded(read, entities)
    edges = _edges(store, inside, entities)
    joined = links(read, edges, entities)
    reviewed = list(store.rows(ReviewedPair, articles=inside))
    apart = told_apart(edges, reviewed, entities, directory.actor_of)
    [row] = store.rows(Actor, ids=[known.id])
    return ActorPage(
        known=known,
        articles=tuple(articles),
        names=names,
        descriptions=described,
        roles=roles,
        links=joined,
        reviews=tuple(one for one in reviewed if one.entity in entities or one.other_entity in entities),
        apart=tuple(
            namesakes(
                store, row, [one.text for one in names], apart, near=lambda names: _near(directory, names)
            )
        ),
        speaks_for=speaks_for(read, entities),
        spoken_by=tuple(_spoken_by(directory, known.id)),
        positions=_count_positions(store, directory, known.id),
        silent=tuple(_silent(read, {one.article for one in told if not one.held_back})),
        told=tuple(told),
    )


def _read_first(directory: Directory, known: Known, spoken: set[str]) -> list[str]:
    """The articles whose places are read: all, or of very many those in which it speaks, the latest first."""

    def rank(article: str) -> tuple[bool, str, str]:
        head = directory.heads.get(article)
        return (article in spoken, (head.earliest if head else None) or "", article)

    return sorted(sorted(known.articles, key=rank, reverse=True)[:MOST_READ])


def _own(directory: Directory, actor: str) -> list[Told]:
    """What it says, utterance by utterance, the earliest first; what has no day comes last."""
    mine = directory.remember("told by", lambda: _told_by(directory)).get(actor, [])
    days: dict[str, str] = {}
    for one in mine:
        day = day_of(one, directory.heads.get(one.article)) or "~"
        days[one.utterance] = min(day, days.get(one.utterance, "~"))
    return sorted(mine, key=lambda one: (days[one.utterance], one.utterance, one.article, one.attribution))


def _told_by(directory: Directory) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for one in directory.told:
        for actor in one.actors:
            found.setdefault(actor, []).append(one)
    return found


def _bundles(
    store: Store, articles: Sequence[Article], entities: frozenset[str], spoken: set[str]
) -> Iterable[Bundle]:
    """The articles with the actor's own entities, their mentions, and where it speaks the speakers."""
    ids = [article.id for article in articles]
    found: dict[str, list[Entity]] = {}
    for entity in store.rows(Entity, articles=ids, ids=entities):
        found.setdefault(entity.article, []).append(entity)
    wanted = {one for rows in found.values() for entity in rows for one in entity.mentions}
    mentions: dict[str, list[Mention]] = {}
    for mention in store.rows(Mention, articles=ids, ids=wanted):
        mentions.setdefault(mention.article, []).append(mention)
    speakers: dict[str, list[Speaker]] = {}
    told = store.values(Speaker, "id", articles=spoken, among=(("entity",), entities))
    for speaker in store.rows(Speaker, articles=spoken, ids=[name for (name,) in told]):
        speakers.setdefault(speaker.article, []).append(speaker)
    for article in articles:
        yield Bundle(
            article,
            {
                Entity: tuple(found.get(article.id, ())),
                Mention: tuple(mentions.get(article.id, ())),
                Speaker: tuple(speakers.get(article.id, ())),
            },
        )


def _edges(store: Store, articles: Sequence[str], entities: frozenset[str]) -> list[ActorEdge]:
    """The links that one of the actor's entities has; the others of these articles are not decoded."""
    columns = ("entity", "other_entity", "id", "article", "other_article", "basis", "score", "reasons")
    return [
        ActorEdge(**dict(zip(columns, row, strict=True)) | {"reasons": tuple(json.loads(row[-1]))})
        for row in store.values(
            ActorEdge, *columns, articles=articles, among=(("entity", "other_entity"), entities)
        )
    ]


def actor_positions(store: Store, actor: str) -> tuple[PropositionView, ...]:
    """What an actor takes a stance on."""
    return positions(store, actor=actor).propositions


def _count_positions(store: Store, directory: Directory, actor: str) -> int:
    """How many they are, as their rows say it where these tell everything."""
    own = store.values(Position, "id", "proposition", "story", among=(("actor",), [actor]))
    mine = {row[0]: row[1:] for row in own}
    stories = sorted({row[1] for row in mine.values()})
    shown = (
        [row for row in store.rows(PositionMember, owners=stories) if row.shows in mine] if stories else []
    )
    if any(row.words is None or row.article not in directory.heads for row in shown):
        return len(actor_positions(store, actor))  # whether there are words of it has to be read
    asked = sorted({mine[row.shows][0] for row in shown})
    return sum(1 for _ in store.rows(Proposition, ids=asked)) if asked else 0


def why_alone(store: Store, page: ActorPage) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Why the members that no link tells of are this actor: (article, reasons)."""
    linked = {article for link in page.links for article in (link.one_article, link.other_article)}
    articles = [one.id for one in page.articles if one.id not in linked]
    return _alone(store, page.known.id, sorted(articles))


def _alone(store: Store, actor: str, articles: Sequence[str]) -> Iterable[tuple[str, tuple[str, ...]]]:
    columns = ("article", "reasons")
    for article, reasons in store.values(
        ActorMember, *columns, articles=articles, among=(("actor",), [actor])
    ):
        yield article, tuple(json.loads(reasons))


def _spoken_by(directory: Directory, actor: str) -> Iterable[SpokenBy]:
    """Who speaks for a body, those who say most for it first."""
    said: dict[tuple[str | None, str], set[str]] = {}
    for one in directory.told:
        if one.body == actor and not one.held_back:
            for who in one.actors or (None,):
                if who != actor:
                    known = directory.actors.get(who or "")
                    name = known.name if known else one.name
                    said.setdefault((who if known else None, name), set()).add(one.utterance)
    for (who, name), utterances in sorted(
        said.items(), key=lambda item: (-len(item[1]), item[0][1], item[0][0] or "")
    ):
        yield SpokenBy(who, name, len(utterances))


def _silent(read: Iterable[Bundle], spoken: set[str]) -> Iterable[Silent]:
    for bundle in read:
        if bundle.article.id not in spoken:
            spans = {Span(one.start, one.end) for one in bundle[Mention]}
            yield Silent(bundle.article, tuple(sorted(spans)))


def _near(directory: Directory, names: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The actors with a page that have a name which ends roughly as one of these."""
    words = directory.remember("last words", lambda: sorted(word for word in directory.by_last if word))
    found: dict[str, tuple[str, str]] = {}
    for word in written_roughly_as(names, words):
        for name in directory.by_last[word]:
            for actor in directory.by_words[name]:
                known = directory.actors[actor]
                found[actor] = (known.name, known.type)
    return found


def by_day(told: Sequence[Told], directory: Directory) -> Counter[str]:
    """How many utterances fall in each month, by the day on which they were said or else published ("": unknown)."""
    months: dict[str, set[str]] = {}
    for one in told:
        months.setdefault(day_of(one, directory.heads.get(one.article))[:7], set()).add(one.utterance)
    return Counter({month: len(utterances) for month, utterances in months.items()})
