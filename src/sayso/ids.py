"""Ids and digests: the same thing gets the same name on every machine and in every run."""

import hashlib
import json
from typing import Any

ID_DIGITS = 16

# Made once: `json.dumps` makes a new encoder for each call, which is half its time on values as small as ours.
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, no escapes. Tuples become lists."""
    return _ENCODE(value)


def digest(value: Any) -> str:
    """SHA-256 of a value's canonical JSON, in hex."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def make_id(kind: str, *identity: Any) -> str:
    """The id of a record: 16 hex digits over its type and its identity fields.

    Never pass a score, a path, a time of adding or a model version: the id would change with them.
    """
    return digest([kind, *identity])[:ID_DIGITS]


def text_hash(text: str) -> str:
    """SHA-256 of a text as UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
