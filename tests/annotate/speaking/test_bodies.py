"""Tests of "the group", "the movement": the body named last, never one from some paragraphs before."""

from typing import Any


def _last(speak: Any, text: str, source: str, content: str, cue: str = "said") -> tuple[str, str]:
    speaker, _ = speak(text, (source, cue, content))[-1]
    return speaker.name, speaker.basis


FIRST = "The Amal movement attacked the Dawn Front in Harrowby.\n\n"


def test_the_group_is_the_one_named_in_the_sentence_before(speak: Any) -> None:
    """Not the subject of the paragraph before."""
    text = FIRST + "Fighters of the Dawn Front left the town. The group said that six people died."

    assert ("Dawn Front", "role") == _last(speak, text, "The group", "six people died")


def test_the_group_is_the_one_that_somebody_just_spoke_for(speak: Any) -> None:
    """The body of a spokesman's role counts as named where he speaks."""
    text = (
        "Daniel Reed, spokesman for the Dawn Front, arrived in Harrowby. The Amal movement was there too. "
        "Reed said the road was closed. The group said that six people died."
    )
    said = [("Reed", "said", "the road was closed"), ("The group", "said", "six people died")]
    speaker, _ = speak(text, *said)[-1]

    assert "Dawn Front" == speaker.name


def test_of_two_equally_near_groups_none_is_taken(speak: Any) -> None:
    """The reason names both."""
    text = (
        "There was fighting between the Amal movement and the Dawn Front. "
        "The group said that six people died."
    )
    speaker, _ = speak(text, ("The group", "said", "six people died"))[-1]

    assert (None, "", "role") == (speaker.entity, speaker.name, speaker.basis)
    assert "Amal or Dawn Front" in speaker.reasons[0]


def test_a_statement_by_the_group_is_that_groups(speak: Any) -> None:
    """Whoever issued it speaks."""
    text = (
        FIRST
        + "Fighters of the Dawn Front left the town. A statement by the group said that six people died."
    )

    assert "Dawn Front" == _last(speak, text, "A statement by the group", "six people died")[0]


def test_a_report_speaks_for_whoever_released_it(speak: Any) -> None:
    """So does one that is called after a body."""
    text = (
        "On Friday the Harrowby Council released a report. The report said that six people died. "
        "A Vega Institute study said that it was seven."
    )
    rows = speak(
        text,
        ("The report", "said", "that six people died"),
        ("A Vega Institute study", "said", "that it was seven"),
    )

    assert ["Harrowby Council", "Vega Institute"] == [speaker.name for speaker, _ in rows]
