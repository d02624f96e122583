"""Tests of leaders under their office: found by office and country, unknown where another may be meant."""

from typing import Any

import pytest


def _speaker(speak: Any, text: str, source: str) -> tuple[str, str]:
    speaker, _ = speak(text, (source, "said", "the talks had failed"))[-1]
    return speaker.name, speaker.basis


@pytest.mark.parametrize(
    ("opening", "source"),
    [
        ("Prime Minister Ivo Karsten arrived in Harrowby.", "The French prime minister"),
        ("French Prime Minister Ivo Karsten arrived in Harrowby.", "The French prime minister"),
        ("President Dana Wells arrived in Harrowby.", "The US president"),
        ("American President Dana Wells arrived in Harrowby.", "The U.S. president"),
    ],
)
def test_an_office_with_its_country_is_the_leader_introduced_with_it(
    speak: Any, opening: str, source: str
) -> None:
    """Three sentences and other people in between do not matter."""
    name = "Ivo Karsten" if "Karsten" in opening else "Dana Wells"
    text = f"{opening} It rained. Judge Susan Ortiz opened the meeting. {source} said the talks had failed."

    assert (name, "role") == _speaker(speak, text, source)


@pytest.mark.parametrize(
    "opening",
    [
        "German Prime Minister Ivo Karsten arrived in Harrowby.",
        "Former Prime Minister Ivo Karsten arrived in Harrowby.",
        "Deputy Prime Minister Ivo Karsten arrived in Harrowby.",
    ],
)
def test_a_leader_of_another_country_a_former_one_and_a_deputy_are_not_meant(
    speak: Any, opening: str
) -> None:
    """Whoever leads stays without a name."""
    text = f"{opening} It rained. The French prime minister said the talks had failed."

    assert "Ivo Karsten" != _speaker(speak, text, "The French prime minister")[0]


def test_somebody_just_named_without_a_role_may_be_the_leader_of_that_country(speak: Any) -> None:
    """So the other president is not taken for him."""
    text = (
        "President Dana Wells arrived in Harrowby. Ivo Karsten was waiting for hours. "
        "The Russian president said the talks had failed."
    )

    assert "Dana Wells" != _speaker(speak, text, "The Russian president")[0]


def test_where_nobody_has_the_office_it_is_whom_the_article_is_about(speak: Any) -> None:
    """Reports leave out the office of those whom every reader knows; the reason says so."""
    text = (
        "Susan Ortiz arrived in Harrowby. Ortiz met sailors. Ortiz spoke for an hour. Later Ortiz left. "
        "The US president said the talks had failed."
    )
    speaker, _ = speak(text, ("The US president", "said", "the talks had failed"))[-1]

    assert "Susan Ortiz" == speaker.name
    assert speaker.confidence <= 600
    assert "mostly about Susan Ortiz" in speaker.reasons[0]


def test_where_another_without_a_role_was_just_named_the_office_is_left_open(speak: Any) -> None:
    """It may be theirs, however often the article names somebody else."""
    text = (
        "Susan Ortiz opened the meeting. Susan Ortiz wore red. Susan Ortiz left early. Susan Ortiz had met Ivo Karsten. "
        "The prime minister said the talks had failed."
    )

    assert "Susan Ortiz" != _speaker(speak, text, "The prime minister")[0]


@pytest.mark.parametrize("word", ["then", "former", "late"])
def test_who_held_an_office_in_the_past_is_not_the_one_who_holds_it(speak: Any, word: str) -> None:
    """Whoever is "the president" in a later sentence is somebody else."""
    text = (
        f"The order was given by {word} President Karl Maston. It rained for days. "
        "The president said the talks had failed."
    )

    assert "Karl Maston" != _speaker(speak, text, "The president")[0]
