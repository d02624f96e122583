"""Findings about one slot, over all the articles that fill it: one comparison with a side for each value."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.compare.discrepancies.finding import Finding, Side
from sayso.compare.origins.rows import gather
from sayso.records import DifferenceKind, Level, Slot

SLOTS: tuple[Slot, ...] = ("number", "date", "name", "role", "scope", "polarity", "deed", "wording")
"""What tells most about a difference of words comes first."""
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One slot over several articles; `difference` None: all fill it alike. `sides` are sorted by their first evidence."""

    slot: Slot
    difference: DifferenceKind | None
    level: Level
    about: str
    sides: tuple[tuple[Side, ...], ...]
    score: int
    reasons: tuple[str, ...]

    @property
    def evidence(self) -> tuple[Side, ...]:
        """All words that fill the slot, side by side."""
        return tuple(one for side in self.sides for one in side)


def join(findings: Sequence[Finding]) -> list[Comparison]:
    """Findings of one slot that have words in common become one comparison."""
    ordered = sorted(set(findings), key=_order)
    first: dict[tuple[str, Place], int] = {}
    links: list[tuple[int, int]] = []
    for number, finding in enumerate(ordered):
        for side in (one for sides in finding.sides for one in sides):
            # How a name is spelt is a question of its own, and never takes in who else is named.
            kind = "naming" if finding.difference == "naming" else finding.slot
            links.append((first.setdefault((kind, _place(side)), number), number))
    return [_comparison([ordered[number] for number in group]) for group in gather(len(ordered), links)]


def are_rivals(comparison: Comparison) -> bool:
    """Whether no sentence has the values of two sides: whoever gives two numbers in one sentence counts two things."""
    if comparison.difference == "naming" or comparison.slot not in {"number", "date", "name"}:
        return True
    sides: dict[tuple[str, int], set[int]] = {}
    for number, members in enumerate(comparison.sides):
        for side in members:
            sides.setdefault((side.article, side.context.start), set()).add(number)
    return all(len(numbers) == 1 for numbers in sides.values())


def uncovered(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """All but the differences whose words, on every side, are those of one that tells more: a number before a wording."""
    order = sorted(
        range(len(comparisons)),
        key=lambda n: (SLOTS.index(comparisons[n].slot), -comparisons[n].score, n),
    )
    kept: list[int] = []
    taken: dict[str, list[tuple[int, int, int]]] = {}
    for number in order:
        one = comparisons[number]
        if one.difference is not None:
            meets = [
                {
                    other
                    for side in sides
                    for start, end, other in taken.get(side.article, ())
                    if side.start < end and start < side.end
                }
                for sides in one.sides
            ]
            if set.intersection(*meets):
                continue
            for side in one.evidence:
                taken.setdefault(side.article, []).append((side.start, side.end, number))
        kept.append(number)
    return [comparisons[number] for number in sorted(kept)]


def _comparison(group: Sequence[Finding]) -> Comparison:
    """The strongest finding tells how they differ; places of one value, or that surely agree, are one side."""
    against = [finding for finding in group if finding.difference is not None]
    best = min(against or group, key=lambda finding: (-finding.score, _order(finding)))
    places: dict[Place, Side] = {}
    for finding in group:
        for side in (one for sides in finding.sides for one in sides):
            places.setdefault(_place(side), side)
    apart = {
        frozenset((_value(one), _value(two)))
        for finding in against
        for n, sides in enumerate(finding.sides)
        for others in finding.sides[n + 1 :]
        for one in sides
        for two in others
    }
    sides: list[tuple[set[str], list[Side]]] = []
    linked = _linked(group) if against else set()
    for place in sorted(places):
        side = places[place]
        for values, members in sides:
            same = _value(side) in values or not against
            near = any(frozenset((_value(side), value)) in linked for value in values)
            clear = not any(frozenset((_value(side), value)) in apart for value in values)
            if same or (near and clear):
                values.add(_value(side))
                members.append(side)
                break
        else:
            sides.append(({_value(side)}, [side]))
    return Comparison(
        slot=best.slot,
        difference=best.difference,
        level=best.level,
        about=best.about,
        sides=tuple(tuple(members) for _, members in sides),
        score=best.score,
        reasons=best.reasons,
    )


def _linked(group: Sequence[Finding]) -> set[frozenset[str]]:
    """Pairs of values that some finding takes for compatible."""
    return {
        frozenset((_value(one), _value(two)))
        for finding in group
        if finding.difference is None
        for one in (one for sides in finding.sides for one in sides)
        for two in (two for sides in finding.sides for two in sides)
    }


def _value(side: Side) -> str:
    return side.value.casefold()


def _place(side: Side) -> Place:
    return side.article, side.start, side.end


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        sorted(_place(one) for sides in finding.sides for one in sides),
        finding.slot,
        finding.difference or "",
        -finding.score,
        finding.level,
        finding.about,
        finding.reasons,
        [
            [(one.value, one.context, one.attribution or "", one.reasons) for one in side]
            for side in finding.sides
        ],
    )
