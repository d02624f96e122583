"""Tests of the accuracy gate itself: it refuses to fall, and to lower a floor."""

import importlib.util
import json
import math
from pathlib import Path
from typing import Any

import pytest

EVAL = Path(__file__).parents[2] / "eval"


@pytest.fixture
def gate(monkeypatch: Any, tmp_path: Any) -> Any:
    """The gate as a module, with floors of its own."""
    spec = importlib.util.spec_from_file_location("gate_under_test", EVAL / "gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(module, "ADAPTERS", ("part",))
    module.FLOORS.write_text(json.dumps({"part": {"F1": 60.0}}))
    monkeypatch.setenv("SAYSO_DATA", str(tmp_path))
    return module


def _measures(monkeypatch: Any, gate: Any, **values: Any) -> Any:
    monkeypatch.setattr(gate, "_measure", lambda _name, _data: dict(values))


def test_a_measure_at_its_floor_passes(gate: Any, monkeypatch: Any, capsys: Any) -> None:
    """The table shows both."""
    _measures(monkeypatch, gate, F1=60.0)

    assert 0 == gate.main([])
    assert "60.0" in capsys.readouterr().out


def test_a_measure_below_its_floor_fails(gate: Any, monkeypatch: Any, capsys: Any) -> None:
    """It says which, and by how much."""
    _measures(monkeypatch, gate, F1=58.0)

    assert 1 == gate.main([])
    assert "part: 'F1' is 58.0, below its floor of 60.0" in capsys.readouterr().err


def test_a_measure_that_is_gone_fails(gate: Any, monkeypatch: Any) -> None:
    """A floor cannot be passed by not measuring."""
    _measures(monkeypatch, gate, precision=90.0)

    assert 1 == gate.main([])


def test_update_raises_floors_and_never_lowers_them(gate: Any, monkeypatch: Any) -> None:
    """What is better is kept, what is worse changes nothing."""
    _measures(monkeypatch, gate, F1=58.0, recall=70.27)
    gate.main(["--update"])

    assert {"part": {"F1": 60.0, "recall": 70.2}} == json.loads(gate.FLOORS.read_text())


def _at_most(gate: Any, value: float, *more: str) -> Any:
    gate.FLOORS.write_text(json.dumps({"part": {"false an article, at most": 1.5}}))
    gate._measure = lambda _name, _data: {"false an article, at most": value}
    return gate.main(list(more))


@pytest.mark.parametrize(
    ("value", "code"), [(0.0, 0), (1.5, 0), (1.54, 0), (1.56, 1), (9.0, 1), (math.nan, 1)]
)
def test_a_measure_that_may_only_fall_is_refused_above_what_was(
    gate: Any, value: float, code: int, capsys: Any
) -> None:
    """Within the same slack, and one that is no number too."""
    assert code == _at_most(gate, value)
    assert (
        f"part: 'false an article, at most' is {value:.2f}, above 1.5" in capsys.readouterr().err
    ) == bool(code)


def test_a_measure_that_may_only_fall_and_is_gone_fails(gate: Any, monkeypatch: Any) -> None:
    """As any other."""
    gate.FLOORS.write_text(json.dumps({"part": {"false an article, at most": 1.5}}))
    _measures(monkeypatch, gate, F1=99.0)

    assert 1 == gate.main([])


@pytest.mark.parametrize(("value", "expected"), [(1.21, 1.3), (0.0, 0.0), (1.5, 1.5), (2.0, 1.5)])
def test_update_lowers_what_may_only_fall_and_never_raises_it(
    gate: Any, value: float, expected: float
) -> None:
    """Rounded to the worse tenth, which is the higher one here."""
    _at_most(gate, value, "--update")

    assert {"part": {"false an article, at most": expected}} == json.loads(gate.FLOORS.read_text())


def test_a_measure_that_may_only_fall_is_pinned_when_it_is_new(gate: Any) -> None:
    assert {"part": {"wrong, at most": 4.1}} == gate.raised({}, {"part": {"wrong, at most": 4.01}})


def test_without_data_it_is_skipped_unless_data_is_required(gate: Any, monkeypatch: Any, capsys: Any) -> None:
    """The build provides it and says so."""
    monkeypatch.delenv("SAYSO_DATA")
    monkeypatch.delenv("SAYSO_REQUIRE", raising=False)

    assert 0 == gate.main([])
    assert "skipped" in capsys.readouterr().out

    monkeypatch.setenv("SAYSO_REQUIRE", "postgres,data")

    assert 1 == gate.main([])


def test_an_unknown_part_is_refused(gate: Any, capsys: Any) -> None:
    """With the parts that there are."""
    assert 2 == gate.main(["nothing"])
    assert "there are part" in capsys.readouterr().err


def test_every_adapter_has_floors() -> None:
    """A part that is measured is gated."""
    floors = json.loads((EVAL / "floors.json").read_text())
    source = (EVAL / "gate.py").read_text()

    assert floors
    assert all(f'"{part}"' in source for part in floors)
