"""Whether every span of every derived row lies within the text that it points into."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sayso.records import Record
from sayso.schema import columns_of, table_name
from sayso.store.protocol import Row, Store

START, END = "start", "end"


def broken_spans(store: Store, kinds: Sequence[type[Record]]) -> Iterator[str]:
    """One line a column whose spans do not all slice: how many do not, and the first of them."""
    lengths = {article.id: len(article.text) for article in store.articles()}
    for kind in kinds:
        for column, article, ends in _spans_of(kind):
            names = (article, *((column,) if ends is None else ends))
            broken = 0
            first = ""
            for row in store.values(kind, *names):
                if not _slices(row, lengths, packed=ends is None):
                    broken += 1
                    first = first or f"article {row[0]}, {row[1:]}"
            if broken:
                yield (
                    f"table {table_name(kind)}: {broken:,} rows whose {column} lies outside the text or cannot be read ({first}); "
                    "`sayso run --rebuild` makes all anew"
                )


def _spans_of(kind: type[Record]) -> Iterator[tuple[str, str, tuple[str, str] | None]]:
    """(name, column of the article, columns of start and end; None where it is a list of spans) of each span."""
    columns = columns_of(kind)
    names = [name for column in columns for name in column.columns]
    for name in names:
        if name == START or name.endswith(f"_{START}"):
            stem = name[: -len(START)]
            article = _article_of(stem, names)
            if article and f"{stem}{END}" in names:
                yield stem.rstrip("_") or "span", article, (name, f"{stem}{END}")
    for column in columns:
        if column.form == "json" and "Span" in str(column.type) and "article" in names:
            yield column.name, "article", None


def _article_of(stem: str, names: Sequence[str]) -> str:
    """The column that names the article which a span points into: its own one where there are two."""
    own = f"{stem}article"
    return own if own in names else "article" if "article" in names else ""


def _slices(row: Row, lengths: dict[str, int], *, packed: bool) -> bool:
    length = lengths.get(row[0], -1)
    try:
        spans: Sequence[Any] = json.loads(row[1] or "[]") if packed else [row[1:3]]
        return all(
            (start is None and end is None)
            or (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= length)
            for start, end in spans
        )
    except (ValueError, TypeError):
        return False
