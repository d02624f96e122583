"""The sentence encoder: what it reads, that it reads alike every time, and that meanings order as they should."""

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.annotate import meaning
from sayso.annotate.meaning.encoder import LONGEST, MODEL, Encode, model_line, open_encoder, pieces_of
from sayso.annotate.tagging.pieces import load_pieces
from sayso.spans import Span
from sayso.words.vectors import WIDTH, cosine, pack, unpack


@pytest.fixture(scope="module")
def encode() -> Encode:
    """The encoder with its weights."""
    return open_encoder()


@pytest.fixture(scope="module")
def alike(encode: Encode) -> Callable[[str, str], int]:
    """How alike two texts are, in thousandths."""

    def alike(one: str, two: str) -> int:
        a, b = (unpack(pack(_of(encode, text))) for text in (one, two))
        return cosine(a, b)

    return alike


def _of(encode: Encode, text: str) -> NDArray[np.float32]:
    vector = encode(text, [Span(0, len(text))])
    assert vector is not None
    return vector


def test_what_means_the_same_is_more_alike_than_what_shares_words(alike: Callable[[str, str], int]) -> None:
    """Hardly a word shared, against most words shared."""
    said = "The mayor did not warn the town of the flood."
    again = "No early warning that the water would rise came from the mayor's office."
    other = "The mayor did warn the town's butcher of the inspection."

    assert alike(said, again) > alike(said, other)
    assert alike(said, again) > 500 > alike(said, "Goats were sold at the market of Harrowby.")


def test_a_vector_has_the_length_of_one(encode: Encode) -> None:
    vector = _of(encode, "The old bridge of Harrowby will be closed.")

    assert (WIDTH,) == vector.shape
    assert pytest.approx(1.0, abs=1e-5) == float(np.linalg.norm(vector))


def test_where_there_is_no_word_there_is_no_vector(encode: Encode) -> None:
    assert encode("", []) is None
    assert encode("The bridge.", []) is None
    assert encode(" \n\u200b ", [Span(0, 4)]) is None


def test_spans_are_read_as_one_and_nothing_between_them() -> None:
    text = "“We will rebuild it,” said Nora Whitlow, “stone by stone.”"
    spans = [Span(1, 20), Span(42, 57)]
    joined = "We will rebuild it, stone by stone."

    assert joined == " ".join(text[span.start : span.end] for span in spans)
    assert pieces_of(joined, [Span(0, len(joined))]) == pieces_of(text, spans)


@pytest.mark.parametrize("words", [1, 2, LONGEST - 2, LONGEST - 1, 5000])
def test_no_more_is_read_than_the_encoder_was_trained_on(encode: Encode, words: int) -> None:
    """Whole words only, with the mark at the end."""
    pieces = load_pieces()
    text = "stone " * words
    ids = pieces_of(text, [Span(0, len(text))])

    assert min(words, LONGEST - 2) + 2 == len(ids)
    assert (pieces.cls, pieces.sep) == (ids[0], ids[-1])
    assert encode(text, [Span(0, len(text))]) is not None


def test_a_first_word_of_too_many_pieces_gives_none(encode: Encode) -> None:
    """A hundred rare letters in a row are one word of as many pieces: with nothing else in front, it still fits."""
    text = "ⰰ" * 90 + " " + "ⰰ" * 90
    ids = pieces_of(text, [Span(0, len(text))])

    assert len(ids) <= LONGEST
    assert (encode(text, [Span(0, len(text))]) is None) == (not ids)


TEXTS = (
    "The bridge will close.",
    "Nobody knows when it will open again, the ministry said on Monday, in a letter.",
)

SCRIPT = """
import sys
from sayso.annotate.meaning.encoder import open_encoder
from sayso.spans import Span
from sayso.words.vectors import pack
encode = open_encoder()
for text in sys.argv[1:]:
    print(pack(encode(text, [Span(0, len(text))])))
"""


def test_the_same_text_has_the_same_vector_whatever_else_was_read(encode: Encode) -> None:
    """Alone, in any order, after it is opened again, and with other threads, hash seeds, zones and locales."""
    here = [pack(_of(encode, text)) for text in TEXTS]
    turned = [pack(_of(encode, text)) for text in reversed(TEXTS)][::-1]
    again = [pack(_of(open_encoder(), text)) for text in TEXTS]
    others = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, *TEXTS],
            env={
                **os.environ,
                "OMP_NUM_THREADS": threads,
                "PYTHONHASHSEED": threads,
                "TZ": zone,
                "LC_ALL": "C",
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for threads, zone in (("1", "UTC"), ("2", "Pacific/Apia"))
    ]

    assert here == turned == again == others[0] == others[1]


@given(st.text(st.characters(exclude_categories=()), max_size=200))
@settings(max_examples=30, deadline=None)
def test_any_text_is_read(encode: Encode, text: str) -> None:
    vector = encode(text, [Span(0, len(text))])

    assert vector is None or bool(np.isfinite(vector).all())


def test_the_weights_are_small_and_have_their_notice() -> None:
    """They ship with every install."""
    folder = files(meaning.__package__ or "") / "model"

    assert len((folder / MODEL).read_bytes()) < 24_000_000
    assert "Apache" in (folder / "NOTICE").read_text(encoding="utf-8")


def test_the_model_line_names_the_weights() -> None:
    assert model_line().startswith("all-MiniLM-L6-v2")
    assert model_line() == model_line()
