"""Lengths of time, and days told by their distance: "two days", "a year ago", "two days after the 3 May attack"."""

from datetime import date

from sayso.annotate.counting import numerals
from sayso.annotate.timing.intervals import moved, moved_day
from sayso.annotate.timing.patterns import Piece
from sayso.annotate.timing.periods import quarter_told
from sayso.annotate.timing.scene import Reading, Scene
from sayso.annotate.timing.values import DAYLIKE, calendar, duration, underspecified, unit_of, year_in
from sayso.annotate.timing.words import MONTH, PART, SEASON, WEEKDAY

_MANY = frozenset("several few many some".split())

_AGES = frozenset("old olds older younger aged age".split())

# What "$5 a year" has before it: a noun of what comes so often, or the number itself.
_PER = frozenset(
    "% percent times time cents dollars million billion trillion once twice tons barrels people hours days".split()
)


def count_of(words: list[str]) -> float | str | None:
    """How many: a number, "X" for "several", or None."""
    plain = [
        word for word in words if word not in {"the", "-", "more", "additional", "full", "straight", "last"}
    ]
    if _MANY & set(plain):
        return "X"
    if "couple" in plain:
        return 2
    if plain and plain[0] in {"a", "an", "another"} and len(plain) == 1:
        return 1
    return numerals.number(plain)


def parts(piece: Piece, scene: Scene) -> tuple[float | str | None, str | None, int]:
    """Count, unit letter and the place of the unit word in a piece."""
    words, letters = scene.lower(piece), scene.letters(piece)
    for at in range(len(words) - 1, -1, -1):
        if letters[at] in "UVQHISK" and unit_of(words[at]) is not None:
            skip = {"+", "-"}
            head = [
                word
                for word, letter in zip(words[:at], letters[:at], strict=True)
                if letter not in skip and letter not in "tLXTNFfo" and word not in {"second", "recent"}
            ]
            return (count_of(head) if head else None), unit_of(words[at]), at
    return None, None, -1


def length(piece: Piece, scene: Scene) -> Reading | None:
    """A DURATION: "two years", "the past three months", "a 24-hour ..."; "a year" after a rate is a SET."""
    words, letters = scene.lower(piece), scene.letters(piece)
    count, unit, at = parts(piece, scene)
    if letters == "5V" and unit == "D":
        return scene.made(piece, "DATE", "PRESENT_REF")
    if unit is None:
        return None
    if count is None and "b" in letters:
        count = 0.5 if letters[0] in "ba" and at == len(words) - 1 and "&" not in letters else None
    if count is None:
        return None
    if unit in "EC" and "Y" in letters:
        return None  # "the 2010-2020 decade"
    if unit == "Q":  # "three-quarters of" is a fraction
        if "-" in letters or scene.after(piece.last) == "of":
            return None
        count, unit = (count, "Q") if isinstance(count, str) else (count * 3, "M")
    if scene.named(piece.first + at) and scene.raw(piece.first + at)[:1].isupper():
        return None
    if _AGES & {scene.after(piece.last), scene.after(piece.last, 1)} and unit in "YMWD":
        return None
    if unit == "S" and letters[0] in "ta":
        return None
    value = duration(count, unit)
    if words[0] in {"a", "an"} and len(words) == 2 and _is_rate(piece, scene):
        return scene.made(piece, "SET", value)
    return scene.made(piece, "DURATION", value)


def _is_rate(piece: Piece, scene: Scene) -> bool:
    before = scene.before(piece.first)
    if before in _PER or before[:1].isdigit():
        return True
    if (
        before.endswith("s")
        and len(before) > 3
        and scene.letters(Piece("", piece.first - 1, piece.first)) == "_"
    ):
        return True  # "hundreds of interviews a day"
    number = scene.before(piece.first, 2)
    return number[:1].isdigit() or number in {"million", "billion", "thousand", "hundred"} | set(
        numerals.ONES
    )


def half(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "half an hour", "a half-hour", "an hour and a half" is read with its number."""
    words = scene.lower(piece)
    unit = unit_of(words[-1])
    if unit is None or unit == "D":
        return None
    value = {"H": "PT30M", "Y": "P6M", "C": "P50Y", "E": "P5Y", "T": "PT30S"}.get(unit)
    return scene.made(piece, "DURATION", value) if value is not None else None


def ago(piece: Piece, scene: Scene) -> Reading | None:
    """A day told by its distance, from the article's date ("ago"), a date before ("later"), or one named after it."""
    letters, words = scene.letters(piece), scene.lower(piece)
    count, unit, at = parts(piece, scene)
    word = words[-1]
    if unit is None:
        return None
    if letters[0] == "V":
        count = "X"
    if count is None:
        return None
    short = Piece(piece.rule, piece.first, piece.first + at + 1)
    if isinstance(count, str):
        if word == "ago":
            return scene.made(piece, "DATE", "PAST_REF")
        return (
            scene.made(short, "DURATION", duration(count, unit))
            if letters[0] != "V"
            else _loose(short, scene, unit)
        )
    if word == "ago":
        return _from_article(piece, scene, count, unit)
    sign = -1 if word in {"earlier", "before", "previously"} else 1
    if word in {"before", "after"} and not _closes(piece, scene):
        return _from_named(piece, scene, count * sign, unit) or scene.made(
            short, "DURATION", duration(count, unit)
        )
    told = _from_told(piece, scene, count * sign, unit)
    return told or scene.made(short, "DURATION", duration(count, unit))


def _loose(piece: Piece, scene: Scene, unit: str) -> Reading:
    return scene.made(piece, "DURATION", duration("X", unit))


def _closes(piece: Piece, scene: Scene) -> bool:
    """Whether "before" or "after" ends its phrase ("two days before."), so that it looks back to a date told."""
    return scene.after(piece.last) in {"", ".", ",", ";", ")", ":", "!", "?"}


def _from_article(piece: Piece, scene: Scene, count: float, unit: str) -> Reading | None:
    if unit in "HTS" or count != int(count):
        return scene.made(piece, "DATE" if unit not in "HTS" else "TIME", "PAST_REF")
    if unit == "Y" and count == 1:
        told = quarter_told(scene)
        if told is not None:
            return _year_off(piece, scene, told, -1)
    if scene.anchor is None:
        if unit == "K":
            return None
        reason = f"{duration(count, unit)} before the article's date"
        return scene.made(piece, "DATE", underspecified(unit), reasons=(reason,))
    return _moved(piece, scene, scene.anchor, unit, by=-int(count), reasons=scene.because())


def _moved(
    piece: Piece, scene: Scene, day: date, unit: str, *, by: int, reasons: tuple[str, ...]
) -> Reading | None:
    try:
        if unit == "K":
            return None
        if unit in "EC":  # "four decades ago": the year, loosely, as TimeBank has it
            return scene.made(
                piece, "DATE", moved(day, "Y", by * (10 if unit == "E" else 100)), reasons=reasons
            )
        return scene.made(piece, "DATE", moved(day, unit, by), reasons=reasons)
    except (ValueError, OverflowError):
        return None


def _year_off(piece: Piece, scene: Scene, told: Reading, by: int) -> Reading:
    value = f"{int(told.value[:4]) + by:04d}{told.value[4:]}"
    return scene.made(piece, "DATE", value, reasons=(f"sentence date {told.value}",))


def _from_told(piece: Piece, scene: Scene, by: float, unit: str) -> Reading | None:
    """Counted from the last day told in this sentence or the one before; a year also from a quarter or the article."""
    if unit in "HTSK" or by != int(by):
        return None
    if unit == "Y" and abs(by) == 1:
        told = quarter_told(scene)
        if told is not None and told.value[:4].isdigit():
            return _year_off(piece, scene, told, int(by))
    near = DAYLIKE if unit in "DWF" else DAYLIKE | {"month"} if unit == "M" else DAYLIKE | {"month", "year"}
    told = scene.recent(piece.first, precisions=near, sentences=1)
    if told is not None and told.span.earliest is not None:
        there = date.fromisoformat(told.span.earliest[:10])
        return _moved(piece, scene, there, unit, by=int(by), reasons=(f"sentence date {told.value}",))
    if unit == "Y" and scene.anchor is not None and by < 0:
        return _moved(piece, scene, scene.anchor, unit, by=int(by), reasons=scene.because())
    return None


def _from_named(piece: Piece, scene: Scene, by: float, unit: str) -> Reading | None:
    """Reads "two days after the January 3, 2020 attack": counted from a day named within the next words of the phrase.

    The date must stand before the phrase's first noun or right after "on": at most six words on, none of them a verb
    or a comma; `later` reads it when it comes.
    """
    day = scene.ahead(piece.last) if by == int(by) and unit not in "HTSK" else None
    if day is None or day.span.earliest is None or day.span.precision != "day":
        return None
    there = date.fromisoformat(day.span.earliest)
    try:
        value = moved_day(there, unit, int(by)).isoformat()
    except (ValueError, OverflowError, KeyError):
        return None
    return scene.made(piece, "DATE", value, reasons=(f"date {day.value}",))


def year_ago(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "the year-ago quarter", "year-earlier", "the 1988 quarter"."""
    letters, words = scene.letters(piece), scene.lower(piece)
    told = quarter_told(scene)
    stated = year_in(words, letters, scene)
    if stated is not None:
        if told is not None:
            return scene.made(
                piece, "DATE", f"{stated:04d}{told.value[4:]}", reasons=(f"sentence date {told.value}",)
            )
        return scene.made(piece, "DATE", f"{stated:04d}")
    if "year" not in words:
        return None
    if told is not None:
        return _year_off(piece, scene, told, -1)
    if scene.anchor is None:
        return scene.made(piece, "DATE", "PAST_REF")
    return scene.made(piece, "DATE", f"{scene.anchor.year - 1:04d}", reasons=scene.because())


def day_beside(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "the day before", "the day after tomorrow", "the year before"."""
    words, letters = scene.lower(piece), scene.letters(piece)
    unit = unit_of(words[1])
    sign = -1 if words[2] in {"before", "earlier"} else 1
    if unit is None or unit in "HTSK":
        return None
    if letters[-1] == "G":
        if scene.anchor is None or unit != "D":
            return None
        shift = {"yesterday": -1, "tomorrow": 1}.get(words[-1], 0)
        return calendar(scene, piece, moved(scene.anchor, "D", sign + shift))
    if not _closes(piece, scene):
        if unit == "D":
            return _from_named(piece, scene, sign, unit)
        return None
    return _from_told(piece, scene, sign, unit)


def every(piece: Piece, scene: Scene) -> Reading | None:
    """A SET: "every day", "each Thursday", "every two years", "daily"."""
    words, letters = scene.lower(piece), scene.letters(piece)
    if letters == "d":
        if scene.raw(piece.first)[:1].isupper() and scene.raw(piece.last)[:1].isupper():
            return None  # a newspaper: "the Daily Herald"
        value = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "nightly": "P1D", "hourly": "PT1H"}.get(
            words[0], "P1Y"
        )
        return scene.made(piece, "SET", value)
    last = words[-1]
    if last in WEEKDAY:
        return scene.made(piece, "SET", f"XXXX-WXX-{WEEKDAY[last]}")
    if last in PART:
        day = WEEKDAY.get(words[-2])
        head = f"XXXX-WXX-{day}" if day is not None else "XXXX-XX-XX"
        return scene.made(piece, "SET", f"{head}T{PART[last]}")
    if last in SEASON:
        return scene.made(piece, "SET", f"XXXX-{SEASON[last]}")
    if last in MONTH:
        return scene.made(piece, "SET", f"XXXX-{MONTH[last]:02d}")
    unit = unit_of(last)
    count = numerals.number(words[1:-1]) if len(words) > 2 else 1
    if len(words) > 2 and count is None:
        count = {"other": 2, "second": 2, "third": 3}.get(words[1])
    return scene.made(piece, "SET", duration(count, unit)) if unit is not None and count is not None else None
