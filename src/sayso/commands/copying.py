"""The verb that copies a collection: `sayso backup`."""

from pathlib import Path
from typing import Annotated

import typer

from sayso.commands.options import DEFAULT_DB, Db, SettingsFile, opened, write
from sayso.commands.progress import ShowProgress, progress_bars
from sayso.commands.stopping import stoppable


def backup(
    target: Annotated[Path, typer.Argument(help="The new file; one that is there is never written over.")],
    *,
    show: ShowProgress = False,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Copy the collection into one file, in one state of it, while others may read and write.

    The copy is looked through before it gets its name: every page, and as many rows in every table. To restore it, put
    it where the collection was. A PostgreSQL collection is copied with pg_dump; the error says how.
    """
    from sayso.publish.words.phrases import count_words
    from sayso.run import Progress

    with opened(db, settings) as collection, stoppable(), progress_bars(lines=show) as progress:

        def tell(done: int, total: int) -> None:
            if progress is not None:
                progress(Progress("copying", done, total, "pages"))

        made = collection.backup(target, tell=tell)
    size = f"{made.size / 1_000_000:,.1f} MB"
    write(
        [
            f"{count_words(made.articles, 'article')} in {count_words(made.rows, 'row')} copied to {target}: {size}, checked\n"
        ]
    )
