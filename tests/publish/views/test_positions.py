"""Positions as values: propositions with a cell for each who takes a stance, by day, and never without its voice."""

from typing import Any

import pytest

from sayso.ids import make_id
from sayso.publish.views.positions import PositionsView, positions
from sayso.records import Attribution, Position, PositionMember, Proposition, Story
from sayso.spans import Span
from sayso.store.protocol import Store

EARLY, LATE = "2031-03-02", "2031-03-09"


@pytest.fixture
def stances(told: Store, make_store: Any) -> Store:
    """One proposition on which a known actor shifts and somebody unnamed says one undated thing."""
    said = sorted(told.rows(Attribution), key=lambda row: row.id)
    story = next(iter(told.rows(Story))).id
    held = told._records  # type: ignore[attr-defined]
    rows: list[Any] = [row for row in held if type(row) not in {Proposition, Position, PositionMember}]
    rows.append(Proposition(id="p", story=story, words=("levy", "barges")))
    for name, actor in (("Orla Penn", "penn"), ("", None)):
        rows.append(
            Position(
                id=make_id("Position", name), story=story, proposition="p", actor=actor, speaker=name, label=None,
                reasons=(),
            )
        )  # fmt: skip
    days = (("Orla Penn", LATE, True), ("Orla Penn", EARLY, False), ("", None, False))
    for number, (name, day, shift) in enumerate(days):
        row = said[number % len(said)]
        rows.append(
            PositionMember(
                id=make_id("PositionMember", number), article=row.article, shows=make_id("Position", name),
                attribution=row.id, utterance=f"u{number}", said_on=day, label=None, shift=shift, reasons=(),
                words=row.content[0] if number else None,
            )
        )  # fmt: skip
    return make_store(None, *rows, articles=list(told.articles()))  # type: ignore[no-any-return]


def read(store: Store) -> PositionsView:
    """The positions of the collection's story."""
    return positions(store, next(iter(store.rows(Story))))


def test_a_cell_is_read_in_the_order_of_days(stances: Store) -> None:
    """Actors come before who is unknown, and what the second says later is a shift."""
    (proposition,) = read(stances).propositions

    assert [("Orla Penn", True, True), ("unknown speaker", False, False)] == [
        (cell.speaker, cell.known, cell.shifts) for cell in proposition.cells
    ]
    assert [EARLY, LATE] == [one.said_on for one in proposition.cells[0].shown]
    assert 3 == proposition.utterances
    assert ["levy", "levy"] == [cell.about for cell in proposition.cells]


def test_words_stand_in_their_article_and_in_somebodys_voice(stances: Store) -> None:
    """Without a sentence of its own a rendering is shown by what is said."""
    for cell in read(stances).propositions[0].cells:
        for one in cell.shown:
            assert one.article.text[slice(*one.place.span)].split() == one.words.split()
            assert not one.place.own


def test_they_are_narrowed_to_what_an_actor_takes_a_stance_on(stances: Store) -> None:
    """With all who take one; nobody else's row stays."""
    view = read(stances)

    assert 2 == len(view.narrowed(actors=frozenset({"penn"})).propositions[0].cells)
    assert () == view.narrowed(actors=frozenset({"vale"})).propositions
    assert view.propositions == view.narrowed().propositions


def test_another_story_and_a_collection_without_any_have_none(stances: Store, make_store: Any) -> None:
    """Empty is a value."""
    articles = tuple(sorted(article.id for article in stances.articles()))
    other = Story(id="f" * 16, title="Another", articles=articles)

    assert () == positions(make_store(stances, other), other).propositions
    assert () == positions(make_store(None)).propositions


def test_what_stands_in_an_article_that_is_gone_is_left_out(stances: Store, make_store: Any) -> None:
    """A cell that nothing shows any more goes with it."""
    rows = stances._records  # type: ignore[attr-defined]

    assert () == positions(make_store(None, *rows)).propositions


def test_spans_are_those_of_the_rows(stances: Store) -> None:
    """Nothing is widened."""
    shown = [one for cell in read(stances).propositions[0].cells for one in cell.shown]

    assert all(one.place.span == Span(*one.row.words) for one in shown if one.row.words)
