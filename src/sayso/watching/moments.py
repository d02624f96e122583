"""Moments as they are kept: ISO text in UTC, of one length, so that their order is that of the text."""

from datetime import UTC, datetime, timedelta


def kept(moment: datetime) -> str:
    """A moment as text, to the second: 2031-05-07T10:00:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def kept_exactly(moment: datetime | None) -> str | None:
    """A moment as text, to the microsecond: politeness is measured, and must not be lost to rounding."""
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read(text: str) -> datetime:
    """The moment of a text that one of these made."""
    return datetime.fromisoformat(text)


def read_or_none(text: str | None) -> datetime | None:
    """The same, where there may be none."""
    return None if text is None else read(text)


def later(moment: datetime, seconds: float) -> str:
    """So many seconds later, as text: to the second, and never earlier than that."""
    then = moment + timedelta(seconds=seconds)
    whole = then.replace(microsecond=0)
    return kept(whole if whole == then else whole + timedelta(seconds=1))
