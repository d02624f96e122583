"""Whether a statement is for or against what its proposition is about, conditional, or waiting: where words tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.compare.positions.statements import Statement
from sayso.records import StanceLabel


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the words that tell it; None where none does. `conditional`: what is said hangs on something."""

    label: StanceLabel | None
    reasons: tuple[str, ...]
    conditional: bool = False


def label(one: Statement, themes: Sequence[str]) -> Labelled:
    """The label of a statement of a proposition with these themes (the first is what it is about)."""
    del themes
    return Labelled(None, (), conditional=one.conditional)
