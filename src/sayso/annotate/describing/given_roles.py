"""How the roles that an article gives its people stand with their names: as title, apposition or predicate."""

from collections.abc import Iterator, Sequence

from sayso.annotate.describing.beside import Found, closed
from sayso.annotate.describing.phrases import says_outright
from sayso.annotate.naming.lexicon import Lexicon
from sayso.annotate.naming.mention_roles import role_noun
from sayso.annotate.naming.names import is_title
from sayso.annotate.parsing.grammar import Grammar
from sayso.spans import Span

NOW = frozenset({"now", "also", "currently", "a", "an", "the", "its"})
"""Words before a role that are no part of it."""
COURTESIES = frozenset({
    "mr", "mrs", "ms", "miss", "st", "saint", "mother", "father", "brother", "sister", "sir", "lady", "lord", "dame", "madam",
    "fellow",
})  # fmt: skip
NEXT = 2
"""Tokens behind a role in which its own verb follows where it opens a clause."""
FAR = 60
"""Code points between a name and an apposition that goes with it; what stands further off is another sentence's."""


def given_roles(
    grammar: Grammar, lexicon: Lexicon, roles: Sequence[Span], names: Sequence[Span]
) -> Iterator[Found]:
    """The roles of one person, each with the kind that its place beside the names gives it.

    A role that stands with none of the names ("A lawmaker warned ...", before she is named) is left to the mentions.
    """
    for role in roles:
        tokens = grammar.tokens(role)
        if not tokens:
            continue
        head = _head(grammar, lexicon, tokens)
        first, last = tokens[0], tokens[-1]
        while first < head and (grammar.lower[first] in NOW or grammar.parse.pos[first] == "PUNCT"):
            first += 1
        first = _with_body(grammar, first, head)
        if _ends_with_courtesy(grammar, first, last) or _repeats(grammar, first, last):
            continue
        if head < 0:
            continue
        if any(_titles(grammar, role, name) for name in names):
            yield Found(first, last, head, "title")
        elif grammar.parse.dep[head] == "attr":
            if says_outright(grammar, head):
                yield Found(first, last, head, "predicate")
        elif any(_beside(grammar, role, name) for name in names) and _is_apposition(grammar, head, last):
            yield Found(first, last, head, "apposition")


def _with_body(grammar: Grammar, first: int, head: int) -> int:
    """The first token of a role whose body's name has an "of" in it ("Ministry of Water spokesman Jan Roe")."""
    before = first - 2
    if (
        first == head
        or before < 0
        or grammar.lower[first - 1] != "of"
        or not grammar.words[first][:1].isupper()
        or grammar.sent[before] != grammar.sent[first]
    ):
        return first
    start = first
    while before >= 0 and grammar.parse.pos[before] == "PROPN" and grammar.words[before][:1].isupper():
        start, before = before, before - 1
        if grammar.sent[before] != grammar.sent[start]:
            break
    return start


def _is_apposition(grammar: Grammar, head: int, last: int) -> bool:
    """Whether a role beside a name ends there, and does not open a clause of somebody else."""
    above = grammar.parse.head[head]
    acts = grammar.parse.dep[head] in {"nsubj", "nsubjpass"} and last < above <= last + NEXT
    return closed(grammar, last) and not acts


def _ends_with_courtesy(grammar: Grammar, first: int, last: int) -> bool:
    """Whether the words before a name are a courtesy alone ("Mother Amal"), or somebody else's ("veteran of Mr. Roe's campaign")."""
    word = grammar.lower[last].rstrip(".") or grammar.lower[max(first, last - 1)].rstrip(".")
    return word in COURTESIES and (
        first == last
        or any(grammar.lower[index] in {"of", "for", "to", "with"} for index in range(first, last))
    )


def _repeats(grammar: Grammar, first: int, last: int) -> bool:
    """Whether a word written large stands twice, as where a caption runs into the next."""
    large = [word for word in grammar.words[first : last + 1] if word[:1].isupper() and len(word) > 1]
    return len(large) > len(set(large))


def _head(grammar: Grammar, lexicon: Lexicon, tokens: range) -> int:
    """The first noun of a role that names an office or a walk of life, with nothing but its own words before it."""
    found = [
        index
        for index in tokens
        if (entry := role_noun(lexicon, grammar, index)) is not None and entry.kind == "person"
    ]
    if found:
        of = next(
            (index for index in tokens if grammar.lower[index] in {"of", "for", "at", "in"}), tokens[-1] + 1
        )
        before = [index for index in found if index < of]
        return before[-1] if before else found[0]
    return grammar.top(grammar.span(tokens[0], tokens[-1])) or tokens[-1]


def _titles(grammar: Grammar, role: Span, name: Span) -> bool:
    """Whether a role stands right before a name, with nothing but titles between."""
    if not 0 <= name.start - role.end <= FAR or not _in_one_sentence(grammar, role, name):
        return False
    between = grammar.text[role.end : name.start]
    return all(is_title(word) or not word.strip(".“\"'") for word in between.split())


def _beside(grammar: Grammar, role: Span, name: Span) -> bool:
    """Whether a role and a name stand in one sentence, a comma, a dash or a bracket between them."""
    one, two = sorted((role, name))
    gap = two.start - one.end
    if not 0 < gap <= FAR or not _in_one_sentence(grammar, one, two):
        return False
    return any(mark in grammar.text[one.end : two.start] for mark in ",—–(") or gap == 1


def _in_one_sentence(grammar: Grammar, one: Span, two: Span) -> bool:
    return grammar.sent[grammar.at(one.end - 1)] == grammar.sent[grammar.at(two.start)]
