"""Which entities of different articles may be one actor: by the same name, an acronym, or a surname in one story.

First version: exact names, case, particles, apostrophes and accents; a country's short and long name, and the country
with its government; within one story a surname spelt in two ways. Whoever has no name joins nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sayso.ids import make_id
from sayso.records import ActorEdge, ActorPart, Article, Entity, Mention, StoryMember
from sayso.resolve.actors.countries import is_country, long_form
from sayso.resolve.actors.names import Form, namesake_marks, read_name
from sayso.resolve.actors.spellings import LEAST_ROLE, Spelling, agreements, skeleton
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member, Whole
from sayso.words.commonness import function_words
from sayso.words.forms import read_words

# How sure a link is, in thousandths, from the kind of evidence alone: what is written alike ranks before what is
# concluded. Where links contradict one another the surer ones are kept (`actors`).
SAME_NAME, SAME_BUT_FOR_SPELLING, SAME_ACRONYM, ONE_BEARER, SAME_BARE_NAME = 950, 900, 850, 750, 700
SAME_COUNTRY, SPELT_OTHERWISE = 850, {"given": 800, "role": 720}
# A body is called an organization here and a group there; a person, a place or a document is never the same as one.
BODIES = frozenset({"organization", "government", "group", "outlet"})


class Named(NamedTuple):
    """One entity in a group: the name that it has there, and by what else it is told apart."""

    article: str
    entity: str
    name: str
    story: str
    detail: list[Any]


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
            forms = _own({name: _read(name, entity) for name in sorted(names | {entity.name})}, entity)
            for key, name, detail in _keys(entity, forms, story, _roles(entity, text)):
                handed.setdefault(key, []).append([entity.id, name, story, detail])
        for key in sorted(handed):
            yield Key(key, handed[key])

    return keys


def _read(name: str, entity: Entity) -> Form:
    form = read_name(name)
    return form if entity.type == "person" else long_form(name, form)


def _own(forms: dict[str, Form], entity: Entity) -> dict[str, Form]:
    """The forms by which an entity may be known elsewhere: its full name, that name's spellings, its acronym.

    A short form ("the Times", "State") names one body here and another there, and one article that mistakes two
    bodies for one would join them for the whole collection. A person may also be known by the surname.
    """
    full = forms[entity.name]
    return {
        name: form
        for name, form in forms.items()
        if form.key == full.key
        or (entity.type in BODIES and form.acronym)
        or (entity.type == "person" and form.tokens[-1:] == full.tokens[-1:])
    }


def _roles(entity: Entity, text: str) -> list[str]:
    """The offices of a person that are more than one word, each as its words in order."""
    if entity.type != "person":
        return []
    common = function_words()
    roles = {
        " ".join(
            sorted({form for form in read_words(text[span.start : span.end]).forms if form not in common})
        )
        for span in entity.roles
    }
    return sorted(role for role in roles if len(role.split()) >= LEAST_ROLE)


def _keys(
    entity: Entity, forms: dict[str, Form], story: str, roles: list[str]
) -> Iterator[tuple[str, str, list[Any]]]:
    """The groups of one entity: key, the name it has there, detail. A key comes once, with its first name."""
    kind = "body" if entity.type in BODIES else entity.type
    said: set[str] = set()
    expansions = sorted({form.key for form in forms.values() if not form.acronym and len(form.tokens) > 1})
    # The fullest first: who is named in full and by surname is no bearer of a bare name.
    for name, form in sorted(forms.items(), key=lambda item: (-len(item[1].tokens), -len(item[0]), item[0])):
        if not form.tokens:
            continue
        found: list[tuple[str, list[Any]]]
        if kind == "person":
            found = list(_person(form, name, story, roles))
        elif kind == "body" and form.acronym:
            found = [(f"acronym {form.key}", expansions)]
        else:
            found = [(f"{kind} {form.key}", [])]
            if entity.type in {"place", "government"} and is_country(form):
                found.append((f"country {form.key}", [entity.type]))
        for key, detail in found:
            if key not in said:
                said.add(key)
                yield key, name, detail


def _person(form: Form, name: str, story: str, roles: list[str]) -> Iterator[tuple[str, list[Any]]]:
    """A full name meets its like anywhere; a bare one, or one spelt otherwise, only who is in the same story."""
    *given, last = form.tokens
    if given:
        generation, middle = namesake_marks(name)
        whole = f"{form.key} {generation}".rstrip()
        yield f"person {whole}", [middle]
        for token in sorted(set(form.tokens)):
            yield f"bearer {story} {token}", [whole, "last" if token == last else "other"]
    else:
        yield f"bearer {story} {form.key}", []
    if (given or roles) and (bones := skeleton(last)):
        yield f"spelling {story} {bones}", [given, last, roles]


def open_actor_edges(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[ActorEdge]]:
    """Return the function that joins the entities of one key to the one of smallest id: never pair by pair."""

    def edges(key: str, members: Sequence[Member]) -> Iterator[ActorEdge]:
        named = [Named(member.article, *entry) for member in members for entry in member.payload]
        kind = key.split(" ", 1)[0]
        if kind == "bearer":
            yield from _bearers(key, named)
        elif kind == "acronym":
            yield from _acronyms(key, named)
        elif kind == "country":
            yield from _countries(key, named)
        elif kind == "spelling":
            yield from _spellings(key, named)
        elif kind == "person":
            yield from _people(key, named)
        else:
            yield from _star(key, named, None)

    return edges


def _people(key: str, named: Sequence[Named]) -> Iterator[ActorEdge]:
    """People of one name: all of them, unless different middle initials tell that they are several.

    Then whoever is named without one joins none of them: "Ivo Brand" may be Ivo R. or Ivo K.
    """
    middles = sorted({one.detail[0] for one in named if one.detail[0]})
    if len(middles) <= 1:
        yield from _star(key, named, None)
        return
    for middle in ("", *middles):
        yield from _star(key, [one for one in named if one.detail[0] == middle], None)


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


def _countries(key: str, named: Sequence[Named]) -> Iterator[ActorEdge]:
    """A country and its government of the same name: one link, for each is joined with its like by name."""
    firsts = [
        min((one for one in named if one.detail == [kind]), key=lambda one: one.entity, default=None)
        for kind in ("government", "place")
    ]
    government, place = firsts
    if government is not None and place is not None:
        reason = f"the same name for the country and its government: {government.name}"
        if government.name != place.name:
            reason += f", {place.name}"
        yield _edge(key, government, place, SAME_COUNTRY, reason)


def _spellings(key: str, named: Sequence[Named]) -> Iterator[ActorEdge]:
    """Near surnames of one story that have a given name or an office in common: one link for each two spellings."""
    written: dict[tuple[tuple[str, ...], str], list[Named]] = {}
    for one in named:
        written.setdefault((tuple(one.detail[0]), one.detail[1]), []).append(one)
    names = sorted(written)
    spellings = [
        Spelling(
            given,
            last,
            frozenset(frozenset(role.split()) for one in written[given, last] for role in one.detail[2]),
            frozenset(one.article for one in written[given, last]),
        )
        for given, last in names
    ]
    for i, j, basis in agreements(spellings):
        if spellings[i].last == spellings[j].last:
            continue  # not another spelling: the bearers of one surname have a group of their own
        one, two = (min(written[names[number]], key=lambda one: one.entity) for number in (i, j))
        first, other = sorted((one, two), key=lambda one: one.entity)
        same = "the same given name" if basis == "given" else "the same office"
        reason = f"surnames spelt nearly alike, and {same}, in one story: {first.name}, {other.name}"
        yield _edge(key, first, other, SPELT_OTHERWISE[basis], reason)


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
    if read_name(one).key != read_name(two).key:
        return SAME_BUT_FOR_SPELLING, f"a short and a long form of one country's name: {one}, {two}"
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
    version=2,
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
