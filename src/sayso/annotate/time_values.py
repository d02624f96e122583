"""From a matched piece of text to a TIMEX3 value: calendar dates, relative ones, and what neither is.

Values follow TIMEX3 as TimeBank and TempEval-3 write them (Pustejovsky et al. 2003; UzZaman et al. 2013). What
cannot be tied to a calendar stays underspecified ("XXXX-WXX-1").
"""

from datetime import date, timedelta

from sayso.annotate import numerals
from sayso.annotate.time_intervals import (
    UNKNOWN,
    Interval,
    interval,
    last_day,
    month_of,
    moved,
    quarter_of,
    week_of,
    within,
)
from sayso.annotate.time_patterns import Piece
from sayso.annotate.time_scene import Reading, Scene
from sayso.annotate.time_words import DECADE, MONTH, PART, SEASON, UNIT, WEEKDAY

_BOUND = frozenset("by until till before through".split())
_PAST = frozenset("last past previous preceding".split())
_NEXT = frozenset("next following coming upcoming".split())
DAYLIKE = frozenset({"day", "part_of_day", "hour", "minute"})

# Words before a bare year, month or season that show it to be a time.
_PREPOSITIONS = frozenset(
    "in since by until till from to of for through during before after between and early late mid the fiscal about "
    "around this last next each every or than throughout circa year on at - – into within".split()
)


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
    if scene.anchor is not None and span.earliest is not None and span.latest is not None and {"earlier", "later"} & set(words):
        now = scene.anchor.isoformat()
        if span.earliest <= now <= span.latest:
            earlier = "earlier" in words
            span = Interval(span.earliest, now, span.precision) if earlier else Interval(now, span.latest, span.precision)
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


def day(piece: Piece, scene: Scene) -> Reading | None:
    """A day of a month: "Jan. 3, 2020", "Monday, Oct. 26", "the 3rd of May"."""
    words, letters = scene.lower(piece), scene.letters(piece)
    at = letters.index("M")
    month = MONTH[words[at]]
    number: int | None = None
    for place in range(len(words)):
        if letters[place] in "noS" and number is None:
            number = int(words[place]) if words[place].isdigit() else numerals.ordinal(words[place])
    if number is None or not 1 <= number <= 31:
        return month_only(piece, scene)
    if not _is_month_name(scene, piece.first + at, dated=True):
        return None
    year = year_in(words, letters, scene)
    if year is not None:
        value = f"{year:04d}-{month:02d}-{number:02d}"
        stated = "Y" in letters
        made = calendar(scene, piece, value, relative=not stated)
        return made if made.span.earliest else None
    if scene.anchor is None:
        return scene.made(piece, "DATE", f"XXXX-{month:02d}-{number:02d}")
    nearest = _nearest(scene.anchor, month, number, past=scene.before(piece.first) in {"ended", "dated"})
    if nearest is None:
        return None
    return calendar(scene, piece, nearest.isoformat())


def _nearest(anchor: date, month: int, number: int, *, past: bool) -> date | None:
    """The day of that name that is nearest to the anchor, ties go back; the last one after "ended"."""
    found: list[tuple[int, date]] = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            there = date(year, month, number)
        except ValueError:
            continue
        if not past or there <= anchor:
            found.append((abs((there - anchor).days), there))
    return min(found)[1] if found else None


def month_only(piece: Piece, scene: Scene) -> Reading | None:
    """A month: "March 1996", "late November", "June last year", or bare after a preposition."""
    words, letters = scene.lower(piece), scene.letters(piece)
    at = letters.index("M")
    if not _is_month_name(scene, piece.first + at, dated=len(letters) > at + 1 or at > 0):
        return None
    month = MONTH[words[at]]
    year = year_in(words, letters, scene)
    if year is not None:
        return calendar(scene, piece, f"{year:04d}-{month:02d}", relative="Y" not in letters)
    if scene.anchor is None:
        return scene.made(piece, "DATE", f"XXXX-{month:02d}")
    lean = scene.lean(scene.words.start[piece.first + at])
    if scene.before(piece.first) in {"by", "until", "till"} and lean == 0:
        lean = 1
    year = scene.anchor.year
    if lean > 0:
        year += month < scene.anchor.month
    else:
        year -= month > scene.anchor.month
    return calendar(scene, piece, f"{year:04d}-{month:02d}")


def _is_month_name(scene: Scene, at: int, *, dated: bool) -> bool:
    """Whether a month's word is the month: "May" and "March" are verbs and names too, "Jan" and "Mar" names."""
    word, before, after = scene.raw(at), scene.before(at), scene.after(at + 1)
    short = word.lower() not in {"may"} and len(word) <= 4 and word.lower() not in {"june", "july"}
    if short and not (after == "." or after.isdigit() or (dated and before.isdigit())):
        return False
    if dated:
        return True
    if scene.named(at):
        return False
    if word.lower() in {"may", "march", "april", "june", "august"}:
        # A person's name or a verb unless a time word stands before it.
        follows = scene.raw(at + 1)
        if follows[:1].isupper() and before not in {"in", "since", "until"}:
            return False
        if word.lower() in {"may", "march"}:
            return before in _PREPOSITIONS - {"to", "of", "for", "the", "about", "on", "than", "at", "year"}
        return before in _PREPOSITIONS or before in {"a", "an", "'s", "’s"}
    return True


def relative(piece: Piece, scene: Scene) -> Reading | None:
    """ "last week", "this year", "next Tuesday", "earlier this month", "the end of the year", "last night"."""
    words, letters = scene.lower(piece), scene.letters(piece)
    if letters[-1] == "r":
        return None
    shift = -1 if _PAST & set(words) else 1 if _NEXT & set(words) else 0
    if shift and "the" in words and scene.after(piece.last) == "of":
        return None  # "the last week of July" is a part of July
    if letters[-2:] in {"tU", "tK", "FU"} and not shift and letters[0] not in "TN":
        return _definite(piece, scene)
    if shift and ("following" in words or ("the" in words and shift == 1) or "previous" in words or "preceding" in words):
        told = next_to(piece, scene, words[-1], shift)
        if told is not None or "following" in words:
            return told
    last = letters[-1]
    if last == "D" or letters[-2:] == "DP":
        return weekday(piece, scene)
    if last == "M":
        return _shifted_month(piece, scene, shift)
    if last == "P":
        return _part(piece, scene, words[-1], shift)
    if last == "Z":
        return season(piece, scene)
    unit = unit_of(words[-1])
    if unit is None:
        return None
    if "past" in words and unit in "DWMYEC":  # "over the past year" is a length up to now
        return scene.made(piece, "DURATION", duration(1, unit))
    if unit == "Q" and "latest" in words:
        return quarter_like(piece, scene)
    if scene.named(piece.last - 1) and scene.raw(piece.last - 1)[:1].isupper():
        return None
    if scene.anchor is None:
        return scene.made(piece, "DATE", underspecified(unit))
    if unit == "Y" and "fiscal" in words:
        return fiscal(piece, scene, scene.anchor.year + shift, scene.because())
    if unit == "K":
        return calendar(scene, piece, _weekend(scene.anchor, shift, ahead=scene.lean(scene.words.start[piece.first]) > 0))
    return calendar(scene, piece, moved(scene.anchor, unit, shift))


def underspecified(unit: str) -> str:
    return {
        "D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "K": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
        "Y": "XXXX", "E": "XXX", "C": "XX",
    }[unit]  # fmt: skip


def _weekend(anchor: date, shift: int, *, ahead: bool) -> str:
    """The weekend that is meant: the one just past, unless the verb looks ahead or it is the weekend now."""
    if shift == 0 and not ahead and anchor.isoweekday() < 6:
        shift = -1
    return f"{week_of(anchor + timedelta(7 * shift))}-WE"


def _definite(piece: Piece, scene: Scene) -> Reading | None:
    """ "the year", "the end of the month", "the weekend": what the article's date lies in."""
    words = scene.lower(piece)
    unit = unit_of(words[-1])
    if unit is None or unit in "EC":
        return None
    part = modifier(words)
    if not part:
        if unit == "K" or (unit in "QWMY" and _stands_alone(piece, scene)):
            pass
        else:
            return None
    if unit == "Y" and scene.after(piece.last) in {"ended", "ending", "to"}:
        return scene.made(piece, "DURATION", "P1Y")
    if scene.anchor is None:
        return scene.made(piece, "DATE", underspecified(unit))
    if unit == "K":
        lean = scene.lean(scene.words.start[piece.last - 1])
        return calendar(scene, piece, _weekend(scene.anchor, 0, ahead=lean > 0))
    if unit == "Q":
        return quarter_like(piece, scene)
    return calendar(scene, piece, moved(scene.anchor, unit, 0))


def _stands_alone(piece: Piece, scene: Scene) -> bool:
    """Whether "the year" is a time of its own: after "of", "for", "in", "during", not before "of" or a noun."""
    return scene.before(piece.first) in {"of", "for", "during", "in", "over", "through", "into"} and (
        scene.after(piece.last) in {".", ",", "to", "and", "as", "ended", "ending", "with", "in", "at", ";", "but"}
    )


def next_to(piece: Piece, scene: Scene, word: str, shift: int) -> Reading | None:
    """A neighbour of what was dated before: "the next day", "the following year", "the previous month"."""
    unit = unit_of(word)
    if unit is None or unit in "STHFK":
        return None
    near = {"D": DAYLIKE, "W": DAYLIKE | {"week"}, "M": DAYLIKE | {"month"}, "Q": frozenset({"quarter"})}.get(
        unit, DAYLIKE | {"week", "month", "quarter", "season", "year"}
    )
    told = scene.recent(piece.first, precisions=near, sentences=2)
    if told is None or told.span.earliest is None:
        if unit == "D":
            return scene.made(piece, "DATE", "XXXX-XX-XX")
        return None
    there = date.fromisoformat(told.span.earliest[:10])
    return scene.made(
        piece, "DATE", moved(there, unit, shift), reasons=(f"sentence date {told.value}",)
    )


def _shifted_month(piece: Piece, scene: Scene, shift: int) -> Reading | None:
    words = scene.lower(piece)
    month = MONTH[words[-1]]
    if not _is_month_name(scene, piece.last - 1, dated=words[-1] != "may" or True):
        return None
    if scene.anchor is None:
        return scene.made(piece, "DATE", f"XXXX-{month:02d}")
    here = scene.anchor
    if shift < 0:
        year = here.year - (month >= here.month)
    elif shift > 0:
        year = here.year + (month <= here.month)
    else:
        year = here.year
    return calendar(scene, piece, f"{year:04d}-{month:02d}")


def weekday(piece: Piece, scene: Scene) -> Reading | None:
    """A day of the week, or "today", with its part of the day; by tense where nothing else says which one."""
    words, letters = scene.lower(piece), scene.letters(piece)
    part = next((PART[word] for word, letter in zip(words, letters, strict=True) if letter == "P"), "")
    if "E" in letters:
        name = words[letters.index("E")].removesuffix("s")
        return scene.made(piece, "SET", f"XXXX-WXX-{WEEKDAY[name]}{'T' + part if part else ''}")
    if "G" in letters:
        return _deictic(piece, scene, words[letters.index("G")], part)
    at = letters.index("D")
    number = WEEKDAY[words[at]]
    if len(words[at]) <= 5 and scene.after(piece.first + at + 1) != "." and letters[at : at + 2] != "D.":
        return None
    if scene.named(piece.first + at) or _is_title(scene, piece.first + at):
        return None
    tail = f"T{part}" if part else ""
    kind = "TIME" if part else "DATE"
    if scene.anchor is None:
        return scene.made(piece, kind, f"XXXX-WXX-{number}{tail}")
    there = weekday_near(scene, piece, number)
    value = there.isoformat() + tail
    return scene.made(piece, kind, value, reasons=scene.because())


# Newspapers, and feasts that carry a weekday's name.
_PAPERS = frozenset("times mirror telegraph express mail herald post star independent".split())
_FEASTS = frozenset("black good super bloody palm easter ash cyber".split())


def _is_title(scene: Scene, at: int) -> bool:
    """Whether a weekday is part of a newspaper's name or of a feast's: "the Sunday Times", "Super Tuesday"."""
    paper, feast = scene.raw(at + 1), scene.raw(at - 1)
    return (paper[:1].isupper() and paper.lower() in _PAPERS) or (feast[:1].isupper() and feast.lower() in _FEASTS)


def weekday_near(scene: Scene, piece: Piece, number: int) -> date:
    """The day of the week that is meant: the last one (today counts), or the next one where the verb looks ahead."""
    anchor = scene.anchor
    assert anchor is not None
    words = set(scene.lower(piece))
    back = (anchor.isoweekday() - number) % 7
    if words & _PAST:
        return anchor - timedelta(back or 7)
    if words & _NEXT:
        return anchor + timedelta(7 - back)
    if back == 0:
        return anchor
    lean = scene.lean(scene.words.start[piece.last - 1])
    before = _leading(scene, piece.first)
    if "this" in words and lean == 0:
        lean = 1
    if (before == "by" and lean == 0) or before in {"until", "till"} or (before == "as" and scene.before(piece.first) in {"soon", "early"}):
        lean = 1
    return anchor + timedelta(7 - back) if lean > 0 else anchor - timedelta(back)


def _leading(scene: Scene, at: int) -> str:
    """The preposition before a day, clock and zone words between them left out: "until 9 a.m. EST Tuesday"."""
    for back in range(1, 5):
        word = scene.before(at, back)
        letter = scene.words.letters[at - back] if at >= back else "_"
        if letter not in "npjkqz,12":
            return word
    return ""


def _deictic(piece: Piece, scene: Scene, word: str, part: str) -> Reading:
    shift = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}[word]
    part = "NI" if word == "tonight" else part
    tail = f"T{part}" if part else ""
    kind = "TIME" if part else "DATE"
    if scene.anchor is None:
        return scene.made(piece, kind, f"XXXX-XX-XX{tail}")
    there = scene.anchor + timedelta(shift)
    return scene.made(piece, kind, there.isoformat() + tail, reasons=scene.because())


def _part(piece: Piece, scene: Scene, word: str, shift: int) -> Reading | None:
    """ "this morning", "last night", "the next morning"."""
    tail = PART[word]
    if "next" in scene.lower(piece) or "following" in scene.lower(piece):
        told = scene.recent(piece.first, precisions=DAYLIKE, sentences=2)
        if told is not None and told.span.earliest is not None:
            after = date.fromisoformat(told.span.earliest[:10]) + timedelta(1)
            return scene.made(piece, "TIME", f"{after.isoformat()}T{tail}", reasons=(f"sentence date {told.value}",))
        return scene.made(piece, "TIME", f"XXXX-XX-XXT{tail}")
    if scene.anchor is None:
        return scene.made(piece, "TIME", f"XXXX-XX-XXT{tail}")
    there = scene.anchor + timedelta(shift)
    return scene.made(piece, "TIME", f"{there.isoformat()}T{tail}", reasons=scene.because())


def season(piece: Piece, scene: Scene) -> Reading | None:
    """A season: "this summer", "the winter of 2016", "last fall"; bare ones only after a preposition."""
    words, letters = scene.lower(piece), scene.letters(piece)
    at = letters.index("Z")
    code = SEASON[words[at]]
    year = year_in(words[at:], letters[at:], scene)
    if year is None and "w" in letters:
        year = spoken_year(words[letters.index("w") :])
    if year is not None:
        return calendar(scene, piece, f"{year:04d}-{code}", relative="Y" not in letters)
    first = words[0]
    pointed = first in {"this", "last", "next", "early", "late", "mid"} or bool({"past", "coming"} & set(words))
    if not pointed:
        before = scene.before(piece.first)
        if words[at] in {"spring", "fall"} and first != "the":
            return None
        if before not in {"in", "during", "by", "since", "until", "over"} or scene.after(piece.last) == "of":
            return None
    if scene.anchor is None:
        return scene.made(piece, "DATE", f"XXXX-{code}")
    number = scene.anchor.year
    # Middle month of the season; "last" is the one before, a bare one is by tense like a month.
    middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[code]
    if "last" in words or "past" in words:
        number -= scene.anchor.month <= middle + 1
    elif "next" in words or "coming" in words:
        number += scene.anchor.month >= middle - 1
    elif not pointed:
        lean = scene.lean(scene.words.start[piece.first])
        number += 1 if lean > 0 and scene.anchor.month > middle + 1 else 0
        number -= 1 if lean <= 0 and scene.anchor.month < middle - 1 else 0
    return calendar(scene, piece, f"{number:04d}-{code}")


def spoken_year(words: list[str]) -> int | None:
    """The year in "nineteen ninety-six" or "two thousand"; None when the words form no year of 1100 to 2099."""
    plain = [word for word in words if word not in {"-", "and"}]
    if len(plain) >= 2 and plain[0] in numerals.ONES and 11 <= numerals.ONES[plain[0]] <= 20 and plain[1] in numerals.ONES:
        rest = sum(numerals.ONES.get(word, 0) for word in plain[1:])
        return numerals.ONES[plain[0]] * 100 + rest if 10 <= rest <= 99 else None
    value = numerals.whole(plain)
    return value if value is not None and 1900 <= value <= 2099 else None


def fiscal(piece: Piece, scene: Scene, year: int, reasons: tuple[str, ...] = ()) -> Reading:
    """A business year: it may begin and end months away from the calendar's."""
    span = Interval(f"{year - 1:04d}-02-01", f"{year + 1:04d}-03-31", "year") if 1 < year < 9999 else UNKNOWN
    return scene.made(piece, "DATE", f"{year:04d}", span=span, reasons=reasons)


def quarter_told(scene: Scene) -> Reading | None:
    """The quarter that an article reports on: the latest of those told, not the one it is compared with."""
    told = [reading for reading in scene.said[-40:] if reading.span.precision == "quarter" and reading.span.earliest]
    return max(told, key=lambda reading: reading.value, default=None)


def quarter_like(piece: Piece, scene: Scene) -> Reading | None:
    """ "the quarter", "the latest quarter": the one told, else the one before the article's date."""
    told = quarter_told(scene)
    if told is not None:
        return scene.made(piece, "DATE", told.value, reasons=(f"sentence date {told.value}",))
    if scene.anchor is None:
        return scene.made(piece, "DATE", "XXXX-QX")
    if "this" in scene.lower(piece) or "current" in scene.lower(piece):
        return calendar(scene, piece, quarter_of(scene.anchor))
    return calendar(scene, piece, moved(scene.anchor, "Q", -1))


def month_around(scene: Scene) -> str:
    """The month of the article's date, or an underspecified one."""
    return month_of(scene.anchor) if scene.anchor is not None else "XXXX-XX"
