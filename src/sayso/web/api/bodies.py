"""What is sent, checked against the shape that describes it: objects of texts, closed lists and lists of texts."""

import re
from collections.abc import Iterator
from typing import Any

from sayso.publish.export.schema_shapes import Schema


def wrong_fields(schema: Schema, body: Any) -> list[dict[str, str]]:
    """What is wrong with which field; empty when nothing is. `schema` is an object's, with no fields but the named."""
    if not isinstance(body, dict):
        return [{"parameter": "body", "detail": "send a JSON object"}]
    known = schema["properties"]
    wrong = [
        {"parameter": str(name)[:80], "detail": f"unknown here; there are {', '.join(known)}"}
        for name in body
        if name not in known
    ]
    wrong += [{"parameter": name, "detail": "missing"} for name in schema["required"] if name not in body]
    for name, shape in known.items():
        if name in body:
            wrong += [{"parameter": name, "detail": one} for one in _wrong(shape, body[name])]
    return wrong


def _wrong(shape: Schema, value: Any) -> Iterator[str]:
    if "enum" in shape:
        if value not in shape["enum"]:
            yield f"one of {', '.join(shape['enum'])}"
    elif shape["type"] == "array":
        if not isinstance(value, list):
            yield "a list of texts"
        elif len(value) > shape["maxItems"]:
            yield f"{shape['maxItems']} at most"
        else:
            yield from (told for one in value[:1_000] for told in _wrong(shape["items"], one))
    elif not isinstance(value, str):
        yield "a text"
    elif not shape.get("minLength", 0) <= len(value) <= shape["maxLength"]:
        yield f"a text of {shape.get('minLength', 0)} to {shape['maxLength']} characters"
    elif not re.search(shape.get("pattern", ""), value):
        yield shape["description"]
