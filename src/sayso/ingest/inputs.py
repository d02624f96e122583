"""From what a person names (a file, a folder, a glob, an address, "-") to sources in a fixed order, opened as streams."""

import glob
import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.ingest.unpacking import CHUNK, MAGIC, Unpacked
from sayso.settings import Limits

ENDINGS = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jl": "jsonl",
    ".json": "json",
    ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".parquet": "parquet", ".pq": "parquet",
    ".warc": "warc",
    ".docx": "package", ".docm": "package", ".dotx": "package", ".odt": "package",
    ".rtf": "rtf", ".pdf": "pdf", ".doc": "old office",
    ".rss": "feed", ".atom": "feed", ".opml": "feed",
    ".xml": "newsml", ".nitf": "newsml", ".newsml": "newsml", ".ninjs": "json",
}  # fmt: skip
"""File endings that are read in folders, and the reader of each; files without an ending are looked into."""
STDIN = "-"
ADDRESS = "url"
"""The kind of a source that is fetched."""

_address = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """One file, address or stdin: its name as shown, and the reader its ending asks for (None: look into it).

    `groups` are the row groups that are read of a Parquet file (None: all), for engines that share it out.
    """

    name: str
    kind: str | None
    groups: tuple[int, ...] | None = None


def find_sources(inputs: Sequence[str | Path], *, sidecar: Path | None) -> Iterator[Source | InputError]:
    """Every file that the inputs name, each once: folders and globs sorted, hidden files and the sidecar left out."""
    seen = set() if sidecar is None else {os.path.realpath(sidecar)}
    for item in inputs:
        name = str(item)
        if name == STDIN:
            yield Source(STDIN, None)
            continue
        if _address.match(name) and not os.path.lexists(name):
            if name not in seen:
                seen.add(name)
                yield _of_address(name)
            continue
        unread: dict[str, list[str]] = {}
        try:
            for path, named in _files(name):
                ending = ending_of(path)
                real = os.path.realpath(path)
                if real in seen:
                    continue
                seen.add(real)
                if not named and ending and ending not in ENDINGS:
                    unread.setdefault(ending, []).append(path)
                else:
                    yield Source(path, ENDINGS.get(ending))
        except (OSError, ValueError) as error:
            yield InputError(
                f"cannot be opened ({_why(error)})", fix="check the path and its rights", path=shown(name)
            )
        for ending, paths in sorted(unread.items()):
            yield InputError(
                f"{len(paths)} file{'s' if len(paths) > 1 else ''} ending in {ending} in {shown(name)} not read",
                fix="name a file itself to have it read, or convert it to text, HTML, JSONL or CSV",
                path=paths[0],
            )


def _of_address(name: str) -> Source | InputError:
    if name.lower().startswith(("http://", "https://")):
        return Source(name, ADDRESS)
    return InputError(
        f"{name.partition(':')[0][:20]} addresses are not fetched",
        fix="give its https address, or save it and name the file",
        path=shown(name),
    )


def ending_of(path: str) -> str:
    """The ending that tells a file's format: in lower case, without .gz."""
    name = Path(path.lower())
    return Path(name.stem).suffix if name.suffix == ".gz" else name.suffix


def shown(name: str) -> str:
    """A path that can be stored and printed: file names may hold bytes that are no text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\x00", "\ufffd")


def _files(name: str) -> Iterator[tuple[str, bool]]:
    """The files of one input, and whether each was named itself (a glob names what it matches)."""
    if Path(name).is_dir():
        for path in _in_folder(name):
            yield path, False
    elif os.path.lexists(name) or not glob.has_magic(name):
        Path(name).stat()  # says why it is not there
        yield name, True
    else:
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - a pattern may be absolute
        if not matches:
            raise FileNotFoundError("nothing matches")
        for match in matches:
            if Path(match).is_dir():
                for path in _in_folder(match):
                    yield path, False
            else:
                yield match, "**" not in name


def _in_folder(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            if not name.startswith(".") and path.is_file():  # a pipe or a socket would block
                yield str(path)


def _raise(error: OSError) -> None:
    raise error


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


@contextmanager
def opened(source: Source, *, limits: Limits, stdin: BinaryIO | None) -> Iterator[io.BufferedReader]:
    """A source as a stream of unpacked bytes; gzip is known by its first bytes, whatever the name says.

    InputError where the file cannot be opened or read, is damaged, or unpacks to more than `max_unpacked_ratio`
    times its size.
    """
    name = shown(source.name)
    if source.name == STDIN and stdin is None:
        raise InputError("there is no standard input", fix="pipe something in, or name a file", path=STDIN)
    try:
        with ExitStack() as closing:
            if source.name == STDIN and stdin is not None:
                raw = stdin
            else:
                raw = closing.enter_context(Path(source.name).open("rb"))
            stream: Any = io.BufferedReader(_Plain(raw))
            if stream.peek(2)[:2] == MAGIC[:2]:
                unpacked = Unpacked(stream, ratio=limits.max_unpacked_ratio, name=name)
                stream = io.BufferedReader(unpacked, CHUNK)
            yield stream
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({_why(error)})", fix="check the file", path=name) from error


class _Plain(io.RawIOBase):
    """Any binary stream as a raw one, for the buffering that peeking needs."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer)) or b""
        buffer[: len(data)] = data
        return len(data)
