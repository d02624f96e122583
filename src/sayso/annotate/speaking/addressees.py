"""Who was told: the object of a cue that takes one ("warned the council that"), or the subject of a passive one."""

from sayso.annotate.parsing.grammar import Grammar
from sayso.records import Attribution
from sayso.spans import Span

ADDRESSING = frozenset(
    "tell tells told telling warn warns warned warning urge urges urged urging ask asks asked asking remind reminds reminded "
    "reminding assure assures assured assuring reassure reassures reassured inform informs informed informing notify notified "
    "implore implores implored imploring beg begged begging order orders ordered ordering instruct instructed direct directed "
    "encourage encourages encouraged encouraging threaten threatens threatened threatening thank thanks thanked thanking "
    "persuade persuaded convince convinced advise advises advised advising press pressed push pushed pushing lecture lectured "
    "caution cautioned promise promised request requested congratulate congratulated call calls called calling appeal appeals "
    "appealed brief briefed question questioned challenge challenged address addressed addressing invite invited".split()
)
"""Verbs whose object is who is spoken to."""
ONLY_BY_WORD = frozenset("call calls called calling appeal appeals appealed".split())
"""Of these only what stands behind "on" or "to" is: "called the plan a mistake" tells the plan nothing."""
OBJECTS = frozenset({"dobj", "dative", "iobj"})
SPOKEN_TO = frozenset({"to", "on", "upon", "with", "before"})
TALKING = frozenset(
    "say says said saying respond responds responded responding reply replied talk talks talked talking speak speaks spoke "
    "speaking write writes wrote writing explain explained confess confessed admit admitted complain complained confirm "
    "confirmed describe described add added testify testified".split()
)
"""Verbs that need "to" before whom they speak to."""
TIMES = frozenset({"DATE", "TIME"})
NOBODY = frozenset(
    {"what", "it", "that", "this", "himself", "herself", "themselves", "question", "questions", "attention"}
)
PERSONAL = frozenset({"PROPN", "NOUN", "PRON"})


def addressee_of(grammar: Grammar, attribution: Attribution) -> Span | None:
    """The words for who is spoken to, read from the grammar of the cue; None where it takes nobody."""
    if attribution.cue is None:
        return None
    for verb in grammar.tokens(attribution.cue):
        token = _object(grammar, verb)
        if token is None:
            continue
        span = _phrase(grammar, token, verb)
        if span is not None and not any(_meet(span, piece) for piece in attribution.content):
            return span if attribution.source is None or not _meet(span, attribution.source) else None
    return None


def _object(grammar: Grammar, verb: int) -> int | None:
    word, parse = grammar.lower[verb], grammar.parse
    if word in ADDRESSING:
        passive = grammar.child(verb, "auxpass") is not None
        for below in grammar.children[verb]:
            if passive and parse.dep[below] == "nsubjpass":
                return below
            if not passive and parse.dep[below] in OBJECTS and below > verb and word not in ONLY_BY_WORD:
                return below
    if word in ONLY_BY_WORD or word in TALKING:
        for below in grammar.children[verb]:
            if parse.dep[below] in {"prep", "dative"} and below > verb and grammar.lower[below] in SPOKEN_TO:
                whom = grammar.child(below, "pobj")
                fits = grammar.lower[below] == "to" or word in ONLY_BY_WORD
                if whom is not None and fits and parse.ent[whom] not in TIMES:
                    return whom
    return None


def _phrase(grammar: Grammar, token: int, verb: int) -> Span | None:
    """The phrase of a noun up to its own clause; None where no person or body can be meant."""
    if grammar.parse.pos[token] not in PERSONAL or grammar.lower[token] in NOBODY:
        return None
    first, last = grammar.left[token], token
    if first <= verb < token:
        first = verb + 1
    while last + 1 <= grammar.right[token] and grammar.parse.pos[last + 1] in {"PROPN", "NOUN"}:
        last += 1
    return grammar.span(first, last)


def _meet(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end
