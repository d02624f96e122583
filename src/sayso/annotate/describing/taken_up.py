"""Bodies that a description takes up right behind their name ("Amal ... . The militant group said nothing").

Only a definite description in the singular that says of no other body whose it is, and only where one named body alone
stands before it in its sentence or, with none there, in the one before. Two of them, or another body that is
described and not named, leave it open.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from sayso.annotate.describing.words import BODIES, Describing
from sayso.annotate.naming.mention_roles import is_plural
from sayso.annotate.parsing.grammar import Grammar
from sayso.records import Entity, Mention
from sayso.spans import Span

GROUPS = frozenset({"group", "movement", "militia", "faction", "organization", "organisation"})
OUTLETS = frozenset({"newspaper", "broadcaster", "magazine", "network", "channel", "tabloid"})
COMPANIES = frozenset(
    {
        "company",
        "firm",
        "airline",
        "automaker",
        "carmaker",
        "retailer",
        "lender",
        "insurer",
        "charity",
        "agency",
    }
)
TAKES_UP = GROUPS | OUTLETS | COMPANIES
"""Nouns that take up a body named before."""
OF_GROUPS = frozenset({
    "resistance", "opposition", "rebel", "terror", "terrorist", "militant", "guerrilla", "insurgent", "separatist", "rights",
    "advocacy", "islamist", "jihadist", "armed", "paramilitary", "extremist", "protest",
})  # fmt: skip
"""Words before "group" that say of what kind it is; before it any other noun says which one it is."""
KNOWN = 3
"""Mentions of an organization from which it is what the talk is about; of 40 that were taken up without this bound, and
without the ones on the words before the noun, 24 were right."""
OTHERS = frozenset({
    "other", "another", "same", "similar", "second", "third", "first", "latter", "former", "rival", "opposing", "new", "different",
    "entire", "whole", "smaller", "larger", "splinter", "umbrella", "parent", "sister", "host", "victorious", "main", "ruling",
})  # fmt: skip
"""Adjectives with which a description leads to another body than the one named last."""
BACK = 1
"""Sentences that are looked back over: farther back a second body is as often meant."""


def taken_up(
    grammar: Grammar,
    words: Describing,
    *,
    entities: Sequence[Entity],
    mentions: Mapping[str, Mention],
    is_quoted: Callable[[int], bool],
) -> Iterator[tuple[str, Span]]:
    """The entity that each such description means, and its words."""
    named: list[tuple[int, Entity]] = []
    loose: list[tuple[int, Mention]] = []
    for entity in entities:
        if entity.type not in BODIES:
            continue
        for one in entity.mentions:
            mention = mentions.get(one)
            if mention is None or mention.form == "pronoun":
                continue
            if entity.named and mention.form == "name":
                named.append((mention.start, entity))
            elif mention.form == "role" and not entity.named:
                loose.append((mention.start, mention))
    named.sort(key=lambda pair: (pair[0], pair[1].id))
    loose.sort(key=lambda pair: pair[0])
    starts = [start for start, _ in named]
    described = [start for start, _ in loose]
    for number, (start, mention) in enumerate(loose):
        head = _takes_up(grammar, words, mention)
        if head is None or is_quoted(start):
            continue
        own = grammar.sent[head]
        first = named[: bisect_left(starts, start)]
        for back in range(BACK + 1):
            near = {
                entity.id: entity
                for at, entity in reversed(first[-12:])
                if _fits(grammar, words, entity, head)
                and grammar.sent[grammar.at(at)] == own - back
                and not is_quoted(at)
            }
            if near:
                break
        rivals = [
            other
            for other in loose[:number][-6:]
            if grammar.sent[grammar.at(other[0])] >= own - BACK
            and _noun(grammar, words, other[1]) in TAKES_UP
        ]
        if len(near) == 1 and not rivals and bisect_left(described, start) == number:
            yield next(iter(near)), Span(mention.start, mention.end)


def _fits(grammar: Grammar, words: Describing, entity: Entity, head: int) -> bool:
    """Whether a noun with the words before it can take up a body."""
    noun = words.stem(grammar, head)
    if entity.type == "group":
        return noun in GROUPS
    if entity.type == "outlet":
        return noun in OUTLETS
    plain = all(grammar.lower[below] not in OF_GROUPS for below in grammar.children[head])
    return (
        entity.type == "organization"
        and len(entity.mentions) >= KNOWN
        and (noun in COMPANIES or (noun in GROUPS and plain))
    )


def _noun(grammar: Grammar, words: Describing, mention: Mention) -> str:
    head = grammar.top(Span(mention.start, mention.end))
    return "" if head is None else words.stem(grammar, head)


def _takes_up(grammar: Grammar, words: Describing, mention: Mention) -> int | None:
    """The head of a description that takes up a body named before; None where it says whose it is, or of many."""
    parse = grammar.parse
    tokens = grammar.tokens(Span(mention.start, mention.end))
    head = grammar.top(Span(mention.start, mention.end)) if tokens else None
    if (
        head is None
        or tokens[-1] != head
        or grammar.lower[tokens[0]] not in {"the", "this"}
        or is_plural(grammar, head)
        or words.stem(grammar, head) not in TAKES_UP
        or not grammar.words[head][:1].islower()
    ):
        return None
    for below in grammar.children[head]:
        word = grammar.lower[below]
        if below > head and parse.dep[below] in {"prep", "relcl", "acl", "appos", "conj"}:
            return None
        if below < head and (
            word in OTHERS
            or (parse.dep[below] in {"compound", "nmod"} and word not in OF_GROUPS)
            or parse.dep[below] in {"poss", "nummod"}
            or (parse.pos[below] == "PROPN" and parse.ent[below] != "NORP")
        ):
            return None
    return None if parse.dep[head] in {"compound", "nmod", "attr", "appos", "conj"} else head
