"""What a time expression is read against: the article's date, what was dated before it, and the verb over it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sayso.annotate.timing.intervals import UNKNOWN, Interval, interval
from sayso.annotate.timing.patterns import Piece
from sayso.annotate.timing.words import Words
from sayso.records import TimeType


class Reading(NamedTuple):
    """A time expression as read: words `[first, last)`, TIMEX3 type and value, interval, and the anchors used."""

    first: int
    last: int
    type: TimeType
    value: str
    span: Interval
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything that a rule may look at. `said` grows in reading order, one entry an expression read."""

    text: str
    words: Words
    anchor: date | None
    lean: Callable[[int], int]
    """Whether the verb over the word at an offset looks back (-1), ahead (1), or neither (0)."""
    sentence: Callable[[int], int]
    """The number of the sentence at an offset."""
    named: Callable[[int], bool]
    """Whether word number so-and-so is part of a name of something that is no time."""
    counts: Callable[[int], bool]
    """Whether word number so-and-so counts a plural noun ("2000 soldiers")."""
    read: Callable[[Piece], "Reading | None"]
    """Read a piece by its rule, without adding it to what was said."""
    ahead: Callable[[int], "Reading | None"]
    """The day that the phrase from word number so-and-so on names, if it names one."""
    said: list[Reading] = field(default_factory=list)

    def lower(self, piece: Piece) -> list[str]:
        """The words of a piece in lower case."""
        return self.words.lower[piece.first : piece.last]

    def letters(self, piece: Piece) -> str:
        """The letters of a piece."""
        return self.words.letters[piece.first : piece.last]

    def before(self, at: int, back: int = 1) -> str:
        """The word `back` places before word `at`, in lower case ("" outside)."""
        return self.words.lower[at - back] if at >= back else ""

    def after(self, at: int, on: int = 0) -> str:
        """The word `on` places after word `at`, in lower case ("" outside)."""
        return self.words.lower[at + on] if at + on < len(self.words.lower) else ""

    def raw(self, at: int) -> str:
        """Word `at` as it is written ("" outside)."""
        if not 0 <= at < len(self.words.start):
            return ""
        return self.text[self.words.start[at] : self.words.end[at]]

    def because(self) -> tuple[str, ...]:
        """The reason of what was read against the article's date."""
        return (f"article date {self.anchor.isoformat()}",) if self.anchor is not None else ()

    def recent(self, at: int, *, precisions: frozenset[str], sentences: int) -> Reading | None:
        """The last known DATE or TIME of these precisions, at most `sentences` sentences before word `at`."""
        here = self.sentence(self.words.start[at])
        for reading in reversed(self.said[-12:]):
            if here - self.sentence(self.words.start[reading.first]) > sentences:
                return None
            if (
                reading.type in {"DATE", "TIME"}
                and reading.span.precision in precisions
                and reading.span.earliest
            ):
                return reading
        return None

    def made(
        self,
        piece: Piece,
        kind: TimeType,
        value: str,
        *,
        span: Interval | None = None,
        reasons: tuple[str, ...] = (),
    ) -> Reading:
        """A reading of a piece; its interval follows from its value unless it is given."""
        if span is None:
            span = interval(value) if kind in {"DATE", "TIME"} else UNKNOWN
        return Reading(piece.first, piece.last, kind, value, span, reasons)
