"""Actors: who an entity is across articles, over all names and spellings, with the reasons for each."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from sayso.ids import make_id
from sayso.records import (
    Actor,
    ActorEdge,
    ActorMember,
    ActorPart,
    Article,
    Entity,
    EntityType,
    ReviewedPair,
    Speaker,
    StoryMember,
)
from sayso.resolve.actors.actor_edges import own_pairs
from sayso.resolve.actors.clusters import Cluster, Clusters, Tie, settle
from sayso.resolve.actors.constraints import constraints_of, told
from sayso.resolve.actors.countries import is_country
from sayso.resolve.actors.evidence import Evidence
from sayso.resolve.actors.general_names import is_general, is_usual
from sayso.resolve.actors.known_names import form_of
from sayso.resolve.actors.meetings import SAME_COUNTRY
from sayso.resolve.actors.metonyms import governed_from
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import read_words

# An actor shows why a member belongs to it with the surest reasons, and no more than a reader takes in.
REASONS = 3
COMPANY = 12
"""How many others an article hands on for each person: those it names most often."""
OWN_PAIR = "the same name for the country and its government, in one article"
RARE = 2.0
"""Weight (natural logarithm) of a word that one of seven articles has: names of such words alone are everywhere."""
ALONE = "alone"
"""How the key of those of one article begins whom no link touches."""
UNDATED = "~"
"""Sorts behind every date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    """What a component keeps of an entity, with its links: (other entity, basis, score, reasons)."""

    article: str
    published: str
    entity: str
    name: str
    type: EntityType
    named: bool
    evidence: Evidence
    links: tuple[Tie, ...]


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands each entity to its component, with its links and what the article tells of it."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        components = {part.entity: part.component for part in bundle[ActorPart]}
        story = next((member.story for member in bundle[StoryMember]), "")
        company = _company(bundle)
        links, hubs = _links(bundle)
        bodies: dict[str, set[str]] = {}
        for speaker in bundle[Speaker]:
            if speaker.entity and speaker.speaks_for:
                bodies.setdefault(speaker.entity, set()).add(form_of(speaker.speaks_for, person=False).key)
        reviews: dict[str, list[list[object]]] = {}
        for pair in bundle[ReviewedPair]:
            reviews.setdefault(pair.entity, []).append(
                [pair.entity, pair.other_entity, pair.same, pair.review, pair.by, pair.at]
            )
        handed: dict[str, list[list[object]]] = {}
        for entity in bundle[Entity]:
            if entity.id not in components:
                entry: list[object] = [entity.id, entity.name, entity.type, entity.named]
                handed.setdefault(f"{ALONE} {bundle.article.id}", []).append(entry)
                continue
            person = entity.type == "person"
            form = form_of(entity.name, person=person)
            shown = sorted(hubs.get(entity.id, ()), key=lambda link: (-link[2], link[0]))[:REASONS]
            handed.setdefault(components[entity.id], []).append(
                [
                    entity.id,
                    entity.name,
                    entity.type,
                    entity.named,
                    bundle.article.day_from or UNDATED,
                    story,
                    _offices(entity, bundle.article.text) if person else [],
                    sorted(bodies.get(entity.id, ())),
                    [key for key in company if key != form.key] if person or is_general(form) else [],
                    links.get(entity.id, []) + shown,
                    reviews.get(entity.id, []),
                ]
            )
        for component in sorted(handed):
            yield Key(component, handed[component])

    return keys


_Link = tuple[str, str, int, tuple[str, ...], bool]


def _links(bundle: Bundle) -> tuple[dict[str, list[_Link]], dict[str, list[_Link]]]:
    """The links of the article's entities, as spokes and as hubs.

    The hub of a common name has a link a spoke: the spokes carry them all, the hub a few to show.
    """
    links: dict[str, list[_Link]] = {}
    hubs: dict[str, list[_Link]] = {}
    for edge in bundle[ActorEdge]:
        links.setdefault(edge.other_entity, []).append(
            (edge.entity, edge.basis, edge.score, edge.reasons, True)
        )
        hubs.setdefault(edge.entity, []).append(
            (edge.other_entity, edge.basis, edge.score, edge.reasons, False)
        )
    for one, two in own_pairs(bundle):
        links.setdefault(two, []).append((one, "country", SAME_COUNTRY, (OWN_PAIR,), True))
    return links, hubs


def _company(bundle: Bundle) -> list[str]:
    """The names that an article names most often, but for those that say nothing: countries, general and usual ones."""
    counts: Counter[str] = Counter()
    for entity in bundle[Entity]:
        person = entity.type == "person"
        form = form_of(entity.name, person=person)
        few = is_usual(form) or len(form.tokens) < 2 if person else is_general(form) or is_country(form)
        if entity.named and form.tokens and not few and _is_rare(form.key):
            counts[form.key] += len(entity.mentions)
    return sorted(sorted(counts, key=lambda key: (-counts[key], key))[:COMPANY])


@lru_cache(maxsize=1 << 15)
def _is_rare(key: str) -> bool:
    """Whether a name has a word that few articles have; whom every other article names is no company."""
    weight = commonness().weight
    return any(weight(stem(word)) >= RARE for word in key.split())


def _offices(entity: Entity, text: str) -> list[str]:
    """The offices that an article gives to a person, each as its words in order."""
    common = function_words()
    found = {
        " ".join(sorted({w for w in read_words(text[s.start : s.end]).forms if w not in common}))
        for s in entity.roles
    }
    return sorted(found - {""})


def open_actors(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[Actor | ActorMember]]:
    """Return the function that makes the actors of one component."""

    def actors(component: str, members: Sequence[Member]) -> Iterator[Actor | ActorMember]:
        if component.startswith(ALONE):
            for member in members:
                for entry in member.payload:
                    yield from _alone(member.article, *entry)
            return
        ones = {one.entity: one for member in members for one in _read(member)}
        clusters = Clusters({entity: _cluster(ones[entity]) for entity in sorted(ones)})
        ties = {tie for one in ones.values() for tie in one.links if tie.one in ones and tie.two in ones}
        reviews = [ReviewedPair(**pair) for member in members for pair in _reviews(member)]
        here = [pair for pair in reviews if pair.entity in ones and pair.other_entity in ones]
        settle(clusters, sorted(ties), constraints_of(here))
        for group in clusters.groups():
            yield from _actor([ones[entity] for entity in group], clusters)

    return actors


def _alone(
    article: str,
    entity: str,
    name: str,
    kind: EntityType,
    named: bool,  # noqa: FBT001 - as the payload has it
) -> Iterator[Actor | ActorMember]:
    yield Actor(id=entity, name=name, type=kind, named=named)
    why = "no other article names it so" if named else "has no name, and so is joined with nobody"
    yield _member(article, entity, entity, (why,))


def _member(article: str, entity: str, actor: str, reasons: tuple[str, ...]) -> ActorMember:
    return ActorMember(
        id=make_id("ActorMember", entity), article=article, entity=entity, actor=actor, reasons=reasons
    )


def _read(member: Member) -> Iterator[One]:
    for entity, name, kind, named, published, story, offices, bodies, company, links, _ in member.payload:
        yield One(
            article=member.article,
            published=published,
            entity=entity,
            name=name,
            type=cast("EntityType", kind),
            named=named,
            evidence=Evidence({story} - {""}, set(offices), set(bodies), set(company)),
            links=tuple(
                Tie(*((other, entity) if spoke else (entity, other)), basis, score, tuple(why))
                for other, basis, score, why, spoke in links
            ),
        )


def _reviews(member: Member) -> Iterator[dict[str, Any]]:
    for entry in member.payload:
        for entity, other, same, review, by, at in entry[-1]:
            yield {
                "id": review,
                "article": member.article,
                "entity": entity,
                "other_article": "",
                "other_entity": other,
                "same": same,
                "review": review,
                "by": by,
                "at": at,
            }


def _cluster(one: One) -> Cluster:
    return Cluster(
        members=[one.entity],
        name=one.name,
        person=one.type == "person",
        told=told(one.article, one.name, person=one.type == "person"),
        evidence=one.evidence,
    )


def _actor(group: Sequence[One], clusters: Clusters) -> Iterator[Actor | ActorMember]:
    kinds = Counter(one.type for one in group)
    # named for whom the earliest report has: news comes in later than what is there, and changes no line of that
    first = min(group, key=lambda one: (one.published, one.article, one.entity))
    actor = Actor(
        id=first.entity, name=_name(group), type=_type(kinds), named=any(one.named for one in group)
    )
    yield actor
    inside = {one.entity for one in group}
    for one in group:
        ends = {
            (min(tie.one, tie.two), max(tie.one, tie.two))
            for tie in one.links
            if {tie.one, tie.two} <= inside
        }
        ends |= {end for end in clusters.reviewed if one.entity in end and inside.issuperset(end)}
        kept = sorted((-score, reasons) for end in ends for score, reasons in clusters.kept.get(end, ()))
        reasons = [reason for _, reasons in kept for reason in reasons]
        against = clusters.refused.get(one.entity, [])[:1]
        why = tuple(dict.fromkeys([*reasons[:REASONS], *against])) or ("no other article names it so",)
        yield _member(one.article, one.entity, actor.id, why)


def _type(kinds: Mapping[EntityType, int]) -> EntityType:
    """What most articles take it for; a country that speaks somewhere is a government."""
    if "government" in kinds and "place" in kinds:
        return "government"
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def _name(group: Sequence[One]) -> str:
    """The most frequent of the full forms: a person's name of two words, a body's name that is no acronym."""
    names = Counter(one.name for one in group)
    person = group[0].type == "person"
    forms = {name: form_of(name, person=person) for name in names}
    # A house that stands for a government is no name of the country, where an article has one.
    own = [name for name in names if person or not governed_from(forms[name])] or list(names)
    full = [name for name in own if (len(forms[name].tokens) > 1 if person else not forms[name].acronym)]
    # A heading's capitals are no spelling of the name.
    mixed = [name for name in full if not name.isupper()]
    return min(mixed or full or own, key=lambda name: (-names[name], -len(forms[name].tokens), name))


ACTORS = Group(
    name="actors",
    version=5,
    reads=(Article, Entity, Speaker, StoryMember, ReviewedPair, ActorEdge, ActorPart),
    writes=(Actor, ActorMember),
    keys=open_keys,
    make=open_actors,
)
