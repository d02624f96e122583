"""Renderings gathered into utterances: surest links first, and never one through another that speaks against it."""

from collections.abc import Mapping, Sequence

from sayso.compare.utterances.likeness import compare, may_be_one
from sayso.compare.utterances.linking import ONE, Link
from sayso.compare.utterances.renderings import Rendering

# Two groups become one when the pairs between them are one utterance on average (average linkage): a speech that is
# quoted at length is linked with each of its sentences, which are not one for that. Of large groups so many renderings
# on each side, first by id, stand for all.
SPOKESMEN = 8
# No pair between them may be less likely than this, in thousandths: below 200 one in twelve tuning pairs is one.
CONTRADICTS = 150


def gather(renderings: Sequence[Rendering], links: Mapping[tuple[int, int], Link]) -> list[list[int]]:
    """Renderings by utterance, each group sorted by id; none that would bring two speakers or two days together."""
    ids = [rendering.id for rendering in renderings]
    group_of = list(range(len(renderings)))
    groups = {number: [number] for number in group_of}
    known: dict[tuple[int, int], int] = {pair: found.chance for pair, found in links.items()}

    def chance(i: int, j: int) -> int:
        pair = (min(i, j), max(i, j))
        if pair not in known:
            known[pair] = compare(renderings[pair[0]], renderings[pair[1]]).chance
        return known[pair]

    for i, j in sorted(
        links,
        key=lambda pair: (-links[pair].chance, *sorted((ids[pair[0]], ids[pair[1]]))),
    ):
        a, b = group_of[i], group_of[j]
        if a == b:
            continue
        if len(groups[a]) > 1 or len(groups[b]) > 1:
            if not all(may_be_one(renderings[x], renderings[y]) for x in groups[a] for y in groups[b]):
                continue
            between = [chance(x, y) for x in groups[a][:SPOKESMEN] for y in groups[b][:SPOKESMEN]]
            if min(between) < CONTRADICTS or sum(between) < ONE * len(between):
                continue
        keep, gone = min(a, b), max(a, b)
        groups[keep] = sorted(groups[keep] + groups.pop(gone), key=ids.__getitem__)
        for number in groups[keep]:
            group_of[number] = keep
    return [groups[key] for key in sorted(groups)]
