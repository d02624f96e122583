"""Days and months by name: "Jan. 3, 2020", "late November", "next Tuesday", "last night", "today"."""

from datetime import date, timedelta
from typing import Literal

from sayso.annotate.counting import numerals
from sayso.annotate.timing.patterns import Piece
from sayso.annotate.timing.scene import Reading, Scene
from sayso.annotate.timing.values import DAYLIKE, calendar, year_in
from sayso.annotate.timing.words import MONTH, PART, WEEKDAY

_PAST = frozenset("last past previous preceding".split())

_NEXT = frozenset("next following coming upcoming".split())

# Words before a bare year, month or season that show it to be a time.
_PREPOSITIONS = frozenset(
    "in since by until till from to of for through during before after between and early late mid the fiscal about "
    "around this last next each every or than throughout circa year on at - – into within".split()
)

# Newspapers, and feasts that carry a weekday's name.
_PAPERS = frozenset("times mirror telegraph express mail herald post star independent".split())

_FEASTS = frozenset("black good super bloody palm easter ash cyber".split())


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
    if not is_month_name(scene, piece.first + at, dated=True):
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
    if not is_month_name(scene, piece.first + at, dated=len(letters) > at + 1 or at > 0):
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


def is_month_name(scene: Scene, at: int, *, dated: bool) -> bool:
    """Whether a month's word is the month: "May" and "March" are verbs and names too, "Jan" and "Mar" names."""
    word, before, after = scene.raw(at), scene.before(at), scene.after(at + 1)
    short = len(word) <= 4 and word.lower() not in {"may", "june", "july"}
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
    kind: Literal["DATE", "TIME"] = "TIME" if part else "DATE"
    if scene.anchor is None:
        return scene.made(piece, kind, f"XXXX-WXX-{number}{tail}")
    there = weekday_near(scene, piece, number)
    value = there.isoformat() + tail
    return scene.made(piece, kind, value, reasons=scene.because())


def _is_title(scene: Scene, at: int) -> bool:
    """Whether a weekday is part of a newspaper's name or of a feast's: "the Sunday Times", "Super Tuesday"."""
    paper, feast = scene.raw(at + 1), scene.raw(at - 1)
    if paper == "school":
        return True
    return (paper[:1].isupper() and paper.lower() in _PAPERS) or (
        feast[:1].isupper() and feast.lower() in _FEASTS
    )


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
    if (
        (before == "by" and lean == 0)
        or before in {"until", "till"}
        or (before == "as" and scene.before(piece.first) in {"soon", "early"})
    ):
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
    kind: Literal["DATE", "TIME"] = "TIME" if part else "DATE"
    if scene.anchor is None:
        return scene.made(piece, kind, f"XXXX-XX-XX{tail}")
    there = scene.anchor + timedelta(shift)
    return scene.made(piece, kind, there.isoformat() + tail, reasons=scene.because())


def part_of_day(piece: Piece, scene: Scene, word: str, shift: int) -> Reading | None:
    """Reads "this morning", "last night", "the next morning"."""
    tail = PART[word]
    if "next" in scene.lower(piece) or "following" in scene.lower(piece):
        told = scene.recent(piece.first, precisions=DAYLIKE, sentences=2)
        if told is not None and told.span.earliest is not None:
            after = date.fromisoformat(told.span.earliest[:10]) + timedelta(1)
            return scene.made(
                piece, "TIME", f"{after.isoformat()}T{tail}", reasons=(f"sentence date {told.value}",)
            )
        return scene.made(piece, "TIME", f"XXXX-XX-XXT{tail}")
    if scene.anchor is None:
        return scene.made(piece, "TIME", f"XXXX-XX-XXT{tail}")
    there = scene.anchor + timedelta(shift)
    return scene.made(piece, "TIME", f"{there.isoformat()}T{tail}", reasons=scene.because())


def shifted_month(piece: Piece, scene: Scene, shift: int) -> Reading | None:
    """A month told by "last" (shift -1), "this" (0) or "next" (1), counted from the day that the text is at."""
    words = scene.lower(piece)
    month = MONTH[words[-1]]
    if not is_month_name(scene, piece.last - 1, dated=True):
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
