"""The verbs that read articles: add, remove, annotate."""

import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from sayso.commands.keyboard import attended
from sayso.commands.options import (
    DEFAULT_DB,
    DONE,
    FAILED,
    SOME_FAILED,
    AllActs,
    Db,
    Format,
    MinConfidence,
    SettingsFile,
    TableFormat,
    note,
    note_failures,
    opened,
    read_settings,
    write,
    write_json,
)
from sayso.commands.previewing import PreviewOption, write_preview
from sayso.commands.progress import ShowProgress, progress_bars, waits
from sayso.commands.stopping import exit_code, stoppable, tell_kept

if TYPE_CHECKING:
    from sayso.ingest.reading import Given
    from sayso.records import Completeness
    from sayso.settings import Settings

Workers = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="N",
        help="Processes that read articles, each with its own models (some 300 MB); 0, the default: one a core "
        "when there is enough to do.",
    ),
]
Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, globs, web addresses, or - for standard input; at a terminal - asks what is known of it. "
        "Text, HTML, DOCX, ODT, RTF, PDF, JSONL, JSON, CSV, exports of Factiva and Nexis, also .gz.",
        show_default=False,
    ),
]
ArticleId = Annotated[
    str, typer.Argument(help="The id of an article (`sayso status --format csv` lists them).")
]
Outlet = Annotated[
    str | None, typer.Option(help="Who published it. A credit such as (Agencies) is no outlet.")
]
Published = Annotated[
    str | None, typer.Option(help="When it came out: 2031-05-02, or a time with its offset.")
]
Url = Annotated[str | None, typer.Option(help="Where it came out (one article only).")]
Title = Annotated[str | None, typer.Option(help="Its headline (one article only).")]
Language = Annotated[str | None, typer.Option(help="ISO 639-1 code; found from the text when not given.")]
Author = Annotated[
    list[str] | None, typer.Option("--author", help="Who wrote it; may be given several times.")
]


class HowComplete(StrEnum):
    """How much of an article its text holds, as somebody states it."""

    full = "full"
    partial = "partial"
    excerpt = "excerpt"


Complete = Annotated[
    HowComplete | None,
    typer.Option(
        "--completeness", help="How much of the article the text holds; told from its words when not given."
    ),
]
AllowPrivate = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-private",
        metavar="HOST|NETWORK",
        help="A host or network that may be asked though it is private, as 127.0.0.1 or 10.1.0.0/16; several times.",
    ),
]
Sidecar = Annotated[
    Path | None,
    typer.Option(help="CSV that states outlet, published, url, title of files by name (column: file)."),
]


class LineFormat(StrEnum):
    """How annotated articles are written."""

    jsonl = "jsonl"
    table = "table"


LineOutput = Annotated[
    LineFormat, typer.Option("--format", help="jsonl: one article a line; table: for people.")
]


def add(
    paths: Inputs,
    *,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
    title: Title = None,
    language: Language = None,
    author: Author = None,
    completeness: Complete = None,
    sidecar: Sidecar = None,
    allow_private: AllowPrivate = None,
    force: Annotated[bool, typer.Option("--force", help="Also articles that were removed before.")] = False,
    preview: PreviewOption = False,
    workers: Workers = None,
    show: ShowProgress = False,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Add articles to the collection and read them: files, folders, web pages, or what is pasted at a terminal (-).

    What an article states itself (a record's fields, a page's metadata, the sidecar) goes before these options.
    Adding the same thing twice changes nothing; another text under the same URL is a revision.
    """
    from sayso.annotate.whether_read import why_unread
    from sayso.ingest.reading import Given, fields_of
    from sayso.publish.words.phrases import count_words
    from sayso.store.place import is_there, shown

    given = Given(
        outlet=outlet,
        published=published,
        url=url,
        title=title,
        language=language,
        authors=tuple(author or ()),
        completeness=_complete(completeness),
    )
    if "-" in paths and is_there(db):  # before somebody pastes for nothing
        with opened(db, settings):
            pass
    given, stdin = _standard_input(paths, given, read_settings(settings))
    if preview:
        from sayso.publish.workbench import read_inputs

        chosen, private = read_settings(settings), allow_private or ()
        readings = read_inputs(
            paths,
            given=given,
            sidecar=sidecar,
            settings=chosen,
            stdin=stdin,
            allow_private=private,
            progress=waits(),
        )
        write_preview(readings, db=db, settings=settings, output=output)
        return
    with opened(db, settings, create=True) as collection, stoppable():
        try:
            with progress_bars(lines=show) as progress:
                report = collection.add(
                    *paths,
                    sidecar=sidecar,
                    stdin=stdin,
                    force=force,
                    allow_private=allow_private or (),
                    progress=progress,
                    workers=collection.settings.run.workers if workers is None else workers,
                    **fields_of(given),
                )
        except KeyboardInterrupt as stop:
            tell_kept(collection, shown(db), more=True)
            raise typer.Exit(exit_code(stop)) from None
        fresh = collection.store.articles([*report.added, *report.changed])
        skipped = Counter(why for article in fresh if (why := why_unread(article, collection.settings)))
    for why, count in sorted(skipped.items()):
        note(f"{count_words(count, 'article')} kept and not read: {why}")
    read = len(report.added) + len(report.changed) + len(report.unchanged)
    if not read and not report.failures:
        note("no article found in what was named")
    if output is TableFormat.table:
        parts = [f"{len(report.added)} added", f"{len(report.changed)} changed"]
        parts += [f"{len(report.unchanged)} unchanged", f"{report.failed} failed"]
        write([f"{count_words(read, 'article')} read into {shown(db)}: {', '.join(parts)}\n"])
        if report.left_to:
            write([f"another process ({report.left_to}) is reading; it will read these too\n"])
        elif read:
            write(["next: `sayso serve --open`, `sayso story`, `sayso said`, `sayso status`\n"])
    else:
        _write_report(report.added, report.changed, report.unchanged, output, failed=report.failed)
    note_failures(report.failures, total=report.failed)
    if report.failed:
        raise typer.Exit(SOME_FAILED if read else FAILED)


def remove(
    article: ArticleId,
    *,
    reason: Annotated[str, typer.Option(help="Why; kept with the tombstone.")],
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Erase an article: its texts, its index, everything derived from it.

    A tombstone without content stays, so that the article is not added again by chance.
    """
    with opened(db, settings) as collection:
        collection.remove(article, reason=reason)
    write([f"removed {article}; a tombstone with the reason stays\n"])


def annotate(
    paths: Inputs,
    *,
    output: LineOutput = LineFormat.jsonl,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
    title: Title = None,
    language: Language = None,
    author: Author = None,
    completeness: Complete = None,
    sidecar: Sidecar = None,
    allow_private: AllowPrivate = None,
    all_acts: AllActs = False,
    min_confidence: MinConfidence = 0,
    settings: SettingsFile = None,
) -> None:
    """Read articles without a collection; one JSON line each on standard output.

    The line is described by `sayso schema annotate`. An article in a language that is not annotated comes out with
    empty lists, and a word about it on standard error. jsonl holds intentions and beliefs always, labelled so.
    """
    from sayso.annotate.whether_read import why_unread
    from sayso.ingest.reading import Given
    from sayso.publish.annotating import annotate_all
    from sayso.publish.export.annotated import article_json
    from sayso.publish.export.document import json_line
    from sayso.publish.views.narrowing import surer
    from sayso.publish.workbench import read_inputs

    chosen = read_settings(settings)
    given = Given(
        outlet=outlet,
        published=published,
        url=url,
        title=title,
        language=language,
        authors=tuple(author or ()),
        completeness=_complete(completeness),
    )
    given, stdin = _standard_input(paths, given, chosen)
    readings = read_inputs(
        paths,
        given=given,
        sidecar=sidecar,
        settings=chosen,
        stdin=stdin,
        allow_private=allow_private or (),
        progress=waits(),
    )
    failures: list[int] = []
    count = 0
    for bundle in annotate_all(
        readings, settings=chosen, on_failure=lambda failure: failures.append(note_failures([failure]))
    ):
        name = bundle.article.path or bundle.article.id
        unread = why_unread(bundle.article, chosen)
        if unread:
            note(f"{name}: {unread}")
        if output is LineFormat.jsonl:
            try:
                line = json_line(article_json(surer(bundle, min_confidence)))
            except (
                ValueError
            ) as error:  # a span that does not fit, a number that is none: this article alone is lost
                note(f"{name}: cannot be written: {error}; please report it with the article")
                failures.append(1)
                continue
            write([line])
            count += 1
        else:
            count += 1
            from sayso.publish.pages.article import print_article
            from sayso.publish.pages.terminal import open_console

            print_article(open_console(), bundle, all_acts=all_acts, min_confidence=min_confidence)
    if failures:
        raise typer.Exit(SOME_FAILED if count else FAILED)
    if not count:
        note("no article found in what was named")
        raise typer.Exit(DONE)


def _complete(stated: HowComplete | None) -> "Completeness | None":
    return None if stated is None else stated.value


def _standard_input(
    paths: list[str], given: "Given", settings: "Settings"
) -> "tuple[Given, BinaryIO | None]":
    """What "-" stands for, and what is known of it: somebody at a terminal is asked, a pipe never."""
    if "-" not in paths:
        return given, None
    if not attended():
        return given, None if sys.stdin is None else sys.stdin.buffer
    from sayso.commands.pasting import ask

    return ask(given, settings)


def _write_report(
    added: tuple[str, ...],
    changed: tuple[str, ...],
    unchanged: tuple[str, ...],
    output: TableFormat,
    *,
    failed: int,
) -> None:
    if output is TableFormat.json:
        write_json({"added": added, "changed": changed, "unchanged": unchanged, "failed": failed})
        return
    from sayso.publish.export.spreadsheet import table

    fates = (("added", added), ("changed", changed), ("unchanged", unchanged))
    write(table(("article", "what"), ((article, what) for what, articles in fates for article in articles)))
