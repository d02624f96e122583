"""Words that only point ("now", "recent years") and feasts whose day can be reckoned."""

from datetime import date, timedelta

from sayso.annotate.timing.intervals import UNKNOWN
from sayso.annotate.timing.patterns import Piece
from sayso.annotate.timing.scene import Reading, Scene
from sayso.annotate.timing.values import duration, unit_of, year_in

_POINTING = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "moment": "PRESENT_REF",
    "recently": "PAST_REF", "past": "PAST_REF", "soon": "FUTURE_REF", "future": "FUTURE_REF",
}  # fmt: skip


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
    """Reads "for years", "within weeks": a DURATION of unknown length."""
    word = scene.lower(piece)[0]
    unit = unit_of(word)
    before = scene.before(piece.first)
    if before in {"for", "within", "in", "over", "after"} and unit is not None and unit not in "SK":
        return scene.made(piece, "DURATION", duration("X", unit))
    return None


def recent(piece: Piece, scene: Scene) -> Reading:
    """Reads "recent years", "recent weeks"."""
    return scene.made(piece, "DATE", "PAST_REF", span=UNKNOWN)


def holiday(piece: Piece, scene: Scene) -> Reading | None:
    """Christmas and Thanksgiving, which fall on a day that can be reckoned."""
    words, letters = scene.lower(piece), scene.letters(piece)
    at = letters.index("W")
    name = words[at]
    if scene.after(piece.last) in {
        "eve",
        "island",
        "egg",
        "party",
        "tree",
        "card",
        "gift",
        "gifts",
        "show",
        "carol",
    }:
        return None
    stated = year_in(words, letters, scene)
    if stated is None and scene.anchor is None:
        return scene.made(piece, "DATE", "XXXX-12-25" if name == "christmas" else "XXXX")
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
    if name == "thanksgiving":  # the fourth Thursday of November
        first = date(number, 11, 1)
        return first + timedelta((4 - first.isoweekday()) % 7 + 21)
    return None
