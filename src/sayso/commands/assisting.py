"""The verb that lets an assistant ask a collection."""

from pathlib import Path
from typing import Annotated

import typer

from sayso.commands.options import DEFAULT_DB, Db, SettingsFile, read_settings


def mcp(
    collection: Annotated[
        Path | None, typer.Argument(help="The collection, as with --db.", show_default=False)
    ] = None,
    *,
    reviewed_only: Annotated[
        bool,
        typer.Option("--reviewed-only", help="Tell only what a reviewer checked, and how much is left out."),
    ] = False,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Let an assistant ask a collection, over the Model Context Protocol on standard input and output.

    Every piece of an answer begins with speaker, basis, rendering outlet and review state. Nothing can be changed.
    """
    from sayso.errors import StoreError
    from sayso.publish.collection import open_collection
    from sayso.web.mcp.server import serve_stdio

    path = collection or db
    if not path.exists():
        raise StoreError(f"no collection at {path}; make one with `sayso add PATH`, or name another")
    with open_collection(path, settings=read_settings(settings), create=False, read_only=True) as opened:
        serve_stdio(opened, reviewed_only=reviewed_only)
