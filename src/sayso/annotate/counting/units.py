"""What a number counts: the noun phrase to its right, from the parse."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from sayso.records import Parse

_NAMES = frozenset({"PERSON", "ORG", "GPE", "FAC", "LAW", "PRODUCT", "EVENT", "WORK_OF_ART", "LOC", "NORP"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BEFORE_NOUN = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX", "CD", "CC"}
)
_EMPTY = frozenset(
    "more additional other extra further such new total full different separate of the".split()
)
# A number after one of these names a thing and counts nothing: "section 230", "chapter 11".
_NUMBERED = frozenset(
    "section article chapter page paragraph no no. number route flight room resolution proposition level phase game week "
    "day part step line rule title class type grade act amendment bill channel gate unit district apartment suite "
    "area year top g figure table version category stage volume point verse highway interstate numbers round".split()
)
_CURRENCIES = frozenset("dollar dollars pound pounds euro euros yen cents rupees rubles yuan".split())
MEASURES = frozenset(
    "mile miles foot feet inch page pages point points member meter metre kilometer pound seat hour acre person vote judge "
    "story bed ton degree yard game man woman".split()
)
"""Nouns that a spelled number with a hyphen truly counts ("a four-page letter"), unlike "a two-state solution"."""
VAGUE = frozenset(
    "way point thing time step reason side hand day kind sort part place moment example word bit piece level sense end".split()
)
"""Nouns that "one" does not count: "at one point", "one way or another"."""
# Plurals that look like singulars to the tagger.
_UNMARKED = frozenset(
    "people personnel staff police aircraft km kg cm mm mph lbs troops cattle fish foot head".split()
)
_LONGEST = 6
"""Words between a number and its noun; longer phrases are mostly mistakes of the parse (read by hand)."""


class Counted(NamedTuple):
    """The noun phrase after a number, and the "of ..." or "per ..." after that; "" and -1 where there is none.

    `blocked`: a noun follows, but it could not be read. `hyphen`: the noun is tied to the number ("400-page").
    """

    noun: str
    noun_end: int
    rest: str
    rest_end: int
    blocked: bool
    hyphen: bool = False
    plural: bool = True


def is_name(parse: Parse, token: int) -> bool:
    """Whether a number is part of a name ("Apollo 11", "Group of 20")."""
    return parse.ent[token] in _NAMES


def points_left(text: str, parse: Parse, token: int, number: int) -> bool:
    """Whether a number belongs to the noun before it: "Section 230", "Lund 12", "page 5"."""
    if (
        token == 0
        or text[parse.end[token - 1] : number].strip(" ")
        or parse.sent[token - 1] != parse.sent[token]
    ):
        return False
    before = text[parse.start[token - 1] : parse.end[token - 1]]
    if before.lower() in _NUMBERED:
        return True
    return parse.tag[token - 1] in {"NNP", "NNPS"} and parse.head[token] == token - 1


def counted(text: str, parse: Parse, end: int) -> Counted:
    """What a number that ends at offset `end` counts."""
    first = bisect_left(parse.start, end)
    last_number = bisect_right(parse.start, end - 1) - 1
    if first < len(parse.start) and text[first_gap(parse, first) : parse.start[first]].count("\n") > 1:
        return Counted("", -1, "", -1, blocked=False)
    hyphen = text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
    at = first + 1 if hyphen and first < len(parse.start) and parse.start[first] == end else first
    head = _head(text, parse, at, last_number)
    if head is None:
        rest, rest_end = _rest(text, parse, first, last_number)
        nouny = first < len(parse.tag) and parse.tag[first] in _NOUNS and parse.start[first] <= end + 1
        return Counted("", -1, rest, rest_end, blocked=nouny)
    if hyphen:
        return Counted(
            text[parse.start[at] : parse.end[at]], parse.end[at], "", -1, blocked=False, hyphen=True
        )
    noun = _phrase(text, parse, at, head)
    rest, rest_end = _rest(text, parse, head + 1, head)
    if not noun:
        rest, rest_end = "", -1
    if parse.ent[head] == "PERSON":
        return Counted("", -1, "", -1, blocked=True)
    plural = (
        parse.tag[head] in {"NNS", "NNPS"} or text[parse.start[head] : parse.end[head]].lower() in _UNMARKED
    )
    return Counted(noun, parse.end[head], rest, rest_end, blocked=not noun, plural=plural)


def first_gap(parse: Parse, token: int) -> int:
    """Where the token before ends (0 at the start)."""
    return parse.end[token - 1] if token else 0


def _head(text: str, parse: Parse, first: int, number: int) -> int | None:
    """The last noun of the phrase that starts at token `first`, if the number's phrase reaches that far."""
    head: int | None = None
    sentence = parse.sent[number] if number >= 0 else -1
    for at in range(first, min(first + _LONGEST, len(parse.start))):
        if (
            parse.sent[at] != sentence
            or parse.tag[at] not in _BEFORE_NOUN
            or "\n" in text[first_gap(parse, at) : parse.start[at]]
        ):
            break
        if parse.tag[at] == "HYPH":
            head = None  # "ex-wives", "Northern-backed provinces": the noun is still to come
            continue
        if head is not None and (parse.tag[at] not in _NOUNS or _is_currency(text, parse, head)):
            break
        if parse.tag[at] == "CD" or (parse.tag[at] == "CC" and not _joins(parse, at)):
            break
        if parse.tag[at] in _NOUNS:
            if head is not None and parse.tag[head] == "NNS" and parse.head[head] != at:
                break  # two nouns that form no phrase: "three days Monday"
            head = at
    if (
        head is None
        or parse.dep[number]
        not in {"nummod", "compound", "quantmod", "amod", "nmod", "npadvmod"} | _LOOSE_DEPS
    ):
        return None
    return head


_LOOSE_DEPS = frozenset({"pobj", "dobj", "nsubj", "attr", "conj", "ROOT", "appos", "nsubjpass", "dep"})


def _is_currency(text: str, parse: Parse, token: int) -> bool:
    return text[parse.start[token] : parse.end[token]].lower() in _CURRENCIES


def _joins(parse: Parse, at: int) -> bool:
    """Whether "and" stands between two words before one noun ("men and women" does not)."""
    return at + 1 < len(parse.tag) and parse.tag[at - 1] == "JJ" and parse.tag[at + 1] == "JJ"


def _phrase(text: str, parse: Parse, first: int, last: int) -> str:
    words = [text[parse.start[at] : parse.end[at]] for at in range(first, last + 1)]
    while words and words[0].lower() in _EMPTY:
        words.pop(0)
        first += 1
    if not words:
        return ""
    return " ".join(text[parse.start[first] : parse.end[last]].split())


def _rest(text: str, parse: Parse, at: int, before: int) -> tuple[str, int]:
    """Reads "of voters", "per barrel" from token `at` on; ("", -1) when neither follows."""
    if at + 1 >= len(parse.start) or before < 0 or parse.sent[at] != parse.sent[before]:
        return "", -1
    word = text[parse.start[at] : parse.end[at]].lower()
    if word in {"a", "an", "per"} and parse.tag[at + 1] == "NN":
        return f"per {text[parse.start[at + 1] : parse.end[at + 1]]}", parse.end[at + 1]
    if word not in {"of", "the", "its", "their", "his", "her"}:
        return "", -1
    first = at + (word == "of")
    while first < len(parse.tag) and parse.tag[first] in {"DT", "PRP$", "PDT"}:
        first += 1
    head = None
    for place in range(first, min(first + _LONGEST, len(parse.start))):
        if parse.tag[place] == "HYPH" and parse.sent[place] == parse.sent[before]:
            head = None
            continue
        if (
            parse.tag[place] not in _BEFORE_NOUN - {"CD", "CC"}
            or (head is not None and parse.tag[place] not in _NOUNS)
            or parse.sent[place] != parse.sent[before]
        ):
            break
        if parse.tag[place] in _NOUNS:
            head = place
    if (
        head is None
        or "\n" in text[parse.start[at] : parse.end[head]]
        or text[parse.end[head] : parse.end[head] + 1] in {"'", "’", "-"}
    ):
        return "", -1
    return f"of {_phrase(text, parse, first, head)}", parse.end[head]
