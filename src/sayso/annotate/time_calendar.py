"""Years, quarters, decades, clocks and the words that only point ("now", "the future")."""

import re
from datetime import date, timedelta

from sayso.annotate import numerals
from sayso.annotate.time_intervals import UNKNOWN, Interval, interval, moved, precision, week_of, within
from sayso.annotate.time_patterns import Piece
from sayso.annotate.time_scene import Reading, Scene
from sayso.annotate.time_values import (
    DAYLIKE,
    calendar,
    fiscal,
    modifier,
    quarter_like,
    spoken_year,
    year_in,
)
from sayso.annotate.time_words import DECADE, MONTH, PART

_CLOCK = re.compile(r"([0-9]{1,2})(?::?([0-9]{2}))?")
_POINTING = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "moment": "PRESENT_REF",
    "recently": "PAST_REF", "past": "PAST_REF", "soon": "FUTURE_REF", "future": "FUTURE_REF",
}  # fmt: skip
# Before a number that looks like a year, these show that it counts something or names something else.
_COUNTING = frozenset(
    "$ £ € # no flight room route section page channel boeing than least most nearly almost some roughly approximately "
    "number apollo windows highway line bus model gate".split()
)
_YEARLY = frozenset(
    "in since by until till from to of for through during before after between and early late mid the fiscal circa , ( "
    "a an its his her their our 's ’s - – / or than year".split()
)


def iso(piece: Piece, scene: Scene) -> Reading | None:
    """A date written as 2021-07-26."""
    made = scene.made(piece, "DATE", scene.lower(piece)[0])
    return made if made.span.earliest else None


def slash(piece: Piece, scene: Scene) -> Reading | None:
    """A date written as 26/07/2021; where day and month can be swapped, both readings bound it."""
    first, second, year = (int(part) for part in scene.lower(piece)[0].split("/"))
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    found = sorted(
        {value for month, day in ((first, second), (second, first)) if (value := _valid(year, month, day))}
    )
    if not found:
        return None
    if len(found) == 1:
        return scene.made(piece, "DATE", found[0])
    reasons = ("day and month may be swapped",)
    return scene.made(piece, "DATE", f"{year:04d}", span=Interval(found[0], found[-1], "day"), reasons=reasons)


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def week_of_day(piece: Piece, scene: Scene) -> Reading | None:
    """ "the week of March 6"."""
    letters = scene.letters(piece)
    at = letters.index("f") + 1
    told = scene.read(Piece("day", piece.first + at, piece.last))
    if told is None or told.span.earliest is None or told.span.precision != "day":
        return None
    return scene.made(piece, "DATE", week_of(date.fromisoformat(told.span.earliest)), reasons=told.reasons)


def quarter(piece: Piece, scene: Scene) -> Reading | None:
    """ "the third quarter of 1984", "fourth-quarter", "this year's first quarter", "Q3 2021"."""
    words, letters = scene.lower(piece), scene.letters(piece)
    if letters[0] == "4":
        number, kind = int(words[0][1]), words[0][0].upper()
        if kind == "H" and number > 2:
            return None
        if "Y" not in letters and kind == "H":
            return None
    else:
        kind = "Q"
        ranks = [
            rank
            for word, letter in zip(words, letters, strict=True)
            if letter in "oS" and (rank := numerals.ordinal(word)) is not None
        ]
        if not ranks:
            return _of_quarter(piece, scene)
        number = ranks[0]
    if not 1 <= number <= 4:
        return None
    year = year_in(words, letters, scene)
    if year is None and letters.endswith("tU") and scene.anchor is not None:
        year = scene.anchor.year
    if year is not None:
        return calendar(scene, piece, f"{year:04d}-{kind}{number}", relative="Y" not in letters)
    if scene.anchor is None:
        return scene.made(piece, "DATE", f"XXXX-{kind}{number}")
    lean = scene.lean(scene.words.start[piece.last - 1])
    now = (scene.anchor.month + 2) // 3
    year = scene.anchor.year
    if lean <= 0 and number > now:
        year -= 1
    elif lean > 0 and number < now - 1:
        year += 1
    return calendar(scene, piece, f"{year:04d}-{kind}{number}")


def _of_quarter(piece: Piece, scene: Scene) -> Reading | None:
    """ "last year's quarter": the quarter told last, in that year."""
    year = year_in(scene.lower(piece), scene.letters(piece), scene)
    told = scene.recent(piece.first, precisions=frozenset({"quarter"}), sentences=30)
    if year is None:
        return quarter_like(piece, scene)
    if told is None:
        return None
    return scene.made(piece, "DATE", f"{year:04d}{told.value[4:]}", reasons=(f"sentence date {told.value}",))


def half_year(piece: Piece, scene: Scene) -> Reading | None:
    """ "the first half of 2021"; half a decade is read as the decade's part."""
    words, letters = scene.lower(piece), scene.letters(piece)
    second = "second" in words or "last" in words
    if "c" in letters:
        value = _decade_value(words, letters)
        if value is None:
            return None
        return scene.made(piece, "DATE", value, span=within(interval(value), "END" if second else "START"))
    year = year_in(words[2:], letters[2:], scene)
    if year is None and letters.endswith("tU") and words[-1] == "year" and scene.anchor is not None:
        year = scene.anchor.year
    if year is None:
        return None
    return calendar(scene, piece, f"{year:04d}-H{2 if second else 1}", relative="Y" not in letters)


def century(piece: Piece, scene: Scene) -> Reading | None:
    """ "the 20th century": 1900 to 1999, value "19"."""
    words = scene.lower(piece)
    rank = next((number for word in words if (number := numerals.ordinal(word)) is not None), None)
    if words[-1] != "century" or rank is None or not 5 <= rank <= 30:
        return None
    value = f"{rank - 1:02d}"
    part = modifier(words)
    return scene.made(piece, "DATE", value, span=within(interval(value), part) if part else None)


def decade(piece: Piece, scene: Scene) -> Reading | None:
    """ "the 1990s", "the late '80s", "the nineties"."""
    words, letters = scene.lower(piece), scene.letters(piece)
    value = _decade_value(words, letters)
    if value is None:
        return None
    if letters[-1] == "C" and "t" not in letters:
        return None
    if len(words[-1]) == 3 and scene.before(piece.first) in {"his", "her", "their", "in"} and "`" not in letters:
        return None  # "in his 80s" is an age
    part = modifier(words)
    return scene.made(piece, "DATE", value, span=within(interval(value), part) if part else None)


def _decade_value(words: list[str], letters: str) -> str | None:
    for word, letter in zip(words, letters, strict=True):
        if letter == "C":
            return f"19{DECADE[word]}"
        if letter == "c":
            body = word[:-1]
            if len(body) == 4:
                return body[:3] if body[2:] != "00" or body == "2000" else body[:2]
            return f"{'20' if body < '20' else '19'}{body[0]}"
    return None


def year(piece: Piece, scene: Scene) -> Reading | None:
    """ "1998", "fiscal 1989", "the year 2000", "nineteen ninety-six", "the end of 1990"."""
    words, letters = scene.lower(piece), scene.letters(piece)
    if "Y" not in letters:
        number = spoken_year([word for word, letter in zip(words, letters, strict=True) if letter in "w&"])
        if number is None or (number >= 2000 and "U" not in letters):
            return None
        return scene.made(piece, "DATE", f"{number:04d}")
    number = int(words[letters.index("Y")])
    if "F" in letters:
        return fiscal(piece, scene, number)
    if letters == "Y" and not _is_year(piece.first, number, scene):
        return None
    return calendar(scene, piece, f"{number:04d}", relative=False)


def _is_year(at: int, number: int, scene: Scene) -> bool:
    """Whether a bare number from 1000 to 2999 is a year: by its size, the word before it, and what follows."""
    before, after = scene.before(at), scene.after(at + 1)
    if before in _COUNTING or after in {"%", "percent", "million", "billion", "people", "troops", "dollars"}:
        return False
    if (before == "." and scene.before(at, 2) == "no") or after == "of":
        return False
    if before == "-" and scene.before(at, 2)[:1].isdigit() and len(scene.before(at, 2)) != 4:
        return False  # a telephone number
    likely = 1900 <= number <= 2039
    if before == "about" or before == "around":
        return likely and not scene.counts(at)
    if before in _YEARLY:
        return 1100 <= number <= 2100 and not (scene.counts(at) and not likely)
    return likely and not (scene.counts(at) and before not in {"the", "that", "this"})


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
        if words[0] == "midnight":
            shown = "24:00"
        else:
            shown = "12:00"
    else:
        told = _hour(words, letters, zone=bool(zone), before=scene.before(piece.first))
        if told is None:
            return None
        shown = told
    day = _clock_day(piece, scene)
    value = f"{day}T{shown}{'Z' if utc else ''}"
    if "X" in day:
        return scene.made(piece, "TIME", value, span=Interval(None, None, precision(value)))
    if shown == "24:00":
        after = (date.fromisoformat(day) + timedelta(1)).isoformat()
        span = Interval(f"{after}T00:00", f"{after}T00:00", "minute")
        return scene.made(piece, "TIME", value, span=span)
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
    half = words[0][len(body) :] or (words[1][:1] + "m" if letters[1:2] in {"p", "m"} and letters[1:2] else "")
    if letters[0] == "k" and not half and not zone and before not in {"at", "by", "until", "around", "about", "from", "to"}:
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
    """ "mid-afternoon", "in the morning", "early evening"."""
    words, letters = scene.lower(piece), scene.letters(piece)
    if "h" not in letters and not ("t" in letters and scene.before(piece.first) in {"in", "during"}):
        return None
    return scene.made(piece, "TIME", f"{_clock_day(piece, scene)}T{PART[words[-1]]}", reasons=_day_reason(piece, scene))


def year_end(piece: Piece, scene: Scene) -> Reading | None:
    """ "year-end", "month's end": the last of it, a boundary after "by"."""
    words = scene.lower(piece)
    if words[-1] != "end" or words[0] not in {"year", "month"}:
        return None
    unit = "Y" if words[0] == "year" else "M"
    if scene.anchor is None:
        return scene.made(piece, "DATE", "XXXX" if unit == "Y" else "XXXX-XX")
    value = moved(scene.anchor, unit, 0)
    return calendar(scene, piece, value)


def pointing(piece: Piece, scene: Scene) -> Reading | None:
    """PRESENT_REF, PAST_REF and FUTURE_REF: "now", "recently", "the past", "in the near future"."""
    words, letters = scene.lower(piece), scene.letters(piece)
    word = words[-1]
    if word == "past" and (scene.before(piece.first) != "in" or scene.after(piece.last) == "tense"):
        return None
    if word == "moment" and scene.before(piece.first) not in {"at", "for"}:
        return None
    if letters == "t_u" and words[1] not in {"near", "foreseeable", "distant", "immediate"}:
        return None
    if word == "soon" and scene.after(piece.last) in {"after", "as"}:
        return None
    value = _POINTING.get(word)
    return scene.made(piece, "DATE", value, span=UNKNOWN) if value is not None else None


def plural(piece: Piece, scene: Scene) -> Reading | None:
    """ "for years", "within weeks": a DURATION of unknown length."""
    from sayso.annotate.time_offsets import unit_of  # noqa: PLC0415
    from sayso.annotate.time_values import duration  # noqa: PLC0415

    word = scene.lower(piece)[0]
    unit = unit_of(word)
    before = scene.before(piece.first)
    if before in {"for", "within", "in", "over", "after"} and unit is not None and unit not in "SK":
        return scene.made(piece, "DURATION", duration("X", unit))
    return None


def recent(piece: Piece, scene: Scene) -> Reading:
    """ "recent years", "recent weeks"."""
    return scene.made(piece, "DATE", "PAST_REF", span=UNKNOWN)


def holiday(piece: Piece, scene: Scene) -> Reading | None:
    """Christmas, Halloween and Thanksgiving, which fall on a day that can be reckoned; Easter is left alone."""
    words, letters = scene.lower(piece), scene.letters(piece)
    at = letters.index("W")
    name = words[at]
    if scene.after(piece.last) in {"eve", "island", "egg", "party", "tree", "card", "gift", "gifts", "show", "carol"}:
        return None
    stated = year_in(words, letters, scene)
    if stated is None and scene.anchor is None:
        return scene.made(piece, "DATE", {"christmas": "XXXX-12-25", "halloween": "XXXX-10-31"}.get(name, "XXXX"))
    if stated is not None:
        there = _feast(name, stated)
        return scene.made(piece, "DATE", there.isoformat()) if there is not None else None
    anchor = scene.anchor
    assert anchor is not None
    days = [there for number in (-1, 0, 1) if (there := _feast(name, anchor.year + number)) is not None]
    if not days:
        return None
    lean = scene.lean(scene.words.start[piece.first])
    if words[0] == "last":
        days = [there for there in days if there < anchor][-1:]
    elif words[0] == "next":
        days = [there for there in days if there > anchor][:1]
    elif lean:
        days = [there for there in days if (there > anchor if lean > 0 else there <= anchor)] or days
    there = min(days, key=lambda each: (abs((each - anchor).days), each))
    return scene.made(piece, "DATE", there.isoformat(), reasons=scene.because())


def _feast(name: str, number: int) -> date | None:
    if not 1 < number < 9999:
        return None
    if name == "christmas":
        return date(number, 12, 25)
    if name == "halloween":
        return date(number, 10, 31)
    if name == "thanksgiving":  # the fourth Thursday of November
        first = date(number, 11, 1)
        return first + timedelta((4 - first.isoweekday()) % 7 + 21)
    return None


MONTH_NAMES = tuple(MONTH)
