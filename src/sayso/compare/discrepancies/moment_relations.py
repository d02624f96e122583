"""Whether two moments of one deed can be one.

A time that hangs on the day an article came out ("yesterday") is only as sure as that day: a day's difference, or whole
weeks, may be the anchor's or a time zone's and tells nothing. Two names of days ("Monday", "Tuesday") differ whatever the
anchor, but where a night lies between: what one dates late on Monday another dates early on Tuesday. The same words
reckoned from two reports say the same, and a clock whose day another sentence tells ("at midnight") has no day of its own.
"""

from datetime import date
from typing import Literal

from sayso.compare.discrepancies.moments import MIDNIGHT, Moment

Relation = Literal["same", "compatible", "apart", "unknown"]

_WEEK = 7
_DAYS_A_MONTH, _DAYS_A_YEAR = 30, 365
# Minutes by which two clocks may differ when one of them is rounded; and when one of them is midnight, which is of two days.
ROUNDED, ABOUT_MIDNIGHT = 10, 120
_DAY_MINUTES = 24 * 60


def relate(a: Moment, b: Moment) -> tuple[Relation, int]:
    """How two moments of one deed stand to each other, and by how many days they differ (0: by less, or unknown)."""
    if a.earliest and a.latest and b.earliest and b.latest:
        return _of_intervals(a, b)
    if a.weekday is not None and b.weekday is not None:
        after = (b.weekday - a.weekday) % _WEEK
        if after in {1, _WEEK - 1} and _meet_at_night(*((a, b) if after == 1 else (b, a))):
            return "unknown", 1
        return ("apart", min(after, _WEEK - after)) if after else _of_clocks(a, b)
    if a.month is not None and b.month is not None:
        return _of_months(a, b)
    if a.clock and b.clock and (a.year, a.month, a.weekday) == (b.year, b.month, b.weekday):
        return _of_clocks(a, b)
    return "unknown", 0


def _of_months(a: Moment, b: Moment) -> tuple[Relation, int]:
    """Two days or months of which the year is not known."""
    if a.year is not None and b.year is not None and a.year != b.year:
        return "apart", _DAYS_A_YEAR * abs(a.year - b.year)
    if a.month is None or b.month is None or a.day is None or b.day is None:
        return ("compatible", 0) if a.month == b.month else ("apart", _DAYS_A_MONTH)
    days = [date(2000, month, day).timetuple().tm_yday for month, day in ((a.month, a.day), (b.month, b.day))]
    away = abs(days[0] - days[1])
    if away == 1 and _meet_at_night(*((a, b) if days[0] < days[1] else (b, a))):
        return "unknown", 1
    return ("apart", min(away, _DAYS_A_YEAR - away)) if away else _of_clocks(a, b)


def _meet_at_night(first: Moment, second: Moment) -> bool:
    """Whether the night between two days, or the hours between two zones, may make them one; not where both are evenings."""
    late, early = first.late and not second.late, second.early and not first.early
    return late or early or first.zoned or second.zoned


def _of_intervals(a: Moment, b: Moment) -> tuple[Relation, int]:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return "unknown", 0
    gap = max((a.earliest - b.latest).days, (b.earliest - a.latest).days)
    if gap <= 0:
        one_day = a.earliest == a.latest == b.earliest == b.latest
        if (a.earliest, a.latest) == (b.earliest, b.latest) or one_day or MIDNIGHT in {a.clock, b.clock}:
            return _of_clocks(a, b)
        return "compatible", 0
    if a.borrowed or b.borrowed or (a.words and a.words == b.words):
        return "unknown", gap
    if (a.relative or b.relative) and gap % _WEEK == 0 and a.weekday == b.weekday:
        return "unknown", gap
    if gap == 1:
        hangs = (a.relative or b.relative) and a.named != b.named
        if hangs or not a.named or not b.named or _meet_at_night(*sorted((a, b), key=_first_day)):
            return "unknown", gap
    return "apart", gap


def _first_day(moment: Moment) -> date:
    return moment.earliest or date.max


def _of_clocks(a: Moment, b: Moment) -> tuple[Relation, int]:
    """Two moments of one day: their clocks, which may be of two time zones."""
    if not a.clock or not b.clock:
        return ("same", 0) if not a.clock and not b.clock else ("compatible", 0)
    if a.clock == b.clock:
        return "same", 0
    if ":" not in a.clock or ":" not in b.clock:
        return "compatible", 0
    minutes = [int(clock[:2]) * 60 + int(clock[3:]) for clock in (a.clock, b.clock)]
    away = abs(minutes[0] - minutes[1])
    if MIDNIGHT in {a.clock, b.clock}:
        away = min(away, _DAY_MINUTES - away)
        if away <= ABOUT_MIDNIGHT:
            return "compatible", 0
    if away < ROUNDED or (away % 30 == 0 and (a.zoned or b.zoned)):
        return "compatible", 0
    return "apart", 0
