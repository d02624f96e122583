"""The measure of utterances: labelled pairs made ready, figures and baselines on pairs made by hand."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sayso.ids import text_hash

Measures = Callable[[str], ModuleType]
DYKE = "the old dyke will hold if Vareth sends sandbags before the weekend"
TUNE, HELD = "a", "d"
"""Ids whose SHA-1 begins with 8 and with 0 to 3."""


def side(article: str, text: str, part: str) -> dict[str, Any]:
    """One side of a label."""
    start = text.index(part)
    return {"id": article, "text_sha256": text_hash(text), "content": [[start, start + len(part)]]}


@pytest.fixture
def labelled(
    tmp_path: Path, measure_of: Measures, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., list[Any]]:
    """Pairs of one article, by the labels given for it."""

    def read(text: str = f"Penn said {DYKE}.", labelled_text: str | None = None, **label: Any) -> list[Any]:
        module = measure_of("utterance_pairs")
        row = {"same": True, "speakers": "same", **label}
        row["a"] = side(HELD, labelled_text or text, DYKE)
        row["b"] = row["a"]
        labels = tmp_path / "labels.jsonl"
        labels.write_text(json.dumps(row) + "\n", encoding="utf-8")
        monkeypatch.setattr(module, "LABELS", labels)
        for name, rows in (
            ("stories/wikinews.jsonl.gz", [{"id": HELD, "text": text}]),
            ("load/articles.jsonl.gz", []),
        ):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            _pack(tmp_path / name, rows)
        pairs: list[Any] = module.labelled_pairs(tmp_path)
        return pairs

    return read


def _pack(path: Path, rows: list[dict[str, Any]]) -> None:
    import gzip

    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def test_a_labelled_pair_has_the_words_and_the_meaning_of_its_spans(
    labelled: Callable[..., list[Any]],
) -> None:
    (pair,) = labelled(kind="verbatim")

    assert pair.a.roots[:3] == ("the", "old", "dyke")
    assert pair.a.vector is not None
    assert (pair.same, pair.kind, pair.held) == (True, "verbatim", True)


def test_a_text_that_is_not_the_labelled_one_ends_the_measure(labelled: Callable[..., list[Any]]) -> None:
    with pytest.raises(SystemExit, match="label it again"):
        labelled(labelled_text=f"Vale said {DYKE}.")


@pytest.mark.parametrize(("days", "told"), [("same", True), ("other", False)])
def test_days_that_a_reader_can_tell_are_days_that_are_told(
    labelled: Callable[..., list[Any]],
    measure_of: Measures,
    days: str,
    told: bool,  # noqa: FBT001
) -> None:
    pair = measure_of("utterance_pairs").tell_days(labelled(days=days)[0])

    assert (pair.a.said.day == pair.b.said.day) is told


def test_days_that_nobody_can_tell_stay_untold(
    labelled: Callable[..., list[Any]], measure_of: Measures
) -> None:
    (pair,) = labelled(days="unknown")

    assert measure_of("utterance_pairs").tell_days(pair) is pair


def test_f1_counts_what_is_found_and_what_is_there(measure_of: Measures) -> None:
    f1 = measure_of("utterances").f1

    assert f1([True, True, False], [True, False, False]) == pytest.approx(200 / 3)
    assert f1([False], [False]) == 0.0


def test_an_interval_lies_around_the_figure_and_is_the_same_every_time(measure_of: Measures) -> None:
    module = measure_of("utterances")
    gold, found = [True, False] * 20, [True, False, True, True] * 10

    low, high = module.interval(gold, found)
    assert low < module.f1(gold, found) < high
    assert (low, high) == module.interval(gold, found)


def test_a_baseline_gets_its_best_threshold_on_the_tuning_pairs_and_knows_who_speaks(
    labelled: Callable[..., list[Any]], measure_of: Measures
) -> None:
    module = measure_of("utterances")
    (pair,) = labelled()
    tune = [pair, pair._replace(same=False, speakers="different")]

    assert module.baseline(tune, tune, module.shared_words) == 100.0
    assert module.baseline(tune, [pair._replace(days="other")], module.alike) == 0.0
    assert module.shared_words(pair.a, pair.b) == module.alike(pair.a, pair.b) == 1000
