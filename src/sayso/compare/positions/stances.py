"""Words that take a stance: that ask, refuse, approve, deny, promise, warn, blame or wait; and conditions.

Read from the words alone, the cue ("called for") and what is said ("must", "is unacceptable"). The speech act of an
attribution is not used: it is right about half the time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from sayso.compare.aligning.worded import NEGATIONS
from sayso.compare.tables import table

Kind = Literal["ask", "no", "yes", "deny", "will", "warn", "blame", "wait"]

TABLE = "stance_words.tsv"
# A negation stands at most so many words before what it negates ("do not in any way accept").
NEGATION_REACH = 4
# One that stands between ends it: in "did not resign but must go" nothing is said against going.
BREAKS = frozenset({"but", "and", "or", "that", "if"})
# Words that make what is said hang on something.
CONDITIONS = frozenset({"if", "unless", "until", "provided", "providing", "except"})
CONDITION_PHRASES = (
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("only", "when"),
    ("on", "condition"),
    ("in", "case"),
    ("once", "they"),
    ("once", "the"),
    ("depend", "on"),
    ("depends", "on"),
)


@dataclass(frozen=True, slots=True)
class Stance:
    """A phrase that takes a stance: words `first` to `last` (half-open) of those looked at, `cue` where it is the cue's."""

    kind: Kind
    first: int
    last: int
    negated: bool
    cue: bool

    @property
    def told(self) -> str:
        """The kind as it is told in a reason."""
        return f"not {self.kind}" if self.negated else self.kind


def find_stances(forms: Sequence[str], *, cue: bool) -> tuple[Stance, ...]:
    """The stances that folded words take, in reading order; of phrases that begin with one word the longest."""
    phrases, lengths = _phrases()
    found: list[Stance] = []
    at = 0
    while at < len(forms):
        for length in lengths.get(forms[at], ()):
            kind, anywhere = phrases.get((*forms[at : at + length],), (None, False))
            if kind is not None and (cue or anywhere):
                negated = is_negated(forms, at, at + length)
                found.append(Stance(kind, at, at + length, negated=negated, cue=cue))
                at += length
                break
        else:
            at += 1
    return tuple(found)


def is_negated(forms: Sequence[str], first: int, last: int) -> bool:
    """Whether a negation stands just before some words, or right after their first ("should not")."""
    reach = []
    for form in reversed(forms[max(0, first - NEGATION_REACH) : first]):
        if form in BREAKS:
            break
        reach.append(form)
    return any(form in NEGATIONS for form in (*reach, *forms[last : last + 1]))


def has_condition(forms: Sequence[str]) -> bool:
    """Whether what is said hangs on something: "if", "unless", "as long as"."""
    return any(form in CONDITIONS for form in forms) or any(
        (*forms[at : at + len(phrase)],) == phrase for phrase in CONDITION_PHRASES for at in range(len(forms))
    )


@lru_cache(maxsize=1)
def _phrases() -> tuple[Mapping[tuple[str, ...], tuple[Kind, bool]], Mapping[str, tuple[int, ...]]]:
    """Kind of each phrase and whether it takes a stance in what is said, too; and their lengths by first word."""
    phrases: dict[tuple[str, ...], tuple[Kind, bool]] = {}
    lengths: dict[str, set[int]] = {}
    for kind, where, phrase in _rows():
        if phrase not in phrases or where == "any":
            phrases[phrase] = (kind, where == "any")
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return phrases, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _rows() -> Iterator[tuple[Kind, str, tuple[str, ...]]]:
    for kind, where, phrases in table(TABLE):
        for phrase in phrases.split():
            yield cast("Kind", kind), where, tuple(phrase.split("_"))
