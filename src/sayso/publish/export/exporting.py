"""Every format in which a collection leaves: pieces of text, one file, or a folder; whole or not at all."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Any, Literal, get_args

from sayso.errors import SettingsError
from sayso.publish.export.attribution_rows import attribution_rows
from sayso.publish.export.brat import write_brat
from sayso.publish.export.document import export_json, export_jsonl
from sayso.publish.export.follow_the_money import export_entities
from sayso.publish.export.spreadsheet import export_csv
from sayso.publish.export.web_annotation import export_annotations
from sayso.publish.export.workbook import write_workbook
from sayso.publish.outlet_table import OutletTable
from sayso.publish.views.guarded import Tell
from sayso.records import Story
from sayso.store.protocol import Store

ExportFormat = Literal["json", "jsonl", "csv", "webannotation", "ftm", "xlsx", "parquet", "brat"]
TEXTS: Mapping[str, Callable[..., Iterator[str]]] = {
    "json": export_json,
    "jsonl": export_jsonl,
    "csv": export_csv,
    "webannotation": export_annotations,
    "ftm": export_entities,
}


def _write_parquet(store: Store, folder: Path, **options: Any) -> tuple[str, ...]:
    from sayso.publish.export.parquet import write_parquet  # noqa: PLC0415 - SQLAlchemy is heavy, and its types need it

    return write_parquet(store, folder, **options)


FOLDERS: Mapping[str, Callable[..., tuple[str, ...]]] = {"parquet": _write_parquet, "brat": write_brat}
FORMATS: tuple[str, ...] = get_args(ExportFormat)
PART = ".part"


def pieces_of(
    store: Store,
    form: str,
    *,
    story: Story | None = None,
    min_confidence: int = 0,
    tell: Tell | None = None,
    stated: OutletTable | None = None,
) -> Iterator[str]:
    """A text format as pieces to be written one after the other; SettingsError for another."""
    if form not in TEXTS:
        raise SettingsError(
            f"{form!r} is no text; write it to a file or a folder, with --output or `export_to`"
            if form in FORMATS
            else f"no export format {form!r}; there are {', '.join(FORMATS)}"
        )
    write = partial(TEXTS[form], stated=stated) if form == "json" else TEXTS[form]
    return write(store, story=story, min_confidence=min_confidence, tell=tell)


def export_to(store: Store, target: Path | IO[bytes], form: str, **options: Any) -> None:
    """Write any format to a file, a folder or a stream of bytes: all of it or nothing.

    `options` are those of `pieces_of`. SettingsError for a folder that is there already, or a folder's format and a stream.
    OSError when it cannot be written.
    """
    if form in FOLDERS:
        if not isinstance(target, Path):
            raise SettingsError(f"{form} is a folder of files; name one with --output")
        _write_folder(store, target, form, **options)
        return
    if not isinstance(target, Path):
        _write_file(store, target, form, **options)
        return
    part = target.with_name(target.name + PART)
    try:
        with part.open("wb") as file:
            _write_file(store, file, form, **options)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _write_file(store: Store, file: IO[bytes], form: str, **options: Any) -> None:
    if form == "xlsx":
        options.pop("stated", None)
        write_workbook(attribution_rows(store, **options), file)
        return
    for piece in pieces_of(store, form, **options):
        file.write(piece.encode("utf-8", "backslashreplace"))


def _write_folder(store: Store, folder: Path, form: str, **options: Any) -> None:
    options.pop("stated", None)
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise SettingsError(f"{folder} is there already and not empty; name a new folder with --output")
    part = folder.with_name(folder.name + PART)
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True)
        FOLDERS[form](store, part, **options)
        if folder.exists():
            folder.rmdir()
        part.replace(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
