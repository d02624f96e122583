"""A folder of tables is whole and as it was written, or it is refused in words that help."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest
from tests.store.parquet.conftest import KINDS, TEXTS

from sayso.errors import StoreError, StoreTooNew
from sayso.records import Article
from sayso.schema import table_name
from sayso.store.parquet import arrow_schema
from sayso.store.parquet.manifest import MANIFEST, Manifest, part_files, read_manifest
from sayso.store.parquet.reading import open_folder
from sayso.store.parquet.writing import TableWriter, write_tables
from sayso.store.sql import SqlStore
from sayso.testing.toys import Word

Spoil = Callable[[Path], object]


def change_manifest(folder: Path, **changes: object) -> None:
    """Let the folder say something else of itself."""
    path = folder / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


def shorten(folder: Path) -> None:
    """A file that was not copied to its end."""
    [path] = part_files(folder / "words")
    path.write_bytes(path.read_bytes()[:-100])


def flip(folder: Path) -> None:
    """A file of which one byte is another."""
    [path] = part_files(folder / "words")
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(bytes(data))


def widen(folder: Path) -> None:
    """A file with a column of another type."""
    [path] = part_files(folder / "articles_as_read")
    table = pq.read_table(path)
    at = table.schema.get_field_index("url")
    pq.write_table(table.set_column(at, "url", pa.array([1] * len(table))), path)
    told = json.loads((folder / MANIFEST).read_text("utf-8"))["bytes"]
    change_manifest(folder, bytes=told | {"articles_as_read": path.stat().st_size})


def empty(folder: Path) -> None:
    """A folder that has lost all that was in it."""
    shutil.rmtree(folder)
    folder.mkdir()


def lose_table(folder: Path) -> None:
    """A table whose file is not there."""
    [path] = part_files(folder / "words")
    path.unlink()


def add_rows(folder: Path) -> None:
    """A file too many."""
    [path] = part_files(folder / "words")
    (folder / "words" / "part-00001.parquet").write_bytes(path.read_bytes())


REFUSED: dict[str, tuple[Spoil, str]] = {
    "half-written": (lambda folder: (folder / MANIFEST).unlink(), "tables is half-written.*remove it"),
    "no folder of ours": (empty, "has no sayso.json; name the folder"),
    "no manifest inside": (
        lambda folder: (folder / MANIFEST).write_text("{", "utf-8"),
        "sayso.json is damaged .*make the folder again",
    ),
    "a manifest that lacks something": (
        lambda folder: (folder / MANIFEST).write_text('{"format": 1}', "utf-8"),
        "sayso.json is damaged .*stages",
    ),
    "truncated": (shorten, "words/part-00000.parquet is damaged .*copy the folder anew"),
    "a table too few": (lose_table, r"words holds 0 rows in 0 bytes, and there should be \d+"),
    "rows too many": (add_rows, r"words holds \d+ rows .*copy the folder anew"),
    "another column": (widen, "articles_as_read/part-00000.parquet has other columns"),
    "no such table": (
        lambda folder: change_manifest(
            folder, rows={name: 0 for name in read_manifest(folder).rows if name != "ledger"}
        ),
        "lacks the table ledger",
    ),
    "other records": (
        lambda folder: change_manifest(folder, shapes={**read_manifest(folder).shapes, "Word": "0" * 16}),
        "words has other columns than Word has now: Sayso .* made it",
    ),
    "unknown records": (
        lambda folder: change_manifest(folder, shapes={"Nobody": "0" * 16}),
        "holds Nobody records, which this Sayso does not know; install the plugin",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_folder_that_is_not_in_order_is_refused(folder: Path, what: str) -> None:
    spoil, message = REFUSED[what]
    spoil(folder)

    with pytest.raises(StoreError, match=message):
        open_folder(folder, KINDS)


def test_a_folder_of_a_newer_sayso_is_refused(folder: Path) -> None:
    change_manifest(folder, format=2, stages="told in another way")

    with pytest.raises(StoreTooNew, match=r"made by a newer Sayso .*upgrade Sayso"):
        open_folder(folder, KINDS)


def test_what_is_damaged_inside_a_file_is_found_when_it_is_read(folder: Path) -> None:
    flip(folder)
    opened = open_folder(folder, KINDS)

    with pytest.raises(StoreError, match=r"words/part-00000.parquet is damaged"):
        list(opened.batches(Word, size=10))


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(StoreError, match="file is no folder"):
        open_folder(tmp_path / "file", KINDS)


def test_a_folder_that_is_there_is_not_overwritten(store: SqlStore, folder: Path) -> None:
    before = (folder / MANIFEST).read_bytes()

    with pytest.raises(StoreError, match="tables is there already; remove it, or name a new folder"):
        write_tables(store, folder, settings={}, kinds=KINDS)
    (folder / MANIFEST).unlink()
    with pytest.raises(StoreError, match=r"is there already \(half-written"):
        write_tables(store, folder, settings={}, kinds=KINDS)
    (folder / MANIFEST).write_bytes(before)
    assert len(TEXTS) == read_manifest(folder).rows["articles"]


def test_a_folder_that_cannot_be_written_is_taken_away_again(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_writer: TableWriter, _rows: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(TableWriter, "write", full)

    with pytest.raises(StoreError, match=r"cannot be written .No space left on device"):
        write_tables(store, tmp_path / "new" / "tables", settings={}, kinds=KINDS)
    assert not (tmp_path / "new" / "tables").exists()


def test_the_manifest_says_how_the_folder_was_made(folder: Path) -> None:
    made = read_manifest(folder)

    assert isinstance(made, Manifest)
    assert {"annotate.languages": ["en"]} == made.settings
    assert len(TEXTS) == made.rows["articles"]
    assert "Word" in made.shapes
    assert "Tokens" not in made.shapes


def test_a_large_table_goes_on_in_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.store.parquet.writing.GROUP_ROWS", 2)
    monkeypatch.setattr("sayso.store.parquet.writing.FILE_BYTES", 1)

    with TableWriter(tmp_path, "removed") as table:
        for number in range(5):
            table.write([(str(number), "a test", "2031-05-07")])

    files = part_files(tmp_path / "removed")
    assert ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"] == [path.name for path in files]
    assert list("01234") == pq.read_table(files, partitioning=None).column("article").to_pylist()


# --- read by others -------------------------------------------------------------------------------------------


def test_arrow_reads_a_table_as_it_is(folder: Path) -> None:
    words = pa.dataset.dataset(folder / table_name(Word))

    assert arrow_schema(Word) == words.schema
    assert words.count_rows() == read_manifest(folder).rows["words"]


def test_duckdb_cuts_words_out_of_texts_by_code_points(folder: Path) -> None:
    """Behind an emoji, too: offsets count what DuckDB's substring counts."""
    query = f"""
        SELECT substring(a.text, w.start + 1, w."end" - w.start) AS word, w.form
        FROM '{folder}/words/*.parquet' AS w JOIN '{folder}/articles/*.parquet' AS a ON a.id = w.article
    """
    with duckdb.connect() as connection:
        found = connection.execute(query).fetchall()

    assert "leave" in {form for _, form in found}
    assert [(word, word.lower()) for word, _ in found] == found


def test_its_articles_are_those_of_the_contract(folder: Path) -> None:
    assert pq.read_schema(part_files(folder / "articles")[0]).names == arrow_schema(Article).names
