"""Learn the weights of speech acts from labelled articles: softmax regression with an L2 penalty, by plain numpy.

    SAYSO_DATA=FOLDER python training/acts.py LABELS.jsonl ...            write data/act_weights.tsv
    SAYSO_DATA=FOLDER python training/acts.py --check LABELS.jsonl ...    cross-validate by article only

Everything is a function of the labels and the texts: there is no seed. A feature has to occur in four articles; that,
the penalty and the strengths were chosen by cross-validation on the tuning articles, where neighbouring values
differ by less than a point.
"""

import argparse
import hashlib
import os
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "eval"))
from details import MENTAL, STAGES, make, percent, read
from sayso.annotate.speaking.act_evidence import evidence, load_words
from sayso.annotate.speaking.speech_acts import ACTS
from speakers import read as read_labelled

PENALTY, ARTICLES, STEPS, FOLDS = 0.006, 4, 150, 6
STRENGTHS = (("cue names:belief (", 6.0), ("cue names:intention (", 6.0), ("cue names:", 3.0), ("own:belief", 5.0),
             ("own:intention", 5.0), ("own:mind", 5.0), ("shows:", 3.0))  # fmt: skip
"""How much less the penalty holds down a feature, by how its name begins: these are sure where they occur at all."""

Floats = NDArray[np.float64]
Example = tuple[str, str, set[str]]


def main() -> None:
    """Train on every label file given, or only check."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("labels", nargs="+", type=Path)
    options.add_argument("--check", action="store_true", help="cross-validate by article, write nothing")
    given = options.parse_args()
    found = [example for path in given.labels for example in examples(Path(os.environ["SAYSO_DATA"]), path)]
    print(f"{len(found)} attributions in {len({article for article, *_ in found})} articles")
    if given.check:
        check(found)
        return
    names, weights = learn(found)
    path = Path(str(files("sayso.annotate").joinpath("data", "act_weights.tsv")))
    path.write_text(table(names, weights), encoding="utf-8")


def examples(data: Path, labels: Path) -> list[Example]:
    """Article, act and features of each labelled attribution."""
    words, works, found = load_words(), make(), []
    for row, bundle in read_labelled(data, labels, STAGES):
        text = bundle.article.text
        for label, attribution, speaker, _ in read(row, bundle, works):
            cue, source = attribution.cue, attribution.source
            shown = evidence(
                words,
                content=" ".join(text[span.start : span.end] for span in attribution.content),
                cue=text[cue.start : cue.end] if cue else "",
                source=text[source.start : source.end] if source else "",
                speaker=speaker.type if speaker.entity is not None else "unnamed",
                kind=attribution.kind,
            )
            found.append((row["article"], label["act"], shown))
    return found


def learn(found: Sequence[Example]) -> tuple[list[str], Floats]:
    """The features' names, and their weights with their strengths multiplied in."""
    articles: dict[str, set[str]] = {}
    for article, _, shown in found:
        for name in shown:
            articles.setdefault(name, set()).add(article)
    names = sorted(name for name, seen in articles.items() if len(seen) >= ARTICLES)
    strengths = np.array([strength(name) for name in names])
    wanted = np.array([ACTS.index(act) for _, act, _ in found])
    return names, fit(matrix(found, names) * strengths, wanted) * strengths[:, None]


def strength(name: str) -> float:
    """What a feature counts for, where others count 1."""
    return next((value for start, value in STRENGTHS if name.startswith(start)), 1.0)


def matrix(found: Sequence[Example], names: Sequence[str]) -> Floats:
    """A row an example, a column a feature."""
    column = {name: index for index, name in enumerate(names)}
    table = np.zeros((len(found), len(names)))
    for index, (_, _, shown) in enumerate(found):
        table[index, [column[name] for name in shown if name in column]] = 1.0
    return table


def fit(inputs: Floats, wanted: NDArray[np.int64]) -> Floats:
    """Nesterov's accelerated gradient on the mean log loss with the penalty."""
    count, width = inputs.shape
    gold = np.eye(len(ACTS))[wanted]
    along = np.ones(width)
    for _ in range(25):  # the largest curvature, by power iteration
        along = inputs.T @ (inputs @ along)
        along /= np.linalg.norm(along)
    step = 1 / (0.55 * float(np.linalg.norm(inputs @ along)) ** 2 / count + PENALTY)
    weights = np.zeros((width, len(ACTS)))
    ahead, momentum = weights, 1.0
    for _ in range(STEPS):
        scores = inputs @ ahead
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        new = ahead - step * (inputs.T @ (shares - gold) / count + PENALTY * ahead)
        grown = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = new + (momentum - 1) / grown * (new - weights)
        weights, momentum = new, grown
    return weights


def check(found: Sequence[Example]) -> None:
    """Accuracy, and how well mental acts are told from others, on articles that were not trained on."""
    fold = [int(hashlib.sha256(article.encode()).hexdigest(), 16) % FOLDS for article, *_ in found]
    pairs: list[tuple[str, str]] = []
    for part in range(FOLDS):
        names, weights = learn([e for e, here in zip(found, fold, strict=True) if here != part])
        rest = [e for e, here in zip(found, fold, strict=True) if here == part]
        best = (matrix(rest, names) @ weights).argmax(axis=1)
        pairs += [(act, ACTS[index]) for (_, act, _), index in zip(rest, best, strict=True)]
    both = sum(gold in MENTAL and ours in MENTAL for gold, ours in pairs)
    print(f"accuracy {percent(sum(gold == ours for gold, ours in pairs), len(pairs)):.1f}")
    print(f"mental or not: precision {percent(both, sum(ours in MENTAL for _, ours in pairs)):.1f}, "
          f"recall {percent(both, sum(gold in MENTAL for gold, _ in pairs)):.1f}")  # fmt: skip
    print(" " * 13 + "".join(f"{act[:7]:>8}" for act in ACTS))
    for gold in ACTS:
        print(f"{gold:13}" + "".join(f"{pairs.count((gold, ours)):8}" for ours in ACTS))


def table(names: Sequence[str], weights: Floats) -> str:
    """The weights as thousandths, a feature a line."""
    lines = ["\t".join(["feature", *ACTS])]
    lines += [
        "\t".join([name, *(f"{round(1000 * w):d}" for w in row)])
        for name, row in zip(names, weights, strict=True)
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
