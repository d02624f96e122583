"""Tests of the edges of attributions: what stands before, behind and inside a content without being said."""

from typing import Any

import pytest

from sayso.records import Attribution


@pytest.fixture(scope="session")
def said(annotated: Any) -> Any:
    """`said("text")` gives (source, cue, contents, nested or not) of each attribution."""

    def words(text: str, span: Any) -> str | None:
        return None if span is None else text[span.start : span.end]

    def said(text: str) -> list[tuple[Any, ...]]:
        rows = annotated(text, upto="attributions")[Attribution]
        return [
            (
                words(text, row.source),
                words(text, row.cue),
                [words(text, s) for s in row.content],
                row.nested_in is not None,
            )
            for row in rows
        ]

    return said


def test_a_connective_before_the_speaker_is_the_reporters(said: Any) -> None:
    """She did not say "however"."""
    [(_, _, content, _)] = said("However, Whitlow said, the bridge is safe and will stay open.")

    assert ["the bridge is safe and will stay open"] == content


def test_a_participle_before_the_speaker_is_the_reporters(said: Any) -> None:
    """What somebody reacts to is told in the outlet's voice."""
    rows = said(
        "Reacting to some traders who want the port closed, Whitlow said, "
        "“Whoever wants the port closed wants to sell us the road.”"
    )

    assert ["“Whoever wants the port closed wants to sell us the road.”"] == rows[-1][2]


def test_a_genitive_is_not_cut_from_what_it_owns(said: Any) -> None:
    """The parser reads some "'s" as a verb."""
    [(_, _, content, _)] = said(
        "The general rejected the Velmoran Foreign Minister Ada Brook’s statement about the need for ships."
    )

    assert content[0].startswith("the Velmoran Foreign Minister Ada Brook’s statement")


def test_who_carried_a_report_is_no_part_of_what_was_said(said: Any) -> None:
    """The outlet behind the comma is the channel."""
    rows = said(
        "Spokesman of the Harbour Guild Tom Ames stated the talks between the town and the owners are "
        "“aimed at buying time”, seatv reported."
    )

    assert not any("seatv" in piece for row in rows for piece in row[2])


def test_only_documents_show_things_within_what_somebody_says(said: Any) -> None:
    """A survey says something; a presence does not."""
    rows = said(
        "Whitlow said the presence of the ships shows that the deal is dead. "
        "Ames said a survey shows that the port is silting up."
    )

    assert ["Whitlow", "Ames", "a survey"] == [row[0] for row in rows]


def test_a_quotation_of_ones_own_thoughts_adds_nobody(said: Any) -> None:
    """Thoughts in the first person are part of the quotation."""
    rows = said("“I think we want a better deal and I believe the owners will pay,” Whitlow said.")

    assert [("Whitlow", False)] == [(row[0], row[3]) for row in rows]


def test_what_others_said_is_found_within_a_quotation(said: Any) -> None:
    """Whoever is quoted tells of them."""
    rows = said("“The owners told us in March that they would pay for the new road,” Whitlow said.")

    assert [("Whitlow", False), ("The owners", True)] == [(row[0], row[3]) for row in rows]


def test_a_quotation_goes_on_after_a_long_sentence(said: Any) -> None:
    """A relative clause, an abbreviation and a day may stand between the two parts."""
    [row] = said(
        "“We will not wait for the harbour board,” said Dr. Nora Whitlow, who has led the fishermen of Harrowby "
        "for eleven years and lost two boats in the storm of last winter. “We will mend the wall ourselves.”"
    )

    assert ["“We will not wait for the harbour board,”", "“We will mend the wall ourselves.”"] == row[2]


def test_a_quotation_behind_another_speakers_sentence_does_not_go_on(said: Any) -> None:
    """A full sentence between two quotations ends the first."""
    rows = said(
        "“We will not wait,” Whitlow said. The board met behind closed doors until late at night. "
        "“Nobody has to wait,” Ames said."
    )

    assert [["“We will not wait,”"], ["“Nobody has to wait,”"]] == [row[2] for row in rows]


def test_a_surname_and_a_colon_name_the_speaker(said: Any) -> None:
    """Also where the parser takes the name for a common noun."""
    [(source, cue, content, _)] = said("Brukh: “We will not go home until the well is drilled.”")

    assert ("Brukh", ":", ["“We will not go home until the well is drilled.”"]) == (source, cue, content)


def test_whoever_asked_is_not_the_one_who_answers(said: Any) -> None:
    """A question whose asker is not named has no source."""
    rows = said("Asked whether she would let her own family sleep in Upper Sarn, Whitlow said no.")

    assert (None, "Asked") in [(row[0], row[1]) for row in rows]


def test_who_is_quoted_as_saying_something_says_it(said: Any) -> None:
    """The paper that quotes does not."""
    rows = said("The Portline quoted Oren Hask as saying the lake would be drained.")

    assert ("Oren Hask", ["the lake would be drained"], True) in [(row[0], *row[2:]) for row in rows]
