"""Tests of the words of a source: counted people, plurals, and words that belong to somebody."""

from typing import Any

import pytest


def _only(speak: Any, text: str, *said: Any) -> Any:
    speaker, _ = speak(text, *said)[-1]
    return speaker.name, speaker.basis


@pytest.mark.parametrize(
    "source",
    ["Hundreds of students", "A number of women", "Some riders", "Many progressives", "Two of them", "Cops"],
)
def test_people_who_are_counted_or_many_are_described(speak: Any, source: str) -> None:
    """Though no list holds the noun."""
    text = f"{source} said the road was closed."

    assert source.lower() == _only(speak, text, (source, "said", "the road was closed"))[0].lower()


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Mara Velten left. Velten’s reprimand of the guard expressed that it was late.", "Velten’s reprimand of the guard", "expressed"),
        ("Mara Velten left. Reporting by Mara Velten has shown that it was late.", "Reporting by Mara Velten", "shown"),
    ],
)  # fmt: skip
def test_words_that_belong_to_somebody_are_theirs(speak: Any, text: str, source: str, cue: str) -> None:
    """By a possessive or "by"."""
    assert "Mara Velten" == _only(speak, text, (source, cue, "that it was late"))[0]


def test_a_thing_that_says_something_is_nobody(speak: Any) -> None:
    """Nobody is made up for it."""
    assert "" == _only(speak, "The chyron read: it is late.", ("The chyron", "read", "it is late"))[0]


def test_somebody_of_a_body_is_not_the_body(speak: Any) -> None:
    """Whatever the parse takes for the head."""
    text = "Famed Harrowby Bank whistleblower Mara Velten said it was late."

    assert (
        "Mara Velten"
        == _only(speak, text, ("Famed Harrowby Bank whistleblower Mara Velten", "said", "it was late"))[0]
    )


def test_a_name_before_a_dash_is_the_source(speak: Any) -> None:
    """Whatever is said of it behind."""
    text = "Orland - one of the parties to the pact - called it a bad day."

    assert (
        "Orland" == _only(speak, text, ("Orland - one of the parties to the pact", "called", "a bad day"))[0]
    )


def test_the_name_behind_a_comma_and_titles_is_the_source(speak: Any) -> None:
    """Whatever stands before it."""
    text = "The other septuagenarian in the race, former Mayor Daniel Reed, vowed to leave."
    source = "The other septuagenarian in the race, former Mayor Daniel Reed"

    assert "Daniel Reed" == _only(speak, text, (source, "vowed", "to leave"))[0]


def test_somebody_and_others_are_both_in_the_name(speak: Any) -> None:
    """As they stand there."""
    text = "Daniel Reed and some of his allies think the cost is too high."

    assert (
        "Daniel Reed and some of his allies"
        == _only(speak, text, ("Daniel Reed and some of his allies", "think", "the cost is too high"))[0]
    )


def test_a_handle_is_whoever_s_name_it_holds(speak: Any) -> None:
    """Whole, or the surname of one alone; else nobody's."""
    text = "Daniel Reed and Peter Lund left. @SenDanielReed says it is late. @MrLund says it is early. @Roadside says no."
    said = (
        ("@SenDanielReed", "says", "it is late"),
        ("@MrLund", "says", "it is early"),
        ("@Roadside", "says", "no"),
    )

    assert ["Daniel Reed", "Peter Lund", ""] == [speaker.name for speaker, _ in speak(text, *said)]


def test_a_name_to_which_something_is_added_is_the_source(speak: Any) -> None:
    """With its titles before it, whatever stands behind."""
    source = "Republican Sen. Mara Velten of Harrowby, one of the few lawmakers to go against her party"
    text = f"{source}, said that it was late."

    assert "Mara Velten" == _only(speak, text, (source, "said", "that it was late"))[0]


def test_a_description_with_something_added_is_whoever_it_describes(speak: Any) -> None:
    """Whatever word the parse puts on top."""
    source = "some Cuban experts close to the government’s thinking"
    text = f"It was late, say {source}."

    assert "" != _only(speak, text, (source, "say", "It was late"))[0]


def test_a_name_in_brackets_tells_who_is_described(speak: Any) -> None:
    """With titles before it."""
    text = "Then the other guest (columnist Mara Velten) chimed in, saying that it was late."

    assert (
        "Mara Velten"
        == _only(speak, text, ("the other guest (columnist Mara Velten)", "saying", "that it was late"))[0]
    )


def test_many_in_a_body_are_not_the_body(speak: Any) -> None:
    """They are some of it."""
    text = "The Harrowby Party left. Many in the party called on the mayor to resign."
    said = (("Many in the party", "called on", "the mayor to resign"),)

    assert "Many in the party" == _only(speak, text, *said)[0]
