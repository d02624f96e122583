"""How the weights of merging are fitted: on given labels, in shares, and judged by other folds."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pairs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The script as a module, which finds the measures beside which it stands."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "eval"), *sys.path])
    spec = importlib.util.spec_from_file_location("pairs_under_test", ROOT / "training" / "pairs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = set(sys.modules)
    spec.loader.exec_module(module)
    yield module
    for name in {path.stem for path in (ROOT / "eval").glob("*.py")} & (set(sys.modules) - before):
        del sys.modules[name]


def table() -> tuple[Any, Any]:
    """Forty pairs of which those with more of the second feature are one."""
    like = np.linspace(0, 1, 40)
    return np.stack([np.ones(40), like], axis=1), (like > 0.5).astype(float)


def test_what_goes_with_one_utterance_gets_a_weight_above_nothing(pairs: Any) -> None:
    rows, gold = table()

    assert pairs.fit(rows, gold, np.ones(40))[1] > 1


def test_a_pair_of_no_share_counts_for_nothing(pairs: Any) -> None:
    rows, gold = table()
    share = np.ones(40)
    share[:20] = 0.0
    wrong = np.where(share == 0, 1 - gold, gold)

    assert np.allclose(pairs.fit(rows, gold, share), pairs.fit(rows, wrong, share), atol=1e-6)


def test_pairs_are_judged_by_weights_of_other_folds(pairs: Any) -> None:
    """With all of one kind in one fold the others never saw it, and take it for the other kind."""
    rows, gold = table()
    chances = pairs.judged(rows, gold, np.ones(40), gold.astype(int), [0, 1])

    assert chances[gold == 1].max() < 0.5 < chances[gold == 0].min()


def test_the_shipped_table_has_a_weight_for_every_feature_that_is_compared(pairs: Any) -> None:
    names = [line.split("\t")[0] for line in pairs.TABLE.read_text(encoding="utf-8").splitlines()[1:]]

    assert {"always", "words in order", "meaning", "days between"} <= set(names)
    assert len(names) == len(set(names))
