"""Actors: who an entity is across articles, over all names and spellings, with the reasons for each."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from sayso.ids import make_id
from sayso.records import Actor, ActorEdge, ActorMember, ActorPart, Article, Entity, EntityType
from sayso.resolve.actors.names import read_name
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member

# An actor shows why a member belongs to it with the surest reasons, and no more than a reader takes in.
REASONS = 3


class One(NamedTuple):
    """What a component keeps of an entity, with its links: (other entity, score, reasons)."""

    article: str
    entity: str
    name: str
    type: EntityType
    named: bool
    links: tuple[tuple[str, int, tuple[str, ...]], ...]


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands each entity to its component, with its links."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        components = {part.entity: part.component for part in bundle[ActorPart]}
        links: dict[str, list[tuple[str, int, tuple[str, ...]]]] = {}
        hubs: dict[str, list[tuple[str, int, tuple[str, ...]]]] = {}
        for edge in bundle[ActorEdge]:
            links.setdefault(edge.other_entity, []).append((edge.entity, edge.score, edge.reasons))
            hubs.setdefault(edge.entity, []).append((edge.other_entity, edge.score, edge.reasons))
        handed: dict[str, list[list[object]]] = {}
        for entity in bundle[Entity]:
            if entity.id in components:
                # The hub of a common name has a link a spoke: the spokes carry them all, the hub a few to show.
                shown = sorted(hubs.get(entity.id, ()), key=lambda link: (-link[1], link[0]))[:REASONS]
                own = links.get(entity.id, []) + shown
                entry = [entity.id, entity.name, entity.type, entity.named, own]
                handed.setdefault(components[entity.id], []).append(entry)
        for component in sorted(handed):
            yield Key(component, handed[component])

    return keys


def open_actors(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[Actor | ActorMember]]:
    """Return the function that makes the actors of one component."""

    def actors(_component: str, members: Sequence[Member]) -> Iterator[Actor | ActorMember]:
        ones = sorted(
            (_one(member.article, entry) for member in members for entry in member.payload),
            key=lambda one: one.entity,
        )
        for group in _apart(ones):
            yield from _actor(group)

    return actors


def _one(article: str, entry: Sequence[object]) -> One:
    entity, name, kind, named, links = cast(
        "tuple[str, str, EntityType, bool, list[tuple[str, int, list[str]]]]", entry
    )
    return One(article, entity, name, kind, named, tuple((o, score, tuple(why)) for o, score, why in links))


def _apart(ones: Sequence[One]) -> list[list[One]]:
    """A component without the links that would make one actor of two people whom one article tells apart.

    The surest links first, then by id; what would join two full names of one article is refused.
    """
    if len(ones) == 1:
        return [list(ones)]
    root = {one.entity: one.entity for one in ones}
    told = {one.entity: {one.article: {_full_name(one)}} if _full_name(one) else {} for one in ones}

    def find(entity: str) -> str:
        while root[entity] != entity:
            root[entity] = root[root[entity]]
            entity = root[entity]
        return entity

    links = {
        (-score, min(one.entity, other), max(one.entity, other))
        for one in ones
        for other, score, _ in one.links
        if other in root
    }
    for _, entity, other in sorted(links):
        a, b = sorted((find(entity), find(other)))
        if a != b and not _clash(told[a], told[b]):
            root[b] = a
            for article, names in told.pop(b).items():
                told[a][article] = told[a].get(article, set()) | names
    groups: dict[str, list[One]] = {}
    for one in ones:
        groups.setdefault(find(one.entity), []).append(one)
    return [groups[key] for key in sorted(groups)]


def _full_name(one: One) -> str:
    form = read_name(one.name)
    return form.key if one.type == "person" and len(form.tokens) > 1 else ""


def _clash(a: Mapping[str, set[str]], b: Mapping[str, set[str]]) -> bool:
    """Whether some article calls the two by different full names."""
    if len(b) < len(a):
        a, b = b, a
    return any(article in b and b[article] != names for article, names in a.items())


def _actor(group: Sequence[One]) -> Iterator[Actor | ActorMember]:
    kinds = Counter(one.type for one in group)
    actor = Actor(
        id=group[0].entity,
        name=_name(group),
        type=_type(kinds),
        named=any(one.named for one in group),
    )
    yield actor
    inside = {one.entity for one in group}
    for one in group:
        reasons = [why for other, _, reasons in one.links if other in inside for why in reasons]
        yield ActorMember(
            id=make_id("ActorMember", one.entity),
            article=one.article,
            entity=one.entity,
            actor=actor.id,
            reasons=tuple(dict.fromkeys(reasons))[:REASONS] or (_alone(one),),
        )


def _type(kinds: Mapping[EntityType, int]) -> EntityType:
    """What most articles take it for; a country that speaks somewhere is a government."""
    if "government" in kinds and "place" in kinds:
        return "government"
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def _alone(one: One) -> str:
    return "no other article names it so" if one.named else "has no name, and so is joined with nobody"


def _name(group: Sequence[One]) -> str:
    """The most frequent of the full forms: a person's name of two words, a body's name that is no acronym."""
    names = Counter(one.name for one in group)
    forms = {name: read_name(name) for name in names}
    person = group[0].type == "person"
    full = [name for name, form in forms.items() if (len(form.tokens) > 1 if person else not form.acronym)]
    # A heading's capitals are no spelling of the name.
    mixed = [name for name in full if not name.isupper()]
    return min(mixed or full or list(names), key=lambda name: (-names[name], -len(forms[name].tokens), name))


ACTORS = Group(
    name="actors",
    version=2,
    reads=(Article, Entity, ActorEdge, ActorPart),
    writes=(Actor, ActorMember),
    keys=open_keys,
    make=open_actors,
)
