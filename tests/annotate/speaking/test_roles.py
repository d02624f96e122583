"""Tests of descriptions: bodies and people who are named elsewhere, before or after."""

from typing import Any

import pytest


def _only(speak: Any, text: str, *said: Any) -> Any:
    speaker, _ = speak(text, *said)[-1]
    return speaker.name, speaker.basis


@pytest.mark.parametrize("source", ["the court", "this court"])
def test_a_body_is_the_one_that_is_called_so(speak: Any, source: str) -> None:
    """Wherever it was named, and though it did not act."""
    text = f"Judge Mara Velten left her seat on the Harrowby High Court. Then {source} announced that it was late."

    assert ("Harrowby High Court", "role") == _only(speak, text, (source, "announced", "that it was late"))


def test_a_role_without_an_article_is_whose_role_it_is(speak: Any) -> None:
    """As in headings."""
    text = "Harrowby Mayor: it is late\n\nHarrowby Mayor Daniel Reed closed the road on Monday."

    assert "Daniel Reed" == _only(speak, text, ("Harrowby Mayor", None, "it is late"))[0]


@pytest.mark.parametrize(
    ("first", "role"),
    [
        ("A Republican candidate for the senate was caught saying that it was late.", "A Republican candidate for the senate"),
        ("The road is closed, according to a top lawmaker, who said that it was late.", "a top lawmaker"),
    ],
)  # fmt: skip
def test_who_stands_unnamed_in_the_lead_is_who_is_named_next(speak: Any, first: str, role: str) -> None:
    """In the passive, and behind "according to"."""
    text = f"{first} Rep. Mara Velten told a crowd on Monday that she was glad."
    cue = "saying" if "saying" in first else "said"

    assert "Mara Velten" == _only(speak, text, (role, cue, "that it was late"))[0]


def test_one_woman_and_her_name_are_one(speak: Any) -> None:
    """Though another role stands between them."""
    text = "One woman, former sales coordinator Mara Velten, told the crowd of it. “It was late,” she said."

    assert "Mara Velten" == _only(speak, text, ("she", "said", "“It was late,”"))[0]


def test_figures_are_whose_they_are(speak: Any) -> None:
    """The one by whom they were compiled."""
    text = "It was late, according to data compiled by Harrowby University."
    source = "data compiled by Harrowby University"

    assert "Harrowby University" == _only(speak, text, (source, "according to", "It was late"))[0]


def test_the_official_is_the_unnamed_one_before(speak: Any) -> None:
    """And not somebody who is named and spoke last."""
    text = (
        "A senior official said the road was closed. Mayor Daniel Reed said the bridge was open. "
        "The official said it was late."
    )
    said = (
        ("A senior official", "said", "the road was closed"),
        ("Mayor Daniel Reed", "said", "the bridge was open"),
        ("The official", "said", "it was late"),
    )

    assert "a senior official" == _only(speak, text, *said)[0]


def test_the_official_is_no_president(speak: Any) -> None:
    """Reports do not call one so."""
    text = "President Daniel Reed said the bridge was open. It was late, the official said."
    said = (
        ("President Daniel Reed", "said", "the bridge was open"),
        ("the official", "said", "It was late"),
    )

    assert ("the official", "unnamed") == _only(speak, text, *said)


def test_other_words_for_whoever_the_last_sentence_was_about(speak: Any) -> None:
    """Where it was about one person, of whom no other walk of life is told."""
    text = "He took advice from Martin Okoro. The Harrowby columnist said that it was late."

    assert "Martin Okoro" == _only(speak, text, ("The Harrowby columnist", "said", "that it was late"))[0]


def test_a_survey_is_the_body_s_from_which_it_comes(speak: Any) -> None:
    """On whatever noun the parse hangs "from"."""
    text = "It was late, according to a new survey of 18 countries from the Harrowby Research Center."
    source = "a new survey of 18 countries from the Harrowby Research Center"

    assert "Harrowby Research Center" == _only(speak, text, (source, "according to", "It was late"))[0]


def test_a_joint_statement_is_by_all_who_issued_it(speak: Any) -> None:
    """As were the words before it."""
    text = (
        "In a statement on Monday, President Daniel Reed, French President Paul Velez and Prime Minister Mark Lund said that "
        "the road was closed. It was late, the statement said."
    )
    said = (
        ("President Daniel Reed, French President Paul Velez and Prime Minister Mark Lund", "said", "that the road was closed"),
        ("the statement", "said", "It was late"),
    )  # fmt: skip

    assert "Daniel Reed, Paul Velez and Mark Lund" == _only(speak, text, *said)[0]


def test_the_company_is_the_one_that_was_called_so(speak: Any) -> None:
    """Though the finder takes its name for a person's."""
    text = "The biotech company Moderan on Monday reported a trial. The company said that it was late."

    assert "Moderan" == _only(speak, text, ("The company", "said", "that it was late"))[0]


def test_a_company_called_by_its_kind_and_name_is_that_company(speak: Any) -> None:
    """The name stands for both."""
    text = "The biotech company Moderan said that it was late."

    assert "Moderan" == _only(speak, text, ("The biotech company Moderan", "said", "that it was late"))[0]


def test_a_vice_president_is_no_president(speak: Any) -> None:
    """Half of an office is another office."""
    text = "Vice President Daniel Reed left. The president said that it was late."

    assert "Daniel Reed" != _only(speak, text, ("The president", "said", "that it was late"))[0]


def test_whoever_obtained_a_letter_did_not_write_it(speak: Any) -> None:
    """An outlet that has it is not in it."""
    text = "A letter obtained by the Harrowby Gazette said that it was late."
    source = "A letter obtained by the Harrowby Gazette"

    assert "Harrowby Gazette" != _only(speak, text, (source, "said", "that it was late"))[0]


def test_a_body_that_was_named_once_by_the_way_is_not_the_company(speak: Any) -> None:
    """Sentences later the talk is of another."""
    text = (
        "The road leads past Brandex Holdings. It was late. The mayor left. It rained. "
        "“We are sorry,” the company said."
    )

    assert "Brandex Holdings" != _only(speak, text, ("the company", "said", "“We are sorry,”"))[0]


def test_a_court_in_the_lead_is_the_one_named_next(speak: Any) -> None:
    """Where it is called so."""
    text = "The road may stay, a federal appeals court ruled. The Harrowby Circuit Court of Appeals heard it on Monday."

    assert (
        "Harrowby Circuit Court of Appeals"
        == _only(speak, text, ("a federal appeals court", "ruled", "The road may stay"))[0]
    )


def test_a_memo_is_by_who_wrote_it(speak: Any) -> None:
    """In a relative clause too."""
    text = "Paul Velez, who last month coauthored a memo saying that it was late, left."

    assert "Paul Velez" == _only(speak, text, ("a memo", "saying", "that it was late"))[0]


def test_of_two_whom_a_word_covers_it_is_the_one_who_is_named(speak: Any) -> None:
    """A role of theirs that stands alone does not compete."""
    text = (
        "Minority Leader Mara Velten — then the speaker of the parliament — met the guard. "
        "The Harrowby Democrat said that it was late."
    )

    assert "Mara Velten" == _only(speak, text, ("The Harrowby Democrat", "said", "that it was late"))[0]


def test_part_of_a_longer_role_is_whose_role_it_is(speak: Any) -> None:
    """Up to where the role goes on."""
    text = (
        "Paul Velez, a former Orland diplomat and a professor, left on Monday. It rained. It was cold. "
        "The former Orland diplomat called it a bad day."
    )

    assert "Paul Velez" == _only(speak, text, ("The former Orland diplomat", "called", "a bad day"))[0]


def test_the_top_member_on_a_committee_is_nobody_who_spoke(speak: Any) -> None:
    """A description with a body of its own opens somebody."""
    text = (
        "Attorney General Daniel Reed spoke. The top Democrat on the Harrowby Committee asked for the report."
    )
    said = (("The top Democrat on the Harrowby Committee", "asked for", "the report"),)

    assert "Daniel Reed" != _only(speak, text, *said)[0]


def test_a_committee_is_no_company(speak: Any) -> None:
    """Nor a court or a ministry."""
    text = "The Harrowby Trade Committee said it was late. The company said it was early."
    said = (("The Harrowby Trade Committee", "said", "it was late"), ("The company", "said", "it was early"))

    assert "Harrowby Trade Committee" != _only(speak, text, *said)[0]


def test_an_agency_with_a_name_of_its_own_is_not_the_one_before(speak: Any) -> None:
    """Though the finder does not know the name."""
    text = "The Associated Press said it was late. The semiofficial Zarn news agency said it was early."
    said = (
        ("The Associated Press", "said", "it was late"),
        ("The semiofficial Zarn news agency", "said", "it was early"),
    )

    assert "Associated Press" != _only(speak, text, *said)[0]


def test_the_republican_is_the_one_of_that_party(speak: Any) -> None:
    """And not whoever spoke last."""
    text = (
        "Senate Leader Paul Velez (R-Ore.) said it was late. House Speaker Mara Lund said the road was closed. "
        "The Oregon Republican said the bridge was open."
    )
    said = (
        ("Senate Leader Paul Velez (R-Ore.)", "said", "it was late"),
        ("House Speaker Mara Lund", "said", "the road was closed"),
        ("The Oregon Republican", "said", "the bridge was open"),
    )

    assert "Paul Velez" == _only(speak, text, *said)[0]


def test_the_republican_is_nobody_where_the_party_of_none_is_told(speak: Any) -> None:
    """And two spoke."""
    text = (
        "Senate Leader Paul Velez said it was late. House Speaker Mara Lund said the road was closed. "
        "The Oregon Republican said the bridge was open."
    )
    said = (
        ("Senate Leader Paul Velez", "said", "it was late"),
        ("House Speaker Mara Lund", "said", "the road was closed"),
        ("The Oregon Republican", "said", "the bridge was open"),
    )

    assert _only(speak, text, *said)[0] not in {"Paul Velez", "Mara Lund"}


def test_a_court_is_no_group(speak: Any) -> None:
    """What a state sets up is not what people form."""
    text = "The Harrowby Supreme Court met. “We are sorry,” the group said."

    assert "Harrowby Supreme Court" != _only(speak, text, ("the group", "said", "“We are sorry,”"))[0]


def test_a_president_is_not_called_the_democrat(speak: Any) -> None:
    """Of some town."""
    text = "President Daniel Reed left on Monday. “It was late,” the Harrowby Democrat said."

    assert "Daniel Reed" != _only(speak, text, ("the Harrowby Democrat", "said", "“It was late,”"))[0]
