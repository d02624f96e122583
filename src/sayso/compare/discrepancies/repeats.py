"""Equal numbers of one kind of thing that several articles give, in whatever words: told again, which confirms nothing.

Two reports that count troops at 2,500 agree even where their sentences have little else in common; the number itself is
what tells that both mean one thing. So only numbers that few things have count, and what is near both must fit.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from sayso.compare.discrepancies.amounts import grain, relate
from sayso.compare.discrepancies.counted import kin
from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.number_reading import Number, side_of
from sayso.compare.discrepancies.reading import StoryReading
from sayso.compare.discrepancies.weighing import told
from sayso.words.commonness import commonness

# Smaller numbers are those of many things.
LEAST_NUMBER = 20
# The weight of what stands near both numbers: two middling words, or a rare one.
LEAST_WEIGHT, LEAST_ALONE = 4.0, 7.0
# A number from a hundred on that is no round one is rare itself: two words near both are enough.
LEAST_SPECIFIC = 3.0
SPECIFIC = 100
# What a pair has at least and at most, and what each unit of that weight adds. All set by judgement on tuning events; no sweep.
SCORE, MOST, EACH = 520, 800, 15
# A number that so many places of a story have is compared at the first ones only.
PLACES = 40


def find_repeats(story: StoryReading, numbers: Mapping[str, Sequence[Number]]) -> Iterator[Finding]:
    """Pairs of places of two articles that give one number of one kind of thing."""
    places: dict[float, list[tuple[str, Number]]] = {}
    for key in sorted(numbers):
        for number in numbers[key]:
            if number.row.value >= LEAST_NUMBER and not number.counted.age:
                places.setdefault(number.row.value, []).append((key, number))
    for value in sorted(places):
        for (one_key, one), (two_key, two) in combinations(places[value][:PLACES], 2):
            if one_key == two_key or not _of_one_kind(one, two):
                continue
            if relate(one.amount, two.amount) not in {"same", "compatible"}:
                continue
            near = (one.around.near.keys() & two.around.near.keys()) - {one.counted.head}
            weight = sum(commonness().weight(root) for root in sorted(near))
            least = LEAST_WEIGHT if len(near) > 1 else LEAST_ALONE
            if weight < (min(least, LEAST_SPECIFIC) if _is_specific(value) and len(near) > 1 else least):
                continue
            yield Finding(
                slot="number",
                difference=None,
                level="between",
                about=one.about,
                sides=((side_of(story.articles[one_key], one), side_of(story.articles[two_key], two)),),
                score=min(MOST, SCORE + round(EACH * weight)),
                reasons=(f"one number, and beside both stand {told(one.around.near, near)}",),
            )


def _of_one_kind(one: Number, two: Number) -> bool:
    """Whether both count one kind of thing; a number without a noun counts what stands near it."""
    if not one.counted.head or not two.counted.head:
        return one.counted.head in two.around.near or two.counted.head in one.around.near
    return kin(one.counted, two.counted)


def _is_specific(value: float) -> bool:
    """Whether a number has two digits that say something."""
    return value >= SPECIFIC and grain(value) < 10 ** (len(f"{value:.0f}") - 1)
