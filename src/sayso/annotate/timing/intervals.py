"""The days that a TIMEX3 value stands for, and a value's relatives: the day, week, month, quarter or year around it."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Interval(NamedTuple):
    """ISO dates or times, both inclusive (None: not known), and how fine the value is."""

    earliest: str | None
    latest: str | None
    precision: str


UNKNOWN = Interval(None, None, "unknown")

# Hours that a part of the day can reach over; a night runs into the next day.
_PARTS = {
    "MO": ("00:00", "12:00"),
    "AF": ("12:00", "19:00"),
    "EV": ("16:00", "23:59"),
    "NI": ("17:00", "06:00"),
    "DT": ("05:00", "19:00"),
}
# Northern seasons, from the meteorological beginning to the astronomical end; a winter named by one year may be
# either of two.
_SEASONS = {"SP": ((3, 1), (6, 21)), "SU": ((6, 1), (9, 23)), "FA": ((9, 1), (12, 21))}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(.+))?")
_CLOCK = re.compile(r"(\d\d)(?::(\d\d))?(?::(\d\d))?(Z|[+-]\d\d(?::\d\d)?)?")
_SHAPES = tuple(
    (re.compile(shape), name)
    for shape, name in (
        (r".*T\d\d:\d\d.*", "minute"),
        (r".*T\d\d.*", "hour"),
        (r".*T[A-Z]{2}", "part_of_day"),
        (r"XXXX-WXX-.+|XXXX-(?:XX|\d\d)-(?:XX|\d\d)", "day"),
        (r"XXXX-WXX", "week"),
        (r"XXXX-Q.", "quarter"),
        (r"XXXX-(?:XX|\d\d)", "month"),
        (r"XXXX-[A-Z]{2}", "season"),
        (r"XXXX", "year"),
        (r"XXX", "decade"),
        (r"XX", "century"),
    )
)
_LENGTHS = {
    "Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter", "E": "decade", "C": "century", "TH": "hour",
    "TM": "minute", "TS": "second",
}  # fmt: skip


def interval(value: str) -> Interval:
    """The days of a DATE or TIME value; unknown ends for a value that is left relative."""
    try:
        return _interval(value)
    except (ValueError, OverflowError):
        return UNKNOWN


def _interval(value: str) -> Interval:
    day = _DAY.fullmatch(value)
    if day is not None:
        return _of_day(date(int(day[1]), int(day[2]), int(day[3])), day[4])
    if "X" in value or not value[:1].isdigit():
        return Interval(None, None, precision(value))
    year, _, rest = value.partition("-")
    if len(year) == 2:
        return _days(date(max(1, int(year) * 100), 1, 1), date(int(year) * 100 + 99, 12, 31), "century")
    if len(year) == 3:
        return _days(date(int(year) * 10, 1, 1), date(int(year) * 10 + 9, 12, 31), "decade")
    return _of_year(int(year), rest)


def _of_year(year: int, rest: str) -> Interval:
    if not rest:
        return _days(date(year, 1, 1), date(year, 12, 31), "year")
    if rest[0] == "W" and rest[1:3].isdigit():
        monday = date.fromisocalendar(year, int(rest[1:3]), 1)
        if rest.endswith("WE"):
            return _days(monday + timedelta(5), monday + timedelta(6), "day")
        return _days(monday, monday + timedelta(6), "week")
    if rest[0] in "QH" and rest[1:].isdigit():
        months, name = (3, "quarter") if rest[0] == "Q" else (6, "season")
        last = int(rest[1:]) * months
        return _days(date(year, last - months + 1, 1), date(year, last, monthrange(year, last)[1]), name)
    if rest == "WI":
        return _days(date(year - 1, 12, 1), date(year + 1, 3, 21), "season")
    if rest in _SEASONS:
        first, end = _SEASONS[rest]
        return _days(date(year, *first), date(year, *end), "season")
    month = int(rest)
    return _days(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def _of_day(day: date, time: str | None) -> Interval:
    if time is None:
        return _days(day, day, "day")
    if time in _PARTS:
        first, last = _PARTS[time]
        end = day + timedelta(1) if last < first else day
        return Interval(f"{day.isoformat()}T{first}", f"{end.isoformat()}T{last}", "part_of_day")
    if time == "24:00":  # as news says midnight: the end of the day
        after = f"{(day + timedelta(1)).isoformat()}T00:00"
        return Interval(after, after, "minute")
    clock = _CLOCK.fullmatch(time)
    if clock is None:
        return _days(day, day, "day")
    stamp = f"{day.isoformat()}T{time}"
    return Interval(stamp, stamp, "second" if clock[3] else "minute" if clock[2] else "hour")


def _days(first: date, last: date, name: str) -> Interval:
    return Interval(first.isoformat(), last.isoformat(), name)


def precision(value: str) -> str:
    """How fine a value is whose days are not known: "day" for "XXXX-WXX-1", "hour" for "PT36H"."""
    if value[:1] == "P" and "_" not in value:
        return _LENGTHS.get("T" + value[-1] if "T" in value else value[-1], "unknown")
    for shape, name in _SHAPES:
        if shape.fullmatch(value):
            return name
    return "unknown"


def within(span: Interval, part: str) -> Interval:
    """The part of an interval of days that "early" (START), MID, "late" (END) certainly lie in: half of it.

    Half, because "the end of 2021" is said of December and of November, and "early 2021" still of April.
    """
    if span.earliest is None or span.latest is None or "T" in span.earliest:
        return span
    first, last = date.fromisoformat(span.earliest), date.fromisoformat(span.latest)
    length = (last - first).days
    if part == "START":
        last = first + timedelta(length // 2)
    elif part == "END":
        first = last - timedelta(length // 2)
    elif part == "MID":
        first, last = first + timedelta(length // 4), last - timedelta(length // 4)
    return Interval(first.isoformat(), last.isoformat(), span.precision)


def last_day(span: Interval) -> Interval:
    """The last day of an interval: the boundary that "by the end of" names."""
    if span.latest is None or "T" in span.latest:
        return span
    return Interval(span.latest, span.latest, "day")


def week_of(day: date) -> str:
    """The ISO week of a day, "2021-W30"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(day: date) -> str:
    """The calendar quarter of a day, "2021-Q3"."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def month_of(day: date) -> str:
    """The month of a day, "2021-07"."""
    return f"{day.year:04d}-{day.month:02d}"


def moved(day: date, unit: str, by: int) -> str:
    """The value `by` units away from a day, as coarse as the unit: "2021-05" for two months before July 2021.

    Units are those of `time_words.UNIT`. Raises ValueError or OverflowError outside the years 1 to 9999.
    """
    if unit == "D":
        return (day + timedelta(by)).isoformat()
    if unit in "WF":
        return week_of(day + timedelta(by * (7 if unit == "W" else 14)))
    if unit == "K":
        return f"{week_of(day + timedelta(by * 7))}-WE"
    if unit in "MQ":
        at = day.year * 12 + day.month - 1 + by * (1 if unit == "M" else 3)
        first = date(at // 12, at % 12 + 1, 1)
        return month_of(first) if unit == "M" else quarter_of(first)
    if unit == "Y":
        return f"{date(day.year + by, 1, 1).year:04d}"
    if unit == "E":
        return f"{date(day.year + by * 10, 1, 1).year // 10:03d}"
    return f"{date(day.year + by * 100, 1, 1).year // 100:02d}"


def moved_day(day: date, unit: str, by: int) -> date:
    """The day `by` units away: 2020-02-29 for a month after 2020-01-31. Raises like `moved`."""
    if unit in "DWF":
        return day + timedelta(by * {"D": 1, "W": 7, "F": 14}[unit])
    months = by * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, monthrange(max(1, min(year, 9999)), month)[1]))
