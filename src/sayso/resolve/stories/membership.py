"""What people say of which articles tell one story, and what becomes of the stories by it.

The rule. Reports are clustered as ever, except that two that were told apart never come to lie in one cluster: neither
because they are alike nor because a third is like both; the third goes with the one that it is more like. Then the
stories of two reports that were said to tell one become one, whole. Should that bring two together that were told
apart, these stories alone are clustered again around what people said. Of reviews that contradict each other, by way of
third articles too, the later are followed (`reviews.log.settle`), and the earlier are listed as overridden.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.resolve.stories.likeness import Told, likeness
from sayso.resolve.stories.linkage import average_linkage
from sayso.reviews.log import Settled, settle

Clustered = tuple[list[Told], NDArray[np.int64]]
"""A story: its articles in order, and how alike they are."""


def settled_of(told: Sequence[Told]) -> Settled:
    """What the reviews come to whose two articles are both here."""
    here = {one.article for one in told}
    pairs = {pair.review: pair for one in told for pair in one.reviews}
    return settle(
        pairs[name] for name in sorted(pairs) if {pairs[name].entity, pairs[name].other_entity} <= here
    )


def clusters(
    told: Sequence[Told], settled: Settled, least: int, *, together: bool = False
) -> Iterator[Clustered]:
    """Articles in order as clusters, none with two that were told apart; `together`: around those that are one."""
    alike = likeness(told)
    number = {one.article: at for at, one in enumerate(told)}
    apart = np.zeros(alike.shape, dtype=bool)
    for a, b in settled.apart:
        if a in number and b in number:
            apart[number[a], number[b]] = apart[number[b], number[a]] = True
    groups: list[list[int]] = []
    if together:
        groups = [sorted(number[name] for name in names) for names in _unions(number, settled.same)]
    for numbers in average_linkage(alike, least, apart=apart, together=groups):
        yield [told[at] for at in numbers], alike[np.ix_(numbers, numbers)]


def joined(
    found: Sequence[Clustered], settled: Settled, least: int, order: Mapping[str, int]
) -> Iterator[Clustered]:
    """Clusters with those made one that people said are; `order` is that of the articles."""
    of = {one.article: str(at) for at, (told, _) in enumerate(found) for one in told}
    links = [(of[a], of[b]) for a, b in settled.same if a in of and b in of]
    for names in _unions([str(at) for at in range(len(found))], links):
        parts = [found[int(name)] for name in names]
        if len(parts) == 1:
            yield parts[0]
            continue
        whole = sorted((one for told, _ in parts for one in told), key=lambda one: order[one.article])
        here = {one.article for one in whole}
        if any(a in here and b in here for a, b in settled.apart):
            yield from clusters(whole, settled, least, together=True)
        else:
            yield whole, likeness(whole)


def _unions(names: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The names by what the links join, each set in the order of the names, the sets by their first."""
    root = {name: name for name in names}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    place = {name: at for at, name in enumerate(root)}
    for a, b in links:
        if a in root and b in root:
            first, second = sorted((find(a), find(b)), key=place.__getitem__)
            root[second] = first
    made: dict[str, list[str]] = {}
    for name in place:
        made.setdefault(find(name), []).append(name)
    return list(made.values())
