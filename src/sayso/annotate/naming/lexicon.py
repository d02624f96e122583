"""The word lists of names, roles and bodies, read once by each stage that needs them.

They are general: each entry occurs in at least three of a large collection's articles or is a plain word of the
language. The files in `data/` are tab-separated with a header line, so that a person can read and edit them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from sayso.annotate.tables import table
from sayso.records import Capacity, EntityType

IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing", "written"),
    "swear": ("swears", "swore", "swearing", "sworn"),
    "think": ("thinks", "thought", "thinking"),
    "seek": ("seeks", "sought", "seeking"),
}
DOUBLES = frozenset({"admit", "refer", "slam", "quip", "plan"})
"""Verbs that double their last letter before -ed and -ing."""


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """What a noun for a person or a body says of its bearer.

    `kind` is the type of what it names, `fields` the walks of life it belongs to, `covers` those that it can stand
    for when it takes somebody up again ("the official" for a commander; "*": anybody).
    """

    noun: str
    kind: EntityType
    fields: frozenset[str]
    capacity: Capacity | None
    gender: str
    covers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, keyed by lower-case words.

    `bodies` are whole names, `any_word` and `last_word` words that give a longer name its type, `metonyms` places
    whose name stands for a government, `given` the usual gender of a given name ("m", "f"), `verbs` every form of
    a verb that only people and bodies can be the subject of, with its class ("say": hardly anything
    else can, "speech", "mind").
    """

    roles: dict[str, RoleNoun]
    bodies: dict[str, EntityType]
    any_word: dict[str, EntityType]
    last_word: dict[str, EntityType]
    metonyms: frozenset[str]
    given: dict[str, str]
    verbs: dict[str, str]


def load_lexicon() -> Lexicon:
    """Read the word lists from the package."""
    bodies: dict[str, dict[str, EntityType]] = {"name": {}, "any": {}, "last": {}, "metonym": {}}
    for form, words, kind in table("bodies.tsv"):
        bodies[form][words] = cast("EntityType", kind)
    return Lexicon(
        roles=dict(_roles()),
        bodies=bodies["name"],
        any_word=bodies["any"],
        last_word=bodies["last"],
        metonyms=frozenset(bodies["metonym"]),
        given={row[0]: row[1] for row in table("given_names.tsv")},
        verbs={form: kind for verb, kind in table("verbs.tsv") for form in verb_forms(verb)},
    )


def verb_forms(verb: str) -> tuple[str, ...]:
    """A verb in all its forms, the plain one first."""
    if verb in IRREGULAR:
        return (verb, *IRREGULAR[verb])
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    stem = verb + verb[-1] if verb in DOUBLES else verb
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return (verb, third, stem + "ed", stem + "ing")


def _roles() -> Iterator[tuple[str, RoleNoun]]:
    for noun, kind, fields, capacity, gender, covers in table("roles.tsv"):
        yield (
            noun,
            RoleNoun(
                noun,
                cast("EntityType", kind),
                _set(fields),
                None if capacity == "-" else cast("Capacity", capacity),
                "" if gender == "-" else gender,
                _set(covers),
            ),
        )


def _set(cell: str) -> frozenset[str]:
    return frozenset() if cell == "-" else frozenset(cell.split(","))
