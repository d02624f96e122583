"""How the costs of letters are learnt."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "training" / "sounds.py"


@pytest.fixture(scope="module")
def sounds() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sounds_under_test", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


PAIRS = [
    *[("vadhimi", "vadhemi"), ("karim", "karem"), ("samir", "samer"), ("nadir", "nader")] * 3,
    *[("marchuk", "marchouk"), ("vusari", "vousari"), ("tula", "toula")] * 3,
    ("karim", "karix"),
]


def test_letters_that_often_stand_for_others_cost_less_than_those_that_seldom_do(sounds: ModuleType) -> None:
    costs = sounds.costs_of(sounds.learn(PAIRS))
    assert costs["e", "i"] < costs.get(("m", "x"), 10_000)
    assert ("ou", "u") in costs or ("", "o") in costs


def test_what_is_seen_too_seldom_is_not_kept(sounds: ModuleType) -> None:
    assert ("m", "x") not in sounds.costs_of(sounds.learn(PAIRS))


def test_every_change_costs_something(sounds: ModuleType) -> None:
    assert min(sounds.costs_of(sounds.learn(PAIRS)).values()) >= sounds.PER_CHANGE


@pytest.mark.parametrize(
    ("one", "two", "readable"),
    [
        ("e", "i", True),
        ("", "h", True),
        ("l", "ll", True),
        ("ou", "u", True),
        ("kh", "h", True),
        ("ne", "n", False),
        ("", "ha", False),
        ("ab", "ab", False),
        ("ab", "ac", False),
    ],
)
def test_only_what_can_be_read_as_a_sound_is_learnt(
    sounds: ModuleType, one: str, two: str, *, readable: bool
) -> None:
    assert readable == sounds.is_readable(one, two)


def test_nothing_to_learn_from_gives_no_costs(sounds: ModuleType) -> None:
    assert sounds.costs_of(sounds.learn([])) == {}
