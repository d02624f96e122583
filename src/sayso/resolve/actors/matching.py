"""How surely two names are names of one: word by word, with what each difference takes away, and why.

Every difference takes points (thousandths of a nat) from a start that equal names keep; what is left is a chance, the
score. From `MAY_BE_ONE` on, two names may be spellings of one, or one of them miswritten, and other evidence has to
say; from `SURELY_ONE` on they differ only in ways in which one name is written by different hands.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

from sayso.resolve.actors.body_losses import body_losses, place_losses
from sayso.resolve.actors.body_words import BodyWords, read_body
from sayso.resolve.actors.glances import are_apart
from sayso.resolve.actors.losses import MORE_DOUBT, OTHER_WORD, Loss
from sayso.resolve.actors.person_losses import person_losses
from sayso.resolve.actors.person_words import PersonWords, read_person
from sayso.resolve.actors.sounds import rough_sound

Kind = Literal["person", "body", "place"]
Name = TypeVar("Name", PersonWords, BodyWords)

MAY_BE_ONE, SURELY_ONE = 700, 900
"""Scores from which names may be one's and are one's, thousandths."""
START = 6450
"""Points of names whose words are all the same: a chance of 0.998, for two can have one name."""


MOST_CHARACTERS, MOST_WORDS, MOST_LETTERS = 300, 24, 40
"""A longer name, one of more words, or with a longer word, is a text that was taken for a name: only equal ones are one, and what
grows with the square of their length is not begun."""
AS_SURE_AS_SPELLINGS, AS_SURE_AS_WORDS = 994, 995
"""The most that names get which differ in letters, and in no more than case, accents and small words."""


class Match(NamedTuple):
    """How surely two names are names of one: `score` in thousandths, and the `reasons` for it in words."""

    score: int
    reasons: tuple[str, ...]


SAME = Match(1000, ("one name",))
ALIKE = Match(AS_SURE_AS_WORDS, ("one name but for case, accents and small words",))
NOTHING = Match(0, ("nothing to compare",))
TOO_LONG = Match(0, ("too long for a name",))


def compare_names(one: str, two: str, *, kind: Kind) -> Match:
    """Compare two names of persons, bodies or places; 1000 for a name and itself, the same in either order."""
    if one > two:
        one, two = two, one
    if len(one) > MOST_CHARACTERS or len(two) > MOST_CHARACTERS:
        return SAME if one == two else TOO_LONG  # and nothing of so long a text is kept
    return _compare(one, two, kind)


@lru_cache(maxsize=1 << 15)  # the same names meet in story after story; about 15 MB
def _compare(one: str, two: str, kind: Kind) -> Match:
    if kind == "person":
        return _match(read_person(one), read_person(two), person_losses, same=one == two)
    losses = place_losses if kind == "place" else body_losses
    return _match(read_body(one), read_body(two), losses, same=one == two)


def forget_pairs() -> None:
    """Forget what was found for pairs of names, so that comparing them again takes its time."""
    _compare.cache_clear()


def _match(one: Name, two: Name, losses_of: Callable[[Name, Name], Iterator[Loss]], *, same: bool) -> Match:
    if not one.words or not two.words:
        return NOTHING
    if same:
        return SAME
    if _is_too_long(one) or _is_too_long(two):
        return ALIKE if one.words == two.words else TOO_LONG
    if one.glance and two.glance and are_apart(one.glance, two.glance):
        return APART
    few, more = sorted((one, two), key=lambda name: (len(name.words), name.words))
    losses = tuple(losses_of(few, more))
    if not losses:
        return ALIKE
    return Match(chance(START - total(losses)), _reasons(losses))


def chance(points: int) -> int:
    """The chance that points stand for, thousandths, as far as a name can say."""
    return min(AS_SURE_AS_SPELLINGS, round(1000 / (1 + math.exp(-points / 1000))))


def _is_too_long(name: PersonWords | BodyWords) -> bool:
    return len(name.words) > MOST_WORDS or max(map(len, name.words)) > MOST_LETTERS


def total(losses: Sequence[Loss]) -> int:
    """The points of all losses; of doubts about letters the heaviest counts in full."""
    doubts = sorted((loss.points for loss in losses if loss.doubt), reverse=True)
    sure = sum(loss.points for loss in losses if not loss.doubt)
    return sure + sum(doubts[:1]) + sum(min(points, MORE_DOUBT) for points in doubts[1:])


def _reasons(losses: tuple[Loss, ...]) -> tuple[str, ...]:
    return tuple(loss.reason for loss in sorted(losses, key=lambda loss: (-loss.points, loss.reason)))


APART = Match(chance(START - OTHER_WORD), ("other names",))


def meeting_keys(name: str, *, kind: Kind) -> tuple[str, ...]:
    """The keys under which all spellings of one name meet, sorted; none of a text too long or with nothing to read.

    A single word has one key, its rough sound. A name of several has that of its last word, and for names that a slip
    or another order keeps from it, those of two words together and of each with the other's first letter.
    """
    if len(name) > MOST_CHARACTERS:
        return ()
    words = read_person(name).words if kind == "person" else read_body(name).words
    sounds = [rough_sound(word) for word in words if len(word) > 1 or len(words) == 1]
    if len(sounds) <= 1:
        return tuple(sounds)
    first, last = sounds[0], sounds[-1]
    keys = {last, f"{first} {last[:1]}", f"{last} {first[:1]}"}
    keys |= {" ".join(sorted(two)) for two in (*pairwise(sounds), (first, last))}
    return tuple(sorted(keys))
