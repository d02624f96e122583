"""The interface as an OpenAPI 3.1 document, made from the table of operations that checks and answers every question."""

from typing import Any

from sayso.publish.export.schema_shapes import Schema, ref
from sayso.web.api.operations import Operation, Parameter
from sayso.web.api.shapes import components, with_components
from sayso.web.api.table import OPERATIONS

ABOUT = """\
Who said what in a collection, as which outlet renders it. Every item that carries words of an article has a `text` that
begins with speaker, basis, outlet and review state: quote it whole. Nothing here says who is right. Offsets are
half-open, in code points of the article's text. Errors are problem details (RFC 9457)."""
PROBLEMS: dict[int, str] = {
    400: "What was sent is no JSON object",
    401: "This server asks for its token",
    403: "This server only lets read, or the request comes from another site",
    404: "There is no such thing",
    413: "More was sent than may be",
    415: "What was sent is not application/json",
    422: "A parameter or a field is missing, unknown or out of its bounds",
    503: "Busy, or the question takes longer than it may; try again, or ask for less",
}
"""Every problem that an answer can be, by status."""
PROBLEM = "application/problem+json"


def document(*, version: str, server: str = "") -> Schema:
    """The whole document; `server` is where the interface is reached."""
    paths: dict[str, Schema] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.address, {})[operation.method.lower()] = _operation(operation)
    made = {
        "openapi": "3.1.0",
        "info": {
            "title": "Sayso",
            "version": version,
            "description": ABOUT,
            "license": {"name": "Apache-2.0"},
        },
        "servers": [{"url": server or "/"}],
        "security": [{}, {"token": []}],
        "tags": [{"name": group} for group in dict.fromkeys(one.group for one in OPERATIONS)],
        "paths": paths,
        "components": {
            "schemas": components(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }
    return with_components(made)  # type: ignore[no-any-return]


def _operation(operation: Operation) -> Schema:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.what,
        "tags": [operation.group],
        "parameters": [_parameter(one) for one in operation.parameters],
        "responses": {str(operation.status): _answer(operation), **_problems(operation)},
    }
    if operation.body is not None:
        described["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": operation.body}},
        }
    return described


def _parameter(one: Parameter) -> Schema:
    return {
        "name": one.name,
        "in": "path" if one.in_path else "query",
        "required": one.required,
        "description": one.what,
        "schema": one.schema(),
    }


def _answer(operation: Operation) -> Schema:
    content = {
        media: {"schema": operation.answer if media == "application/json" else {"type": "string"}}
        for media in operation.media
    }
    headers = {"ETag": {"description": "changes with the answer", "schema": {"type": "string"}}}
    shown: Schema = {"description": operation.what, "content": content}
    return shown | ({"headers": headers} if operation.method == "GET" else {})


def _problems(operation: Operation) -> Schema:
    statuses = sorted({401, 422, 503, *operation.problems})
    return {
        str(status): {"description": PROBLEMS[status], "content": {PROBLEM: {"schema": ref("problem")}}}
        for status in statuses
    } | ({"304": {"description": "Not changed since"}} if operation.method == "GET" else {})
