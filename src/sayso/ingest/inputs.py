"""From what a person names (a file, a folder, a glob, "-") to sources in a fixed order, opened as plain streams."""

import glob
import gzip
import io
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.settings import Limits

ENDINGS = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jl": "jsonl",
    ".json": "json",
    ".csv": "csv", ".tsv": "csv", ".tab": "csv",
}  # fmt: skip
"""File endings that are read in folders, and the reader of each; files without an ending are looked into."""
STDIN = "-"
SMALL_BOMB = 1 << 20
"""Unpacked bytes below which no ratio is asked for: a page of one repeated letter packs 1,000 times."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file (or stdin): its name as shown, and the reader its ending asks for (None: look into it)."""

    name: str
    kind: str | None


def find_sources(inputs: Sequence[str | Path], *, sidecar: Path | None) -> Iterator[Source | InputError]:
    """Every file that the inputs name, each once: folders and globs sorted, hidden files and the sidecar left out."""
    seen = set() if sidecar is None else {os.path.realpath(sidecar)}
    for item in inputs:
        name = str(item)
        if name == STDIN:
            yield Source(STDIN, None)
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
            counted = _Counted(raw)
            stream: Any = io.BufferedReader(counted)
            if stream.peek(2)[:2] == b"\x1f\x8b":
                stream = io.BufferedReader(_Unpacked(stream, counted, limits.max_unpacked_ratio, name))
            yield stream
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({_why(error)})", fix="check the file", path=name) from error


class _Counted(io.RawIOBase):
    """Any binary stream as a raw one, for the buffering that peeking needs."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer)) or b""
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    """The inside of a gzip stream, guarded against files that unpack without end."""

    def __init__(self, packed: io.BufferedReader, counted: _Counted, ratio: int, name: str) -> None:
        self._gzip = gzip.GzipFile(fileobj=packed)
        self._counted, self._ratio, self._name = counted, ratio, name
        self._unpacked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._gzip.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(
                f"damaged gzip file ({error})", fix="fetch or pack it again", path=self._name
            ) from error
        self._unpacked += len(data)
        if self._unpacked > max(SMALL_BOMB, self._ratio * self._counted.count):
            raise InputError(
                f"unpacks to more than {self._ratio} times its size",
                fix="unpack it yourself, or raise limits.max_unpacked_ratio",
                path=self._name,
            )
        buffer[: len(data)] = data
        return len(data)
