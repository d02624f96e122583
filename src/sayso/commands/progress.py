"""Progress on long work, on standard error: bars where somebody is looking, lines where somebody asks for them."""

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Task

    from sayso import run

LINE_EVERY_S = 10.0
"""Seconds between two lines of a step where there is no terminal: enough to see in a log that it goes on."""
SECONDS = "s"
"""The unit of a step that waits: it counts the time itself."""

ShowProgress = Annotated[
    bool,
    typer.Option(
        "--progress",
        help="Tell on standard error how far it is also where that is no terminal: a line every 10 seconds.",
    ),
]


@contextmanager
def progress_bars(*, lines: bool = False) -> "Iterator[Callable[[run.Progress], None] | None]":
    """A function that shows how far a run is; None where nobody looks and no `lines` are asked for."""
    if sys.stderr.isatty():
        with _bars() as show:
            yield show
    else:
        yield _Lines().show if lines else None


def waits() -> "Callable[[run.Progress], None] | None":
    """A function that says in a line for whom one waits, beside output of its own; None where nobody looks."""
    return _Lines().show if sys.stderr.isatty() else None


@contextmanager
def _bars() -> "Iterator[Callable[[run.Progress], None]]":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TaskID, TextColumn
    from rich.text import Text

    class Pace(ProgressColumn):
        """How many a second, and what is left at that rate."""

        def render(self, task: "Task") -> Text:
            if task.fields.get("unit") == SECONDS:
                return Text("s")
            left = task.time_remaining if task.total and not task.finished else None
            return Text(pace(task.finished_speed or task.speed, left, task.fields.get("unit", "")))

    bars = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        Pace(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # what goes to a file or a pipe must not end up at the terminal
    )
    tasks: dict[str, TaskID] = {}
    with bars:

        def show(now: "run.Progress") -> None:
            if now.step not in tasks:
                for task in tasks.values():  # a run has some forty steps: only the present one is of interest
                    bars.update(task, visible=False)
                name = now.step if now.unit == SECONDS else shorten(now.step)
                tasks[now.step] = bars.add_task(name, total=now.total, unit=now.unit)
            bars.update(tasks[now.step], completed=now.done, total=now.total, visible=True)

        yield show


class _Lines:
    """A line at the end of each step that took its time, and every ten seconds within it."""

    def __init__(self) -> None:
        self._step = ""
        self._begun = self._told = time.monotonic()

    def show(self, now: "run.Progress") -> None:
        moment = time.monotonic()
        if now.step != self._step:
            self._step, self._begun, self._told = now.step, moment, moment
            if now.unit == SECONDS:
                self._say(f"{now.step}: {now.total:,} s")
        if moment - self._told < LINE_EVERY_S or now.unit == SECONDS:
            return
        self._told = moment
        rate = now.done / max(moment - self._begun, 0.001)
        left = (now.total - now.done) / rate if rate and now.total > now.done else None
        of = f" of {now.total:,}" if now.total > now.done else ""
        self._say(f"{shorten(now.step)}: {now.done:,}{of} · {pace(rate, left, now.unit)}")

    def _say(self, line: str) -> None:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def pace(rate: float | None, left: float | None, unit: str) -> str:
    """How many a second, and how long the rest takes at that rate: 14.2 articles/s · 0:03:20 left."""
    if not rate:
        return ""
    number = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
    told = f"{number} {unit}/s" if unit else f"{number}/s"
    if left is None:
        return told
    minutes, seconds = divmod(round(left), 60)
    return f"{told} · {minutes // 60}:{minutes % 60:02}:{seconds:02} left"


def shorten(step: str) -> str:
    """The name of a step in the room that a bar leaves it: its first and last stages."""
    names = step.replace(",", " ").replace("·", " ").split()
    return step if len(step) <= 24 else f"{names[0]} … {names[-1]}"
