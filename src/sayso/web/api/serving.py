"""The interface over HTTP: each operation at its address, its description, and errors as problem details."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sayso.errors import InputError, NotFound, SaysoError, SettingsError, StoreError
from sayso.web.answering import Answer, Page
from sayso.web.api.bodies import wrong_fields
from sayso.web.api.guide import guide
from sayso.web.api.openapi import PROBLEM, document
from sayso.web.api.operations import ROOT, Asked, Json, Operation, Problem, Reply, check
from sayso.web.api.table import OPERATIONS
from sayso.web.asking import Ask
from sayso.web.kept import Made
from sayso.web.responding import Responder, encoded

LOG = logging.getLogger("sayso.web")


def api_routes(responder: Responder) -> list[BaseRoute]:
    """The routes of the interface; its page is at its root."""
    by_address: dict[str, list[Operation]] = {}
    for operation in OPERATIONS:
        by_address.setdefault(operation.address, []).append(operation)
    routes: list[BaseRoute] = [
        Route(f"{ROOT}/openapi.json", _description(responder)),
        Route(ROOT, _guide(responder, as_json=False)),
        Route(f"{ROOT}.json", _guide(responder, as_json=True)),
    ]
    routes += [
        Route(
            # a name of an outlet may hold a slash
            address.replace("{outlet}", "{outlet:path}"),
            _endpoint(responder, {operation.method: operation for operation in operations}),
            methods=[operation.method for operation in operations],
        )
        for address, operations in by_address.items()
    ]
    return routes


Endpoint = Callable[[Request], Awaitable[Response]]


def _endpoint(responder: Responder, operations: Mapping[str, Operation]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        operation = operations["GET" if request.method == "HEAD" else request.method]
        writes = operation.method != "GET"
        sent = await request.body() if writes else b""
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        made = partial(
            _made,
            operation,
            path=dict(request.path_params),
            query=request.query_params.multi_items(),
            sent=(kind, sent),
            address=request.url.path,
        )
        return await responder.program(request, made, writes=writes)

    return endpoint


def _description(responder: Responder) -> Endpoint:
    def made(ask: Ask) -> Made:
        from sayso import __version__  # noqa: PLC0415 - the package imports what serves it, not the other way round

        return _rendered(Reply(data=document(version=__version__, server=ask.origin)))

    async def endpoint(request: Request) -> Response:
        return await responder.program(request, made)

    return endpoint


def _guide(responder: Responder, *, as_json: bool) -> Endpoint:
    page = Page(address=ROOT, name="api", view=_guide_answer)

    async def endpoint(request: Request) -> Response:
        return await responder.page(request, page, as_json=as_json)

    return endpoint


def _guide_answer(ask: Ask) -> Answer:
    return Answer(template="api.html", title="For programs", nav="api", data=guide(ask.origin))


def _made(
    operation: Operation,
    ask: Ask,
    *,
    path: Mapping[str, str],
    query: Sequence[tuple[str, str]],
    sent: tuple[str, bytes],
    address: str,
) -> Made:
    """The answer to one question; whatever is wrong becomes a problem."""
    if operation.method != "GET" and not ask.may_review:
        return problem_of(
            Problem(403, "Reading only", "this server was started with --read-only; nothing is changed")
        )
    try:
        asked = Asked(
            collection=ask.collection,
            values=check(operation, path, query),
            address=address,
            base=ask.origin,
            body=read_body(operation, *sent) if operation.body is not None else {},
        )
        return _rendered(operation.view(asked))
    except Exception as error:  # noqa: BLE001 - a program gets an answer in any case
        return problem_of(error)


def read_body(operation: Operation, kind: str, sent: bytes) -> Json:
    """What was sent, checked against what the operation takes. Problem 415, 400 or 422."""
    if kind != "application/json":
        raise Problem(415, "Not JSON", f"send application/json, not {kind[:80] or 'nothing'!r}")
    try:
        body: Any = json.loads(sent)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "Not JSON", f"what was sent is no JSON ({error})"[:300]) from error
    errors = wrong_fields(operation.body or {}, body)
    if errors:
        told = "; ".join(f"{one['parameter']}: {one['detail']}" for one in errors)
        raise Problem(422, "Unprocessable body", told, errors=errors)
    return dict(body)


def problem_of(error: Exception) -> Made:
    """An error as problem details."""
    if not isinstance(error, Problem):
        error = _as_problem(error)
    return Made(encoded(error.json()), PROBLEM, error.status)


def _as_problem(error: Exception) -> Problem:
    if isinstance(error, NotFound):
        return Problem(404, "Not found", str(error))
    if isinstance(error, InputError | SettingsError):
        return Problem(422, "Unprocessable parameters", str(error))
    if isinstance(error, StoreError):
        return Problem(503, "The collection cannot answer now", str(error))
    if isinstance(error, SaysoError):
        return Problem(422, "This did not work", str(error))
    LOG.error("an operation failed", exc_info=error)
    return Problem(
        500,
        "Something broke",
        "this is a fault of Sayso, not of yours; the server's log says where, please report it",
    )


def _rendered(reply: Reply) -> Made:
    body = encoded(reply.data) if reply.text is None else reply.text.encode("utf-8", "replace")
    return Made(body, reply.media, reply.status, lasting=reply.lasting)
