"""Dates in figures, years, halves, decades and centuries."""

from datetime import date

from sayso.annotate.counting import numerals
from sayso.annotate.timing.intervals import Interval, interval, moved, week_of, within
from sayso.annotate.timing.patterns import Piece
from sayso.annotate.timing.scene import Reading, Scene
from sayso.annotate.timing.values import calendar, fiscal, modifier, spoken_year, year_in
from sayso.annotate.timing.words import DECADE

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
    return scene.made(
        piece, "DATE", f"{year:04d}", span=Interval(found[0], found[-1], "day"), reasons=reasons
    )


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def week_of_day(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "the week of March 6"."""
    letters = scene.letters(piece)
    at = letters.index("f") + 1
    told = scene.read(Piece("day", piece.first + at, piece.last))
    if told is None or told.span.earliest is None or told.span.precision != "day":
        return None
    return scene.made(piece, "DATE", week_of(date.fromisoformat(told.span.earliest)), reasons=told.reasons)


def half_year(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "the first half of 2021"; half a decade is read as the decade's part."""
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
    """Reads "the 20th century": 1900 to 1999, value "19"."""
    words = scene.lower(piece)
    rank = next((number for word in words if (number := numerals.ordinal(word)) is not None), None)
    if words[-1] != "century" or rank is None or not 5 <= rank <= 30:
        return None
    value = f"{rank - 1:02d}"
    part = modifier(words)
    return scene.made(piece, "DATE", value, span=within(interval(value), part) if part else None)


def decade(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "the 1990s", "the late '80s", "the nineties"."""
    words, letters = scene.lower(piece), scene.letters(piece)
    value = _decade_value(words, letters)
    if value is None:
        return None
    if letters[-1] == "C" and "t" not in letters:
        return None
    if (
        len(words[-1]) == 3
        and scene.before(piece.first) in {"his", "her", "their", "in"}
        and "`" not in letters
    ):
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
    """Reads "1998", "fiscal 1989", "the year 2000", "nineteen ninety-six", "the end of 1990"."""
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
    if before in {"about", "around"}:
        return likely and not scene.counts(at)
    if before in _YEARLY:
        return 1100 <= number <= 2100 and not (scene.counts(at) and not likely)
    return likely and not (scene.counts(at) and before not in {"the", "that", "this"})


def year_end(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "year-end", "month's end": the last of it, a boundary after "by"."""
    words = scene.lower(piece)
    if words[-1] != "end" or words[0] not in {"year", "month"}:
        return None
    unit = "Y" if words[0] == "year" else "M"
    if scene.anchor is None:
        return scene.made(piece, "DATE", "XXXX" if unit == "Y" else "XXXX-XX")
    value = moved(scene.anchor, unit, 0)
    return calendar(scene, piece, value)
