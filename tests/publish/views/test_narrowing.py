"""What an answer leaves out, and that it says so."""

import csv
import io
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from sayso.errors import SettingsError
from sayso.publish.export.document import export_json, export_jsonl
from sayso.publish.export.json_schema import json_schema
from sayso.publish.export.spreadsheet import BOM, export_csv
from sayso.publish.views.narrowing import LeftOut, check_floor, left_out, narrow, surer
from sayso.publish.views.renderings import UtteranceView, views_alone
from sayso.publish.views.said import narrowed, said
from sayso.publish.views.speakers import count_speakers, speakers
from sayso.publish.views.spoken import without_words
from sayso.publish.views.stories import find_story, story_view
from sayso.records import Attribution, Speaker, SpeechAct
from sayso.stage import Bundle
from sayso.store.protocol import Store


def twice_said(store: Store) -> UtteranceView:
    """The utterance with two renderings: of 700 in the Courier, where a surname tells who speaks, of 810 elsewhere."""
    (twice,) = [view for view in story_view(store, find_story(store)).said if len(view.renderings) == 2]
    return twice


def with_acts(view: UtteranceView, *acts: SpeechAct) -> UtteranceView:
    """The same utterance with other speech acts, rendering by rendering."""
    renderings = []
    for item, act in zip(view.renderings, acts, strict=True):
        assert item.detail
        renderings.append(replace(item, detail=replace(item.detail, speech_act=act)))
    return replace(view, renderings=tuple(renderings))


@pytest.mark.parametrize("floor", [-1, 1001, 2000])
def test_a_least_confidence_that_is_none_is_refused(harbour: Store, floor: int) -> None:
    """With the value and what to give instead; nothing is answered as if it had been understood."""
    for ask in (said, speakers):
        with pytest.raises(SettingsError, match=rf"confidence of {floor}; give thousandths from 0 to 1000"):
            ask(harbour, min_confidence=floor)


@pytest.mark.parametrize("floor", [0, 1, 1000])
def test_both_ends_of_the_scale_are_confidences(floor: int) -> None:
    check_floor(floor)


def test_a_rendering_that_is_less_sure_is_left_out_and_the_others_stay(harbour: Store) -> None:
    """Each is measured by itself: a sure one does not make its neighbour sure."""
    twice = twice_said(harbour)

    kept = narrow(twice, min_confidence=701)

    assert kept
    assert [810] == [item.confidence for item in kept.renderings]
    assert twice == narrow(twice, min_confidence=700)
    assert narrow(twice, min_confidence=811) is None


def test_an_unknown_speaker_is_as_sure_as_the_words(harbour: Store) -> None:
    """Nobody is named, so nobody can be named wrongly."""
    (orphan,) = [view for view in said(harbour) if view.speaker == "unknown speaker"]

    assert [orphan] == narrowed([orphan], min_confidence=810)


@pytest.mark.parametrize("act", ["intention", "belief"])
def test_intentions_and_beliefs_are_left_out_unless_asked_for(harbour: Store, act: SpeechAct) -> None:
    """They are labelled, kept and counted; they are no speech."""
    view = with_acts(twice_said(harbour), act, act)

    assert narrow(view) is None
    assert view == narrow(view, all_acts=True)
    assert LeftOut(acts=1, unsure=0) == left_out([view])
    assert LeftOut(acts=0, unsure=0) == left_out([view], all_acts=True)


def test_what_one_outlet_tells_as_speech_is_speech(harbour: Store) -> None:
    """Until only the outlet that tells it as a belief is sure enough."""
    view = with_acts(twice_said(harbour), "statement", "belief")

    assert view == narrow(view)
    assert narrow(view, min_confidence=800) is None
    assert LeftOut(acts=1, unsure=1) == left_out([view], min_confidence=800)
    assert narrow(view, min_confidence=800, all_acts=True)


def test_what_is_left_out_is_counted_by_why(harbour: Store) -> None:
    """No speech first: how sure that is does not matter."""
    twice = twice_said(harbour)
    views = [twice, with_acts(twice, "belief", "intention")]

    assert LeftOut(acts=1, unsure=1) == left_out(views, min_confidence=705)
    assert LeftOut(acts=0, unsure=4) == left_out(views, min_confidence=1000, all_acts=True)


def test_speakers_are_counted_by_what_is_shown(harbour: Store) -> None:
    """The same rows as for the answer without a name."""
    assert [("Mara Vint", 2, 2), ("unknown speaker", 1, 1)] == [
        (row.speaker, row.utterances, row.articles) for row in speakers(harbour, min_confidence=810)
    ]
    assert [] == speakers(harbour, min_confidence=811)
    answer = said(harbour, min_confidence=810)
    assert speakers(harbour, min_confidence=810) == count_speakers(
        without_words(item.utterance) for item in answer
    )


def test_a_story_answers_as_the_collection_does(harbour: Store) -> None:
    view = story_view(harbour, find_story(harbour))

    assert view.utterances() == view.utterances(min_confidence=700)
    assert [1, 1, 1] == [len(item.renderings) for item in view.utterances(min_confidence=810)]
    assert () == view.utterances(min_confidence=811)


def test_an_article_keeps_what_is_sure_enough(courier: Bundle) -> None:
    """Nothing else of it changes."""
    whole, sure = courier[Attribution], surer(courier, 701)

    assert [whole[0], whole[2]] == list(sure[Attribution])
    assert courier[Speaker] == sure[Speaker]
    assert courier is surer(courier, 0)
    assert () == surer(courier, 1000)[Attribution]


def test_what_holds_a_sure_attribution_is_kept_however_unsure(courier: Bundle) -> None:
    """Else a voice would be lost, and what somebody is reported to have said would stand as said outright."""
    outer, middle, inner = courier[Attribution]
    rows = (
        replace(outer, confidence=100),
        replace(middle, confidence=200, nested_in=outer.id),
        replace(inner, confidence=900, nested_in=middle.id),
    )
    bundle = Bundle(courier.article, {**{kind: courier[kind] for kind in courier.kinds()}, Attribution: rows})

    assert rows == surer(bundle, 900)[Attribution]
    assert () == surer(bundle, 901)[Attribution]
    assert [["Mara Vint", "Mara Vint"]] == [
        list(view.renderings[0].within)
        for view in views_alone(surer(bundle, 900))
        if view.renderings[0].confidence >= 900
    ]


def test_every_export_leaves_out_the_same(harbour: Store) -> None:
    """The document, the lines and the sheet; without a floor all is there."""

    def contents(floor: int) -> list[list[str]]:
        document = json.loads("".join(export_json(harbour, min_confidence=floor)))
        lines = map(json.loads, "".join(export_jsonl(harbour, min_confidence=floor)).splitlines())
        sheet = "".join(export_csv(harbour, min_confidence=floor)).removeprefix(BOM)
        return [
            [row["id"] for article in document["articles"] for row in article["attributions"]],
            [row["id"] for article in lines for row in article["attributions"]],
            [row["attribution"] for row in csv.DictReader(io.StringIO(sheet, newline=""))],
        ]

    for floor, count in ((0, 4), (700, 4), (701, 3), (811, 0)):
        document, lines, sheet = contents(floor)

        assert count == len(document)
        assert document == lines == sheet


def test_an_export_names_nothing_that_it_left_out(harbour: Store) -> None:
    """An utterance loses its less sure members, and goes when none is left; the document still fits its schema."""
    sure, surest = (json.loads("".join(export_json(harbour, min_confidence=floor))) for floor in (701, 811))
    there = {row["id"] for article in sure["articles"] for row in article["attributions"]}

    assert [1] == [len(utterance["members"]) for utterance in sure["utterances"]]
    assert {member["attribution"] for row in sure["utterances"] for member in row["members"]} <= there
    assert [] == surest["utterances"]
    for document in (sure, surest):
        Draft202012Validator(json_schema("export")).validate(document)
