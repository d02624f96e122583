"""Weeks, seasons, quarters and years by their place beside now or beside what was told: "last week", "that year"."""

from datetime import date, timedelta

from sayso.annotate.counting import numerals
from sayso.annotate.timing.days import part_of_day, shifted_month, weekday
from sayso.annotate.timing.intervals import moved, quarter_of, week_of
from sayso.annotate.timing.patterns import Piece
from sayso.annotate.timing.scene import Reading, Scene
from sayso.annotate.timing.values import (
    DAYLIKE,
    calendar,
    duration,
    fiscal,
    modifier,
    spoken_year,
    underspecified,
    unit_of,
    year_in,
)
from sayso.annotate.timing.words import SEASON

_PAST = frozenset("last past previous preceding".split())

_NEXT = frozenset("next following coming upcoming".split())


def relative(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "last week", "this year", "next Tuesday", "earlier this month", "the end of the year", "last night"."""
    words, letters = scene.lower(piece), scene.letters(piece)
    if letters[-1] == "r":
        return None
    shift = -1 if _PAST & set(words) else 1 if _NEXT & set(words) else 0
    if shift and "the" in words and scene.after(piece.last) == "of":
        return None  # "the last week of July" is a part of July
    if letters[-2:] in {"tU", "tK", "FU"} and not shift and letters[0] not in "TN":
        return _definite(piece, scene)
    if shift and (
        "following" in words or ("the" in words and shift == 1) or "previous" in words or "preceding" in words
    ):
        told = next_to(piece, scene, words[-1], shift)
        if told is not None or "following" in words:
            return told
    last = letters[-1]
    if last == "D" or letters[-2:] == "DP":
        return weekday(piece, scene)
    if last == "M":
        return shifted_month(piece, scene, shift)
    if last == "P":
        return part_of_day(piece, scene, words[-1], shift)
    if last == "Z":
        return season(piece, scene)
    unit = unit_of(words[-1])
    if unit is None:
        return None
    if ("past" in words and unit in "DWMYEC") or ("last" in words and unit in "EC"):
        # "over the past year", "the last decade": a length up to now
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
        return calendar(
            scene, piece, _weekend(scene.anchor, shift, ahead=scene.lean(scene.words.start[piece.first]) > 0)
        )
    return calendar(scene, piece, moved(scene.anchor, unit, shift))


def _weekend(anchor: date, shift: int, *, ahead: bool) -> str:
    """The weekend that is meant: the one just past, unless the verb looks ahead or it is the weekend now."""
    if shift == 0 and not ahead and anchor.isoweekday() < 6:
        shift = -1
    return f"{week_of(anchor + timedelta(7 * shift))}-WE"


def _definite(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "the year", "the end of the month", "the weekend": what the article's date lies in."""
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
        scene.after(piece.last)
        in {".", ",", "to", "and", "as", "ended", "ending", "with", "in", "at", ";", "but"}
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
    return scene.made(piece, "DATE", moved(there, unit, shift), reasons=(f"sentence date {told.value}",))


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
    pointed = first in {"this", "last", "next", "early", "late", "mid"} or bool(
        {"past", "coming"} & set(words)
    )
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


def quarter_told(scene: Scene) -> Reading | None:
    """The quarter that an article reports on: the latest of those told, not the one it is compared with."""
    told = [
        reading
        for reading in scene.said[-40:]
        if reading.span.precision == "quarter" and reading.span.earliest
    ]
    return max(told, key=lambda reading: reading.value, default=None)


def quarter_like(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "the quarter", "the latest quarter": the one told, else the one before the article's date."""
    told = quarter_told(scene)
    if told is not None:
        return scene.made(piece, "DATE", told.value, reasons=(f"sentence date {told.value}",))
    if scene.anchor is None:
        return scene.made(piece, "DATE", "XXXX-QX")
    if "this" in scene.lower(piece) or "current" in scene.lower(piece):
        return calendar(scene, piece, quarter_of(scene.anchor))
    return calendar(scene, piece, moved(scene.anchor, "Q", -1))


def quarter(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "the third quarter of 1984", "fourth-quarter", "this year's first quarter", "Q3 2021"."""
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
    """Reads "last year's quarter": the quarter told last, in that year."""
    year = year_in(scene.lower(piece), scene.letters(piece), scene)
    told = scene.recent(piece.first, precisions=frozenset({"quarter"}), sentences=30)
    if year is None:
        return quarter_like(piece, scene)
    if told is None:
        return None
    return scene.made(piece, "DATE", f"{year:04d}{told.value[4:]}", reasons=(f"sentence date {told.value}",))


def same(piece: Piece, scene: Scene) -> Reading | None:
    """Reads "that day", "the same month", "that year": the last one told."""
    words = scene.lower(piece)
    if words[0] == "same" or (words[0] == "the" and len(words) < 3):
        return _definite_period(piece, scene, words)
    unit = unit_of(words[-1])
    if unit is None or unit in "HTSKEC":
        return None
    near = {"D": DAYLIKE, "M": DAYLIKE | {"month"}, "Q": frozenset({"quarter"})}.get(
        unit, DAYLIKE | {"month", "quarter", "year"}
    )
    told = scene.recent(piece.first, precisions=near, sentences=2)
    if told is None or told.span.earliest is None:
        return None
    there = date.fromisoformat(told.span.earliest[:10])
    if unit == "Q":
        return scene.made(piece, "DATE", told.value, reasons=(f"sentence date {told.value}",))
    return scene.made(piece, "DATE", moved(there, unit, 0), reasons=(f"sentence date {told.value}",))


def _definite_period(piece: Piece, scene: Scene, words: list[str]) -> Reading | None:
    if words[-1] == "quarter" and scene.recent(piece.first, precisions=frozenset({"quarter"}), sentences=30):
        return quarter_like(piece, scene)
    return None
