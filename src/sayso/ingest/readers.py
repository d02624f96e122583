"""Which reader takes which kind of file, and of what kind a file is whose name does not tell."""

import io
from collections.abc import Callable, Iterator

from sayso.errors import InputError
from sayso.ingest.archives.saved_pages import read_page
from sayso.ingest.decoding import decode
from sayso.ingest.documents.kinds import reader_of
from sayso.ingest.feeds.saved import read_feed
from sayso.ingest.pages import looks_like_page
from sayso.ingest.parquet import read_parquet
from sayso.ingest.reading import Draft
from sayso.ingest.rows import looks_like_table, read_json, read_jsonl, read_table, whole
from sayso.ingest.warc import read_warc
from sayso.ingest.wires.files import looks_like_wire, read_wire
from sayso.settings import Limits

Reader = Callable[..., Iterator[Draft | InputError]]


def reader_named(kind: str) -> Reader:
    """The reader of a kind of file. KeyError for a kind that is none."""
    return reader_of(kind) or _readers()[kind]


def _readers() -> dict[str, Reader]:
    return {
        "text": read_text,
        "html": read_page,
        "jsonl": read_jsonl,
        "json": read_json,
        "csv": read_table,
        "feed": read_feed,
        "newsml": read_wire,
        "parquet": read_parquet,
        "warc": read_warc,
    }


def read_text(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft]:
    """A file of plain text as one article: all of it is the text."""
    text, notes = decode(whole(stream, path=path, limits=limits, fix="split it into articles"))
    yield Draft(text=text, path=path, notes=notes)


def sniffed(head: bytes) -> str:
    """The kind of a file whose name does not tell: JSON and JSONL by the first line, XML by its root, a page by its tags."""
    if looks_like_wire(head):
        return "newsml"
    if looks_like_page(head):
        return "html"
    text = decode(head).text.lstrip()
    first = text.partition("\n")[0]
    if text.startswith("{") and text[1:].lstrip()[:1] in {'"', "}"}:
        ended = len(first) < len(text) and not first.rstrip().endswith("}")  # a document of several lines
        return "json" if ended else "jsonl"
    if text.startswith("[") and text[1:].lstrip()[:1] in {"{", "]"}:
        return "json"
    return "csv" if looks_like_table(first) else "text"
