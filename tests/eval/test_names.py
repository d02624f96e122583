"""The measure of names compared."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Measure = Callable[[str], ModuleType]


def _row(one: str, two: str, *, is_match: bool, schema: str = "Person") -> dict[str, Any]:
    return {"name1": one, "name2": two, "is_match": is_match, "schema": schema}


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def test_precision_and_recall_count_matches_from_the_threshold_on(measure_of: Measure) -> None:
    names = measure_of("names")
    rows = [
        _row("Orla Tavistock", "O. Tavistock", is_match=True),
        _row("Orla Tavistock", "Maren Tavistock", is_match=False),
        _row("Orla Vossari", "Orla Vossary", is_match=False),
        _row("Orla Tavistock", "Samir Vossari", is_match=True),
    ]
    assert names.scores(rows, names.sayso, 700) == (50.0, 50.0, 50.0)


def test_nothing_found_is_no_precision(measure_of: Measure) -> None:
    names = measure_of("names")
    assert names.scores([_row("Orla", "Maren", is_match=True)], names.sayso, 700) == (0.0, 0.0, 0.0)
    assert names.scores([], names.sayso, 700) == (0.0, 0.0, 0.0)


def test_edit_distance_gets_its_best_threshold(measure_of: Measure) -> None:
    names = measure_of("names")
    rows = [_row("Tavistock", "Tavistok", is_match=True), _row("Tavistock", "Vossari", is_match=False)]
    assert names.best_f1(rows, names.edits) == 100.0


def test_recall_is_what_scores_above_the_allowed_false_matches(
    measure_of: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = measure_of("names")
    monkeypatch.setattr(names, "FALSE_MATCHES", 0.5)
    score = {("a", "b"): 9.0, ("a", "c"): 5.0, ("x", "y"): 7.0, ("x", "z"): 5.0}
    assert names.recall([("a", "b"), ("a", "c")], [("x", "y"), ("x", "z")], lambda *pair: score[pair]) == 50.0


def test_spellings_are_paired_within_a_word_and_others_never_share_one(
    measure_of: Measure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = measure_of("names")
    monkeypatch.setattr(names, "OTHERS", 20)
    monkeypatch.setattr(names, "held_out", lambda key: key == "held")

    def variants(*words: str) -> list[dict[str, Any]]:
        return [{"en": word, "count": 3} for word in words] + [{"en": "once", "count": 1}]

    rows = [
        {"ar": "one", "variants": variants("Vadhimi", "Vadhemi")},
        {"ar": "two", "variants": variants("Mazari", "Vadhemi")},
        {"ar": "held", "variants": variants("Vossari", "Vossary")},
    ]
    _write(tmp_path / "words.gz", rows)
    ones, others = names.read_words(tmp_path / "words.gz", held_only=False)
    assert ones == [("vadhemi", "vadhimi"), ("mazari", "vadhemi")]
    assert {frozenset(pair) for pair in others} == {frozenset({"mazari", "vadhimi"})}


def test_all_figures_are_taken_with_those_of_held_out_rows(
    measure_of: Measure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = measure_of("names")
    monkeypatch.setattr(names, "OTHERS", 10)
    monkeypatch.setattr(names, "held_out", lambda key: key.startswith("held"))
    _write(
        tmp_path / names.PAIRS,
        [
            _row("Orla Tavistock", "ORLA TAVISTOCK", is_match=True),
            _row("held Tavistock", "held Vossari", is_match=False),
            _row("held Tavistock", "Held Tavistok", is_match=True),
            _row("Tavistock Ltd", "Tavistock", is_match=True, schema="Company"),
        ],
    )
    words = [
        {"ar": name, "variants": [{"en": word, "count": 2} for word in both]}
        for name, both in {
            "held": ("Vadhimi", "Vadhemi"),
            "heldtoo": ("Tavistock", "Tavistok"),
            "one": ("Mazari", "Mezari"),
            "two": ("Vossari", "Vossary"),
        }.items()
    ]
    _write(tmp_path / names.WORDS, words)
    figures = names.measure(tmp_path)
    assert set(figures.values()) == {100.0}
    assert {"persons: F1", "persons held out: F1", "Arabic words held out: recall"} <= set(figures)
    assert set(names.baselines(tmp_path)) <= set(figures)
