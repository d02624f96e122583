"""The verbs that lay the reports of one story side by side: discrepancies, timeline, positions, wording, sources."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.publish.collection import Collection
    from sayso.records import Article, Story

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
ActorOption = Annotated[
    str | None,
    typer.Option("--actor", help="Only this actor: a name, a surname, an id, or the beginning of one."),
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
    from sayso.publish.export import comparison_answers
    from sayso.publish.pages.discrepancies import print_discrepancies
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.discrepancies import comparisons

    with opened(db, settings) as collection:
        whole = comparisons(collection.store, asked_story(collection, words))
        found = whole.narrowed(
            slots=[record_slot(name.value) for name in slot or ()],
            levels=[name.value for name in level or ()],
            articles=asked_articles(whole.articles, outlet),
        )
        if output is TableFormat.json:
            write_json(comparison_answers.comparisons_json(collection.store, found))
        elif output is TableFormat.csv:
            write_table(comparison_answers.comparison_columns(), comparison_answers.comparison_rows(found))
        else:
            left = len(whole.discrepancies) - len(found.discrepancies)
            print_discrepancies(
                open_console(), found, limit=limit, left_out=left, outlets=collection.outlets()
            )
            print_others(collection, words)


def timeline(
    words: StoryWords = None,
    *,
    actor: Annotated[
        str | None, typer.Option("--actor", help="Only what somebody of this name, or surname, does or says.")
    ] = None,
    outlet: OutletOption = None,
    limit: Annotated[
        int, typer.Option(min=1, help="Events at most, those that most tell; the rest are counted.")
    ] = 30,
    everything: Annotated[
        bool, typer.Option("--all", help="All events, also what one article tells without a day.")
    ] = False,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show what the reports of a story tell of which day, in order, each line in the voice that tells it.

    What stands only in somebody's statement is shown as what they said, never as something that happened. Each line
    says how its day was found. Shown first is what most articles tell, of a stated day; csv and json hold all events.
    """
    from sayso.publish.export import timeline_answers
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.pages.timeline import print_timeline
    from sayso.publish.views.timeline import timeline as view_of

    with opened(db, settings) as collection:
        story = asked_story(collection, words)
        articles = articles_of(collection, story)
        view = view_of(collection.store, story)
        view = view.narrowed(name=actor, articles=asked_articles(articles, outlet))
        if output is TableFormat.json:
            write_json(timeline_answers.timeline_json(collection.store, view, view.events, articles))
        elif output is TableFormat.csv:
            write_table(timeline_answers.timeline_columns(), timeline_answers.timeline_rows(view.events))
        else:
            most = None if everything else limit
            print_timeline(open_console(), view, limit=most, outlets=collection.outlets(), among=articles)
            print_others(collection, words)


def positions(
    words: StoryWords = None,
    *,
    actor: ActorOption = None,
    limit: Annotated[int, typer.Option(min=1, help="Propositions at most; the rest are counted.")] = 12,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show where the actors of a story stand on what recurs in it, in their words, by day.

    A proposition is what several utterances are about. A label (for or against a word of it) stands only
    where words tell it surely; without one the words must do. With --actor: the propositions on which that actor
    takes a stance, with all who do.
    """
    from sayso.publish.export import position_answers
    from sayso.publish.pages.positions import print_positions
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.positions import positions as view_of

    with opened(db, settings) as collection:
        story = asked_story(collection, words)
        view = view_of(collection.store, story)
        view = view.narrowed(actors=asked_actors(collection, actor))
        articles = articles_of(collection, story)
        if output is TableFormat.json:
            write_json(position_answers.positions_json(collection.store, view, articles))
        elif output is TableFormat.csv:
            write_table(position_answers.position_columns(), position_answers.position_rows(view))
        else:
            print_positions(open_console(), view, limit=limit, outlets=collection.outlets(), among=articles)
            print_others(collection, words)


def wording(
    words: StoryWords = None,
    *,
    actor: ActorOption = None,
    outlet: Annotated[
        str | None,
        typer.Option("--outlet", help="Only the words of this outlet, or article (id, file name)."),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, help="Actors, places and speakers at most, each; the rest are counted.")
    ] = 12,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show what each outlet calls the same actor or deed, and with which verbs it lets each speaker speak.

    The outlet's own words are told from those that it reports or quotes. These are counts with places, and no score:
    they say nothing of what an outlet thinks. csv has one row a place.
    """
    from sayso.publish.export import wording_answers
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.pages.wording import print_wording
    from sayso.publish.views.wording import wording as view_of

    with opened(db, settings) as collection:
        view = view_of(collection.store, asked_story(collection, words))
        meant = asked_actors(collection, actor)
        if meant is not None:
            view = view.of_actors(meant)
        inside = asked_articles([one for column in view.columns for one in column.articles], outlet)
        only = None
        if inside is not None:
            only = frozenset(
                number
                for number, column in enumerate(view.columns)
                if any(article.id in inside for article in column.articles)
            )
        if output is TableFormat.json:
            write_json(wording_answers.wording_json(collection.store, view, only))
        elif output is TableFormat.csv:
            write_table(wording_answers.wording_columns(), wording_answers.wording_rows(view, only))
        else:
            print_wording(open_console(), view, limit=limit, only=only, outlets=collection.outlets())
            print_others(collection, words)


def sources(
    words: StoryWords = None,
    *,
    outlet: OutletOption = None,
    limit: Annotated[int, typer.Option(min=1, help="Articles at most; the rest are counted.")] = 20,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show where each report of a story has what it says from: shared text, credits, quotations, sources.

    A block an article: date known or inferred, share of text found elsewhere, whom it credits and quotes, through what,
    which sources it names, discrepancies that it takes part in, what it says itself with no source. No score.
    """
    from sayso.publish.export import source_answers
    from sayso.publish.pages.sources import print_sources
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.source_sheet import source_sheet

    with opened(db, settings) as collection:
        sheet = source_sheet(collection.store, asked_story(collection, words))
        only = asked_articles([row.article for row in sheet.rows], outlet)
        rows = [row for row in sheet.rows if only is None or row.article.id in only]
        if output is TableFormat.json:
            write_json(source_answers.sources_json(sheet, rows))
        elif output is TableFormat.csv:
            write_table(source_answers.source_columns(), source_answers.source_rows(rows))
        else:
            print_sources(open_console(), sheet, limit=limit, only=only, outlets=collection.outlets())
            print_others(collection, words)


def asked_story(collection: "Collection", words: list[str] | None) -> "Story":
    """The story that some words name; the largest without any."""
    from sayso.publish.views.stories import find_story

    return find_story(collection.store, " ".join(words) if words else None)


def articles_of(collection: "Collection", story: "Story") -> "list[Article]":
    """The articles of a story in reading order."""
    from sayso.publish.views.reading_order import in_order

    return in_order(collection.store.articles(story.articles))


def asked_articles(articles: "Sequence[Article]", outlet: str | None) -> frozenset[str] | None:
    """The articles that an outlet, an id or a file name names; None when nothing is asked for."""
    from sayso.publish.views.article_lookup import find_articles

    return frozenset(find_articles(articles, outlet)) if outlet else None


def asked_actors(collection: "Collection", name: str | None) -> frozenset[str] | None:
    """All actors that answer to a name or an id; None when nobody is asked for."""
    from sayso.publish.views.actors import find_actors

    return frozenset(actor.id for actor in find_actors(collection.store, name)) if name else None


def write_table(columns: "Sequence[str]", rows: "Iterable[Sequence[object]]") -> None:
    """Write a table as CSV."""
    from sayso.publish.export.spreadsheet import table

    write(table(columns, rows))


def print_others(collection: "Collection", words: list[str] | None) -> None:
    """Say that there are more stories, to whoever named none."""
    from sayso.publish.pages.stories import print_other_stories
    from sayso.publish.pages.terminal import open_console

    if not words:
        print_other_stories(open_console(), len(collection.stories()) - 1)


def record_slot(name: str) -> str:
    """The slot of the records that the export calls by this name."""
    from sayso.publish.export.compared import SLOT_NAMES

    return {shown: slot for slot, shown in SLOT_NAMES.items()}.get(name, name)
