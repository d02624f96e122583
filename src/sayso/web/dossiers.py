"""A story's dossier as a file of its own: what `sayso dossier` writes, at an address, for the browser to show or keep."""

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sayso.errors import NotFound, SaysoError
from sayso.publish.dossier.dossier import FORMATS
from sayso.publish.dossier.writing import DossierFormat, policy
from sayso.web.asking import Ask
from sayso.web.kept import Made
from sayso.web.responding import Responder

KINDS = {"html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8"}
BETWEEN = ";"
"""Stands between names in one field of a form."""


def dossier_routes(responder: Responder) -> list[BaseRoute]:
    """The address of each format."""
    return [Route(f"/dossier/{{story}}.{form}", _endpoint(responder, form)) for form in FORMATS]


def names_of(ask: Ask) -> tuple[str, ...]:
    """The names that a dossier is asked to hide, each once."""
    given = (name.strip() for value in ask.texts("redact") for name in value.split(BETWEEN))
    return tuple(dict.fromkeys(name for name in given if name))


def _endpoint(responder: Responder, form: DossierFormat) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        response = await responder.program(request, partial(_made, form=form))
        if response.status_code == 200:
            # the file's own styles are inside it; whoever keeps the page keeps the file
            response.headers["Content-Security-Policy"] = f"{policy()}; frame-ancestors 'none'"
            if request.query_params.get("download"):
                name = f"dossier-{request.path_params['story'][:16]}.{form}"
                safe = "".join(
                    char if char.isascii() and (char.isalnum() or char in "-.") else "-" for char in name
                )
                response.headers["Content-Disposition"] = f'attachment; filename="{safe}"'
        return response

    return endpoint


def _made(ask: Ask, *, form: DossierFormat) -> Made:
    try:
        text = ask.collection.dossier(
            ask.part("story"),
            form,
            full_text=ask.flag("full_text"),
            redact=names_of(ask),
            unchecked=ask.flag("unchecked"),
            reviewed_only=ask.flag("reviewed_only"),
            date=ask.text("date")[:40],
        )
    except SaysoError as error:
        status = 404 if isinstance(error, NotFound) else 400
        return Made(f"No dossier: {error}\n".encode(), "text/plain; charset=utf-8", status)
    return Made(text.encode("utf-8", "replace"), KINDS[form], 200)
