"""What each outlet calls the same, as values: by voice, with every place, and an outlet that is not known by itself."""

from dataclasses import replace
from typing import Any

import pytest

from sayso.annotate.attributing.cues import load_cues
from sayso.ids import make_id
from sayso.publish.views.columns import column_of, columns
from sayso.publish.views.speaker_cues import cue_verb
from sayso.publish.views.stories import find_story
from sayso.publish.views.wording import WordingView, wording
from sayso.records import (
    Actor,
    ActorMember,
    Article,
    Attribution,
    Calling,
    Descriptor,
    SharedPassage,
    Speaker,
    Story,
)
from sayso.store.protocol import Store


def calling(article: Article, words: str, subject: str, story: str, **given: Any) -> Calling:
    start = article.text.index(words)
    plain: dict[str, Any] = {"kind": "actor", "attribution": None, "quoted": False}
    return Calling(
        id=make_id("Calling", article.id, words, subject),
        article=article.id,
        story=story,
        subject=subject,
        words=words,
        start=start,
        end=start + len(words),
        **(plain | given),
    )


def view(harbour: Store, make_store: Any) -> WordingView:
    """What the two reports of the harbour call Vint, one of them within a quotation."""
    story = find_story(harbour)
    (actor,) = harbour.rows(Actor)
    by_path = {article.path: article for article in harbour.articles()}
    courier, gazette = by_path["reports/courier.txt"], by_path["reports/002.txt"]
    told = next(row for row in harbour.rows(Attribution, articles=[gazette.id]))
    rows = [
        calling(courier, "union leader", actor.id, story.id),
        calling(courier, "Mara Vint", actor.id, story.id),
        calling(gazette, "who leads the Dockers' League", actor.id, story.id),
        calling(gazette, "cranes", actor.id, story.id, attribution=told.id, quoted=True),
        calling(gazette, "won", actor.id, story.id, attribution=told.id),
        calling(courier, "strike", "p", story.id, kind="passage"),
        calling(gazette, "strike", "p", story.id, kind="passage"),
        calling(courier, "ends", "q", story.id, kind="passage"),
        calling(gazette, "calls", "q", story.id, kind="passage"),
    ]
    name = rows[1]
    described = Descriptor(
        id="d", article=name.article, entity="e", start=name.start, end=name.end, kind="name", head=""
    )
    return wording(make_store(harbour, *rows, described), story)


def test_words_stand_in_the_column_of_their_outlet_with_their_voice(harbour: Store, make_store: Any) -> None:
    found = view(harbour, make_store)
    (actor,) = found.actors

    assert [("Elsin Courier", True), ("outlet unknown (002.txt)", False)] == [
        (column.name, column.known) for column in found.columns
    ]
    assert [{"union leader", "Mara Vint"}, {"who leads the Dockers' League", "cranes", "won"}] == [
        {use.words for use in cell} for cell in actor.cells
    ]
    assert {"cranes": "quoted", "won": "reported", "who leads the Dockers' League": "own"} == {
        use.words: one.voice for use in actor.cells[1] for one in use.occurrences
    }
    assert ["Mara Vint"] == [use.words for cell in actor.cells for use in cell if use.is_name]
    assert all(
        one.place.words == use.words for cell in actor.cells for use in cell for one in use.occurrences
    )


def test_a_place_in_which_both_have_one_word_is_no_choice(harbour: Store, make_store: Any) -> None:
    assert [("calls", "ends")] == [choice.words for choice in view(harbour, make_store).choices]


def test_cue_verbs_are_counted_by_speaker_and_outlet_in_their_plain_form(
    harbour: Store, make_store: Any
) -> None:
    found = view(harbour, make_store)

    assert [("Mara Vint", [{"say": 1, "tell": 1}, {"say": 1}])] == [
        (row.name, [{use.words: use.count for use in cell} for cell in row.cells]) for row in found.cues
    ]


def test_a_speaker_who_is_not_sure_is_left_out_and_counted(harbour: Store, make_store: Any) -> None:
    rows = [
        row
        for row in harbour._records  # type: ignore[attr-defined]
        if type(row) is not Speaker
    ]
    doubtful = [
        Speaker(
            id=row.id, article=row.article, attribution=row.attribution, entity=row.entity, mention=row.mention,
            name=row.name, type=row.type, basis=row.basis, confidence=600, reasons=row.reasons,
        )
        for row in harbour.rows(Speaker)
    ]  # fmt: skip
    store = make_store(None, *rows, *doubtful, articles=list(harbour.articles()))
    found = wording(store, find_story(store))

    assert ((), 3) == (found.cues, found.unsure)


def test_a_story_in_which_nothing_is_called_anything_has_empty_tables(ferry: Store) -> None:
    found = wording(ferry, find_story(ferry))

    assert ((), (), (), ()) == (found.actors, found.deeds, found.choices, found.cues)
    assert 3 == len(found.columns)


def test_one_actor_can_be_looked_at_alone(harbour: Store, make_store: Any) -> None:
    found = view(harbour, make_store)

    assert found.actors == found.of_actors({found.actors[0].actor.id}).actors
    assert ((), ()) == (found.of_actors({"nobody"}).actors, found.of_actors({"nobody"}).cues)


def test_two_names_of_one_outlet_are_one_column_and_unknown_ones_are_apart(bridge: Store) -> None:
    found = columns(bridge.articles())

    assert [2, 1, 1] == [len(column.articles) for column in found]
    assert {article.id for article in bridge.articles()} == set(column_of(found))


def test_a_cue_is_told_by_its_verb() -> None:
    verbs = load_cues()

    assert ["say", "call for", "according to", "warn", "state"] == [
        cue_verb(verbs, cue)
        for cue in ("said in a statement", "called for", "according to", "also warned about", "stated")
    ]


def test_an_article_of_another_story_is_not_told(harbour: Store, make_store: Any) -> None:
    other = Story(id="f" * 16, title="Another", articles=())

    assert () == wording(make_store(harbour, other), other).columns
    assert list(harbour.rows(ActorMember))


def test_shared_texts_that_were_too_many_to_be_read_are_counted(
    bridge: Store, make_store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (passage,) = bridge.rows(SharedPassage)
    store = make_store(bridge, replace(passage, id="e" * 16, kind="edited"))

    assert 0 == wording(store, find_story(store)).unread

    monkeypatch.setattr("sayso.publish.views.wording.MOST_PASSAGES", 0)

    assert 1 == wording(store, find_story(store)).unread
