"""The verbs beside the main road: status, schema, demo, doctor."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sayso.commands.options import (
    DEFAULT_DB,
    FAILED,
    Db,
    Format,
    SettingsFile,
    TableFormat,
    note_failures,
    opened,
    write,
    write_json,
)


class Document(StrEnum):
    """The documents that have a schema."""

    annotate = "annotate"
    export = "export"
    status = "status"


def status(
    *,
    stages: Annotated[
        bool, typer.Option("--stages", help="List every stage, not only those that take long or wait.")
    ] = False,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show what the collection holds, what is missing about its articles, what failed, what is stale and why.

    csv is one row an article with the fields that nothing states about it; json (`sayso schema status`) has everything.
    """
    from sayso.publish.export.spreadsheet import table
    from sayso.publish.export.status_answers import status_json
    from sayso.publish.pages.lists import ArticleLine, article_lines
    from sayso.publish.pages.status import print_status
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.reading_order import in_order

    with opened(db, settings) as collection:
        now = collection.status()
        standings = collection.standings()
        lines = article_lines(in_order(collection.store.articles()))
        if output is TableFormat.json:
            write_json(status_json(now, standings, [line._asdict() for line in lines]))
        elif output is TableFormat.csv:
            write(table(ArticleLine._fields, lines))
        else:
            print_status(open_console(), now, standings, lines, all_stages=stages)


def schema(
    document: Annotated[Document, typer.Argument(help="Which document.")] = Document.export,
) -> None:
    """Print the JSON Schema (2020-12) of what `annotate`, `export` or `status` writes as JSON.

    The schema has a version: within it keys are added and never taken away.
    """
    from sayso.publish.export.json_schema import schema_text

    write([schema_text(document.value)])


def demo(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Where to put the sample story; a new temporary folder when left out."),
    ] = None,
    *,
    settings: SettingsFile = None,
) -> None:
    """Read a sample story that ships with Sayso, and show it.

    The reports and the collection stay in the folder, so that you can look at them and ask further.
    """
    from sayso.commands.progress import progress_bars
    from sayso.publish.demo import copy_sample, print_next
    from sayso.publish.pages.discrepancies import print_taste
    from sayso.publish.pages.story import print_story
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.discrepancies import comparisons

    sample = copy_sample(folder)
    with opened(str(sample.db), settings, create=True) as collection:
        with progress_bars() as progress:
            report = collection.add(sample.reports, sidecar=sample.sidecar, progress=progress, workers=1)
        console = open_console()
        story = collection.story()
        numbers = print_story(console, story)
        print_taste(console, comparisons(collection.store, story.story), numbers)
        print_next(console, sample)
    if note_failures(report.failures):
        raise typer.Exit(FAILED)
