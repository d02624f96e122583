"""Whether two names can be one's at all, seen at a glance: nearly all pairs are told apart here, and quickly."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.resolve.actors.nicknames import other_forms
from sayso.resolve.actors.sounds import MOST_SOUNDS, consonants


class Glance(NamedTuple):
    """The consonants of a name's words, bits: `words` by word with its neighbours and other forms, `wholes` of all."""

    words: tuple[tuple[int, ...], ...]
    wholes: tuple[int, ...]


def glance_at(words: Sequence[str], *, without: Collection[str] = ()) -> Glance | None:
    """What a glance at a name sees; none when it has an initial, which may stand for many words."""
    if any(len(word) == 1 for word in words):
        return None
    sounds = [consonants(word) for word in words]
    joined = [consonants(one + two) for one, two in pairwise(words)]
    each = [
        (sounds[at], *joined[max(0, at - 1) : at + 1], *(consonants(form) for form in other_forms(word)))
        for at, word in enumerate(words)
        if word not in without
    ]
    return Glance(tuple(each), (*sounds, *joined))


def are_apart(one: Glance, two: Glance) -> bool:
    """Whether each of two names has a word that can be none of the other's, neither alone nor with a neighbour."""
    return _has_stranger(one.words, two.wholes) and _has_stranger(two.words, one.wholes)


def _has_stranger(words: Sequence[Sequence[int]], wholes: Sequence[int]) -> bool:
    for sounds in words:
        for sound in sounds:
            for whole in wholes:
                if (sound ^ whole).bit_count() <= MOST_SOUNDS:
                    break
            else:
                continue
            break
        else:
            return True
    return False
