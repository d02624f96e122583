"""Days and moments as a reviewer states them: "2031-05-07", "2031-05-07T10:05+02:00", "2031-05-07/2031-05-09"."""

import re
from datetime import date, datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?")


def read_interval(value: str) -> tuple[str, str]:
    """Both ends, inclusive, of a day, a moment, or "earliest/latest"; ValueError says what is wrong.

    A moment needs its offset from UTC: without one nobody can say which of two came first.
    """
    first, slash, last = (part.strip() for part in value.partition("/"))
    earliest, latest = _end(first), _end(last if slash else first)
    if _later(earliest, latest):
        raise ValueError(f"{value!r} ends before it begins")
    return earliest, latest


def _end(text: str) -> str:
    moment = _MOMENT.fullmatch(text)
    if moment is not None and moment[2] is None:
        raise ValueError(
            f"{text!r} lacks its offset from UTC; write {text}Z or {text}+02:00, or the day alone"
        )
    if moment is None and not _DAY.fullmatch(text):
        raise ValueError(
            f"{text!r} is no day; write 2031-05-07, 2031-05-07T10:05+02:00, or 2031-05-07/2031-05-09"
        )
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar, or no time of day") from None
    return text


def _later(one: str, two: str) -> bool:
    if "T" in one and "T" in two:
        return datetime.fromisoformat(one) > datetime.fromisoformat(two)
    return date.fromisoformat(one[:10]) > date.fromisoformat(two[:10])
