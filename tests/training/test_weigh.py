"""Tests of how the weights of confidence are fitted: on which articles, on what claims, and how they are judged."""

import importlib.util
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sayso.annotate.attributing.claims import Claim
from sayso.annotate.attributing.tagged import TAGGED
from sayso.annotate.attributing.weighing import LAYOUT
from sayso.annotate.tagging.decoding import Tagged
from sayso.annotate.tagging.tagger import Reading
from sayso.spans import Span

ROOT = Path(__file__).parents[2]
FREE, HELD = "a", "d"
"""Ids whose SHA-1 begins with 8 and with 0 to 3."""


@pytest.fixture
def weigh(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The script as a module, which finds the measures beside which it stands."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "eval"), str(ROOT / "training"), *sys.path])
    spec = importlib.util.spec_from_file_location("weigh_under_test", ROOT / "training" / "weigh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    for name in {path.stem for path in (ROOT / "eval").glob("*.py")} & set(sys.modules):
        del sys.modules[name]


# --- weights --------------------------------------------------------------------------------------------------


def _chance(table: Any, weights: Any) -> Any:
    return 1 / (1 + np.exp(-table @ weights))


def test_what_tells_gets_weight_and_what_tells_nothing_gets_none(weigh: Any) -> None:
    """Against it where it is false more often than not."""
    right = np.array([1.0, 1.0, 1.0, 0.0] * 50)
    told, noise = np.array([1.0, 1.0, 1.0, -1.0] * 50), np.array([1.0, -1.0] * 100)
    table = np.stack([told, -told, noise - noise, np.ones(200)], axis=1)
    weights = weigh.fit(table, right)

    assert weights[0] > 1
    assert -weights[0] == pytest.approx(weights[1])
    assert pytest.approx(0) == weights[2]


def test_the_fit_is_the_best_that_the_ridge_allows(weigh: Any) -> None:
    """There the slope of the likelihood is that of the ridge, also where the features tell all."""
    table = np.column_stack([np.ones(40), np.sin(np.arange(40)), np.arange(40) % 3])
    for right in ((np.arange(40) % 2).astype(float), (np.arange(40) % 3 > 1).astype(float), np.ones(40)):
        weights = weigh.fit(table, right)

        assert weigh.RIDGE * weights == pytest.approx(table.T @ (right - _chance(table, weights)), abs=1e-4)


def test_the_fit_is_calibrated(weigh: Any) -> None:
    """With enough articles the mean chance is the share that is right."""
    right = np.array([1.0, 1.0, 0.0, 1.0, 0.0] * 400)
    table = np.ones((2_000, 1))

    assert pytest.approx(0.6, abs=0.001) == _chance(table, weigh.fit(table, right)).mean()


def test_without_claims_nothing_weighs(weigh: Any) -> None:
    assert [0.0, 0.0] == list(weigh.fit(np.zeros((0, 2)), np.zeros(0)))


# --- articles and claims --------------------------------------------------------------------------------------


def test_articles_that_are_never_read_are_left_out(weigh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not even parsed."""
    read: list[str] = []

    def annotate(articles: Sequence[Any], _stages: Any) -> list[Any]:
        read.extend(article.external_id for article in articles)
        return list(articles)

    monkeypatch.setattr(weigh, "annotate", annotate)
    monkeypatch.setattr(
        weigh,
        "read_jsonl",
        lambda _: iter([{"doc": i, "text": i, "attributions": [i]} for i in (HELD, FREE)]),
    )
    [article] = weigh.polnear(Path())

    assert [FREE] == read
    assert ([FREE], None) == (article.outer, article.inner)


def test_labels_within_others_are_kept_apart(weigh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the form that the scorer reads; what is not there is empty."""
    row = {
        "attributions": [
            {"source": [0, 3], "cue": [4, 8], "content": [[9, 12], [14, 16]], "nested_in": None},
            {"source": None, "cue": None, "content": [[9, 10]], "nested_in": 0},
        ]
    }
    monkeypatch.setattr(weigh, "read", lambda *_: [(row, "bundle")])
    [article] = weigh.own(Path(), Path())

    assert ("bundle", 1, 1) == (article.bundle, len(article.outer), len(article.inner))
    assert {
        "content": [{"start": 9, "end": 12}, {"start": 14, "end": 16}],
        "cue": [{"start": 4, "end": 8}],
        "source": [{"start": 0, "end": 3}],
    } == article.outer[0]
    assert {"content": [{"start": 9, "end": 10}], "cue": [], "source": []} == article.inner[0]


class _Unit:
    """An attribution as sets of characters."""

    def __init__(self, row: Any, _text: str) -> None:
        self.content, self.source = (
            frozenset(at for span in row[role] for at in range(span["start"], span["end"]))
            for role in ("content", "source")
        )


SCORER = SimpleNamespace(
    tokenise=lambda _text: (), Unit=_Unit, jaccard=lambda a, b: len(a & b) / len(a | b) if a | b else 1.0
)
TEXT = (
    "Whitlow said the guild believes that the bridge of Harrowby is closed.\n\n"
    "“Nobody in this valley ever built us a road.”"
)


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def _label(source: str | None, content: str) -> dict[str, Any]:
    def place(words: str) -> dict[str, int]:
        return {"start": _span(words).start, "end": _span(words).end}

    return {"content": [place(content)], "source": [place(source)] if source else []}


OUTER = _label("Whitlow", "the guild believes that the bridge of Harrowby is closed")
INNER = _label("the guild", "that the bridge of Harrowby is closed")


@pytest.fixture
def judged(weigh: Any, annotated: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`judged(outer, inner)` gives (pattern, within another, right) of each claim that is weighed."""

    def tag(_text: str, blocks: Sequence[Span]) -> Reading:
        row = Tagged(
            (_span("the guild believes that the bridge of Harrowby is closed"),),
            _span("said"),
            _span("Whitlow"),
            (900, 900, 900, 900),
            open_start=False,
            open_end=False,
        )
        whole = blocks and blocks[0].start == 0
        return Reading([row] if whole else [], [], [], np.zeros((1, 3)))

    monkeypatch.setattr(weigh, "open_tagger", lambda: tag)
    bundle = annotated(TEXT, upto="mentions")

    def judged(outer: Any, inner: Any) -> list[tuple[str, bool, bool]]:
        found = weigh.candidates([weigh.Labelled(bundle, outer, inner)], SCORER)
        return [(row.claim.pattern, row.claim.inner, row.right) for row in found]

    return judged


def test_a_claim_is_right_where_a_label_shares_half_of_content_and_source(judged: Any) -> None:
    """Within another, a label that lies within another."""
    assert [(TAGGED, False, True), ("belief clause", True, True)] == judged([OUTER], [INNER])
    assert [(TAGGED, False, False), ("belief clause", True, False)] == judged([INNER], [OUTER])
    assert [(TAGGED, False, False), ("belief clause", True, False)] == judged([_label(None, TEXT)], [])


def test_where_nobody_labelled_what_lies_within_nothing_is_learnt_of_it(judged: Any) -> None:
    """Found there is neither right nor false."""
    assert [(TAGGED, False, True)] == judged([OUTER], None)


def test_what_layout_tells_is_not_weighed(judged: Any) -> None:
    """The quotation that stands alone is as sure as its pattern."""
    assert not [pattern for pattern, _, _ in judged([OUTER], [INNER]) if pattern in LAYOUT]


# --- the report and the table ---------------------------------------------------------------------------------


def _candidates(weigh: Any, rights: Sequence[bool], *, inner: bool = False) -> list[Any]:
    """One claim an article."""
    claim = Claim(TAGGED, 0, None, None, [Span(0, 1)], speech=True, inner=inner)
    return [
        weigh.Candidate(number, claim, {"told": right - 0.5}, right) for number, right in enumerate(rights)
    ]


def test_an_article_is_judged_by_what_was_learnt_of_the_others(weigh: Any) -> None:
    """A feature that no other article has is worth nothing there, however well it tells."""
    rights = [True, False] * 5
    report = weigh.report(_candidates(weigh, rights), np.eye(10), np.array(rights, dtype=float), labels=10)

    assert ["0.5 10 50 50"] == [" ".join(line.split()) for line in report.splitlines()[10:]]


def test_precision_and_recall_are_of_what_is_sure_enough(weigh: Any) -> None:
    """Of all labels, found or not; features that tell make both whole at the lower levels."""
    rights = [True, True, True, False] * 25
    table = np.array([[20.0 if right else -20.0] for right in rights])
    report = weigh.report(_candidates(weigh, rights), table, np.array(rights, dtype=float), labels=150)
    lines = [line.split() for line in report.splitlines()]

    assert ["0.5", "100.0", "50.0"] == lines[4]
    assert [["0.0", "25", "0", "0"], ["0.9", "75", "100", "100"]] == lines[10:]


def test_what_lies_within_another_is_left_out_of_precision(weigh: Any) -> None:
    """It counts for calibration alone."""
    rights = [True] * 10
    found = _candidates(weigh, rights, inner=True)
    report = weigh.report(found, np.ones((10, 1)), np.ones(10), labels=10)
    lines = [line.split() for line in report.splitlines()]

    assert [["0.0", "0.0"]] * 8 == [line[1:] for line in lines[1:9]]
    assert ["10", "100"] == lines[10][1::2]


@pytest.mark.parametrize("write", [False, True])
def test_the_table_is_written_when_asked_for(
    weigh: Any,
    write: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A line for each feature that some claim has, in order, as the program reads it."""
    table = tmp_path / "weights.tsv"
    labelled = [weigh.Labelled(None, [OUTER], [])]
    found = _candidates(weigh, [True, False] * 10)
    found.append(weigh.Candidate(0, found[0].claim, {"always": 1.0}, right=True))
    for name, value in {
        "TABLE": table,
        "polnear": lambda _: labelled,
        "own": lambda *_: [],
        "candidates": lambda *_: found,
        "load_scorer": lambda _: SCORER,
    }.items():
        monkeypatch.setattr(weigh, name, value)
    monkeypatch.setenv("SAYSO_DATA", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["weigh.py", *(["--write"] if write else [])])
    weigh.main()

    assert "precision" in capsys.readouterr().out
    assert write == table.exists()
    if write:
        header, *lines = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
        assert ["feature", "weight"] == header
        assert ["always", "told"] == [name for name, _ in lines]
        assert all(float(weight) > 0 for _, weight in lines)
