"""Which renderings of a story are compared at all: those that share a stretch of words, and those of one voice.

Near-linear, so that a story of hundreds of articles does not explode: a stretch that many renderings share makes each
meet its neighbours only, and a voice with very much to say meets what is nearest to it in meaning.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from sayso.compare.utterances.renderings import Rendering
from sayso.words.vectors import cosines

# Stems in a row that make two renderings meet, of which some say something. Renderings of six words or more of which
# 85 in 100 are equal and in order share such a stretch, but for the rare one with a change in every fourth word.
STRETCH, TELLING = 4, 2
# Of the renderings that share one stretch each meets so many that come next by id.
NEIGHBOURS = 8
# So many renderings of one voice are all compared with each other (2,000 pairs take a tenth of a second) ...
ALL = 64
# ... and of a voice with more each meets so many that are nearest in meaning.
NEAREST = 16
BLOCK = 1024
"""Rows of a table of likenesses that are in memory at once."""


def candidates(renderings: Sequence[Rendering]) -> list[tuple[int, int]]:
    """Pairs of renderings (their numbers, the lower one first) to compare, sorted."""
    order = sorted(range(len(renderings)), key=lambda number: renderings[number].id)
    pairs = {
        (min(pair), max(pair))
        for found in (_by_stretch(renderings, order), _by_voice(renderings, order))
        for pair in found
    }
    return sorted(pairs)


def _by_stretch(renderings: Sequence[Rendering], order: Sequence[int]) -> Iterator[tuple[int, int]]:
    carriers: dict[tuple[str, ...], list[int]] = {}
    for number in order:
        one = renderings[number]
        for stretch in set(zip(*(one.roots[shift:] for shift in range(STRETCH)), strict=False)):
            if sum(root in one.stems for root in stretch) >= TELLING:
                carriers.setdefault(stretch, []).append(number)
    for numbers in carriers.values():
        for place, number in enumerate(numbers):
            for other in numbers[place + 1 : place + 1 + NEIGHBOURS]:
                yield number, other


def _by_voice(renderings: Sequence[Rendering], order: Sequence[int]) -> Iterator[tuple[int, int]]:
    voices: dict[tuple[str, ...], list[int]] = {}
    for number in order:
        one = renderings[number]
        if one.voice.known:
            voices.setdefault(("actor", one.voice.actor), []).append(number)
        elif one.voice.entity:
            voices.setdefault(("entity", one.article, one.voice.entity), []).append(number)
        for body in one.voice.bodies:
            voices.setdefault(("body", body), []).append(number)
    for numbers in voices.values():
        if len(numbers) <= ALL:
            yield from combinations(numbers, 2)
        else:
            yield from _nearest(numbers, renderings)


def _nearest(numbers: Sequence[int], renderings: Sequence[Rendering]) -> Iterator[tuple[int, int]]:
    """Each of many renderings with those nearest in meaning; of equally near ones those that come first by id."""
    found = [(number, vector) for number in numbers if (vector := renderings[number].vector) is not None]
    if not found:
        return
    numbers, vectors = [number for number, _ in found], np.stack([vector for _, vector in found])
    for first in range(0, len(numbers), BLOCK):
        alike = cosines(vectors[first : first + BLOCK], vectors)
        alike[np.arange(len(alike)), np.arange(first, first + len(alike))] = -2000
        nearest = np.argsort(-alike, axis=1, kind="stable")[:, :NEAREST]
        for row, others in enumerate(nearest.tolist()):
            for other in others:
                yield numbers[first + row], numbers[other]
