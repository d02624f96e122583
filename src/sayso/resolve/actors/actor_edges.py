"""Which entities may be one actor: those whose names meet, whole or nearly, in one story or anywhere.

Nothing is decided here but what a name alone can decide: where names meet there is a link with a score and a basis.
What else speaks for it, and what against it, is weighed where the whole component is at hand (`actors`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from sayso.ids import make_id
from sayso.records import ActorEdge, ActorPart, Article, Entity, Mention, ReviewedPair, Speaker, StoryMember
from sayso.resolve.actors.aliases import aliases_model, load_aliases
from sayso.resolve.actors.countries import is_country
from sayso.resolve.actors.expansions import mend
from sayso.resolve.actors.general_names import is_general, is_of_a_country, takes_up
from sayso.resolve.actors.known_names import Known, form_of, kind_of, known_names, surname_of
from sayso.resolve.actors.matching import meeting_keys
from sayso.resolve.actors.meetings import MEETINGS, Link, Named
from sayso.resolve.actors.names import namesake_marks
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member, Whole

_COUPLE = frozenset({"and", "&", "or"})
LEAST_LETTERS = 5
"""A shorter name of one word is another name with one other letter ("Mali", "Bali"): it has no near spellings."""


def open_keys(settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands each named entity to the groups of its names."""
    aliases = load_aliases(settings)

    def keys(bundle: Bundle) -> Iterator[Key]:
        story = next((member.story for member in bundle[StoryMember]), "")
        acting = frozenset(speaker.entity for speaker in bundle[Speaker] if speaker.entity)
        known = list(
            known_names(bundle.article.text, bundle[Mention], bundle[Entity], acting=acting, aliases=aliases)
        )
        land = _land(known)
        handed: dict[str, list[list[object]]] = {}
        for entity, names in known:
            said: set[str] = set()
            for name in names:
                for key, extra in _keys(entity, name, story, land):
                    if key not in said:
                        said.add(key)
                        entry: list[object] = [entity.id, name.name, name.how, entity.type, story, extra]
                        handed.setdefault(key, []).append(entry)
        for key in sorted(handed):
            yield Key(key, handed[key])

    return keys


def _land(known: Sequence[tuple[Entity, list[Known]]]) -> str:
    """The country that an article is mainly about: named more often than any other, and more than once; or ""."""
    counts: dict[str, int] = {}
    for entity, names in known:
        if entity.type in {"place", "government"} and names and is_country(names[0].form):
            key = names[0].form.key
            counts[key] = counts.get(key, 0) + len(entity.mentions)
    first, second = ([*sorted(counts.items(), key=lambda item: (-item[1], item[0])), ("", 0), ("", 0)])[:2]
    return first[0] if first[1] > max(1, second[1]) else ""


def _keys(entity: Entity, known: Known, story: str, land: str) -> Iterator[tuple[str, list[str]]]:
    """The groups of one name of an entity, with what else they need to know of it."""
    form, kind = known.form, kind_of(entity.type)
    if known.how == "alias":
        yield f"alias {form.key}", []
    elif known.how == "weak_alias":
        yield f"alias {form.key} {story}", []
    elif known.how == "acronym":
        yield f"acronym {form.key}", list(known.stands_for)
    elif kind == "person":
        if _COUPLE.isdisjoint(known.name.split()):
            yield from _person(entity, known, story)
    elif kind == "body" and is_general(form):
        yield f"name {story} {form.key}", ["story"]
        yield f"short {story} {form.key}", []
        if is_of_a_country(form):
            yield f"usual {form.key}", [land]
            if land:
                yield f"name {land} {form.key}", ["land", land]
    else:
        yield f"name {form.key}", []
        if kind == "body":
            if len(form.tokens) == 1:
                yield f"short {story} {form.key}", []
            if len(form.tokens) > 1 and takes_up(
                form.tokens[-1:]
            ):  # "the Brotherhood" of the Marsh Brotherhood
                yield f"short {story} {form.tokens[-1]}", [known.name]
        if (len(form.tokens) > 1 or len(form.key) >= LEAST_LETTERS) and not is_country(form):
            yield f"near {story} {kind} {_near(form.tokens)}", []


def _near(tokens: Sequence[str]) -> str:
    """One key for all near spellings of a body's or a place's name, word by word."""
    return " ".join((meeting_keys(token, kind="place") or (token,))[0] for token in tokens)


def _person(entity: Entity, known: Known, story: str) -> Iterator[tuple[str, list[str]]]:
    """A full name meets its like anywhere, and near spellings too; a bare one only who is in the same story."""
    given, last = surname_of(known.name, known.form)
    sounds = meeting_keys(known.name, kind="person")
    if given:
        generation, middle = namesake_marks(known.name)
        whole = f"{known.form.key} {generation}".rstrip()
        yield f"name {whole}", [middle, "role" if entity.roles else ""]
        for token in sorted({*given, last}):
            place = "last" if token == last else "first" if token == given[0] else "other"
            yield f"bearer {story} {token}", [whole, place]
        for sound in sounds:
            if " " in sound:  # a surname's sound alone brings strangers together
                yield f"near {sound}", []
    else:
        yield f"bearer {story} {last}", []
    if given or (entity.roles and len(last) >= LEAST_LETTERS):
        for sound in meeting_keys(last, kind="person"):
            yield f"near {story} {sound}", []


def open_actor_edges(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[ActorEdge]]:
    """Return the function that links the entities of one key: to one of them each, never pair by pair."""

    def edges(key: str, members: Sequence[Member]) -> Iterator[ActorEdge]:
        named = [Named(member.article, *entry) for member in members for entry in member.payload]
        for link in MEETINGS[key.split(" ", 1)[0]](named):
            yield _edge(key, link)

    return edges


def _edge(key: str, link: Link) -> ActorEdge:
    first, other = link.one, link.two
    return ActorEdge(
        id=make_id("ActorEdge", key, link.basis, first.entity, other.entity),
        article=first.article,
        entity=first.entity,
        other_article=other.article,
        other_entity=other.entity,
        basis=link.basis,
        score=link.score,
        reasons=(link.reason,),
    )


def entity_nodes(bundle: Bundle) -> Iterable[str]:
    """The entities of the article that have a link; one that joins nobody is an actor by itself and no node."""
    own = {entity.id for entity in bundle[Entity]}
    return sorted(own & {end for pair in edge_pairs(bundle) for end in pair})


def edge_pairs(bundle: Bundle) -> Iterable[tuple[str, str]]:
    """The pairs of entities that the article's links join, a person's word that two are one among them."""
    yield from ((edge.entity, edge.other_entity) for edge in bundle[ActorEdge])
    yield from ((pair.entity, pair.other_entity) for pair in bundle[ReviewedPair] if pair.same)
    yield from own_pairs(bundle)


def own_pairs(bundle: Bundle) -> Iterable[tuple[str, str]]:
    """The country and its government within one article, which no group of articles brings together."""
    first: dict[str, str] = {}
    for entity in bundle[Entity]:
        if entity.named and entity.type in {"place", "government"}:
            form = form_of(mend(entity.name), person=False)
            if is_country(form) and first.setdefault(form.key, entity.id) != entity.id:
                yield first[form.key], entity.id


def open_parts(component: str, nodes: Sequence[tuple[str, str]]) -> Iterator[ActorPart]:
    """The component that each entity lies in."""
    for article, entity in nodes:
        yield ActorPart(id=make_id("ActorPart", entity), article=article, entity=entity, component=component)


ACTOR_EDGES = Group(
    name="actor_edges",
    version=4,
    reads=(Article, Entity, Mention, Speaker, StoryMember),
    writes=(ActorEdge,),
    keys=open_keys,
    make=open_actor_edges,
    least=2,
    model=aliases_model,
)

ACTOR_PARTS = Whole(
    name="actor_parts",
    version=2,
    reads=(Entity, ActorEdge, ReviewedPair),
    writes=(ActorPart,),
    nodes=entity_nodes,
    edges=edge_pairs,
    make=open_parts,
)
