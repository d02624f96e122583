"""The sentence encoder all-MiniLM-L6-v2, run on one core, one stretch of text at a time.

What it was trained on, what making whole numbers of its weights costs and what it is bad at stands in its model card,
`training/MEANING.md`.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sayso.annotate.tagging.pieces import load_pieces
from sayso.annotate.tagging.tagger import SLOWER
from sayso.spans import Span

MODEL = "meaning.onnx"
"""The weights, with pooling and normalisation inside; the vocabulary is the tagger's, piece for piece."""
NAME = "all-MiniLM-L6-v2, whole numbers"
LONGEST = 128
"""Pieces that are read of a stretch of text, the two marks around it included: the length of its training."""

RECENT = 500
"""Stretches whose vector is at hand when an article is read again after a review: those of ten articles, in 1 MB."""

Encode = Callable[[str, Iterable[Span]], NDArray[np.float32] | None]


def open_encoder() -> Encode:
    """Load the weights; the function reads the words in some spans of a text as one and gives a vector of length 1.

    None where the spans hold no word. One stretch goes in at a time, unpadded, and one thread works: whole numbers are
    scaled anew for every call, so a vector would depend on what is read with it.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        _weights(), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
    )

    def encode(text: str, spans: Iterable[Span]) -> NDArray[np.float32] | None:
        ids = pieces_of(text, spans)
        return vector(tuple(ids)) if ids else None

    @lru_cache(maxsize=RECENT)
    def vector(ids: tuple[int, ...]) -> NDArray[np.float32]:
        made: NDArray[np.float32] = session.run(None, {"ids": np.array([ids], dtype=np.int64)})[0][0]
        return made

    return encode


def pieces_of(text: str, spans: Iterable[Span]) -> Sequence[int]:
    """The pieces of the words in some spans, in the order given, between the two marks; none where there is no word."""
    pieces = load_pieces()
    ids = [pieces.cls]
    for span in spans:
        for word in pieces.words(text, span.start, span.end):
            if len(ids) + len(word.ids) >= LONGEST:
                return [*ids, pieces.sep] if len(ids) > 1 else []
            ids += word.ids
    return [*ids, pieces.sep] if len(ids) > 1 else []


@lru_cache(maxsize=1)
def model_line() -> str:
    """The encoder's name and a hash of its weights."""
    return f"{NAME} {hashlib.sha256(_weights()).hexdigest()[:16]}"


def _weights() -> bytes:
    return (files(__package__) / "model" / MODEL).read_bytes()
