"""`sayso add … --preview`: what would be made of files, and nothing kept."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.commands.conftest import Run
from tests.ingest.exports import NEXIS_COVER, nexis
from tests.ingest.newsroom_files import docx_file

import sayso.flow
from sayso.testing import TOY_FLOW


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Stages without models, and an empty folder with an export and a broken file."""
    monkeypatch.setattr(sayso.flow, "FLOW", TOY_FLOW)
    monkeypatch.chdir(tmp_path)
    text = NEXIS_COVER + "".join(map(nexis, (1, 2))) + "A remark below.\n"
    Path("export.docx").write_bytes(docx_file(*text.split("\n")))
    Path("odd\x1b[31m.pdf").write_bytes(b"%PDF-1.7 no more")
    return tmp_path


def test_the_sum_counts_what_is_withheld_apart(run: Run) -> None:
    rows = ({"text": f"The bridge is shut, the mayor said {n}.", "pubstatus": status} for n, status in enumerate(["usable", "withheld", "canceled"]))  # fmt: skip
    Path("wire.jsonl").write_text("\n".join(map(json.dumps, rows)))

    _, out, err = run("add", "wire.jsonl", "--preview")

    assert "3 articles: 1 of unknown completeness, 1 withheld, 1 canceled" in out + err


def test_a_preview_lists_articles_and_failures_and_makes_no_collection(here: Path, run: Run) -> None:
    code, out, err = run("add", "export.docx", "odd\x1b[31m.pdf", "--preview")

    assert 3 == code
    assert "" == err
    assert (
        "   1  Bridge over the Senn shut, day 1\n      The Harbour Ledger (Elsin) · 2031-05-01 10:05 UTC · 51 words"
        in out
    )
    assert "whole: 51 words, of 51 by Nexis's word count" in " ".join(out.split())
    assert "export.docx:2: what stands at line" in out
    assert "the PDF is damaged" in out
    assert out.endswith("2 articles: 2 whole, 2 failed\n")
    assert "\x1b" not in out
    assert ["export.docx", "odd\x1b[31m.pdf"] == sorted(path.name for path in here.iterdir())


def test_against_a_collection_it_says_what_is_new_changed_and_known(run: Run) -> None:
    run("add", "export.docx", "--db", "x.db")
    later = nexis(1, body="Another text of it, said Ada Morrow.") + nexis(2) + nexis(3) + nexis(3)
    Path("later.txt").write_text(later, encoding="utf-8")

    code, out, _ = run("add", "later.txt", "--preview", "--db", "x.db", "--format", "csv")
    again = run("add", "later.txt", "--preview", "--db", "x.db", "--format", "csv")[1]

    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert 0 == code
    assert ["changed text", "unchanged", "new", "again"] == [row["what"] for row in rows]
    assert ["1", "2", "3", "4"] == [row["number"] for row in rows]
    assert out == again


def test_what_was_removed_would_be_refused(run: Run) -> None:
    Path("one.txt").write_text("The quay is open, said Jon Vint.", encoding="utf-8")
    run("add", "one.txt", "--db", "x.db")
    listed = json.loads(run("add", "one.txt", "--preview", "--db", "x.db", "--format", "json")[1])
    run("remove", listed[0]["article"], "--reason", "withdrawn", "--db", "x.db")

    code, out, _ = run("add", "one.txt", "--preview", "--db", "x.db")

    assert "unchanged" == listed[0]["what"]
    assert 0 == code
    assert "removed before: would be refused" in " ".join(out.split())


def test_what_the_command_line_states_shows_in_the_preview(run: Run) -> None:
    Path("one.txt").write_text("The quay is open, said Jon Vint.", encoding="utf-8")

    (row,) = json.loads(run("add", "one.txt", "--outlet", "Radio Lisk", "--preview", "--format", "json")[1])

    assert {
        "number": 1,
        "what": "article",
        "outlet": "Radio Lisk",
        "published_basis": "unknown",
        "path": "one.txt",
    }.items() <= row.items()
    assert "published_earliest" not in row
