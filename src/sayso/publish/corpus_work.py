"""What both engines do with a folder of tables before and while they fill it, and what its manifest tells of settings."""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sayso.errors import InputError, StoreError
from sayso.ingest.inputs import find_sources, shown
from sayso.records import RECORDS, Record
from sayso.settings import Settings, value_of
from sayso.stage import Stage
from sayso.store.parquet.manifest import MANIFEST, is_table

WORK = "_work"
"""What lies in a folder while a run is at work on it, beside the tables."""


def known_kinds(flow: Iterable[Stage]) -> dict[str, type[Record]]:
    """Every record type that is known here, by name."""
    return {kind.__name__: kind for kind in (*RECORDS, *(kind for stage in flow for kind in stage.writes))}


def settings_of_rows(flow: Iterable[Stage], settings: Settings) -> dict[str, Any]:
    """The settings that rows depend on, by their dotted names: those that stages say they use."""
    return {
        name: value_of(settings, name) for name in sorted({name for stage in flow for name in stage.uses})
    }


def files_of(inputs: Sequence[str | Path], sidecar: Path | None) -> list[str]:
    """The files of the inputs, and what tells whether one is another by now."""
    told: list[str] = []
    for source in find_sources([*inputs, *([sidecar] if sidecar else [])], sidecar=None):
        if isinstance(source, InputError):
            told.append(str(source))
        else:
            name = shown(source.name)
            with suppress(OSError):  # what is not there, whoever reads it says so
                state = Path(source.name).stat()
                name = f"{name} {state.st_size} {state.st_mtime_ns}"
            told.append(name)
    return told


def claim(folder: Path, name: str) -> None:
    """Make a folder ours: new, empty, or left by the same run; StoreError for any other."""
    mark = folder / WORK / "run.json"
    if mark.exists() and not (folder / MANIFEST).exists():
        try:
            before = json.loads(mark.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            before = None
        if before == {"run": name}:
            return
        raise StoreError(
            f"{folder} is half-written, by a run with other inputs or settings; remove it, or name another folder"
        )
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise StoreError(f"{folder} is there already; name a new folder with --out, or remove that one")
    try:
        mark.parent.mkdir(parents=True)
        mark.write_text(json.dumps({"run": name}), encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be made ({error.strerror}); name another folder with --out"
        ) from error


@contextmanager
def filling(folder: Path) -> Iterator[None]:
    """What goes wrong with the disk while a folder is filled, in words. Raises StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written ({error.strerror or error}); make room, and the same command goes on"
        ) from error


def clear(folder: Path) -> None:
    """Take away tables that an earlier attempt began to write."""
    for entry in folder.iterdir():
        if is_table(entry):
            shutil.rmtree(entry)
