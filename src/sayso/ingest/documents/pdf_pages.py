"""What stands where on the pages of a PDF, told as JSON lines: a program of its own, run by `pdf.py`.

PDFium is C++ that reads files of strangers; a browser gives it a process without rights. Here it has a process that may
crash, and limits on memory and processor time behind the limits on what the file is made of. It imports nothing of Sayso,
so that it starts in a tenth of a second.
"""

import json
import sys
from collections.abc import Iterator
from ctypes import byref
from typing import Any

MOST_MEMORY = 2 << 30
"""Bytes of addresses: a PDF of 50 MiB took less than 1 GiB in every trial."""
MOST_SECONDS = 300
"""Seconds of processor time, behind all other limits: 2,000 dense pages take some 40."""
WIDE_GAP = 1.0
"""Times the height of a character: from a wider gap on, words on one line belong to two columns (or cells)."""
HYPHENS = frozenset({0x02, 0xFFFE, 0xAD})
"""What PDFium gives for the hyphen at the end of a line whose word goes on."""
SPACES = frozenset({0, 0x09, 0x0A, 0x0D, 0x20, 0xA0})
"""What parts words; where lines end geometry tells."""
IMAGE = 3
CODES = {3: "format", 4: "password", 5: "security"}


Box = tuple[str, float, float, float, float]


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


def _pieces(textpage: Any, pdfium: Any, count: int) -> list[Box]:
    """Runs of words that stand side by side on one line: words, left, bottom, right, top."""
    pieces: list[Box] = []
    words: list[str] = []
    left = bottom = right = top = last_left = last_right = 0.0
    glued = False
    for word, box, goes_on in _words(textpage, pdfium, count):
        tall = box[3] - box[1]
        if words:
            middle, apart = (box[1] + box[3]) / 2, max(box[0] - last_right, last_left - box[2])
            if not bottom <= middle <= top or apart > WIDE_GAP * max(tall, top - bottom):
                pieces.append(("".join(words), left, bottom, right, top))
                words = []
        if not words:
            left, bottom, right, top = box
        elif not glued:
            words.append(" ")
        left, right = min(left, box[0]), max(right, box[2])
        last_left, last_right = box[0], box[2]
        words.append(word)
        glued = goes_on
    if words:
        pieces.append(("".join(words), left, bottom, right, top))
    return pieces


def _words(
    textpage: Any, pdfium: Any, count: int
) -> Iterator[tuple[str, tuple[float, float, float, float], bool]]:
    """Words and their boxes; True where the next one follows without a space.

    A box is that of the first and the last character, for every call costs a microsecond; a word whose ends stand on two lines is
    told a character at a time.
    """
    box_of, box = pdfium.FPDFText_GetLooseCharBox, pdfium.FS_RECTF()

    def place(index: int) -> tuple[float, float, float, float] | None:
        if not box_of(textpage, index, byref(box)) or box.right < box.left:
            return None
        return box.left, box.bottom, box.right, box.top

    codes = [pdfium.FPDFText_GetUnicode(textpage, index) for index in range(count)]
    for start, end in _runs(codes):
        first, last = place(start), place(end - 1)
        goes_on = end < count and codes[end] not in SPACES
        if first and last and first[1] <= (last[1] + last[3]) / 2 <= first[3]:
            both = (min(first[0], last[0]), first[1], max(first[2], last[2]), first[3])
            yield _text(codes[start:end]), both, goes_on
            continue
        for index in range(start, end):
            if (one := place(index)) is not None:
                yield _text(codes[index : index + 1]), one, goes_on or index < end - 1


def _runs(codes: list[int]) -> Iterator[tuple[int, int]]:
    """Where words begin and end: between spaces, and behind a hyphen at the end of a line."""
    start = None
    for index, code in enumerate(codes):
        if code in SPACES:
            if start is not None:
                yield start, index
            start = None
        elif start is None:
            start = index
        if code in HYPHENS and start is not None:
            yield start, index + 1
            start = None
    if start is not None:
        yield start, len(codes)


def _text(codes: list[int]) -> str:
    """Characters as PDFium gives them, UTF-16 in two halves among them."""
    plain = (0xAD if code in HYPHENS else code if code <= 0x10FFFF else 0xFFFD for code in codes)
    return "".join(map(chr, plain)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _upright(piece: Box, width: float, height: float, turned: int) -> Box:
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
