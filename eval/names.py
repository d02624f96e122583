"""Names compared: pairs that people labelled, and Latin spellings of Arabic words against other words.

    SAYSO_DATA=FOLDER python eval/names.py [wrong]     all figures; "wrong": the pairs that went wrong, none held out

A row is held out when the SHA-1 of "name1|name2" (of the Arabic word) begins with 0-3: rules were made on the others.
Beside Sayso stands the edit distance of the letters in small, at the threshold that is best for it on the same rows;
Sayso's threshold is the one that ships. The labels call most pairs a match that differ by one or two letters, in
short names too, which Sayso doubts ("MAY_BE_ONE") rather than believes ("SURELY_ONE").
"""

import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from chain import held_out, read_jsonl
from sayso.resolve.actors.latin import to_latin
from sayso.resolve.actors.matching import MAY_BE_ONE, SURELY_ONE, Kind, compare_names, meeting_keys

PAIRS = Path("names") / "name_pairs.dev.jsonl.gz"
WORDS = Path("names") / "arabic_token_variants.dev.jsonl.gz"
KINDS: Mapping[str, Kind] = {"Person": "person"}
"""Kinds of the schemas in the rows; all others are bodies."""
SEED = 7
OTHERS = 100_000
"""Pairs of other words, drawn with a fixed seed: 100 of them are the false matches that are allowed."""
FALSE_MATCHES = 0.001
LEAST_COUNT = 2
"""Times that a spelling must have been seen: one seen once is often another word."""

Row = Mapping[str, Any]
Score = Callable[[str, str], float]


def measure(data: Path) -> dict[str, float]:
    """Figures of all rows and of those held out, percent."""
    rows = list(read_jsonl(data / PAIRS))
    held = [row for row in rows if held_out(f"{row['name1']}|{row['name2']}")]
    figures = {}
    for part, chosen in (("", rows), (" held out", held)):
        persons = [row for row in chosen if row["schema"] == "Person"]
        for name, score in zip(
            ("precision", "recall", "F1"), scores(persons, sayso, MAY_BE_ONE), strict=True
        ):
            figures[f"persons{part}: {name}"] = score
        figures[f"all names{part}: F1"] = scores(chosen, sayso, MAY_BE_ONE)[2]
    figures["all names: precision where sure"] = scores(rows, sayso, SURELY_ONE)[0]
    figures["persons that meet by a key"] = met(
        row for row in rows if row["is_match"] and row["schema"] == "Person"
    )
    for part, only in (("", False), (" held out", True)):
        ones, others = read_words(data / WORDS, held_only=only)
        figures[f"Arabic words{part}: recall"] = recall(ones, others, _of_words)
    return figures


def baselines(data: Path) -> dict[str, float]:
    """What edit distance finds on the same rows, percent."""
    rows = list(read_jsonl(data / PAIRS))
    held = [row for row in rows if held_out(f"{row['name1']}|{row['name2']}")]
    figures = {}
    for part, chosen in (("", rows), (" held out", held)):
        figures[f"persons{part}: F1"] = best_f1([row for row in chosen if row["schema"] == "Person"], edits)
        figures[f"all names{part}: F1"] = best_f1(chosen, edits)
    for part, only in (("", False), (" held out", True)):
        figures[f"Arabic words{part}: recall"] = recall(
            *read_words(data / WORDS, held_only=only), _edits_of_words
        )
    return figures


def sayso(row: Row) -> float:
    """How surely Sayso takes the two names of a row for one's, thousandths."""
    return compare_names(row["name1"], row["name2"], kind=KINDS.get(row["schema"], "body")).score


def edits(row: Row) -> float:
    """How much of the two names of a row stays when letters are changed, 0 to 1."""
    return OSA.normalized_similarity(row["name1"].casefold().strip(), row["name2"].casefold().strip())


def scores(rows: Sequence[Row], score: Callable[[Row], float], least: float) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent of taking all rows for matches that score at least so much."""
    found = [row["is_match"] for row in rows if score(row) >= least]
    right, wanted = sum(found), sum(row["is_match"] for row in rows)
    return (
        100 * right / len(found) if found else 0.0,
        100 * right / wanted if wanted else 0.0,
        200 * right / (len(found) + wanted) if wanted else 0.0,
    )


def best_f1(rows: Sequence[Row], score: Callable[[Row], float]) -> float:
    """F1 in percent at the threshold that is best on these very rows."""
    return max(scores(rows, score, least)[2] for least in {score(row) for row in rows})


def met(rows: Iterator[Row]) -> float:
    """Percent of rows whose names have a meeting key in common."""
    shared = [
        not set(meeting_keys(row["name1"], kind="person")).isdisjoint(
            meeting_keys(row["name2"], kind="person")
        )
        for row in rows
    ]
    return 100 * sum(shared) / len(shared)


def read_words(path: Path, *, held_only: bool) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Pairs of spellings of one word, and as many pairs of other words as asked for, none of them of one word too."""
    spellings: dict[str, set[str]] = {}
    for row in read_jsonl(path):
        for variant in row["variants"]:
            word = "".join(char for char in to_latin(variant["en"]).lower() if char.isalpha())
            if variant["count"] >= LEAST_COUNT and len(word) > 1:
                spellings.setdefault(row["ar"], set()).add(word)
    words_of: dict[str, set[str]] = {}
    for arabic, words in spellings.items():
        for word in words:
            words_of.setdefault(word, set()).add(arabic)
    chosen = {arabic for arabic in spellings if held_out(arabic) == held_only}
    ones = [pair for arabic in sorted(chosen) for pair in combinations(sorted(spellings[arabic]), 2)]
    drawn = sorted({word for arabic in chosen for word in spellings[arabic]})
    draw = random.Random(SEED)  # noqa: S311 (a sample, no secret)
    others: list[tuple[str, str]] = []
    while len(others) < OTHERS:
        one, two = draw.choice(drawn), draw.choice(drawn)
        if one != two and words_of[one].isdisjoint(words_of[two]):
            others.append((one, two))
    return ones, others


def recall(ones: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]], score: Score) -> float:
    """Percent of the pairs of one word that score above all but the allowed share of pairs of other words."""
    limit = sorted((score(*pair) for pair in others), reverse=True)[int(len(others) * FALSE_MATCHES)]
    return 100 * sum(score(*pair) > limit for pair in ones) / len(ones)


def _of_words(one: str, two: str) -> float:
    return compare_names(one, two, kind="person").score


def _edits_of_words(one: str, two: str) -> float:
    return OSA.normalized_similarity(one, two)


def main() -> None:
    """Print the figures, or what went wrong."""
    data = Path(os.environ["SAYSO_DATA"])
    if sys.argv[1:] == ["wrong"]:
        for row in read_jsonl(data / PAIRS):
            names = row["name1"], row["name2"]
            match = compare_names(*names, kind=KINDS.get(row["schema"], "body"))
            if not held_out("|".join(names)) and (match.score >= MAY_BE_ONE) != row["is_match"]:
                print("one" if row["is_match"] else "two", match.score, *names, *match.reasons, sep=" | ")
        return
    others = baselines(data)
    print(f"{'':36}{'Sayso':>8}{'edit distance':>15}")
    for name, figure in measure(data).items():
        print(f"{name:36}{figure:8.1f}{format(others[name], '15.1f') if name in others else ''}")


if __name__ == "__main__":
    main()
