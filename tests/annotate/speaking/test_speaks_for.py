"""Tests of offices: for whom somebody speaks, as which, and by which words."""

from typing import Any

import pytest


def _office(speak: Any, text: str, source: str) -> tuple[Any, Any]:
    ((speaker, _),) = speak(text, (source, "said", "no"))
    return speaker.speaks_for, speaker.capacity


@pytest.mark.parametrize(
    ("text", "source", "body", "capacity"),
    [
        ("Sen. Daniel Reed said no.", "Sen. Daniel Reed", None, "member"),
        ("Rep. Daniel Reed said no.", "Rep. Daniel Reed", None, "member"),
        ("Gov. Daniel Reed said no.", "Gov. Daniel Reed", None, "leader"),
        ("Judge Daniel Reed said no.", "Judge Daniel Reed", None, "member"),
        ("DUHX President Daniel Reed said no.", "DUHX President Daniel Reed", "DUHX", "leader"),
        (
            "Daniel Reed of the Dockers Union said no.",
            "Daniel Reed of the Dockers Union",
            "Dockers Union",
            "member",
        ),
        ("Daniel Reed, a mother of two, said no.", "Daniel Reed", None, "own_name"),
        ("Daniel Reed, a lawyer, said no.", "Daniel Reed", None, "own_name"),
        (
            "CNN late-night host Daniel Reed said no.",
            "CNN late-night host Daniel Reed",
            "CNN",
            "member",
        ),
        ("Vice President Daniel Reed said no.", "Vice President Daniel Reed", None, "leader"),
    ],
)
def test_the_capacity_comes_from_the_title_and_the_body_from_words_that_name_one(
    speak: Any, *, text: str, source: str, body: str | None, capacity: str
) -> None:
    """A title names a capacity without a body; a body beside the name ties somebody without a role to it."""
    assert (body, capacity) == _office(speak, text, source)


def test_the_words_that_tie_somebody_to_a_body_are_shown(speak: Any) -> None:
    """From the name to the body."""
    text = "Daniel Reed of the Dockers Union said no."
    ((speaker, _),) = speak(text, ("Daniel Reed of the Dockers Union", "said", "no"))

    assert speaker.speaks_for_span is not None
    assert "Dockers Union" in text[speaker.speaks_for_span.start : speaker.speaks_for_span.end]


def test_a_collective_speaks_for_itself_and_is_never_spread_over_its_members(speak: Any) -> None:
    """Whatever groups the article names."""
    text = "The Amal movement met the Dawn Front in Harrowby. Resistance groups said no."
    ((speaker, _),) = speak(text, ("Resistance groups", "said", "no"))

    assert ("Resistance groups", ()) == (speaker.name, speaker.also)
    assert speaker.speaks_for is None


@pytest.mark.parametrize(
    ("text", "source", "body"),
    [
        ("Senate Majority Leader Daniel Reed said no.", "Senate Majority Leader Daniel Reed", "Senate"),
        ("South Korean President Daniel Reed said no.", "South Korean President Daniel Reed", "South Korean"),
        ("Ships left Canada. Canadian Prime Minister Daniel Reed said no.", "Canadian Prime Minister Daniel Reed", "Canada"),
        ("Republican Gov. Daniel Reed said no.", "Republican Gov. Daniel Reed", None),
        ("A police spokesman said no.", "A police spokesman", "police"),
    ],
)  # fmt: skip
def test_a_body_is_named_without_the_words_around_it_and_a_party_is_no_country(
    speak: Any, *, text: str, source: str, body: str | None
) -> None:
    """A country goes by its name where the article gives it, else by the adjective."""
    assert body == _office(speak, text, source)[0]


def test_of_several_offices_the_one_beside_the_source_is_spoken_in(speak: Any) -> None:
    """Where each names a body; elsewhere the highest counts."""
    apart = "It rained in the town for days, and nobody came to the harbour to see the ships. " * 6
    text = (
        "Daniel Reed, the president of the Dockers Union, was there. "
        + apart
        + "Daniel Reed, a spokesman for the Bakers Union, said no. "
        + apart
        + "Reed said never."
    )
    beside, away = speak(text, ("Daniel Reed", "said", "no"), ("Reed", "said", "never"))

    assert ("Bakers Union", "spokesman") == (beside[0].speaks_for, beside[0].capacity)
    assert "spokesman" == away[0].capacity


@pytest.mark.parametrize(
    ("text", "source", "body"),
    [
        ("Moscow's ambassador to the OSCE, Daniel Reed, said no.", "Daniel Reed", "Moscow"),
        ("Norway's U.N. envoy Daniel Reed said no.", "Norway's U.N. envoy Daniel Reed", "Norway"),
        ("U.N. envoy Daniel Reed said no.", "U.N. envoy Daniel Reed", "U.N."),
        ("U.N. Ambassador Daniel Reed said no.", "U.N. Ambassador Daniel Reed", None),
        ("Daniel Reed, the ambassador to the United Nations, said no.", "Daniel Reed", None),
    ],
)
def test_an_ambassador_speaks_for_who_sent_them_and_never_for_where_they_are(
    speak: Any, text: str, source: str, body: str | None
) -> None:
    """Where it is not said who sent them, that is unknown."""
    assert body == _office(speak, text, source)[0]


def test_who_is_for_a_country_does_not_speak_for_it(speak: Any) -> None:
    text = (
        "Fighting between government forces and pro-Russia rebels erupted after Russia closed the border. "
        "The rebels said no."
    )

    assert _office(speak, text, "The rebels") == (None, "member")
