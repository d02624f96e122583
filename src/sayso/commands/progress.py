"""Progress on long work: bars on standard error, and only where somebody is looking."""

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sayso import run


@contextmanager
def progress_bars() -> "Iterator[Callable[[run.Progress], None] | None]":
    """A function that shows how far a run is; None when standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bars = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    tasks = {}
    with bars:

        def show(now: "run.Progress") -> None:
            if now.step not in tasks:
                tasks[now.step] = bars.add_task(shorten(now.step), total=now.total)
            bars.update(tasks[now.step], completed=now.done, total=now.total)

        yield show


def shorten(step: str) -> str:
    """The name of a step in the room that a bar leaves it: its first and last stages."""
    names = step.replace(",", " ").split()
    return step if len(step) <= 24 else f"{names[0]} … {names[-1]}"
