"""The few words in which `publish.json_schema` says what a document looks like."""

from typing import Any, get_args

Schema = dict[str, Any]


def shape(**properties: Schema) -> Schema:
    """An object whose named keys are all present; other keys are allowed."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def piece_with(**properties: Schema) -> Schema:
    return {"allOf": [ref("piece"), shape(**properties)]}


def list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def id_or_null(description: str) -> Schema:
    return or_null(ref("id")) | {"description": description}


def text_or_null(description: str = "") -> Schema:
    schema: Schema = {"type": ["string", "null"]}
    return schema | {"description": description} if description else schema


def one_of(literal: Any) -> Schema:
    return {"enum": list(get_args(literal))}
