"""Discrepancies and agreements as values: sides, articles, textual sources, and what narrows them."""

from typing import Any

import pytest

from sayso.publish.views.discrepancies import Comparisons, comparisons
from sayso.publish.views.stories import find_story
from sayso.records import Evidence, SharedPassage, Story
from sayso.store.protocol import Store


@pytest.fixture
def found(bridge: Store) -> Comparisons:
    """What is told of the bridge."""
    return comparisons(bridge, find_story(bridge))


def test_sides_hold_all_words_of_one_value(found: Comparisons) -> None:
    """The words slice out of their articles, and the voice is known by name or is the outlet's."""
    number = found.discrepancies[1]

    assert [("11", 2, 1), ("9 or more", 1, 1)] == [
        (side.value, len(side.articles), side.most) for side in number.sides
    ]
    assert [["Eleven", "Eleven"], ["nine"]] == [
        [one.place.words for one in side.shown] for side in number.sides
    ]
    assert [[False, True], [False]] == [[one.place.own for one in side.shown] for side in number.sides]


def test_without_a_known_source_each_article_is_one(bridge: Store, make_store: Any) -> None:
    """At most as many textual sources as articles."""
    rows = [row for row in bridge._records if type(row) is not SharedPassage]  # type: ignore[attr-defined]
    bare = make_store(None, *rows, articles=list(bridge.articles()))

    assert [2, 1] == [side.most for side in comparisons(bare).discrepancies[1].sides]


def test_they_are_narrowed_by_slot_level_and_article(found: Comparisons) -> None:
    """What no article of an outlet takes part in goes; agreements have no level."""
    (clipping,) = (article.id for article in found.articles if article.outlet is None)

    assert ["number"] == [view.row.slot for view in found.narrowed(slots=["number"]).discrepancies]
    assert () == found.narrowed(slots=["number"]).agreements
    assert () == found.narrowed(levels=["gloss"]).discrepancies
    assert ["date"] == [
        view.row.slot for view in found.narrowed(articles=frozenset({clipping})).discrepancies
    ]


def test_what_stands_in_another_story_is_not_told(bridge: Store, make_store: Any) -> None:
    """Rows of one story only; in the whole collection all of them."""
    (article, *_) = sorted(article.id for article in bridge.articles())
    other = Story(id="f" * 16, title="Another", articles=(article,))
    store = make_store(bridge, other)

    assert ((), ()) == (comparisons(store, other).discrepancies, comparisons(store, other).agreements)
    assert 2 == len(comparisons(store).discrepancies)


def test_evidence_of_an_article_that_is_gone_is_left_out(bridge: Store, make_store: Any) -> None:
    """One side alone is no discrepancy any more."""
    gone = {row.article for row in bridge.rows(Evidence) if row.value == "9 or more"}
    rows = bridge._records  # type: ignore[attr-defined]
    store = make_store(None, *rows, articles=[one for one in bridge.articles() if one.id not in gone])

    assert ["date"] == [view.row.slot for view in comparisons(store).discrepancies]
