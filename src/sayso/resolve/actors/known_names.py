"""By which names an entity of one article may be known in others, and how the article shows it.

"own": its full name and that name's spellings. "acronym": an acronym that can be made of the name, or one with what
the article says that it stands for. "stated": a name that the article itself equates with it. "metonym": the country
for which a capital speaks. "alias", "weak_alias": what the user's alias file calls it. What an article
calls somebody for short beside that is none: it names one body here and another there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.records import Entity, Mention
from sayso.resolve.actors.aliases import Aliases
from sayso.resolve.actors.countries import long_form
from sayso.resolve.actors.expansions import equated, fits, glossed_inside, mend
from sayso.resolve.actors.metonyms import governed_from
from sayso.resolve.actors.names import Form, read_name

# A body is called an organization here and a group there; a person, a place or a document is never the same as one.
BODIES = frozenset({"organization", "government", "group", "outlet"})


class Known(NamedTuple):
    """One name of an entity: as written, as compared, how it is known, and what an acronym is said to stand for."""

    name: str
    form: Form
    how: str
    stands_for: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)  # a name comes again and again: in its article, and in others
def form_of(name: str, *, person: bool) -> Form:
    """How a name is compared; a country by its long name."""
    form = read_name(name)
    return form if person else long_form(name, form)


def surname_of(name: str, form: Form) -> tuple[tuple[str, ...], str]:
    """A person's name as what stands before the surname, nothing for a bare one, and the surname, hyphens and all."""
    written = name.split()
    last = read_name(written[-1]).tokens if written else ()
    if 1 < len(last) <= len(form.tokens) and form.tokens[-len(last) :] == last:
        return form.tokens[: -len(last)], " ".join(last)
    return form.tokens[:-1], form.tokens[-1]


def kind_of(type_: str) -> str:
    """What a type is when names are compared: a person, a body, a place or a document."""
    return "body" if type_ in BODIES else type_


def known_names(
    text: str,
    mentions: Sequence[Mention],
    entities: Iterable[Entity],
    *,
    acting: frozenset[str],
    aliases: Aliases,
) -> Iterator[tuple[Entity, list[Known]]]:
    """The named entities of one article with their names, the own name first; `acting` are those who speak."""
    spelt = {m.id: mend(text[m.start : m.end]) for m in mentions if m.form == "name"}
    named = [entity for entity in entities if entity.named]
    stated = _stated(text, mentions, named, spelt)
    for entity in named:
        yield (
            entity,
            list(
                _known(entity, spelt, stated.get(entity.id, ()), acting=entity.id in acting, aliases=aliases)
            ),
        )


def _stated(
    text: str, mentions: Sequence[Mention], named: Sequence[Entity], spelt: Mapping[str, str]
) -> dict[str, list[tuple[str, str]]]:
    """For each entity the pairs of names of which the text says that they are one, its own name among them."""
    spans = sorted((m.start, m.end, m.id) for m in mentions if m.form == "name")
    of = {mention: entity.id for entity in named for mention in entity.mentions}
    names = {entity.id: mend(entity.name) for entity in named}
    found: dict[str, list[tuple[str, str]]] = {}
    for left, right in equated(text, [(start, end) for start, end, _ in spans]):
        one, two = spans[left][2], spans[right][2]
        for this in dict.fromkeys(of[mention] for mention in (one, two) if mention in of):
            # Not of a name that only came to lie in the entity: "... of Orland and Veslia (OOV)" is not Veslia.
            own = set(form_of(names[this], person=False).tokens)
            if any(set(form_of(spelt[mention], person=False).tokens) <= own for mention in (one, two)):
                found.setdefault(this, []).append((spelt[one], spelt[two]))
    return found


def _known(
    entity: Entity,
    spelt: Mapping[str, str],
    stated: Iterable[tuple[str, str]],
    *,
    acting: bool,
    aliases: Aliases,
) -> Iterator[Known]:
    person = entity.type == "person"
    own = mend(entity.name)
    full = form_of(own, person=person)
    said = set[tuple[str, ...]]()
    equal = {name: other for pair in stated for name, other in (pair, pair[::-1])}
    inside = glossed_inside(own)
    equal |= dict.fromkeys(inside, own)
    written = sorted({spelt[mention] for mention in entity.mentions if mention in spelt} | equal.keys())
    for name in (own, *written):
        form = form_of(name, person=person)
        if not form.tokens or form.tokens in said:
            continue
        how = _how(name, form, full, person=person, equal=equal)
        if not how:
            continue
        said.add(form.tokens)
        stands_for: tuple[str, ...] = ()
        if how == "acronym":
            others = {full.key} if not full.acronym else set()
            others |= {form_of(equal[name], person=person).key} if name in equal else set()
            stands_for = tuple(sorted(others - {form.key}))
        yield Known(name, form, how, stands_for)
    country = governed_from(full)
    if country and (entity.type == "government" or (acting and entity.type in BODIES)):
        yield Known(own, Form(tuple(country.split()), acronym=False), "metonym")
    for other, how in aliases.of(full.key, kind=kind_of(entity.type)):
        yield Known(own, Form((other,), acronym=False), how)


def _how(name: str, form: Form, full: Form, *, person: bool, equal: Mapping[str, str]) -> str:
    """How a name of an entity is known to be one; "" for what tells nothing elsewhere."""
    if form.key == full.key:
        return "acronym" if form.acronym and not person else "own"
    if person:
        if len(form.tokens) < 2:
            return ""
        return "own" if form.tokens[-1] == full.tokens[-1] else "stated" if name in equal else ""
    if form.acronym:  # what stands for the whole elsewhere too, or for something else ("BBC" of "BBC Trust")
        return "acronym" if name in equal or fits(name, full.key) else ""
    return "stated" if name in equal else ""
