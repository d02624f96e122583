"""Zipped documents (DOCX, ODT) before they are opened: what is in them, by their own directory, and within which limits.

`zipfile` never gives more bytes of a member than the directory says, so bounding what the directory says bounds what is
unpacked. A document type declaration has no place in either format (ECMA-376 part 2, 9.1.4; ODF 1.3 part 2, 3.16), and entities
come only with one: it is refused before any parser sees it.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.ingest.reading import Draft
from sayso.ingest.rows import whole
from sayso.ingest.xml_parsers import guarded_parser
from sayso.settings import Limits

MOST_MEMBERS = 10_000
"""Members of one document; a report with a thousand pictures has some 1,100."""
SMALL_BOMB = 1 << 20
"""Unpacked bytes below which no ratio is asked for: styles that repeat themselves pack 100 times."""
KNOWN = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "a spreadsheet (Excel)",
    "ppt/presentation.xml": "a presentation (PowerPoint)",
    "META-INF/container.xml": "an e-book (EPUB)",
}
"""Members by which a package is known; ODT says what it is in a member of its own."""
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def read_package(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft]:
    """The article of a DOCX or ODT file; an InputError for every other zip archive says what it is."""
    raw = whole(stream, path=path, limits=limits, fix="save the article alone")
    kind = check_package(raw, path=path, limits=limits)
    if kind == "docx":
        from sayso.ingest.documents.docx import docx_draft  # noqa: PLC0415 - it loads python-docx

        yield docx_draft(raw, path=path)
    else:
        from sayso.ingest.documents.odt import odt_draft  # noqa: PLC0415 - it loads lxml

        yield odt_draft(raw, path=path)


def check_package(raw: bytes, *, path: str, limits: Limits) -> str:
    """Whether it is "docx" or "odt"; InputError for what is neither, is damaged or encrypted, or would unpack to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            members = package.infolist()
            _check_sizes(members, len(raw), path=path, limits=limits)
            kind = _kind(package, members, path)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_declarations(package.read(member), path)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise InputError(
            f"damaged file ({type(error).__name__}: {error})"[:300],
            fix="fetch or save it again; Word and LibreOffice can repair some when they open them",
            path=path,
        ) from error
    return kind


def parse_xml(data: bytes, *, path: str) -> Any:
    """The root of an XML member, by a parser that fetches nothing and expands nothing. InputError when it is broken."""
    from lxml import etree  # noqa: PLC0415 - only where a document is read

    try:
        return etree.fromstring(data, guarded_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            f"broken XML inside ({error})"[:300],
            fix="open it in Word or LibreOffice and save it again",
            path=path,
        ) from error


def _check_sizes(members: list[zipfile.ZipInfo], packed: int, *, path: str, limits: Limits) -> None:
    if len(members) > MOST_MEMBERS:
        raise InputError(
            f"a zip archive of {len(members)} files, more than {MOST_MEMBERS}",
            fix="unpack it yourself",
            path=path,
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.max_file_mb << 20:
        raise InputError(
            f"unpacks to more than {limits.max_file_mb} MiB",
            fix="save it without its pictures, or raise limits.max_file_mb",
            path=path,
        )
    if unpacked > max(SMALL_BOMB, limits.max_unpacked_ratio * packed):
        raise InputError(
            f"unpacks to more than {limits.max_unpacked_ratio} times its size",
            fix="save its text, and add that, or raise limits.max_unpacked_ratio",
            path=path,
        )


def _kind(package: zipfile.ZipFile, members: list[zipfile.ZipInfo], path: str) -> str:
    names = {member.filename for member in members}
    found = next((kind for name, kind in KNOWN.items() if name in names), None)
    if found == "docx":
        return found
    if "mimetype" in names and "content.xml" in names:
        stated = package.read("mimetype").decode("ascii", "replace").strip()
        if stated.startswith(OPEN_DOCUMENT + "text"):
            return "odt"
        found = f"an OpenDocument file that is no text ({stated.removeprefix(OPEN_DOCUMENT)[:40]})"
    if {"EncryptionInfo", "EncryptedPackage"} & names:
        found = "an encrypted Office file"
    if not members:
        raise InputError("an empty zip archive", fix="give text, HTML, DOCX or PDF", path=path)
    raise InputError(
        found or "a zip archive",
        fix="save it as text, DOCX or PDF" if found else "unpack it, and add what is in it",
        path=path,
    )


def _check_declarations(data: bytes, path: str) -> None:
    plain = data.replace(b"\x00", b"").upper() if b"\x00" in data[:64] else data.upper()
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise InputError(
            "its XML declares a document type, which no such file may",
            fix="open it in Word or LibreOffice and save it again",
            path=path,
        )
