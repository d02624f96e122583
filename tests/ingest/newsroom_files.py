"""Makes the files of a newsroom for tests: DOCX by python-docx, ODT, RTF and PDF by hand. People and places are invented."""

import io
import textwrap
import zipfile
from collections.abc import Callable, Sequence

import docx

Placed = tuple[float, float, float, str]
"""Words on a page: from the left, from the bottom, size, text."""
_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>{}</office:text>'
    "</office:body></office:document-content>"
)


def docx_file(*paragraphs: str, styles: dict[int, str] | None = None) -> bytes:
    """A Word document of these paragraphs; `styles` names the style of some by their number."""
    document = docx.Document()
    for number, words in enumerate(paragraphs):
        document.add_paragraph(words, style=(styles or {}).get(number))
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def edited(package: bytes, change: Callable[[bytes], bytes], *, member: str = "word/document.xml") -> bytes:
    """A package with one member changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == member else data)
    return out.getvalue()


def with_body(xml: str) -> bytes:
    """A Word document whose body is this XML (the prefix w is known)."""
    return edited(docx_file("x"), lambda data: _body_replaced(data, xml.encode()))


def _body_replaced(data: bytes, xml: bytes) -> bytes:
    start, end = data.index(b"<w:body>") + len(b"<w:body>"), data.index(b"<w:sectPr")
    return data[:start] + xml + data[end:]


def odt_file(content: str) -> bytes:
    """An OpenDocument text whose body is this XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", _ODT.format(content))
    return out.getvalue()


def rtf_file(text: str) -> bytes:
    """An RTF file, a paragraph a line."""
    escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    signs = "".join(sign if ord(sign) < 128 else f"\\u{ord(sign)}?" for sign in escaped)
    return ("{\\rtf1\\ansi\\ansicpg1252\\uc1 " + signs.replace("\n", "\\par\n") + "}").encode("ascii")


def pdf_file(pages: Sequence[Sequence[Placed] | None], *, locked: bool = False, turned: int = 0) -> bytes:
    """A PDF of pages with words on them; None is a page that is one picture. `locked` needs a password that nobody has."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    picture = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        picture,
    ]
    for number, page in enumerate(pages):
        drawn = b"q 500 0 0 700 50 50 cm /P Do Q" if page is None else b"\n".join(map(_drawn, page))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {turned} /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> /XObject << /P 4 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    trailer = f"/Size {len(objects) + 1} /Root 1 0 R"
    if locked:
        key = "5a" * 32
        trailer += (
            f" /ID [<{key}> <{key}>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"
        )
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return bytes(out) + end.encode()


def _drawn(placed: Placed) -> bytes:
    left, bottom, size, words = placed
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F {size} Tf 1 0 0 1 {left} {bottom} Tm ({escaped}) Tj ET".encode("cp1252")


def column(
    words: str, *, left: float = 72, top: float = 740, width: int = 90, size: float = 10
) -> list[Placed]:
    """A paragraph set in lines of so many characters, its first line at `top`."""
    return [(left, top - 12 * number, size, line) for number, line in enumerate(textwrap.wrap(words, width))]


def printed(text: str) -> bytes:
    """A PDF of a text, a paragraph a line, as a program prints it."""
    pages: list[list[Placed]] = [[]]
    top = 750.0
    for line in text.split("\n"):
        for words in textwrap.wrap(line, 95) or [""]:
            if top < 60:
                pages.append([])
                top = 750.0
            if words:
                pages[-1].append((72, top, 10, words))
            top -= 12
        top -= 4
    return pdf_file(pages)
