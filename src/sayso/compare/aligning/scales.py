"""Words of degree, on scales: whether one word says the same less or more strongly than another.

The table (data/scales.tsv) is ordinary English, made by hand. A scale orders words and judges nothing: that one
rendering is softer says neither which one is right nor why they differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

Place = Literal["content", "cue", "number"]


@dataclass(frozen=True, slots=True)
class Step:
    """A word's place on one scale; `absent` is the level of saying nothing, None when that is no point on it."""

    scale: str
    level: int
    absent: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Change:
    """Two words on one scale (numbers in their lists, None: nothing is said there); `step` above 0: the second is stronger."""

    scale: str
    first: int | None
    second: int | None
    step: int


@lru_cache(maxsize=1)
def scales() -> Mapping[str, tuple[Step, ...]]:
    """The steps of each folded word; a word may stand on several scales ("could")."""
    steps: dict[str, list[Step]] = {}
    table = resources.files("sayso.compare").joinpath("data", "scales.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        scale, level, absent, place, words = line.split("\t")
        if place not in {"content", "cue", "number"}:
            raise ValueError(f"scales.tsv: no place {place!r}; use content, cue or number")
        step = Step(scale, int(level), None if absent == "-" else int(absent), place)  # type: ignore[arg-type]
        for word in words.split():
            steps.setdefault(word, []).append(step)
    return {word: tuple(found) for word, found in steps.items()}


def steps_of(words: Sequence[str], *, cue: bool = False, before: str = "") -> list[tuple[int, Step]]:
    """The steps of some folded words, each with the number of its word; `before` is the word that follows the last.

    Words of saying count in a cue alone, and those of exactness before a number alone.
    """
    following = [*words[1:], before][: len(words)]
    table = scales()
    return [
        (number, step)
        for number, (word, after) in enumerate(zip(words, following, strict=True))
        for step in table.get(word, ())
        if (step.place == "content" and not cue)
        or (step.place == "number" and not cue and after[:1].isdigit())
        or step.place == "cue"
    ]


def change(first: Sequence[tuple[int, Step]], second: Sequence[tuple[int, Step]]) -> Change | None:
    """How the second words' degree stands to the first ones'; None when no scale holds exactly one word of each.

    Where several do, the scale with the widest step counts, then the one that comes first in the alphabet.
    """
    found = []
    for scale in sorted({step.scale for _, step in first} & {step.scale for _, step in second}):
        one = [(number, step) for number, step in first if step.scale == scale]
        two = [(number, step) for number, step in second if step.scale == scale]
        if len(one) == len(two) == 1:
            wide = two[0][1].level - one[0][1].level
            found.append(Change(scale, one[0][0], two[0][0], wide))
    found = [item for item in found if item.step]
    return max(found, key=lambda item: abs(item.step)) if found else None


def addition(words: Sequence[tuple[int, Step]]) -> Change | None:
    """How words of degree change what is said without them; None when saying nothing is no point on their scale."""
    for number, step in words:
        if step.absent is not None and step.level != step.absent:
            return Change(step.scale, None, number, step.level - step.absent)
    return None
