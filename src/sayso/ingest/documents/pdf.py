"""The text of a PDF, page by page, by PDFium in a process of its own; what pages do not hold as text is said.

A scan is no text, and recognising it is not ours: it is told which pages are pictures. The layout of a page is a drawing, so
reading order and paragraphs are worked out (pdf_lines) and the file's bytes are kept.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import InputError
from sayso.ingest.documents.pdf_lines import Piece, lines_in_order, median, paragraphs, without_furniture
from sayso.ingest.reading import Draft, Stated
from sayso.ingest.rows import whole
from sayso.settings import Limits

if TYPE_CHECKING:
    from sayso.records import Completeness

MEDIA_TYPE = "application/pdf"
PROGRAM = Path(__file__).with_name("pdf_pages.py")
OF_A_TITLE = 1.25
"""Times the height of the body's characters from which a paragraph of the first page is a headline."""
WORDS_OF_A_TITLE = range(4, 31)
"""Words of a headline, as for plain text (annotate.layout.headings): a name of a paper set larger has fewer."""
DAMAGED = "fetch it again, or open it and print it to a new PDF"


def read_pdf(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft]:
    """The article of one PDF file."""
    yield pdf_draft(
        whole(stream, path=path, limits=limits, fix="save the article's pages alone"),
        path=path,
        limits=limits,
    )


def pdf_draft(raw: bytes, *, path: str, limits: Limits) -> Draft:
    """The draft of a PDF. InputError where it is damaged, locked, too long, or holds no text."""
    head, pages = _read(raw, path=path, limits=limits)
    blocks = [lines_in_order([Piece(*piece) for piece in page.get("pieces", ())]) for page in pages]
    blocks, gone = without_furniture(blocks)
    found = paragraphs([block for page in blocks for block in page])
    unread = [page["page"] for page in pages if _holds_no_text(page)]
    text = "\n\n".join(words for words, _ in found)
    if not text.strip():
        raise _no_text(len(pages), len(unread), path)
    notes = [*_properties(head.get("meta", {}))]
    if gone:
        notes.append(f"running headers, footers and page numbers left out: {' · '.join(gone)[:200]!r}")
    broken = [page["page"] for page in pages if "broken" in page]
    if broken:
        notes.append(f"damaged pages, not read: {_ranges(broken)}")
    completeness: tuple[Completeness, str] | None = None
    lost = sorted({*unread, *broken})
    if lost:
        completeness = (
            "partial",
            f"{len(lost)} of {len(pages)} pages hold no text that can be read: {_ranges(lost)}",
        )
    return Draft(
        text=text,
        stated=Stated(title=_title(blocks)),
        path=path,
        media_type=MEDIA_TYPE,
        notes=(*notes, f"text extracted by pypdfium2 {head['version']} (PDFium {head['pdfium']})"),
        completeness=completeness,
        raw=raw,
    )


def _read(raw: bytes, *, path: str, limits: Limits) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the program tells of a PDF: its head and its pages."""
    most = limits.max_file_mb << 20
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    done = subprocess.run(  # noqa: S603 - our own program, on bytes of its standard input
        [sys.executable, "-P", str(PROGRAM), str(limits.max_pages), str(most // 4)],
        input=raw, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, check=False,
    )  # fmt: skip
    rows = _rows(done.stdout)
    error = next((row["error"] for row in rows if "error" in row), None)
    if error == "password":
        raise InputError(
            "the PDF is locked with a password",
            fix="open it with the password and save it without one",
            path=path,
        )
    if error == "characters":
        raise InputError(
            f"a PDF with more than {most // 4:,} characters",
            fix="save the article's pages alone, or raise limits.max_file_mb",
            path=path,
        )
    if error is not None:
        what = "protected in a way that cannot be read" if error == "security" else "damaged, or no PDF"
        raise InputError(f"the PDF is {what}", fix=DAMAGED, path=path)
    if rows and rows[0].get("pages", 0) > limits.max_pages:
        raise InputError(
            f"a PDF of {rows[0]['pages']} pages, more than {limits.max_pages}",
            fix="save the article's pages alone, or raise limits.max_pages",
            path=path,
        )
    if done.returncode != 0 or not rows or len(rows) - 1 < rows[0]["pages"]:
        after = f" after page {len(rows) - 1} of {rows[0]['pages']}" if rows else ""
        raise InputError(
            f"the PDF stops its reader (exit {done.returncode}{after})",
            fix="open it and print it to a new PDF, and add that",
            path=path,
        )
    return rows[0], rows[1:]


def _rows(out: bytes) -> list[dict[str, Any]]:
    """The whole lines that the program wrote before it ended, however it ended."""
    rows = []
    for line in out.split(b"\n"):
        if line:
            try:
                rows.append(json.loads(line))
            except ValueError:
                break
    return rows


def _holds_no_text(page: dict[str, Any]) -> bool:
    """Whether a page shows something and none of it is text; a blank page lacks nothing."""
    return not page.get("pieces") and bool(page.get("objects"))


def _no_text(pages: int, pictures: int, path: str) -> InputError:
    of = f"{pages} page{'s' if pages != 1 else ''}"
    if pictures:
        return InputError(
            f"no text in it ({of} of pictures)"
            if pictures == pages
            else f"no text in it ({of}, {pictures} of pictures)",
            fix="recognise the text first (OCR), and add what that gives",
            path=path,
        )
    return InputError(f"no text in it ({of}, all blank)", fix="leave it out", path=path)


def _title(blocks: list[list[list[Piece]]]) -> str | None:
    """The paragraph of the first page that is set largest, if it is set larger than the body and has a headline's length."""
    first = next((page for page in blocks if page), [])
    heights = [line.height for page in blocks for block in page for line in block for _ in line.words.split()]
    if not first:
        return None
    made = [part for part in paragraphs(first) if len(part[0].split()) in WORDS_OF_A_TITLE]
    largest = max(made, key=lambda part: part[1], default=None)
    return largest[0] if largest is not None and largest[1] >= OF_A_TITLE * median(heights) else None


def _properties(meta: dict[str, str]) -> Iterator[str]:
    said = [f"{name.lower()} {value[:100]!r}" for name, value in sorted(meta.items())]
    if said:
        yield f"properties of the file, which state nothing about the article: {', '.join(said)}"


def _ranges(numbers: list[int]) -> str:
    """Numbers as people write them: 2, 5-7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return ", ".join(said[:20]) + (" …" if len(said) > 20 else "")
