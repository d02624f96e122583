"""Tests of the speech acts: the content tells, the cue only where it names an act."""

import pytest

from sayso.annotate.speaking.speech_acts import speech_act
from sayso.records import EntityType


@pytest.mark.parametrize(
    ("content", "cue", "act"),
    [
        ("all troops must leave the harbour by May", "claimed", "demand"),
        ("the council should set up a committee", "alleged", "demand"),
        ("We need confirmation that no ship will stay.", "said", "demand"),
        ("the mayor to resign", "called on", "demand"),
        ("it should have been done last year", "said", "statement"),
        ("the harbour is open", "claimed", "statement"),
        ("the harbour is open", "alleged", "statement"),
        ("any part in the raid", "denied", "denial"),
        ("The report is simply not true.", "said", "denial"),
        ("the union of blackmail", "accused", "accusation"),
        ("the captain is responsible for the deaths", "said", "accusation"),
        ("about the presence of the fleet", "warned", "warning"),
        ("the raiders will face severe consequences", "said", "warning"),
        ("“We promise that the harbour stays open.”", "said", "promise"),
        ("to rebuild the bridge", "pledged", "promise"),
        ("the sailors for their courage", "praised", "praise"),
        ("“I am proud of our sailors.”", "said", "praise"),
        ("“We are officially announcing the end of the mission.”", "wrote", "announcement"),
        ("a new harbour plan", "announced", "announcement"),
        ("to win the vote", "hopes", "intention"),
        ("they hope to win the vote", "said", "intention"),
        ("the vote is lost", "believes", "belief"),
        ("“I think the plan is bad.”", "said", "opinion"),
        ("it a grave mistake", "called", "opinion"),
        ("the council for its silence", "criticized", "accusation"),
        ("The fleet violated the truce and the raid was unlawful.", "said", "accusation"),
        ("the mayor failed to open the bridge", "said", "accusation"),
        ("“Captain Orvek is a talented sailor.”", "said", "praise"),
        ("the bridge is the wrong colour", "argued", "opinion"),
        ("“It is important that the bridge opens.”", "said", "opinion"),
        ("“I strongly believe in this bridge.”", "said", "opinion"),
        ("ships will need to show their papers", "said", "statement"),
        ("you have to open the bridge", "said", "demand"),
        ("the captain has to pay forty marks", "said", "statement"),
    ],
)
def test_the_act_is_read_from_the_content_and_from_cues_that_name_one(
    content: str, cue: str, act: str
) -> None:
    """An outlet's colouring verb ("claimed", "alleged") names none."""
    assert act == speech_act(content, cue, "person")


@pytest.mark.parametrize("speaker", ["outlet", "document"])
def test_what_an_outlet_or_a_document_says_is_a_report(speaker: EntityType) -> None:
    """Where its content shows no other act."""
    assert "report" == speech_act("six ships were sunk", "said", speaker)


def test_what_a_body_says_that_it_will_do_is_an_announcement() -> None:
    """From a person it is a statement."""
    content = "the harbour will open in May"

    assert ["announcement", "statement"] == [
        speech_act(content, "said", "organization"),
        speech_act(content, "said", "person"),
    ]
