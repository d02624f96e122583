"""What it costs to write one word for another: letters that spell one sound are cheap, other letters are dear.

The costs were learnt from Latin spellings of one Arabic word (which hold names of most languages) by counting, with
the expectation-maximization of Ristad and Yianilos ("Learning string-edit distance", 1998), which letters stand where
others stand; training/sounds.py does it. What such spellings show too rarely is added by hand.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from rapidfuzz.distance import OSA

OTHER_LETTER, MORE_LETTER, TURNED_LETTERS = 8300, 6300, 7800
"""Costs (thousandths of a nat) of a letter for another, of one more, and of two that changed places, where nothing is
known of them. Found on the spellings that fit: lower ones let more words in that are others, higher ones change little."""
FIRST_LETTER = 500
"""A word that begins with another letter is more surely another one."""
FAR = 1 << 20
"""The cost of words that have too little in common to be compared."""
MOST_EDITS = 0.8
"""Share of the letters of the longer word that may differ before two words are far apart: 0.7 loses 1 in 60 of the
spellings that fit."""
MOST_SOUNDS = 2
"""Consonants (by classes) that only one of two words has before they are far apart: 2 loses 1 in 400 of the spellings
that fit and 1 in 60 of the slips, and spares six of seven comparisons."""
DEAREST = 650
"""A cost by letter (of both words and two) from which words are far apart, thousandths of a nat; that of 1 in 1,000
pairs of other words (eval/names.py measures what this finds)."""
BY_RULE = 2500
"""Cost of the changes below, which the spellings learnt from show too rarely: about that of the rarest learnt ones."""
RULES = tuple(
    pair.split(":")
    for pair in (
        # Chinese and Korean by their several romanizations, then Slavic, Persian, Turkish and German ways of writing.
        "x:hs x:sh x:s q:ch ch:zh j:zh ch:j ts:tz eo:o eo:u eu:u r: "
        "c:ts ch:tch ch:cz ch:tsch sch:sh s:sh iy:i ij:i yy:y yi:i ia:iya ia:ya ja:ya iu:yu ju:yu dzh:j z:zh j:zh "
        "ff:v off:ov v:w g:h h: b:v kh:ch kh:h g:gh d:dh th:t s:th dj:j dz:z g:k b:bh ks:x ee:i y:i "
        "oe:o ue:u ae:a ae:e oo:ou"
    ).split()
)


def word_cost(one: str, two: str) -> int:
    """Cost of writing one word (small Latin letters) for another, thousandths of a nat; 0 for itself, else over 0."""
    if one > two:
        one, two = two, one
    return _word_cost(one, two)


def are_far(one: str, two: str) -> bool:
    """Whether the consonants of two words are too unlike for spellings of one word."""
    return (consonants(one) ^ consonants(two)).bit_count() > MOST_SOUNDS


@lru_cache(maxsize=1 << 16)  # words of names come back in most pairs; about 10 MB
def _word_cost(one: str, two: str) -> int:
    if one == two:
        return 0
    if not one or not two or are_far(one, two):
        return FAR
    most = int(max(len(one), len(two)) * MOST_EDITS)
    if OSA.distance(one, two, score_cutoff=most) > most:
        return FAR
    first = 0 if one[0] == two[0] else FIRST_LETTER
    start, end = _shared(one, two)
    # A changed letter may be part of two ("ou", "u"), so one of the letters shared on either side is kept.
    start, end = max(0, start - 1), max(0, end - 1)
    limit = DEAREST * (len(one) + len(two) + 2) - first
    cost = _path(one[start : len(one) - end], two[start : len(two) - end], limit) + first
    return min(FAR, cost)


def _shared(one: str, two: str) -> tuple[int, int]:
    least = min(len(one), len(two))
    start = 0
    while start < least and one[start] == two[start]:
        start += 1
    end = 0
    while end < least - start and one[-1 - end] == two[-1 - end]:
        end += 1
    return start, end


def _path(one: str, two: str, limit: int) -> int:
    """The least cost of all ways to turn one word into the other, by groups of up to three letters; FAR over a limit."""
    costs, groups = letter_costs(), letter_groups()
    n, m = len(one), len(two)
    pieces = [
        [(size, two[j : j + size]) for size in (1, 2, 3) if j + size <= m and two[j : j + size] in groups]
        for j in range(m)
    ]
    more = [costs.get(("", letter), MORE_LETTER) for letter in two]
    least = [[FAR] * (m + 1) for _ in range(n + 3)]
    least[0][0] = 0
    for i in range(n + 1):
        row, below = least[i], least[i + 1]
        letter = one[i] if i < n else ""
        less = costs.get((letter, ""), MORE_LETTER)
        mine = [
            (size, one[i : i + size]) for size in (1, 2, 3) if i + size <= n and one[i : i + size] in groups
        ]
        for j in range(m + 1):
            here = row[j]
            if here > limit:
                continue
            if j < m:
                row[j + 1] = min(row[j + 1], here + more[j])
            if not letter:
                continue
            below[j] = min(below[j], here + less)
            if j == m:
                continue
            if letter == two[j]:
                below[j + 1] = min(below[j + 1], here)
            else:
                below[j + 1] = min(below[j + 1], here + OTHER_LETTER)
                if i + 1 < n and j + 1 < m and letter == two[j + 1] and one[i + 1] == two[j]:
                    least[i + 2][j + 2] = min(least[i + 2][j + 2], here + TURNED_LETTERS)
            for size, piece in mine:
                for others, other in pieces[j]:
                    change = costs.get((piece, other))
                    if change is not None and here + change < least[i + size][j + others]:
                        least[i + size][j + others] = here + change
    return least[n][m] if least[n][m] <= limit else FAR


@lru_cache(maxsize=1)
def letter_costs() -> Mapping[tuple[str, str], int]:
    """What it costs to write one group of letters for another, both ways round, thousandths of a nat."""
    text = resources.files(__package__).joinpath("data", "letter_costs.tsv").read_text(encoding="utf-8")
    costs: dict[tuple[str, str], int] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            one, two, cost = line.split("\t")
            costs[one, two] = costs[two, one] = int(cost)
    for one, two in RULES:
        costs[one, two] = costs[two, one] = min(BY_RULE, costs.get((one, two), BY_RULE))
    return costs


@lru_cache(maxsize=1)
def letter_groups() -> frozenset[str]:
    """The groups of letters that others are written for."""
    return frozenset(group for pair in letter_costs() for group in pair if group)


_ONE_CLASS = (
    # Groups first, so that "kh" is read before "k"; what is left of a word are classes of sounds that vary together.
    ("tsch", "j"), ("sch", "j"), ("tch", "j"), ("dzh", "j"), ("ph", "f"), ("kh", "h"), ("gh", "k"), ("ch", "j"),
    ("sh", "j"), ("zh", "j"), ("dj", "j"), ("dh", "d"), ("th", "d"), ("ck", "k"), ("hs", "j"), ("ts", "s"),
    ("ks", "k"), ("x", "j"), ("q", "k"), ("c", "k"), ("g", "k"), ("z", "s"), ("w", "v"), ("f", "v"), ("p", "b"),
    ("t", "d"),
)  # fmt: skip


@lru_cache(maxsize=1 << 15)  # as for the cost of a word; about 4 MB
def rough_sound(word: str) -> str:
    """The consonants of a word (small Latin letters) by classes that spellings mix; the word itself if it has none."""
    first = word[:1] if word[:1] in "aeiou" else ""
    sounds = word
    for letters, one in _ONE_CLASS:
        sounds = sounds.replace(letters, one)
    kept = "".join(sound for sound in sounds if sound not in "aeiouyh")
    single = "".join(sound for at, sound in enumerate(kept) if at == 0 or sound != kept[at - 1])
    return ("a" if first else "") + single or word


@lru_cache(maxsize=1 << 15)  # as for the cost of a word; about 4 MB
def consonants(word: str) -> int:
    """The classes of consonants that a word has, a bit each."""
    bits = 0
    for sound in rough_sound(word):
        bits |= 1 << (ord(sound) & 31)
    return bits


def plain_sounds(word: str) -> str:
    """A word with one way to write sounds that have several in many languages, and no letter doubled."""
    for pattern, letters in _ONE_SOUND:
        word = pattern.sub(letters, word)
    return _DOUBLE.sub(r"\1", word)


_ONE_SOUND = (
    (re.compile("tch"), "ch"),
    (re.compile("dj"), "j"),
    (re.compile("ou|oo"), "u"),
    (re.compile("(?:ae|ay|ei|ey)(?=.)"), "ai"),
    (re.compile("y"), "i"),
    (re.compile("ph"), "f"),
    (re.compile("ck|q"), "k"),
    (re.compile("w"), "v"),
)
_DOUBLE = re.compile(r"(.)\1+")
