"""The verb that looks whether all is well: `sayso doctor`."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.commands.options import (
    DEFAULT_DB,
    FAILED,
    Db,
    Format,
    SettingsFile,
    TableFormat,
    opened,
    read_settings,
    write,
    write_json,
)
from sayso.commands.progress import ShowProgress, progress_bars
from sayso.commands.reading import Workers
from sayso.commands.stopping import stoppable

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.publish.collection import Collection
    from sayso.run import Progress


def doctor(
    *,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Look at every row too: spans, owners, ledger; and derive everything again in another place to compare.",
        ),
    ] = False,
    sample: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="With --check: derive only what N articles are read with alone, the same ones each time.",
        ),
    ] = None,
    workers: Workers = None,
    show: ShowProgress = False,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
    output: Format = TableFormat.table,
) -> None:
    """Show versions and models, and check the collection: every span slices, the index matches, no row is orphaned.

    Exit code 1 when something is wrong; each problem comes with its fix. With --check the collection is derived once more
    in the folder of temporary files (TMPDIR), which takes as long and as much room as it took at first.
    """
    from sayso.publish.checks import check_collection, facts, problems_of_program
    from sayso.publish.export.spreadsheet import table
    from sayso.publish.pages.lists import print_doctor
    from sayso.publish.pages.terminal import open_console
    from sayso.store.place import is_there, shown

    chosen = read_settings(settings)
    known = facts(chosen)
    problems = problems_of_program()
    if is_there(db):
        with opened(db, settings) as collection, stoppable(), progress_bars(lines=show) as progress:
            every_row = check or sample is not None
            problems += check_collection(collection.store, now=datetime.now(UTC), every_row=every_row)
            state = f"checked {shown(db)}"
            if every_row:
                asked = chosen.run.workers if workers is None else workers
                found, more = _check_all(collection, sample, asked, progress)
                problems += found
                state += more
    else:
        state = f"no collection at {db}: only the program was checked"
    if output is TableFormat.json:
        write_json({"facts": dict(known), "collection": state, "problems": problems})
    elif output is TableFormat.csv:
        write(
            table(
                ("what", "value"), [*known, ("collection", state), *(("problem", text) for text in problems)]
            )
        )
    else:
        print_doctor(open_console(), known, state, problems)
    if problems:
        sys.stdout.flush()
        raise typer.Exit(FAILED)


def _check_all(
    collection: "Collection",
    sample: int | None,
    workers: int,
    progress: "Callable[[Progress], None] | None",
) -> tuple[list[str], str]:
    """What a look at every row finds, and in words how far it went."""
    from sayso.flow import FLOW
    from sayso.publish.checks import check_every_row, why_not_compared
    from sayso.publish.rederiving import differing
    from sayso.publish.words.phrases import count_words

    store, settings = collection.store, collection.settings
    found = list(check_every_row(store, FLOW))
    behind = why_not_compared(store, FLOW, settings)
    if behind:
        return found, f", every row; not derived again: {behind}"
    found += differing(store, FLOW, settings, sample=sample, workers=workers, progress=progress)
    what = "all articles" if sample is None else f"what {count_words(sample, 'article')} are read with alone"
    return found, f", every row, and against {what} derived again"
