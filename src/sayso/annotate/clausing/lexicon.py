"""What the lists of the package say of words: nouns that tell a deed, verbs that govern one, verbs that hold a noun up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sayso.annotate.attributing.cues import load_cues
from sayso.annotate.clausing.verbs import load_stems
from sayso.annotate.tables import table

LIGHT = frozenset(
    "carry conduct launch stage mount make take hold pay commit perform undertake give have do reach wage issue deliver "
    "open begin start".split()
)
"""Verbs that may lend a noun their grammar and no meaning: "carried out an attack", "paid a visit to"."""
SHOWS = frozenset({"occur", "happen", "take place", "come", "begin", "end", "unfold"})
"""Verbs that say of a deed in their subject no more than that it was: "the attack took place"."""
PREPOSITIONAL = frozenset(
    "call for|call on|call upon|look for|push for|opt for|vote for|vote against|fight against|fire at|fire on|shoot at|"
    "deal with|meet with|side with|agree on|agree to|lead to|result in|consist of|depend on|rely on|insist on|focus on|"
    "respond to|react to|object to|belong to|refer to|participate in|account for|apologize for|withdraw from|leave for|"
    "return to|travel to|arrive in|arrive at|go to|come to|move to|flee to|step down|take part in|dispose of|approve of|"
    "talk to|speak to|talk with|speak with|negotiate with|side against|strike at|crash into|break into".split(
        "|"
    )
)
"""A verb's stem and the preposition that it needs to tell its deed, what follows being whom or what the deed concerns."""


@dataclass(frozen=True, slots=True)
class DeedNoun:
    """A noun that tells what `stem` tells; "of" names its patient or, `of_agent`, who does it.

    `by_owner`: its owner does it ("their invasion of"), where of other nouns with a patient it undergoes it ("his arrest").
    `told`: with "the" it nearly always speaks of what was ("the attack"), not of a plan ("the withdrawal"); `light`:
    it tells a deed only as the object of a verb that lends it its grammar ("made an offer").
    """

    stem: str
    of_agent: bool
    by_owner: bool
    told: bool
    light: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists, by the forms or stems that they are looked up with."""

    stem_of: Callable[[str], str]
    nouns: dict[str, DeedNoun]
    governors: dict[str, frozenset[str]]
    """The classes of a verb that governs another, by its stem; a row of the list is a class."""
    saying: frozenset[str]
    """The forms of verbs that say or believe what follows them."""
    light: frozenset[str]
    """The stems of light verbs."""

    def classes(self, word: str) -> frozenset[str]:
        """How the verb of a form treats the deeds that it governs."""
        return self.governors.get(self.stem_of(word), frozenset())


def load_lexicon() -> Lexicon:
    """Read the lists from the package."""
    stem_of = load_stems()
    nouns = {}
    for noun, verb, of, kind in table("deed_nouns.tsv"):
        stem, *particle = verb.split(" ")
        entry = DeedNoun(
            " ".join([stem_of(stem), *particle]),
            of == "agent",
            of != "patient",
            kind == "event",
            kind == "light",
        )
        nouns.update(dict.fromkeys((noun, *_plurals(noun)), entry))
    governors: dict[str, set[str]] = {}
    for name, verbs in table("governing_verbs.tsv"):
        for verb in verbs.split():
            governors.setdefault(stem_of(verb), set()).add(name)
    classes = {stem: frozenset(names) for stem, names in governors.items()}
    saying = frozenset(form for form, cue in load_cues().verbs.items() if cue.kind in {"speech", "belief"})
    return Lexicon(stem_of, nouns, classes, saying, frozenset(stem_of(verb) for verb in LIGHT))


def _plurals(noun: str) -> Iterator[str]:
    if noun.endswith("y"):
        yield noun[:-1] + "ies"
    yield noun + ("es" if noun.endswith(("s", "ch", "sh")) else "s")
