"""The verbs that answer: stories, story, said, search."""

from dataclasses import astuple
from typing import Annotated, Literal

import typer

from sayso.commands.options import (
    DEFAULT_DB,
    AllActs,
    Db,
    Format,
    MinConfidence,
    SettingsFile,
    StoryOption,
    TableFormat,
    opened,
    write,
    write_json,
)


def stories(
    *,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """List the stories of the collection, those with most articles first."""
    from sayso.publish.lists import StoryLine, print_stories, story_lines

    with opened(db, settings) as collection:
        lines = story_lines(collection.store)
        if output is TableFormat.json:
            write_json({"stories": [line._asdict() for line in lines]})
        elif output is TableFormat.csv:
            from sayso.publish.spreadsheet import table

            write(table(StoryLine._fields, lines))
        else:
            from sayso.publish.terminal import open_console

            print_stories(open_console(), lines, collection.status())


def story(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID|WORDS]",
            help="An id, the beginning of one, or words of a title; the largest story when left out.",
            show_default=False,
        ),
    ] = None,
    *,
    all_acts: AllActs = False,
    min_confidence: MinConfidence = 0,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show one story: its articles, who said what, the text they share, what was not read.

    Words stand as each outlet renders them, with the file and the offsets where they stand. A speaker that was
    inferred says so. json is the export document of the story, csv one row an attribution; both hold intentions and
    beliefs, labelled so, with and without --all-acts.
    """
    asked = " ".join(words) if words else None
    with opened(db, settings) as collection:
        if output is not TableFormat.table:
            view = collection.story(asked)
            form: Literal["json", "csv"] = "json" if output is TableFormat.json else "csv"
            write(collection.export(form, story=view.id, min_confidence=min_confidence))
            return
        from sayso.publish.lists import print_other_stories
        from sayso.publish.pages import print_story
        from sayso.publish.terminal import open_console

        console = open_console()
        print_story(console, collection.story(asked), all_acts=all_acts, min_confidence=min_confidence)
        if asked is None:
            print_other_stories(console, len(collection.stories()) - 1)


def said(
    name: Annotated[
        list[str] | None,
        typer.Argument(help="A person or a body; everybody when left out.", show_default=False),
    ] = None,
    *,
    about: Annotated[
        str | None, typer.Option(help="Only what holds these words, or words that begin so.")
    ] = None,
    all_acts: AllActs = False,
    min_confidence: MinConfidence = 0,
    story: StoryOption = None,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show what a person or a body said, anywhere in the collection.

    A surname is enough. A body answers also with those who speak for it, by capacity (leader, spokesman, member).
    Without a name: all speakers by the body that they speak for, with counts.
    """
    from sayso.publish.answers import said_json, speaker_columns, speakers_json
    from sayso.publish.pages import print_left_out, print_said, print_scope, print_speakers
    from sayso.publish.said import count_speakers, narrowed
    from sayso.publish.spreadsheet import sheet, table
    from sayso.publish.terminal import open_console

    asked = " ".join(name) if name else None
    with opened(db, settings) as collection:
        found = collection.said(asked, about=about, all_acts=True, story=story)
        chosen = narrowed(found, all_acts=all_acts, min_confidence=min_confidence)
        views = [item.utterance for item in found]
        if asked is None and about is None:
            rows = count_speakers(item.utterance for item in chosen)
            if output is TableFormat.json:
                write_json(speakers_json(rows))
            elif output is TableFormat.csv:
                write(table(speaker_columns(), map(astuple, rows)))
            else:
                console = open_console()
                print_speakers(console, rows)
                print_left_out(console, views, all_acts=all_acts, min_confidence=min_confidence)
                print_scope(console, collection, story=story)
            return
        if output is TableFormat.json:
            write_json(said_json(chosen))
        elif output is TableFormat.csv:
            write(sheet(rendering for item in chosen for rendering in item.utterance.renderings))
        else:
            console = open_console()
            print_said(console, asked, chosen, about=about)
            print_left_out(console, views, all_acts=all_acts, min_confidence=min_confidence)
            print_scope(console, collection, story=story)


def search(
    words: Annotated[list[str], typer.Argument(help="Words to find; words in quotation marks are a phrase.")],
    *,
    limit: Annotated[int, typer.Option(min=1, help="Articles at most; what is left out is counted.")] = 20,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Find words in the articles, across line breaks, quotation marks and the known spellings of names.

    Case and accents do not matter. Articles where the words stand side by side come first.
    """
    from sayso.publish.answers import hit_columns, hit_rows, search_json
    from sayso.publish.lists import print_search
    from sayso.publish.lookup import fold_words
    from sayso.publish.spreadsheet import table
    from sayso.publish.terminal import open_console

    asked = " ".join(words)
    if not fold_words(asked):
        raise typer.BadParameter("there is no word to look for", param_hint="words")
    with opened(db, settings) as collection:
        answer = collection.search(asked)
        if output is TableFormat.json:
            write_json(search_json(answer))
        elif output is TableFormat.csv:
            write(table(hit_columns(), hit_rows(answer)))
        else:
            print_search(open_console(), asked, answer, collection.status(), limit=limit)
