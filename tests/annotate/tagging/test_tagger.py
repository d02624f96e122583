"""Tests of the tagger: windows read one after another, with scripted scores and with the weights that ship."""

import time
from collections.abc import Callable
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.tagging import tagger as tagging
from sayso.annotate.tagging.decoding import CONTENT, CUE, SOURCE, Scores, Tagged
from sayso.annotate.tagging.pieces import load_pieces
from sayso.annotate.tagging.tagger import MODEL, Reading, Tag, open_tagger, tagger_of
from sayso.annotate.tagging.windows import WINDOW, windows
from sayso.spans import Span

ROLES = {"she": SOURCE, "said": CUE, "yes": CONTENT}
"""The scripted scorer takes these words for sources, cues and contents, and all others for none of them."""


def _lines(text: str) -> list[Span]:
    """The lines of a text, as the paragraphs that a tagger is given."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _scripted(ids: list[int]) -> tuple[Scores, Scores, Scores]:
    """Contents are runs of "yes", and point to the nearest "said" of the window, which points to the nearest "she"."""
    role_of = {load_pieces()._ids[word]: role for word, role in ROLES.items()}
    labels = np.zeros((len(ids), 7), np.float32)
    cues, sources = np.zeros((2, len(ids), len(ids)), np.float32)
    roles = [role_of.get(id_) for id_ in ids]
    for at, role in enumerate(roles):
        begins = role is not None and (at == 0 or roles[at - 1] != role)
        labels[at, 0 if role is None else 1 + 2 * role + (not begins)] = 20
    for wanted, scores in ((CUE, cues), (SOURCE, sources)):
        places = [at for at, role in enumerate(roles) if role == wanted]
        for at in range(len(ids)):
            scores[at, min(places, key=lambda place: abs(place - at), default=0)] = 20
    return labels, cues, sources


@pytest.fixture(scope="module")
def scripted() -> Tag:
    """A tagger that knows three words."""
    return tagger_of(_scripted)


def _texts(text: str, row: Tagged) -> tuple[str | None, str | None, list[str]]:
    def words(span: Span | None) -> str | None:
        return None if span is None else text[span.start : span.end]

    return words(row.source), words(row.cue), [words(span) or "" for span in row.content]


def _found(tag: Tag, text: str) -> list[tuple[str | None, str | None, list[str]]]:
    return [_texts(text, row) for row in tag(text, _lines(text)).attributions]


# --- windows read one after another ---------------------------------------------------------------------------


def test_attributions_come_in_reading_order(scripted: Tag) -> None:
    """Those without a cue too."""
    text = "She said yes yes.\nNobody else knew.\nYes, perhaps.\nYes, she said."

    assert [
        ("She", "said", ["yes yes"]),
        ("she", "said", ["Yes", "Yes"]),
    ] == _found(scripted, text)


def test_a_content_cut_by_the_end_of_a_window_is_one(scripted: Tag) -> None:
    """Within a paragraph, over three windows; it keeps the cue and the source of where it began."""
    text = "She said " + "yes " * 600 + "indeed."

    assert [("She", "said", [("yes " * 600).strip()])] == _found(scripted, text)
    [row] = scripted(text, _lines(text)).attributions
    assert (True, False) == (row.sure[2] > 990, row.open_end)


def test_contents_of_two_paragraphs_stay_two(scripted: Tag) -> None:
    """Even where a window ends between them."""
    first, second = ("yes " * 200).strip(), ("yes " * 201).strip()

    assert [("She", "said", [first]), (None, None, [second])] == _found(
        scripted, f"She said {first}\n{second}"
    )


def test_contents_that_a_word_parts_stay_two(scripted: Tag) -> None:
    """The last word of one window and the first of the next have to be in them."""
    for before in (251, 252, 253):
        text = "She said " + "yes " * before + "and " + "yes " * 100
        found = _found(scripted, text)

        assert [before, 100] == [len(content.split()) for row in found for content in row[2]], before


def test_a_content_that_goes_on_with_a_cue_of_its_own_is_another(scripted: Tag) -> None:
    """Two cues make two attributions."""
    text = "She said " + "yes " * 300 + "she said."

    assert [252, 48] == [len(row[2][0].split()) for row in _found(scripted, text)]


def test_a_joined_content_is_as_sure_as_its_less_sure_part() -> None:
    """A chain is no stronger than its links."""
    calls: list[int] = []

    def run(ids: list[int]) -> tuple[Scores, Scores, Scores]:
        labels, cues, sources = _scripted(ids)
        calls.append(len(ids))
        return (labels if len(calls) == 1 else labels / np.float32(5)), cues, sources

    [row] = tagger_of(run)(text := "yes " * 300, _lines(text)).attributions

    assert 2 == len(calls)
    assert 800 < row.sure[0] < 990


def test_windows_are_read_one_at_a_time_and_hold_what_they_hold() -> None:
    """What is scored is a plain list of ids."""
    seen: list[list[int]] = []

    def run(ids: list[int]) -> tuple[Scores, Scores, Scores]:
        seen.append(ids)
        return _scripted(ids)

    text = "She said yes.\n" * 100
    tagger_of(run)(text, _lines(text))

    assert [w.ids for w in windows(load_pieces(), text, _lines(text))] == seen
    assert len(seen) > 1


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", " \t\n\u3000", "\x00", "\ud800", "\x00\n\ud800\udfff\n\u200b"]
)
def test_nothing_to_read_holds_no_attribution(scripted: Tag, text: str) -> None:
    """No window is scored at all."""
    reading = scripted(text, _lines(text))

    assert ([], [], []) == (reading.attributions, reading.starts, reading.ends)
    assert 0.0 == reading.chance(CONTENT, [Span(0, max(1, len(text)))])
    assert [] == scripted(text, []).attributions


@pytest.mark.parametrize("noise", ["\x00", "\ud800", "x" * 3_000, "\u200b" * 300, "\n\n \n\x00\n"])
def test_what_cannot_be_read_does_not_move_what_can(scripted: Tag, noise: str) -> None:
    """Offsets count what stands in the text."""
    assert [("She", "said", ["yes"])] == _found(scripted, f"{noise} She said yes {noise}.")


def test_only_the_paragraphs_that_are_given_are_read(scripted: Tag) -> None:
    """What stands between them is neither read nor joined."""
    text = "She said yes. She said yes."

    assert [("She", "said", ["yes"])] == [
        _texts(text, row) for row in scripted(text, [Span(14, 27)]).attributions
    ]


def test_a_long_line_takes_linear_time(scripted: Tag) -> None:
    """Also where an attribution stands in every window."""

    def seconds(times: int) -> float:
        text = "She said yes . " * times
        started = time.process_time()
        assert times == sum(len(row.content) for row in scripted(text, [Span(0, len(text))]).attributions)
        return time.process_time() - started

    seconds(100)
    assert seconds(8_000) < 12 * seconds(1_000) + 1


@given(
    st.lists(st.sampled_from(["She", "said", "yes", "no", ",", "\n", "\x00", "\ud800", "東", "unaffable"])),
    st.integers(1, 40),
    st.integers(0, 2**32 - 1),
)
@settings(max_examples=50, deadline=None)
def test_whatever_the_scores_attributions_are_in_order_and_lie_in_the_text(
    parts: list[str], times: int, seed: int
) -> None:
    """Nothing reaches over the end of a paragraph, and no content lies in another."""
    chance = np.random.default_rng(seed)

    def run(ids: list[int]) -> tuple[Scores, Scores, Scores]:
        labels, cues, sources = (
            chance.normal(0, 9, (len(ids), wide)).astype(np.float32) for wide in (7, len(ids), len(ids))
        )
        return labels, cues, sources

    text = " ".join(parts * times)
    rows = tagger_of(run)(text, _lines(text)).attributions
    contents = sorted(span for row in rows for span in row.content)

    assert [row.content[0] for row in rows] == sorted(row.content[0] for row in rows)
    assert all(a.end <= b.start for a, b in pairwise(contents))
    for row in rows:
        spans = [*row.content, *(span for span in (row.cue, row.source) if span)]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert not any("\n" in text[span.start : span.end] for span in spans)


# --- chances --------------------------------------------------------------------------------------------------


def test_the_chance_of_a_stretch_is_the_mean_of_its_words() -> None:
    """Words that it touches count whole."""
    text = "She said yes yes no no"
    reading = tagger_of(_scripted)(text, _lines(text))

    assert pytest.approx(1.0, abs=1e-6) == reading.chance(CONTENT, [Span(9, 16)])
    assert pytest.approx(0.5, abs=1e-6) == reading.chance(CONTENT, [Span(14, 18)])
    assert pytest.approx(1 / 3, abs=1e-6) == reading.chance(SOURCE, [Span(0, 3), Span(17, 22)])
    assert pytest.approx(0.0, abs=1e-6) == reading.chance(CUE, [Span(0, 3)])


def test_the_chance_of_white_space_is_none() -> None:
    """There is no word in it."""
    text = "yes   yes"
    reading = tagger_of(_scripted)(text, _lines(text))

    assert (0.0, 0.0) == (reading.chance(CONTENT, [Span(3, 6)]), reading.chance(CONTENT, []))


@given(
    st.lists(st.sampled_from(["She", "said", "yes", "no", "\n"]), max_size=400),
    st.lists(st.tuples(st.integers(0, 1_000), st.integers(1, 50)), max_size=4),
)
@settings(max_examples=30, deadline=None)
def test_the_chances_of_any_stretches_are_those_of_the_words_in_them(
    parts: list[str], stretches: list[tuple[int, int]]
) -> None:
    """Over the ends of windows too."""
    text = " ".join(parts)
    reading = tagger_of(_scripted)(text, _lines(text))
    words = [
        (Span(word.start, word.end), ROLES.get(text[word.start : word.end].lower()))
        for line in _lines(text)
        for word in load_pieces().words(text, line.start, line.end)
    ]
    spans = [Span(start, start + size) for start, size in stretches]
    hits = [role for span in spans for word, role in words if word.start < span.end and word.end > span.start]

    assert [word.end for word, _ in words] == reading.ends
    for role in (SOURCE, CUE, CONTENT):
        expected = hits.count(role) / len(hits) if hits else 0.0
        assert pytest.approx(expected, abs=1e-6) == reading.chance(role, spans)


# --- the weights that ship ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tagger() -> Tag:
    """The tagger with its weights."""
    path = files(tagging.__package__ or "") / "model" / MODEL
    assert path.is_file(), f"{MODEL} is not there; training/CARD.md says how it is made"
    return open_tagger()


STORY = """Bridge of Harrowby to close in May
The old bridge of Harrowby will be closed for repairs, the mayor said on Monday.
“We will rebuild it stone by stone,” said Nora Whitlow, a spokeswoman for the town.
It has carried carts and cars since 1788. Its northern arch fell in the great flood.
According to the ministry, the work will take three years. Farmers fear that the river will flood their fields."""


def test_it_finds_who_said_what(tagger: Tag) -> None:
    """Of the four attributions of an invented story the clearest two, whole, and no more than there are."""
    found = _found(tagger, STORY)

    assert (
        "Nora Whitlow, a spokeswoman for the town",
        "said",
        ["“We will rebuild it stone by stone,”"],
    ) in found
    assert ("the ministry", "According to", ["the work will take three years"]) in found
    assert 3 <= len(found) <= 5


def test_what_is_no_attribution_holds_none(tagger: Tag) -> None:
    text = "The bridge of Harrowby is 90 metres long.\nIts northern arch fell in the great flood of 1911."

    assert [] == _found(tagger, text)


def test_it_reads_alike_every_time(tagger: Tag) -> None:
    """Whatever was read before, and after it is opened again."""

    def read(tag: Callable[..., Reading]) -> tuple[list[Tagged], list[list[float]]]:
        reading = tag(STORY, _lines(STORY))
        return reading.attributions, reading.sums.tolist()

    first = read(tagger)
    tagger("Another story. " * 50, [Span(0, 700)])

    assert first == read(tagger) == read(open_tagger())


def test_it_scores_every_length_of_window(tagger: Tag) -> None:
    """From one word to the longest, with the last piece of the vocabulary."""
    last = next(piece for piece, at in load_pieces()._ids.items() if at == 30_521).removeprefix("##")
    for words in (1, 2, 100, WINDOW - 2):
        text = f"{last} " * words
        assert words <= len(tagger(text, [Span(0, len(text))]).ends)


@given(st.text(st.characters(exclude_categories=()), max_size=400))
@settings(max_examples=30, deadline=None)
def test_any_text_is_read(tagger: Tag, text: str) -> None:
    """Valid spans out, and chances between none and certain."""
    reading = tagger(text, _lines(text))

    for row in reading.attributions:
        spans = [*row.content, *(span for span in (row.cue, row.source) if span)]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(0 <= sure <= 1000 for sure in row.sure)
    for role in (SOURCE, CUE, CONTENT):
        assert 0 <= reading.chance(role, [Span(0, len(text) + 1)]) <= 1 + 1e-9


def test_the_weights_are_small_and_have_their_notice() -> None:
    """They ship with every install."""
    folder = files(tagging.__package__ or "") / "model"

    assert len((folder / MODEL).read_bytes()) < 30_000_000
    assert "Apache" in (folder / "NOTICE").read_text(encoding="utf-8")
