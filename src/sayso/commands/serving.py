"""The verb that shows a collection in a browser."""

from dataclasses import replace
from typing import Annotated

import typer

from sayso.commands.options import DEFAULT_DB, CollectionArgument, Db, SettingsFile, read_settings, write


def serve(
    collection: CollectionArgument = None,
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
    from sayso.publish.collection import open_collection
    from sayso.store.place import check_there, name_of
    from sayso.web.serving import Where
    from sayso.web.serving import serve as answer

    place = collection or db
    check_there(place)
    chosen = read_settings(settings)
    wanted = replace(
        chosen.serve,
        token=chosen.serve.token if token is None else token,
        address=chosen.serve.address if address is None else address,
    )
    with open_collection(
        place, settings=replace(chosen, serve=wanted), create=False, read_only=read_only
    ) as opened:
        answer(
            opened,
            Where(host=host, port=port),
            name=name_of(place),
            read_only=opened.read_only,
            open_page=open_page,
            tell=lambda line: write([line + "\n"]),
        )
