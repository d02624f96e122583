"""Deeds that nouns tell ("the killing of the envoy by rebels", "her visit to Elsin"), and light verbs that hold one up."""

from collections.abc import Sequence

from sayso.annotate.clausing.deeds import Deed
from sayso.annotate.clausing.lexicon import DeedNoun, Lexicon
from sayso.annotate.parsing.grammar import Grammar

NEAR = 6
"""Tokens from a light verb to the noun that it holds up ("carried out a series of deadly attacks")."""
AT_WHOM = frozenset({"on", "against", "into", "upon"})
TO_WHOM = frozenset({"to", "with"})
WHEN = frozenset({"DATE", "TIME"})


def hold_up(g: Grammar, verbs: Sequence[Deed], lexicon: Lexicon) -> set[int]:
    """Let each light verb with a deed noun tell that noun's deed; the nouns that are so told."""
    told: set[int] = set()
    for deed in verbs:
        verb, *particle = deed.stem.split(" ")
        if verb not in lexicon.light or particle not in ([], ["out"]):
            continue
        noun = deed.patient
        entry = None if noun is None else _deed_noun(g, noun, lexicon)
        if noun is None or entry is None or abs(noun - deed.head) > NEAR:
            continue
        arguments = _arguments(g, noun, entry)
        told.add(noun)
        deed.stem, deed.noun = entry.stem, noun
        deed.patient = arguments.patient if arguments.patient not in {None, deed.agent} else None
        deed.others = [other for other in (*arguments.others, *deed.others) if other != deed.patient]
        if deed.patient is None:
            _take_whom(g, deed)
        if noun > deed.last:
            deed.last = noun
        else:
            deed.first = min(deed.first, noun)
    return told


def _take_whom(g: Grammar, deed: Deed) -> None:
    """The parser often hangs "on the town" of "carried out an attack on the town" on the verb."""
    for kid in g.children[deed.head]:
        if kid > deed.head and g.parse.dep[kid] == "prep" and g.lower[kid] in AT_WHOM | TO_WHOM:
            whom = g.child(kid, "pobj")
            if whom in deed.others and whom is not None and g.parse.ent[whom] not in WHEN:
                deed.patient = whom
                deed.others.remove(whom)
                return


def find_nouns(g: Grammar, lexicon: Lexicon, taken: set[int]) -> list[Deed]:
    """The deeds that nouns tell by themselves, in reading order; those without anybody in them have no arguments."""
    nouns, found = lexicon.nouns, []
    for index, word in enumerate(g.lower):
        if word in nouns and index not in taken:
            entry = _deed_noun(g, index, lexicon)
            if entry is not None and not entry.light and g.parse.dep[index] != "compound":
                found.append(_arguments(g, index, entry))
    return found


def _deed_noun(g: Grammar, noun: int, lexicon: Lexicon) -> DeedNoun | None:
    entry = lexicon.nouns.get(g.lower[noun])
    return entry if entry is not None and g.parse.pos[noun] == "NOUN" else None


def _arguments(g: Grammar, noun: int, entry: DeedNoun) -> Deed:
    """What stands around a noun as who does its deed, whom it befalls, and what else it concerns."""
    parse, lower = g.parse, g.lower
    deed = Deed(noun, noun, noun, stem=entry.stem, noun=noun)
    owner = None
    for kid in g.children[noun]:
        dep = parse.dep[kid]
        if dep == "poss" and parse.ent[kid] not in WHEN:
            owner = kid
        elif dep == "prep":
            below = g.child(kid, "pobj")
            if below is None or parse.ent[below] in WHEN:
                continue
            _place(deed, entry, lower[kid], below)
        elif dep in {"compound", "amod", "nmod"} and parse.ent[kid]:
            if (
                parse.ent[kid] == "PERSON"
                and dep == "compound"
                and not entry.of_agent
                and deed.patient is None
            ):
                deed.patient = kid
            elif parse.ent[kid] == "NORP" and deed.agent is None and entry.stem != "die":
                deed.agent = kid
            elif parse.ent[kid] in {"GPE", "ORG", "LOC", "FAC"}:
                deed.others.append(kid)
    if owner is not None:
        if entry.by_owner or deed.patient is not None:
            deed.agent = owner if deed.agent is None or deed.agent > noun else deed.agent
        else:
            deed.patient = owner
    return deed


def _place(deed: Deed, entry: DeedNoun, word: str, below: int) -> None:
    """Give a noun's prepositional phrase its part in the deed."""
    if word == "by" or (word == "between" and entry.of_agent) or (word == "of" and entry.of_agent):
        deed.agent = below if deed.agent is None else deed.agent
    elif deed.patient is None and (
        (word == "of" and not entry.of_agent)
        or word in AT_WHOM
        or (word in TO_WHOM and entry.of_agent and entry.stem not in {"die", "strike"})
    ):
        deed.patient = below
    else:
        deed.others.append(below)
