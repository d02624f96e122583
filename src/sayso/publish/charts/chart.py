"""A chart: a Vega-Lite specification beside everything that tells the same without it.

The specification holds its own data and loads nothing. It names no colours: whoever draws it sets those of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""Names the version of the grammar; nothing is fetched from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart with its caption, its contents in words, and its numbers as a table."""

    name: str
    caption: str
    words: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    spec: Json

    def json(self) -> Json:
        """The chart as a value of an answer."""
        return {
            "name": self.name,
            "caption": self.caption,
            "words": self.words,
            "columns": list(self.columns),
            "rows": [list(row) for row in self.rows],
            "spec": self.spec,
        }


def specification(words: str, values: Sequence[Json], drawn: Json, *, height: Any) -> Json:
    """A specification as wide as the page gives it room, with its data inside."""
    return {
        "$schema": SCHEMA,
        "description": words,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": list(values)},
        **drawn,
    }
