"""When something was, as far as the words of one article tell: a moment or a length, and which of its days is sure."""

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from sayso.records import Time

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
_WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|\d[-/]\d", re.IGNORECASE
)
_A_DAY = re.compile(r"day|night|week|morn|evening", re.IGNORECASE)
_LATE = re.compile(
    r"\b(?:late|later|evening|night|overnight|midnight|dusk|sunset|nightfall)\b", re.IGNORECASE
)
_EARLY = re.compile(
    r"\b(?:early|overnight|midnight|dawn|pre-?dawn|daybreak|sunrise|(?:small|wee) hours)\b", re.IGNORECASE
)
_STOP = re.compile(r"[.;:!?“”\"\n]")
# Characters beside a time in which a word tells at which end of its day it is.
BESIDE = 32
# Clocks from which and until which it is the night between two days.
EVENING, MORNING = "20:00", "07:00"
MIDNIGHT = "24:00"
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}
# Hours of each unit, to compare "two weeks" with "15 days"; months and years by their mean.
_HOURS = {"Y": 8766.0, "M": 730.5, "W": 168.0, "D": 24.0, "TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}
_ISO_DAY = 10


class Moment(NamedTuple):
    """What the words tell: parts of a day that are None where they tell nothing; days from `earliest` to `latest`.

    `relative`: it was found from the day of the article. `zoned`: words tell in what zone the clock is. `named`: how its
    own words name its day; `borrowed`: they have no day at all. `late`, `early`: at which end of the day it is. `words` are
    its own, folded.
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
    named: Literal["weekday", "date", ""] = "date"
    borrowed: bool = False
    late: bool = False
    early: bool = False
    words: str = ""


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
    clock = parts.get("clock")
    if clock == MIDNIGHT:  # of the day that it is said of, or of the one that begins with it
        said = _day(row.value) if earliest else None
        earliest, latest, weekday = said, said and said + timedelta(1), None
    relative = any(reason.startswith(("article date", "publish")) for reason in row.reasons)
    beside = f"{_before(text, row.start)} {words} {_after(text, row.end)}"
    by_clock = clock or ""
    named: Literal["weekday", "date", ""] = (
        "weekday" if _WEEKDAY.search(words) else "date" if _DATE.search(words) else ""
    )
    return Moment(
        row=row,
        year=year,
        month=month,
        day=day,
        weekday=weekday,
        clock=clock,
        earliest=earliest,
        latest=latest,
        relative=relative and not re.search(r"\d{4}", words),
        zoned=bool(_ZONE.search(text[row.start : row.end + 24])),
        named=named,
        borrowed=bool(by_clock) and not named and not _A_DAY.search(words),
        # "Monday night" has both days already
        late=earliest == latest and (bool(_LATE.search(beside)) or (":" in by_clock and by_clock >= EVENING)),
        early=bool(_EARLY.search(beside)) or (":" in by_clock and by_clock < MORNING),
        words=" ".join(words.casefold().split()),
    )


def _before(text: str, at: int) -> str:
    return _STOP.split(text[max(0, at - BESIDE) : at])[-1]


def _after(text: str, at: int) -> str:
    return _STOP.split(text[at : at + BESIDE])[0]


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


def shown(moment: Moment) -> str:
    """A moment as it is compared: "2020-01-05", "4 May", "Tuesday", with its clock."""
    row = moment.row
    clock = f" {moment.clock}" if moment.clock and ":" in moment.clock else ""
    if moment.clock == MIDNIGHT and moment.earliest:
        return f"{moment.earliest.isoformat()}{clock}"
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
