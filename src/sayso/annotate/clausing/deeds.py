"""The deeds of a parse: each word that tells one, with its own words, who does it and whom it befalls."""

from dataclasses import dataclass, field

from sayso.annotate.clausing.lexicon import PREPOSITIONAL, Lexicon
from sayso.annotate.parsing.grammar import NOUNS, Grammar

NO_DEED = frozenset(
    "aux auxpass amod compound nmod quantmod det case poss prep agent mark cc punct nummod intj predet appos".split()
)
"""Dependencies of a verb form that tells no deed: an auxiliary, an adjective ("the occupied town"), a preposition
("including", "according to")."""
VERBAL = frozenset({"VERB", "AUX"})
OBJECTS = {"dobj": 0, "attr": 1, "oprd": 2, "acomp": 3}
"""What can be a verb's patient, the likeliest first."""
RELATIVE = frozenset({"who", "which", "that", "whom"})
BY_SUBJECT = frozenset({"use", "promis", "need", "threaten", "have"})
"""Stems of verbs whose subject does what their complement tells, object or none ("used the money to build")."""
NEAR = 2
"""Words from "going" to its "to"."""
HARMS = frozenset("kill injur wound destroy damag shatter level leav".split())
"""Stems of verbs of which a deed is likelier the subject than the place where it was done."""
NONE: frozenset[str] = frozenset()
BY_OBJECT = {
    "of": frozenset({"accuses", "blames"}),
    "for": frozenset({"accuses", "blames"}),
    "with": frozenset({"accuses", "blames"}),
    "from": frozenset({"prevents"}),
    "into": frozenset({"forces", "asks"}),
}
"""Prepositions behind which the object of a verb of some class does what a gerund tells ("kept them from leaving")."""
CALLS = frozenset("call calls called calling appeal appeals appealed appealing".split())
"""Forms of verbs that ask a deed of whom "on" or "to" names."""
HOLDERS = frozenset("time day year month week way reason place moment night point case".split())
"""Nouns of which a relative clause without a pronoun tells the time, manner or place, never what its verb concerns."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
MOST_STEPS = 6
"""Verbs that are climbed for a shared subject; a longer chain without one is a list."""


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
    at = {deed.head: deed for deed in deeds}
    for deed in deeds:
        if g.lower[deed.head] == "going":
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


def is_passive(g: Grammar, verb: int) -> bool:
    """Whether a verb's subject undergoes it: by its auxiliary, or as a participle without one."""
    parse = g.parse
    for _ in range(MOST_STEPS):
        if parse.tag[verb] != "VBN":
            return any(parse.dep[kid] in {"auxpass", "nsubjpass"} for kid in g.children[verb])
        below = {parse.dep[kid] for kid in g.children[verb]}
        if below & {"auxpass", "nsubjpass"}:
            return True
        if not below.isdisjoint({"aux", "dobj", "nsubj"}):
            return False
        if parse.dep[verb] != "conj" or parse.pos[parse.head[verb]] not in VERBAL:
            return parse.dep[verb] in {"acl", "advcl", "relcl"}
        verb = parse.head[verb]
    return False


def subject_of(g: Grammar, verb: int, lexicon: Lexicon) -> tuple[int | None, bool]:
    """The noun that is a verb's subject, with whether it is its own: else it is shared with the verb it hangs on."""
    parse, here = g.parse, verb
    for _ in range(MOST_STEPS):
        for kid in g.children[here]:
            if parse.dep[kid] in {"nsubj", "nsubjpass"}:
                if here != verb and g.lower[kid] == "it" and lexicon.stem_of(g.words[here]) == "be":
                    return None, False  # "it is safe to leave"
                return antecedent(g, kid), here == verb
        above, dep = parse.head[here], parse.dep[here]
        if above == here or any(parse.dep[kid] in {"csubj", "csubjpass", "expl"} for kid in g.children[here]):
            return None, False
        if dep in {"acl", "relcl"}:
            # an infinitive is done by the noun only in a headline ("Rebels to leave"), where it hangs on the first word
            told = parse.tag[here] != "VB" or (parse.head[above] == above and above == here - 2)
            return (above if told and parse.pos[above] in NOUNS | {"PRON"} else None), False
        if dep == "pcomp":
            through, dep = _through(g, here, lexicon)
            if through is None:
                return None, False
            above = through
        if dep in {"xcomp", "pcomp-object"}:
            thing = None if lexicon.stem_of(g.words[above]) in BY_SUBJECT else g.child(above, "dobj")
            if thing is None and g.lower[above] in CALLS:
                thing = next(
                    (
                        g.child(kid, "pobj")
                        for kid in g.children[above]
                        if g.lower[kid] in {"on", "upon", "to"}
                    ),
                    None,
                )
            if thing is not None and thing < here:
                return antecedent(g, thing), False
        elif dep == "advcl":
            if parse.tag[here] not in {"VBG", "VBN"} and "aux" not in _deps(g, here):
                return None, False
        elif dep not in {"conj", "pcomp-subject"}:
            return None, False
        if parse.pos[above] not in VERBAL:
            if dep != "xcomp" or parse.pos[parse.head[above]] not in VERBAL:  # "is ready to leave"
                return None, False
            above = parse.head[above]
        here = above
    return None, False


def _deps(g: Grammar, index: int) -> set[str]:
    return {g.parse.dep[kid] for kid in g.children[index]}


def verb_of_gerund(g: Grammar, gerund: int, lexicon: Lexicon) -> int | None:
    """The verb over a gerund's preposition; over "accused the guards of …" also where the parser links "of" and "guards"."""
    parse = g.parse
    above = parse.head[parse.head[gerund]]
    if parse.pos[above] in VERBAL:
        return above
    over = parse.head[above]
    if parse.dep[above] != "dobj" or parse.pos[over] not in VERBAL:
        return None
    return over if lexicon.classes(g.words[over]) & {"accuses", "blames", "prevents"} else None


def _through(g: Grammar, gerund: int, lexicon: Lexicon) -> tuple[int | None, str]:
    """The verb over a gerund's preposition, and whether its object or its subject does what the gerund tells."""
    preposition = g.parse.head[gerund]
    above = verb_of_gerund(g, gerund, lexicon)
    thing = None if above is None else g.child(above, "dobj")
    if above is None or thing is None or thing > gerund:
        return above, "pcomp-subject"
    of_object = BY_OBJECT.get(g.lower[preposition], NONE) & lexicon.classes(g.words[above])
    return above, "pcomp-object" if of_object else "pcomp-subject"


def antecedent(g: Grammar, noun: int) -> int:
    """The noun that a relative pronoun stands for; any other word stands for itself."""
    parse = g.parse
    if g.lower[noun] in RELATIVE and parse.tag[noun] in {"WDT", "WP", "IN"}:
        verb = parse.head[noun]
        for _ in range(3):
            if parse.dep[verb] == "relcl":
                return parse.head[verb]
            if parse.dep[verb] not in {"conj", "ccomp", "xcomp", "prep", "pobj"}:
                break
            verb = parse.head[verb]
    return noun


def _verb_deed(g: Grammar, verb: int, lexicon: Lexicon) -> Deed:
    parse, lower = g.parse, g.lower
    deed = Deed(verb, *_group(g, verb), stem=lexicon.stem_of(g.words[verb]))
    subject, deed.own = subject_of(g, verb, lexicon)
    deed.passive = is_passive(g, verb)
    if subject is not None and parse.dep[verb] == "relcl" and deed.stem in HARMS:
        subject = _deed_over(g, subject, lexicon)
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


def _deed_over(g: Grammar, noun: int, lexicon: Lexicon) -> int:
    """What "killed" in "the bombing of a market in Elsin that killed ten": the bombing, not the place it hangs on."""
    parse, here = g.parse, noun
    for _ in range(MOST_STEPS):
        if g.lower[here] in lexicon.nouns:
            return here
        if parse.dep[here] != "pobj" or parse.pos[parse.head[parse.head[here]]] not in NOUNS:
            return noun
        here = parse.head[parse.head[here]]
    return noun


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
