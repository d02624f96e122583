"""Whether the parser stopped in the middle of a page: what stands behind that point is in no tree, and was never read."""

import re
from collections.abc import Sequence
from typing import Any

DEEPEST = 256
"""Elements within one another at which libxml2 stops, without its option for huge trees."""
LONGEST_PIECE = 10_000_000
"""Bytes of one text, script, comment or attribute at which it stops (XML_MAX_TEXT_LENGTH)."""

_scripts = re.compile(rb"<(script|style)\b.*?</\1|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_tags = re.compile(rb"<(?=[a-zA-Z/!])")


def broken_off(page: str, held: Sequence[Any]) -> str | None:
    """Why not all of a page was read, by its elements in document order; None where nothing tells so."""
    depths: dict[Any, int] = {}
    for element in held:
        depths[element] = depths.get(element.getparent(), 0) + 1
    if max(depths.values(), default=0) >= DEEPEST:
        return f"its elements are nested {DEEPEST} deep, and what follows there was not read"
    if 4 * len(page) > LONGEST_PIECE and _longest(page.encode("utf-8", "replace")) >= LONGEST_PIECE:
        return "one piece of it is longer than 10 MB, and what follows it was not read"
    return None


def _longest(page: bytes) -> int:
    """Bytes of the longest script, comment, tag or text of a page."""
    if len(page) < LONGEST_PIECE:
        return 0
    return max(*(len(found[0]) for found in _scripts.finditer(page)), *map(len, _tags.split(page)), 0)
