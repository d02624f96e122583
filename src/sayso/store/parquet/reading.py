"""A folder of tables, looked through before a row of it is taken: whole, undamaged and of a shape that we know."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sayso.errors import StoreError
from sayso.records import Article, Failure, Record, Review
from sayso.store.parquet.manifest import (
    Manifest,
    check_shapes,
    damaged,
    file_rows,
    part_files,
    read_manifest,
)
from sayso.store.parquet.schemas import DESK, SOURCES, Kind, Row, arrow, arrow_schema, from_arrow, name_of


class Folder:
    """A folder of tables that was looked through; `kinds` are the derived types that it holds."""

    def __init__(self, path: Path, manifest: Manifest, kinds: tuple[type[Record], ...]) -> None:
        self.path, self.manifest, self.kinds = path, manifest, kinds

    def has(self, kind: Kind) -> bool:
        """Whether there is such a table; history and plugins may be left out."""
        return name_of(kind) in self.manifest.rows

    def count(self, kind: Kind) -> int:
        """The rows of a table."""
        return self.manifest.rows[name_of(kind)]

    def batches(self, kind: Kind, *, size: int) -> Iterator[list[Row]]:
        """The rows of a table, at most `size` at a time. StoreError where a file is damaged inside."""
        pa, names = arrow(), arrow_schema(kind).names
        for path in part_files(self.path / name_of(kind)):
            try:
                with pa.parquet.ParquetFile(path, page_checksum_verification=True) as file:
                    for batch in file.iter_batches(batch_size=size, columns=names):
                        yield from_arrow(kind, batch)
            except (OSError, ValueError, pa.ArrowException) as error:
                raise damaged(path, error) from error


def open_folder(path: Path, kinds: Mapping[str, type[Record]]) -> Folder:
    """Look through a folder of tables; `kinds` are all record types that are known here, by name.

    Raises StoreError for one that is not there, half-written, damaged or of other columns, StoreTooNew for one that a
    newer Sayso made. What is damaged inside a file is found when it is read.
    """
    arrow()
    manifest = read_manifest(path)
    check_shapes(path, manifest, kinds)
    made = tuple(kinds[name] for name in manifest.shapes if kinds[name] is not Article)
    needed: list[Kind] = [Article, Failure, Review, *made, *DESK, *SOURCES]
    for kind in needed:
        if name_of(kind) not in manifest.rows:
            raise StoreError(
                f"{path} lacks the table {name_of(kind)}; copy the folder anew, or make it again"
            )
    by_name: dict[str, Kind] = {name_of(kind): kind for kind in needed}
    for name in manifest.rows:
        _check_table(path / name, by_name.get(name, name), manifest)
    return Folder(path, manifest, made)


def _check_table(table: Path, kind: Kind, manifest: Manifest) -> None:
    """Compare the files of a table with what the manifest and its schema say of it."""
    pa = arrow()
    files = part_files(table)
    size = sum(path.stat().st_size for path in files)
    expected = (manifest.rows[table.name], manifest.bytes.get(table.name))
    if (rows := sum(map(file_rows, files)), size) != expected:
        raise StoreError(
            f"{table} holds {rows:,} rows in {size:,} bytes, and there should be {expected[0]:,} in {expected[1]:,}; "
            "copy the folder anew, or make it again"
        )
    try:
        schema = arrow_schema(kind)
    except KeyError:
        raise StoreError(f"{table} is no table that this Sayso knows; take it out of the folder") from None
    for path in files:
        there = pa.parquet.read_schema(path)
        if {field.name: field.type for field in there} != {field.name: field.type for field in schema}:
            raise StoreError(
                f"{path} has other columns than {table.name} should have; copy the folder anew, or make it again"
            )
