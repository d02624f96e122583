"""Expressions that lean on their neighbours: "5 p.m. EST Nov. 9", "from March 3 to May 5, 2019", "7 a.m. (...) Friday"."""

from sayso.annotate.timing.intervals import Interval, interval
from sayso.annotate.timing.scene import Reading, Scene

_BETWEEN = frozenset({",", "on", "at", "around", "about", "next"})
_RANGE = frozenset({"to", "and", "through", "until", "till", "-", "–", "or", ","})
_NEAR = 6  # words between a clock and the day that it belongs to: "10:35 a.m. (0735 GMT) Friday"


def join(scene: Scene) -> list[Reading]:
    """The readings of a scene, clocks joined with their days and half-stated ranges completed."""
    joined: list[Reading] = []
    for told in scene.said:
        before = joined[-1] if joined else None
        if before is not None and _same_sentence(scene, before, told):
            between = scene.words.lower[before.last : told.first]
            one = _clock_and_day(before, told) if len(between) <= 2 and _BETWEEN.issuperset(between) else None
            if one is not None:
                joined[-1] = one
                continue
            if len(between) <= 2 and _RANGE.issuperset(between):
                joined[-1] = _with_year_of(before, told)
            elif _is_clock(before) and _is_day(told) and told.first - before.last <= _NEAR:
                joined[-1] = _on(before, told)
                if len(joined) > 1 and _is_clock(joined[-2]) and before.first - joined[-2].last <= 2:
                    joined[-2] = _on(joined[-2], told)
        joined.append(told)
    return joined


def _same_sentence(scene: Scene, one: Reading, two: Reading) -> bool:
    return scene.sentence(scene.words.start[one.first]) == scene.sentence(scene.words.start[two.first])


def _is_clock(told: Reading) -> bool:
    return told.type == "TIME" and told.value.partition("T")[2][:1].isdigit()


def _is_day(told: Reading) -> bool:
    return told.type == "DATE" and len(told.value) >= 9 and told.value[4:5] == "-"


def _clock_and_day(one: Reading, two: Reading) -> Reading | None:
    """One expression of a clock beside a day, in either order."""
    if _is_clock(one) and _is_day(two):
        return _on(one, two)._replace(last=two.last)
    if _is_day(one) and _is_clock(two):
        return _on(two, one)._replace(first=one.first)
    return None


def _on(clock: Reading, day: Reading) -> Reading:
    value = f"{day.value}T{clock.value.partition('T')[2]}"
    span = interval(value) if day.span.earliest else Interval(None, None, clock.span.precision)
    return clock._replace(value=value, span=span, reasons=day.reasons)


def _with_year_of(one: Reading, two: Reading) -> Reading:
    """The first day or month of a range with the year that only the second one states: "March 3 to May 5, 2019"."""
    stated = two.type == "DATE" and not two.reasons and two.value[:4].isdigit() and two.value[5:7].isdigit()
    if one.type != "DATE" or not stated or one.value[4:5] != "-" or not one.value[5:7].isdigit():
        return one
    if not one.reasons and one.value[:4] != "XXXX":
        return one
    year = int(two.value[:4]) - (one.value[5:7] > two.value[5:7])
    value = f"{year:04d}{one.value[4:]}"
    span = interval(value)
    return (
        one
        if span.earliest is None
        else one._replace(value=value, span=span, reasons=(f"sentence date {two.value}",))
    )
