"""Fit the weights by which an attribution's confidence is made of the tagger's chances and the rules' votes.

    SAYSO_DATA=FOLDER python training/weigh.py [--write]

Fitted on labelled articles that the tagger has not seen: PolNeAR's dev part without the articles that are never
read, and the tune labels under eval/labels. Prints the weights, how precision and recall move with confidence, and
how well confidence is calibrated, each article judged by weights fitted on the others.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "eval"))

from attribution import HALF, load_scorer  # noqa: E402
from chain import annotate, held_out, labelled_article, read_jsonl  # noqa: E402
from sayso.annotate.attributing.attributions import find_claims, read_page, weigh  # noqa: E402
from sayso.annotate.attributing.claims import Claim  # noqa: E402
from sayso.annotate.attributing.cues import load_cues, speaking_forms  # noqa: E402
from sayso.annotate.attributing.weighing import LAYOUT  # noqa: E402
from sayso.annotate.parsing.grammar import Grammar  # noqa: E402
from sayso.annotate.tagging.tagger import open_tagger  # noqa: E402
from sayso.records import Parse  # noqa: E402
from sayso.stage import Bundle  # noqa: E402
from speakers import read  # noqa: E402

STAGES = ("marks", "parses", "sentences", "mentions")
TABLE = HERE.parent / "src" / "sayso" / "annotate" / "data" / "attribution_weights.tsv"
RIDGE = 1.0
FOLDS = 5


class Candidate(NamedTuple):
    """A claim with the number of its article, its features, and whether a label agrees with it."""

    article: int
    claim: Claim
    features: Mapping[str, float]
    right: bool


class Labelled(NamedTuple):
    """An article's bundle with its labels in the scorer's form, those within others apart."""

    bundle: Bundle
    outer: list[Mapping[str, Any]]
    inner: list[Mapping[str, Any]] | None


def main() -> None:
    """Fit, print, and write the table when asked to."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--write", action="store_true", help="put the weights where the program reads them")
    options.add_argument("--labels", type=Path, default=HERE.parent / "eval" / "labels" / "tune.jsonl")
    given = options.parse_args()
    data = Path(os.environ["SAYSO_DATA"])
    articles = [*polnear(data), *own(data, given.labels)]
    scorer = load_scorer(data / "attribution" / "score.py")
    found = list(candidates(articles, scorer))
    names = sorted({name for row in found for name in row.features})
    table = np.array([[row.features.get(name, 0.0) for name in names] for row in found])
    right = np.array([row.right for row in found], dtype=float)
    weights = fit(table, right)
    for name, weight in zip(names, weights, strict=True):
        print(f"{name:16}{weight:8.3f}")
    print(report(found, table, right, labels=sum(len(a.outer) for a in articles)))
    if given.write:
        lines = ["feature\tweight", *(f"{n}\t{w:.3f}" for n, w in zip(names, weights, strict=True))]
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def polnear(data: Path) -> Iterator[Labelled]:
    """PolNeAR's dev articles that may be read; flat, so that nothing is known of what lies within."""
    rows = [r for r in read_jsonl(data / "attribution" / "polnear.dev.jsonl.gz") if not held_out(r["doc"])]
    bundles = annotate([labelled_article(row["doc"], row["text"]) for row in rows], STAGES)
    for row, bundle in zip(rows, bundles, strict=True):
        yield Labelled(bundle, row["attributions"], None)


def own(data: Path, labels: Path) -> Iterator[Labelled]:
    """Articles labelled for this that the tagger was not trained on."""
    for row, bundle in read(data, labels, STAGES):
        rows = row["attributions"]
        yield Labelled(
            bundle,
            [_plain(r) for r in rows if r["nested_in"] is None],
            [_plain(r) for r in rows if r["nested_in"] is not None],
        )


def _plain(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        role: [
            {"start": a, "end": b}
            for a, b in ([] if not row[role] else row[role] if role == "content" else [row[role]])
        ]
        for role in ("content", "cue", "source")
    }


def candidates(articles: Sequence[Labelled], scorer: Any) -> Iterator[Candidate]:
    """Every claim of every article, with its features and whether a label shares half of its content and its source."""
    cues = load_cues()
    speaking, tag = speaking_forms(cues), open_tagger()
    for number, article in enumerate(articles):
        text = article.bundle.article.text
        tokens = scorer.tokenise(text)
        page = read_page(article.bundle, Grammar(text, article.bundle[Parse][0]))
        claims, readings = find_claims(page, cues, speaking, tag)
        for inner, gold in ((False, article.outer), (True, article.inner)):
            if gold is None:
                continue
            units = [scorer.Unit(row, text, *tokens) for row in gold]
            for claim in claims:
                if claim.inner == inner:
                    unit = scorer.Unit(_row(claim), text, *tokens)
                    if claim.pattern in LAYOUT:
                        continue  # as sure as that pattern is, whatever the tagger thinks
                    right = any(_related(scorer, label, unit) for label in units)
                    yield Candidate(number, claim, weigh(page, cues, claim, readings), right)


def _row(claim: Claim) -> Mapping[str, Any]:
    def spans(*found: Any) -> list[dict[str, int]]:
        return [{"start": span.start, "end": span.end} for span in found if span]

    return {"content": spans(*claim.content), "cue": spans(claim.cue), "source": spans(claim.source)}


def _related(scorer: Any, gold: Any, unit: Any) -> bool:
    content: float = scorer.jaccard(gold.content, unit.content)
    source: float = 1.0 if not gold.source and not unit.source else scorer.jaccard(gold.source, unit.source)
    return content >= HALF and source >= HALF


def fit(table: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression with a ridge, by Newton's method."""
    weights = np.zeros(table.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - chance) - RIDGE * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def report(
    found: Sequence[Candidate], table: NDArray[np.float64], right: NDArray[np.float64], labels: int
) -> str:
    """Cross-validated by article: precision and recall by least confidence, and calibration by tenths."""
    fold = np.array([row.article % FOLDS for row in found])
    chance = np.zeros(len(found))
    for number in range(FOLDS):
        held = fold == number
        chance[held] = 1 / (1 + np.exp(-table[held] @ fit(table[~held], right[~held])))
    outer = np.array([not row.claim.inner for row in found])
    lines = ["least  precision  recall  (outer, duplicates counted)"]
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = outer & (chance >= least)
        good = right[kept].sum()
        lines.append(f"{least:5.1f}{100 * good / max(1, kept.sum()):11.1f}{100 * good / labels:8.1f}")
    lines.append("tenth  claims  mean  right")
    for low in np.arange(0, 1, 0.1):
        here = (chance >= low) & (chance < low + 0.1)
        if here.any():
            lines.append(
                f"{low:5.1f}{here.sum():8}{100 * chance[here].mean():6.0f}{100 * right[here].mean():7.0f}"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
