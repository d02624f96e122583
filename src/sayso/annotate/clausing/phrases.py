"""How far a deed and its arguments reach in the text."""

from sayso.annotate.clausing.deeds import Deed
from sayso.annotate.parsing.grammar import Grammar

APART = frozenset("ccomp advcl relcl acl conj parataxis cc punct csubj csubjpass dep".split())
"""Branches below a verb that are clauses of their own, or belong to one."""
HUNG_ON = frozenset({"relcl", "acl", "appos", "advcl", "punct", "parataxis", "cc"})
"""Branches below a noun that end its phrase, unless further nouns are joined behind them."""
AHEAD = frozenset({"prep", "advcl", "parataxis", "relcl", "acl", "ccomp"})
"""Branches before a noun that are no part of its phrase."""
JOINTS = frozenset({"-", "‑", "'", "’", "–"})
PAIRED = {"“": "”", "”": "“", '"': '"', "``": "''", "''": "``", "(": ")", ")": "("}
"""Signs that belong to a phrase only together with their other half."""
FAR = 60
"""Words that are looked at for what ends a phrase, so that deep nesting stays linear: few sentences are longer."""
EDGE = frozenset({",", ";", ":", "-", "—", "–", ".", "and", "or", "but"})


def extent(g: Grammar, deed: Deed) -> tuple[int, int]:
    """The first and last token of the clause: its group, and the branches below it that are no clauses themselves."""
    dep, left, right = g.parse.dep, g.left, g.right
    first, last = deed.first, deed.last
    for kid in g.children[deed.head]:
        if dep[kid] not in APART:
            first, last = min(first, left[kid]), max(last, right[kid])
    return first, last


def noun_phrase(g: Grammar, noun: int) -> tuple[int, int]:
    """The first and last token of a noun's phrase without the clauses and asides that are hung on it."""
    dep = g.parse.dep
    first, last = g.left[noun], g.right[noun]
    if first == last:
        return first, last
    kids = g.children[noun]
    joined = False
    for kid in kids:
        if kid > noun:
            joined = joined or dep[kid] == "conj"
        elif dep[kid] in AHEAD:
            first = max(first, g.right[kid] + 1)
            while first < noun and g.words[first] in EDGE:
                first += 1
    for at, kid in enumerate(kids):
        ends = dep[kid] in HUNG_ON or (dep[kid] == "prep" and g.child(kid, "pcomp") is not None)
        if dep[kid] == "appos" and g.left[kid] == noun + 1:
            continue  # "the militant group Black Harbour"
        if kid < noun or not ends or (dep[kid] == "punct" and g.words[kid] in JOINTS):
            continue
        if not any(dep[more] == "conj" for more in kids[at + 1 :]):
            last = max(noun, min(last, g.left[kid] - 1))
            break
    if last > noun and not joined:
        reach = range(noun + 1, min(last, noun + FAR) + 1)
        # a clause hung on a noun within: "the bombing of a market that killed ten"
        last = next((g.left[at] - 1 for at in reach if dep[at] == "relcl" and g.left[at] > noun + 1), last)
    while first < noun and _loose(g, first, first, last):
        first += 1
    while last > noun and _loose(g, last, first, last):
        last -= 1
    return first, last


def _loose(g: Grammar, at: int, first: int, last: int) -> bool:
    """Whether a word at the edge of a phrase is no part of it: a sign, or half of a pair whose other half is outside."""
    word = g.words[at]
    if word not in PAIRED:
        return word in EDGE
    other = PAIRED[word]
    piece = g.words[at : min(last, at + FAR) + 1] if at == first else g.words[max(first, at - FAR) : at + 1]
    return piece.count(other) < (2 if other == word else 1)
