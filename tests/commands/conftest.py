"""What the tests of the verbs share: a way to run one in this process, and a collection with nothing in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection without an article."""
    home = tmp_path_factory.mktemp("empty")
    (home / "bare").mkdir()
    assert 0 == main(["add", str(home / "bare"), "--db", str(home / "empty.db")])
    return home / "empty.db"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process: exit code, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("SAYSO_DB", raising=False)

    def call(*argv: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(part) for part in argv])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call
