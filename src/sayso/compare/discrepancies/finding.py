"""What a finder hands back: one slot, the words that fill it on each side, and how the sides differ."""

from dataclasses import dataclass
from typing import Literal

from sayso.records import DifferenceKind, Level, Slot
from sayso.spans import Span

Basis = Literal["passage", "utterance", "sentence", "inside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Words of one article (its id) that fill a slot: `value` as compared, where they stand, and in whose voice.

    `attribution` is the id of the innermost attribution around them; None: the outlet says it. `value` is written alike
    for all words that mean the same ("2,500 troops"), so that equal values of other articles join.
    """

    article: str
    value: str
    start: int
    end: int
    context: Span
    attribution: str | None
    reasons: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The words that fill the slot."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One slot that two places fill; `difference` None: alike, or compatibly.

    `sides` has one tuple for each distinct value, and mostly one `Side` in each. `about` says in words of the article
    what is compared. `score` (thousandths) is how sure it is that it is one slot and that the sides stand as told.
    """

    slot: Slot
    difference: DifferenceKind | None
    level: Level
    about: str
    sides: tuple[tuple[Side, ...], ...]
    score: int
    reasons: tuple[str, ...]
