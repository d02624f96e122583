"""The words of an RTF file, by striprtf; what is no text is taken out before (see rtf_cleaning)."""

import io
import re
from collections.abc import Iterator
from importlib.metadata import version

from sayso.errors import InputError
from sayso.ingest.documents.rtf_cleaning import LINE_BREAK, Cleaning
from sayso.ingest.reading import Draft
from sayso.ingest.rows import whole
from sayso.settings import Limits

MEDIA_TYPE = "application/rtf"
CUT = "the file breaks off before its end: what it begins is not closed"
_cells_end = re.compile(r"(?:[ \t]\|)+[ \t]*$")


def read_rtf(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft]:
    """The article of one RTF file."""
    yield rtf_draft(whole(stream, path=path, limits=limits, fix="save the article alone"), path=path)


def rtf_draft(raw: bytes, *, path: str) -> Draft:
    """The draft of an RTF file. InputError where it cannot be read or has no words."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - only where such a file is read

    cleaning = Cleaning(raw)
    try:
        text = rtf_to_text(cleaning.cleaned(), encoding="cp1252", errors="replace")
    except Exception as error:  # a parser fed with anything may raise anything
        raise InputError(
            f"cannot be read as RTF ({type(error).__name__}: {error})"[:300],
            fix="open it in Word or LibreOffice and save it as .docx",
            path=path,
        ) from error
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # \u writes pairs as two
    lines = (_cells_end.sub("", line).strip() for line in text.split("\n"))
    text = "\n\n".join(line for line in lines if line).replace(LINE_BREAK, "\n")
    if not text.strip():
        raise InputError(
            "no words in the document", fix="if they are a picture, recognise the text first", path=path
        )
    return Draft(
        text=text,
        path=path,
        media_type=MEDIA_TYPE,
        completeness=("partial", CUT) if cleaning.is_cut else None,
        notes=(*cleaning.notes(), f"text extracted by striprtf {version('striprtf')}"),
        raw=raw,
    )
