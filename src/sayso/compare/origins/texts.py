"""Which shared passages are one text, over all the articles that have it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sayso.compare.origins.rows import gather
from sayso.records import SharedPassage
from sayso.spans import Span, overlap

SAME_STRETCH = 2
"""Two stretches of an article are one text when their overlap is at least one half (1/2) of the longer one: passages
with different articles seldom end at the same word, and a short passage inside a long one is another text, for fewer
articles or other ones may share it."""


def by_text(passages: Iterable[SharedPassage]) -> list[tuple[SharedPassage, ...]]:
    """Passages by the text that they are of, each sorted by id; texts in the order of their smallest id."""
    rows = sorted(passages, key=lambda row: row.id)
    places = [place for row in rows for place in sides(row)]
    links = [(number, number + 1) for number in range(0, len(places), 2)]
    return [
        tuple(rows[number // 2] for number in group if number % 2 == 0)
        for group in gather(len(places), [*links, *_of_one_stretch(places)])
    ]


def sides(row: SharedPassage) -> tuple[tuple[str, Span], tuple[str, Span]]:
    """Where a passage stands: (article, span) for both of its articles."""
    return (row.a_article, Span(row.a_start, row.a_end)), (row.b_article, Span(row.b_start, row.b_end))


def is_one_stretch(one: Span, other: Span) -> bool:
    """Whether two stretches of one article cover most of each other."""
    longer = max(one.end - one.start, other.end - other.start)
    return longer > 0 and SAME_STRETCH * overlap(one, other) >= longer


def _of_one_stretch(places: Sequence[tuple[str, Span]]) -> Iterator[tuple[int, int]]:
    """Pairs of places in one article that are one stretch of it: enough of them to join all that are.

    A text that hundreds of articles have stands in each of them once for every other one, mostly from the same to the
    same character: such places are joined in a row, and only the first of them is compared with what is around it.
    """
    same: dict[tuple[str, Span], list[int]] = {}
    for number, place in enumerate(places):
        same.setdefault(place, []).append(number)
    order = sorted(same)
    for at, here in enumerate(order):
        article, one = here
        if is_one_stretch(one, one):
            yield from pairwise(same[here])
        for other, two in order[at + 1 :]:
            if other != article or two.start >= one.end:
                break
            if is_one_stretch(one, two):
                yield same[here][0], same[other, two][0]
