"""Strange files through the command line: each fails with a word of its own or is read, and the rest goes on."""

import csv
import gzip
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.cli import main

Run = Callable[..., tuple[int, str, str]]
SAID = "“It is over,” said Mara Vint in Elsin on Friday."
LINES = (
    '{"id": "a", "text": "“One,” said Mara Vint."}\n'
    "{broken\n"
    "[1, 2]\n"
    '{"id": "a", "text": "“Two,” said Mara Vint."}\n'
    '{"id": "s", "text": "A lone \\ud800 surrogate, said Mara Vint."}\n'
    '{"id": "z", "text": "A \\u0000 byte is in it, said Mara Vint."}\n'
    '{"id": "n", "text": null}\n'
)
FAILING: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "the file is empty"),
    "noise.txt": (bytes(range(256)) * 20, "not text"),
    "paper.txt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj\n", "the PDF is damaged"),
    "bomb.jsonl.gz": (
        gzip.compress(b'{"text": "' + b"a" * 30_000_000 + b'"}', mtime=0),
        "unpacks to more than 200 times its size",
    ),
    "short.txt.gz": (gzip.compress(SAID.encode() * 200, mtime=0)[:60], "damaged gzip file"),
    "bare.html": (b"<html><head><title></title></head><body><script>x</script></body></html>", "no article"),
}
READ: dict[str, bytes] = {
    "latin.txt": 'The café is shut. "No," said Zoë Brûlé in Elsin.'.encode("latin-1"),
    "wide.txt": SAID.encode("utf-16"),
    "turned.txt": SAID.replace("is", "\u202eis").encode(),
    "emoji.txt": ("😀🏗️ " + SAID).encode(),
    "line.txt": ("“We will wait,” said Mara Vint. The council said the port was open. " * 600).encode(),
    "arabic.txt": "قال الوزير إن السد آمن ولا داعي للقلق بين السكان في الوادي خلال الأيام القادمة.".encode(),
    "chinese.txt": "部长周二表示，大坝是安全的，居民不必担心。他补充说，工程师将继续监测水位。".encode(),
    "cells.csv": 'id,text,outlet\n1,"=1+1 said Mara Vint. “It is over,” said Mara Vint.",=cmd|x\n'.encode(),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them side by side, and a file larger than any article."""
    home = tmp_path_factory.mktemp("strange")
    for name, (content, _) in FAILING.items():
        (home / name).write_bytes(content)
    for name, content in READ.items():
        (home / name).write_bytes(content)
    (home / "lines.jsonl").write_text(LINES, encoding="utf-8")
    with (home / "huge.txt").open("wb") as huge:
        huge.write(b"The mayor said it.\n" * 60_000)
        huge.truncate(60 * 1024 * 1024)
    (home / "loop.txt").symlink_to("loop.txt")
    return home


@pytest.fixture(scope="module")
def added(folder: Path) -> tuple[Path, int, str]:
    """A collection of the whole folder, with the exit code and what was told of failures."""
    db = folder / "strange.db"
    err = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stderr", err)
        names = sorted({*FAILING, *READ, "lines.jsonl", "huge.txt", "loop.txt"})
        code = main(["add", *(str(folder / name) for name in names), "--db", str(db)])
    return db, code, err.getvalue()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process: exit code, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "100")

    def call(*argv: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(part) for part in argv])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.mark.parametrize(
    ("name", "word"),
    [
        *((name, word) for name, (_, word) in FAILING.items()),
        ("huge.txt", "larger than 50 MiB"),
        ("loop.txt", "cannot be opened"),
        ("lines.jsonl:2", "broken JSON"),
        ("lines.jsonl:3", "no JSON object"),
        ("lines.jsonl:4", "the id 'a' occurs twice with different texts"),
        ("lines.jsonl:7", "no text"),
    ],
)
def test_each_failure_is_one_line_with_file_reason_and_fix(
    added: tuple[Path, int, str], name: str, word: str
) -> None:
    """As editors read them: FILE:LINE: reason; fix."""
    told = [line for line in added[2].splitlines() if f"/{name}:" in line]

    assert 1 == len(told)
    assert word in told[0]
    assert "; " in told[0]


def test_the_rest_goes_on_and_the_exit_code_says_so(added: tuple[Path, int, str], run: Run) -> None:
    """Every readable file and line is an article; what was kept and not read gets a word."""
    db, code, err = added
    _, out, _ = run("status", "--format", "csv", "--db", db)
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))

    assert 3 == code
    assert {*READ, "lines.jsonl"} == {Path(row["path"]).name for row in rows}
    assert 4 == sum(row["path"].endswith("lines.jsonl") for row in rows)
    assert "language 'ar' is not annotated" in err
    assert "language 'zh' is not annotated" in err


def test_offsets_are_code_points_whatever_stands_before(added: tuple[Path, int, str], run: Run) -> None:
    """Emoji, other encodings, overrides, replaced bytes: every span of the export slices its words."""
    code, out, _ = run("export", "--db", added[0])
    articles = {Path(article["path"]).name: article for article in json.loads(out)["articles"]}

    assert 0 == code
    for article in articles.values():
        for item in article["attributions"]:
            for span in item["content"]:
                assert span["text"] == article["text"][span["start"] : span["end"]]
    (said,) = articles["emoji.txt"]["attributions"]
    assert {"start": 4, "end": 17, "text": "“It is over,”"} == said["content"][0]
    assert "“It is over,”" == articles["wide.txt"]["attributions"][0]["content"][0]["text"]
    assert "\ud800" not in out
    assert "\\u0000" not in out


def test_pages_and_tables_of_them_command_nothing(added: tuple[Path, int, str], run: Run) -> None:
    """No direction override on the terminal, no formula in a cell."""
    _, page, _ = run("said", "Vint", "--db", added[0])
    _, cells, _ = run("export", "--format", "csv", "--db", added[0])

    assert "\u202e" not in page
    assert "“It \ufffdis over,”" in page
    assert "'=cmd|x" in cells
    assert all(cell[:1] not in "=+@" for row in csv.reader(io.StringIO(cells)) for cell in row if cell)


def test_names_of_files_and_fields_forge_no_line(run: Run, tmp_path: Path) -> None:
    """A line break, a colour or a direction in a name is shown as what it is: one failure stays one line."""
    (tmp_path / "a\nb.txt: all is well\x1b[2J\u202e.txt").write_bytes(b"")
    record = {"\u2028x\u061c": 1, "\x1b[31mreason": "y", "text": None}
    (tmp_path / "c.jsonl").write_text(json.dumps(record), encoding="utf-8")

    code, _, err = run("add", tmp_path, "--db", tmp_path / "x.db")

    assert 1 == code
    lines = err.split("\n")
    assert 2 == sum("the file is empty; " in line or "no text in any of the fields" in line for line in lines)
    assert [] == [line for line in lines if line.startswith("b.txt")]
    assert not any(mark in err for mark in ("\x1b", "\u202e", "\u2028", "\u061c"))


def test_containers_of_pages_and_rows_are_read_like_files(run: Run, tmp_path: Path) -> None:
    """An archive with a damaged record, and a table: what is whole is added, and each loss is one line."""
    pytest.importorskip("fastwarc")
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    page = f"<html><body><article><p>{SAID}</p><p>{SAID}</p></article></body></html>"
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:{0}>\r\nWARC-Target-URI: https://a.example/{0}\r\nContent-Length: {1}\r\n\r\n"
    records = [head.format(n, len(http)).encode() + http + b"\r\n\r\n" for n in range(3)]
    (tmp_path / "news.warc.gz").write_bytes(
        gzip.compress(records[0], mtime=0)
        + gzip.compress(records[1], mtime=0)[:-30]
        + gzip.compress(records[2], mtime=0)
    )
    parquet.write_table(arrow.table({"text": [SAID, None], "id": ["1", "2"]}), tmp_path / "rows.parquet")

    code, out, err = run("add", tmp_path, "--db", tmp_path / "x.db")

    assert 3 == code
    assert "3 articles read" in out + err
    assert "news.warc.gz:2: damaged gzip file" in err
    assert "rows.parquet:2: no text in any of the fields" in err


def test_doctor_finds_nothing_wrong_with_them(added: tuple[Path, int, str], run: Run) -> None:
    """What was strange came in clean."""
    assert 0 == run("doctor", "--db", added[0])[0]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read everything")
def test_a_file_without_rights_is_a_failure(run: Run, tmp_path: Path) -> None:
    """It is named, with what to do."""
    shut = tmp_path / "shut.txt"
    shut.write_text(SAID, encoding="utf-8")
    shut.chmod(0)

    code, _, err = run("add", shut, "--db", tmp_path / "x.db")

    assert 1 == code
    assert "shut.txt: cannot be opened" in err


def test_a_folder_of_nothing_readable_says_what_it_left(run: Run, tmp_path: Path) -> None:
    """Pictures are told by their ending."""
    (tmp_path / "album").mkdir()
    (tmp_path / "album" / "one.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")

    code, _, err = run("add", tmp_path / "album", "--db", tmp_path / "x.db")

    assert 1 == code
    assert "1 file ending in .png" in err
