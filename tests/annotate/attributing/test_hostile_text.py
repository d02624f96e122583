"""Any text goes through the stage: no crash, spans that lie in it, and time that grows no faster than the text."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.annotate.attributing import attributions as stage
from sayso.annotate.tagging.decoding import Tagged
from sayso.annotate.tagging.tagger import Reading
from sayso.records import Attribution, Parse, Record
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle

NEWS = (
    "said",
    "Olsen",
    "according to",
    "the bridge is closed",
    "that",
    "he",
    "— Ann Roe (@annroe) May 4, 2019",
    "HARROWBY, June 3 —",
    "OLSEN: We go.",
    "https://example.org/a",
    "Mr.",
)
MARKS = (
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "''",
    "«",
    "»",
    ":",
    "—",
    ",",
    ".",
    "\n",
    "\n\n",
    "\r\n",
    "\u2028",
    "\u2029",
)
ODD = (
    "\x00",
    "\ud800",
    "\udfff",
    "\ud83d\ude00",
    "\u202e",
    "\ufeff",
    "\u0301",
    "\u200d",
    "\U0001f600",
    "\u3000",
    "ﬁ",
)
HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(NEWS + MARKS + ODD),
        st.text(st.characters(codec=None, categories=None), max_size=12),
    ),
    max_size=40,
).map(lambda parts: " ".join(parts)[:300])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE)
def test_any_text_gives_attributions_with_valid_spans(annotated: Any, text: str) -> None:
    """Not empty, in order, not within themselves; with surrogates, nulls, marks and line ends of every kind."""
    bundle = annotated(text, upto="attributions")
    rows = {row.id: row for row in bundle[Attribution]}

    assert len(rows) == len(bundle[Attribution])
    for row in rows.values():
        roles = [*row.content, *(span for span in (row.cue, row.source) if span is not None)]

        assert row.content
        assert all(0 <= span.start < span.end <= len(text) for span in roles)
        assert all(a.end <= b.start for a, b in pairwise(row.content))
        assert 1 <= row.confidence <= 999
        assert row.reasons
        assert row.nested_in is None or row.nested_in in rows
        assert row.id not in _around(rows, row)


def _around(rows: dict[str, Attribution], row: Attribution) -> list[str]:
    """The attributions around one, inside out; as many as there are where they go round in a circle."""
    found: list[str] = []
    while row.nested_in is not None and len(found) <= len(rows):
        found.append(row.nested_in)
        row = rows[row.nested_in]
    return found


# --- time -----------------------------------------------------------------------------------------------------

LINE = (
    'Nora Olsen said the “river” rose, and "nobody knew" what to do about it, according to the Gazette; '
    "the guild told Whitlow that Ames believes the owners denied it, as Brand reported, and she wants to stay. "
)
"""One sentence of a text without line ends: reports, quotations, who carried them, and reports within reports."""


def _line(size: int) -> str:
    return (LINE * (size // len(LINE) + 1))[:size]


def _alone(bundle: Bundle) -> Bundle:
    """An article with its parse and nothing else."""
    return Bundle(bundle.article, dict.fromkeys(bundle.kinds(), ()) | {Parse: bundle[Parse]})


def _seconds(work: Callable[[Bundle], Iterator[Record]], bundle: Bundle) -> float:
    """The processor's time for the stage alone, the median of three."""
    alone = _alone(bundle)

    def once() -> float:
        started = time.process_time()
        list(work(alone))
        return time.process_time() - started

    return median(once() for _ in range(3))


SURE = np.arange(200_000)[:, None] * np.array([[0.99, 0.99, 0.99]])
"""Running totals of chances by which every character is in every role."""


def _every_line(text: str, blocks: Sequence[Span]) -> Reading:
    """A tagger that takes no time: who says what is the same in every sentence."""
    rows = []
    for block in blocks:
        at = text.find(LINE, block.start, block.end)
        while at >= 0:

            def span(words: str, start: int = at) -> Span:
                return Span(text.index(words, start), text.index(words, start) + len(words))

            for source, cue, content in (
                ("Nora Olsen", "said", "the “river” rose"),
                ("the Gazette", "according to", "the “river” rose"),
                ("the guild", "told", "that Ames believes the owners denied it"),
                (None, None, "nobody knew"),
            ):
                roles = [span(words) if words else None for words in (cue, source)]
                rows.append(Tagged((span(content),), roles[0], roles[1], (900, 900, 900, 900), False, False))  # noqa: FBT003
            at = text.find(LINE, at + 1, block.end)
    size = len(text)
    return Reading(rows, list(range(1, size + 1)), list(range(size)), SURE[: size + 1])


@pytest.fixture(scope="module")
def line(annotated: Any) -> Callable[[int], Bundle]:
    """`line(20_000)` gives a parsed text of a single line of so many characters."""
    return lru_cache(maxsize=None)(lambda size: annotated(_line(size), upto="parses"))


def test_twice_the_text_on_one_line_takes_no_more_than_thrice_the_time(line: Any) -> None:
    """And half a time more for a loaded machine; quadratic work takes four times as long."""
    work = stage.open_attributions(Settings())

    assert _seconds(work, line(40_000)) < 3.5 * _seconds(work, line(20_000))


def test_what_the_stage_does_beside_the_tagger_takes_linear_time(line: Any, monkeypatch: Any) -> None:
    """Four times the text takes less than six times as long: behind the tagger, a quadratic loop could hide."""
    monkeypatch.setattr(stage, "open_tagger", lambda: _every_line)
    work = stage.open_attributions(Settings())

    assert len(list(work(_alone(line(20_000))))) > 20_000 // len(LINE)
    assert _seconds(work, line(80_000)) < 9 * _seconds(work, line(20_000))


@pytest.mark.parametrize(
    "filler",
    ["“", "”", '"', "“a", ": ", "\n", " ", "(", "— ", "https://", "said ", "Olsen said: “", "A: b\n\n"],
)
def test_the_same_words_without_end_are_read_in_time(annotated: Any, filler: str) -> None:
    """Each a case in which a search for the other end starts anew at every place."""
    bundle = annotated((filler * (3_000 // len(filler)))[:3_000], upto="parses")
    work = stage.open_attributions(Settings())

    assert _seconds(work, bundle) < 5
