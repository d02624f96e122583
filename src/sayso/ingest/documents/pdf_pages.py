"""What stands where on the pages of a PDF, told as JSON lines: a program of its own, run by `pdf.py`.

PDFium is C++ that reads files of strangers; a browser gives it a process without rights. Here it has a process that may
crash, and limits on memory and processor time behind the limits on what the file is made of. It imports nothing of Sayso,
so that it starts in a tenth of a second.
"""

import json
import sys
from ctypes import byref
from typing import Any

MOST_MEMORY = 3 << 30
"""Bytes of addresses: a PDF of 50 MiB took less than 1 GiB in every trial."""
MOST_SECONDS = 300
"""Seconds of processor time, behind all other limits: 2,000 dense pages take some 40."""
WIDE_GAP = 1.0
"""Times the height of a character: from a wider gap on, words on one line belong to two columns (or cells)."""
HYPHENS = frozenset({0x02, 0xFFFE, 0xAD})
"""What PDFium gives for the hyphen at the end of a line whose word goes on."""
IMAGE = 3
CODES = {3: "format", 4: "password", 5: "security"}


def main() -> None:
    """Read a PDF from standard input; write what it is, then a line a page, or why it cannot be read."""
    pages_allowed, characters_allowed = map(int, sys.argv[1:3])
    _limit()
    import pypdfium2  # noqa: PLC0415 - after the limits
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - same

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        _tell({"error": CODES.get(code or 0, "format"), "said": str(error)[:200]})
        return
    pages = len(document)
    meta = document.get_metadata_dict(skip_empty=True)
    said = {name: str(meta[name])[:200] for name in ("Title", "Author", "CreationDate") if name in meta}
    _tell(
        {
            "pages": pages,
            "version": str(pypdfium2.PYPDFIUM_INFO),
            "pdfium": str(pypdfium2.PDFIUM_INFO),
            "meta": said,
        }
    )
    left = characters_allowed
    for number in range(min(pages, pages_allowed)):
        page = None
        try:
            page = document[number]
            found = _page(page, pdfium, left)
        except (pypdfium2.PdfiumError, ValueError, OverflowError) as error:
            found = {"broken": str(error)[:200]}
        finally:
            if page is not None:
                page.close()
        left -= found.get("characters", 0)
        _tell({"page": number + 1} | found)
        if left < 0:
            _tell({"error": "characters"})
            return
    document.close()


def _page(page: Any, pdfium: Any, left: int) -> dict[str, Any]:
    width, height = page.get_size()
    turned = page.get_rotation()
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        pieces = _pieces(textpage.raw, pdfium, min(count, left + 1))
    finally:
        textpage.close()
    found = {"width": round(width, 1), "height": round(height, 1), "characters": count}
    found["pieces"] = [_upright(piece, width, height, turned) for piece in pieces]
    if not pieces:
        kinds = [item.type for item, _ in zip(page.get_objects(max_depth=2), range(1_000), strict=False)]
        found["images"], found["objects"] = kinds.count(IMAGE), len(kinds)
    return found


def _pieces(textpage: Any, pdfium: Any, count: int) -> list[tuple[str, float, float, float, float]]:
    """Runs of characters that stand side by side on one line: words, left, bottom, right, top."""
    box = pdfium.FS_RECTF()
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    pieces: list[tuple[str, float, float, float, float]] = []
    words: list[str] = []
    left = bottom = right = top = last_left = last_right = 0.0
    high = 0
    for index in range(count):
        code = unicode_of(textpage, index)
        if 0xD800 <= code <= 0xDBFF:
            high = code
            continue
        if 0xDC00 <= code <= 0xDFFF:
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0) if high else (0xFFFD, 0)
        if code in (0x20, 0xA0, 0x09):
            if words and words[-1] != " ":
                words.append(" ")
            continue
        if code in (0, 0x0D, 0x0A):
            continue  # geometry tells where a line ends
        if not box_of(textpage, index, byref(box)) or box.right < box.left:
            continue
        tall = box.top - box.bottom
        if words:
            middle, apart = (box.top + box.bottom) / 2, max(box.left - last_right, last_left - box.right)
            if not bottom <= middle <= top or apart > WIDE_GAP * max(tall, top - bottom):
                pieces.append(("".join(words).strip(), left, bottom, right, top))
                words = []
        if not words:
            left, bottom, right, top = box.left, box.bottom, box.right, box.top
        left, right = min(left, box.left), max(right, box.right)
        last_left, last_right = box.left, box.right
        words.append("\u00ad" if code in HYPHENS else chr(code) if code <= 0x10FFFF else "\ufffd")
    if words:
        pieces.append(("".join(words).strip(), left, bottom, right, top))
    return [piece for piece in pieces if piece[0]]


def _upright(
    piece: tuple[str, float, float, float, float], width: float, height: float, turned: int
) -> tuple[str, float, float, float, float]:
    """A piece as it is seen: left, top, right, bottom from the upper left corner of the turned page."""
    words, left, bottom, right, top = piece
    if turned == 90:
        box = (bottom, left, top, right)
    elif turned == 180:
        box = (width - right, bottom, width - left, top)
    elif turned == 270:
        box = (width - top, height - right, width - bottom, height - left)
    else:
        box = (left, height - top, right, height - bottom)
    return (words, *(round(number, 1) for number in box))  # type: ignore[return-value]


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))
        except (ValueError, OSError):
            continue


def _tell(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
