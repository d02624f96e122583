"""What the views read from a store: stories, one story, who said what."""

from dataclasses import replace
from typing import Any

import pytest

from sayso.errors import NotFound
from sayso.publish.views.renderings import SAID_KINDS, UtteranceView, Voice, renderings
from sayso.publish.views.said import choose, said
from sayso.publish.views.speakers import count_speakers
from sayso.publish.views.spoken import spoken_views, without_words
from sayso.publish.views.stories import bundles, find_story, stories, story_view, utterance_views
from sayso.records import Actor, Attribution, Detail, Entity, Speaker, Story
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.store.protocol import Store
from sayso.testing.checks import make_article


def test_a_story_is_found_by_id_by_its_beginning_by_words_and_by_file(harbour: Store) -> None:
    """A person types what is at hand."""
    story = stories(harbour)[0]

    for asked in (story.id, story.id[:6], story.articles[1], "strike harbour", "courier.txt", "union calls"):
        assert story == find_story(harbour, asked), asked


def test_without_a_word_the_largest_story_is_meant(harbour: Store) -> None:
    """`sayso story` after one `add` shows what was added."""
    assert stories(harbour)[0] == find_story(harbour)


def test_an_unknown_story_is_an_error_that_says_where_to_look(harbour: Store) -> None:
    """Nothing is guessed."""
    with pytest.raises(
        NotFound,
        match=r"no story answers to 'volcano'; there are “Harbour.*” \(.*`sayso stories` lists 1 story",
    ):
        find_story(harbour, "volcano")


def test_articles_stand_in_order_of_publication_undated_ones_last(harbour: Store) -> None:
    """A report without a date is last, and still there."""
    view = story_view(harbour, find_story(harbour))

    assert ["Elsin Courier", None] == [article.outlet for article in view.articles]


def test_one_utterance_carries_both_renderings_in_their_own_words(harbour: Store) -> None:
    """There is no canonical wording: each outlet keeps its own."""
    view = story_view(harbour, find_story(harbour))
    (twice,) = [item for item in view.said if len(item.renderings) == 2]

    assert "Mara Vint" == twice.speaker
    assert ["Elsin Courier", None] == [item.article.outlet for item in twice.renderings]
    assert ["“We have won about 40 new cranes 🏗,”"] * 2 == [item.words for item in twice.renderings]


def test_an_attribution_of_nobody_is_kept_as_an_unknown_speaker(harbour: Store) -> None:
    """What no utterance holds stands alone, and is never omitted."""
    view = story_view(harbour, find_story(harbour))

    assert ["“Nobody asked us.”"] == [
        item.renderings[0].words for item in view.said if item.speaker == "unknown speaker"
    ]


def test_a_story_tells_what_a_person_said_under_any_spelling(harbour: Store) -> None:
    """`by` takes a surname, and finds the other spelling through the actor."""
    view = story_view(harbour, find_story(harbour))

    assert 2 == len(view.utterances(by="Vint"))
    assert view.utterances(by="Vint") == view.utterances(by="mara vindt")
    assert () == view.utterances(by="Vi")
    assert 1 == len(view.utterances(by="Vint", about="crane"))


def test_a_body_answers_with_those_who_speak_for_it(harbour: Store) -> None:
    """The league says what its leader says for it, by capacity."""
    (answer,) = said(harbour, name="Dockers League")

    assert ("Mara Vint", "leader") == (answer.speaker, answer.capacity)
    assert [] == said(harbour, name="Bakers League")


def test_a_confidence_floor_leaves_out_what_is_less_sure(harbour: Store) -> None:
    """The lesser of attribution and speaker counts; an unknown speaker is judged by the attribution alone."""
    everything = said(harbour)

    assert 3 == len(everything) == len(said(harbour, min_confidence=810))
    assert [] == said(harbour, min_confidence=901)


def test_speakers_are_counted_under_the_body_that_words_tie_them_to(harbour: Store) -> None:
    """Once each, and nobody is left out: those of no named body come last."""
    view = story_view(harbour, find_story(harbour))

    assert [
        ("Dockers' League", "Mara Vint", 2, 2),
        ("", "unknown speaker", 1, 1),
    ] == [
        (row.body, row.speaker, row.utterances, row.articles)
        for row in count_speakers(map(without_words, view.said))
    ]


def test_what_was_not_read_comes_along(harbour: Store) -> None:
    """The quotation without a speaker is listed with its reason."""
    view = story_view(harbour, find_story(harbour))

    assert ["a quotation without a speaker"] == [row.why for row in view.unread]


def test_articles_are_equal_to_what_the_store_gave(harbour: Store, courier: Bundle) -> None:
    """A view hands out records as they are."""
    view = story_view(harbour, find_story(harbour))

    assert courier.article == view.articles[0]


def test_unnamed_sources_of_one_description_are_one_row_and_no_person(harbour: Store) -> None:
    """Two articles with "a port official" are counted together and shown as unnamed."""
    view = story_view(harbour, find_story(harbour))
    (rendering,) = next(item for item in view.said if item.speaker == "unknown speaker").renderings
    assert rendering.speaker
    described = replace(
        rendering,
        speaker=replace(rendering.speaker, name="a port official", basis="unnamed", type="person"),
        voices=(Voice("a" * 16, "a port official"),),
    )
    views = [
        UtteranceView(
            id=actor * 16, actor=actor * 16, speaker="a port official", said_on=None, renderings=(described,)
        )
        for actor in "ab"
    ]

    assert [("", "a port official", "unnamed", 2)] == [
        (row.body, row.speaker, row.type, row.utterances) for row in count_speakers(map(without_words, views))
    ]


def test_joint_speakers_are_found_by_the_name_of_each(harbour: Store) -> None:
    """A statement of Vint and Orrel answers to both, and neither takes the other's words elsewhere."""
    view = story_view(harbour, find_story(harbour))
    (rendering,) = next(item for item in view.said if item.speaker == "unknown speaker").renderings
    joint = UtteranceView(
        id="c" * 16,
        actor="a" * 16,
        speaker="Mara Vint and Jon Orrel",
        said_on=None,
        renderings=(replace(rendering, voices=(Voice("a" * 16, "Mara Vint"), Voice("b" * 16, "Jon Orrel"))),),
    )
    single = replace(
        joint,
        id="d" * 16,
        speaker="Mara Vint",
        renderings=(replace(rendering, voices=(Voice("a" * 16, "Mara Vint"),)),),
    )

    assert ["c" * 16] == [item.utterance.id for item in choose([joint, single], name="Orrel")]
    assert ["c" * 16, "d" * 16] == [item.utterance.id for item in choose([joint, single], name="Vint")]


def test_a_statement_inside_another_names_the_voice_around_it(courier: Bundle) -> None:
    """What Vint reports somebody to have said stays Vint's report."""
    first, second, third = courier[Attribution]
    nested = Bundle(
        courier.article,
        {
            Attribution: (first, replace(second, nested_in=first.id), replace(third, nested_in=second.id)),
            Speaker: courier[Speaker],
        },
    )

    assert [(), ("Mara Vint",), ("Mara Vint", "Mara Vint")] == [item.within for item in renderings(nested)]


def test_a_carrier_that_only_passes_on_is_no_speaker_of_its_own(courier: Bundle, make_store: Any) -> None:
    """Its row holds nothing but the inner one, which names it; with words of its own it stays."""
    text = courier.article.text
    inner, cranes, orphan = courier[Attribution]
    start, _ = inner.content[0]
    outer = replace(
        inner, id="0" * 16, content=(Span(start, text.index("said on Friday") + 4),), cue=None, source=None
    )
    speakers = [row for row in courier[Speaker] if row.attribution != outer.id]
    carrier = replace(speakers[0], id="1" * 16, attribution=outer.id, type="outlet", name="Radio Elsin")
    nested = replace(inner, nested_in=outer.id)
    own = replace(outer, content=(Span(0, outer.content[0].end),))
    shown = []
    for around in (outer, own):
        rows = [around, nested, cranes, orphan]
        store = make_store(
            None, *rows, *speakers, carrier, *courier[Entity], *courier[Detail], articles=[courier.article]
        )
        views = utterance_views(store, list(bundles(store, store.articles(), SAID_KINDS)))
        shown.append([view.speaker for view in views])
        assert shown[-1] == [view.speaker for view in spoken_views(store)]

    assert [
        ["Mara Vint", "Mara Vint", "unknown speaker"],
        ["Radio Elsin", "Mara Vint", "Mara Vint", "unknown speaker"],
    ] == shown


def test_whoever_speaks_is_called_by_the_name_of_the_actor(harbour: Store, make_store: Any) -> None:
    """Not by what one article calls it: with and without the words, so that lists and pages agree."""
    (old,) = harbour.rows(Actor)
    kept = [row for row in harbour._records if row is not old]  # type: ignore[attr-defined]
    store = make_store(None, *kept, replace(old, name="Mara Ottilie Vint"), articles=list(harbour.articles()))
    views = story_view(store, find_story(store)).said

    assert {"Mara Ottilie Vint"} == {view.speaker for view in views if view.actor == old.id}
    assert {"Mara Ottilie Vint"} == {view.speaker for view in spoken_views(store) if view.actor == old.id}


def test_an_actor_without_a_name_lends_none(harbour: Store, make_store: Any) -> None:
    """A description stays what the article says."""
    (old,) = harbour.rows(Actor)
    kept = [row for row in harbour._records if row is not old]  # type: ignore[attr-defined]
    store = make_store(None, *kept, replace(old, name="x", named=False), articles=list(harbour.articles()))

    assert "x" not in {view.speaker for view in story_view(store, find_story(store)).said}


def test_the_frame_of_a_live_page_that_is_its_headline_alone_is_no_gap(make_store: Any) -> None:
    """Nothing can be found in it; another text in which nothing was found is named, with how much there is of it."""
    frame = make_article(1, "Live: the mill", title="Live: the mill", language="en")
    empty = make_article(2, "Nothing here.", title="Mill", language="en")
    story = Story(id="5" * 16, title="Mill", articles=(frame.id, empty.id))
    view = story_view(make_store(None, story, articles=[frame, empty]), story)

    assert [(empty.id, "nothing was found in it (language en, 13 characters)")] == [
        (row.owner, row.reason) for row in view.failures
    ]
