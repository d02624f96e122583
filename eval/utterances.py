"""Which attributions are one utterance: F1 on labelled pairs, beside a baseline of shared words, in one run.

The labels (eval/labels/utterances.jsonl) hold article ids, text hashes and offsets, no text. They are from the
tuning part of the stories, and the thresholds were set on them: a guard against going back, no estimate of quality.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from chain import read_jsonl
from sayso.compare.renderings import Rendering, link, render
from sayso.ids import text_hash
from sayso.records import Attribution
from sayso.spans import Span

LABELS = Path(__file__).with_name("labels") / "utterances.jsonl"
# The best threshold of the baseline on these very labels (swept from 300 to 1000 by 50): it gets every advantage.
SWEEP = range(300, 1001, 50)


def measure(data: Path) -> dict[str, float]:
    """F1 of `link` in percent on the labelled pairs, and of the best threshold on shared content words alone."""
    texts = {row["id"]: row["text"] for row in read_jsonl(data / "stories" / "wikinews.jsonl.gz")}
    pairs = [(row, *_pair(row, texts)) for row in read_jsonl(LABELS)]
    gold = [bool(row["same"]) for row, _, _ in pairs]
    baseline = max(
        f1(gold, [_shared(a, b) >= least and row["speakers"] != "different" for row, a, b in pairs])
        for least in SWEEP
    )
    ours = [link(a, b) is not None for _, a, b in pairs]
    wrong = sum(found and not same for found, same in zip(ours, gold, strict=True))
    return {
        "F1": f1(gold, ours),
        "precision": 100.0 * (1 - wrong / max(1, sum(ours))),
        "baseline F1": baseline,
        "margin": f1(gold, ours) - baseline,
    }


def f1(gold: Iterable[bool], found: Iterable[bool]) -> float:
    """F1 in percent of yes answers."""
    both = [(same, said) for same, said in zip(gold, found, strict=True)]
    right = sum(same and said for same, said in both)
    total = sum(same for same, _ in both) + sum(said for _, said in both)
    return 200.0 * right / total if total else 0.0


def _pair(row: Mapping[str, Any], texts: Mapping[str, str]) -> tuple[Rendering, Rendering]:
    actors = {"same": ("one", "one"), "different": ("one", "two"), "unknown": ("one", "")}[row["speakers"]]
    a, b = (_rendering(row[side], texts, actor) for side, actor in zip(("a", "b"), actors, strict=True))
    return a, b


def _rendering(side: Mapping[str, Any], texts: Mapping[str, str], actor: str) -> Rendering:
    text = texts[side["id"]]
    if text_hash(text) != side["text_sha256"]:
        raise SystemExit(
            f"utterances: the text of {side['id']} is another than the labelled one; label it again"
        )
    attribution = Attribution(
        id=json.dumps(side["content"]),
        article=side["id"],
        kind="indirect",
        content=tuple(Span(*span) for span in side["content"]),
        cue=None,
        source=None,
        confidence=1000,
        reasons=("labelled",),
    )
    return render(attribution, text, actor=actor, known=bool(actor), name=actor, said_on=None)


def _shared(a: Rendering, b: Rendering) -> int:
    """The weight of shared content words as a share of the lighter rendering, in thousandths."""
    both = sum(a.stems[root] for root in a.stems if root in b.stems)
    return 1000 * both // max(1, min(sum(a.stems.values()), sum(b.stems.values())))
