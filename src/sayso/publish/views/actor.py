"""One actor with everything that the articles say of it: names, roles, whom it speaks for, why it is one, who is not it.

An actor is a conclusion from names and words in articles, never a fact about the world: each link keeps its reasons.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.publish.export.annotated import held
from sayso.publish.views.lookup import fold_words
from sayso.publish.views.namesakes import Namesake, namesakes
from sayso.publish.views.reading_order import in_order, reading_key
from sayso.publish.views.renderings import SAID_KINDS, UtteranceView
from sayso.publish.views.stories import actor_of, bundles, utterance_views
from sayso.publish.words.phrases import one_line
from sayso.records import (
    Actor,
    ActorEdge,
    ActorMember,
    Article,
    Capacity,
    Entity,
    Mention,
    ReviewedPair,
    Speaker,
)
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.store.protocol import Store


class Use(NamedTuple):
    """Where some words stand in one article."""

    article: Article
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A name or a role in one spelling, with everywhere that it stands, in reading order."""

    text: str
    uses: tuple[Use, ...]

    @property
    def count(self) -> int:
        """How often it stands in all articles together."""
        return sum(len(use.spans) for use in self.uses)


class Link(NamedTuple):
    """Why the actor's mentions in two articles are taken for one; the score is in thousandths."""

    one: str
    one_article: str
    other: str
    other_article: str
    score: int
    reasons: tuple[str, ...]


class SpokenFor(NamedTuple):
    """A body that the actor speaks for, in what capacity, and the words that say so."""

    name: str
    capacity: Capacity
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """One actor over all its articles, in reading order."""

    actor: Actor
    articles: tuple[Article, ...]
    names: tuple[Worded, ...]
    descriptions: tuple[Worded, ...]
    roles: tuple[Worded, ...]
    links: tuple[Link, ...]
    alone: tuple[tuple[str, tuple[str, ...]], ...]
    """Reasons of the members that no link tells of: (article id, reasons)."""
    reviews: tuple[ReviewedPair, ...]
    apart: tuple[Namesake, ...]
    speaks_for: tuple[SpokenFor, ...]
    utterances: tuple[UtteranceView, ...]

    @property
    def id(self) -> str:
        """The actor's id."""
        return self.actor.id

    @property
    def name(self) -> str:
        """The fullest of its frequent names."""
        return self.actor.name

    @property
    def said(self) -> tuple[UtteranceView, ...]:
        """Its utterances without what is only reported as an intention or belief of it."""
        return tuple(view for view in self.utterances if not view.held_back)


def actor_view(store: Store, actor: Actor) -> ActorView:
    """One actor with everything that is shown of it."""
    everyone = actor_of(store)
    entities = {entity for entity, one in everyone.items() if one == actor.id}
    members = [row for row in store.values(ActorMember, "entity", "article") if row[0] in entities]
    inside = {article for _, article in members}
    articles = in_order(store.articles(sorted(inside)))
    read = list(bundles(store, articles, (*SAID_KINDS, Mention)))
    names, described, roles = worded(read, entities)
    edges = list(store.rows(ActorEdge, articles=sorted(inside)))
    linked_by = links(read, edges, entities)
    linked = {article for link in linked_by for article in (link.one_article, link.other_article)}
    reviewed = list(store.rows(ReviewedPair, articles=sorted(inside)))
    reasons = store.rows(ActorMember, articles=sorted(inside))
    return ActorView(
        actor=actor,
        articles=tuple(articles),
        names=names,
        descriptions=described,
        roles=roles,
        links=linked_by,
        alone=tuple(
            (row.article, row.reasons)
            for row in reasons
            if row.actor == actor.id and row.article not in linked
        ),
        reviews=tuple(row for row in reviewed if row.entity in entities and row.other_entity in entities),
        apart=tuple(
            namesakes(
                store, actor, [one.text for one in names], told_apart(edges, reviewed, entities, everyone)
            )
        ),
        speaks_for=speaks_for(read, entities),
        utterances=tuple(
            view
            for view in utterance_views(store, read)
            if view.actor == actor.id
            or any(voice.actor == actor.id for item in view.renderings for voice in item.voices)
        ),
    )


def worded(
    read: Sequence[Bundle], entities: Collection[str]
) -> tuple[tuple[Worded, ...], tuple[Worded, ...], tuple[Worded, ...]]:
    """Names, descriptions ("the minister") and roles, each spelling once; most frequent first."""
    names: dict[str, list[Use]] = {}
    described: dict[str, list[Use]] = {}
    roles: dict[str, list[Use]] = {}
    for bundle in read:
        mentions = {mention.id: mention for mention in held(bundle, Mention)}
        for entity in held(bundle, Entity):
            if entity.id not in entities:
                continue
            own = [mentions[one] for one in entity.mentions if one in mentions]
            for form, kept in (("name", names), ("role", described)):
                spans = [Span(one.start, one.end) for one in own if one.form == form]
                _add(kept, bundle.article, spans)
            _add(roles, bundle.article, [Span(*role) for role in entity.roles])
    return _ranked(names), _ranked(described), _ranked(_without_case(roles))


def _add(kept: dict[str, list[Use]], article: Article, spans: Iterable[Span]) -> None:
    found: dict[str, list[Span]] = {}
    for span in sorted(set(spans)):
        found.setdefault(one_line(article.text[slice(*span)]), []).append(span)
    for text, places in found.items():
        kept.setdefault(text, []).append(Use(article, tuple(places)))


def _without_case(kept: Mapping[str, list[Use]]) -> dict[str, list[Use]]:
    """The same with words that differ in case and accents alone as one, by their most frequent spelling."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for text in sorted(kept, key=lambda text: (-sum(len(use.spans) for use in kept[text]), text)):
        alike.setdefault(fold_words(text), []).append(text)
    return {texts[0]: _together([use for text in texts for use in kept[text]]) for texts in alike.values()}


def _together(uses: Iterable[Use]) -> list[Use]:
    found: dict[str, Use] = {}
    for use in uses:
        before = found.get(use.article.id)
        spans = sorted({*use.spans, *(before.spans if before else ())})
        found[use.article.id] = Use(use.article, tuple(spans))
    return sorted(found.values(), key=lambda use: reading_key(use.article))


def _ranked(kept: Mapping[str, list[Use]]) -> tuple[Worded, ...]:
    made = [Worded(text=text, uses=tuple(uses)) for text, uses in kept.items()]
    return tuple(
        sorted(made, key=lambda one: -one.count)
    )  # of equal ones the first to be printed comes first


def links(read: Sequence[Bundle], edges: Iterable[ActorEdge], entities: Collection[str]) -> tuple[Link, ...]:
    """The links among the actor's own entities, surest first."""
    names = {entity.id: entity.name for bundle in read for entity in held(bundle, Entity)}
    found = {
        Link(
            names.get(edge.entity, ""),
            edge.article,
            names.get(edge.other_entity, ""),
            edge.other_article,
            edge.score,
            edge.reasons,
        )
        for edge in edges
        if edge.entity in entities and edge.other_entity in entities
    }
    return tuple(sorted(found, key=lambda link: (-link.score, link)))


def speaks_for(read: Sequence[Bundle], entities: Collection[str]) -> tuple[SpokenFor, ...]:
    """Bodies by name and capacity, those that most articles tell of first."""
    found: dict[tuple[tuple[str, ...], Capacity], tuple[str, dict[str, tuple[Article, set[Span]]]]] = {}
    for bundle in read:
        for speaker in held(bundle, Speaker):
            if speaker.entity not in entities or not speaker.speaks_for:
                continue
            key = (fold_words(speaker.speaks_for), speaker.capacity or "unclear")
            _, uses = found.setdefault(key, (speaker.speaks_for, {}))
            _, spans = uses.setdefault(bundle.article.id, (bundle.article, set()))
            if speaker.speaks_for_span is not None:
                spans.add(Span(*speaker.speaks_for_span))
    made = [
        SpokenFor(name, key[1], tuple(Use(article, tuple(sorted(spans))) for article, spans in uses.values()))
        for key, (name, uses) in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (-len(one.uses), one.name, one.capacity)))


def told_apart(
    edges: Iterable[ActorEdge],
    reviewed: Iterable[ReviewedPair],
    entities: Collection[str],
    everyone: Mapping[str, str],
) -> dict[str, tuple[int | None, tuple[str, ...]]]:
    """The other actors to which a link leads that was not followed, or from which a person told this one apart."""

    def other(one: str, two: str) -> str | None:
        if (one in entities) == (two in entities):
            return None
        return everyone.get(two if one in entities else one)

    near: dict[str, tuple[int | None, tuple[str, ...]]] = {}
    for edge in edges:
        actor = other(edge.entity, edge.other_entity)
        if actor is not None and edge.score > (near.get(actor, (None, ()))[0] or -1):
            near[actor] = (edge.score, edge.reasons)
    for row in reviewed:
        actor = other(row.entity, row.other_entity)
        if actor is not None and not row.same:
            near[actor] = (None, (f"told apart by {row.by} ({row.at[:10]})",))
    return near
