"""The tables of words that ship with the package (`compare/data`), as rows of their columns."""

from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=16)
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, split at tabs; empty lines and those that begin with "#" say nothing of words."""
    text = resources.files("sayso.compare").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
