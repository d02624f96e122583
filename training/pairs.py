"""Fit the weights by which two renderings are taken for one utterance.

    SAYSO_DATA=FOLDER python training/pairs.py [--write]

Fitted on the labelled pairs of the tuning part; a pair of which a reader can tell the days though the articles' own are
not known counts half as it is and half with days. Prints, each pair judged by weights fitted on others (ten folds by
article), what each feature adds, precision and recall along the threshold, and how well the scores are calibrated.
"""

import argparse
import hashlib
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "eval"))

from sayso.compare.utterances.likeness import compare, days_between  # noqa: E402
from utterance_pairs import TOLD, Pair, by_part, labelled_pairs, tell_days  # noqa: E402

TABLE = HERE.parent / "src" / "sayso" / "compare" / "data" / "utterance_weights.tsv"
RIDGE = 0.5
"""Best log loss on the folds of 0.1, 0.3, 0.5, 1 and 3; it hardly matters."""
FOLDS = 10

Numbers = NDArray[np.float64]


def main() -> None:
    """Fit, print, and write the table when asked to."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--write", action="store_true", help=f"write {TABLE.name}")
    given = options.parse_args()
    folder = os.environ.get("SAYSO_DATA")
    if not folder:
        raise SystemExit("training: SAYSO_DATA names no folder of labelled data")
    labelled = by_part(labelled_pairs(Path(folder)), held=False)
    pairs = [copy for pair in labelled if pair.speakers != "different" for copy in with_days(pair)]
    rows = [compare(pair.a, pair.b).features for pair in pairs]
    names = list(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    gold = np.array([pair.same for pair in pairs], dtype=np.float64)
    counts = Counter((pair.a.id, pair.b.id) for pair in pairs)
    share = np.array([1 / counts[pair.a.id, pair.b.id] for pair in pairs])
    folds = np.array([_fold(min(pair.a.article, pair.b.article)) for pair in pairs])
    every = list(range(len(names)))
    whole = loss(judged(table, gold, share, folds, every), gold)
    print(f"{len(counts)} pairs; log loss {whole:.3f}")
    weights = fit(table, gold, share)
    for number, name in enumerate(names):
        without = (
            loss(judged(table, gold, share, folds, [n for n in every if n != number]), gold)
            if number
            else np.nan
        )
        print(f"{name:20}{weights[number]:8.2f}   without it {without:.3f}")
    report(judged(table, gold, share, folds, every), gold)
    if given.write:
        lines = [
            "# made by training/pairs.py: feature, weight",
            *(f"{n}\t{w:.3f}" for n, w in zip(names, weights, strict=True)),
        ]
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def with_days(pair: Pair) -> list[Pair]:
    """A pair as it is, and with days where a reader can tell them and the articles' own are not known."""
    known = pair.a.article == pair.b.article or days_between(pair.a.said, pair.b.said) is not None
    return [pair] if known or pair.days not in TOLD else [pair, tell_days(pair)]


def _fold(article: str) -> int:
    return int(hashlib.sha1(article.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def fit(table: Numbers, gold: Numbers, share: Numbers) -> Numbers:
    """Logistic regression by Newton's method, the first weight (of what is always there) hardly held back."""
    weights = np.zeros(table.shape[1])
    ridge = np.full(table.shape[1], RIDGE)
    ridge[0] = 0.001
    for _ in range(50):
        chance = 1 / (1 + np.exp(-table @ weights))
        spread = share * chance * (1 - chance) + 1e-9
        slope = table.T @ (share * (gold - chance)) - ridge * weights
        weights = weights + np.linalg.solve((table.T * spread) @ table + np.diag(ridge), slope)
    return np.asarray(weights, dtype=np.float64)


def judged(
    table: Numbers, gold: Numbers, share: Numbers, folds: NDArray[np.int64], columns: Sequence[int]
) -> Numbers:
    """The chance of each pair, by weights fitted on the other folds."""
    chances = np.zeros(len(gold))
    for fold in range(FOLDS):
        here = folds == fold
        weights = fit(table[~here][:, columns], gold[~here], share[~here])
        chances[here] = 1 / (1 + np.exp(-table[here][:, columns] @ weights))
    return chances


def loss(chances: Numbers, gold: Numbers) -> float:
    """The mean log loss."""
    return float(-np.mean(gold * np.log(chances) + (1 - gold) * np.log(1 - chances)))


def report(chances: Numbers, gold: Numbers) -> None:
    """Print precision and recall along the threshold, and the share that is right by score."""
    for least in np.arange(0.3, 0.96, 0.05):
        said = chances >= least
        right = float((gold * said).sum())
        print(
            f"from {least:.2f}: precision {100 * right / max(1, said.sum()):5.1f} "
            f"recall {100 * right / gold.sum():5.1f} F1 {200 * right / (said.sum() + gold.sum()):5.1f}"
        )
    for low in np.arange(0, 1, 0.2):
        here = (chances >= low) & (chances < low + 0.2)
        print(
            f"score {low:.1f} to {low + 0.2:.1f}: {here.sum():4} pairs, {100 * gold[here].mean():5.1f} in 100 are one"
        )


if __name__ == "__main__":
    main()
