"""A body's or place's name as it is compared: words without legal form and small words, and what stands for what."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from sayso.resolve.actors.countries import long_form
from sayso.resolve.actors.glances import Glance, glance_at
from sayso.resolve.actors.latin import is_syllabic, to_latin
from sayso.resolve.actors.names import POSSESSIVE, is_acronym, read_name

# Small words that one outlet writes and another leaves out, English and of the names that English keeps.
SMALL = frozenset({
    "the", "of", "and", "for", "in", "on", "at", "to", "a", "an", "de", "del", "della", "di", "da", "do", "dos", "du",
    "des", "la", "le", "les", "el", "los", "las", "der", "die", "das", "und", "et", "y", "e", "i", "al", "ul", "as",
    "ash", "ez", "es", "en", "ad", "ar", "az", "van", "von", "lil", "fi",
})  # fmt: skip
# What kind of body or place it is; said or left out at will, but two kinds of one name are two bodies.
KINDS = frozenset({
    "group", "holding", "holdings", "agency", "news", "network", "organization", "organisation", "movement",
    "international", "company", "industries", "enterprises", "brigade", "brigades",
    "foundation", "association", "base", "airbase", "airport", "city", "province", "district", "governorate", "village",
    "town", "camp", "region", "county", "river", "mountain", "island", "islands", "street", "square",
    "tv", "television", "radio", "channel", "newspaper", "daily", "website", "neighborhood", "neighbourhood", "strip", "crossing", "prison", "hospital", "university", "mosque",
})  # fmt: skip
# One word in the spellings of two countries, or for short.
_ALIKE = (
    (re.compile(r"\b(organi|nationali|coloni|civili|moderni|liberali|mobili)s(?=ation|ing|ed|e)"), r"\1z"),
    (re.compile(r"(?<=[a-z]{2})our\b(?<!\bhour)(?<!\btour)(?<!\bfour)"), "or"),
    (re.compile(r"\bair ?base\b"), "base"),
    (re.compile(r"\bcentre\b"), "center"),
    (re.compile(r"\bdefence\b"), "defense"),
    (re.compile(r"\bprogramme\b"), "program"),
    (re.compile(r"\b(?:int'?l|intl)\b"), "international"),
    (re.compile(r"\bdep'?t\b"), "department"),
    (re.compile(r"\bgov'?t\b"), "government"),
    (re.compile(r"\bmin\. "), "ministry "),
    (re.compile(r"\buniv\b"), "university"),
    (re.compile(r"\bassn\b|\bass'n\b"), "association"),
    (re.compile(r"\bbros\b"), "brothers"),
    (re.compile(r"\bmfg\b"), "manufacturing"),
)
_LETTERS = re.compile(r"\b(?:[^\W\d_]\.\s?)+(?:[^\W\d_]\b\.?|(?=\W|$))")
# "MoD", "DoJ": the small words are in it, written small.
_MIXED = re.compile(r"[A-Z][a-z]?[A-Z]{1,4}")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[^\W_]+")
_NUMERAL = re.compile(r"\w*\d\w*|[ivx]{1,5}")
LEAST_LETTERS = 3
"""A name whose telling words have fewer letters is told by its small ones too ("AT and T")."""


class BodyWords(NamedTuple):
    """A body's or place's name: `words` that tell, `form` of company, `numbers`, and `acronym` when it is written so.

    `initials` are those of its words with the small ones and without, by which an acronym knows it.
    """

    words: tuple[str, ...]
    form: str
    numbers: tuple[str, ...]
    acronym: bool
    initials: tuple[str, ...]
    syllabic: str
    glance: Glance | None


@lru_cache(maxsize=1 << 14)  # as for persons
def read_body(name: str) -> BodyWords:
    """How a body's or place's name is compared; no words when nothing of it is left."""
    name = POSSESSIVE.sub("", " ".join(name.split()))
    land = long_form(name, read_name(name))
    text = _LETTERS.sub(_close, to_latin(_BRACKETED.sub(r" \1 ", name).replace("&", " and "))).lower()
    for pattern, letters in _ALIKE:
        text = pattern.sub(letters, text)
    words = _WORD.findall(text)
    if land.key != read_name(name).key:
        words = list(land.tokens)
    words, form = _without_form(words)
    initials = ("".join(word[0] for word in words), "".join(word[0] for word in words if word not in SMALL))
    telling = [word for word in words if word not in SMALL]
    if sum(len(word) for word in telling) < LEAST_LETTERS:
        telling = words
    numbers = tuple(word for at, word in enumerate(telling) if at and _NUMERAL.fullmatch(word))
    kept = tuple(word for at, word in enumerate(telling) if not (at and _NUMERAL.fullmatch(word)))
    acronym = len(kept) == 1 and (is_acronym(name) or bool(_MIXED.fullmatch(name)))
    syllabic = "".join(name.split()) if is_syllabic(name) else ""
    glance = None if acronym else glance_at(kept, without=KINDS)
    return BodyWords(kept, form, numbers, acronym, tuple(sorted(set(initials))), syllabic, glance)


def _close(letters: re.Match[str]) -> str:
    """Dotted letters as one word: "A.B.C. Company" and "ABC Company" begin alike."""
    return re.sub(r"[.\s]", "", letters.group()) + " "


def _without_form(words: list[str]) -> tuple[list[str], str]:
    """The words without the legal form that begins or ends them, and which form that is."""
    forms = _legal_forms()
    found = ""
    for _ in range(2):
        for length in range(min(_LONGEST_FORM, len(words) - 1), 0, -1):
            if (form := forms.get(" ".join(words[-length:]))) is not None:
                words, found = words[:-length], found or form
                break
            if length != 1 and (form := forms.get(" ".join(words[:length]))) is not None:
                words, found = words[length:], found or form
                break
    if len(words) > 1 and words[0] in _LEADING:
        words, found = words[1:], found or forms[words[0]]
    while len(words) > 1 and words[-1] in SMALL:
        words = words[:-1]
    return words, found


_LONGEST_FORM = 5
_LEADING = frozenset(
    {"ooo", "oao", "pao", "zao", "ao", "srl", "pt", "jsc", "ojsc", "pjsc", "cjsc", "llc", "uab", "sia"}
)


@lru_cache(maxsize=1)
def _legal_forms() -> Mapping[str, str]:
    text = resources.files(__package__).joinpath("data", "legal_forms.txt").read_text(encoding="utf-8")
    forms: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            form, _, others = line.partition(" = ")
            forms |= dict.fromkeys((form, *others.split(", ")), form)
    return forms
