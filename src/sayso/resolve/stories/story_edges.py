"""Which articles may tell one story: those that share a telling term and are alike in all."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.ids import make_id
from sayso.records import Article, Mark, Review, StoryEdge, StoryPart
from sayso.resolve.stories.terms import UNIT, cosine, pack, read_terms, unpack
from sayso.reviews.log import story_pairs
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member, Whole
from sayso.words.commonness import commonness

# How many of an article's terms it is known by. Of the pairs of one story above the threshold below, 16 find all
# but one in a hundred (tuning part of the stories).
KEYS = 16
# Alike enough to be looked at together, in thousandths; the stories themselves are cut at a higher value.
EDGE = 120
# A key that more articles share tells nothing, in whatever collection; it is dropped and counted.
CAP = 400
# From so many articles on a group is compared as one table: below, pair by pair is as fast (random terms: 100 take 17 ms either way, 400 take 330 and 100).
MANY = 128
# Days after which half of what time can take away is gone, the least that is left of a likeness however far apart
# two articles are (thousandths: an old story may wake up), and what is left when a date is unknown.
HALF_DAYS, LEAST_LEFT, UNDATED_LEFT = 10, 200, 900


def when(article: Article) -> tuple[int, int] | None:
    """The days between which an article was published, as ordinals; None when nothing is known, or what is known is doubtful."""
    days = [value[:10] for value in (article.day_from, article.day_to) if value]
    try:
        ordinals = [date.fromisoformat(value).toordinal() for value in days]
    except ValueError:
        return None
    return (min(ordinals), max(ordinals)) if ordinals else None


def in_time(score: int, one: Sequence[int] | None, two: Sequence[int] | None) -> int:
    """A likeness less what the days between two articles take from it, in thousandths."""
    if not one or not two:
        return score * UNDATED_LEFT // 1000
    days = max(0, one[0] - two[1], two[0] - one[1])
    left = LEAST_LEFT + (1000 - LEAST_LEFT) * HALF_DAYS // (HALF_DAYS + days)
    return score * left // 1000


def key_terms(terms: Mapping[str, int]) -> list[str]:
    """The terms that an article is known by, the rarest in general first."""
    known = commonness()
    return sorted(list(terms)[:KEYS], key=lambda root: (known.buckets.get(root, 0), root))


def open_edge_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands an article's terms and days to the group of each of its key terms."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        terms = read_terms(bundle.article, bundle[Mark])
        payload = [pack(terms), when(bundle.article)]
        for root in key_terms(dict(terms)):
            yield Key(root, payload)

    return keys


def open_story_edges(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[StoryEdge]]:
    """Return the function that joins articles of one key term that are alike."""

    def edges(key: str, members: Sequence[Member]) -> Iterator[StoryEdge]:
        read = []
        for member in members:
            terms, known_by = _known_by(member.payload[0])
            read.append(
                _Read(member.article, terms, frozenset(known_by[: known_by.index(key)]), member.payload[1])
            )
        for one, two, alike, score in (_few if len(read) < MANY else _many)(read):
            yield StoryEdge(
                id=make_id("StoryEdge", one.article, two.article),
                article=one.article,
                other=two.article,
                score=score,
                reasons=_reasons(one.terms, two.terms, alike, score),
            )

    return edges


class _Read(NamedTuple):
    """An article of a group: its terms, those of its keys that stand before the group's, and its days."""

    article: str
    terms: Mapping[str, int]
    before: frozenset[str]
    days: Sequence[int] | None


_Pair = tuple[_Read, _Read, int, int]
"""Two articles that are alike enough: by how much, and how much of it the days between them leave."""


def _few(read: Sequence[_Read]) -> Iterator[_Pair]:
    for one, two in combinations(read, 2):
        # Each pair has its edge from the group of its first common key alone.
        if one.before.isdisjoint(two.before):
            alike = cosine(one.terms, two.terms)
            score = in_time(alike, one.days, two.days)
            if score >= EDGE:
                yield one, two, alike, score


def _many(read: Sequence[_Read]) -> Iterator[_Pair]:
    """The same as one table: the pairs of a group grow with its square, and a table of 400 takes a few hundredths."""
    holders = Counter(root for one in read for root in one.terms)
    column = {root: at for at, root in enumerate(root for root, count in holders.items() if count > 1)}
    weights = np.zeros((len(read), len(column)), dtype=np.float32)
    for row, one in enumerate(read):
        known = [root for root in one.terms if root in column]
        weights[row, [column[root] for root in known]] = [one.terms[root] for root in known]
    # Whole numbers below 2**24, which a vector's length of `UNIT` sees to: floats add them up exactly, in any order.
    alike = (weights @ weights.T).astype(np.int64) // UNIT
    score = alike * _left([one.days for one in read]) // 1000
    ones, twos = np.nonzero(np.triu(score >= EDGE, 1))
    for i, j in zip(ones.tolist(), twos.tolist(), strict=True):
        if read[i].before.isdisjoint(read[j].before):
            yield read[i], read[j], int(alike[i, j]), int(score[i, j])


def _left(days: Sequence[Sequence[int] | None]) -> NDArray[np.int64]:
    """What is left of a likeness by the days between all pairs, in thousandths: the numbers of `in_time`."""
    first = np.array([one[0] if one else 0 for one in days], dtype=np.int64)
    last = np.array([one[1] if one else 0 for one in days], dtype=np.int64)
    dated = np.array([bool(one) for one in days])
    apart = np.maximum(first[:, None] - last[None, :], first[None, :] - last[:, None]).clip(min=0)
    left = LEAST_LEFT + (1000 - LEAST_LEFT) * HALF_DAYS // (HALF_DAYS + apart)
    return np.where(dated[:, None] & dated[None, :], left, UNDATED_LEFT)


@lru_cache(maxsize=1024)  # an article is in a group of each of its key terms; so many hold some 10 MB
def _known_by(packed: str) -> tuple[Mapping[str, int], list[str]]:
    """The terms of an article, and those that it is known by."""
    terms = unpack(packed)
    return terms, key_terms(terms)


def _reasons(one: Mapping[str, int], two: Mapping[str, int], alike: int, score: int) -> tuple[str, ...]:
    shared = sorted((root for root in one if root in two), key=lambda root: (-one[root] * two[root], root))
    reasons = ["share " + ", ".join(shared[:6]), f"alike in words {alike}"]
    if score != alike:
        reasons.append(f"less for the days between them {alike - score}")
    return tuple(reasons)


def article_node(bundle: Bundle) -> Iterable[str]:
    """The article itself: every article is in some story, if only its own."""
    return (bundle.article.id,)


def edge_pairs(bundle: Bundle) -> Iterable[tuple[str, str]]:
    """The pairs of articles that the article's story edges join, and those that people say tell one story."""
    yield from ((edge.article, edge.other) for edge in bundle[StoryEdge])
    yield from ((pair.entity, pair.other_entity) for pair in story_pairs(bundle[Review]) if pair.same)


def open_parts(component: str, nodes: Sequence[tuple[str, str]]) -> Iterator[StoryPart]:
    """The component that each article lies in."""
    for article, _ in nodes:
        yield StoryPart(id=make_id("StoryPart", article), article=article, component=component)


STORY_EDGES = Group(
    name="story_edges",
    version=2,
    reads=(Article, Mark),
    writes=(StoryEdge,),
    keys=open_edge_keys,
    make=open_story_edges,
    cap=CAP,
    least=2,
)

STORY_PARTS = Whole(
    name="story_parts",
    version=1,
    reads=(StoryEdge, Review),
    writes=(StoryPart,),
    nodes=article_node,
    edges=edge_pairs,
    make=open_parts,
)
