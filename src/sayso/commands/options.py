"""What the verbs have in common: their options, the collection they open, where they write."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.settings import Settings, load_settings

if TYPE_CHECKING:
    from sayso.publish.collection import Collection
    from sayso.records import Failure

DONE, FAILED, WRONG_USAGE, SOME_FAILED = 0, 1, 2, 3
DEFAULT_DB = "sayso.db"
MOST_FAILURES = 20
"""Failures printed one by one on stderr; `sayso status` lists them all."""

Db = Annotated[
    str,
    typer.Option(
        "--db",
        envvar="SAYSO_DB",
        metavar="PLACE",
        help="The collection: one SQLite file, or postgresql://USER@HOST/DATABASE.",
        show_default="./sayso.db",
    ),
]
"""A path or a URL, as it was typed: `store.place` tells them apart, and shows neither with a password."""
CollectionArgument = Annotated[
    str | None, typer.Argument(metavar="[PLACE]", help="The collection, as with --db.", show_default=False)
]
SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--settings", envvar="SAYSO_SETTINGS", help="Settings in TOML; SAYSO_… variables go before them."
    ),
]
StoryOption = Annotated[
    str | None,
    typer.Option("--story", help="Only this story: an id, the beginning of one, or words of a title."),
]
AllActs = Annotated[
    bool, typer.Option("--all-acts", help="Intentions and beliefs too, not only what was said.")
]

Wording = Annotated[
    bool,
    typer.Option("--wording", help="Also how the words of each rendering differ from the first one's."),
]

Repeated = Annotated[
    bool, typer.Option("--repeated", help="Only what more than one article carries; the rest is counted.")
]


def thousandths(value: str) -> int:
    """A least confidence as it is typed; a percent or a share would be read wrongly, so the error tells of both."""
    from sayso.publish.views.narrowing import MOST

    try:
        number = int(value)
    except ValueError:
        number = -1
    if not 0 <= number <= MOST:
        raise typer.BadParameter(f"{value} is no whole number from 0 to {MOST}; thousandths, so 900 is 90 %")
    return number


MinConfidence = Annotated[
    int,
    typer.Option(
        "--min-confidence",
        metavar="N",
        parser=thousandths,
        help="Leave out what is less sure than N of 1000: thousandths, no percent (900 is 90 %). Of being said and "
        "of who said it, the lesser counts.",
    ),
]


class TableFormat(StrEnum):
    """How an answer is written: for people, for programs, for a spreadsheet."""

    table = "table"
    json = "json"
    csv = "csv"


Format = Annotated[TableFormat, typer.Option("--format", help="table: for people; json, csv: for programs.")]


def read_settings(path: Path | None) -> Settings:
    """The settings of a command: defaults, then the file, then the environment."""
    return load_settings(path)


@contextmanager
def opened(db: str, settings: Path | None = None, *, create: bool = False) -> "Iterator[Collection]":
    """The collection of a command; a verb that only reads never makes an empty one."""
    from sayso.publish.collection import open_collection
    from sayso.store.place import check_there

    if not create:
        check_there(db)
    with open_collection(db, settings=read_settings(settings), create=create) as collection:
        yield collection


def write(pieces: Iterable[str]) -> None:
    """Write text to standard output as it is made."""
    for piece in pieces:
        sys.stdout.write(piece)
    sys.stdout.flush()


def write_json(value: Any) -> None:
    """Write one value as indented JSON."""
    import json

    write([json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n"])


def note(message: str) -> None:
    """One line on standard error, with nothing in it that a terminal would obey."""
    from sayso.publish.pages.terminal import visible

    sys.stderr.write(visible(message) + "\n")


def note_failures(failures: "Iterable[Failure]", *, total: int = 0) -> int:
    """Tell what failed, one line each: where, why, what to do. Returns how many there were, `total` if that is more."""
    count = 0
    for failure in failures:
        count += 1
        if count <= MOST_FAILURES:
            note(failure_line(failure))
    count = max(count, total)
    if count > MOST_FAILURES:
        note(f"... and {count - MOST_FAILURES} more failures")
    return count


def failure_line(failure: "Failure") -> str:
    """A failure as editors and people read it: FILE:LINE: reason; fix."""
    where = failure.path or failure.owner or "input"
    line = f":{failure.line}" if failure.line is not None else ""
    stage = "" if failure.stage == "ingest" else f"stage '{failure.stage}' failed: "
    said = f"{where}{line}: {stage}{failure.reason}; {failure.fix}"
    return said.replace(
        "\n", "\ufffd"
    )  # a file's name may hold one, and what follows would pass for our words
