"""The verb that brings everything derived up to date: `sayso run`."""

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.commands.options import (
    DEFAULT_DB,
    SOME_FAILED,
    Db,
    Format,
    SettingsFile,
    TableFormat,
    note,
    note_failures,
    opened,
    write,
    write_json,
)

if TYPE_CHECKING:
    from sayso.run import Summary

Retry = Annotated[bool, typer.Option("--retry", help="Try again also what failed before.")]
Rebuild = Annotated[
    bool,
    typer.Option(
        "--rebuild",
        help="Take out everything derived and make it again from the articles and reviews. Until that is done there "
        "are fewer answers.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="N",
        help="Processes that read articles, each with its own models (some 300 MB); 0, the default: one a core "
        "when there is enough to do.",
    ),
]


def run(
    *,
    retry: Retry = False,
    rebuild: Rebuild = False,
    workers: Workers = None,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Bring everything derived up to date: make what is stale, and no more.

    Stale is what an interrupted `add` left, what an upgrade of Sayso or other settings make otherwise, what reviews
    change. `sayso status` says what and why.
    """
    from sayso.commands.progress import progress_bars

    with opened(db, settings) as collection:
        begun = time.monotonic()
        with progress_bars() as progress:
            asked = collection.settings.run.workers if workers is None else workers
            made = collection.run(retry=retry, rebuild=rebuild, workers=asked, progress=progress)
        _write_run(made, time.monotonic() - begun, output)
        left = sum(failure.stage != "ingest" for failure in collection.store.failures()) - len(made.failures)
    if left > 0 and not made.left_to:
        note(f"{left:,} of earlier runs failed and were not tried again: `sayso run --retry` tries them")
    if note_failures(made.failures):
        raise typer.Exit(SOME_FAILED)


def _write_run(made: "Summary", seconds: float, output: TableFormat) -> None:
    """What each stage made, for whom it is asked."""
    from sayso.publish.export.spreadsheet import table
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.pages.upkeep import RUN_COLUMNS, print_run, run_rows

    if output is TableFormat.json:
        write_json(
            {
                "seconds": round(seconds, 3),
                "left_to": made.left_to,
                "stages": [dict(zip(RUN_COLUMNS, row, strict=True)) for row in run_rows(made)],
                "failures": [asdict(failure) for failure in made.failures],
            }
        )
    elif output is TableFormat.csv:
        write(table(RUN_COLUMNS, run_rows(made)))
    else:
        print_run(open_console(), made, seconds)
