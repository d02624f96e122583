"""Rows come out of Arrow as they went in, for every table, and the columns are those of the database."""

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import RECORDS, Article, Attribution, Failure, Record, Review
from sayso.schema import codec, has_table
from sayso.spans import Span
from sayso.store.parquet import DESK, HISTORY, SOURCES, arrow_schema, from_arrow, to_arrow
from sayso.testing import TOY_FLOW

KINDS: list[type[Record]] = [
    kind for kind in (*RECORDS, *(kind for stage in TOY_FLOW for kind in stage.writes)) if has_table(kind)
]
TABLES: list[Any] = [*KINDS, *DESK, *SOURCES, *HISTORY]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WHOLE = st.integers(-(2**63), 2**63 - 1)


def cells_of(field: pa.Field) -> st.SearchStrategy[Any]:
    """Values that a column may hold."""
    made = {"int64": WHOLE, "double": st.floats(allow_nan=False), "binary": st.binary(max_size=20)}.get(
        str(field.type), TEXT
    )
    return st.none() | made if field.nullable else made


@pytest.mark.parametrize("table", TABLES, ids=str)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_rows_come_back_equal(table: Any, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.tuples(*map(cells_of, arrow_schema(table))), max_size=4))

    batch = to_arrow(table, rows)

    assert rows == from_arrow(table, batch)
    batch.validate(full=True)


@settings(max_examples=50, deadline=None)
@given(
    texts=st.lists(TEXT, max_size=3), spans=st.lists(st.builds(Span, WHOLE, WHOLE), min_size=1, max_size=3)
)
def test_a_record_comes_back_as_it_was(texts: list[str], spans: list[Span]) -> None:
    """By way of its row: spans, tuples and what is not known."""
    record = Attribution(
        id="t",
        article="a",
        kind="direct",
        content=tuple(spans),
        cue=None,
        source=spans[0],
        nested_in=None,
        confidence=900,
        reasons=tuple(texts),
    )
    code = codec(Attribution)

    [row] = from_arrow(Attribution, to_arrow(Attribution, [("a", 0, *code.encode(record))]))

    assert record == code.decode(row[2:])


def test_columns_are_told_from_one_another_by_name() -> None:
    batch = to_arrow("nodes", [("stories", "n", "a", "c")])

    assert [("stories", "n", "a", "c")] == from_arrow("nodes", batch.select(batch.schema.names[::-1]))


def test_the_tables_have_the_columns_that_they_should() -> None:
    assert ["owner", "position", *codec(Review).names] == arrow_schema(Review).names
    assert [*codec(Article).names, "digest"] == arrow_schema(Article).names
    assert list(codec(Failure).names) == arrow_schema(Failure).names
    assert ["stage", "article", "label", "packed"] == arrow_schema("numbers").names
    assert ["stage", "owner", "fingerprint", "input", "output", "rows", "skipped", "seconds"] == arrow_schema(
        "ledger"
    ).names


def test_a_table_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        arrow_schema("sentences_of_nobody")
