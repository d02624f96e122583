"""How far a description reaches around its noun, and whether its verb says it outright."""

from sayso.annotate.parsing.grammar import Grammar

RUN = frozenset({"PROPN", "NOUN", "ADJ", "PART", "NUM"})
LEFT_PARTS = frozenset(
    {"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod", "npadvmod"}
)
OWN_PREPOSITIONS = frozenset({"of", "for", "at", "from", "in", "to", "within", "on", "against", "with"})
LONGEST = 16
"""Tokens of the longest description; a longer one loses what follows its noun."""
ENDS = frozenset({",", "(", ")", "—", "–", "--", ";", ":", "“", "”", '"', "-"})
COPULAS = frozenset({"is", "was", "are", "were", "'s", "’s", "remains", "remained", "became"})
HEDGES = frozenset({
    "allegedly", "reportedly", "supposedly", "apparently", "perhaps", "possibly", "probably", "maybe", "likely", "hardly",
    "never", "no", "not", "n't", "n’t", "if", "whether", "unless", "only", "almost", "nearly", "as", "like", "once", "than",
})  # fmt: skip
"""Words beside a copula with which it does not say outright what its subject is."""
NONE = frozenset({"no", "any", "neither", "hardly", "what", "which"})
ARTICLES = frozenset({"a", "an", "the", "this", "that", "these", "those"})


def phrase(grammar: Grammar, head: int) -> tuple[int, int]:
    """The first and last token of a noun with what qualifies it, without its article."""
    parse = grammar.parse
    first = last = head
    for below in grammar.children[head]:
        if below < head and parse.dep[below] in LEFT_PARTS:
            first = min(first, leftmost(grammar, below))
    for index in range(head - 1, first - 1, -1):
        if grammar.words[index] in ENDS - {"-"} or parse.pos[index] == "VERB":
            first = index + 1
            break
    for below in grammar.children[head]:
        if below == last + 1 and parse.dep[below] == "prep" and grammar.lower[below] in OWN_PREPOSITIONS:
            last = _end(grammar, below)
    if last - first >= LONGEST:
        last = head
    while first < head and (grammar.lower[first] in ARTICLES or not grammar.words[first][:1].isalnum()):
        first += 1
    return (first, last) if last - first < LONGEST else (max(first, head - 3), head)


def leftmost(grammar: Grammar, index: int) -> int:
    """The first token below one, without walking what is not below it."""
    while grammar.children[index] and grammar.children[index][0] < index:
        index = grammar.children[index][0]
    return index


def _end(grammar: Grammar, preposition: int) -> int:
    """The last token of a prepositional phrase before any clause, comma or second preposition of another."""
    parse = grammar.parse
    last = preposition
    top = grammar.child(preposition, "pobj")
    if top is None or grammar.sent[top] != grammar.sent[preposition]:
        return preposition - 1
    for index in range(preposition + 1, min(len(grammar), preposition + LONGEST)):
        if (
            grammar.sent[index] != grammar.sent[preposition]
            or grammar.words[index] in ENDS - {"-"}
            or parse.dep[index] in {"relcl", "acl", "appos", "punct"}
            or parse.pos[index] in {"VERB", "AUX", "SCONJ", "PRON", "PUNCT"}
        ):
            break
        if index > top and not _below(grammar, index, preposition):
            break
        last = index
    while last > preposition and parse.pos[last] in {"ADP", "DET", "CCONJ", "PUNCT", "ADV"}:
        last -= 1
    return last if last >= top else preposition - 1


def _below(grammar: Grammar, index: int, above: int) -> bool:
    for _ in range(LONGEST):
        if index == above:
            return True
        if grammar.parse.head[index] == index:
            return False
        index = grammar.parse.head[index]
    return False


def run_before(grammar: Grammar, last: int) -> int:
    """The first token of the words that stand before a name and belong to the noun at `last`."""
    start = last
    while start > 0 and last - start < LONGEST and _belongs(grammar, start - 1):
        start -= 1
    while start < last and (grammar.parse.pos[start] == "PART" or grammar.words[start] == "-"):
        start += 1
    return start


def _belongs(grammar: Grammar, index: int) -> bool:
    parse, word = grammar.parse, grammar.words[index]
    if grammar.sent[index] != grammar.sent[index + 1]:
        return False
    if word in {"-", "'s", "’s", "'", "’"}:
        return word != "-" or parse.end[index] == parse.start[index + 1]
    if parse.tag[index] in {"VBN", "VBG"}:  # "the banned group"
        return parse.dep[index] == "amod"
    return parse.pos[index] in RUN and word not in ENDS and parse.tag[index] not in {"TO", "RB"}


def says_outright(grammar: Grammar, head: int) -> bool:
    """Whether the verb of a predicate noun says what its subject is: not denied, asked, supposed or hedged."""
    parse, verb = grammar.parse, grammar.parse.head[head]
    if grammar.lower[verb] not in COPULAS or any(
        grammar.lower[below] in NONE for below in grammar.children[head]
    ):
        return False
    for below in grammar.children[verb]:
        if parse.dep[below] in {"neg", "mark"} and grammar.lower[below] not in {
            "that",
            "because",
            "while",
            "as",
        }:
            return False
        if grammar.lower[below] in HEDGES and parse.dep[below] in {"advmod", "mark", "neg", "aux"}:
            return False
        if parse.dep[below] == "aux" and parse.tag[below] == "MD":
            return False
    return not _asked(grammar, verb)


def _asked(grammar: Grammar, verb: int) -> bool:
    """Whether the sentence of a verb ends with a question mark."""
    own = grammar.sent[verb]
    for index in range(verb, min(len(grammar), verb + 60)):
        if grammar.sent[index] != own:
            return False
        if grammar.words[index].startswith("?"):
            return True
    return False
