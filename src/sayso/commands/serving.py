"""The verb that shows a collection in a browser."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from sayso.commands.options import DEFAULT_DB, Db, SettingsFile, read_settings, write


def serve(
    collection: Annotated[
        Path | None, typer.Argument(help="The collection, as with --db.", show_default=False)
    ] = None,
    *,
    host: Annotated[
        str, typer.Option(help="Where to listen. Any other place than this machine needs a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0: any that is free.", min=0, max=65535)] = 8000,
    token: Annotated[
        str | None,
        typer.Option(
            help="What has to be shown to come in; better given as SAYSO_SERVE_TOKEN.", show_default=False
        ),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option(
            help="How browsers reach it through a proxy: https://sayso.example.org.", show_default=False
        ),
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Show, and change nothing.")] = False,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Show a collection in the browser: read, compare, check and correct it on pages.

    Only this machine can open the pages, unless --host names another address: then a token is asked for. The data of
    every page lies at its address with .json behind it.
    """
    from sayso.errors import StoreError
    from sayso.publish.collection import open_collection
    from sayso.web.serving import Where
    from sayso.web.serving import serve as answer

    path = collection or db
    if not path.exists():
        raise StoreError(f"no collection at {path}; make one with `sayso add PATH`, or name another")
    chosen = read_settings(settings)
    wanted = replace(
        chosen.serve,
        token=chosen.serve.token if token is None else token,
        address=chosen.serve.address if address is None else address,
    )
    read_only = read_only or not os.access(path, os.W_OK)
    with open_collection(
        path, settings=replace(chosen, serve=wanted), create=False, read_only=read_only
    ) as opened:
        answer(
            opened,
            Where(host=host, port=port),
            name=path.name,
            read_only=read_only,
            open_page=open_page,
            tell=lambda line: write([line + "\n"]),
        )
