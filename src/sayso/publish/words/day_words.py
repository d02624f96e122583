"""Days in words, for people: a TIMEX3 value as it would be written, never as its code.

The codes are those of TimeML's TIMEX3 (ISO-TimeML, annex on `value`): parts of a day, weeks, seasons, quarters,
decades. JSON and CSV keep the codes; here a value without a calendar place ("XXXX-WXX-3") is a date unknown.
"""

import re
from collections.abc import Callable

PARTS = {
    "MO": "morning",
    "MI": "midday",
    "AF": "afternoon",
    "EV": "evening",
    "NI": "night",
    "DT": "daytime",
}
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?"), lambda found: found[0]),
    (re.compile(r"(\d{4}-\d\d-\d\d)T(MO|MI|AF|EV|NI|DT)"), lambda found: f"{PARTS[found[2]]} of {found[1]}"),
    (
        re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d(?::\d\d)?)(?::\d\d)?(Z|[+-]\d\d:\d\d)?"),
        lambda found: " ".join(part for part in (found[1], _clock(found[2]), _zone(found[3])) if part),
    ),
    (re.compile(r"(\d{4})-W(\d\d)"), lambda found: f"week {int(found[2])} of {found[1]}"),
    (re.compile(r"(\d{4})-W(\d\d)-WE"), lambda found: f"weekend of week {int(found[2])} of {found[1]}"),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda found: f"{ORDINALS[found[2]]} quarter of {found[1]}"),
    (re.compile(r"(\d{4})-H([12])"), lambda found: f"{ORDINALS[found[2]]} half of {found[1]}"),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), lambda found: f"{SEASONS[found[2]]} of {found[1]}"),
    (re.compile(r"(\d{3})X?"), lambda found: f"{found[1]}0s"),
    (re.compile(r"(\d\d)(?:XX)?"), lambda found: f"{found[1]}00 to {found[1]}99"),
)


def value_words(value: str | None) -> str:
    """A TIMEX3 value in words; empty when it names no place in the calendar."""
    for form, words in _FORMS:
        found = form.fullmatch(value or "")
        if found:
            return words(found)
    return ""


def day_words(words: str, value: str | None) -> str:
    """A day as it is written, with its date in words; one that could not be dated says so."""
    known = value_words(value)
    if not known:
        return f"{words} (date unknown)"
    return words if known == words else f"{words} ({known})"


def _clock(time: str) -> str:
    return time if ":" in time else f"{time}:00"


def _zone(zone: str | None) -> str:
    return "UTC" if zone in {"Z", "+00:00"} else zone or ""
