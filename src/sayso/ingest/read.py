"""From what a person names (files, folders, globs, "-") to articles and failure rows."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError
from sayso.ingest.articles import build
from sayso.ingest.decoding import decode
from sayso.ingest.language import open_language
from sayso.ingest.reading import Draft, Given, failed
from sayso.records import Failure, Reading
from sayso.settings import Settings


def read(
    inputs: Sequence[str | Path],
    *,
    given: Given = Given(),
    sidecar: Path | None = None,
    settings: Settings,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading | Failure]:
    """Read articles from inputs, one at a time; what cannot be read becomes a failure row and the rest goes on."""
    language = open_language()
    for item in inputs:
        path = str(item)
        try:
            data = Path(path).read_bytes()
            text, notes = decode(data)
            reading, reports = build(Draft(text=text, path=path, notes=notes), given=given, language=language)
        except OSError as error:
            yield failed(InputError(f"cannot be opened ({error.strerror})", fix="check the path", path=path))
            continue
        except InputError as error:
            yield failed(error)
            continue
        yield reading
        yield from map(failed, reports)
