"""How alike all articles of one component are, in words, time and meaning.

What is telling depends on the company. In a component in which many events of one war meet, the name of the country
is in every article and says nothing of which event one reports. So articles that are plainly alike are taken together
first, and a term weighs the less the more of these close groups hold it. Groups are counted, not articles: that fifty
reports of one event share their words makes the words no less telling.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import isqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.resolve.stories.linkage import average_linkage
from sayso.resolve.stories.story_edges import HALF_DAYS, LEAST_LEFT, UNDATED_LEFT
from sayso.resolve.stories.terms import UNIT
from sayso.reviews.log import ArticlePair
from sayso.words.vectors import Vector, cosines

# Articles whose heads are less alike than this, in thousandths, are alike by so much less: reports of different events may
# share a paragraph of background, but not what they open with. 50 and 150 gave the same within a point.
HEAD_ALIKE = 100
# Plainly alike: on average by this much, in thousandths. 250 and 350 gave the same within a point.
TIGHT = 300
# Groups beyond the first after which half of a term's weight is gone; 12 (at a JOIN of 100) gave the same within half a
# point. `python eval/stories.py` chooses this, the next and JOIN from a grid.
HALF_GROUPS = 8
# A group holds a term that at least one in so many of its articles holds.
ONE_IN = 3
# What likeness in meaning adds to that in words, in thousandths of it, whatever the days between. None at all gave half a
# point less on the stories, twice as much the same; it is for reports that hardly share words.
MEANING = 50
# The likeness in meaning of two articles of which one has no vector (another language): about the median of articles
# that share telling terms.
UNREAD_MEANING = 500

Table = NDArray[np.int64]


class Told(NamedTuple):
    """What a component keeps of an article."""

    article: str
    terms: dict[str, int]
    head: dict[str, int]
    days: tuple[int, int] | None
    title: str
    line: str
    edges: dict[str, int]
    vector: Vector | None
    reviews: tuple[ArticlePair, ...] = ()


def likeness(
    told: Sequence[Told], *, tight: int = TIGHT, half: int = HALF_GROUPS, meaning: int = MEANING
) -> Table:
    """How alike all pairs are, in thousandths (a little more than 1000 for one text twice on one day)."""
    left = time_left([one.days for one in told])
    left = left * np.minimum(HEAD_ALIKE, in_words([one.head for one in told])) // HEAD_ALIKE
    terms = [one.terms for one in told]
    groups = average_linkage(in_words(terms) * left // 1000, tight)
    if len(groups) > 1:
        terms = weighed_anew(terms, groups, half=half)
    return in_words(terms) * left // 1000 + in_meaning([one.vector for one in told]) * meaning // 1000


def in_words(terms: Sequence[Mapping[str, int]]) -> Table:
    """The cosines of all pairs, in thousandths: the whole numbers that `terms.cosine` gives one pair."""
    table = np.zeros((len(terms), len(terms)), dtype=np.int64)
    carriers: dict[str, tuple[list[int], list[int]]] = {}
    for number, weights in enumerate(terms):
        for root, weight in weights.items():
            numbers, values = carriers.setdefault(root, ([], []))
            numbers.append(number)
            values.append(weight)
    for numbers, values in carriers.values():
        if len(numbers) > 1:
            column = np.array(values, dtype=np.int64)
            table[np.ix_(numbers, numbers)] += column[:, None] * column[None, :]
    np.fill_diagonal(table, [sum(weight * weight for weight in weights.values()) for weights in terms])
    return np.asarray(table // UNIT, dtype=np.int64)


def weighed_anew(
    terms: Sequence[Mapping[str, int]], groups: Sequence[Sequence[int]], *, half: int = HALF_GROUPS
) -> list[dict[str, int]]:
    """The vectors with less weight on what many groups hold, of length about `UNIT` again."""
    holders: Counter[str] = Counter()
    for group in groups:
        held = Counter(root for number in group for root in terms[number])
        holders.update(root for root, count in held.items() if count * ONE_IN >= len(group))
    made = []
    for weights in terms:
        new = {
            root: UNIT * weight * half // (half + max(0, holders[root] - 1))
            for root, weight in weights.items()
        }
        length = isqrt(sum(weight * weight for weight in new.values()))
        made.append({root: (2 * UNIT * weight + length) // (2 * length) for root, weight in new.items()})
    return made


def time_left(days: Sequence[tuple[int, int] | None]) -> Table:
    """What the days between two articles leave of their likeness, in thousandths, as `story_edges.in_time` has it."""
    dated = np.array([one is not None for one in days])
    first = np.array([one[0] if one else 0 for one in days], dtype=np.int64)
    last = np.array([one[1] if one else 0 for one in days], dtype=np.int64)
    apart = np.maximum(0, np.maximum(first[:, None] - last[None, :], first[None, :] - last[:, None]))
    left = LEAST_LEFT + (1000 - LEAST_LEFT) * HALF_DAYS // (HALF_DAYS + apart)
    left[~(dated[:, None] & dated[None, :])] = UNDATED_LEFT
    return np.asarray(left, dtype=np.int64)


def in_meaning(vectors: Sequence[Vector | None]) -> Table:
    """The cosines of the articles' heads, in thousandths, not below 0; `UNREAD_MEANING` where one has no vector."""
    table = np.full((len(vectors), len(vectors)), UNREAD_MEANING, dtype=np.int64)
    read = [number for number, vector in enumerate(vectors) if vector is not None]
    if read:
        rows = np.stack([vector for vector in vectors if vector is not None])
        table[np.ix_(read, read)] = np.maximum(0, cosines(rows, rows))
    return table
