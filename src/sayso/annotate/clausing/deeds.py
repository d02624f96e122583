"""The deeds of a parse: each verb that tells one, with its own words, who does it and whom it befalls."""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.annotate.parsing.grammar import Grammar

HELPING = frozenset({"aux", "auxpass", "amod", "compound", "nmod", "quantmod", "det", "case", "poss"})
"""Dependencies of a verb form that tells no deed of its own: an auxiliary, or an adjective ("the occupied town")."""
APART = frozenset(
    {"ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "cc", "punct", "csubj", "csubjpass", "dep"}
)
"""Branches that are clauses of their own, or belong to one."""
GROUP = frozenset({"aux", "auxpass", "neg"})
OBJECTS = ("dobj", "attr", "oprd", "acomp")
MOST_STEPS = 6
"""Verbs that are climbed for a shared subject: a chain of more verbs without a subject of their own is a list."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb (`head`), the first and last token of its group, and the heads of its arguments, all tokens of the parse.

    `governor` is the verb that it hangs on as a complement or joins as a further verb (None: none); `passive` is how
    it is put, `agent` and `patient` are who does it and whom it befalls in either.
    """

    head: int
    first: int
    last: int
    agent: int | None
    patient: int | None
    others: tuple[int, ...]
    passive: bool


def find_deeds(g: Grammar) -> Iterator[Deed]:
    """The deeds in reading order, each looked at with its neighbours in the tree alone."""
    parse = g.parse
    for index, pos in enumerate(parse.pos):
        if pos not in {"VERB", "AUX"} or parse.dep[index] in HELPING or parse.tag[index] == "MD":
            continue
        yield _deed(g, index)


def is_passive(g: Grammar, verb: int) -> bool:
    """Whether a verb's subject undergoes it: by its auxiliary, or as a participle behind or before a noun."""
    parse = g.parse
    below = [parse.dep[kid] for kid in g.children[verb]]
    if "auxpass" in below or "nsubjpass" in below:
        return True
    return (
        parse.tag[verb] == "VBN"
        and "aux" not in below
        and "dobj" not in below
        and "nsubj" not in below
        and parse.dep[verb] in {"acl", "advcl"}
    )


def subject_of(g: Grammar, verb: int) -> tuple[int | None, int]:
    """The noun that is a verb's subject, its own or one shared with the verb it hangs on; and that verb."""
    parse, here = g.parse, verb
    for _ in range(MOST_STEPS):
        own = g.child(here, "nsubj", "nsubjpass")
        if own is not None:
            return antecedent(g, own), here
        above, dep = parse.head[here], parse.dep[here]
        if above == here:
            return None, here
        if dep in {"acl", "relcl"}:
            return (above, here) if parse.tag[here] in {"VBG", "VBN"} and here == verb else (None, here)
        if dep == "xcomp" or (dep == "advcl" and parse.tag[verb] in {"VBG", "VBN"}):
            thing = g.child(above, "dobj") if dep == "xcomp" else None
            if thing is not None and thing < here:
                return antecedent(g, thing), here
        elif dep != "conj":
            return None, here
        if parse.pos[above] not in {"VERB", "AUX"}:
            return None, here
        here = above
    return None, here


def antecedent(g: Grammar, noun: int) -> int:
    """The noun that a relative pronoun stands for; any other word stands for itself."""
    parse = g.parse
    if g.lower[noun] in {"who", "which", "that", "whom"} and parse.tag[noun] in {"WDT", "WP", "DT", "IN"}:
        verb = parse.head[noun]
        for _ in range(3):
            if parse.dep[verb] == "relcl":
                return parse.head[verb]
            if parse.dep[verb] not in {"conj", "ccomp", "xcomp", "prep", "pobj"}:
                break
            verb = parse.head[verb]
    return noun


def by_whom(g: Grammar, verb: int) -> int | None:
    """Who a passive verb names with "by"."""
    for kid in g.children[verb]:
        if g.parse.dep[kid] == "agent" or (g.parse.dep[kid] == "prep" and g.lower[kid] == "by"):
            return g.child(kid, "pobj")
    return None


def _deed(g: Grammar, verb: int) -> Deed:
    parse = g.parse
    subject, holder = subject_of(g, verb)
    passive = is_passive(g, verb)
    thing = next((kid for dep in OBJECTS for kid in g.children[verb] if parse.dep[kid] == dep), None)
    if thing is not None:
        thing = antecedent(g, thing)
    others = [
        found
        for kid in g.children[verb]
        if parse.dep[kid] in {"prep", "dative"}
        for found in [g.child(kid, "pobj") if parse.pos[kid] == "ADP" else kid]
        if found is not None and g.lower[kid] != "by"
    ]
    first, last = _group(g, verb)
    if passive:
        shared = holder == verb or parse.dep[verb] in {"acl", "advcl", "conj", "xcomp"}
        agent, patient = by_whom(g, verb), subject if shared else None
        if thing is not None:
            others = [thing, *others]
    else:
        agent, patient = subject, thing
    return Deed(verb, first, last, agent, patient, tuple(others), passive)


def _group(g: Grammar, verb: int) -> tuple[int, int]:
    """The first and last token of a verb's group: its auxiliaries with what stands between, unless a subject does."""
    parse = g.parse
    first = last = verb
    subjects = [kid for kid in g.children[verb] if parse.dep[kid] in {"nsubj", "nsubjpass", "expl"}]
    for kid in g.children[verb]:
        if parse.dep[kid] in GROUP and kid < verb and not any(kid < subject < verb for subject in subjects):
            first = min(first, kid)
        elif (parse.dep[kid] == "prt" and kid - last <= 1) or (parse.dep[kid] == "neg" and kid == last + 1):
            last = max(last, kid)
    return first, last


def extent(g: Grammar, deed: Deed) -> tuple[int, int]:
    """The first and last token of the clause: its group, and the branches below it that are no clauses themselves."""
    first, last = deed.first, deed.last
    for kid in g.children[deed.head]:
        if g.parse.dep[kid] not in APART:
            first, last = min(first, g.left[kid]), max(last, g.right[kid])
    return first, last


def noun_phrase(g: Grammar, noun: int) -> tuple[int, int]:
    """The first and last token of a noun's phrase without the clauses and asides that are hung on it."""
    parse = g.parse
    first, last = g.left[noun], g.right[noun]
    for kid in g.children[noun]:
        if kid > noun and parse.dep[kid] in {"relcl", "acl", "appos", "advcl", "punct", "parataxis"}:
            before = g.left[kid] - 1
            joined = any(parse.dep[more] == "conj" and more > kid for more in g.children[noun])
            if not joined:
                last = min(last, max(noun, before))
                break
    return first, max(last, noun)
