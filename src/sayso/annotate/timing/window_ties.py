"""Dates that tie the calendar to the day of writing: "last year, in 2019", "yesterday (3 May 2020)", a dated line."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sayso.annotate.counting import numerals
from sayso.annotate.timing.window_bounds import FINE, Bound, Scene
from sayso.records import Mark, Time
from sayso.spans import Span

_BESIDE = re.compile(r"(?:['’]s)?[\s,(]*(?:(?:in|on|of)\s)?\(?", re.IGNORECASE)
"""All that may stand between two times that are one: "last year, in 2019", "last year (2019)", "next year's 2031 vote"."""
_POINTER = re.compile(
    r"(?P<year>last|this|next) year|(?P<day>today|yesterday|tomorrow)|(?P<ago>[\w-]+(?:[ -][\w-]+)?) years ago",
    re.IGNORECASE,
)
_YEARS_SLACK = 183
"""Days: "ten years ago" is said of nine and a half and of ten and a half."""
_DATELINE_DAYS = 3
"""How many days after its dateline's day a report appears at the most."""
_PUBLISHED = re.compile(r"\b(?:published|posted|updated|modified|first)\b", re.IGNORECASE)


def ties_of(text: str, times: Sequence[Time], scene: Scene) -> Iterator[Bound]:
    """What two neighbouring times tell that are one, one by the calendar and one from the day of writing."""
    for one, two in pairwise(times):
        if two.start - one.end > 8 or not _BESIDE.fullmatch(text, one.end, two.start):
            continue
        stated, pointer = (one, two) if one.earliest else (two, one)
        if stated.earliest is None or stated.latest is None or pointer.earliest is not None:
            continue
        if scene.is_quoted(pointer):
            continue
        found = _tied(text[pointer.start : pointer.end], stated)
        if found is None:
            continue
        words = Span(min(one.start, two.start), max(one.end, two.end))
        said = f"“{text[words.start : words.end]}”"
        yield Bound(found[0], "earliest", words, f"{said}: not before {found[0]}")
        yield Bound(found[1], "latest", words, f"{said}: not after {found[1]}")


def _tied(words: str, stated: Time) -> tuple[date, date] | None:
    match = _POINTER.fullmatch(words)
    if match is None or stated.earliest is None or stated.latest is None:
        return None
    first, last = date.fromisoformat(stated.earliest[:10]), date.fromisoformat(stated.latest[:10])
    if match["day"]:
        by = timedelta({"today": 0, "yesterday": 1, "tomorrow": -1}[match["day"].lower()])
        return (first + by, last + by) if stated.precision in FINE else None
    if first.year != last.year:
        return None
    if match["year"]:
        year = first.year + {"last": 1, "this": 0, "next": -1}[match["year"].lower()]
        return date(year, 1, 1), date(year, 12, 31)
    count = numerals.number(match["ago"].lower().replace("-", " ").split())
    if count is None or count != int(count) or not 2 <= count <= 100:
        return None
    slack = timedelta(_YEARS_SLACK)
    return date(first.year + int(count), 1, 1) - slack, date(first.year + int(count), 12, 31) + slack


def inside(times: Sequence[Time], start: int, end: int) -> Sequence[Time]:
    """The times that begin within a stretch; `times` are in reading order."""
    return times[
        bisect_left(times, start, key=lambda time: time.start) : bisect_left(
            times, end, key=lambda time: time.start
        )
    ]


def lines_of(text: str, marks: Sequence[Mark], times: Sequence[Time]) -> Iterator[Bound]:
    """What dated lines tell: a dateline, and a line that says when the page was published."""
    for mark in marks:
        for time in inside(times, mark.start, mark.end):
            if time.precision not in FINE or time.earliest is None or time.latest is None:
                continue
            day, words = date.fromisoformat(time.earliest[:10]), Span(time.start, time.end)
            if mark.kind == "dateline":
                yield Bound(day, "earliest", words, f"its dateline is of {day}: not before")
                last = day + timedelta(_DATELINE_DAYS)
                yield Bound(last, "latest", words, f"its dateline is of {day}: not after {last}")
            elif _PUBLISHED.search(text, mark.start, mark.end):
                yield Bound(day, "earliest", words, f"a line says when it was published: {day}")
