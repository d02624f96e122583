"""The verbs by which a collection leaves: export for programs, dossier for people."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.commands.options import (
    DEFAULT_DB,
    FAILED,
    SOME_FAILED,
    Db,
    MinConfidence,
    SettingsFile,
    StoryOption,
    note,
    opened,
    write,
)
from sayso.errors import SettingsError

if TYPE_CHECKING:
    from sayso.publish.collection import Collection
    from sayso.publish.export.exporting import ExportFormat


class ExportAs(StrEnum):
    """How a collection is exported."""

    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"
    webannotation = "webannotation"
    ftm = "ftm"
    brat = "brat"


class DossierAs(StrEnum):
    """How a dossier is written."""

    html = "html"
    md = "md"


SUFFIXES = {".md": DossierAs.md, ".markdown": DossierAs.md, ".html": DossierAs.html, ".htm": DossierAs.html}


def export(
    *,
    output: Annotated[
        ExportAs,
        typer.Option(
            "--format",
            help="json: one document; jsonl: an article a line; csv, xlsx: an attribution a row; parquet: a folder of "
            "tables; webannotation: W3C; ftm: FollowTheMoney; brat: a folder of standoff.",
        ),
    ] = ExportAs.json,
    story: StoryOption = None,
    min_confidence: MinConfidence = 0,
    to: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="A file or a new folder, written whole or not at all; else standard output.",
        ),
    ] = None,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Write the collection, or one story of it, for other programs.

    The same collection gives the same bytes. json is described by `sayso schema export`, a line of jsonl by
    `sayso schema annotate`. csv opens in a spreadsheet: UTF-8 with a byte-order mark, no cell is run as a formula.
    Intentions and beliefs are always there, with speech act intention or belief. parquet needs the extra
    sayso[parquet].
    """
    form: ExportFormat = output.value
    with opened(db, settings) as collection:
        broken: list[str] = []

        def tell(what: str, why: str) -> None:
            broken.append(what)
            note(f"{what}: left out: {why}; `sayso doctor` says what is broken")

        if to is not None:
            try:
                collection.export_to(to, form, story=story, min_confidence=min_confidence, tell=tell)
            except OSError as error:
                _not_written(to, error)
        elif output in (ExportAs.xlsx, ExportAs.parquet, ExportAs.brat):
            if output is not ExportAs.xlsx or sys.stdout.isatty():
                where = "a file" if output is ExportAs.xlsx else "a folder"
                raise SettingsError(f"{form} is written to {where}; name it with --output")
            collection.export_to(
                sys.stdout.buffer, form, story=story, min_confidence=min_confidence, tell=tell
            )
        else:
            write(collection.export(form, story=story, min_confidence=min_confidence, tell=tell))
        if broken:
            raise typer.Exit(SOME_FAILED)


def dossier(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[STORY]",
            help="A story: an id, the beginning of one, or words of a title; the largest story when left out.",
            show_default=False,
        ),
    ] = None,
    *,
    to: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file, .html or .md; else standard output.")
    ] = None,
    output: Annotated[
        DossierAs | None,
        typer.Option(
            "--format",
            help="html or md (Markdown); by the name of the file when left out.",
            show_default=False,
        ),
    ] = None,
    redact: Annotated[
        list[str] | None,
        typer.Option(
            "--redact",
            metavar="NAME",
            help="Hide somebody's every name and spelling; may be given again.",
            show_default=False,
        ),
    ] = None,
    full_text: Annotated[
        bool, typer.Option("--full-text", help="Also the whole text of every report.")
    ] = False,
    unchecked: Annotated[
        bool,
        typer.Option(
            "--unchecked", help="Also accusations and warnings whose speaker is inferred and unchecked."
        ),
    ] = False,
    reviewed_only: Annotated[
        bool, typer.Option("--reviewed-only", help="Only what a reviewer has checked.")
    ] = False,
    date: Annotated[
        str,
        typer.Option("--date", help="A date to stand in it; there is none otherwise.", show_default=False),
    ] = "",
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Write one story as one file to hand on: sources, who said what, where reports differ, what was left out.

    The file loads nothing from anywhere and opens offline. Quotations stand in their sentence; every line has its
    speaker, how that is known, its outlet and its review state. What is left out is counted in it.
    """
    with opened(db, settings) as collection:
        chosen = output or (SUFFIXES.get(to.suffix.lower()) if to is not None else None) or DossierAs.html
        text = collection.dossier(
            " ".join(words) if words else None,
            chosen.value,
            full_text=full_text,
            redact=redact or (),
            unchecked=unchecked,
            reviewed_only=reviewed_only,
            date=date,
        )
        if redact:
            _tell_hidden(collection, " ".join(words) if words else None, redact)
    if to is None:
        write([text])
        return
    part = to.with_name(to.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
        part.replace(to)
    except OSError as error:
        _not_written(to, error)
    finally:
        part.unlink(missing_ok=True)


def _tell_hidden(collection: "Collection", asked: str | None, redact: list[str]) -> None:
    """Say to whoever asked which spellings were looked for: the file does not."""
    from sayso.publish.dossier.hidden_names import hidden_names
    from sayso.publish.views.stories import find_story

    story = find_story(collection.store, asked)
    hidden = hidden_names(collection.store, [name.strip() for name in redact], story.articles)
    note(
        f"hidden, with every part of them: {', '.join(hidden.spellings)}; read the file before you hand it on"
    )


def _not_written(to: Path, error: OSError) -> None:
    note(f"sayso: {to} cannot be written ({error.strerror}); name another file with --output")
    raise typer.Exit(FAILED) from None
