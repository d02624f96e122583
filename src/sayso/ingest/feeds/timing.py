"""How often a feed asks to be read, in the ways in which feeds say so."""

from collections.abc import Iterable

LONGEST_S = 24 * 3600
"""A feed that asks not to be read for longer than a day loses items meanwhile; many have taken minutes for seconds."""
PERIODS = {
    "hourly": 3600,
    "daily": 24 * 3600,
    "weekly": 7 * 24 * 3600,
    "monthly": 30 * 24 * 3600,
    "yearly": 365 * 24 * 3600,
}


def seconds_to_live(ttl: str | None, period: str | None, frequency: str | None) -> int | None:
    """RSS's `ttl` (minutes), else the syndication module's period and how often in it; None where neither says anything.

    More than a day is a day.
    """
    minutes = _number(ttl)
    if minutes:
        return min(minutes * 60, LONGEST_S)
    length = PERIODS.get((period or "").strip().lower())
    if length is None:
        return None
    return min(max(length // (_number(frequency) or 1), 60), LONGEST_S)


def hours_skipped(hours: Iterable[str]) -> tuple[int, ...]:
    """The hours (UTC) in which a feed asks not to be read; 24 is midnight, and all of them are none."""
    found = {number % 24 for hour in hours if (number := _number(hour)) is not None and number <= 24}
    return tuple(sorted(found)) if len(found) < 24 else ()


def _number(words: str | None) -> int | None:
    digits = (words or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
