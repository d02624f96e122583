"""The tables of words that ship with the package (`annotate/data`), as rows of their columns."""

from collections.abc import Iterator
from importlib.resources import files


def table(name: str) -> Iterator[list[str]]:
    """The rows of a table, split at tabs, but for the first, which names the columns."""
    text = files("sayso.annotate").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        yield line.split("\t")
