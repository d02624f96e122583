"""What the page of the interface shows: every operation with its parameters, from the table that answers them."""

from sayso.publish.export.annotated import Json
from sayso.web.api.openapi import ABOUT
from sayso.web.api.operations import ROOT, Operation, Parameter
from sayso.web.api.table import OPERATIONS


def guide(origin: str) -> Json:
    """The operations by group."""
    groups: dict[str, list[Json]] = {}
    for operation in OPERATIONS:
        groups.setdefault(operation.group, []).append(_operation(operation))
    return {
        "about": " ".join(ABOUT.replace("`", "").split()),
        "root": origin + ROOT,
        "openapi": f"{ROOT}/openapi.json",
        "groups": [{"name": name, "operations": found} for name, found in groups.items()],
    }


def _operation(operation: Operation) -> Json:
    return {
        "name": operation.name,
        "method": operation.method,
        "address": operation.address,
        "what": operation.what,
        "example": operation.address if operation.method == "GET" and not _needs(operation) else None,
        "parameters": [_parameter(one) for one in operation.parameters],
        "body": sorted(operation.body["properties"]) if operation.body else [],
    }


def _needs(operation: Operation) -> bool:
    return any(one.required for one in operation.parameters)


def _parameter(one: Parameter) -> Json:
    takes = {
        "text": "text",
        "number": f"number from {one.least:,} to {one.most:,}",
        "flag": "true or false",
        "choice": " · ".join(one.choices),
        "day": "day as 2031-05-07",
    }[one.kind]
    default = str(one.default).lower() if isinstance(one.default, bool) else one.default
    return {
        "name": one.name,
        "what": one.what,
        "takes": takes,
        "required": one.required,
        "default": None if default is None else str(default),
    }
