"""The verb that lets an assistant ask a collection."""

from typing import Annotated

import typer

from sayso.commands.options import DEFAULT_DB, CollectionArgument, Db, SettingsFile, read_settings


def mcp(
    collection: CollectionArgument = None,
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
    from sayso.publish.collection import open_collection
    from sayso.store.place import check_there
    from sayso.web.mcp.server import serve_stdio

    place = collection or db
    check_there(place)
    with open_collection(place, settings=read_settings(settings), create=False, read_only=True) as opened:
        serve_stdio(opened, reviewed_only=reviewed_only)
