"""Where a name begins and ends: titles, articles and possessives off, particles and hyphened words on."""

import re
from typing import NamedTuple

from sayso.annotate.naming.lexicon import Lexicon
from sayso.annotate.naming.names import HALF_TITLES, PARTICLES, initials, is_acronym, is_title, left_particles
from sayso.annotate.parsing.grammar import Grammar
from sayso.spans import Span
from sayso.words.commonness import function_words

NOT_NAMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "gmt",
        "utc",
        "est",
        "edt",
        "a.m.",
        "p.m.",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "i",
        "god",
        "allah",
        "yes",
        "no",
        "ok",
    ]
)
POSSESSIVE_TAG = "POS"
QUOTES = frozenset("\"'“”‘’«»„()[]{},.;:!?–—-*•|/\\")
SECOND_SYLLABLE = re.compile(r"-([a-z]{2,5})(?![\w-])")
"""The end of a given name of two parts, of which the second is written small ("Jae-in")."""
NO_SYLLABLES = frozenset({
    "led", "run", "era", "born", "made", "like", "type", "style", "based", "owned", "held", "won", "free", "ism", "ish", "esque",
    "backed", "aged", "bred", "themed", "elect", "lite", "aide", "ally", "world", "wide", "only", "less", "ward", "proof", "sized",
})  # fmt: skip
TRAILING = frozenset({"and", "or", "of", "for", "with", "at", "in", "from", "to", "the", "&"})
"""Words with which no name ends."""
DASHES = ("--", "—", "–", "http", "@", "#")
"""Beginnings of tokens that no name goes on with."""
LONGEST = 12
"""Tokens of the longest name that is believed; longer ones are a run of words written large."""
FIRMS = frozenset({"inc", "ltd", "llc", "plc", "corp", "co", "lp", "llp", "sa", "gmbh", "ag"})
PARTY = re.compile(r"[A-Z]-[A-Z]")
"""What follows a legislator's name in brackets or commas: party and district."""
BROKEN_BEFORE = re.compile("(?:â(?:\x80[\x98-\x9d]|€[œ˜™]))+")
BROKEN_BEHIND = re.compile("(?:â(?:\x80[\x98-\x9d]|€[œ˜™\x9d]?))+s?$")
"""Quotation marks and apostrophes of UTF-8 that were read as Latin-1 or Windows-1252, with the "s" of an owner."""
BREAK = re.compile(r"\n\s*\n")


class Name(NamedTuple):
    """A name's tokens and characters, the finder's label for it ("" when it missed it), and whether a title precedes."""

    first: int
    last: int
    span: Span
    label: str
    titled: bool


def put_right(grammar: Grammar, lexicon: Lexicon, first: int, last: int, label: str) -> Name | None:
    """The name inside proposed tokens, its edges put right; None when no name is left."""
    parse, words, lower = grammar.parse, grammar.words, grammar.lower
    gap = BREAK.search(grammar.text, parse.start[first], parse.end[last])
    if gap:
        last = max(first, grammar.at(gap.start()))
    first, last, label = _completed(grammar, lexicon, first, last, label)
    while first < last and (lower[first] in {"the", "a", "an"} or words[first] in QUOTES):
        first += 1
    while last > first and (
        parse.tag[last] == POSSESSIVE_TAG or words[last] in QUOTES or lower[last] in {"’s", "'s"}
    ):
        last -= 1
    dashed = next((i for i in range(first + 1, last + 1) if words[i].startswith(DASHES)), last + 1)
    last = min(last, dashed - 1)
    while last > first and lower[last] in TRAILING:
        last -= 1
    if label == "PERSON":
        commas = [index for index in range(first, last) if words[index] in {",", ";"}]
        first = commas[-1] + 1 if commas else first  # "told the Gazette, Roe also said": the finder runs on
    if label == "ORG":
        stop = next(
            (i for i in range(first + 1, last) if words[i] == "," and lower[i + 1].rstrip(".") not in FIRMS),
            last + 1,
        )
        last = last if any(lower[i] == "and" for i in range(stop, last + 1)) else min(last, stop - 1)
    if label in {"ORG", "LAW"}:
        first = _after_owner(grammar, first, last)
    if label in {"PERSON", "ORG", ""} and lower[last] not in lexicon.any_word:
        first = _after_titles(grammar, lexicon, first, last, anywhere=label == "PERSON")
        if (
            last - first > 1
            and lower[first] in lexicon.bodies
            and (label == "PERSON" or lower[first + 1] in lexicon.given)
        ):
            first, label = first + 1, "PERSON"  # "House Jan Roe", after "Speaker of the"
    if label == "PERSON" and last - first > 1 and f"{lower[first]} {lower[first + 1]}" in lexicon.bodies:
        first += 2  # "Fox News Roe"
    if label == "PERSON":
        first, last = _widened(grammar, lexicon, first, last)
    after_title = titled(grammar, lexicon, first)
    start = _start(grammar, first, label)
    end = _end(grammar, last, label)
    while parse.start[first] > start and first > 0:
        first -= 1
    while last + 1 < len(grammar) and parse.end[last] < end:
        last += 1
    for mark, closing in (("(", ")"), ("“", "”")):
        opened = grammar.text.find(mark, start, end)
        if opened > start and closing not in grammar.text[opened:end]:
            end = opened - (grammar.text[opened - 1] == " ")
            last = max(first, grammar.at(end - 1))
    whole = (start, end)
    start, end = _unbroken(grammar.text, start, end)
    piece = grammar.text[start:end]
    if whole != (start, end) and piece.casefold() in function_words():
        return None  # the finder takes a quotation mark and "We" for a name
    if (
        first == last
        and first > 1
        and lower[first - 1] == "of"
        and lower[first - 2].endswith(("secretary", "secretaries"))
    ):
        return None  # the secretary of state is no body's
    if (
        last - first >= LONGEST
        or not any(char.isalpha() for char in piece)
        or piece.lower() in NOT_NAMES
        or PARTY.match(piece)
        or (first == last and not after_title and is_title(piece))
        or not any(char.isupper() for char in piece)
    ):
        return None
    role = lexicon.roles.get(" ".join(piece.lower().split())) or (
        lexicon.roles.get(lower[last]) if label != "PERSON" else None
    )
    if (
        role is not None
        and role.kind == "person"
        and not (after_title and last == first and label == "PERSON")
    ):
        return None
    return Name(first, last, Span(start, end), label, after_title)


def _completed(grammar: Grammar, lexicon: Lexicon, first: int, last: int, label: str) -> tuple[int, int, str]:
    """A name with the rest of it that the finder left out.

    That is the other word of a body's name of two, and what an acronym in brackets takes in ("... of Orland and Veslia
    (OOV)").
    """
    words, lower, size = grammar.words, grammar.lower, len(grammar)
    if first == last and label in {"ORG", "NORP", "PERSON"}:
        if (
            first
            and words[first - 1][:1].isupper()
            and f"{lower[first - 1]} {lower[first]}" in lexicon.bodies
        ):
            return first - 1, last, "ORG"
        if (
            last + 1 < size
            and words[last + 1][:1].isupper()
            and f"{lower[last]} {lower[last + 1]}" in lexicon.bodies
        ):
            return first, last + 1, "ORG"
    if label == "ORG" and last + 4 < size and lower[last + 1] == "and":
        for end in range(last + 2, min(last + 5, size - 2)):
            if words[end + 1] == "(" and is_acronym(words[end + 2]):
                whole = grammar.text[grammar.parse.start[first] : grammar.parse.end[end]]
                return (
                    (first, end, label) if initials(whole).endswith(words[end + 2]) else (first, last, label)
                )
    return first, last, label


def _after_owner(grammar: Grammar, first: int, last: int) -> int:
    """The first token after a possessive with which a proposed body begins ("Vesland's Civic Front")."""
    for index in range(first + 1, min(first + 4, last)):
        if (
            grammar.parse.tag[index] == POSSESSIVE_TAG
            and grammar.words[index + 1][:1].isupper()
            and last - index > 1
        ):
            return index + 1
    return first


def _after_titles(grammar: Grammar, lexicon: Lexicon, first: int, last: int, *, anywhere: bool) -> int:
    """The first token after the titles and offices before a name; `anywhere`: after the last of them in the span."""
    words = grammar.words
    found = first
    for index in range(first, last):
        role = lexicon.roles.get(grammar.lower[index])
        if (
            is_title(words[index])
            or (role is not None and role.kind == "person")
            or (words[index] == "." and index == found)
        ):
            found = index + 1
        elif not anywhere:
            break
    return found


def _widened(grammar: Grammar, lexicon: Lexicon, first: int, last: int) -> tuple[int, int]:
    """A person's name with the proper nouns that touch it and that the finder left outside."""
    parse, words = grammar.parse, grammar.words
    while (
        last + 1 < len(grammar)
        and last - first < 5
        and parse.pos[last + 1] == "PROPN"
        and not parse.ent[last + 1]
        and grammar.sent[last + 1] == grammar.sent[last]
        and parse.start[last + 1] == parse.end[last] + 1
        and words[last + 1][:1].isupper()
        and not words[last + 1].isupper()
        and not is_title(words[last + 1])
        and grammar.lower[last + 1] not in lexicon.roles
        and parse.head[last + 1] in range(first, last + 2)
    ):
        last += 1
    while (
        first > 0
        and last - first < 5
        and parse.pos[first - 1] == "PROPN"
        and not parse.ent[first - 1]
        and grammar.sent[first - 1] == grammar.sent[first]
        and parse.start[first] == parse.end[first - 1] + 1
        and grammar.lower[first - 1] in lexicon.given
    ):
        first -= 1
    return first, last


def titled(grammar: Grammar, lexicon: Lexicon, first: int) -> bool:
    """Whether a title or a person's role stands right before a token."""
    before = first - 1
    if before >= 0 and grammar.words[before] == ".":
        before -= 1
    if before < 0 or grammar.sent[before] != grammar.sent[first]:
        return False
    role = lexicon.roles.get(grammar.lower[before])
    if grammar.lower[before] in HALF_TITLES:
        return False
    return (is_title(grammar.words[before]) and grammar.lower[before] != "the") or (
        role is not None and role.kind == "person"
    )


def _start(grammar: Grammar, first: int, label: str) -> int:
    """Where a name begins with the particles and the hyphened words before it."""
    text, parse = grammar.text, grammar.parse
    start = parse.start[first]
    while start > 0 and text[start - 1].isalnum() and start - 1 > parse.start[first] - 40:
        start -= 1
    if start > 1 and text[start - 1] == "-" and label in {"PERSON", "ORG", ""}:
        before = grammar.at(start - 2)
        joined = before >= 0 and grammar.words[before][:1].isupper() and not parse.ent[before]
        if joined or (before >= 0 and grammar.lower[before] in PARTICLES):
            start = parse.start[before]
    return left_particles(text, start, max(0, start - 24)) if label in {"PERSON", "ORG", "FAC", ""} else start


def _unbroken(text: str, start: int, end: int) -> tuple[int, int]:
    """The edges of a name without quotation marks and apostrophes whose bytes were decoded wrongly."""
    before = BROKEN_BEFORE.match(text, start, end)
    start = before.end() if before else start
    behind = BROKEN_BEHIND.search(text, start, end)
    if behind is None:
        return start, end
    return start, start + len(text[start : behind.start()].rstrip(".,;:!?"))


def _end(grammar: Grammar, last: int, label: str) -> int:
    """Where a name ends with the hyphened words behind it ("Abdul-Hadi"), never with "-led" or "-backed"."""
    text, parse = grammar.text, grammar.parse
    end = parse.end[last]
    while end < len(text) and text[end].isalnum() and end < parse.end[last] + 40:
        end += 1
    second = SECOND_SYLLABLE.match(text, end) if label == "PERSON" else None
    if second is not None and second[1] not in NO_SYLLABLES:
        return second.end()
    follower = grammar.at(end + 1) if text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper() else -1
    if follower > last and label in {"PERSON", "ORG", ""} and not parse.ent[follower]:
        end = parse.end[follower]
    return end
