"""How surely two names are names of one: aligned word by word, each word by its sound; the keys under which they meet."""

from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from sayso.resolve.actors.names import read_name
from sayso.resolve.actors.spellings import are_near, skeleton

Kind = Literal["person", "body", "place"]
SAME, SPELLED, SLIP, OTHER = 1000, 930, 880, 0
"""What one word is to another, thousandths: equal, another spelling, one slip of the pen, another word."""
SLIP_LETTERS = 6
"""In a shorter word one other letter is another name ("Reid", "Reed")."""
NAMED_BY_LAST = 750
"""A surname alone may be anybody's of that name."""
INITIAL_ONLY = 850
LEFT_OUT = 900


class Match(NamedTuple):
    """How surely two names are names of one: `score` in thousandths, and the `reasons` for it in words."""

    score: int
    reasons: tuple[str, ...]


def compare_names(one: str, two: str, *, kind: Kind) -> Match:
    """Compare two names of persons, bodies or places; 1000 for a name and itself, the same in either order."""
    if one > two:
        one, two = two, one
    return _compared(one, two, kind)


@lru_cache(maxsize=1 << 16)
def _compared(one: str, two: str, kind: Kind) -> Match:
    if one == two:
        return Match(1000, ("one name",))
    a, b = read_name(one).tokens, read_name(two).tokens
    if not a or not b:
        return Match(0, ("nothing to compare",))
    if a == b:
        return Match(990, ("one name but for case, accents and small words",))
    if len(a) > len(b):
        a, b = b, a
    scores: list[int] = []
    reasons: list[str] = []
    left = list(b)
    for word in a:
        best, other = max((_word(word, candidate), candidate) for candidate in left) if left else (0, "")
        scores.append(best)
        if best == OTHER:
            reasons.append(f"{word} is in one name only")
            continue
        left.remove(other)
        if best < SAME:
            reasons.append(f"{word} / {other}")
    score = min(scores)
    if left and score:
        if len(a) == 1 and kind == "person":
            score = score * (NAMED_BY_LAST if b[-1] not in left else 400) // 1000
            reasons.append("a surname alone" if b[-1] not in left else "a given name alone")
        else:
            score = score * LEFT_OUT // 1000 if kind == "person" else score * 600 // 1000
            reasons.append(f"without {' '.join(left)}")
    return Match(score, tuple(reasons))


def meeting_keys(name: str, *, kind: Kind) -> tuple[str, ...]:
    """The keys under which all spellings of one name meet, sorted; none when nothing of the name is left."""
    tokens = read_name(name).tokens
    if not tokens:
        return ()
    words = tokens if kind == "body" else (tokens[0], tokens[-1])
    return tuple(sorted({skeleton(word) or word for word in words}))


def _word(one: str, two: str) -> int:
    if one == two:
        return SAME
    if len(one) == 1 or len(two) == 1:
        return INITIAL_ONLY if one[0] == two[0] else OTHER
    if are_near(one, two):
        return SPELLED
    if min(len(one), len(two)) >= SLIP_LETTERS and OSA.distance(one, two, score_cutoff=1) <= 1:
        return SLIP
    return OTHER
