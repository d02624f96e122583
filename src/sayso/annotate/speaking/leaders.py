"""Whom "the Veslandic prime minister" means: the leader of that office and country whom the article names."""

from collections.abc import Iterator

from sayso.annotate.naming.mention_roles import is_plural, role_noun
from sayso.annotate.speaking.findings import CONFIDENCE, STEP_BACK, Finding, resolved
from sayso.annotate.speaking.scene import Scene
from sayso.records import Entity
from sayso.spans import Span

OFTEN, LATELY = 4, 3
"""Names of the person an article is about, and sentences back to the last of them, at least; set by judgement."""
NOT_IN_OFFICE = frozenset(
    {"former", "then", "vice", "deputy", "ex", "late", "acting", "candidate", "assistant", "elect"}
)
OFFICE_WORDS = frozenset({"the", "a", "of", "current", "new", "s", "’s", "'s", "incumbent"})
COUNTRIES = {
    "us": "us", "usa": "us", "american": "us", "america": "us", "united states": "us",
    "uk": "uk", "british": "uk", "britain": "uk", "united kingdom": "uk",
}  # fmt: skip
"""Countries whose adjective does not begin as their name does; of all others the first four letters agree."""


def leader(scene: Scene, head: int, span: Span, words: str) -> Finding | None:
    """The one named person with the leading office that a description names, of the same country where both say it.

    "the Veslandic prime minister" is a Prime Minister Roe, and no former one, no deputy, nobody of another country.
    """
    grammar = scene.grammar
    entry = role_noun(scene.lexicon, grammar, head)
    if (
        entry is None
        or entry.capacity != "leader"
        or not entry.fields & {"office", "politics"}
        or is_plural(grammar, head)
        or (scene.quoted[head] and words.lower().split()[0] not in {"the", "this", "our"})
    ):
        return None
    nouns = set(entry.noun.split())
    country, rest = _country(scene, span, nouns)
    if rest:
        return None  # "the bank's president"
    bearers: dict[str, Entity] = {}
    for entity in scene.officers:
        for role in entity.roles:
            said = set(grammar.text[role.start : role.end].lower().split())
            if not nouns <= said or said & NOT_IN_OFFICE:
                continue
            theirs, other = _country(scene, role, nouns)
            if not other and (not theirs or not country or theirs == country):
                bearers[entity.id] = entity
    if not bearers and not any(nouns <= said for said in _said_roles(scene)):
        return _whom_it_is_about(scene, head, span, words)
    if len(bearers) != 1:
        return None
    entity = next(iter(bearers.values()))
    if (
        country
        and not any(_country(scene, role, nouns)[0] for role in entity.roles)
        and _another(scene, head, entity)
    ):
        return None
    return resolved(
        entity,
        span,
        "role",
        CONFIDENCE["office"] - STEP_BACK,
        f"'{words}': {entity.name} has this office here",
    )


def leads_a_country(scene: Scene, head: int, span: Span) -> bool:
    """Whether a description names a leading office and its country."""
    entry = role_noun(scene.lexicon, scene.grammar, head)
    if entry is None or entry.capacity != "leader" or not entry.fields & {"office", "politics"}:
        return False
    country, rest = _country(scene, span, set(entry.noun.split()))
    return bool(country) and not rest


def has_bearer(scene: Scene, noun: str) -> bool:
    """Whether the article gives anybody an office."""
    return any(set(noun.split()) <= said for said in _said_roles(scene))


def _another(scene: Scene, head: int, entity: Entity) -> bool:
    """Whether somebody else without a role was just named, who may be the leader of the country that is spoken of."""
    return any(
        on.entity.named and not on.entity.roles and on.entity.id != entity.id
        for sentence in scene.back(head, 2)
        for on in scene.persons.get(sentence, ())
        if on.token < head
    )


def _said_roles(scene: Scene) -> Iterator[set[str]]:
    for entity in scene.officers:
        for role in entity.roles:
            yield set(scene.grammar.text[role.start : role.end].lower().split())


def _whom_it_is_about(scene: Scene, head: int, span: Span, words: str) -> Finding | None:
    """The person whom the article mostly names, where it gives nobody the leading office that it speaks of.

    Reports leave out the office of those whom every reader knows. It must be somebody without any role, named far
    more often than everybody else, and in one of the sentences just before, in which nobody else without a role is.
    """
    own = scene.grammar.sent[head]
    often = sorted(
        (
            (len(scene.tokens_of.get(entity.id, ())), entity)
            for group in scene.namesakes.values()
            for entity in group
        ),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    if (
        not often
        or often[0][0] < OFTEN
        or often[0][1].roles
        or (len(often) > 1 and often[0][0] < 2 * often[1][0])
    ):
        return None
    entity = often[0][1]
    lately = [
        one
        for _, one in often
        if not one.roles
        and any(own - LATELY <= scene.grammar.sent[at] <= own and at < head for at in scene.tokens_of[one.id])
    ]
    if lately != [entity]:
        return None
    return resolved(
        entity,
        span,
        "role",
        CONFIDENCE["role_unsaid"],
        f"'{words}': the article is mostly about {entity.name} and gives nobody this office",
    )


def _country(scene: Scene, span: Span, nouns: set[str]) -> tuple[str, bool]:
    """The country that a role names, as a key, and whether it says more than country and office."""
    grammar = scene.grammar
    named, rest = [], False
    for index in grammar.tokens(span):
        word = grammar.lower[index].replace(".", "")
        if grammar.parse.ent[index] in {"GPE", "NORP"} or word in COUNTRIES:
            named.append(word)
        elif word not in nouns | OFFICE_WORDS and word.isalpha():
            rest = True
    key = " ".join(word for word in named if word not in {"the", "of"})
    return COUNTRIES.get(key, key[:4]), rest
