"""The nouns and adjectives that describe: what they can be said of, read once from the shipped lists.

`roles.tsv` holds what people and bodies are; `descriptions.tsv` the words that evaluate or place somebody besides
("dictator", "proxy", "self-proclaimed"), each a plain word of the language that stands in at least three of a large
collection's articles.
"""

from dataclasses import dataclass

from sayso.annotate.naming.lexicon import Lexicon, load_lexicon
from sayso.annotate.naming.mention_roles import role_noun, singular
from sayso.annotate.parsing.grammar import Grammar
from sayso.annotate.tables import table
from sayso.records import EntityType

BODIES = frozenset({"organization", "government", "group", "outlet"})
PARTS = frozenset({
    "team", "office", "service", "board", "staff", "committee", "panel", "campaign", "task force", "unit", "center", "centre",
    "council", "force", "bureau", "department", "union", "school", "police", "club", "delegation", "majority", "minority",
    "agency", "court", "lab", "fund", "caucus", "district", "headquarters", "community", "military", "army", "opposition",
    "ministry", "cabinet", "chain", "crowd", "left", "public", "wing", "arm", "branch", "website", "subsidiary", "member",
    "offshoot", "affiliate", "ally", "rival", "proxy", "enemy", "foe", "adversary", "competitor", "partner", "sponsor",
    "successor", "syndicate", "stronghold", "territory", "colony", "front", "cell", "brigade", "splinter",
    "government", "administration", "regime", "authority", "insurgency", "insurgent", "separatist", "extremist", "rebel", "militant", "terrorist",
})  # fmt: skip
"""Nouns that behind a name mean a part of the body, something of its own, or another one that is for it or against it
("an Amal ally"), more often than the body."""
OF_COUNTRIES = frozenset({
    "state", "power", "nation", "country", "republic", "superpower", "kingdom", "monarchy", "emirate", "island", "territory",
    "colony", "neighbor", "neighbour", "province", "democracy", "dictatorship", "theocracy",
})  # fmt: skip
"""Nouns that only countries and their governments are called."""
NO_BODIES = frozenset({
    "center", "centre", "service", "left", "right", "majority", "minority", "public", "crowd", "chain", "district", "community",
    "body", "front", "fund", "channel", "trust", "unit", "force", "union", "host",
})  # fmt: skip
"""Nouns for bodies that mean something else more often where no name stands with them ("at the center of it")."""
LEFT_OUT = frozenset({
    "man", "woman", "person", "people", "boy", "girl", "kid", "child", "adult", "teenager", "somebody", "one", "other", "couple",
    "suspect", "gunman", "attacker", "assailant", "killer", "murderer", "shooter", "bomber", "accuser", "victim", "perpetrator",
    "defendant", "prisoner", "detainee", "terrorist", "criminal", "rapist", "offender", "convict", "hostage", "survivor", "witness",
})  # fmt: skip
"""Nouns that alone tell nothing of somebody, or that whoever they are not meant for must not be called."""


@dataclass(frozen=True, slots=True)
class Describing:
    """The lists: `persons` and `bodies` are nouns, `modifiers` adjectives, `lexicon` the role nouns."""

    lexicon: Lexicon
    persons: frozenset[str]
    bodies: frozenset[str]
    modifiers: frozenset[str]

    def describes(self, grammar: Grammar, head: int, kind: EntityType) -> bool:
        """Whether a noun can say what an entity of this type is."""
        noun = singular(grammar.lower[head])
        entry = role_noun(self.lexicon, grammar, head)
        if kind == "person":
            return (entry is not None and entry.kind == "person") or noun in self.persons
        if kind not in BODIES:
            return False
        if noun in OF_COUNTRIES and kind != "government":
            return False
        return (entry is not None and entry.kind in BODIES) or noun in self.bodies

    def tells(self, grammar: Grammar, head: int) -> bool:
        """Whether a noun that stands alone for somebody tells something of that one, and nothing that must be sure.

        "The statement" means its issuer and does not describe it, "the woman" tells nothing, and "the suspect" is
        left out because a wrong guess of whom it means does harm.
        """
        entry = role_noun(self.lexicon, grammar, head)
        if entry is not None and entry.kind == "document":
            return False
        return (entry.noun if entry is not None else singular(grammar.lower[head])) not in LEFT_OUT

    def is_loose(self, grammar: Grammar, head: int) -> bool:
        """Whether a noun without a name is too loose for a body."""
        return singular(grammar.lower[head]) in NO_BODIES

    def stem(self, grammar: Grammar, head: int) -> str:
        """The noun itself, singular ("minister", also of "prime minister")."""
        entry = role_noun(self.lexicon, grammar, head)
        return entry.noun.split()[-1] if entry is not None else singular(grammar.lower[head])

    def is_part(self, grammar: Grammar, head: int) -> bool:
        """Whether a noun behind a body's name is a part of the body."""
        entry = role_noun(self.lexicon, grammar, head)
        return (entry.noun if entry is not None else singular(grammar.lower[head])) in PARTS


def load_describing() -> Describing:
    """Read the lists from the package."""
    found: dict[str, set[str]] = {"person": set(), "body": set(), "modifier": set()}
    for word, of in table("descriptions.tsv"):
        found[of].add(word)
    return Describing(
        load_lexicon(), frozenset(found["person"]), frozenset(found["body"]), frozenset(found["modifier"])
    )
