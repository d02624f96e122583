"""Who does what a verb tells, or undergoes it: its subject, its own or one that it shares with the verb over it."""

from sayso.annotate.clausing.lexicon import Lexicon
from sayso.annotate.parsing.grammar import NOUNS, Grammar

VERBAL = frozenset({"VERB", "AUX"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
BY_SUBJECT = frozenset({"use", "promis", "need", "threaten", "have"})
"""Stems of verbs whose subject does what their complement tells, object or none ("used the money to build")."""
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
MOST_STEPS = 6
"""Verbs that are climbed for a shared subject; a longer chain without one is a list."""
HARMS = frozenset("kill injur wound destroy damag shatter level leav".split())
"""Stems of verbs of which a deed is likelier the subject than the place where it was done."""


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


def deed_over(g: Grammar, noun: int, lexicon: Lexicon) -> int:
    """What "killed" in "the bombing of a market in Elsin that killed ten": the bombing, not the place it hangs on."""
    parse, here = g.parse, noun
    for _ in range(MOST_STEPS):
        if g.lower[here] in lexicon.nouns:
            return here
        if parse.dep[here] != "pobj" or parse.pos[parse.head[parse.head[here]]] not in NOUNS:
            return noun
        here = parse.head[parse.head[here]]
    return noun
