"""Which word of one name stands for which of another, and how: the same, spelled otherwise, a slip, an initial."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from sayso.resolve.actors.names import PARTICLES
from sayso.resolve.actors.nicknames import is_nickname
from sayso.resolve.actors.sounds import DEAREST, FAR, are_far, word_cost

How = Literal["same", "spelling", "slip", "initial", "nickname", "shortened", "joined", "other"]
SPELLED_AS = 420
"""Most cost by letter of two spellings of one word, thousandths of a nat: that of 1 in 3,000 pairs of other words."""
DEAREST_LETTER = 4500
"""Cost of a letter (thousandths of a nat) from which it is no other spelling, but a slip: nothing in the spellings that
costs were learnt from explains it, or next to nothing."""
MOST_SLIPS = 2
"""Letters by which two words may differ and be one word miswritten."""
LEAST_AFTER_PARTICLE = 4
"""Letters after a particle that is written as a part of the name ("de Vossa", "Devossa"); fewer are chance."""
LEAST_OF_SLIPS = 3
"""Letters of the shorter word for each slip in it."""


class Pair(NamedTuple):
    """A word of each name: `how` they go together, the `cost` of that by letter of both, and `slips` in letters."""

    one: str
    two: str
    how: How
    cost: int
    slips: int


class Alignment(NamedTuple):
    """The words that go together, in the order of the shorter name, and the words that each name has alone."""

    pairs: tuple[Pair, ...]
    one_only: tuple[int, ...]
    two_only: tuple[int, ...]
    crossed: bool


@lru_cache(maxsize=1 << 16)  # as for the cost of a word; about 12 MB
def pair_words(one: str, two: str) -> Pair:
    """How one word goes with another."""
    if one == two:
        return Pair(one, two, "same", 0, 0)
    if len(one) == 1 or len(two) == 1:
        return Pair(one, two, "initial" if one[:1] == two[:1] else "other", 0, 0)
    long, short = (one, two) if len(one) > len(two) else (two, one)
    if len(short) >= LEAST_AFTER_PARTICLE and long.endswith(short) and long[: -len(short)] in PARTICLES:
        return Pair(one, two, "joined", 0, 0)
    if is_nickname(one, two):
        return Pair(one, two, "nickname", 0, 0)
    if not are_far(one, two):
        cost = word_cost(one, two)
        share = min(cost // (len(one) + len(two) + 2), DEAREST)
        slips = OSA.distance(one, two, score_cutoff=MOST_SLIPS)
        slipped = slips <= MOST_SLIPS and min(len(one), len(two)) >= LEAST_OF_SLIPS * slips - 1
        if slipped and (share > SPELLED_AS or cost > DEAREST_LETTER * slips):
            return Pair(one, two, "slip", share, slips)
        if cost < FAR:
            return Pair(one, two, "spelling", share, slips)
    if "abd" + one == two or "abd" + two == one:
        return Pair(one, two, "shortened", 0, 0)
    return Pair(one, two, "other", FAR, 0)


_ORDER: dict[How, int] = {
    "same": 0,
    "spelling": 1,
    "slip": 2,
    "nickname": 3,
    "shortened": 3,
    "joined": 4,
    "initial": 5,
    "other": 6,
}


def align(one: Sequence[str], two: Sequence[str]) -> Alignment:
    """Which words of two names go together: the surest first, each word once."""
    left, others = list(range(len(one))), list(range(len(two)))
    joined = _join(one, two, left, others, exactly=True) if len(one) != len(two) else []
    found = sorted(
        (_ORDER[pair.how], pair.cost, abs(i - j), i, j, pair)
        for i, word in enumerate(one)
        for j, other in enumerate(two)
        if i in left and j in others and (pair := pair_words(word, other)).how != "other"
    )
    rows: dict[int, tuple[int, Pair]] = {}
    taken: set[int] = set()
    for _, _, _, i, j, pair in found:
        if i not in rows and j not in taken:
            rows[i] = (j, pair)
            taken.add(j)
    left = [i for i in left if i not in rows]
    others = [j for j in others if j not in taken]
    if left and others:
        joined += _join(one, two, left, others, exactly=False)
    order = [rows[i][0] for i in sorted(rows)]
    return Alignment(
        (*(rows[i][1] for i in sorted(rows)), *joined),
        tuple(left),
        tuple(others),
        any(a > b for a, b in pairwise(order)),
    )


def words_at(words: Sequence[str], numbers: Sequence[int]) -> str:
    """The words with these numbers, as one text."""
    return " ".join(words[number] for number in numbers)


def _join(
    one: Sequence[str], two: Sequence[str], left: list[int], others: list[int], *, exactly: bool
) -> list[Pair]:
    """Words that one name writes as one and the other as two; takes them out of what is left."""
    pairs: list[Pair] = []
    for words, free, whole, open_ in ((one, left, two, others), (two, others, one, left)):
        for at in [i for i in free if i + 1 in free]:
            glued = words[at] + words[at + 1]
            for j in list(open_) if at in free and at + 1 in free else ():
                if exactly and glued != whole[j]:
                    continue
                pair = pair_words(*((glued, whole[j]) if words is one else (whole[j], glued)))
                if pair.how in ("same", "spelling", "slip"):
                    pairs.append(pair._replace(how="joined"))
                    free[:] = [i for i in free if i not in (at, at + 1)]
                    open_.remove(j)
                    break
    return pairs
