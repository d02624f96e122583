"""What making whole numbers of the encoder's weights costs: each file beside the first, and on paraphrases.

    SAYSO_DATA=FOLDER python training/fidelity.py plain.onnx meaning.onnx

Prints sentences a second of this process's own time, the cosine to the first file's vectors (mean and worst of 1,000
sentences of the load articles) and, on the sentence pairs of MSRP, the area under the ROC curve and the best F1.
"""

import gzip
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sayso.annotate.meaning.encoder import pieces_of
from sayso.annotate.tagging.tagger import SLOWER
from sayso.spans import Span

SENTENCES = 1000
Floats = NDArray[np.float64]


def main(paths: Sequence[str]) -> None:
    """Measure each file."""
    data = Path(os.environ["SAYSO_DATA"])
    texts = sentences(data / "load" / "articles.jsonl.gz")
    pairs = list(rows(data / "reuse" / "msrp.train.jsonl.gz"))
    same = np.array([row["paraphrase"] for row in pairs], dtype=bool)
    first: Floats | None = None
    for path in paths:
        encode = encoder(path)
        begun = time.process_time()
        vectors = encode(texts)
        taken = time.process_time() - begun
        first = vectors if first is None else first
        near = (vectors * first).sum(1)
        alike = (encode([row["text1"] for row in pairs]) * encode([row["text2"] for row in pairs])).sum(1)
        print(
            f"{path}: {len(texts) / taken:.0f} sentences/s, cosine to the first {near.mean():.4f} (worst {near.min():.4f}), "
            f"MSRP area {area(same, alike):.4f}, best F1 {best_f1(same, alike):.4f}"
        )


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a packed JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def sentences(path: Path) -> list[str]:
    """Five sentences an article, by a plain rule."""
    found: list[str] = []
    for row in rows(path):
        found += [text for text in re.split(r"(?<=[.!?])\s+", row["text"]) if len(text) > 20][3:8]
        if len(found) >= SENTENCES:
            break
    return found[:SENTENCES]


def encoder(path: str) -> Callable[[Sequence[str]], Floats]:
    """The vectors of some texts by one file, one text at a time on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        path, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
    )

    def encode(texts: Sequence[str]) -> Floats:
        ids = (np.array([pieces_of(text, [Span(0, len(text))])]) for text in texts)
        return np.array([session.run(None, {"ids": one})[0][0] for one in ids], dtype=np.float64)

    return encode


def area(same: NDArray[np.bool_], alike: Floats) -> float:
    """The chance that a paraphrase is more alike than a pair that is none (Mann and Whitney 1947)."""
    ranks = alike.argsort(kind="stable").argsort(kind="stable") + 1
    yes, no = int(same.sum()), int((~same).sum())
    return float(ranks[same].sum() - yes * (yes + 1) / 2) / (yes * no)


def best_f1(same: NDArray[np.bool_], alike: Floats) -> float:
    """F1 at the threshold that is best for it on these very pairs."""
    hits = same[(-alike).argsort(kind="stable")].cumsum()
    return float((2 * hits / (np.arange(1, len(hits) + 1) + same.sum())).max())


if __name__ == "__main__":
    main(sys.argv[1:])
