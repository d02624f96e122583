"""What an article itself says to be names of one thing: "Civic Front Union (CFU) or the Dawn", "formerly the League".

Only neighbouring names are looked at, with the words between them; and only where the first name is the whole name
there: in "the Front in Dolmin, known as the Dawn" it is not Dolmin that is so known.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.resolve.actors.names import PARTICLES, is_acronym

# The words by which texts equate two names, in the order name - words - name.
# Never a bare "called" or "named": "Vareth called Penn" is a call.
_EQUATES = re.compile(
    r",?\s+\(?(?:(?:(?:also|better|formerly|once|previously|commonly|locally|widely)\s+)*known"
    r"|(?:(?:also|formerly|once|previously|commonly|locally|widely)\s+)+(?:called|named))"
    r"(?:\s+(?:locally|also|simply|in\s+Arabic|in\s+English))?(?:\s+(?:as|by\s+its\s+acronym))?\s+(?:the\s+)?[\"“'‘]?",
)
_WAS = re.compile(
    r",?\s+(?:\(\s*)?(?:formerly|previously|née|nee|aka|a\.k\.a\.|alias)\s+(?:known\s+as\s+)?(?:the\s+)?"
)
_REAL = re.compile(r",?\s+(?:\(\s*)?whose\s+(?:real|birth|full)\s+name\s+(?:is|was)\s+|,?\s+born\s+(?=\S)")
_GLOSS = re.compile(r"\s+\(\s*(?:the\s+|or\s+(?:the\s+)?|also\s+)?[\"“'‘]?")
_OR = re.compile(r"\)\s*,?\s+or\s+(?:the\s+)?")
_INSIDE = re.compile(r"^(.*?)(\S+)\s+\(([^()]{2,40})\)\s+(\S.*)$", re.DOTALL)
# Words that tie a name to the one before: the whole is a longer name, or the first is what the text speaks of.
_TIED = re.compile(r"\s+(?:of|in|for|and|on|at)\s+(?:the\s+)?$")
LONGEST_TIE = 10
LONGEST_GAP = 45
"""Characters that words between two equated names take at most ("better known locally as the ..." is 30)."""


def equated(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of neighbouring names (sorted, disjoint spans) that the text says to be one thing."""
    named = -1  # whom the parenthesis before stood for
    for (left, a), (right, b) in pairwise(enumerate(spans)):
        gap = text[a[1] : b[0]]
        if len(gap) > LONGEST_GAP:
            named = -1
            continue
        whole = _whole(text, spans, left)
        acronym = is_acronym(text[b[0] : b[1]])
        if acronym and whole != left:
            named = -1  # of a longer name than either: "the Front in Dolmin (FID)" is not every Front
        elif _OR.fullmatch(gap) and named >= 0:
            yield named, right
            named = -1
        elif _GLOSS.fullmatch(gap) and text[b[1] : b[1] + 2].strip("\"”'’").startswith(")"):
            named = left if acronym or is_acronym(text[a[0] : a[1]]) else -1
            if named >= 0:
                yield left, right
        else:
            named = -1
            if _EQUATES.fullmatch(gap) or _WAS.fullmatch(gap) or _REAL.fullmatch(gap):
                yield whole, right


def _whole(text: str, spans: Sequence[tuple[int, int]], at: int) -> int:
    """The number of the name that one belongs to: "the Front" for Dolmin in "the Front in Dolmin"."""
    while at and spans[at][0] - spans[at - 1][1] <= LONGEST_TIE:
        if not _TIED.fullmatch(text[spans[at - 1][1] : spans[at][0]]):
            break
        at -= 1
    return at


def glossed_inside(name: str) -> tuple[str, ...]:
    """The names that one with a gloss inside contains: "Fatah (Conquest) Alliance" is either of two."""
    match = _INSIDE.match(name) if "(" in name else None
    if match is None:
        return ()
    before, word, gloss, after = match.groups()
    return (f"{before}{word} {after}", f"{before}{gloss} {after}")


def mend(name: str) -> str:
    """A name with its line ends as spaces, and a word that a line end breaks made whole."""
    if "\n" not in name and "\r" not in name:
        return " ".join(name.split()) if "  " in name else name.strip()
    return " ".join(_BROKEN.sub(_joined, name).split())


_BROKEN = re.compile(r"([^\W\d_]+)-[ \t]*\r?\n\s*(?=([^\W\d_]))")


def _joined(match: re.Match[str]) -> str:
    tied = match[1].casefold() in PARTICLES or match[2].isupper()
    return f"{match[1]}-" if tied else match[1]


def fits(acronym: str, name: str) -> bool:
    """Whether an acronym can be made of a name: its letters stand in it in order, the first one first."""
    letters = [letter for letter in acronym.casefold() if letter.isalnum()]
    words = [word for word in re.findall(r"[^\W_]+", name.casefold()) if word != "the"]
    if not letters or not words or words[0][0] != letters[0]:
        return False
    starts = iter("".join(word[0] for word in words))
    if all(letter in starts for letter in letters):
        return True
    rest = iter("".join(words))
    return all(letter in rest for letter in letters) and len(letters) > len(words) > 1
