"""The keys by which two articles' spellings of one name meet: case, particles, apostrophes and accents aside."""

import re
from typing import NamedTuple

from sayso.words.forms import fold, middle_initials

# Words before a name that are no part of it. Offices ("President") are roles, and the article's own reading of a
# name leaves them out; these courtesies and prayers are what it may still carry.
COURTESIES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady", "dr", "prof", "professor",
    "rev", "reverend", "hon", "sheikh", "shaikh", "sheik", "sayyid", "sayyed", "ayatollah", "imam",
    "hajj", "hajji", "mullah", "madam", "the",
})  # fmt: skip
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Small words inside a name that spellings put in, leave out and write large or small. A given name ("Al Wessing",
# "Ben Ruiz") is none: a particle is one that a hyphen ties on, that is written small, or that stands inside.
PARTICLES = frozenset({
    "al", "el", "ul", "ad", "as", "ash", "an", "ar", "at", "az",
    "bin", "ibn", "bint", "ben", "van", "von", "der", "den", "de", "del", "della", "di", "da",
    "dos", "das", "du", "la", "le",
})  # fmt: skip
_PART = re.compile(r"[^\W_]+(?:['’‘ʼʹ`´.][^\W_]+)*\.?(-?)")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.?){2,8}")
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


class Form(NamedTuple):
    """A name as it is compared: `tokens` in order, and `acronym` when it is written as one."""

    tokens: tuple[str, ...]
    acronym: bool

    @property
    def key(self) -> str:
        """The tokens as one text."""
        return " ".join(self.tokens)


def read_name(name: str) -> Form:
    """How a name is compared; no tokens when nothing of it is left."""
    name = POSSESSIVE.sub("", " ".join(name.split()))
    parts = [(match.group(), bool(match.group(1))) for match in _PART.finditer(name)]
    kept: list[str] = []
    for number, (part, hyphen) in enumerate(parts):
        token = fold(part.rstrip("-"))
        last = number == len(parts) - 1
        if not token or (token in COURTESIES and not kept and not last) or (token in GENERATIONS and kept):
            continue
        if token in PARTICLES and not last and (hyphen or part[0].islower() or number > 0):
            continue
        kept.append(token)
    # Initials are put in and left out at will, but an initial alone is all there is of "J. Wessing".
    longer = [token for token in kept[1:-1] if len(token) > 1]
    tokens = (kept[0], *longer, kept[-1]) if len(kept) > 1 else tuple(kept)
    return Form(tokens, is_acronym(name))


def namesake_marks(name: str) -> tuple[str, str]:
    """What tells a person from a namesake: the generation ("jr", or nothing) and the middle initials ("hw")."""
    words = [word.strip(",") for word in POSSESSIVE.sub("", " ".join(name.split())).split()]
    generation = fold(words[-1].rstrip(".")) if len(words) > 2 else ""
    return generation if generation in GENERATIONS else "", middle_initials(words)


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym ("CFU", "C.F.U.")."""
    return bool(_ACRONYM.fullmatch(name)) and name == name.upper() and name != name.lower()
