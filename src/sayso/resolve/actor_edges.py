"""Which entities of different articles may be one actor: by the same name, an acronym, or a surname in one story.

First version: exact names, case, particles, apostrophes and accents. Whoever has no name joins nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.ids import make_id
from sayso.records import ActorEdge, ActorPart, Article, Entity, Mention, StoryMember
from sayso.resolve.names import Form, read_name
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member, Whole

# How sure a link is, in thousandths, from the kind of evidence alone: what is written alike ranks before what is
# concluded. Where links contradict one another the surer ones are kept (`actors`).
SAME_NAME, SAME_BUT_FOR_SPELLING, SAME_ACRONYM, ONE_BEARER, SAME_BARE_NAME = 950, 900, 850, 750, 700
# A body is called an organization here and a group there; a person, a place or a document is never the same as one.
BODIES = frozenset({"organization", "government", "group", "outlet"})


class Named(NamedTuple):
    """One entity in a group: the name that it has there, and by what else it is told apart."""

    article: str
    entity: str
    name: str
    story: str
    detail: list[str]


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands each named entity to the groups of its names."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        story = next((member.story for member in bundle[StoryMember]), "")
        text = bundle.article.text
        spelt = {
            mention.id: text[mention.start : mention.end]
            for mention in bundle[Mention]
            if mention.form == "name"
        }
        handed: dict[str, list[list[object]]] = {}
        for entity in bundle[Entity]:
            if not entity.named:
                continue
            names = {" ".join(spelt[mention].split()) for mention in entity.mentions if mention in spelt}
            forms = {name: read_name(name) for name in sorted(names | {entity.name})}
            for key, name, detail in _keys(entity, forms, story):
                handed.setdefault(key, []).append([entity.id, name, story, detail])
        for key in sorted(handed):
            yield Key(key, handed[key])

    return keys


def _keys(entity: Entity, forms: dict[str, Form], story: str) -> Iterator[tuple[str, str, list[str]]]:
    """The groups of one entity: key, the name it has there, detail. A key comes once, with its first name."""
    kind = "body" if entity.type in BODIES else entity.type
    said: set[str] = set()
    expansions = sorted({form.key for form in forms.values() if not form.acronym and len(form.tokens) > 1})
    for name, form in forms.items():
        if not form.tokens:
            continue
        if kind == "person":
            found = list(_person(form, story))
        elif kind == "body" and form.acronym:
            found = [(f"acronym {form.key}", expansions)]
        else:
            found = [(f"{kind} {form.key}", [])]
        for key, detail in found:
            if key not in said:
                said.add(key)
                yield key, name, detail


def _person(form: Form, story: str) -> Iterator[tuple[str, list[str]]]:
    """A full name meets its like anywhere, a bare one only those who bear it in the same story."""
    if len(form.tokens) > 1:
        yield f"person {form.key}", []
        for token in sorted(set(form.tokens)):
            yield f"bearer {story} {token}", [form.key, "last" if token == form.tokens[-1] else "other"]
    else:
        yield f"bearer {story} {form.key}", []


def open_actor_edges(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[ActorEdge]]:
    """Return the function that joins the entities of one key to the one of smallest id: never pair by pair."""

    def edges(key: str, members: Sequence[Member]) -> Iterator[ActorEdge]:
        named = [Named(member.article, *entry) for member in members for entry in member.payload]
        kind = key.split(" ", 1)[0]
        if kind == "bearer":
            yield from _bearers(key, named)
        elif kind == "acronym":
            yield from _acronyms(key, named)
        else:
            yield from _star(key, named, None)

    return edges


def _bearers(key: str, named: Sequence[Named]) -> Iterator[ActorEdge]:
    """Bare names of one story: to the one person who bears it there, and to nobody when there are several."""
    bare = [one for one in named if not one.detail]
    full = [one for one in named if one.detail]
    bearers = {one.detail[0] for one in full}
    if len(bearers) == 1 and all(one.detail[1] == "last" for one in full):
        first = min(full, key=lambda one: one.entity)
        reason = f"the only one of this story who is named so: {first.name}"
        for one in bare:
            yield _edge(key, first, one, ONE_BEARER, reason)
    elif not bearers:
        yield from _star(
            key, bare, (SAME_BARE_NAME, "same bare name in one story, where nobody's full name is given")
        )


def _acronyms(key: str, named: Sequence[Named]) -> Iterator[ActorEdge]:
    """Acronyms: with whatever the collection says that they stand for, if that is one thing; else story by story."""
    stands_for = {expansion for one in named for expansion in one.detail}
    groups = [named]
    if len(stands_for) > 1:
        stories = sorted({one.story for one in named})
        groups = [[one for one in named if one.story == story] for story in stories]
    for group in groups:
        expansions = sorted({expansion for one in group for expansion in one.detail})
        if len(expansions) <= 1:
            reason = f"same acronym, for '{expansions[0]}'" if expansions else "same acronym"
            yield from _star(key, group, (SAME_ACRONYM, reason))


def _star(key: str, named: Sequence[Named], given: tuple[int, str] | None) -> Iterator[ActorEdge]:
    if not named:
        return
    first = min(named, key=lambda one: one.entity)
    for one in named:
        if one.entity != first.entity:
            score, reason = given or _same_name(first.name, one.name)
            yield _edge(key, first, one, score, reason)


def _same_name(one: str, two: str) -> tuple[int, str]:
    if one == two:
        return SAME_NAME, f"same name: {one}"
    return SAME_BUT_FOR_SPELLING, f"same name but for case, particles or accents: {one}, {two}"


def _edge(key: str, first: Named, one: Named, score: int, reason: str) -> ActorEdge:
    return ActorEdge(
        id=make_id("ActorEdge", key, first.entity, one.entity),
        article=first.article,
        entity=first.entity,
        other_article=one.article,
        other_entity=one.entity,
        score=score,
        reasons=(reason,),
    )


def entity_nodes(bundle: Bundle) -> Iterable[str]:
    """Every entity: one that joins nobody is an actor by itself."""
    return (entity.id for entity in bundle[Entity])


def edge_pairs(bundle: Bundle) -> Iterable[tuple[str, str]]:
    """The pairs of entities that the article's actor edges join."""
    return ((edge.entity, edge.other_entity) for edge in bundle[ActorEdge])


def open_parts(component: str, nodes: Sequence[tuple[str, str]]) -> Iterator[ActorPart]:
    """The component that each entity lies in."""
    for article, entity in nodes:
        yield ActorPart(id=make_id("ActorPart", entity), article=article, entity=entity, component=component)


ACTOR_EDGES = Group(
    name="actor_edges",
    version=1,
    reads=(Article, Entity, Mention, StoryMember),
    writes=(ActorEdge,),
    keys=open_keys,
    make=open_actor_edges,
)

ACTOR_PARTS = Whole(
    name="actor_parts",
    version=1,
    reads=(Entity, ActorEdge),
    writes=(ActorPart,),
    nodes=entity_nodes,
    edges=edge_pairs,
    make=open_parts,
)
