"""Records out of JSON, JSONL, CSV and TSV, under the names that corpora give their fields."""

import json
from pathlib import Path

import pytest

from sayso.ingest import read
from sayso.ingest.rows import looks_like_table
from sayso.records import Article, Failure, Reading
from sayso.settings import Limits, Settings

BRIDGE = "The old bridge over the Senn will close for a month, the harbour office said on Monday."


def from_file(path: Path, data: str | bytes, **limits: int) -> tuple[list[Article], list[Failure]]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    rows = list(read([path], settings=Settings(limits=Limits(**limits))))
    return [row.article for row in rows if isinstance(row, Reading)], [
        row for row in rows if isinstance(row, Failure)
    ]


@pytest.mark.parametrize(
    "record",
    [
        {"text": None, "maintext": BRIDGE, "date_publish": "2031-03-04", "source_domain": "Post", "authors": ["Ada Quill"], "title": "T", "url": "a.example/x", "language": "en"},
        {"id": 7, "text": BRIDGE, "series": "Post", "date": "2031-03-04", "author": "By Ada Quill", "headline": "T", "link": "a.example/x"},
        {"doc": "7", "text": BRIDGE, "dct": "2031-03-04", "outlet": "Post", "Authors": "Ada Quill", "Title": "T", "URL": "a.example/x"},
        {"articleBody": BRIDGE, "datePublished": "2031-03-04", "publisher": {"name": "Post"}, "author": [{"name": "Ada Quill"}], "headline": "T", "url": "a.example/x"},
        {"text": BRIDGE, "published": {"earliest": "2031-03-04", "latest": "2031-03-04"}, "outlet": "Post", "authors": ["Ada Quill"], "title": "T", "url": "a.example/x"},
    ],
    ids=["news-please", "passim", "labelled corpora", "schema.org", "Sayso"],
)  # fmt: skip
def test_field_names_of_others_are_understood(tmp_path: Path, record: dict[str, object]) -> None:
    """What a field means counts, not what a corpus calls it; the first that holds something wins."""
    (article,), failures = from_file(tmp_path / "a.jsonl", json.dumps(record))

    assert failures == []
    assert (BRIDGE, "T", "Post", ("Ada Quill",), "https://a.example/x") == (
        article.text, article.title, article.outlet, article.authors, article.url
    )  # fmt: skip
    assert ("2031-03-04", "stated") == (article.published_earliest, article.published_basis)
    assert (str(record.get("id") or record.get("doc") or "") or None) == article.external_id


def test_unknown_fields_are_named_and_the_record_is_kept(tmp_path: Path) -> None:
    """Nothing is lost: a note says which, and the line's bytes stay beside the article. Empty ones do not count."""
    line = json.dumps({"text": BRIDGE, "topic": "ports", "bias": "", "mood": None})
    path = tmp_path / "a.jsonl"
    path.write_text(line)

    (reading,) = read([path], settings=Settings())

    assert isinstance(reading, Reading)
    assert reading.article.notes == ("fields not read: topic",)
    assert reading.raw == line.encode()
    assert reading.article.raw is not None


def test_plain_markup_is_taken_out_of_a_text(tmp_path: Path) -> None:
    """Paragraphs end lines, entities are read, scripts go; the record is kept, and it is noted."""
    text = f"<p>{BRIDGE}</p><script>x()</script><p>Cafés &amp; shops<br/>suffer.</p>"

    (article,), _ = from_file(tmp_path / "a.jsonl", json.dumps({"text": text}))

    assert article.text == f"{BRIDGE}\nCafés & shops\nsuffer."
    assert article.notes == ("markup taken out of the text",)
    assert article.raw is not None


@pytest.mark.parametrize("text", ["If a < b and b > c, <then> what?", "AT&amp;T said <b>.", "a <3 b </3"])
def test_a_text_with_angle_brackets_is_no_markup(tmp_path: Path, text: str) -> None:
    """In doubt the text stays to the character: offsets of labelled data depend on it."""
    (article,), _ = from_file(tmp_path / "a.jsonl", json.dumps({"text": text}))

    assert article.text == text


@pytest.mark.parametrize(
    "document",
    [{"articles": [{"text": "One."}, {"text": "Two."}]}, [{"text": "One."}, {"text": "Two."}]],
)
def test_a_json_document_may_hold_a_list(tmp_path: Path, document: object) -> None:
    """Named or bare."""
    articles, failures = from_file(tmp_path / "a.json", json.dumps(document, indent=2))

    assert (["One.", "Two."], []) == ([article.text for article in articles], failures)


def test_json_lines_under_the_name_json_are_read_as_lines(tmp_path: Path) -> None:
    """Spark and passim write them so; a broken one costs only itself."""
    articles, failures = from_file(tmp_path / "a.json", '{"text": "One."}\n{"text": \n{"text": "Two."}\n')

    assert (["One.", "Two."], [2]) == ([article.text for article in articles], [row.line for row in failures])


def test_a_line_over_the_limit_is_skipped_and_told(tmp_path: Path) -> None:
    """The next line is read."""
    articles, failures = from_file(
        tmp_path / "a.jsonl", b'{"text": "' + b"x" * (1 << 20) + b'"}\n{"text": "Two."}', max_line_mb=1
    )

    assert (["Two."], [1]) == ([article.text for article in articles], [row.line for row in failures])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_by_its_header(tmp_path: Path, delimiter: str) -> None:
    """Quoted fields may hold line ends and the delimiter; case and spaces of a column name do not count."""
    rows = f'ID{delimiter}Pub Date{delimiter}Text\r\n7{delimiter}2031-03-04{delimiter}"One{delimiter} said ""Two"".\nThree."\r\n'

    (article,), failures = from_file(tmp_path / "a.csv", rows)

    assert failures == []
    assert (f'One{delimiter} said "Two".\nThree.', "7", "2031-03-04") == (
        article.text, article.external_id, article.published_earliest
    )  # fmt: skip


def test_a_table_of_an_old_spreadsheet_is_read(tmp_path: Path) -> None:
    """Its lines end in a bare carriage return."""
    articles, failures = from_file(tmp_path / "a.csv", "id,text\r1,One.\r2,Two.\r")

    assert (["One.", "Two."], []) == ([article.text for article in articles], failures)


def test_a_table_row_that_does_not_fit_is_told(tmp_path: Path) -> None:
    """A stray delimiter would put words under the wrong name."""
    articles, failures = from_file(tmp_path / "a.csv", "id,text\n1,One, two.\n\n2,Three.\n3\n")

    assert ["Three."] == [article.text for article in articles]
    assert [(2, "3 cells under 2 columns"), (5, "no text")] == [
        (row.line, row.reason[:23].removesuffix(" in any of the f")) for row in failures
    ]


def test_a_table_without_a_text_is_told_how_to_name_it(tmp_path: Path) -> None:
    """It may be a sidecar given as an input."""
    articles, (failure,) = from_file(tmp_path / "a.csv", "file,outlet\na.txt,Post\n")

    assert articles == []
    assert "--sidecar" in failure.fix


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "cp1252"])
def test_tables_and_lines_come_in_other_encodings_too(tmp_path: Path, codec: str) -> None:
    """The ladder of encodings holds line by line."""
    for ending, data in (
        (".csv", "text,outlet\nGröße.,Póst\n"),
        (".jsonl", '{"text": "Größe.", "outlet": "Póst"}\n'),
    ):
        (article,), failures = from_file(tmp_path / f"a{ending}", data.encode(codec))

        assert ("Größe.", "Póst", []) == (article.text, article.outlet, failures)


def test_a_header_is_known_by_its_names() -> None:
    """Prose with commas is none."""
    assert looks_like_table("id;outlet;text\n")
    assert not looks_like_table("The text, the id and the outlet were missing, she said.")
