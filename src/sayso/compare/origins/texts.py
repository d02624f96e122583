"""Which shared passages are one text, over all the articles that have it."""

from collections.abc import Iterable, Iterator, Sequence

from sayso.compare.origins.rows import gather
from sayso.records import SharedPassage
from sayso.spans import Span, overlap

SAME_STRETCH = 2
"""Two stretches of an article are one text when their overlap is at least one half (1/2) of the longer one: passages
with different articles seldom end at the same word, and a short passage inside a long one is another text, for fewer
articles or other ones may share it."""


def by_text(passages: Iterable[SharedPassage]) -> list[tuple[SharedPassage, ...]]:
    """Passages by the text that they are of, each sorted by id; texts in the order of their smallest id.

    A text that hundreds of articles have stands in each of them once for every other one, mostly from the same to the
    same character: such places are one from the beginning, and compared with others once.
    """
    rows = sorted(passages, key=lambda row: row.id)
    number: dict[object, int] = {}
    places: list[tuple[str, Span]] = []
    of_rows = []
    for row in rows:
        nodes = []
        for place in sides(row):
            # an empty stretch is nobody's text, and not even one with itself
            key = place if place[1].end > place[1].start else (*place, len(places))
            if key not in number:
                number[key] = len(places)
                places.append(place)
            nodes.append(number[key])
        of_rows.append((nodes[0], nodes[1]))
    group_of = {
        node: group
        for group, nodes in enumerate(
            gather(len(places), [*dict.fromkeys(of_rows), *_of_one_stretch(places)])
        )
        for node in nodes
    }
    found: dict[int, list[SharedPassage]] = {}
    for row, (node, _) in zip(rows, of_rows, strict=True):
        found.setdefault(group_of[node], []).append(row)
    return [tuple(group) for group in found.values()]


def sides(row: SharedPassage) -> tuple[tuple[str, Span], tuple[str, Span]]:
    """Where a passage stands: (article, span) for both of its articles."""
    return (row.a_article, Span(row.a_start, row.a_end)), (row.b_article, Span(row.b_start, row.b_end))


def is_one_stretch(one: Span, other: Span) -> bool:
    """Whether two stretches of one article cover most of each other."""
    longer = max(one.end - one.start, other.end - other.start)
    return longer > 0 and SAME_STRETCH * overlap(one, other) >= longer


def _of_one_stretch(places: Sequence[tuple[str, Span]]) -> Iterator[tuple[int, int]]:
    """Pairs of places in one article that are one stretch of it."""
    order = sorted(range(len(places)), key=lambda number: places[number])
    for at, i in enumerate(order):
        for j in order[at + 1 :]:
            (article, one), (other, two) = places[i], places[j]
            if other != article or two.start >= one.end:
                break
            if is_one_stretch(one, two):
                yield i, j
