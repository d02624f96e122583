"""Which of two stated times came first, as far as they tell, and how far they lie apart."""

from datetime import UTC, date, datetime, timedelta

DAY = 10
"""Characters of an ISO day."""
A_DAY = timedelta(days=1)
"""How far two statements of one date may lie apart: time zones are up to 26 hours apart, and sites write days in theirs."""
Interval = tuple[str, str]
"""Two ISO days or instants, both inclusive."""


def before(one: str | None, two: str | None) -> bool:
    """Whether a stated time is before another; a day and an instant are compared as days, each in its own zone."""
    if not one or not two:
        return False
    if "T" in one and "T" in two:
        return datetime.fromisoformat(one) < datetime.fromisoformat(two)
    return one[:DAY] < two[:DAY]


def shown(one: str, other: str) -> str:
    """A stated time as it is told beside another: its day, where the days already tell the two apart."""
    return one[:DAY] if one[:DAY] != other[:DAY] else one


def moment(value: str | None) -> datetime | None:
    """A written instant; None for a day, for a time without an offset from UTC, and for what is none."""
    try:
        found = datetime.fromisoformat(value.strip()) if value and len(value) > DAY else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def apart(first: str, second: str, most: timedelta) -> bool:
    """Whether the second is later than the first by more than so much; what is no instant counts by its whole days."""
    one, two = moment(first), moment(second)
    if one is not None and two is not None:
        return two - one > most
    days = date.fromisoformat(second[:DAY]) - date.fromisoformat(first[:DAY])
    return days > timedelta(days=most.days)


def disagree(one: Interval, other: Interval) -> bool:
    """Whether two statements of one date are more than a day apart, which no time zone explains."""
    first, second = sorted((one, other), key=lambda when: (when[0][:DAY], when[1][:DAY]))
    return apart(first[1], second[0], A_DAY)


def hull(one: Interval, other: Interval) -> Interval:
    """The interval that covers two: what stands when they disagree."""
    return min(one[0], other[0], key=_place), max(one[1], other[1], key=_place)


def vagueness(when: Interval) -> tuple[int, bool]:
    """How little an interval says: its days, and of one day whether no time of it is known."""
    days = date.fromisoformat(when[1][:DAY]) - date.fromisoformat(when[0][:DAY])
    return days.days, moment(when[0]) is None


def _place(value: str) -> tuple[str, str]:
    found = moment(value)
    written = found.astimezone(UTC).isoformat() if found else value
    return written[:DAY], written
