"""The measures as modules: they are scripts beside one another, on no import path."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

EVAL = Path(__file__).parents[2] / "eval"


@pytest.fixture
def measure_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], ModuleType]]:
    """`measure_of("nesting")` imports eval/nesting.py; what it brought along is forgotten after the test."""
    monkeypatch.syspath_prepend(str(EVAL))
    own = {path.stem for path in EVAL.glob("*.py")}
    yield importlib.import_module
    for name in own & set(sys.modules):
        del sys.modules[name]
