"""What stands with a name and says what its bearer is: nouns before and behind it, appositions, predicates, adjectives."""

from collections.abc import Iterator
from typing import NamedTuple

from sayso.annotate.describing.phrases import ARTICLES, ENDS, leftmost, phrase, run_before, says_outright
from sayso.annotate.describing.words import BODIES, Describing
from sayso.annotate.parsing.grammar import Grammar
from sayso.records import DescriptorKind, EntityType
from sayso.spans import Span

QUOTES = frozenset({"“", '"', "‘", "'", "``", "«", "„"})
PLURAL = frozenset({"NNS", "NNPS"})
CLOSES = frozenset({",", ".", "—", "–", "--", ")", ";", ":", "!", "?", "”", '"'})
AGED = 4
"""Tokens between a name and its apposition beside the comma: an age, a party and district in brackets."""
SAME = frozenset(
    {"regime", "state", "republic", "kingdom", "entity", "dictatorship", "theocracy", "monarchy", "caliphate"}
)
"""Nouns that with "of" and a name mean what is named ("the regime of Vesland")."""
TIES = ("backed", "led", "linked", "aligned", "funded", "sponsored", "supported", "allied", "affiliated", "controlled", "armed",
        "trained", "dominated", "owned", "run", "occupied", "proclaimed", "styled", "described", "called", "designated", "leaning")  # fmt: skip
"""Second parts of compounds that say whose somebody is ("Vesland-backed"); each stands in at least three articles of a
large collection."""
STANCES = ("anti", "pro", "ultra", "neo", "self", "non")
"""First parts of compounds that say where somebody stands ("pro-Vesland")."""


class Found(NamedTuple):
    """A description: its first, last and head token, and its kind."""

    first: int
    last: int
    head: int
    kind: DescriptorKind


def beside(grammar: Grammar, words: Describing, span: Span, kind: EntityType) -> Iterator[Found]:
    """The descriptions that stand with one name mention of an entity of some type."""
    tokens = grammar.tokens(span)
    top = grammar.top(span) if tokens else None
    if top is None or (grammar.parse.tag[top] in PLURAL and kind == "person"):
        return
    first, last = tokens[0], tokens[-1]
    if grammar.parse.tag[top] not in PLURAL:  # "prominent Veslanders" are some of them
        yield from _before(grammar, words, first, top, kind)
        yield from _behind(grammar, words, last, top, kind)
    yield from _apposed(grammar, words, (first, last), top, kind)
    yield from _predicates(grammar, words, last, top, kind)
    yield from _of(grammar, top, first, kind)


def _before(grammar: Grammar, words: Describing, first: int, top: int, kind: EntityType) -> Iterator[Found]:
    """A noun right before the name ("the resistance group Amal"), else adjectives ("the so-called Amal")."""
    parse = grammar.parse
    noun = first - 1
    if noun >= 0 and grammar.words[noun] in QUOTES:
        noun -= 1
    if noun < 0 or grammar.sent[noun] != grammar.sent[first]:
        return
    if (
        parse.pos[noun] in {"NOUN", "PROPN"}
        and grammar.words[noun][:1].islower()
        and parse.tag[noun] not in PLURAL
        and grammar.words[noun - 1] != "-"
        and words.describes(grammar, noun, kind)
        and (parse.head[noun] == top or parse.head[top] == noun or first <= parse.head[noun] <= top)
        and parse.dep[noun] in {"compound", "nmod", "amod", "appos", "nsubj", "dobj", "pobj", "conj", "ROOT"}
        and not (parse.head[top] == noun and parse.dep[top] not in {"appos", "compound", "nmod"})
    ):
        start = run_before(grammar, noun)
        yield Found(start, noun, noun, "title")
        return
    start = first
    head = -1
    while start > 0 and first - start < 8:
        begin = _modifier(grammar, words, start - 1)
        if (
            begin < 0
            or grammar.sent[begin] != grammar.sent[first]
            or not _modifies(grammar, start - 1, start, top)
        ):
            break
        start, head = begin, (start - 1 if head < 0 else head)
    if head >= 0:
        yield Found(start, head, head, "modifier")


def _modifies(grammar: Grammar, index: int, start: int, top: int) -> bool:
    """Whether a word hangs on the name behind it, or on what stands before that, as an adjective does."""
    parse = grammar.parse
    above = parse.head[index]
    return (
        parse.tag[index] != "VBD"
        and start <= above <= max(top, start)
        and parse.dep[index] in {"amod", "compound", "nmod", "advmod", "npadvmod", "appos", "det"}
    )


def _modifier(grammar: Grammar, words: Describing, last: int) -> int:
    """The first token of the evaluating word that ends at `last` ("so-called", "Vesland-backed", "late"); else -1."""
    parse, lower = grammar.parse, grammar.lower
    if parse.pos[last] not in {"ADJ", "VERB", "NOUN", "PROPN", "ADV"}:
        return -1
    begin = last
    while (
        begin >= 2
        and lower[begin - 1] == "-"
        and parse.end[begin - 1] == parse.start[begin]
        and parse.end[begin - 2] == parse.start[begin - 1]
    ):
        begin -= 2
    if begin < last:
        parts = "".join(lower[begin : last + 1])
        if parts in words.modifiers or lower[last] in TIES or lower[begin] in STANCES:
            return begin
        return -1
    word = lower[last]
    if word in words.modifiers and parse.pos[last] != "ADV":
        return last if grammar.words[last][:1].islower() else -1
    if "-" in word:
        parts_of = word.split("-")
        if parts_of[-1] in TIES or parts_of[0] in STANCES:
            return last
    return -1


def _behind(grammar: Grammar, words: Describing, last: int, top: int, kind: EntityType) -> Iterator[Found]:
    """A noun behind a body's name that says what it is ("the Amal resistance group")."""
    parse = grammar.parse
    head = parse.head[top]
    if (
        kind not in BODIES - {"government"}
        or head <= last
        or head - last > 5
        or parse.dep[top] not in {"compound", "nmod", "amod"}
        or parse.tag[head] != "NN"
        or not grammar.words[head][:1].islower()
        or not words.describes(grammar, head, kind)
        or words.is_part(grammar, head)
    ):
        return
    if parse.dep[head] in {"compound", "nmod"} and parse.head[head] > head:
        pass  # "the Amal resistance group leader": the group is still meant
    for index in range(last + 1, head):
        if (
            parse.pos[index] not in {"ADJ", "NOUN", "PROPN"}
            and grammar.words[index] != "-"
            and parse.dep[index] != "amod"
        ):
            return
    if last + 1 <= head:
        yield Found(last + 1, head, head, "noun")


def _apposed(
    grammar: Grammar, words: Describing, ends: tuple[int, int], top: int, kind: EntityType
) -> Iterator[Found]:
    """An apposition behind the name ("Amal, a militia,"), or one that the name itself is ("the militia, Amal,")."""
    parse, (first, last) = grammar.parse, ends
    for below in grammar.children[top]:
        if parse.dep[below] != "appos" or below <= last or not _noun(grammar, words, below, top, kind):
            continue
        begin, end = phrase(grammar, below)
        if _sets_off(grammar, last, begin) and closed(grammar, end):
            yield Found(begin, end, below, "apposition")
    head = parse.head[top]
    if parse.dep[top] == "appos" and head < first and _noun(grammar, words, head, top, kind):
        begin, end = phrase(grammar, head)
        if end < first and _sets_off(grammar, end, first):
            yield Found(begin, end, head, "apposition")


def _noun(grammar: Grammar, words: Describing, head: int, top: int, kind: EntityType) -> bool:
    parse = grammar.parse
    return (
        parse.pos[head] == "NOUN"
        and not (parse.tag[head] in PLURAL and (kind == "person" or parse.tag[top] not in PLURAL))
        and words.describes(grammar, head, kind)
    )


def _sets_off(grammar: Grammar, last: int, begin: int) -> bool:
    """Whether only a comma or a dash stands between (an age or a party in brackets beside it)."""
    between = list(range(last + 1, begin))
    if between and grammar.lower[between[-1]] in ARTICLES:
        between.pop()
    if not between or len(between) > AGED or grammar.sent[last] != grammar.sent[begin]:
        return False
    return grammar.words[between[-1]] in {",", "—", "–", "--", "("} and all(
        grammar.words[index] in ENDS or grammar.words[index].isdigit() for index in between
    )


def closed(grammar: Grammar, end: int) -> bool:
    """Whether an apposition ends where its phrase does; before a verb of its own it is the subject of a new clause.

    "after talks with Roe, a minister said" says nothing of Roe.
    """
    after = end + 1
    return (
        after >= len(grammar)
        or grammar.sent[after] != grammar.sent[end]
        or grammar.words[after] in CLOSES
        or grammar.lower[after] in {"who", "which", "that", "whose", "and"}
        or grammar.parse.pos[after] == "ADP"
        or grammar.parse.tag[after] in {"VBN", "VBG"}
    )


def _predicates(
    grammar: Grammar, words: Describing, last: int, top: int, kind: EntityType
) -> Iterator[Found]:
    """What a form of "be" says outright that the named is ("Amal is a militia", "Amal, which is a militia,")."""
    parse = grammar.parse
    if any(parse.dep[below] in {"conj", "cc"} for below in grammar.children[top]) or parse.dep[top] == "conj":
        return
    verbs = [parse.head[top]] if parse.dep[top] == "nsubj" else []
    verbs += [
        below
        for below in grammar.children[top]
        if parse.dep[below] == "relcl"
        and (subject := grammar.child(below, "nsubj")) is not None
        and grammar.lower[subject] in {"who", "which", "that"}
        and subject <= last + 3
    ]
    for verb in verbs:
        head = grammar.child(verb, "attr")
        if head is None or head <= last or not _noun(grammar, words, head, top, kind):
            continue
        if not (says_outright(grammar, head) and words.tells(grammar, head)) or not _says_what(grammar, head):
            continue
        begin, end = phrase(grammar, head)
        if begin < end or grammar.lower[head] != "member":  # of what, would have to be said
            yield Found(begin, end, head, "predicate")


def _says_what(grammar: Grammar, head: int) -> bool:
    """Whether a predicate noun has an article, and so says what somebody is ("no", "not a" and bare ones do not)."""
    determiners = [
        grammar.lower[below] for below in grammar.children[head] if grammar.parse.dep[below] == "det"
    ]
    return bool(determiners) and determiners[0] in {"a", "an", "the", "another"}


def _of(grammar: Grammar, top: int, first: int, kind: EntityType) -> Iterator[Found]:
    """The noun before "of" and the name, where both are one ("the occupying regime of Vesland")."""
    parse = grammar.parse
    of = parse.head[top]
    if parse.dep[top] != "pobj" or kind not in BODIES or grammar.lower[of] != "of" or of >= first:
        return
    head = parse.head[of]
    if head == of - 1 and grammar.lower[head] in SAME and grammar.words[head][:1].islower():
        begin = leftmost(grammar, head)
        begin, _ = min((begin, head), (max(begin, head - 6), head))
        while begin < head and (
            grammar.lower[begin] in ARTICLES or parse.pos[begin] in {"PUNCT", "ADP", "CCONJ"}
        ):
            begin += 1
        yield Found(begin, head, head, "noun")
