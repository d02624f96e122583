"""Times of the day: "3:30 p.m. local time", "1230 GMT", "noon", "in the morning"."""

import re

from sayso.annotate.timing.intervals import Interval, precision
from sayso.annotate.timing.patterns import Piece
from sayso.annotate.timing.scene import Reading, Scene
from sayso.annotate.timing.values import DAYLIKE
from sayso.annotate.timing.words import PART

_CLOCK = re.compile(r"([0-9]{1,2})(?::?([0-9]{2}))?")


def clock(piece: Piece, scene: Scene) -> Reading | None:
    """A time of the day, on the day told beside it, before it, or of the article; GMT and UTC as Z."""
    words, letters = scene.lower(piece), scene.letters(piece)
    zone = words[-1] if letters[-1] in "z2" else ""
    utc = bool({"gmt", "utc"} & set(words))
    if letters == "n_tP":
        if words[1] != "in" or words[3] == "night" or not 1 <= int(words[0]) <= 12:
            return None
        hour = int(words[0]) % 12 + (0 if words[3] == "morning" else 12)
        shown = f"{hour:02d}:00"
    elif letters[0] == "q":
        shown = "24:00" if words[0] == "midnight" else "12:00"
    else:
        told = _hour(words, letters, zone=bool(zone), before=scene.before(piece.first))
        if told is None:
            return None
        shown = told
    day = _clock_day(piece, scene)
    value = f"{day}T{shown}{'Z' if utc else ''}"
    if "X" in day:
        return scene.made(piece, "TIME", value, span=Interval(None, None, precision(value)))
    return scene.made(piece, "TIME", value, reasons=_day_reason(piece, scene))


def _hour(words: list[str], letters: str, *, zone: bool, before: str) -> str | None:
    found = _CLOCK.match(words[0])
    if found is None:
        return None
    body = words[0].rstrip("apm")
    if letters[0] in "nYx" and len(body) == 4 and body.isdigit():
        hour, minute = int(body[:2]), body[2:]
    else:
        hour, minute = int(found[1]), found[2] or ""
    half = words[0][len(body) :] or (
        words[1][:1] + "m" if letters[1:2] in {"p", "m"} and letters[1:2] else ""
    )
    if (
        letters[0] == "k"
        and not half
        and not zone
        and before not in {"at", "by", "until", "around", "about", "from", "to"}
    ):
        return None
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    if (half and not found[1].isdigit()) or hour > 23 or (minute and int(minute) > 59):
        return None
    return f"{hour:02d}:{minute or '00'}"


def _clock_day(piece: Piece, scene: Scene) -> str:
    """The day of a clock time: the last one told in this sentence or the four before it, else unknown."""
    told = scene.recent(piece.first, precisions=DAYLIKE, sentences=4)
    return told.span.earliest[:10] if told is not None and told.span.earliest is not None else "XXXX-XX-XX"


def _day_reason(piece: Piece, scene: Scene) -> tuple[str, ...]:
    told = scene.recent(piece.first, precisions=DAYLIKE, sentences=4)
    return (f"sentence date {told.value}",) if told is not None else ()


def part(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "mid-afternoon", "in the morning", "early evening"."""
    words, letters = scene.lower(piece), scene.letters(piece)
    if "h" not in letters and not ("t" in letters and scene.before(piece.first) in {"in", "during"}):
        return None
    return scene.made(
        piece, "TIME", f"{_clock_day(piece, scene)}T{PART[words[-1]]}", reasons=_day_reason(piece, scene)
    )
