"""What keeping a collection up tells people: what a run made, what is stale and why, how long stages took."""

from typing import TYPE_CHECKING

from rich.console import Console

from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, say
from sayso.publish.words.phrases import count_words

if TYPE_CHECKING:
    from sayso.run import Summary

RUN_COLUMNS = ("stage", "owners", "rows", "skipped", "failed", "seconds")


def run_rows(made: "Summary") -> list[tuple[str, int, int, int, int, float]]:
    """What each stage of a run made: for how many articles, groups or pairs, how many rows, in how many seconds."""
    return [
        (name, one.owners, one.rows, one.skipped, one.failures, round(one.seconds, 3))
        for name, one in made.stages.items()
    ]


def print_run(console: Console, made: "Summary", seconds: float) -> None:
    """What a run made, a line a stage; or that there was nothing to do."""
    if made.left_to:
        say(console, f"another process ({made.left_to}) is at work on this collection; it makes this too")
        return
    if not made.stages and not made.failures:
        say(console, "nothing was stale")
        return
    print_table(
        console,
        ("stage", "made for", "rows", "skipped", "failed", "seconds"),
        [
            (name, f"{owners:,}", f"{rows:,}", some(skipped), some(failed), f"{took:.1f}")
            for name, owners, rows, skipped, failed, took in run_rows(made)
        ],
        cautious=[row[4] > 0 for row in run_rows(made)],
    )
    rows = sum(row[2] for row in run_rows(made))
    say(console, (f"{count_words(rows, 'row')} made in {clock(seconds)}", STRONG))


def print_table(
    console: Console,
    head: tuple[str, ...],
    rows: list[tuple[str, ...]],
    *,
    cautious: list[bool] | None = None,
) -> None:
    """Columns of figures under their names, the first one of words."""
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]

    def line(cells: tuple[str, ...]) -> str:
        first, *others = (
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return "  ".join([first, *others])

    say(console, (line(head), QUIET))
    for row, bad in zip(rows, cautious or [False] * len(rows), strict=True):
        say(console, (line(row), CAUTION if bad else ""))


def clock(seconds: float) -> str:
    """A time as people say it: 4.2 s, 3 min 20 s, 2 h 5 min."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"


def some(number: int) -> str:
    """A number where there is something to count; nothing for none, so that a table of noughts is quiet."""
    return f"{number:,}" if number else ""
