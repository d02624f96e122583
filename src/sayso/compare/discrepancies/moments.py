"""When something was, as far as the words of one article tell, and whether two such times can be one.

A time that hangs on the day an article came out ("on Tuesday") is only as sure as that day: a day's difference, or whole
weeks, may be the anchor's or a time zone's and tells nothing. Two names of days differ whatever the anchor.
"""

import re
from datetime import date
from typing import Literal, NamedTuple

from sayso.records import Time

Relation = Literal["same", "compatible", "apart", "unknown"]

_VALUE = re.compile(
    r"^(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?|-WXX-(?P<weekday>[1-7]))?(?:T(?P<clock>\d\d:\d\d|[A-Z]{2}))?$"
)
_SPAN = re.compile(r"^P(?P<time>T?)(?P<count>\d+(?:\.\d+)?)(?P<unit>[YMWDHS])$")
_DOTTED = re.compile(r"\b(1?\d)[.:]([0-5]\d) ?([ap])\.?m", re.IGNORECASE)
_ZONE = re.compile(
    r"\b(?:GMT|UTC|BST|[ECMP][SD]?T|EET|CEST|IST|local|Eastern|Pacific|Central|Mountain)\b", re.IGNORECASE
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}
# Hours of each unit, to compare "two weeks" with "15 days"; months and years by their mean.
_HOURS = {"Y": 8766.0, "M": 730.5, "W": 168.0, "D": 24.0, "TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}
_ISO_DAY = 10
_WEEK = 7
_DAYS_A_MONTH, _DAYS_A_YEAR = 30, 365
# Minutes by which two clocks may differ when one of them is rounded.
ROUNDED = 10


class Moment(NamedTuple):
    """What the words tell: parts of a day that are None where they tell nothing; days from `earliest` to `latest`.

    `relative`: it was found from the day of the article. `zoned`: words tell in what zone the clock is.
    """

    row: Time
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    clock: str | None
    earliest: date | None
    latest: date | None
    relative: bool
    zoned: bool


class Length(NamedTuple):
    """A length of time as written: so many of a unit; `hours` to compare units."""

    row: Time
    number: float
    unit: str
    hours: float


def moment_of(row: Time, text: str) -> Moment | None:
    """The moment of a time expression; None for what names no time that could be compared."""
    match = _VALUE.match(row.value)
    if row.type not in {"DATE", "TIME"} or (match is None and row.earliest is None):
        return None
    if match is None and row.precision in {"unknown", "decade", "century"}:
        return None
    parts = dict(match.groupdict()) if match else {}
    year, month, day = (_number(parts.get(name)) for name in ("year", "month", "day"))
    earliest, latest = (_day(value) for value in (row.earliest, row.latest))
    weekday = int(parts["weekday"]) - 1 if parts.get("weekday") else None
    if weekday is None and earliest is not None and earliest == latest:
        weekday = earliest.weekday()
    if year is None and month is None and weekday is None and earliest is None and not parts.get("clock"):
        return None
    words = text[row.start : row.end]
    if parts.get("clock") and (dotted := _DOTTED.search(words)):
        hour = int(dotted[1]) % 12 + (12 if dotted[3].lower() == "p" else 0)
        parts["clock"] = f"{hour:02}:{dotted[2]}"
    relative = any(reason.startswith(("article date", "publish")) for reason in row.reasons)
    zoned = bool(_ZONE.search(text[row.start : row.end + 24]))
    written = relative and not re.search(r"\d{4}", words)
    return Moment(row, year, month, day, weekday, parts.get("clock"), earliest, latest, written, zoned)


def length_of(row: Time) -> Length | None:
    """The length that a time expression tells; None for a point in time, a vague one and what recurs."""
    match = _SPAN.match(row.value)
    if row.type != "DURATION" or match is None:
        return None
    unit = match["time"] + match["unit"]
    if unit not in _UNITS:
        return None
    count = float(match["count"])
    return Length(row, count, _UNITS[unit], count * _HOURS[unit])


def relate(a: Moment, b: Moment) -> tuple[Relation, int]:
    """How two moments of one deed stand to each other, and by how many days they differ (0: by less, or unknown)."""
    if a.earliest and a.latest and b.earliest and b.latest:
        return _of_intervals(a, b)
    if a.weekday is not None and b.weekday is not None:
        away = min((a.weekday - b.weekday) % _WEEK, (b.weekday - a.weekday) % _WEEK)
        return ("apart", away) if away else _of_clocks(a, b)
    if a.month is not None and b.month is not None:
        if a.year is not None and b.year is not None and a.year != b.year:
            return "apart", _DAYS_A_YEAR * abs(a.year - b.year)
        if a.day is not None and b.day is not None:
            away = abs(
                date(2000, a.month, a.day).timetuple().tm_yday
                - date(2000, b.month, b.day).timetuple().tm_yday
            )
            return ("apart", min(away, _DAYS_A_YEAR - away)) if away else _of_clocks(a, b)
        return ("compatible", 0) if a.month == b.month else ("apart", _DAYS_A_MONTH)
    if a.clock and b.clock and (a.year, a.month, a.weekday) == (b.year, b.month, b.weekday):
        return _of_clocks(a, b)
    return "unknown", 0


def _of_intervals(a: Moment, b: Moment) -> tuple[Relation, int]:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return "unknown", 0
    gap = max((a.earliest - b.latest).days, (b.earliest - a.latest).days)
    if gap <= 0:
        one_day = a.earliest == a.latest == b.earliest == b.latest
        if (a.earliest, a.latest) == (b.earliest, b.latest) or one_day:
            return _of_clocks(a, b)
        return "compatible", 0
    if (a.relative or b.relative) and (gap == 1 or (gap % _WEEK == 0 and a.weekday == b.weekday)):
        return "unknown", gap
    return "apart", gap


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
    if away < ROUNDED or (away % 30 == 0 and (a.zoned or b.zoned)):
        return "compatible", 0
    return "apart", 0


def shown(moment: Moment) -> str:
    """A moment as it is compared: "2020-01-05", "4 May", "Tuesday", with its clock."""
    row = moment.row
    clock = f" {moment.clock}" if moment.clock and ":" in moment.clock else ""
    if moment.earliest and moment.latest:
        days = moment.earliest.isoformat()
        if moment.earliest != moment.latest:
            days = row.value[:7] if row.precision == "month" else f"{days} to {moment.latest.isoformat()}"
        if row.precision == "year" and moment.year is not None:
            days = str(moment.year)
        return days + clock
    if moment.month is not None:
        day = f"{moment.day} " if moment.day is not None else ""
        return f"{day}{MONTHS[moment.month - 1]}{clock}"
    if moment.weekday is not None:
        return DAYS[moment.weekday] + clock
    return clock.strip() or row.value


def _number(part: str | None) -> int | None:
    return int(part) if part and part.isdigit() else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value[:_ISO_DAY]) if value and len(value) >= _ISO_DAY else None
