"""Names in running text: the spans that the parse's name finder proposes, put right at their edges, and those it missed.

Titles, articles and possessives are taken off, particles ("al-", "bin") and words that a hyphen joins are put back,
and a name that a line end breaks stays whole.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.annotate.grammar import Grammar
from sayso.annotate.lexicon import Lexicon
from sayso.annotate.names import PARTICLES, is_acronym, is_title, left_particles
from sayso.spans import Span

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "LAW", "WORK_OF_ART", "PRODUCT", "EVENT"})
TRUSTED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "LAW"})
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
ADJECTIVAL = frozenset({"amod", "nmod", "compound"})
POSSESSIVE_TAG = "POS"
QUOTES = frozenset("\"'“”‘’«»„()[]{},.;:!?–—-*•|/\\")
LONGEST = 12
"""Tokens of the longest name that is believed; longer ones are a run of words written large."""
PARTY = re.compile(r"[A-Z]-[A-Z]")
"""What follows a legislator's name in brackets or commas: party and district."""
BREAK = re.compile(r"\n\s*\n")


class Name(NamedTuple):
    """A name's tokens and characters, the finder's label for it ("" when it missed it), and whether a title precedes."""

    first: int
    last: int
    span: Span
    label: str
    titled: bool


def find_names(grammar: Grammar, lexicon: Lexicon, closed: list[bool]) -> list[Name]:
    """The names of an article in reading order, none overlapping; tokens in `closed` zones are passed over."""
    taken = list(closed)
    peoples = {grammar.lower[index] for index, label in enumerate(grammar.parse.ent) if label == "NORP"}
    found: list[Name] = []
    for first, last, label in _proposed(grammar):
        if any(closed[first : last + 1]):
            continue
        name = _put_right(grammar, lexicon, first, last, label)
        if (
            name is not None
            and label != "NORP"
            and name.first == name.last
            and grammar.lower[name.first] in peoples
        ):
            continue
        if name is not None and not any(taken[name.first : name.last + 1]):
            found.append(name)
            taken[name.first : name.last + 1] = [True] * (name.last + 1 - name.first)
    for first, last in _missed(grammar, lexicon, taken):
        name = _put_right(grammar, lexicon, first, last, "")
        if name is not None and name.first == name.last and grammar.lower[name.first] in peoples:
            continue
        if name is not None and not any(taken[name.first : name.last + 1]):
            found.append(name)
            taken[name.first : name.last + 1] = [True] * (name.last + 1 - name.first)
    for first, last in list(_surnames(grammar, found, taken)):
        start = left_particles(
            grammar.text, grammar.parse.start[first], max(0, grammar.parse.start[first] - 24)
        )
        found.append(
            Name(
                first, last, Span(start, grammar.parse.end[last]), "PERSON", _titled(grammar, lexicon, first)
            )
        )
    return _joined(grammar, sorted(found))


def _proposed(grammar: Grammar) -> Iterator[tuple[int, int, str]]:
    ent, begins = grammar.parse.ent, grammar.parse.ent_start
    index, size = 0, len(grammar)
    while index < size:
        label = ent[index]
        if not label:
            index += 1
            continue
        last = index
        while last + 1 < size and ent[last + 1] == label and not begins[last + 1]:
            last += 1
        if label in LABELS:
            yield index, last, label
        index = last + 1


def _missed(grammar: Grammar, lexicon: Lexicon, taken: list[bool]) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns that the finder left out, where they are a noun phrase of their own.

    A run that it took for a product or a date counts as left out where it is the subject of a verb of saying.
    """
    parse, words, size = grammar.parse, grammar.words, len(grammar)

    def open_at(index: int) -> bool:
        free = not parse.ent[index] or (
            parse.ent[index] not in TRUSTED and _speaks_near(grammar, lexicon, index)
        )
        return free and not taken[index]

    index = 0
    while index < size:
        known = words[index][:1].isupper() and grammar.lower[index] in lexicon.bodies and not taken[index]
        if (
            known
            and parse.ent[index] in {"", "PRODUCT", "WORK_OF_ART", "EVENT"}
            and grammar.lower[index] != "house"
        ):
            yield index, index
        noun = parse.pos[index] == "NOUN" and len(words[index]) > 2 and is_acronym(words[index])
        if not (noun or parse.pos[index] == "PROPN") or not open_at(index) or not words[index][:1].isupper():
            index += 1
            continue
        last = index
        while (
            last + 1 < size
            and open_at(last + 1)
            and grammar.sent[last + 1] == grammar.sent[index]
            and (parse.pos[last + 1] == "PROPN" or words[last + 1] == "-")
            and (
                words[last + 1][:1].isupper()
                or words[last + 1] == "-"
                or words[last + 1].lower() in PARTICLES
            )
        ):
            last += 1
        top = grammar.top(grammar.span(index, last))
        if (
            last - index < LONGEST
            and top is not None
            and (parse.dep[top] not in ADJECTIVAL or _qualifies_body(grammar, lexicon, last))
            and not all(is_title(word) or word.lower() in lexicon.roles for word in words[index : last + 1])
        ):
            yield index, last
        index = last + 1


def _speaks_near(grammar: Grammar, lexicon: Lexicon, index: int) -> bool:
    """Whether a token, or the name it begins or ends, is the subject of a verb of saying."""
    parse = grammar.parse
    for at in (index, parse.head[index]):
        if (
            parse.dep[at] == "nsubj"
            and grammar.lower[parse.head[at]] in lexicon.verbs
            and parse.pos[at] == "PROPN"
        ):
            return True
    return False


def _surnames(grammar: Grammar, names: list[Name], taken: list[bool]) -> Iterator[tuple[int, int]]:
    """Words that are the last word of a person's full name elsewhere in the article, whatever the finder made of them."""
    known = {grammar.words[name.last] for name in names if name.label == "PERSON" and name.last > name.first}
    for index, word in enumerate(grammar.words):
        if word in known and not taken[index] and len(word) > 2 and word[0].isupper() and not word.isupper():
            yield index, index


def _qualifies_body(grammar: Grammar, lexicon: Lexicon, last: int) -> bool:
    """Whether a noun for a group or an outlet follows within three words ("the Amal resistance movement")."""
    parse = grammar.parse
    for index in range(last + 1, min(last + 4, len(grammar))):
        if parse.pos[index] not in {"NOUN", "ADJ"} or grammar.sent[index] != grammar.sent[last]:
            return False
        role = lexicon.roles.get(grammar.lower[index])
        if role is not None and role.kind in {"group", "outlet"}:
            return True
    return False


def _put_right(grammar: Grammar, lexicon: Lexicon, first: int, last: int, label: str) -> Name | None:
    parse, words, lower = grammar.parse, grammar.words, grammar.lower
    gap = BREAK.search(grammar.text, parse.start[first], parse.end[last])
    if gap:
        last = max(first, grammar.at(gap.start()))
    while first < last and (lower[first] in {"the", "a", "an"} or words[first] in QUOTES):
        first += 1
    while last > first and (
        parse.tag[last] == POSSESSIVE_TAG or words[last] in QUOTES or lower[last] in {"’s", "'s"}
    ):
        last -= 1
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
    if label == "PERSON":
        first, last = _widened(grammar, lexicon, first, last)
    titled = _titled(grammar, lexicon, first)
    start = _start(grammar, first, label)
    end = _end(grammar, last, label)
    while parse.start[first] > start and first > 0:
        first -= 1
    while last + 1 < len(grammar) and parse.end[last] < end:
        last += 1
    piece = grammar.text[start:end]
    if (
        last - first >= LONGEST
        or not any(char.isalpha() for char in piece)
        or piece.lower() in NOT_NAMES
        or PARTY.match(piece)
        or (first == last and not titled and is_title(piece))
        or not any(char.isupper() for char in piece)
    ):
        return None
    role = lexicon.roles.get(" ".join(piece.lower().split())) or (
        lexicon.roles.get(lower[last]) if label != "PERSON" else None
    )
    if role is not None and role.kind == "person" and not (titled and last == first and label == "PERSON"):
        return None
    return Name(first, last, Span(start, end), label, titled)


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


def _titled(grammar: Grammar, lexicon: Lexicon, first: int) -> bool:
    before = first - 1
    if before >= 0 and grammar.words[before] == ".":
        before -= 1
    if before < 0 or grammar.sent[before] != grammar.sent[first]:
        return False
    role = lexicon.roles.get(grammar.lower[before])
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


def _end(grammar: Grammar, last: int, label: str) -> int:
    """Where a name ends with the hyphened words behind it ("Abdul-Hadi"), never with "-led" or "-backed"."""
    text, parse = grammar.text, grammar.parse
    end = parse.end[last]
    while end < len(text) and text[end].isalnum() and end < parse.end[last] + 40:
        end += 1
    follower = grammar.at(end + 1) if text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper() else -1
    if follower > last and label in {"PERSON", "ORG", ""} and not parse.ent[follower]:
        end = parse.end[follower]
    return end


def _joined(grammar: Grammar, names: list[Name]) -> list[Name]:
    """Names that only a line end, a particle or a gloss in brackets keeps apart ("Omar al-Rashid" over two lines) as one."""
    joined: list[Name] = []
    for name in names:
        if joined:
            before = joined[-1]
            gap = grammar.text[before.span.end : name.span.start]
            particle = (
                grammar.lower[name.first] in PARTICLES
                and "-" in grammar.text[name.span.start : name.span.end]
            )
            kinds = {before.label, name.label}
            broken = (
                gap in {" ", "\n", "\r\n"}
                and particle
                and kinds <= {"PERSON", "", "GPE", "ORG"}
                and "PERSON" in kinds
            )
            glossed = gap.strip() == "(" and ") " in grammar.text[name.span.start : name.span.end]
            if broken or glossed:
                joined[-1] = before._replace(
                    last=name.last,
                    span=Span(before.span.start, name.span.end),
                    label="PERSON" if broken else name.label,
                )
                continue
        joined.append(name)
    return joined
