"""How much a number with its hedge stands for, and whether two of them can both hold.

A hedged or rounded number is an interval: "about 2,500" and 2,480 agree, "at least 12" and 20 can both hold. What is
vague ("dozens") is wide. Only numbers whose intervals are apart are different ones.
"""

import math
from typing import Literal, NamedTuple

from sayso.records import Quantity

Relation = Literal["same", "compatible", "precision", "apart"]

# "About" and "nearly" reach this far (thousandths of the number), or half of its last digit that is not zero where that
# is more: people round "about 480" to 500, and say "about 20" of 22.
ABOUT = 100
# Two exact numbers nearer than this (thousandths) of which one is the other rounded differ in precision by nothing
# that a reader would want to know.
SLIGHT = 20
# What vague words can mean at most, as a multiple of the least that they allow: "dozens" is 12 to 240, "hundreds" 100 to
# 2,000. Wide, since nobody can say where they end.
VAGUE_MOST = 20
FLOORS = frozenset({"at least", "more than"})
CEILINGS = frozenset({"up to", "fewer than"})
BOUNDS = frozenset({"floor", "ceiling"})


class Amount(NamedTuple):
    """The least and the most that a number allows; `value` as written, `hedge` its class of hedge ("" for none)."""

    value: float
    low: float
    high: float
    hedge: str


def amount_of(row: Quantity) -> Amount:
    """The amount that a quantity allows."""
    return amount(row.value, row.value_to, row.modifier or "")


def amount(value: float, value_to: float | None, hedge: str) -> Amount:
    """The amount of a number, a range to `value_to`, with a hedge."""
    if hedge.endswith(" of"):
        return Amount(value, value, value * VAGUE_MOST, "vague")
    reach = max(value * ABOUT / 1000, grain(value) / 2)
    low, high = value, value if value_to is None else value_to
    if hedge in FLOORS:
        return Amount(value, low, math.inf, "floor")
    if hedge in CEILINGS:
        return Amount(value, 0.0, high, "ceiling")
    if hedge == "nearly":
        return Amount(value, low - reach, high, "about")
    if hedge == "about":
        return Amount(value, low - reach, high + reach, "about")
    return Amount(value, low, high, "range" if value_to is not None else "")


def grain(value: float) -> float:
    """The place of the last digit that is not zero: 100 of 2,500, 1 of 17, 0.1 of 2.5."""
    if value == 0 or not math.isfinite(value):
        return 1.0
    digits, _, power = f"{abs(value):.9e}".partition("e")
    kept = digits.replace(".", "").rstrip("0")
    return float(10.0 ** (int(power) - len(kept) + 1))


def relate(a: Amount, b: Amount) -> Relation:
    """How two amounts of one thing stand to each other."""
    if (a.low, a.high) == (b.low, b.high):
        return "same"
    if a.hedge == b.hedge and a.hedge in BOUNDS:
        # Both can hold, but whoever knew the stronger one would not have told the weaker one.
        near = abs(a.value - b.value) <= max(grain(a.value), grain(b.value)) / 2
        return "compatible" if near else "precision"
    if a.low <= b.high and b.low <= a.high:
        return "compatible"
    if _rounds(a, b) or _rounds(b, a):
        slight = 1000 * abs(a.value - b.value) <= SLIGHT * max(abs(a.value), abs(b.value))
        return "compatible" if slight else "precision"
    if 1000 * abs(a.value - b.value) <= SLIGHT / 2 * max(abs(a.value), abs(b.value)):
        return "precision"
    return "apart"


def _rounds(a: Amount, b: Amount) -> bool:
    """Whether the first is the second rounded: to at least tens, or a decimal less."""
    if a.hedge in BOUNDS or b.hedge in BOUNDS:
        return False
    coarse, fine, away = grain(a.value), grain(b.value), abs(a.value - b.value)
    near = 1000 * away <= ABOUT * max(abs(a.value), abs(b.value))
    return coarse > fine and (coarse >= 10 or fine < 1) and near and away <= coarse / 2


def shown(value: float) -> str:
    """A number as people write it: "2,500", "0.5", "1.5 million"."""
    for scale, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= scale:
            return f"{value / scale:,.6g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"
