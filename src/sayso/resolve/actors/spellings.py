"""When two surnames may be one, brought into Latin letters twice: a letter doubled, or one vowel other.

Alone this is nothing: what looks alike is as often two people. It takes the same given name or the same office, in
one story, and no article that has both.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

# Of a short surname every letter tells: "Reid" and "Reed" are two names.
LEAST_LETTERS = 5
# An office says who somebody is from this many words on ("harbour master"); "minister" is many people.
LEAST_ROLE = 2
_VOWELS = frozenset("aeiou")
_ONE_SOUND = (
    (re.compile("tch"), "ch"),
    (re.compile("dj"), "j"),
    (re.compile("ou|oo"), "u"),
    (re.compile("y"), "i"),
)
_DOUBLE = re.compile(r"(.)\1+")


class Spelling(NamedTuple):
    """One way in which a person's name is written in a story: the names before the surname, the surname, offices."""

    given: tuple[str, ...]
    last: str
    roles: frozenset[frozenset[str]]
    articles: frozenset[str]


def skeleton(last: str) -> str:
    """What all spellings of a surname have in common: its consonants; "" when it is too short to tell."""
    return (
        "".join(letter for letter in _sounds(last) if letter not in _VOWELS)
        if len(last) >= LEAST_LETTERS
        else ""
    )


def are_near(one: str, two: str) -> bool:
    """Whether two surnames differ by no more than doubled letters, letters for one sound, or one vowel inside.

    A vowel at the end is grammar in many languages, and tells a woman from a man.
    """
    if not skeleton(one) or skeleton(one) != skeleton(two):
        return False
    short, long = sorted((_sounds(one), _sounds(two)), key=lambda sounds: (len(sounds), sounds))
    if short == long:
        return True
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    rest = at + 1 if len(short) == len(long) else at
    vowels = long[at] in _VOWELS and (rest == at or short[at] in _VOWELS)
    return vowels and at < len(long) - 1 and short[rest:] == long[at + 1 :]


def agreement(one: Spelling, two: Spelling) -> str:
    """What speaks for two near surnames being one person's: "given", "role", or "" for nothing or not enough."""
    if not one.articles.isdisjoint(two.articles) or not are_near(one.last, two.last):
        return ""
    if one.given and two.given:
        middles = (one.given[1:], two.given[1:])
        return (
            "given" if one.given[0] == two.given[0] and (middles[0] == middles[1] or not all(middles)) else ""
        )
    return "role" if any(a <= b or b <= a for a in one.roles for b in two.roles) else ""


def agreements(spellings: Sequence[Spelling]) -> list[tuple[int, int, str]]:
    """The pairs of spellings that agree, by number; none of a spelling that could be two others that are not one."""
    found = {
        (i, j): basis
        for i, one in enumerate(spellings)
        for j, two in enumerate(spellings)
        if i < j and (basis := agreement(one, two))
    }
    near: dict[int, set[int]] = {number: {number} for number in range(len(spellings))}
    for i, j in found:
        near[i].add(j)
        near[j].add(i)
    return [(i, j, basis) for (i, j), basis in found.items() if near[i] == near[j]]


def _sounds(last: str) -> str:
    for pattern, letters in _ONE_SOUND:
        last = pattern.sub(letters, last)
    return _DOUBLE.sub(r"\1", last)
