"""The tagger: our own small encoder with two pointer heads, run on one core, one window at a time.

What it was trained on, what it scores and what it is bad at stands in the model card, `training/CARD.md`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sayso.annotate.tagging.decoding import Scores, Tagged, read
from sayso.annotate.tagging.pieces import load_pieces
from sayso.annotate.tagging.windows import windows
from sayso.spans import Span

SLOWER = ["SkipLayerNormFusion"]
"""Fusions that cost time: a sum and a normalisation by themselves take a tenth less of the whole."""
MODEL = "tagger.onnx"
"""The weights, beside the vocabulary."""
RECENT = 32
"""Windows whose scores are at hand when an article is read again after a review: those of four articles, in 20 MB."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tagger makes of a text: attributions in reading order, and the chances behind them.

    `ends` are the ends of the words that were read, `sums` running totals [words + 1, 3] of their chances of being in
    a source, a cue and a content.
    """

    attributions: list[Tagged]
    ends: list[int]
    starts: list[int]
    sums: NDArray[np.float64]

    def chance(self, role: int, spans: Iterable[Span]) -> float:
        """The mean chance of the words in some spans of being in a role; 0 where no word was read."""
        total, words = 0.0, 0
        for span in spans:
            first, last = bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
            if last > first:
                total += float(self.sums[last, role] - self.sums[first, role])
                words += last - first
        return total / words if words else 0.0


Tag = Callable[[str, Sequence[Span]], Reading]
Run = Callable[[list[int]], tuple[Scores, Scores, Scores]]


def open_tagger() -> Tag:
    """Load the weights; the function reads the paragraphs of a text and yields attributions in reading order.

    One window goes in at a time, unpadded: the weights are whole numbers scaled anew for every call, so a window's
    scores would depend on what is read with it. One thread, so that scores are the same on every run.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    # buffers kept for every length that was seen cost more memory than they save time
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        (files(__package__) / "model" / MODEL).read_bytes(),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=SLOWER,
    )

    @lru_cache(maxsize=RECENT)
    def scores(ids: tuple[int, ...]) -> tuple[Scores, Scores, Scores]:
        labels, cues, sources = session.run(None, {"ids": np.array([ids], dtype=np.int64)})
        return labels[0], cues[0], sources[0]

    return tagger_of(lambda ids: scores(tuple(ids)))


def tagger_of(run: Run) -> Tag:
    """A tagger from anything that scores one window of piece ids, as `decoding.read` takes them."""
    pieces = load_pieces()

    def tag(text: str, blocks: Sequence[Span]) -> Reading:
        found: list[Tagged] = []
        last: list[Tagged] = []
        words: list[Span] = []
        chances = [np.zeros((1, 3))]
        for window in windows(pieces, text, blocks):
            here, by_role = read(window, *run(window.ids))
            settled, last = _joined(text, last, here)
            found += settled
            words += window.spans
            chances.append(by_role)
        return Reading(
            sorted([*found, *last], key=lambda row: (row.content[0], row.cue or row.content[0])),
            [word.end for word in words],
            [word.start for word in words],
            np.concatenate(chances).cumsum(0),
        )

    return tag


def _joined(text: str, before: list[Tagged], here: list[Tagged]) -> tuple[list[Tagged], list[Tagged]]:
    """The rows that are settled, and those that may go on: a content cut by a window's end in a paragraph is one."""
    rest = next((row for row in here if row.open_start and row.cue is None), None)
    cut = next((row for row in before if row.open_end), None)
    if rest is None or cut is None or "\n" in text[cut.content[-1].end : rest.content[0].start]:
        return [replace(row, open_end=False) for row in before], here
    *head, last = cut.content
    first, *tail = rest.content
    whole = replace(
        cut,
        content=(*head, Span(last.start, first.end), *tail),
        sure=(min(cut.sure[0], rest.sure[0]), *cut.sure[1:]),
        open_end=rest.open_end,
    )
    return [row for row in before if row is not cut], [whole, *(row for row in here if row is not rest)]
