"""The verbs beside the main road: status, schema, demo, doctor."""

from datetime import UTC, datetime
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
    feeds: Annotated[
        bool,
        typer.Option(
            "--feeds",
            help="Only the feeds, with every reason why something was not had; csv: one row a feed.",
        ),
    ] = False,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show what the collection holds and lacks, when each feed was read, what failed, what is stale and why.

    csv is one row an article with the fields that nothing states about it; json (`sayso schema status`) has everything.
    """
    from sayso.publish.export.spreadsheet import table
    from sayso.publish.export.status_answers import status_json
    from sayso.publish.pages.lists import ArticleLine, article_lines
    from sayso.publish.pages.status import print_status
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.feeds import feed_views
    from sayso.publish.views.reading_order import in_order

    if feeds and output is not TableFormat.json:
        _show_feeds(db, settings, output)
        return
    with opened(db, settings) as collection:
        now = collection.status()
        standings = collection.standings()
        every = in_order(collection.store.articles())
        lines = article_lines(every)
        held_back = collection.withheld(datetime.now(UTC))
        if output is TableFormat.json:
            articles = [line._asdict() for line in lines]
            write_json(status_json(now, standings, articles, collection.feeds(), held_back))
        elif output is TableFormat.csv:
            write(table(ArticleLine._fields, lines))
        else:
            views = feed_views(collection.feeds())
            console = open_console()
            print_status(console, now, standings, lines, feeds=views, held_back=held_back, all_stages=stages)


def _show_feeds(db: str, settings: Path | None, output: TableFormat) -> None:
    """Nothing but the feeds, and all that is to be told of them."""
    from sayso.publish.export.spreadsheet import table
    from sayso.publish.pages.feeds import print_feeds
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.feeds import FeedLine, feed_lines, feed_views

    with opened(db, settings) as collection:
        found = collection.feeds()
    if output is TableFormat.csv:
        write(table(FeedLine._fields, feed_lines(found)))
    elif found:
        print_feeds(open_console(), feed_views(found), everything=True)
    else:
        write(["no feed was ever watched; `sayso watch feeds.toml` begins\n"])


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
