"""Tests of what can speak at all."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    "source", ["The role in Harrowby", "The decision of the court", "The remarks", "Briefing reporters"]
)
def test_what_is_no_actor_is_unknown(speak: Any, source: str) -> None:
    """The reason says so."""
    speaker, _ = speak(f"{source} said the road was closed.", (source, "said", "the road was closed"))[0]

    assert (None, "") == (speaker.entity, speaker.name)


@pytest.mark.parametrize("source", ["Analysts", "Some", "Many", "The narrator", "The dancers", "A witness"])
def test_people_without_a_name_are_described(speak: Any, source: str) -> None:
    """They are somebody, though nobody can tell who."""
    speaker, _ = speak(
        f"{source} criticized the road to Harrowby.", (source, "criticized", "the road to Harrowby")
    )[0]

    assert source.lower() == speaker.name.lower()
    assert "unnamed" == speaker.basis
