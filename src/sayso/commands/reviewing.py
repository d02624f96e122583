"""The verbs of `sayso review`: same, apart, undo, list, export, import."""

import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.commands.options import (
    DEFAULT_DB,
    FAILED,
    SOME_FAILED,
    Db,
    Format,
    SettingsFile,
    TableFormat,
    note,
    opened,
    write,
    write_json,
)

if TYPE_CHECKING:
    from sayso.publish.collection import Collection
    from sayso.records import Review

Who = Annotated[
    str,
    typer.Argument(
        metavar="WHO",
        help="An actor's id, a name that answers to one actor, or NAME@ARTICLE: that name in one article.",
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by", envvar="SAYSO_BY", help="Who says so.", show_default="the name you are logged in with"
    ),
]
Note = Annotated[str, typer.Option("--note", help="Why, in your words.")]


def same(
    one: Who,
    other: Who,
    *,
    by: By = None,
    why: Note = "",
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Say that two names are one actor. Everything that follows from it is made again at once."""
    _decide(one, other, joined=True, by=by, why=why, db=db, settings=settings)


def apart(
    one: Who,
    other: Who,
    *,
    by: By = None,
    why: Note = "",
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Say that two names are two actors. Everything that follows from it is made again at once."""
    _decide(one, other, joined=False, by=by, why=why, db=db, settings=settings)


def undo(
    review: Annotated[str, typer.Argument(metavar="ID", help="The review's id, or the beginning of it.")],
    *,
    by: By = None,
    why: Note = "",
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Take a review back. The log keeps both; to take back an undo brings the review back."""
    with opened(db, settings) as collection:
        made = collection.undo_review(review, by=_name(by), note=why)
        write([f"review {made.undoes} is taken back by {made.id}\n"])
        _tell(collection, made)


def show(
    *,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """List all reviews, the oldest first, and what each amounts to in the texts as they are now."""
    from sayso.publish.pages.reviews import COLUMNS, print_reviews, review_cells, review_values

    with opened(db, settings) as collection:
        lines = collection.reviews()
        if output is TableFormat.json:
            write_json({"reviews": [review_values(line) for line in lines]})
        elif output is TableFormat.csv:
            from sayso.publish.export.spreadsheet import table

            write(table(COLUMNS, map(review_cells, lines)))
        else:
            from sayso.publish.pages.terminal import open_console

            print_reviews(open_console(), lines)


def export(
    to: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A file; standard output when left out.")
    ] = None,
    *,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Write the log of reviews as JSONL, for another collection of the same articles."""
    with opened(db, settings) as collection:
        if to is None:
            write(collection.export_reviews())
            return
        try:
            with to.open("w", encoding="utf-8", newline="") as file:
                file.writelines(collection.export_reviews())
        except OSError as error:
            note(f"sayso: {to} cannot be written ({error.strerror}); name another file")
            raise typer.Exit(FAILED) from None


def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `sayso review export` wrote.")],
    *,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Take in a log of reviews. What is there already stays as it is; the order in which logs come does not matter."""
    from sayso.publish.words.phrases import count_words

    with opened(db, settings) as collection:
        fresh, wrong = collection.import_reviews(file)
        for error in wrong:
            note(str(error))
        taken, left = count_words(len(fresh), "review"), count_words(len(wrong), "line")
        write([f"{taken} taken in, {left} left out\n"])
        lost = [
            line for line in collection.reviews() if line.review.id in fresh and line.state == "not found"
        ]
        if lost:
            note(f"{len(lost)} of them find no name here; `sayso review list` says why")
        if wrong:
            raise typer.Exit(SOME_FAILED if fresh else FAILED)


def _decide(
    one: str, other: str, *, joined: bool, by: str | None, why: str, db: Path, settings: Path | None
) -> None:
    from sayso.publish.pages.reviews import sentence

    with opened(db, settings) as collection:
        made = collection.review(one, other, same=joined, by=_name(by), note=why)
        [line] = [line for line in collection.reviews() if line.review.id == made.id]
        write([f"{sentence(line)}\n", f"take it back with: sayso review undo {made.id}\n"])
        _tell(collection, made)


def _tell(collection: "Collection", made: "Review") -> None:
    """Say at once when what a person decided does not come about, or ends what was decided before."""
    lines = {line.review.id: line for line in collection.reviews()}
    if lines[made.id].state != "in force":
        note(f"it is {lines[made.id].state}: {lines[made.id].why}")
    for line in lines.values():
        if line.state == "overridden" and made.id in line.over:
            note(f"review {line.review.id} of {line.review.by} says otherwise and is not followed any more")
    if collection.status().stale:
        note("another process is deriving from this collection; what follows from the review comes with it")


def _name(by: str | None) -> str:
    """Who reviews: as given, else the name of the login; "" where there is none, which the collection refuses."""
    if by is not None:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user may have no name
        return os.environ.get("USERNAME", "")


REVIEW: dict[str, Callable[..., Any]] = {
    "same": same,
    "apart": apart,
    "undo": undo,
    "list": show,
    "export": export,
    "import": take_in,
}
"""The actions of `sayso review`, in the order of its help."""
