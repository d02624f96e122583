"""Roles and pronouns: words that refer to somebody without naming anybody ("the official", "a spokesman for X", "she")."""

from collections.abc import Iterator
from typing import NamedTuple

from sayso.annotate.naming.lexicon import Lexicon, RoleNoun
from sayso.annotate.parsing.grammar import Grammar
from sayso.records import EntityType
from sayso.spans import Span

PRONOUNS: dict[str, EntityType] = {
    "he": "person",
    "she": "person",
    "i": "person",
    "who": "person",
    "they": "unnamed",
    "we": "unnamed",
    "it": "unnamed",
}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OWN_PREPOSITIONS = frozenset({"of", "for", "at", "from", "with", "in", "to", "inside", "within", "on"})
LEFT_PARTS = frozenset(
    {"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod", "npadvmod"}
)
LONGEST = 16
"""Tokens of the longest description that is kept whole; a longer one loses what follows its noun."""
INDEFINITE_PEOPLE = frozenset({
    "some", "others", "many", "most", "few", "several", "those", "people", "everyone", "everybody", "someone", "somebody",
    "anyone", "anybody", "nobody", "one", "another", "all", "both", "none", "each",
})  # fmt: skip


class Role(NamedTuple):
    """A phrase whose head noun names a role: its tokens, its characters, its type."""

    head: int
    span: Span
    type: EntityType


def role_noun(lexicon: Lexicon, grammar: Grammar, head: int) -> RoleNoun | None:
    """The entry for a head noun, in one or two words, singular or plural."""
    lower = grammar.lower
    if head > 0:
        two = lexicon.roles.get(f"{lower[head - 1]} {lower[head]}") or lexicon.roles.get(
            f"{lower[head - 1]} {singular(lower[head])}"
        )
        if two is not None:
            return two
        if (
            lower[head - 1] == "-"
            and head > 1
            and (joined := lexicon.roles.get(f"{lower[head - 2]}-{lower[head]}"))
        ):
            return joined
    return lexicon.roles.get(lower[head]) or lexicon.roles.get(singular(lower[head]))


def singular(noun: str) -> str:
    """A noun without its plural ending, as far as spelling tells ("officials" to "official")."""
    if noun.endswith(("women", "men")):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def is_plural(grammar: Grammar, head: int) -> bool:
    """Whether a head noun is plural."""
    return grammar.parse.tag[head] in {"NNS", "NNPS"} or grammar.lower[head] in {"people", "police"}


def find_roles(grammar: Grammar, lexicon: Lexicon, named: list[int], closed: list[bool]) -> Iterator[Role]:
    """The role phrases of an article: nouns of the lexicon, and whatever else is the subject of a verb of saying.

    A noun that only introduces a name ("spokesman Jan Roe") or stands in apposition to one is that name's role and
    no phrase of its own. `named` gives for each token the last token of the name it is in (-1: in none).
    """
    parse = grammar.parse
    for head in range(len(grammar)):
        if (
            closed[head]
            or named[head] >= 0
            or parse.pos[head] not in {"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"}
        ):
            continue
        entry = role_noun(lexicon, grammar, head) if parse.pos[head] in {"NOUN", "PROPN"} else None
        speaks = _speaks(grammar, lexicon, head)
        if entry is None and not (
            speaks and (parse.pos[head] == "NOUN" or grammar.lower[head] in INDEFINITE_PEOPLE)
        ):
            continue
        if parse.dep[head] in {"compound", "amod", "nmod"} or _introduces_name(grammar, head, named):
            continue
        if parse.dep[head] in {"appos", "attr"} and named[parse.head[head]] >= 0:
            continue
        if entry is not None and entry.kind == "document" and not speaks and not _singled_out(grammar, head):
            continue
        yield Role(head, _phrase(grammar, head, named), _type(grammar, head, entry))


def find_pronouns(grammar: Grammar, closed: list[bool]) -> Iterator[tuple[Span, EntityType]]:
    """The personal and relative pronouns that are subjects, or what follows "according to"."""
    parse, lower = grammar.parse, grammar.lower
    for index, dep in enumerate(parse.dep):
        if dep in SUBJECTS and lower[index] in PRONOUNS and not closed[index]:
            yield Span(parse.start[index], parse.end[index]), PRONOUNS[lower[index]]
        elif (
            dep == "pobj"
            and lower[index] in {"him", "her", "them"}
            and index > 1
            and lower[index - 2] == "according"
        ):
            kind: EntityType = "unnamed" if lower[index] == "them" else "person"
            yield Span(parse.start[index], parse.end[index]), kind


def _speaks(grammar: Grammar, lexicon: Lexicon, head: int) -> bool:
    parse, lower = grammar.parse, grammar.lower
    above = parse.head[head]
    if parse.dep[head] == "nsubj":
        return lexicon.verbs.get(lower[above]) == "say"
    return (
        parse.dep[head] == "pobj" and lower[above] == "to" and above > 0 and lower[above - 1] == "according"
    )


def _singled_out(grammar: Grammar, head: int) -> bool:
    """Whether a document is one that the text has in mind ("a statement", "its report"), not a mass ("in order to")."""
    parse = grammar.parse
    return parse.dep[head] in {"pobj", "nsubj", "dobj", "attr"} and any(
        parse.dep[below] in {"det", "poss"} for below in grammar.children[head]
    )


def _introduces_name(grammar: Grammar, head: int, named: list[int]) -> bool:
    """Whether a role noun stands directly before a name ("spokesman Jan Roe"), whatever the parse makes of it."""
    after = head + 1
    return (
        after < len(grammar)
        and named[after] >= 0
        and grammar.sent[after] == grammar.sent[head]
        and grammar.text[grammar.parse.end[head] : grammar.parse.start[after]].strip() == ""
        and (
            grammar.parse.head[head] == after
            or grammar.parse.head[after] == head
            or grammar.parse.head[head] == grammar.parse.head[after]
        )
        and grammar.parse.dep[after] not in {"dobj", "pobj"}
    )


def _phrase(grammar: Grammar, head: int, named: list[int]) -> Span:
    """The noun with what qualifies it: words before it, and a phrase with "of", "for", "at" ... behind it."""
    parse = grammar.parse
    first = head
    for below in grammar.children[head]:
        if below < head and parse.dep[below] in LEFT_PARTS:
            first = min(first, grammar.left[below])
    last = head
    for below in grammar.children[head]:
        if (
            below > head
            and parse.dep[below] == "prep"
            and grammar.lower[below] in OWN_PREPOSITIONS
            and below <= last + 1
        ):
            last = max(last, _without_clause(grammar, below))
    last = max(last, named[last])
    if last - first >= LONGEST:
        last = head
    if last - first >= LONGEST:
        first = max(first, head - 3)
    return grammar.span(first, last)


def _without_clause(grammar: Grammar, preposition: int) -> int:
    """The last token of a prepositional phrase before any clause or comma in it."""
    parse = grammar.parse
    for index in range(preposition + 1, min(grammar.right[preposition] + 1, preposition + LONGEST)):
        if parse.dep[index] in {"relcl", "acl", "appos"} or grammar.words[index] in {
            ",",
            "(",
            "—",
            "–",
            "“",
            '"',
            ";",
        }:
            return max(preposition, min(index - 1, grammar.left[index] - 1))
    return grammar.right[preposition]


def _type(grammar: Grammar, head: int, entry: RoleNoun | None) -> EntityType:
    """A body's kind; "person" for one person whom the words single out; else "unnamed" (see `entities`)."""
    if entry is None:
        return "unnamed"
    if entry.kind != "person":
        return entry.kind
    if is_plural(grammar, head) or "people" in entry.fields:
        return "unnamed"
    return "person"
