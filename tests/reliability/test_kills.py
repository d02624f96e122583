"""A collection that is killed at work, or whose machine dies, loses nothing and goes on as if nothing had been."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench"
SCRIPTS = ("reliability", "power_cuts", "kill_trials", "kill_children", "kill_scenes", "kill_points")


@pytest.fixture(scope="module")
def reliability() -> Iterator[ModuleType]:
    """The script; what it changes of the store, the size of its transactions, is put back."""
    before = list(sys.path)
    sys.path.insert(0, str(BENCH))
    script = importlib.import_module("reliability")
    scenes = importlib.import_module("kill_scenes")
    sizes = [(module, name, getattr(module, name)) for module, name, _ in scenes.SMALL]
    yield script
    for module, name, size in sizes:
        setattr(module, name, size)
    sys.path[:] = before
    for name in SCRIPTS:
        sys.modules.pop(name, None)


def test_twenty_five_kills_and_five_pulled_plugs_lose_nothing(reliability: ModuleType) -> None:
    """Every scene is killed at least once; `bench/reliability.py` does it by the hundred."""
    made = reliability.disturb(kills=25, plugs=5, seed=7)

    assert [] == [problem for kill in made for problem in kill.problems]
    assert 0 == sum(kill.lost for kill in made)
    assert 25 == sum(kill.way != "plug" for kill in made)
    assert {scene.name for scene in reliability.SCENES} <= {kill.scene for kill in made}
    assert 1000 < sum(kill.rows for kill in made)
