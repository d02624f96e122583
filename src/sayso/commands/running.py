"""The verb that brings everything derived up to date: `sayso run`."""

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.commands import corpora
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
from sayso.commands.progress import ShowProgress, progress_bars
from sayso.commands.reading import Workers
from sayso.commands.stopping import exit_code, stoppable, tell_kept
from sayso.errors import SettingsError

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


def run(
    more: corpora.MoreInputs = None,
    *,
    retry: Retry = False,
    rebuild: Rebuild = False,
    workers: Workers = None,
    inputs: corpora.Inputs = None,
    out: corpora.Out = None,
    engine: corpora.EngineOption = corpora.EngineName.local,
    master: corpora.Master = None,
    reviews: corpora.Log = None,
    sidecar: corpora.Sidecar = None,
    show: ShowProgress = False,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Bring everything derived up to date: make what is stale, and no more.

    Stale is what an interrupted `add` left, what an upgrade of Sayso or other settings make otherwise, what reviews
    change. `sayso status` says what and why. With --in nothing is asked of a collection: the files are read and all
    that comes of them is written as Parquet tables, for `sayso load`, DuckDB and the like.
    """
    if inputs:
        if retry or rebuild:
            raise SettingsError(
                "--retry and --rebuild are for a collection; leave them out, or leave --in out"
            )
        corpora.run_files(
            [*inputs, *(more or ())],
            out,
            engine=engine,
            master=master,
            reviews=reviews,
            sidecar=sidecar,
            workers=workers,
            settings=settings,
            show=show,
            output=output,
        )
        return
    if more or out or master or reviews or sidecar or engine is not corpora.EngineName.local:
        raise SettingsError("name what is to be derived with --in, or the collection with --db")
    from sayso.store.place import shown

    with opened(db, settings) as collection, stoppable():
        begun = time.monotonic()
        try:
            with progress_bars(lines=show) as progress:
                asked = collection.settings.run.workers if workers is None else workers
                made = collection.run(retry=retry, rebuild=rebuild, workers=asked, progress=progress)
        except KeyboardInterrupt as stop:
            tell_kept(collection, shown(db), more=False)
            raise typer.Exit(exit_code(stop)) from None
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
