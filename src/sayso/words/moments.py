"""Which of two stated times came first, as far as they tell."""

from datetime import datetime

DAY = 10
"""Characters of an ISO day."""


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
