"""`sayso add … --preview`: what would be made of the inputs, without touching a collection."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.commands.options import FAILED, SOME_FAILED, TableFormat, note, opened, write, write_json

if TYPE_CHECKING:
    from sayso.publish.views.previews import Preview
    from sayso.records import Failure, Reading

PreviewOption = Annotated[
    bool,
    typer.Option(
        "--preview",
        help="List what would be made of the inputs and what could not be read; nothing is kept. With a collection at "
        "--db also whether it knows each article.",
    ),
]
COLUMNS = (
    "number", "what", "title", "outlet", "published_earliest", "published_latest", "published_basis", "words", "completeness",
    "completeness_reason", "language", "pubstatus", "parent", "article", "path", "line", "reason", "fix",
)  # fmt: skip


def write_preview(
    readings: "Iterable[Reading | Failure]", *, db: str, settings: Path | None, output: TableFormat
) -> None:
    """Write the preview of readings; exits as `add` would. A collection is only read, and need not be there."""
    from sayso.publish.pages.previews import print_previews
    from sayso.publish.pages.terminal import open_console
    from sayso.publish.views.previews import previews
    from sayso.store.place import is_there

    with ExitStack() as closing:
        store = closing.enter_context(opened(db, settings)).store if is_there(db) else None
        rows = previews(readings, store)
        if output is TableFormat.table:
            count, failed = print_previews(open_console(), rows)
        else:
            found = list(_table(rows))
            failed = sum(row["what"] == "failed" for row in found)
            count = len(found) - failed
            if output is TableFormat.json:
                write_json(found)
            else:
                from sayso.publish.export.spreadsheet import table

                write(table(COLUMNS, ([row.get(name) for name in COLUMNS] for row in found)))
    if not count and not failed:
        note("no article found in what was named")
    if failed:
        raise typer.Exit(SOME_FAILED if count else FAILED)


def _table(rows: "Iterable[Preview | Failure]") -> Iterator[dict[str, Any]]:
    """Rows for programs: an article or a failure each; what is unknown is absent."""
    from sayso.records import Failure

    number = 0
    for row in rows:
        if isinstance(row, Failure):
            values = {
                "what": "failed",
                "path": row.path,
                "line": row.line,
                "reason": row.reason,
                "fix": row.fix,
            }
        else:
            number += 1
            article = row.article
            values = {
                "number": number,
                "what": row.fate or "article",
                "words": row.words,
                "article": article.id,
            }
            values |= {
                name: getattr(article, name) for name in COLUMNS if name in type(article).__dataclass_fields__
            }
        yield {name: values[name] for name in COLUMNS if values.get(name) not in {None, ""}}
