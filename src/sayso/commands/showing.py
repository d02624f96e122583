"""The verbs that answer: stories, story, said, actor, passages, search."""

from dataclasses import astuple
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sayso.commands.options import (
    DEFAULT_DB,
    AllActs,
    Db,
    Format,
    MinConfidence,
    Repeated,
    SettingsFile,
    StoryOption,
    TableFormat,
    Wording,
    opened,
    write,
    write_json,
)

if TYPE_CHECKING:
    from sayso.publish.collection import Collection


def stories(
    *,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """List the stories of the collection, those with most articles first."""
    from sayso.publish.pages.stories import print_stories
    from sayso.publish.views.story_lists import StoryLine, story_lines

    with opened(db, settings) as collection:
        lines = story_lines(collection.store)
        if output is TableFormat.json:
            write_json({"stories": [line._asdict() for line in lines]})
        elif output is TableFormat.csv:
            from sayso.publish.export.spreadsheet import table

            write(table(StoryLine._fields, lines))
        else:
            from sayso.publish.pages.terminal import open_console

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
    wording: Wording = False,
    repeated: Repeated = False,
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
        from sayso.publish.pages.stories import print_other_stories
        from sayso.publish.pages.story import print_story
        from sayso.publish.pages.terminal import open_console

        console = open_console()
        view = collection.story(asked)
        print_story(
            console,
            view,
            all_acts=all_acts,
            min_confidence=min_confidence,
            wording=wording,
            repeated=repeated,
            outlets=collection.outlets(),
        )
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
    wording: Wording = False,
    story: StoryOption = None,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show what a person or a body said, anywhere in the collection.

    A surname is enough. A body answers also with those who speak for it, by capacity (leader, spokesman, member).
    Without a name: all speakers by the body that they speak for, with counts.
    """
    from sayso.publish.export.answers import said_json
    from sayso.publish.export.spreadsheet import sheet
    from sayso.publish.pages.ending import print_left_out, print_scope
    from sayso.publish.pages.said import print_said
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.lines import reviews_of
    from sayso.publish.views.said import narrowed

    asked = " ".join(name) if name else None
    with opened(db, settings) as collection:
        if asked is None and about is None:
            _speakers(collection, output, story=story, all_acts=all_acts, min_confidence=min_confidence)
            return
        found = collection.said(asked, about=about, all_acts=True, story=story)
        chosen = narrowed(found, all_acts=all_acts, min_confidence=min_confidence)
        if output is TableFormat.json:
            write_json(said_json(chosen, wording=wording))
        elif output is TableFormat.csv:
            rows = [rendering for item in chosen for rendering in item.utterance.renderings]
            write(sheet(rows, reviews=reviews_of(collection.store, [row.article.id for row in rows])))
        else:
            console = open_console()
            print_said(console, asked, chosen, about=about, wording=wording)
            views = [item.utterance for item in found]
            print_left_out(console, views, all_acts=all_acts, min_confidence=min_confidence)
            print_scope(console, collection, story=story)


def _speakers(
    collection: "Collection", output: TableFormat, *, story: str | None, all_acts: bool, min_confidence: int
) -> None:
    """All speakers by the body that they speak for."""
    from sayso.publish.export.answers import speaker_columns, speakers_json
    from sayso.publish.export.spreadsheet import table
    from sayso.publish.pages.ending import print_left_out, print_scope
    from sayso.publish.pages.said import print_speakers
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.speakers import count_speakers, sure_enough
    from sayso.publish.views.spoken import spoken_views
    from sayso.publish.views.stories import find_story

    within = find_story(collection.store, story) if story else None
    views = spoken_views(collection.store, list(within.articles) if within else None)
    rows = count_speakers(sure_enough(views, all_acts=all_acts, min_confidence=min_confidence))
    if output is TableFormat.json:
        write_json(speakers_json(rows))
    elif output is TableFormat.csv:
        write(table(speaker_columns(), map(astuple, rows)))
    else:
        console = open_console()
        print_speakers(console, rows)
        print_left_out(console, views, all_acts=all_acts, min_confidence=min_confidence)
        print_scope(console, collection, story=story)


def actor(
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME|ID]",
            help="A name, a surname, an id, or the beginning of one; all actors when left out.",
            show_default=False,
        ),
    ] = None,
    *,
    story: StoryOption = None,
    limit: Annotated[int, typer.Option(min=1, help="Actors listed at most; the rest are counted.")] = 30,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show who somebody is in the articles: names, roles and who gives them, why it is one actor, who is kept apart.

    Without a name: who speaks or has a stated role, those who say most first. A name that several answer to lists
    them with their ids. Of one actor, csv has one row for each place where a name or a role stands.
    """
    from sayso.publish.export import actor_answers
    from sayso.publish.export.spreadsheet import table
    from sayso.publish.pages.actor import print_actor, print_actors, print_candidates
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.actor import actor_view
    from sayso.publish.views.actors import actor_lines, find_actors, one_of
    from sayso.publish.views.stories import find_story

    asked = " ".join(name) if name else None
    with opened(db, settings) as collection:
        store = collection.store
        if asked is None:
            lines = actor_lines(store, story=find_story(store, story) if story else None)
            if output is TableFormat.json:
                write_json(actor_answers.lines_json(lines))
            elif output is TableFormat.csv:
                write(table(actor_answers.line_columns(), actor_answers.line_rows(lines)))
            else:
                print_actors(open_console(), lines, limit=limit)
            return
        found = find_actors(store, asked)
        if len(found) == 1 or output is TableFormat.csv:
            view = actor_view(store, one_of(found, asked))
            if output is TableFormat.json:
                write_json(actor_answers.found_json([view], []))
            elif output is TableFormat.csv:
                write(table(actor_answers.place_columns(), actor_answers.place_rows(view)))
            else:
                print_actor(open_console(), view)
            return
        lines = actor_lines(store, only=[one.id for one in found])
        if output is TableFormat.json:
            write_json(actor_answers.found_json([], lines))
        else:
            print_candidates(open_console(), asked, lines, limit=limit)


def passages(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[STORY]",
            help="A story: an id, the beginning of one, or words of a title; the whole collection when left out.",
            show_default=False,
        ),
    ] = None,
    *,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="A B",
            help="Only between these two: articles (ids, file names) or outlets.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Texts at most; what is left out is counted.")] = 20,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show the text that articles share: both sides' words, the differences, and which way it went.

    Each text stands once, with all the articles that have it, within a story or across stories. The direction is
    unknown unless words or stated times tell it, and shared text is nobody's fault: it is often from a source
    outside the collection. csv and json hold every pair.
    """
    from sayso.publish.views.shared_texts import group_texts, passage_rows, shared_texts
    from sayso.publish.views.stories import find_story

    asked = " ".join(words) if words else None
    with opened(db, settings) as collection:
        store = collection.store
        story = find_story(store, asked) if asked else None
        groups = group_texts(passage_rows(store, story=story, between=between))
        if output is not TableFormat.table:
            from sayso.publish.export.passage_answers import passage_columns, passage_sheet, passages_json
            from sayso.publish.export.spreadsheet import table

            texts = shared_texts(store, groups)
            if output is TableFormat.json:
                write_json(passages_json(texts))
            else:
                write(table(passage_columns(), passage_sheet(texts)))
            return
        from sayso.publish.pages.passages import print_passages
        from sayso.publish.pages.terminal import open_console

        where = f"in {story.title}" if story else "in the collection"
        where += f", between {between[0]} and {between[1]}" if between else ""
        texts = shared_texts(store, groups[:limit])
        more = len(groups) - len(texts)
        print_passages(open_console(), texts, more, where=where, outlets=collection.outlets())


def search(
    words: Annotated[list[str], typer.Argument(help="Words to find; words in quotation marks are a phrase.")],
    *,
    limit: Annotated[int, typer.Option(min=1, help="Articles at most; what is left out is counted.")] = 20,
    story: StoryOption = None,
    outlet: Annotated[str | None, typer.Option(help="Only articles of this outlet.")] = None,
    language: Annotated[str | None, typer.Option(help="Only articles in this language (ISO 639-1).")] = None,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Find words in the articles, across line breaks, quotation marks and the known spellings of names.

    Case and accents do not matter. Articles where the words stand side by side come first.
    """
    from sayso.publish.export.answers import hit_columns, hit_rows, search_json
    from sayso.publish.export.spreadsheet import table
    from sayso.publish.pages.lists import print_search
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.lookup import fold_words

    asked = " ".join(words)
    if not fold_words(asked):
        raise typer.BadParameter("there is no word to look for", param_hint="words")
    with opened(db, settings) as collection:
        answer = collection.search(asked, story=story, outlet=outlet, language=language)
        if output is TableFormat.json:
            write_json(search_json(answer))
        elif output is TableFormat.csv:
            write(table(hit_columns(), hit_rows(answer)))
        else:
            print_search(open_console(), asked, answer, collection.status(), limit=limit)
