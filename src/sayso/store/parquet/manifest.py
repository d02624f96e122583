"""What a folder of tables says of itself: written last and at once, so that half a folder is never taken for a whole one."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.errors import StoreError, StoreTooNew
from sayso.records import Article, Record
from sayso.schema import has_table, shape
from sayso.store.parquet.schemas import arrow, name_of
from sayso.store.protocol import StageLine

MANIFEST = "sayso.json"
FORMAT = 1
"""Raised by a change that an older Sayso could not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """How a folder was made: by which Sayso, with which settings and stages; and what is in it.

    `shapes` tells the columns of each record type (`schema.shape`), `rows` and `bytes` how large each table is.
    """

    version: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    stages: tuple[StageLine, ...] = ()
    shapes: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    bytes: Mapping[str, int] = field(default_factory=dict)
    format: int = FORMAT


def write_manifest(
    folder: Path,
    *,
    version: str,
    lines: Sequence[StageLine],
    kinds: Iterable[type[Record]],
    settings: Mapping[str, Any],
) -> Manifest:
    """Say of a folder whose tables are all written what it is; rows are counted from the files themselves."""
    every: tuple[type[Record], ...] = (Article, *kinds)
    kept = [kind for kind in every if has_table(kind)]
    sizes = {table.name: table_size(table) for table in sorted(folder.iterdir()) if is_table(table)}
    made = Manifest(
        version=version,
        settings=dict(settings),
        stages=tuple(lines),
        shapes={kind.__name__: shape(kind) for kind in kept},
        rows={name: rows for name, (rows, _) in sizes.items()},
        bytes={name: size for name, (_, size) in sizes.items()},
    )
    told = {
        "format": made.format,
        "sayso": made.version,
        "settings": made.settings,
        "stages": [line._asdict() for line in made.stages],
        "shapes": made.shapes,
        "rows": made.rows,
        "bytes": made.bytes,
    }
    part = folder / f"{MANIFEST}.part"
    with part.open("w", encoding="utf-8") as file:
        file.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / MANIFEST)
    return made


def read_manifest(folder: Path) -> Manifest:
    """What a folder says of itself; StoreError when it is not there, half-written or damaged, StoreTooNew when too new."""
    path = folder / MANIFEST
    if not folder.is_dir():
        what = "is no folder" if folder.exists() else "is not there"
        raise StoreError(f"{folder} {what}; name the folder that `sayso run --out` made")
    if not path.exists():
        half = any(entry.is_dir() for entry in folder.iterdir())
        raise StoreError(
            f"{folder} is half-written: it has tables but no {MANIFEST}; remove it and make it again"
            if half
            else f"{folder} has no {MANIFEST}; name the folder that `sayso run --out` made"
        )
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        version = int(told["format"])
        if version > FORMAT:
            raise StoreTooNew(
                f"{folder} was made by a newer Sayso (format {version}, this one knows {FORMAT}); upgrade Sayso"
            )
        stages = tuple(_line(line) for line in told["stages"])
        return Manifest(
            format=version,
            version=str(told["sayso"]),
            settings=dict(told["settings"]),
            stages=stages,
            shapes={str(name): str(value) for name, value in told["shapes"].items()},
            rows={str(name): int(value) for name, value in told["rows"].items()},
            bytes={str(name): int(value) for name, value in told["bytes"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            f"{path} is damaged ({type(error).__name__}: {error}); make the folder again, or copy it anew"
        ) from error


def _line(told: Mapping[str, Any]) -> StageLine:
    fields = {name: told[name] for name in StageLine._fields}
    return StageLine(**fields | {"reads": tuple(fields["reads"]), "writes": tuple(fields["writes"])})


def is_table(entry: Path) -> bool:
    """Whether what lies in a folder is a table, and nothing that a run keeps there while it is at work."""
    return entry.is_dir() and not entry.name.startswith((".", "_"))


def part_files(table: Path) -> list[Path]:
    """The files of a table, by name; what is hidden, or noted beside them by Spark, is none."""
    return sorted(
        path for path in table.rglob("*.parquet") if path.is_file() and not path.name.startswith((".", "_"))
    )


def table_size(table: Path) -> tuple[int, int]:
    """Rows and bytes of a table; StoreError for a file that is damaged."""
    rows = size = 0
    for path in part_files(table):
        rows += file_rows(path)
        size += path.stat().st_size
    return rows, size


def file_rows(path: Path) -> int:
    """The rows of a file, as its end tells; StoreError when that is not there or cannot be read."""
    pa = arrow()
    try:
        return int(pa.parquet.read_metadata(path).num_rows)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise damaged(path, error) from error


def damaged(path: Path, error: Exception) -> StoreError:
    """What to say of a file that cannot be read."""
    reason = " ".join(str(error).split())[:200]
    return StoreError(f"{path} is damaged ({reason}); copy the folder anew, or make it again")


def check_shapes(folder: Path, manifest: Manifest, kinds: Mapping[str, type[Record]]) -> None:
    """Refuse a folder whose records have other columns than ours, or whose records nobody here knows."""
    for name, told in manifest.shapes.items():
        if name not in kinds:
            raise StoreError(
                f"{folder} holds {name} records, which this Sayso does not know; "
                f"install the plugin, or the Sayso ({manifest.version}), that made them"
            )
        if shape(kinds[name]) != told:
            raise StoreError(
                f"{folder / name_of(kinds[name])} has other columns than {name} has now: Sayso {manifest.version} made it; "
                "make it again with this version, or read it with that one"
            )
