"""Namesakes within one article: father and son, and people whom only a middle initial tells apart."""

import re
from collections.abc import Mapping

from sayso.words.forms import middle_initials

GENERATION = re.compile(r",?\s(?:Jr|Sr|II|III|IV)\.?$")


def told_apart(names: Mapping[int, str], tokens: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """The tokens of each name, with what tells it from a namesake's put into them.

    Only where the article has both: "Ivo Brand" and "Ivo Brand Jr.", or "Ivo R. Brand" and "Ivo K. Brand". Else a
    middle initial or a "Jr." is left out, as writers leave it out from the second mention on.
    """
    given = _given_initials(names, tokens)
    plain = {
        (words[0], words[-1])
        for index, words in tokens.items()
        if len(words) > 1 and not GENERATION.search(names[index])
    }
    sons = {
        words[-1]
        for index, words in tokens.items()
        if len(words) > 1 and GENERATION.search(names[index]) and (words[0], words[-1]) in plain
    }
    told = {}
    for index, words in tokens.items():
        middle = given.get(index)
        first = (f"{words[0]} {middle}", words[-1]) if middle else words
        generation = GENERATION.search(names[index])
        if generation and words and words[-1] in sons:
            first = (*first[:-1], f"{first[-1]} {generation[0].strip(' ,.').casefold()}")
        told[index] = first
    return told


def _given_initials(names: Mapping[int, str], tokens: Mapping[int, tuple[str, ...]]) -> dict[int, str]:
    """The middle initials of full names, where two people of one given name and surname have different ones."""
    by_name: dict[tuple[str, str], dict[int, str]] = {}
    for index, words in tokens.items():
        middle = middle_initials(names[index].split())
        if len(words) > 1 and middle:
            by_name.setdefault((words[0], words[-1]), {})[index] = middle
    return {
        index: middle
        for found in by_name.values()
        if len(set(found.values())) > 1
        for index, middle in found.items()
    }
