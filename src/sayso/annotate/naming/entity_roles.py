"""The roles that an article gives to the people it names: before the name, after it, or by "is".

A role is a span ("secretary general of the Civic Front"); its head noun says what kind of role it is.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sayso.annotate.naming.lexicon import Lexicon, RoleNoun
from sayso.annotate.naming.mention_roles import role_noun
from sayso.annotate.naming.names import HALF_TITLES, is_title
from sayso.annotate.parsing.grammar import Grammar
from sayso.spans import Span

RUN = frozenset({"PROPN", "NOUN", "ADJ", "PART", "NUM"})
LONGEST = 18
"""Tokens of the longest role that is read; longer ones end there."""
STOPS = frozenset(
    {",", ";", ":", "(", ")", "“", "”", '"', "—", "–", "--", "who", "which", "that", "whose", "where", "when"}
)
PAST = frozenset({"then", "former", "ex", "late"})
"""Words before a role that its bearer no longer has."""
COPULAS = frozenset({"is", "was", "became", "'s", "’s"})


class FoundRole(NamedTuple):
    """A role's head token, its first and last token, and its span."""

    head: int
    first: int
    last: int
    span: Span


def roles_of(grammar: Grammar, lexicon: Lexicon, first: int, last: int) -> Iterator[FoundRole]:
    """The roles that stand with the name in tokens `first`-`last`."""
    before = _before(grammar, lexicon, first)
    if before is not None:
        yield before
    apposed = _apposed_to(grammar, lexicon, first, last)
    if apposed is not None and (before is None or apposed.last < before.first):
        yield apposed
    after = _after(grammar, lexicon, last)
    if after is not None:
        yield after
    said = _by_copula(grammar, lexicon, first, last)
    if said is not None:
        yield said


def _person(lexicon: Lexicon, grammar: Grammar, index: int) -> RoleNoun | None:
    entry = role_noun(lexicon, grammar, index)
    return entry if entry is not None and entry.kind == "person" else None


def _before(grammar: Grammar, lexicon: Lexicon, first: int) -> FoundRole | None:
    """The role right before a name ("U.S. President", "spokesman of the Amal group")."""
    parse = grammar.parse
    last = first - 1
    if last >= 0 and grammar.words[last] == "." and last > 0:
        last -= 1
    if last < 0 or grammar.sent[last] != grammar.sent[first]:
        return None
    head = last
    if parse.tag[head] in {"NNS", "NNPS"} and not is_title(grammar.words[head]):
        return None  # "told reporters Roe would leave"
    if not (_person(lexicon, grammar, head) or (is_title(grammar.words[head]) and _office(grammar, head))):
        entry = role_noun(lexicon, grammar, head)
        body = entry is not None and entry.kind != "person"
        if parse.pos[head] not in RUN:
            return None
        known = body or grammar.lower[head] in lexicon.bodies
        head = _role_with_body(grammar, lexicon, last) if known else _office_of(grammar, lexicon, last)
        if head < 0:
            return None
    start = head
    while start > 0 and head - start < LONGEST and _belongs(grammar, start - 1, head):
        start -= 1
    while start < head and parse.pos[start] in {"PART", "PUNCT"}:
        start += 1
    if start > 0 and grammar.lower[start - 1] in PAST and grammar.sent[start - 1] == grammar.sent[head]:
        start -= 1  # part of the role: whoever was president then is not "the president"
    return FoundRole(head, start, last, grammar.span(start, last))


def _belongs(grammar: Grammar, index: int, head: int) -> bool:
    parse, word = grammar.parse, grammar.words[index]
    if grammar.sent[index] != grammar.sent[head]:
        return False
    if word in {"-", "'s", "’s", "'", "’"}:
        return word != "-" or parse.end[index] == parse.start[index + 1]  # a dash with spaces is no hyphen
    return parse.pos[index] in RUN and word not in STOPS and parse.tag[index] not in {"TO", "RB"}


def _office(grammar: Grammar, head: int) -> bool:
    """Whether a title is an office ("Sen.", "Gen."), not only a courtesy ("Mr.") or a part of one ("former")."""
    return grammar.lower[head] not in HALF_TITLES and grammar.lower[head].rstrip(".") not in {
        "mr",
        "mrs",
        "ms",
        "miss",
        "sir",
        "lady",
        "lord",
        "dame",
        "the",
        "dr",
    }


def _role_with_body(grammar: Grammar, lexicon: Lexicon, last: int) -> int:
    """The role noun of "spokesman of the Amal group" when `last` is its "group"; -1 without one."""
    parse = grammar.parse
    for index in range(last - 1, max(-1, last - LONGEST), -1):
        small = grammar.words[index][:1].islower()
        if (
            grammar.sent[index] != grammar.sent[last]
            or grammar.words[index] in STOPS
            or (small and parse.pos[index] in {"VERB", "AUX"})
        ):
            return -1
        if grammar.lower[index] in {"of", "for"} and index > 0 and _person(lexicon, grammar, index - 1):
            return index - 1
    return -1


def _office_of(grammar: Grammar, lexicon: Lexicon, last: int) -> int:
    """The role noun of "Secretary of State" or "mayor of Harlow" when `last` is the end of what it is of; else -1."""
    for index in range(last, max(0, last - 5), -1):
        if grammar.lower[index] == "of":
            return index - 1 if index < last and _person(lexicon, grammar, index - 1) else -1
        if grammar.parse.pos[index] != "PROPN" or not grammar.words[index][:1].isupper():
            return -1
    return -1


def _after(grammar: Grammar, lexicon: Lexicon, last: int) -> FoundRole | None:
    """The role behind a name and a comma ("Jan Roe, a member of the Civic Front,"), an age in between skipped."""
    parse, size = grammar.parse, len(grammar)
    index = last + 1
    if index < size and grammar.words[index] == "(":  # "Jan Roe (CF-Harlow), chair of ..."
        while index < min(size, last + 8) and grammar.words[index] != ")":
            index += 1
        index += 1
    if index >= size or grammar.words[index] not in {",", "—", "–"}:
        return None
    index += 1
    if index + 2 < size and grammar.words[index + 1] == "-" and len(grammar.words[index]) == 1:
        stop = min(size, index + 8)  # party and district
        while index < stop and grammar.words[index] != ",":
            index += 1
        index += 1
    if index + 1 < size and grammar.words[index].isdigit() and grammar.words[index + 1] == ",":
        index += 2
    if index < size and parse.pos[index] == "DET":
        index += 1
    start, head = index, -1
    while index < size and index - start < LONGEST and grammar.sent[index] == grammar.sent[last]:
        word = grammar.words[index]
        if _person(lexicon, grammar, index) and parse.pos[index] in {"NOUN", "PROPN"}:
            head = index
        elif parse.pos[index] not in RUN | {"ADV"} and word not in {"-", "'s", "’s", "'", "’", "."}:
            break
        elif head >= 0 and parse.pos[index] in {"NOUN", "PROPN"}:
            head = -1
        index += 1
    if head < 0 or parse.tag[head] in {"NNS", "NNPS"}:
        return None
    end = head
    if head + 1 < size and grammar.lower[head + 1] in {"of", "for", "at", "in", "with", "to", "on", "from"}:
        end = head + 1
        while end + 1 < size and end - start < LONGEST and _continues(grammar, end + 1, head):
            end += 1
    while end > head and parse.pos[end] in {"ADP", "DET", "CCONJ", "PUNCT"}:
        end -= 1
    closed = end + 1 >= size or parse.pos[end + 1] == "PUNCT"
    if not closed and (parse.dep[head] in {"nsubj", "nsubjpass"} or parse.pos[end + 1] in {"VERB", "AUX"}):
        return None  # not an apposition: the next clause begins with this noun
    return FoundRole(head, start, end, grammar.span(start, end))


def _continues(grammar: Grammar, index: int, head: int) -> bool:
    parse = grammar.parse
    if grammar.sent[index] != grammar.sent[head] or grammar.words[index] in STOPS:
        return False
    return parse.pos[index] not in {"VERB", "AUX", "PRON", "SCONJ", "PUNCT"} or grammar.words[index] in {
        "-",
        "’",
        "'",
    }


def _apposed_to(grammar: Grammar, lexicon: Lexicon, first: int, last: int) -> FoundRole | None:
    """The role to which the name is an apposition ("the group's leader, Jan Roe")."""
    parse = grammar.parse
    top = grammar.top(grammar.span(first, last))
    if top is None or parse.dep[top] != "appos":
        return None
    head = parse.head[top]
    if parse.pos[head] not in {"NOUN", "PROPN"} or head >= first or not _person(lexicon, grammar, head):
        return None
    if parse.tag[head] in {"NNS", "NNPS"}:
        return None
    start, end = grammar.left[head], head
    while start < head and parse.pos[start] in {"DET", "PUNCT"}:
        start += 1
    while end + 1 < first and _continues(grammar, end + 1, head):
        end += 1
    if min(first, grammar.left[top]) - end > 4 or head - start > LONGEST:
        return None
    return FoundRole(head, start, end, grammar.span(start, end))


def _by_copula(grammar: Grammar, lexicon: Lexicon, first: int, last: int) -> FoundRole | None:
    """The role that a form of "be" gives ("Jan Roe, who is also the leader of the Civic Front,")."""
    parse = grammar.parse
    top = grammar.top(grammar.span(first, last))
    if top is None:
        return None
    verbs = [parse.head[top]] if parse.dep[top] == "nsubj" else []
    verbs += [below for below in grammar.children[top] if parse.dep[below] == "relcl"]
    for verb in verbs:
        if grammar.lower[verb] not in COPULAS:
            continue
        head = grammar.child(verb, "attr")
        if (
            head is None
            or head < last
            or not _person(lexicon, grammar, head)
            or grammar.child(verb, "neg") is not None
        ):
            continue
        start, end = grammar.left[head], head
        while start < head and parse.pos[start] in {"DET", "PUNCT"}:
            start += 1
        while end + 1 < len(grammar) and end - start < LONGEST and _continues(grammar, end + 1, head):
            end += 1
        while end > head and parse.pos[end] in {"ADP", "DET", "CCONJ", "PUNCT"}:
            end -= 1
        return FoundRole(head, start, end, grammar.span(start, end))
    return None
