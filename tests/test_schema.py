"""Every record lies in a table and comes back as it was."""

from dataclasses import MISSING, dataclass, fields
from typing import Any, Literal, get_args, get_origin

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import FlowError
from sayso.records import RECORDS, Record
from sayso.schema import article_indexes, codec, columns_of, has_table, shape, sql_columns, table_name
from sayso.spans import Span

KEPT = [kind for kind in RECORDS if has_table(kind)]

spans = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda pair: Span(*pair))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
plain: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    float: st.floats(allow_nan=False),
    Span: spans,
}


def value_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type."""
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return st.lists(value_of(inner[0]), max_size=3).map(tuple)
        return st.tuples(*map(value_of, inner))
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    return plain[hint]


def record_of(kind: type[Record]) -> st.SearchStrategy[Any]:
    """Any record of a type, whatever it may mean."""
    values = {
        column.name: st.none() | value_of(column.type) if column.optional else value_of(column.type)
        for column in columns_of(kind)
    }
    return st.fixed_dictionaries(values).map(lambda row: kind(**row))


@pytest.mark.parametrize("kind", KEPT, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_record_comes_out_of_a_row_as_it_went_in(kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(record_of(kind))
    row = codec(kind).encode(record)

    assert record == codec(kind).decode(row)
    assert len(codec(kind).names) == len(row)
    assert all(value is None or type(value) in {str, int, float} for value in row)


@pytest.mark.parametrize("kind", KEPT, ids=lambda kind: kind.__name__)
def test_a_row_is_the_same_after_a_night_in_the_database(kind: type[Record]) -> None:
    values: dict[str, Any] = {}
    for column in columns_of(kind):
        item = next(item for item in fields(kind) if item.name == column.name)  # type: ignore[arg-type]
        samples: dict[Any, Any] = {
            str: "\u00e9 \U0001f600\r\n",
            int: 7,
            bool: True,
            float: 5,
            Span: Span(3, 9),
        }
        values[column.name] = item.default if item.default is not MISSING else samples.get(column.type, ())
    row = codec(kind).encode(kind(**values))
    table = sa.Table("sample", sa.MetaData(), *sql_columns(kind))
    engine = sa.create_engine("sqlite://")
    with engine.begin() as conn:
        table.create(conn)
        conn.execute(table.insert(), dict(zip(codec(kind).names, row, strict=True)))
        [back] = conn.execute(sa.select(table))
    engine.dispose()

    # compared as texts: 5 and 5.0 are equal, and hash differently
    assert repr(row) == repr(tuple(back))


def test_tables_have_readable_names() -> None:
    names = {kind.__name__: table_name(kind) for kind in KEPT}

    assert {
        "Article": "articles",
        "Entity": "entities",
        "Quantity": "quantities",
        "SharedPassage": "shared_passages",
        "Story": "stories",
        "Unread": "unread",
        "UtteranceMember": "utterance_members",
    }.items() <= names.items()
    assert len(names) == len(set(names.values()))


def test_a_table_of_a_group_is_indexed_by_each_article_that_it_names() -> None:
    kind = next(kind for kind in RECORDS if kind.__name__ == "SharedPassage")

    assert ["a_article", "b_article"] == [column for _, _, column in article_indexes(kind)]


def test_a_field_that_no_table_can_hold_is_refused_by_name() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Odd(Record):
        id: str
        bag: dict[str, int]

    with pytest.raises(FlowError, match=r"Odd\.bag: .* has no column type"):
        columns_of(Odd)


def test_a_type_with_another_field_has_another_shape() -> None:
    assert len({shape(kind) for kind in KEPT}) == len(KEPT)
