"""PDF: reading order, paragraphs, what repeats taken out; what a page does not hold as text is said; PDFium cannot take us with it."""

import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ingest.newsroom_files import column, pdf_file

from sayso.ingest import read
from sayso.ingest.documents import pdf
from sayso.ingest.documents.pdf_lines import Piece, lines_in_order, paragraphs
from sayso.records import Article, Failure, Reading
from sayso.settings import Limits, Settings

LIMITS = Limits()
SAID = "The old bridge over the Senn will close for a month, the harbour office said, and a ferry will run every ten minutes until the work is done."


def rows(data: bytes, limits: Limits = LIMITS) -> list[Reading | Failure]:
    return list(read(["-"], settings=Settings(limits=limits), stdin=io.BytesIO(data)))


def article(data: bytes) -> Article:
    (row,) = rows(data)
    assert isinstance(row, Reading), row
    assert data == row.raw
    return row.article


def failure(data: bytes, limits: Limits = LIMITS) -> Failure:
    (row,) = rows(data, limits)
    assert isinstance(row, Failure), row
    return row


def test_pages_headlines_paragraphs_and_furniture() -> None:
    """One file shows most of it: a headline over two columns, a word cut at a line's end, a page number and a running header."""

    def furniture(number: int) -> list[tuple[float, float, float, str]]:
        return [(72, 770, 9, "The Harbour Ledger, 4 May 2031"), (300, 30, 9, f"Page {number} of 2")]

    first = [
        *furniture(1),
        (72, 735, 22, "Bridge over the Senn is shut for a month"),
        *column(f"{SAID} {SAID}", top=700, width=45),
        *column(f"Second column. {SAID}", top=700, left=330, width=45),
    ]
    second = [
        *furniture(2),
        *column("It is an inter-"),
        *column("esting bridge, he said.", top=728),
        *column("“No.”", top=704),
    ]

    read_one = article(pdf_file([first, second]))

    assert "Bridge over the Senn is shut for a month" == read_one.title
    expected = [
        "Bridge over the Senn is shut for a month",
        f"{SAID} {SAID}",
        f"Second column. {SAID}",
        "It is an interesting bridge, he said.",
        "“No.”",
    ]
    assert expected == read_one.text.split("\n\n")
    assert any("left out: 'The Harbour Ledger, 4 May 2031 · Page 1 of 2'" in note for note in read_one.notes)
    assert any(
        note.startswith("text extracted by pypdfium2 5") and "PDFium" in note for note in read_one.notes
    )


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(turned: int) -> None:
    """What stands upright in the file lies on its side on a turned page; its words are all there."""
    assert set(SAID.split()) == set(article(pdf_file([column(SAID)], turned=turned)).text.split())


def test_pages_without_text_are_named() -> None:
    read_one = article(pdf_file([column(SAID), None, None, column(SAID), []]))

    assert ("partial", "2 of 5 pages hold no text that can be read: 2-3") == (
        read_one.completeness,
        read_one.completeness_reason,
    )


@pytest.mark.parametrize(
    ("data", "reason", "fix"),
    [
        (pdf_file([None, None]), "no text in it (2 pages of pictures)", "recognise the text first"),
        (pdf_file([[]]), "no text in it (1 page, all blank)", "leave it out"),
        (pdf_file([column(SAID)], locked=True), "locked with a password", "save it without one"),
        (b"%PDF-1.7\nno more", "damaged, or no PDF", "fetch it again"),
        (pdf_file([column(SAID)]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"), "all blank", "leave it out"),
    ],
    ids=["pictures", "blank", "locked", "damaged", "loop"],
)
def test_what_holds_no_text_says_why_and_what_to_do(data: bytes, reason: str, fix: str) -> None:
    told = failure(data)

    assert reason in told.reason
    assert fix in told.fix


def test_a_pdf_with_too_many_pages_names_the_limit() -> None:
    told = failure(pdf_file([column("One.")] * 4), replace(Limits(), max_pages=3))

    assert "a PDF of 4 pages, more than 3" == told.reason
    assert "limits.max_pages" in told.fix


@pytest.mark.parametrize(
    "program",
    ["import os; os.abort()", 'print(\'{"pages": 2, "version": 1, "pdfium": 1}\'); print(\'{"page"\')'],
)
def test_a_crash_in_pdfium_is_a_failure_row(
    program: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It runs in a process of its own: forms that call themselves end it by using up its memory (measured)."""
    script = tmp_path / "pages.py"
    script.write_text(program)
    monkeypatch.setattr(pdf, "PROGRAM", script)

    assert "stops its reader" in failure(pdf_file([column(SAID)])).reason


def test_the_program_imports_nothing_of_sayso() -> None:
    """So that it starts in a tenth of a second, and a fault in it is its own."""
    assert "sayso" not in pdf.PROGRAM.read_text(encoding="utf-8").replace("Sayso", "").lower()
    assert sys.executable


def piece(words: str, left: float, top: float, *, width: float | None = None, size: float = 10) -> Piece:
    return Piece(words, left, top, left + (len(words) * 4.5 if width is None else width), top + size)


@pytest.mark.parametrize(
    ("first", "then", "whole"),
    [
        ("the well-", "known mayor", "the well-known mayor"),
        ("a self-", "governing port", "a self-governing port"),
        ("a self-", "less act", "a selfless act"),
        ("the well-", "being of all", "the wellbeing of all"),
        ("a London-", "based bank", "a London-based bank"),
        ("a de-", "based coin", "a debased coin"),
        ("the for-", "mer mayor", "the former mayor"),
        ("wellknown is the well-", "known mayor", "wellknown is the wellknown mayor"),
    ],
)
def test_a_word_cut_at_a_line_end_keeps_the_hyphen_that_it_always_has(
    first: str, then: str, whole: str
) -> None:
    (paragraph,) = paragraphs([[piece(first, 0, 0, width=100), piece(then, 0, 12, width=100)]])

    assert whole == paragraph[0]


def test_cells_of_a_table_are_no_columns() -> None:
    """A row is read across, for cells do not fill their columns."""
    cells = [
        piece(words, left, 20.0 * row)
        for row in range(8)
        for left, words in ((0, f"Ward {row}"), (300, f"{row}12"))
    ]

    (block,) = lines_in_order(cells)

    assert "Ward 0 | 012" == block[0].words
    assert ["Ward 0 | 012", "Ward 1 | 112"] == [words for words, _ in paragraphs([block])][:2]


def test_what_stands_below_both_columns_comes_after_both() -> None:
    """A paragraph in half the width, after an empty line, belongs to neither column."""
    columns = [piece(SAID[:40], left, 12.0 * row, width=200) for left in (0, 230) for row in range(6)]
    below = [piece(f"Below, line {row} of a note", 0, 100 + 12.0 * row, width=190) for row in range(3)]

    blocks = lines_in_order([*columns, *below])

    assert [0, 230, 0] == [round(block[0].left) for block in blocks]
    assert blocks[-1][0].words.startswith("Below, line 0")


def test_lines_that_had_room_for_more_end_a_paragraph() -> None:
    """As heads of letters and lists of names do, whose lines end before the margin."""
    lines = [
        piece("Harbour Office", 0, 0),
        piece("Elsin", 0, 12),
        piece(SAID[:90], 0, 24),
        piece(SAID[90:], 0, 36),
    ]

    assert ["Harbour Office", "Elsin", f"{SAID[:90]} {SAID[90:]}".replace("  ", " ")] == [
        words for words, _ in paragraphs([lines])
    ]


def test_a_sentence_goes_on_over_a_line_that_had_room_for_more() -> None:
    """As in columns whose right edge is ragged."""
    first, second, third = SAID[:64], SAID[65:98], SAID[99:]
    lines = [piece(first, 0, 0), piece(second, 0, 12, width=200), piece(third, 0, 24)]

    assert [f"{first} {second} {third}"] == [words for words, _ in paragraphs([lines])]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("a strange re-", "turn of it", "a strange return of it"),
        ("the Anglo-", "Norman keep", "the Anglo-Norman keep"),
        ("a self-made man, self-", "made in Elsin", "a self-made man, self-made in Elsin"),
        ("it was 1990-", "2000 or so", "it was 1990- 2000 or so"),
        ("a list of twenty-", "one names", "a list of twenty-one names"),
    ],
)
def test_words_cut_at_a_line_end_are_joined(first: str, second: str, joined: str) -> None:
    """The hyphen goes, unless a name follows or the text writes the word with one elsewhere."""
    lines = [piece(first, 0, 0, width=200), piece(second, 0, 12, width=200)]

    assert [joined] == [words for words, _ in paragraphs([lines])]


def test_text_that_runs_from_the_right_keeps_its_columns_from_the_right() -> None:
    words = "قال الوزير إن السد آمن"
    right = [piece(words, 320, 14.0 * row, width=250) for row in range(6)]
    left = [piece("ولا داعي للقلق بين السكان", 20, 14.0 * row, width=250) for row in range(6)]

    first, second = lines_in_order([*left, *right])

    assert words == first[0].words
    assert second[0].words.startswith("ولا")
