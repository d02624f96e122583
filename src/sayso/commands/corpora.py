"""Whole corpora: files derived into a folder of tables (`sayso run --in`), and a folder loaded into a collection."""

from enum import StrEnum
from pathlib import Path
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
    read_settings,
    write,
    write_json,
)
from sayso.commands.progress import ShowProgress, progress_bars
from sayso.commands.stopping import exit_code, stoppable
from sayso.errors import SettingsError

if TYPE_CHECKING:
    from sayso.publish.corpus import CorpusReport


class EngineName(StrEnum):
    """Who derives a corpus."""

    local = "local"
    spark = "spark"


Inputs = Annotated[
    list[str] | None,
    typer.Option(
        "--in",
        metavar="FILES",
        help="Derive these instead of a collection: files, folders and globs as `add` takes them; may be repeated.",
    ),
]
MoreInputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILES]...", help="More of what --in names.", show_default=False),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="The new folder of Parquet tables, with --in.")
]
EngineOption = Annotated[
    EngineName,
    typer.Option(
        "--engine",
        help="With --in: local, the processes of this machine; spark, for what outgrows it (needs sayso[spark]).",
    ),
]
Master = Annotated[
    str | None,
    typer.Option(
        metavar="URL", help="With --engine spark: where Spark runs, as it calls it; this machine by default."
    ),
]
Log = Annotated[
    Path | None,
    typer.Option("--reviews", metavar="FILE", help="With --in: a log that `sayso review export` wrote."),
]
Sidecar = Annotated[
    Path | None,
    typer.Option(help="With --in: CSV that states outlet, published, url, title of files by name."),
]


def run_files(
    inputs: list[str],
    out: Path | None,
    *,
    engine: EngineName,
    master: str | None,
    reviews: Path | None,
    sidecar: Path | None,
    workers: int | None,
    settings: Path | None,
    show: bool,
    output: TableFormat,
) -> None:
    """Derive files into a folder of tables, for `sayso run --in`."""
    from sayso.publish.corpus import run_corpus

    if out is None:
        raise SettingsError("--in needs a folder to write to; name a new one with --out")
    if master is not None and engine is not EngineName.spark:
        raise SettingsError("--master is for Spark; say --engine spark, or leave it out")
    try:
        with stoppable(), progress_bars(lines=show) as progress:
            made = run_corpus(
                inputs,
                out,
                engine=engine.value,
                settings=read_settings(settings),
                sidecar=sidecar,
                reviews=reviews,
                master=master,
                workers=workers,
                progress=progress,
            )
    except KeyboardInterrupt as stop:
        note(f"sayso: stopped; what is done is kept in {out}, and the same command goes on from there")
        raise typer.Exit(exit_code(stop)) from None
    _tell(made, f"{out}", output, after=f"next: `sayso load {out}`, or ask {out}/*/*.parquet with DuckDB")
    if not made.articles:
        note("no article found in what was named")
    if made.failed:
        note(f"{made.failed:,} failed: {out}/failures says what and why")
        raise typer.Exit(SOME_FAILED)


def load(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder of tables that `sayso run --out` wrote.")
    ],
    *,
    show: ShowProgress = False,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Load a folder of tables into a new collection, in which `add` and `run` go on.

    The collection must hold nothing. What a stopped load leaves says so, and can be loaded again.
    """
    from sayso.publish.corpus import load_corpus
    from sayso.store.place import shown

    try:
        with stoppable(), progress_bars(lines=show) as progress:
            made = load_corpus(folder, db, settings=read_settings(settings), progress=progress)
    except KeyboardInterrupt as stop:
        note(
            f"sayso: stopped; {shown(db)} is half-loaded, and the same command loads it again from the start"
        )
        raise typer.Exit(exit_code(stop)) from None
    _tell(made, shown(db), output, after="next: `sayso serve --open`, `sayso stories`, `sayso status`")


def _tell(made: "CorpusReport", where: str, output: TableFormat, *, after: str) -> None:
    from sayso.publish.words.phrases import count_words

    if output is TableFormat.json:
        write_json({"articles": made.articles, "failed": made.failed, "rows": dict(made.rows)})
    elif output is TableFormat.csv:
        from sayso.publish.export.spreadsheet import table

        write(table(("table", "rows"), sorted(made.rows.items())))
    else:
        rows = sum(made.rows.values())
        write([f"{count_words(made.articles, 'article')} and {rows:,} rows in {where}\n", f"{after}\n"])
