"""Whether a deed is told as something that is or was so, and whether it is denied."""

from sayso.annotate.clausing.deeds import Deed
from sayso.annotate.parsing.grammar import Grammar
from sayso.records import Reality

POSSIBLE = frozenset({"may", "might", "could", "would", "can", "ca", "'d", "’d"})
ASKED = frozenset({"should", "must", "shall", "ought"})
FUTURE = frozenset({"will", "'ll", "’ll", "wo"})
CONDITION = frozenset({"if", "unless", "whether", "lest"})
NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "without"})
FAILED = frozenset(
    "fail failed fails failing refuse refused refuses refusing decline declined declines declining".split()
)
DOES = frozenset(
    "continue continued continues begin began begins start started starts manage managed".split()
)
ORDERS = frozenset(
    "ask asked asks urge urged urges call called calls order ordered orders demand demanded demands tell told".split()
)


def reality_of(g: Grammar, deed: Deed) -> Reality:
    """How the deed is told; what hangs on a condition or an intention is never "told"."""
    parse, verb = g.parse, deed.head
    helping = {g.lower[kid] for kid in g.children[verb] if parse.dep[kid] in {"aux", "auxpass"}}
    marks = {g.lower[kid] for kid in g.children[verb] if parse.dep[kid] in {"mark", "advmod"}}
    if marks & CONDITION or helping & POSSIBLE:
        return "possible"
    if helping & ASKED:
        return "asked"
    if any(
        parse.dep[kid] == "advcl"
        and any(g.lower[below] in CONDITION for below in g.children[kid] if parse.dep[below] == "mark")
        for kid in g.children[verb]
    ):
        return "possible"
    if helping & FUTURE:
        return "future"
    if parse.tag[verb] == "VB" and parse.head[verb] != verb:
        above = g.lower[parse.head[verb]]
        if parse.dep[verb] == "xcomp" and above in DOES | FAILED:
            return "told"
        if parse.dep[verb] == "xcomp" and above in ORDERS:
            return "asked"
        if parse.dep[verb] == "conj" and parse.head[verb] < verb and not helping:
            return "possible"
        return "told" if "did" in helping or "do" in helping or "does" in helping else "possible"
    return "told"


def negated(g: Grammar, deed: Deed) -> bool:
    """Whether the deed is said not to be so, by a word of its own or by the verb that it hangs on."""
    parse, verb = g.parse, deed.head
    for kid in g.children[verb]:
        if parse.dep[kid] == "neg" or (parse.dep[kid] in {"advmod", "det"} and g.lower[kid] in NOT):
            return True
        if parse.dep[kid] in {"nsubj", "nsubjpass", "dobj", "attr"} and any(
            g.lower[below] in {"no", "neither"} and parse.dep[below] == "det" for below in g.children[kid]
        ):
            return True
        if parse.dep[kid] in {"nsubj", "nsubjpass"} and g.lower[kid] in {
            "none",
            "nobody",
            "neither",
            "nothing",
        }:
            return True
    above = parse.head[verb]
    return parse.dep[verb] == "xcomp" and g.lower[above] in FAILED
