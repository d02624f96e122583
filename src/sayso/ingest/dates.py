"""When an article was published, from what is written about it: an interval of ISO days or instants.

Nothing is taken from the clock or from a file's time. A time of day without an offset from UTC is no instant, so
the day is kept and the rest noted. What can be read two ways covers both.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple


class Published(NamedTuple):
    """An interval, both ends inclusive: ISO days ("2021-07-27") or instants ("2021-07-27T10:05:00+02:00")."""

    earliest: str
    latest: str
    note: str = ""


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
YEARS = range(1500, 2200)
"""Years that a newspaper can carry; anything else is a slip or another kind of number."""
EPOCH_SECONDS = (10**8, 10**10)
"""1973 to 2286 as seconds since 1970; the same thousandfold as milliseconds, a millionfold as microseconds."""
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip
"""The zone names of RFC 2822, in minutes east of UTC; others (IST, BST ...) have several meanings."""

_month = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_weekday = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?(?:\.?,\s*|\.?\s+))?"
_label = r"(?:(?:first\s+)?(?:published|posted|updated|last\s+updated|date)(?:\s+(?:on|at))?\s*:?\s+)?"
_year = r"(?P<year>\d{4})"
_day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_time = (
    r"(?:(?:t|,?\s*(?:at\s+|[-–|]\s*)?)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*\(?(?:(?:gmt|utc)(?=[+-]))?(?P<zone>[+-]\d{2}:?\d{2}|[+-]\d{2}|[a-z]{1,5})?\)?)?\s*"
)
_forms = tuple(
    re.compile(_label + _weekday + form + _time, re.IGNORECASE)
    for form in (
        _year + r"-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        _year + r"(?P<month>\d{2})(?P<day>\d{2})",
        _year + r"[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})",
        _month + r"\s*" + _day + r",?\s+" + _year,
        _day + r"[\s-]+(?:of\s+)?" + _month + r"[\s,-]+" + _year,
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?" + _year,
        _year + r"\s+" + _month + r"\s+" + _day,
        # RFC 822: two digits, and always a time
        _day + r"\s+" + _month + r"\s+(?P<year>\d{2})(?=\s+\d{1,2}:)",
    )
)
_two_ways = re.compile(_weekday + r"(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-]" + _year + _time, re.IGNORECASE)
_coarse = re.compile(
    rf"(?:{_year}-(?P<number>\d{{2}})|{_month},?\s+(?P<y2>\d{{4}})|(?P<y3>\d{{4}}))", re.IGNORECASE
)
_basic = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(?!\d)")
"""ISO 8601 without signs between its parts."""
_epoch = re.compile(r"\d{9,16}(?:\.\d+)?")
_missing = frozenset({"", "none", "null", "nan", "nat", "n/a", "na", "unknown", "-", "undefined"})
_url_day = re.compile(
    r"/(?P<year>(?:19|20)\d{2})(?:[/-]|/[a-z][a-z_-]{2,30}/(?=\d))(?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})(?=[/_.-]|$)",
    re.IGNORECASE,
)


def missing(value: object) -> bool:
    """Whether a field holds nothing, or a word for nothing."""
    return value is None or (isinstance(value, str) and value.strip().casefold() in _missing)


def parse_published(value: str | int | float) -> Published | None:
    """The interval that a written date or an epoch number means; None when it means none.

    Understood: ISO 8601, RFC 2822, "July 27, 2021", "27 July 2021", "27.07.2021", each with a time of day or
    without; months and years alone; 07/27/2021, and 03/04/2021 as either of its two days; seconds, milliseconds
    and microseconds since 1970.
    """
    text = " ".join(str(value).split())
    if len(text) > 100:
        return None
    text = _basic.sub(r"\1-\2-\3T\4:\5:\6", text)
    first, slash, last = text.partition("/")
    if slash and len(first) >= 10:
        return _interval(first, last)
    if _epoch.fullmatch(text) and not _looks_basic(text):
        return _from_epoch(text)
    for form in _forms:
        match = form.fullmatch(text)
        if match:
            day = _day_of(match["year"], match["month"], match["day"])
            return None if day is None else _with_time(day, match)
    match = _two_ways.fullmatch(text)
    if match:
        return _either(match)
    match = _coarse.fullmatch(text)
    return None if match is None else _month_or_year(match)


def published_in_url(url: str) -> Published | None:
    """The day that a URL's path names ("/2021/07/27/"): inferred, never stated."""
    match = _url_day.search(url)
    day = _day_of(match["year"], match["month"], match["day"]) if match else None
    return None if day is None else Published(day.isoformat(), day.isoformat())


def _interval(first: str, last: str) -> Published | None:
    """An ISO 8601 interval, as Sayso writes a date that covers several days."""
    begins, ends = _forms[0].fullmatch(first), _forms[0].fullmatch(last)
    start = parse_published(first) if begins else None
    end = parse_published(last) if ends else None
    if start is None or end is None or start.earliest > end.latest:
        return None
    return Published(start.earliest, end.latest)


def _looks_basic(text: str) -> bool:
    return len(text) == 14 and text.isdigit() and int(text[:4]) in YEARS


def _from_epoch(text: str) -> Published | None:
    number = float(text)
    for unit in (1, 1_000, 1_000_000):
        if EPOCH_SECONDS[0] <= number / unit < EPOCH_SECONDS[1]:
            moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(number / unit))
            return Published(moment.isoformat(), moment.isoformat())
    return None


def _day_of(year: str, month: str, day: str) -> date | None:
    number = MONTHS.get(month.lower()) or (int(month) if month.isdigit() else 0)
    try:
        found = date(_whole_year(year), number, int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _whole_year(year: str) -> int:
    """A year of two digits as RFC 2822 (section 4.3) reads it: 00 to 49 are of this century."""
    number = int(year)
    return number if len(year) > 2 else number + (2000 if number < 50 else 1900)


def _with_time(day: date, match: re.Match[str]) -> Published | None:
    whole = Published(day.isoformat(), day.isoformat())
    if match["hour"] is None:
        return whole
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    minute, second = int(match["minute"] or 0), min(int(match["second"] or 0), 59)
    if hour > 23 or minute > 59:
        return None
    minutes = _offset(match["zone"])
    if minutes is None:
        if hour == minute == second == 0 and not match["zone"]:
            return whole  # midnight without a zone is how a program writes a bare day
        written = f"{hour:02}:{minute:02}" + (f" {match['zone']}" if match["zone"] else "")
        return whole._replace(note=f"the time {written} has no known offset from UTC; the day is kept")
    try:
        zone = timezone(timedelta(minutes=minutes))
        moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    return Published(moment.isoformat(), moment.isoformat())


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        return -minutes if zone[0] == "-" else minutes
    return ZONES.get(zone.lower())


def _either(match: re.Match[str]) -> Published | None:
    days = sorted(
        {
            day
            for month, number in ((match["a"], match["b"]), (match["b"], match["a"]))
            if (day := _day_of(match["year"], month, number)) is not None
        }
    )
    if not days:
        return None
    if len(days) == 1:
        return _with_time(days[0], match)
    note = "the date can be read as month/day or day/month; both are covered"
    return Published(days[0].isoformat(), days[1].isoformat(), note)


def _month_or_year(match: re.Match[str]) -> Published | None:
    year = int(match["year"] or match["y2"] or match["y3"])
    month = int(match["number"] or 0) or MONTHS.get((match["month"] or "").lower(), 0)
    if year not in YEARS or month > 12 or (match["number"] and month == 0):
        return None
    first, last = (month, month) if month else (1, 12)
    return Published(f"{year}-{first:02}-01", f"{year}-{last:02}-{monthrange(year, last)[1]}")
