"""Progress in words: how many a second, what is left, and nothing where nobody looks."""

import sys

import pytest

from sayso.commands import progress
from sayso.commands.progress import pace, progress_bars, shorten, waits
from sayso.run import Progress


@pytest.mark.parametrize(
    ("rate", "left", "told"),
    [
        (None, None, ""),
        (14.24, 200.4, "14 articles/s · 0:03:20 left"),
        (0.52, 7322, "0.5 articles/s · 2:02:02 left"),
        (1540.0, None, "1,540 articles/s"),
    ],
)
def test_a_pace_is_told_with_what_is_left(rate: float | None, left: float | None, told: str) -> None:
    assert told == pace(rate, left, "articles")


def test_a_long_step_is_called_by_its_first_and_last_stage() -> None:
    assert "marks … embeddings" == shorten("marks · parses · sentences · mentions · embeddings")
    assert "seeds: numbers" == shorten("seeds: numbers")


def test_without_a_terminal_it_is_quiet_unless_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "LINE_EVERY_S", -1.0)
    with progress_bars() as show:
        assert show is None
    with progress_bars(lines=True) as show:
        assert show is not None
        show(Progress("words", 16, 64, "articles"))
    told = capsys.readouterr().err
    assert told.startswith("words: 16 of 64 · ")
    assert told.endswith(" left\n")


def test_whoever_looks_is_told_for_whom_one_waits_though_there_is_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert waits() is None
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    show = waits()
    assert show is not None
    for second in range(5):
        show(Progress("waiting to ask courier.example again", second, 5, "s"))
    assert ("", "waiting to ask courier.example again: 5 s\n") == capsys.readouterr()


def test_bars_at_a_terminal_leave_output_that_goes_elsewhere_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """`sayso watch feeds.toml > log`: the lines belong in the log, though bars are shown."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    before = sys.stdout
    with progress_bars() as show:
        assert show is not None
        assert before is sys.stdout
