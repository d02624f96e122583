"""What a file is by its first bytes, where an ending only says what it is called; and what to do about what is not read."""

import io
from collections.abc import Callable, Iterator

from sayso.errors import InputError
from sayso.ingest.reading import Draft
from sayso.settings import Limits

PDF_WITHIN = 1024
"""Bytes in which "%PDF-" may stand (PDF 1.7, implementation note 13 of appendix H): mail gateways put lines above it."""
DOCUMENTS = frozenset({"package", "rtf", "pdf", "old office"})
"""The kinds of newsroom files. One that is only called so, and begins like something else, is read as that."""


def kind_of(head: bytes) -> str | None:
    """The reader for a newsroom file, by its first bytes; None for everything else."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "package"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "old office"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    return (
        "pdf" if b"%PDF-" in head[:PDF_WITHIN] and not head.lstrip().startswith((b"<", b"{", b"[")) else None
    )


def reader_of(kind: str) -> Callable[..., Iterator[Draft]] | None:
    """The reader of a kind of newsroom file, loaded when one comes; None for every other kind."""
    if kind == "package":
        from sayso.ingest.documents.packages import read_package  # noqa: PLC0415 - loaded when one comes

        return read_package
    if kind == "rtf":
        from sayso.ingest.documents.rtf import read_rtf  # noqa: PLC0415 - same

        return read_rtf
    if kind == "pdf":
        from sayso.ingest.documents.pdf import read_pdf  # noqa: PLC0415 - same

        return read_pdf
    return read_old_office if kind == "old office" else None


def read_old_office(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft]:
    """Word files from before 2007: no library that we could keep reads them, so an InputError says what to do."""
    del stream, limits
    raise InputError(
        "an old Office file (.doc, .xls or .ppt from before 2007)",
        fix="open it in Word or LibreOffice and save it as .docx, or as PDF",
        path=path,
    )
