"""Attributions within attributions: what somebody is reported to say that somebody else says.

Labelled ones have their content inside another's. One is found when an attribution that is nested in some other
shares half of its content's words and half of its source's (none, where none is labelled). The gate measures the
held-out part, whose articles nobody reads while tuning.

    SAYSO_DATA=FOLDER python eval/nesting.py        the figures of both parts
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sayso.records import Attribution
from sayso.spans import Span
from sayso.stage import Bundle
from speakers import HALF, LABELS, STAGES, WORD, jaccard, read, tokens_of


def measure(data: Path) -> dict[str, float]:
    """Precision, recall and F1 in percent, of the held-out part."""
    return figures(data, LABELS / "held.jsonl")


def figures(data: Path, labels: Path) -> dict[str, float]:
    """The figures of one part: the outlet's own words and first persons within a quotation are labelled like others."""
    wanted = found = right = recalled = 0
    for row, bundle in read(data, labels, STAGES):
        gold = [label for label in row["attributions"] if label["nested_in"] is not None]
        ours = [item for item in bundle[Attribution] if item.nested_in is not None]
        alike = _alike(bundle, gold, ours)
        wanted += len(gold)
        found += len(ours)
        right += sum(any(line) for line in zip(*alike, strict=True)) if gold else 0
        recalled += sum(any(line) for line in alike)
    precision, recall = 100 * right / max(1, found), 100 * recalled / max(1, wanted)
    return {
        "labelled": float(wanted),
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / max(1e-9, precision + recall),
    }


def _alike(
    bundle: Bundle, gold: Sequence[Mapping[str, Any]], ours: Sequence[Attribution]
) -> list[list[bool]]:
    words = [Span(match.start(), match.end()) for match in WORD.finditer(bundle.article.text)]

    def same(label: Mapping[str, Any], item: Attribution) -> bool:
        content = jaccard(tokens_of(words, label["content"]), tokens_of(words, item.content))
        if not label["source"] and item.source is None:
            return content >= HALF
        sources = (
            tokens_of(words, [label["source"]] if label["source"] else []),
            tokens_of(words, [item.source] if item.source else []),
        )
        return content >= HALF and jaccard(*sources) >= HALF

    return [[same(label, item) for item in ours] for label in gold]


if __name__ == "__main__":
    folder = Path(os.environ["SAYSO_DATA"])
    for part in ("tune", "held"):
        print(part, figures(folder, LABELS / f"{part}.jsonl"))
