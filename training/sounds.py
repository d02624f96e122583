"""Learn what it costs to write one group of letters for another from spellings of one word.

    SAYSO_DATA=FOLDER python training/sounds.py [--write]

Reads names/arabic_token_variants: Latin spellings of one Arabic word, with counts. A spelling seen once is often
another word, so only those seen twice are paired; a word whose SHA-1 begins with 0-3 is left for the gate. Groups of
letters stand for each other when both are vowels or both consonants, so that every change can be read as a sound.
"""

import argparse
import gzip
import hashlib
import json
import math
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from rapidfuzz.distance import OSA

from sayso.resolve.actors.latin import to_latin

TABLE = Path(__file__).parent.parent / "src" / "sayso" / "resolve" / "actors" / "data" / "letter_costs.tsv"
VOWELS = frozenset("aeiouyw")
CONSONANTS = frozenset("bcdfghjklmnpqrstvwxyz")
ROUNDS = 6
LEAST_COUNT = 2.5
"""How often a change must be seen (expected) to be kept: below it most are a foreign name beside a translated one."""
MOST_EDITS = 0.6
"""Share of letters that may differ in a pair to learn from; beyond it the pairs are translations ("holy")."""
PER_CHANGE = 300
"""Thousandths of a nat on top of every change, so that two cheap ones are dearer than one."""
AT_LEAST = {("b", "p"): 2300}
"""Arabic has one letter for b and p; names in Latin letters tell "Barker" from "Parker"."""

Change = tuple[str, str]


def main() -> None:
    """Learn, print, and write the table when asked to."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--write", action="store_true", help="put the costs where the program reads them")
    given = options.parse_args()
    pairs = list(read_pairs(Path(os.environ["SAYSO_DATA"]) / "names" / "arabic_token_variants.dev.jsonl.gz"))
    costs = costs_of(learn(pairs))
    print(f"{len(pairs)} pairs, {len(costs)} changes")
    lines = [f"{one}\t{two}\t{cost}" for (one, two), cost in sorted(costs.items())]
    print("\n".join(lines))
    if given.write:
        head = (
            "# Letters, letters that are written for them, thousandths of a nat; made by training/sounds.py"
        )
        TABLE.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def read_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Pairs of spellings to learn from."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if hashlib.sha1(row["ar"].encode()).hexdigest()[0] in "0123":  # noqa: S324 (a split, no secret)
                continue
            counts: Counter[str] = Counter()
            for variant in row["variants"]:
                letters = "".join(char for char in to_latin(variant["en"]).lower() if char.isalpha())
                if len(letters) > 1:
                    counts[letters] += variant["count"]
            for one, two in combinations(sorted(word for word, count in counts.items() if count > 1), 2):
                if OSA.normalized_distance(one, two) <= MOST_EDITS:
                    yield one, two


def learn(pairs: Sequence[tuple[str, str]]) -> Mapping[Change, float]:
    """The chance of every change, equal letters among them, by expectation-maximization."""
    chances: dict[Change, float] = {}
    for number in range(ROUNDS):
        counts: dict[Change, float] = defaultdict(float)
        for one, two in pairs:
            count_changes(one, two, chances, counts)
        total = sum(counts.values())
        least = LEAST_COUNT if number > 1 else 0.5
        chances = {
            change: count / total
            for change, count in counts.items()
            if count > least or len(set(change)) == 1
        }
    return chances


def count_changes(one: str, two: str, chances: Mapping[Change, float], counts: dict[Change, float]) -> None:
    """Add to `counts` how often each change is expected in this pair (forward and backward over all its paths)."""
    arcs = []
    forward = {(0, 0): 1.0}
    for i in range(len(one) + 1):
        for j in range(len(two) + 1):
            here = forward.get((i, j), 0.0)
            for to, change in changes_at(one, two, i, j) if here else ():
                chance = chances.get(change, 1e-9) if chances else first_chance(change)
                forward[to] = forward.get(to, 0.0) + here * chance
                arcs.append(((i, j), to, change, chance))
    whole = forward.get((len(one), len(two)), 0.0)
    backward = {(len(one), len(two)): 1.0}
    for start, to, change, chance in reversed(arcs) if whole else ():
        rest = chance * backward.get(to, 0.0)
        backward[start] = backward.get(start, 0.0) + rest
        counts[change] += forward[start] * rest / whole


def changes_at(one: str, two: str, i: int, j: int) -> Iterator[tuple[tuple[int, int], Change]]:
    """The changes that a path may take from a place in both words."""
    for more in range(3):
        for others in range(3):
            if more + others and i + more <= len(one) and j + others <= len(two):
                change = (one[i : i + more], two[j : j + others])
                if is_readable(*change):
                    yield (i + more, j + others), (min(change), max(change))


def is_readable(one: str, two: str) -> bool:
    """Whether a change can be read as a sound: a letter, a letter doubled, vowels for vowels, consonants alike."""
    if max(len(one), len(two)) == 1:
        return True
    if not one or not two or one == two:
        return False
    if len(one) == len(two) and (one[0] == two[0] or one[-1] == two[-1]):
        return False
    letters = frozenset(one + two)
    return len(letters) == 1 or letters <= VOWELS or letters <= CONSONANTS


def first_chance(change: Change) -> float:
    """Where learning begins: mostly the same letters, now and then one other, seldom groups."""
    one, two = change
    if one == two:
        return 0.02
    if len(one) + len(two) == 1:
        return 4e-4
    if len(one) == len(two) == 1:
        return 2e-4
    return 1e-6 if len(one) == len(two) else 2e-5


def costs_of(chances: Mapping[Change, float]) -> dict[Change, int]:
    """Costs of changes, measured against writing the same letters again."""
    same = {one: math.log(max(chance, 1e-4)) for (one, two), chance in chances.items() if one == two}
    costs = {}
    for (one, two), chance in chances.items():
        if one != two:
            cost = sum(same.get(letter, math.log(1e-4)) for letter in one + two) / 2 - math.log(chance)
            cost = round(max(cost, 0.0) * 1000) + PER_CHANGE
            costs[one, two] = max(cost, AT_LEAST.get((one, two), 0))
    return costs


if __name__ == "__main__":
    main()
