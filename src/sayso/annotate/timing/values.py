"""TIMEX3 values that several rules make: lengths, calendar dates with their interval, years in words.

Values follow TIMEX3 as TimeBank and TempEval-3 write them (Pustejovsky et al. 2003; UzZaman et al. 2013). What
cannot be tied to a calendar stays underspecified ("XXXX-WXX-1").
"""

from sayso.annotate.counting import numerals
from sayso.annotate.timing.intervals import UNKNOWN, Interval, interval, last_day, within
from sayso.annotate.timing.patterns import Piece
from sayso.annotate.timing.scene import Reading, Scene
from sayso.annotate.timing.words import UNIT

DAYLIKE = frozenset({"day", "part_of_day", "hour", "minute"})

_BOUND = frozenset("by until till before through".split())


def unit_of(word: str) -> str | None:
    """The letter of a unit word, singular or plural ("days" -> "D")."""
    return UNIT.get(word) or UNIT.get(word.removesuffix("s"))


def duration(count: float | str, unit: str) -> str:
    """The TIMEX3 value of a length of time: "P2D", "PT36H", "P2W"; decades and centuries count as years."""
    years = {"E": 10, "C": 100}.get(unit)
    if isinstance(count, str):
        return f"PT{count}{'M' if unit == 'T' else unit}" if unit in "HTS" else f"P{count}{unit}"
    if years is not None:
        count, unit = count * years, "Y"
    if unit == "F":
        count, unit = count * 2, "W"
    if unit == "K":
        count, unit = count * 2, "D"
    shown = str(int(count)) if count == int(count) else f"{count:g}"
    if unit in "HTS":
        if count != int(count) and unit == "H" and count * 60 == int(count * 60):
            return f"PT{int(count)}H{int(count * 60) % 60}M"
        return f"PT{shown}{'M' if unit == 'T' else unit}"
    return f"P{shown}{unit}"


def modifier(words: list[str]) -> str:
    """START, MID or END where words name the early, middle or late part of something; "" otherwise."""
    for word in words[:3]:
        if word in {"early", "beginning", "start"}:
            return "START"
        if word in {"mid", "middle"}:
            return "MID"
        if word in {"late", "end", "close"}:
            return "END"
    return ""


def calendar(scene: Scene, piece: Piece, value: str, *, relative: bool = True) -> Reading:
    """A DATE with its interval, narrowed by "early", "mid", "end of", "by the end of"."""
    words = scene.lower(piece)
    span = interval(value)
    part = modifier(words)
    reasons = scene.because() if relative and "X" not in value else ()
    if (
        scene.anchor is not None
        and span.earliest is not None
        and span.latest is not None
        and {"earlier", "later"} & set(words)
    ):
        now = scene.anchor.isoformat()
        if span.earliest <= now <= span.latest:
            earlier = "earlier" in words
            span = (
                Interval(span.earliest, now, span.precision)
                if earlier
                else Interval(now, span.latest, span.precision)
            )
    if part:
        ends = part == "END" and "of" in words[:4]
        if ends and scene.before(piece.first) in _BOUND and span.latest is not None:
            span = last_day(span)
            reasons += (f"boundary {span.latest}",)
        else:
            span = within(span, part)
    return scene.made(piece, "DATE", value, span=span, reasons=reasons)


def year_in(words: list[str], letters: str, scene: Scene) -> int | None:
    """The year that a date's words name: "1998", "this year", "last year"; None when they name none."""
    for at, letter in enumerate(letters):
        if letter == "Y":
            return int(words[at])
        if letter in "TLX" and letters[at + 1 : at + 2] == "U" and words[at + 1] == "year":
            if scene.anchor is None:
                return None
            return scene.anchor.year + (0 if letter == "T" else -1 if letter == "L" else 1)
    return None


def spoken_year(words: list[str]) -> int | None:
    """The year in "nineteen ninety-six" or "two thousand"; None when the words form no year of 1100 to 2099."""
    plain = [word for word in words if word not in {"-", "and"}]
    if (
        len(plain) >= 2
        and plain[0] in numerals.ONES
        and 11 <= numerals.ONES[plain[0]] <= 20
        and plain[1] in numerals.ONES
    ):
        rest = sum(numerals.ONES.get(word, 0) for word in plain[1:])
        return numerals.ONES[plain[0]] * 100 + rest if 10 <= rest <= 99 else None
    value = numerals.whole(plain)
    return value if value is not None and 1900 <= value <= 2099 else None


def underspecified(unit: str) -> str:
    """The TIMEX3 value of a day, week, month … that is known only by its kind ("XXXX-WXX")."""
    return {
        "D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "K": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
        "Y": "XXXX", "E": "XXX", "C": "XX",
    }[unit]  # fmt: skip


def fiscal(piece: Piece, scene: Scene, year: int, reasons: tuple[str, ...] = ()) -> Reading:
    """A business year: it may begin and end months away from the calendar's."""
    span = Interval(f"{year - 1:04d}-02-01", f"{year + 1:04d}-03-31", "year") if 1 < year < 9999 else UNKNOWN
    return scene.made(piece, "DATE", f"{year:04d}", span=span, reasons=reasons)
