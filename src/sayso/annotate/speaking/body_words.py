"""Which body the words of a role name: behind "of", before the noun, as a country's adjective, or in capitals."""

import re
from collections.abc import Iterator, Sequence

from sayso.annotate.speaking.roles import by_role
from sayso.annotate.speaking.scene import BODIES, SHARED, Scene
from sayso.records import Mention

TIES = frozenset({"of", "for", "at", "from", "with", "in", "to", "on"})
NO_BODY = frozenset({
    "vice", "deputy", "former", "acting", "interim", "associate", "assistant", "senior", "first", "executive", "democratic",
    "republican", "democrat", "labour", "liberal", "conservative", "chief", "state", "prime", "general", "managing", "national",
    "district", "attorney", "majority", "minority", "speaker", "secretary", "incoming", "mr", "mr.", "ms", "ms.", "mrs.", "dr.",
})  # fmt: skip
"""Capitalized words before an office that name no body."""
NATIONS = ("ian", "ish", "ese", "aqi", "aeli", "ani", "eni", "ean", "ican", "ench", "utch", "ghan", "audi")
"""Endings of most adjectives for countries."""
COMPASS = frozenset({"south", "north", "east", "west", "new"})
EDGES = re.compile(
    r"^(?:(?:an?|the|senior|top|several|some|two|three|many|former)\s+)+|\s+(?:majority|minority)$",
    re.IGNORECASE,
)
OURS = re.compile(r"(?:our|my|his|her|their|its|your)\s", re.IGNORECASE)


def body_behind(scene: Scene, head: int, last: int) -> str | None:
    """The body behind "of", "for", "at": the first that has a name, else the first described."""
    if head >= last or scene.grammar.lower[head + 1] not in TIES:
        return None
    described = None
    for index in range(head + 2, last + 1):
        mention = scene.mentions.get(index)
        found = _body(scene, index)
        if (
            found is not None
            and mention is not None
            and mention.form == "name"
            and not is_place(scene, found)
        ):
            return found
        described = described or found
    return described


def body_before(scene: Scene, head: int, first: int) -> str | None:
    """The body that stands before the role noun ("Amal spokesman", "the group's leader"), the nearest of several."""
    return next(_bodies_before(scene, head, first), None)


def sender_before(scene: Scene, head: int, first: int) -> str | None:
    """Who sent an ambassador or envoy ("Vesland's envoy to the League"): the farthest of several before the noun.

    Where an ambassador is sent to stands there as well ("the League ambassador"), so the sender has to be a country.
    """
    found = list(_bodies_before(scene, head, first))
    if scene.grammar.lower[head] == "ambassador":
        bodies = {entity.name for entity in scene.entities.values() if entity.type == "organization"}
        found = [name for name in found if name not in bodies]
    return found[-1] if found else nation_of(scene, first, head)


def _bodies_before(scene: Scene, head: int, first: int) -> Iterator[str]:
    for index in range(head - 1, max(-1, first - 3), -1):
        if (
            index < first
            and scene.grammar.lower[index] not in {"'s", "’s", "'", "’"}
            and scene.grammar.lower[index + 1] not in {"'s", "’s"}
        ):
            return
        found = _body(scene, index)
        if found is not None:
            yield found


def body_of_noun(scene: Scene, head: int, first: int) -> str | None:
    """The body of a noun right before the role ("the Harlow police spokesman")."""
    entry = scene.lexicon.roles.get(scene.grammar.lower[head - 1]) if head > first else None
    if entry is None or entry.kind not in BODIES or (head - 1) in scene.mentions:
        return None
    start = first
    words = " ".join(
        scene.grammar.text[scene.grammar.parse.start[start] : scene.grammar.parse.end[head - 1]].split()
    )
    return plain_body(words) if head - 1 > start or entry.noun == "police" else None


def nation_of(scene: Scene, first: int, head: int) -> str | None:
    """The country of an adjective before an office ("the Veslandic prime minister"), by its name where it is named."""
    grammar = scene.grammar
    for index in range(first, head):
        word = grammar.lower[index]
        if (
            word in NO_BODY
            or word in COMPASS
            or not (grammar.parse.ent[index] == "NORP" or word.endswith(NATIONS))
        ):
            continue
        start = index
        while start > first and grammar.lower[start - 1] in {
            "south",
            "north",
            "east",
            "west",
            "new",
            "saudi",
        }:
            start -= 1
        adjective = " ".join(grammar.lower[start : index + 1])
        for name in sorted(scene.countries.get(adjective[:SHARED], ())):
            shared = len(name) - 2 if " " in adjective or " " in name else SHARED
            if (
                len(name) >= SHARED
                and adjective[: max(SHARED, shared)] == name[: max(SHARED, shared)].lower()
            ):
                return name
        return " ".join(grammar.words[start : index + 1]) if word.endswith(NATIONS) else None
    return None


def body_in_capitals(scene: Scene, head: int, first: int) -> str | None:
    """A name right before an office that no mention covers ("the DUH president"): its words."""
    grammar, parse = scene.grammar, scene.grammar.parse
    start = head
    while start > first and parse.pos[start - 1] == "PROPN" and (start - 1) not in scene.mentions:
        if grammar.lower[start - 1] in NO_BODY or parse.ent[start - 1] in {"NORP", "GPE", "PERSON"}:
            break
        start -= 1
    return grammar.text[parse.start[start] : parse.end[head - 1]] if start < head else None


def plain_body(body: str) -> str | None:
    """A body without the words around it ("a police", "Senate Majority"); None for "our organization"."""
    return None if OURS.match(body) else EDGES.sub("", body) or None


def full_body(scene: Scene, body: str) -> str:
    """The name of the one body that a lone noun can stand for ("Ministry" where only a Ministry of Works is named)."""
    entry = scene.lexicon.roles.get(body.lower())
    if entry is None or entry.kind not in BODIES:
        return body
    return _only(scene, {body.lower()}) or body


def ministry_of(scene: Scene, portfolio: str) -> str | None:
    """The ministry that has a portfolio ("Works" of "Works Minister"), as the article names it; None where it does not."""
    words = {word.strip(",.’'").lower() for word in portfolio.split()}
    return next((found for kind in MINISTRIES if (found := _only(scene, words | {kind}))), None)


MINISTRIES = ("ministry", "department", "office")


def _only(scene: Scene, words: set[str]) -> str | None:
    """The name of the one named body whose name has some words, and more."""
    found = {
        entity.name
        for entity in scene.entities.values()
        if entity.named and entity.type in BODIES and words < set(entity.name.lower().split())
    }
    return next(iter(found)) if len(found) == 1 else None


def is_place(scene: Scene, name: str) -> bool:
    """Whether a name stands somewhere in the article for a place."""
    return name in scene.place_names


def _body(scene: Scene, index: int) -> str | None:
    mention = scene.mentions.get(index)
    if mention is None or _is_stance(scene.grammar.lower, index):
        return None
    entity = scene.owner.get(mention.id)
    if entity is None:
        return None
    if mention.form == "role":
        return _described(scene, index, mention)
    if entity.type in BODIES | {"place"}:
        return entity.name
    return None


STANCES = ("pro", "anti")
"""What a name is written behind by those who are for or against a body, and do not speak for it."""


def _is_stance(words: Sequence[str], index: int) -> bool:
    """Whether a word is what somebody is for or against: "pro-Vesland rebels" are not Vesland's."""
    apart = index > 1 and words[index - 1] in DASHES and words[index - 2] in STANCES
    return apart or words[index].startswith(tuple(stance + dash for stance in STANCES for dash in DASHES))


DASHES = ("-", "‐", "–")


def _described(scene: Scene, index: int, mention: Mention) -> str | None:
    found = by_role(scene, index, mention)
    return found.entity.name if found.entity is not None and found.entity.type in BODIES else None
