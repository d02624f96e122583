"""The benchmark beside other ways to compare names."""

import gzip
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench"
ROWS = [
    {"name1": "Orla Tavistock", "name2": "O. Tavistock", "is_match": True, "schema": "Person"},
    {"name1": "Orla Tavistock", "name2": "Maren Tavistock", "is_match": False, "schema": "Person"},
    {"name1": "Tavistock Ltd", "name2": "Tavistock Limited", "is_match": True, "schema": "Company"},
]


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The script, with three rows of its own and few pairs to time."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    before = set(sys.modules)
    spec = importlib.util.spec_from_file_location("bench_names_under_test", BENCH / "names.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "DRAWN", 50)
    (tmp_path / "names").mkdir()
    with gzip.open(tmp_path / "names" / "name_pairs.dev.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in ROWS)
    monkeypatch.setenv("SAYSO_DATA", str(tmp_path))
    yield module
    for name in set(sys.modules) - before:
        if name in {"bench_names_under_test", "eval_names", "chain"}:
            del sys.modules[name]


def _no_peer() -> object:
    raise ModuleNotFoundError(name="nomenklatura")


def test_what_is_not_installed_is_named_and_the_others_are_measured(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "nomenklatura", _no_peer)
    assert bench.main(["--rounds", "1"]) == 0
    shown = capsys.readouterr().out
    assert "not installed" in shown
    assert "Sayso" in shown
    assert "edit distance" in shown


@pytest.mark.parametrize(("score", "code"), [(0.9, 0), (1.1, 1)])
def test_it_fails_when_the_other_matcher_finds_persons_better(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, score: float, code: int
) -> None:
    right = {"O. Tavistock"} if code else set()
    peer = bench.System(
        "nomenklatura 0", bench.as_written, lambda _, two, __: score if two in right else 0.0, 0.7, 5
    )
    monkeypatch.setattr(bench, "nomenklatura", lambda: peer)
    monkeypatch.setattr(bench.matching, "MAY_BE_ONE", 2000 if code else 700)
    assert bench.main(["--rounds", "1"]) == code


def test_without_data_it_says_so(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SAYSO_DATA")
    monkeypatch.delenv("SAYSO_REQUIRE", raising=False)
    assert bench.main([]) == 0
    monkeypatch.setenv("SAYSO_REQUIRE", "data")
    assert bench.main([]) == 1
    assert "skipped" in capsys.readouterr().out
