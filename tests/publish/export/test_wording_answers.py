"""What outlets call the same as rows of a table: everything that the page counts is among them."""

from typing import Any

import pytest

from sayso.publish.export.wording_answers import wording_columns, wording_rows
from sayso.publish.views.stories import find_story
from sayso.publish.views.wording import WordingView, wording
from sayso.records import Actor, Calling, Clause
from sayso.spans import Span
from sayso.store.protocol import Store


@pytest.fixture
def view(told: Store, make_store: Any) -> WordingView:
    """The bridge, whose fall two reports tell in other words."""
    actor = Actor(id="e" * 16, name="Sorrel bridge", type="place", named=True)
    rows: list[Any] = [actor]
    for number, row in enumerate(told.rows(Calling)):
        rows.append(
            Calling(
                id=f"{number:016}", article=row.article, story=row.story, kind="deed", subject=actor.id,
                words=row.words, start=row.start, end=row.end, attribution=row.attribution, quoted=False,
            )
        )  # fmt: skip
        rows.append(
            Clause(
                id=f"c{number:015}", article=row.article, start=row.start, end=row.end, verb="kill",
                predicate=Span(row.start, row.end), agent=None, agent_entity=None, patient=None, patient_entity=None,
                others=(), time=None, attribution=row.attribution, reality="told", negated=False,
            )
        )  # fmt: skip
    return wording(make_store(told, *rows), find_story(told))


def test_a_row_has_a_cell_for_each_column(view: WordingView) -> None:
    """Of every kind."""
    assert {len(wording_columns())} == {len(row) for row in wording_rows(view)}


def test_the_words_for_a_deed_are_rows_as_well(view: WordingView) -> None:
    """With whom it befell, and what it is called."""
    rows = [row for row in wording_rows(view) if row[0] == "deed"]

    assert len(rows) == sum(use.count for deed in view.deeds for cell in deed.cells for use in cell) > 0
    assert {("e" * 16, f"Sorrel bridge: {view.deeds[0].deed}")} == {(row[1], row[2]) for row in rows}
