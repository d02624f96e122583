"""The deeds of a parse: each word that tells one, with its own words, who does it and whom it befalls."""

from dataclasses import dataclass, field

from sayso.annotate.clausing.lexicon import PREPOSITIONAL, Lexicon
from sayso.annotate.clausing.subjects import HARMS, VERBAL, antecedent, deed_over, is_passive, subject_of
from sayso.annotate.parsing.grammar import Grammar

NO_DEED = frozenset(
    "aux auxpass amod compound nmod quantmod det case poss prep agent mark cc punct nummod intj predet appos".split()
)
"""Dependencies of a verb form that tells no deed: an auxiliary, an adjective ("the occupied town"), a preposition
("including", "according to")."""
OBJECTS = {"dobj": 0, "attr": 1, "oprd": 2, "acomp": 3}
"""What can be a verb's patient, the likeliest first."""
NEAR = 2
"""Words from "going" to its "to"."""
HOLDERS = frozenset("time day year month week way reason place moment night point case".split())
"""Nouns of which a relative clause without a pronoun tells the time, manner or place, never what its verb concerns."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


@dataclass(slots=True)
class Deed:
    """A word that tells a deed (`head`), the first and last token of its group, and its arguments by their heads.

    `agent` does it and `patient` undergoes it, however it is put. `own` is whether a verb has a subject of its own,
    `noun` the deed noun that tells it (of a verb: the one that it holds up),
    `going` the word of "is going to" before it.
    """

    head: int
    first: int
    last: int
    stem: str = ""
    agent: int | None = None
    patient: int | None = None
    others: list[int] = field(default_factory=list)
    passive: bool = False
    own: bool = False
    noun: int | None = None
    going: int | None = None


def find_verbs(g: Grammar, lexicon: Lexicon) -> list[Deed]:
    """The deeds that verbs tell, in reading order."""
    parse = g.parse
    deeds = [
        _verb_deed(g, index, lexicon)
        for index, pos in enumerate(parse.pos)
        if pos in VERBAL
        and parse.dep[index] not in NO_DEED
        and parse.tag[index] != "MD"
        and not _opens_a_compound(g, index)
    ]
    going = [deed for deed in deeds if g.lower[deed.head] == "going"]
    at = {deed.head: deed for deed in deeds} if going else {}
    for deed in going:
        _pass_on(g, deed, at)
    return [deed for deed in deeds if deed.stem]  # a sign that the tagger takes for a verb has none either


def _pass_on(g: Grammar, going: Deed, at: dict[int, Deed]) -> None:
    """Make "are going" the auxiliary of what they are going to do."""
    told = at.get(g.child(going.head, "xcomp") or -1)
    if told is not None and g.words[told.first] == "to" and told.first - going.last <= NEAR:
        told.first, told.going, going.stem = going.first, going.head, ""


def _opens_a_compound(g: Grammar, verb: int) -> bool:
    """Whether a hyphen links a verb to the next word ("vote-by-mail"): then the two tell no deed."""
    end = g.parse.end[verb]
    return g.text[end : end + 1] in {"-", "‑"} and g.text[end + 1 : end + 2].isalnum()


def _verb_deed(g: Grammar, verb: int, lexicon: Lexicon) -> Deed:
    parse, lower = g.parse, g.lower
    deed = Deed(verb, *_group(g, verb), stem=lexicon.stem_of(g.words[verb]))
    subject, deed.own = subject_of(g, verb, lexicon)
    deed.passive = is_passive(g, verb)
    if subject is not None and parse.dep[verb] == "relcl" and deed.stem in HARMS:
        subject = deed_over(g, subject, lexicon)
    thing: int | None = None
    by: int | None = None
    rank = len(OBJECTS)
    prepositions: list[tuple[str, int]] = []
    for kid in g.children[verb]:
        dep = parse.dep[kid]
        if dep in OBJECTS:
            if OBJECTS[dep] < rank:
                if thing is not None:
                    deed.others.append(thing)
                thing, rank = antecedent(g, kid), OBJECTS[dep]
            else:
                deed.others.append(kid)
        elif dep == "prt":
            deed.stem += " " + lower[kid]
        elif dep == "dative" and parse.pos[kid] != "ADP":
            deed.others.append(antecedent(g, kid))
        elif dep in {"prep", "agent", "dative"}:
            for below in g.children[kid]:
                if parse.dep[below] == "pobj":
                    if lower[kid] == "by" and deed.passive and by is None:
                        by = below
                    else:
                        prepositions.append((lower[kid], antecedent(g, below)))
                    break
    if thing is None and not deed.passive and parse.dep[verb] == "relcl":
        thing = _gap(g, verb, subject)
    if deed.passive:
        deed.agent, deed.patient = by, subject
        if thing is not None:
            deed.others.insert(0, thing)
    elif thing is not None and deed.stem == "take" and lower[thing] == "place":
        deed.agent, deed.stem = subject, "take place"
    else:
        deed.agent, deed.patient = subject, thing
        if thing is None:
            _prepositional(g, deed, prepositions)
    deed.others += [noun for _, noun in prepositions]
    return deed


def _gap(g: Grammar, verb: int, subject: int | None) -> int | None:
    """What "the bill they passed" passes: the noun over a relative clause that lacks its object."""
    noun = g.parse.head[verb]
    kids = g.children[verb]
    if subject is None or subject == noun or noun > verb or g.lower[noun] in HOLDERS:
        return None
    if any(
        g.parse.dep[kid] in {"ccomp", "xcomp", "acomp", "attr"} or g.parse.tag[kid] == "WRB" for kid in kids
    ):
        return None
    stranded = any(g.parse.dep[kid] == "prep" and not g.children[kid] for kid in kids)
    pied = any(g.parse.dep[kid] == "prep" and kid < verb for kid in kids)
    return None if stranded or pied else noun


def _prepositional(g: Grammar, deed: Deed, prepositions: list[tuple[str, int]]) -> None:
    """Take what follows the preposition that a verb needs ("call for") as its patient."""
    for at, (word, noun) in enumerate(prepositions):
        if f"{deed.stem} {word}" in PREPOSITIONAL:
            deed.stem, deed.patient = f"{deed.stem} {word}", noun
            if g.lower[deed.last + 1 : deed.last + 2] == [word]:
                deed.last += 1
            del prepositions[at]
            return


def _group(g: Grammar, verb: int) -> tuple[int, int]:
    """The first and last token of a verb's group: its auxiliaries with what stands between, unless a subject does."""
    parse = g.parse
    first = last = verb
    for kid in reversed(g.children[verb]):
        if kid > verb:
            continue
        if parse.dep[kid] in SUBJECTS or parse.dep[kid] == "expl":
            break
        if parse.dep[kid] in {"aux", "auxpass", "neg"}:
            first = kid
    for kid in g.children[verb]:
        if kid > verb and parse.dep[kid] in {"prt", "neg"} and kid - last <= 1:
            last = kid
    return first, last
