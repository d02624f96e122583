"""The verbs of `sayso review` about actors and about the log: same, apart, undo, list, export, import."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sayso.commands.deciding import DECIDE, By, Note, name_of, tell_kept
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

Who = Annotated[
    str,
    typer.Argument(
        metavar="WHO",
        help="An actor's id, a name that answers to one actor, or NAME@ARTICLE: that name in one article.",
    ),
]


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
        made = collection.undo_review(review, by=name_of(by), note=why)
        write([f"review {made.undoes} is taken back by {made.id}\n"])
        tell_kept(collection, made)


class ReviewedThing(StrEnum):
    """What a review may be of."""

    attribution = "attribution"
    time = "time"
    discrepancy = "discrepancy"
    article = "article"
    story = "story"
    actor = "actor"


class State(StrEnum):
    """What a review may amount to."""

    in_force = "in force"
    taken_back = "taken back"
    overridden = "overridden"
    refused = "refused"
    not_found = "not found"


def show(
    *,
    state: Annotated[
        list[State] | None, typer.Option("--state", help="Only those in this state; may be repeated.")
    ] = None,
    who: Annotated[
        list[str] | None, typer.Option("--by", help="Only those by this name; may be repeated.")
    ] = None,
    about: Annotated[
        list[ReviewedThing] | None, typer.Option("--about", help="Only those of this; may be repeated.")
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", help="Only those with this code; may be repeated.")
    ] = None,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """List reviews, the oldest first, and what each amounts to in the texts as they are now."""
    from sayso.publish.pages.reviews import COLUMNS, print_reviews, review_cells, review_values

    with opened(db, settings) as collection:
        known = collection.reviews()
        lines = [
            line
            for line in known
            if (not state or line.state in state)
            and (not who or line.review.by in who)
            and (not about or line.review.subject in about)
            and (not tag or set(tag) & set(line.review.tags))
        ]
        if output is TableFormat.json:
            write_json({"reviews": [review_values(line) for line in lines]})
        elif output is TableFormat.csv:
            from sayso.publish.export.spreadsheet import table

            write(table(COLUMNS, map(review_cells, lines)))
        else:
            from sayso.publish.pages.terminal import open_console

            print_reviews(open_console(), lines, collection.codes(), left_out=len(known) - len(lines))


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
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A log that `sayso review export` wrote, or a CSV that `sayso export --format csv` wrote and you edited.",
        ),
    ],
    *,
    by: By = None,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Take in a log of reviews, or an edited spreadsheet (FILE.csv).

    Of a log, what is there already stays as it is, and the order in which logs come does not matter. Of a spreadsheet,
    each cell that differs from what is there now becomes a review by --by; a column `review` takes confirm or reject.
    """
    from sayso.publish.words.phrases import count_words

    with opened(db, settings) as collection:
        edited = file.suffix.lower() in {".csv", ".tsv"}
        fresh, wrong = (
            collection.import_edits(file, by=name_of(by)) if edited else collection.import_reviews(file)
        )
        for error in wrong:
            note(str(error))
        taken = count_words(len(fresh), "review")
        left = count_words(len(wrong), "row" if edited else "line")
        write([f"{taken} taken in, {left} left out\n"])
        lines = [line for line in collection.reviews() if line.review.id in fresh]
        lost = [line for line in lines if line.state == "not found"]
        if lost:
            note(f"{len(lost)} of them find nothing here that they are of; `sayso review list` says why")
        if wrong:
            raise typer.Exit(SOME_FAILED if fresh else FAILED)


def _decide(
    one: str, other: str, *, joined: bool, by: str | None, why: str, db: str, settings: Path | None
) -> None:
    from sayso.publish.pages.reviews import sentence

    with opened(db, settings) as collection:
        made = collection.review(one, other, same=joined, by=name_of(by), note=why)
        [line] = [line for line in collection.reviews() if line.review.id == made.id]
        write([f"{sentence(line)}\n", f"take it back with: sayso review undo {made.id}\n"])
        tell_kept(collection, made)


REVIEW: dict[str, Callable[..., Any]] = {
    **DECIDE,
    "same": same,
    "apart": apart,
    "undo": undo,
    "list": show,
    "export": export,
    "import": take_in,
}
"""The actions of `sayso review`, in the order of its help."""
