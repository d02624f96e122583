"""The verbs that lay the reports of one story side by side: discrepancies, timeline, positions, wording, sources."""

from enum import StrEnum
from typing import Annotated

import typer

from sayso.commands.options import (
    DEFAULT_DB,
    Db,
    Format,
    SettingsFile,
    TableFormat,
    opened,
    write,
    write_json,
)

StoryWords = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[STORY]",
        help="A story: an id, the beginning of one, or words of a title; the largest story when left out.",
        show_default=False,
    ),
]
OutletOption = Annotated[
    str | None,
    typer.Option("--outlet", help="Only what this outlet, or this article (id, file name), takes part in."),
]


class SlotName(StrEnum):
    """What reports may fill differently, in the words of the export."""

    date = "date"
    number = "number"
    name = "name"
    role = "role"
    scope = "scope"
    polarity = "polarity"
    quotation = "quotation"
    who = "who"


class LevelName(StrEnum):
    """Between whom a difference is."""

    between = "between"
    gloss = "gloss"
    inside = "inside"
    over_time = "over_time"


def discrepancies(
    words: StoryWords = None,
    *,
    slot: Annotated[
        list[SlotName] | None, typer.Option("--slot", help="Only this slot; may be given several times.")
    ] = None,
    level: Annotated[
        list[LevelName] | None,
        typer.Option(
            "--level",
            help="Only between reports, between a quotation and the reporter's own words (gloss), inside one "
            "report, or over time; may be given several times.",
        ),
    ] = None,
    outlet: OutletOption = None,
    limit: Annotated[
        int, typer.Option(min=1, help="Discrepancies, and agreements, at most; the rest are counted.")
    ] = 20,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show where the reports of a story differ, side by side, and what several of them say alike.

    Each value stands with the exact words of every article that has it, in the outlet's own voice or as what somebody
    said. Nothing says which side is so, and what is repeated is not confirmed by that. csv has one row a place.
    """
    from sayso.publish.export.comparison_answers import (
        comparison_columns,
        comparison_rows,
        comparisons_json,
    )
    from sayso.publish.export.spreadsheet import table
    from sayso.publish.pages.discrepancies import print_discrepancies
    from sayso.publish.pages.stories import print_other_stories
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.article_lookup import find_articles
    from sayso.publish.views.discrepancies import comparisons
    from sayso.publish.views.stories import find_story

    with opened(db, settings) as collection:
        found = comparisons(collection.store, find_story(collection.store, " ".join(words or ())))
        found = found.narrowed(
            slots=[record_slot(name.value) for name in slot or ()],
            levels=[name.value for name in level or ()],
            articles=frozenset(find_articles(found.articles, outlet)) if outlet else None,
        )
        if output is TableFormat.json:
            write_json(comparisons_json(collection.store, found))
        elif output is TableFormat.csv:
            write(table(comparison_columns(), comparison_rows(found)))
        else:
            console = open_console()
            print_discrepancies(console, found, limit=limit, outlets=collection.outlets())
            if not words:
                print_other_stories(console, len(collection.stories()) - 1)


def record_slot(name: str) -> str:
    """The slot of the records that the export calls by this name."""
    from sayso.publish.export.compared import SLOT_NAMES

    return {shown: slot for slot, shown in SLOT_NAMES.items()}.get(name, name)
