"""The few words in which `publish.json_schema` says what a document looks like."""

from typing import Any, get_args

Schema = dict[str, Any]


def shape(**properties: Schema) -> Schema:
    """An object whose named keys are all present; other keys are allowed."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def piece_with(**properties: Schema) -> Schema:
    """A span with its words and further keys."""
    return {"allOf": [ref("piece"), shape(**properties)]}


def list_of(items: Schema) -> Schema:
    """A list of one kind of value; it may be empty."""
    return {"type": "array", "items": items}


def ref(name: str) -> Schema:
    """A shape of `$defs` by its name."""
    return {"$ref": f"#/$defs/{name}"}


def or_null(schema: Schema) -> Schema:
    """A value that may be null: not known, or not there."""
    return {"anyOf": [schema, {"type": "null"}]}


def id_or_null(description: str) -> Schema:
    """An id that may be null, with what it names."""
    return or_null(ref("id")) | {"description": description}


def text_or_null(description: str = "") -> Schema:
    """A text that may be null."""
    schema: Schema = {"type": ["string", "null"]}
    return schema | {"description": description} if description else schema


def count_or_null(description: str) -> Schema:
    """A count of at least one that may be null: unknown."""
    return {"type": ["integer", "null"], "minimum": 1, "description": description}


def one_of(literal: Any) -> Schema:
    """One of the words of a closed list, taken from the type that holds it."""
    return {"enum": literals(literal)}


def literals(literal: Any) -> list[str]:
    """The words of a closed list, in their order."""
    return list(get_args(literal))
