"""Statements gathered into propositions: surest pairs first, and only groups that hang together as a whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import LCSseq

from sayso.compare.positions.likeness import Likeness, centred, compare
from sayso.compare.positions.statements import Statement

# From this score on two statements are one proposition (see `likeness`), and groups become one where their pairs
# reach this score on average: a speech is about many things. These and what follows were set by judgement on the tuning
# stories; `python eval/gate.py positions` shows how many of their pairs are right.
LINK, ON_AVERAGE = 320, 260
# One shared word is not enough for longer statements: their overlap would hardly reach `LINK`.
FEW = 4
# Statements that share a key: each meets so many that come next by id. A theme of a whole story is met by its pairs.
NEIGHBOURS = 24
# Of a statement so many of its heaviest roots are paired.
HEAVIEST = 8
# What is shared weighs so much (thousandths), or is nearly all that both are about: "law" alone is no theme.
LEAST_SHARED, NEARLY_ALL = 4_000, 600
# Statements of so many words are one saying where so much of their themes and words is the same, in thousandths: one
# that was not found to be one utterance, and nothing that recurs. Of fewer words ("a ban") many may have thought.
SAME_WORDS, LONG = 850, 6
# Of large groups so many on each side stand for all.
SPOKESMEN = 8


def gather(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Propositions that recur, each with its statements sorted by id; the rest is left out."""
    ordered = sorted(statements, key=lambda one: one.id)
    meant = centred(ordered)
    known: dict[tuple[int, int], Likeness] = {}

    def like(i: int, j: int) -> Likeness:
        pair = (min(i, j), max(i, j))
        if pair not in known:
            known[pair] = compare(ordered[pair[0]], ordered[pair[1]], meant[pair[0]], meant[pair[1]])
        return known[pair]

    links = {pair: found for pair in candidates(ordered) if _is_link(found := like(*pair))}
    return [
        [ordered[number] for number in numbers]
        for numbers in _groups(len(ordered), links, like)
        if recurs([ordered[number] for number in numbers])
    ]


def _is_link(found: Likeness) -> bool:
    return found.score >= LINK and (found.weight >= LEAST_SHARED or found.overlap >= NEARLY_ALL)


def candidates(ordered: Sequence[Statement]) -> list[tuple[int, int]]:
    """Pairs to compare: those that share two of their heaviest roots, or one where one of them has few."""
    carriers: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(ordered):
        heavy = sorted(one.theme, key=lambda root: (-one.theme[root], root))[:HEAVIEST]
        for key in _keys(sorted(heavy), few=len(one.theme) <= FEW):
            carriers.setdefault(key, []).append(number)
    return sorted(
        {
            (number, other)
            for numbers in carriers.values()
            for place, number in enumerate(numbers)
            for other in numbers[place + 1 : place + 1 + NEIGHBOURS]
        }
    )


def _keys(roots: Sequence[str], *, few: bool) -> Iterator[tuple[str, ...]]:
    if few:
        yield from ((root,) for root in roots)
    yield from combinations(roots, 2)


def _groups(
    count: int, links: Mapping[tuple[int, int], Likeness], like: Callable[[int, int], Likeness]
) -> list[list[int]]:
    group_of = list(range(count))
    groups = {number: [number] for number in group_of}
    for i, j in sorted(links, key=lambda pair: (-links[pair].score, pair)):
        a, b = group_of[i], group_of[j]
        if a == b:
            continue
        between = [like(x, y).score for x in groups[a][:SPOKESMEN] for y in groups[b][:SPOKESMEN]]
        if sum(between) < ON_AVERAGE * len(between):
            continue
        keep, gone = min(a, b), max(a, b)
        groups[keep] = sorted(groups[keep] + groups.pop(gone))
        for number in groups[keep]:
            group_of[number] = keep
    return [groups[key] for key in sorted(groups)]


def recurs(group: Sequence[Statement]) -> bool:
    """Whether several say it, or one in several utterances, and not only once in nearly the same words."""
    first: list[Statement] = []
    for one in group:
        if not any(one.utterance == other.utterance or _same_words(one, other) for other in first):
            first.append(one)
    return len(first) > 1


def _same_words(one: Statement, other: Statement) -> bool:
    both = sum(min(one.theme[root], other.theme[root]) for root in one.theme if root in other.theme)
    shorter = min(sum(one.theme.values()), sum(other.theme.values()))
    words = min(len(one.forms), len(other.forms))
    if words < LONG or one.kinds != other.kinds or both * 1000 < SAME_WORDS * shorter:
        return False
    return LCSseq.similarity(one.forms, other.forms) * 1000 >= SAME_WORDS * words
