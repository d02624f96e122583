"""A person's name as it is compared: words without titles and particles, in the order given name first."""

import re
from functools import lru_cache
from typing import NamedTuple

from sayso.resolve.actors.glances import Glance, glance_at
from sayso.resolve.actors.latin import is_syllabic, to_latin
from sayso.resolve.actors.names import COURTESIES, GENERATIONS, PARTICLES, POSSESSIVE

# Offices and ranks that stand before a name as courtesies do; who writes them counts nothing towards the name.
TITLES = COURTESIES | {
    "president", "prasident", "premier", "chancellor", "minister", "secretary", "governor", "senator", "sen", "gov",
    "congressman", "congresswoman", "representative", "rep", "mayor", "judge", "justice", "ambassador", "king",
    "queen", "prince", "princess", "emir", "sultan", "shah", "pope", "father", "bishop", "archbishop", "cardinal",
    "general", "gen", "colonel", "col", "major", "maj", "captain", "capt", "lieutenant", "lt", "sergeant", "sgt",
    "admiral", "adm", "brigadier", "brig", "marshal", "commander", "cmdr", "mme", "mlle", "monsieur", "herr", "frau",
    "senor", "senora", "don", "dona", "signor", "shaykh", "haji", "haj", "hojatoleslam", "mawlana", "maulana",
    "qari", "mulla", "hafiz",
}  # fmt: skip
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[\"“”„«][^\"“”„«»]*[\"“”»]")
_WORD = re.compile(r"([^\W_]+)\.?(-?)")
_COMMA = re.compile(r"[,،、，;]")
_MORE_PARTICLES = frozenset(
    {"ud", "ur", "us", "uz", "od", "bni", "ould", "wal", "y", "e", "zu", "ter", "ten", "het"}
)
# "Abd" and "Abu" are never a whole name: what follows belongs to them, with or without an article between.
_BOUND = frozenset({"abd", "abdul", "abdel", "abdal", "abdol", "abdu", "abu", "abou", "aboo", "umm", "um"})
_SERVANT = re.compile(r"abd(?:[uaeo](?:l|r(?=r)|s(?=s)|d(?=d)|h?(?=llah)))?(?=\w{3})")
# A father's name as East Slavic and Turkic languages put it between given name and surname; news mostly leaves it out.
PATRONYMIC = re.compile(
    r"(?<=..)(?:[oe]vi(?:ch|c|tch|tj|cz)|(?:yo|o|e|i)vn[ay]|[oiy]vych|ivna|ichna|ogl[uy]|qiz[iy]|kyzy|uly)$"
)


class PersonWords(NamedTuple):
    """A person's name in words of small Latin letters, the surname last.

    `generation` is "jr" and the like or nothing; `syllabic` is the name as written when each of its characters is a
    syllable, else nothing; `marked` says that a comma told which words are the surname.
    """

    words: tuple[str, ...]
    generation: str
    syllabic: str
    marked: bool
    glance: Glance | None


@lru_cache(maxsize=1 << 14)  # a name is compared with many others; about 6 MB
def read_person(name: str) -> PersonWords:
    """How a person's name is compared; no words when nothing of it is left."""
    text = POSSESSIVE.sub("", " ".join(name.split()))
    text = _BRACKETS.sub(" ", text) if _WORD.search(_BRACKETS.sub(" ", text)) else text
    head, *tail = [part for part in _COMMA.split(text) if _WORD.search(part)] or [""]
    generation = ""
    if tail and _only_generation(tail[-1]):
        generation = to_latin(tail.pop().strip()).lower().rstrip(".")
    # "Tavistock, Orla" and "TAVISTOCK, Orla Mary"; what follows a second comma is an office or a place.
    words = _words(f"{tail[0]} {head}" if tail else head)
    while len(words) > 1 and words[-1] in GENERATIONS:
        generation = words.pop()
    kept = tuple(_bound(words))
    syllabic = "".join(text.split()) if is_syllabic(text) else ""
    return PersonWords(kept, generation, syllabic, bool(tail), glance_at(kept))


def _words(text: str) -> list[str]:
    parts = [match.groups() for match in _WORD.finditer(to_latin(text))]
    kept: list[str] = []
    begun = False
    for number, (part, hyphen) in enumerate(parts):
        word = part.lower()
        last = number == len(parts) - 1
        if word in TITLES and not begun and not last:
            continue
        particle = word in PARTICLES or word in _MORE_PARTICLES
        if particle and not last and len(word) > 1 and (hyphen or part[0].islower() or begun):
            continue
        begun = True
        kept.append(word)
    return kept


def _only_generation(text: str) -> bool:
    return to_latin(text.strip()).lower().rstrip(".") in GENERATIONS


def _bound(words: list[str]) -> list[str]:
    """The words with "abd" and "abu" tied to what they belong to ("abdul aziz" and "abdulaziz" are one)."""
    bound: list[str] = []
    before = ""
    for number, word in enumerate(words):
        if word in _BOUND and number < len(words) - 1:
            before = "abd" if word.startswith("abd") else "abu" if word.startswith("ab") else "umm"
            continue
        bound.append(before + word if before else _SERVANT.sub("abd", word))
        before = ""
    return bound
