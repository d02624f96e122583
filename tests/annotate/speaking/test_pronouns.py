"""Tests of pronouns: whom "he", "his", "she" and "who" take up."""

from typing import Any

REED = "Daniel Reed, a lawyer in Harrowby, said the road was closed. "
FIRST = ("Daniel Reed", "said", "the road was closed")


def _last(speak: Any, text: str, *said: Any, **options: Any) -> Any:
    speaker, _ = speak(text, *said, **options)[-1]
    return speaker.name, speaker.basis


def test_whom_he_calls_something_is_not_he(speak: Any) -> None:
    """The subject goes on; the one spoken of does not take its place."""
    text = REED + "He met Peter Lund at the bridge. He said the bridge was open."

    assert ("Daniel Reed", "pronoun") == _last(speak, text, FIRST, ("He", "said", "the bridge was open"))


def test_a_name_that_only_qualifies_a_noun_is_not_he(speak: Any) -> None:
    """Nobody comes on stage by "the Lund trial"."""
    text = REED + "After the Peter Lund trials, he said the bridge was open."

    assert ("Daniel Reed", "pronoun") == _last(speak, text, FIRST, ("he", "said", "the bridge was open"))


def test_a_notion_is_not_he(speak: Any) -> None:
    """A singular noun without an article is nobody."""
    text = REED + "There was talk of justice and of peace. He said the bridge was open."

    assert ("Daniel Reed", "pronoun") == _last(speak, text, FIRST, ("He", "said", "the bridge was open"))


def test_something_told_by_nobody_does_not_keep_he_from_who_spoke(speak: Any) -> None:
    """An agentless passive brings on no one."""
    text = REED + "The town was told that help was near. He said the bridge was open."

    assert ("Daniel Reed", "pronoun") == _last(
        speak, text, FIRST, (None, "told", "that help was near"), ("He", "said", "the bridge was open")
    )


def test_he_after_a_carrier_is_who_was_carried(speak: Any) -> None:
    """An agency that reports somebody's words is no "he"."""
    text = (
        "Troops left the town, Mayor Daniel Reed said, according to the Orland News Agency. "
        "He said the bridge was open."
    )

    assert ("Daniel Reed", "pronoun") == _last(
        speak, text,
        ("the Orland News Agency", "according to", "Troops left the town, Mayor Daniel Reed said"),
        ("He", "said", "the bridge was open"),
    )  # fmt: skip


def test_his_before_words_is_the_one_who_said_them(speak: Any) -> None:
    """A possessive as source."""
    text = REED + "Many supported his call to mend the bridge."

    assert ("Daniel Reed", "pronoun") == _last(speak, text, FIRST, ("his", "call", "to mend the bridge"))


def test_he_inside_a_quotation_is_another_than_the_one_quoted(speak: Any) -> None:
    """The nearest one before who is not speaking."""
    text = "Peter Lund knew of the plan. It was dropped on Monday. “He wanted to close the road,” said Daniel Reed."
    said = (("Daniel Reed", "said", "“He wanted to close the road,”"), ("He", "wanted", "to close the road"))

    assert ("Peter Lund", "pronoun") == _last(speak, text, *said, nested={1: 0})


def test_whom_she_has_meant_is_no_he_later_on(speak: Any) -> None:
    """A name that tells no gender gets one from the pronoun."""
    text = "Zuvela Brankor came to the harbour. She said the road was closed. He said the bridge was open."

    assert ("", "pronoun") == _last(
        speak, text, ("She", "said", "the road was closed"), ("He", "said", "the bridge was open")
    )


def test_people_who_say_something_are_described(speak: Any) -> None:
    """Those before "who", under the words that count or sort them."""
    text = "There are a lot of people who think that the road is closed."

    assert ("a lot of people", "pronoun") == _last(speak, text, ("who", "think", "that the road is closed"))


def test_they_are_the_people_just_spoken_of(speak: Any) -> None:
    """Where one plural subject stands before the pronoun."""
    text = "“Folks have opinions about what they think they would do,” Daniel Reed said."
    said = ("Daniel Reed", "said", "“Folks have opinions about what they think they would do,”")

    assert ("Folks", "pronoun") == _last(speak, text, said, ("they", "think", "they would do"), nested={1: 0})


def test_a_crowd_that_was_told_something_is_not_the_one_who_is_named_next(speak: Any) -> None:
    """A plural before a name is no role of its bearer, who stays "he"."""
    text = "Officials told reporters Daniel Reed would leave. Reed laid out the plan. He said the bridge was open."

    assert "Daniel Reed" == _last(speak, text, ("He", "said", "the bridge was open"))[0]


def test_what_somebody_was_is_not_he(speak: Any) -> None:
    """As in "as a member of the board"."""
    text = REED + "As a member of the board, he backed the bridge."

    assert ("Daniel Reed", "pronoun") == _last(speak, text, FIRST, ("he", "backed", "the bridge"))


def test_who_signs_a_post_shown_whole_is_not_he(speak: Any) -> None:
    """The story goes on with the one who spoke before it."""
    text = (
        REED
        + "\n\nIt is late, he says. — John Berman (@jberman) February 7, 2020\n\nHe added that the bridge was open."
    )
    said = (
        FIRST,
        ("John Berman (@jberman)", None, "It is late, he says."),
        ("He", "added", "that the bridge was open"),
    )

    assert "Daniel Reed" == _last(speak, text, *said)[0]


def test_of_two_who_act_he_is_the_one_who_was_speaking(speak: Any) -> None:
    """Where the other has said nothing."""
    text = REED + "Reed and Peter Lund left the town at noon. He said the bridge was open."

    assert "Daniel Reed" == _last(speak, text, FIRST, ("He", "said", "the bridge was open"))[0]


def test_he_before_his_name_is_whom_the_story_goes_on_with(speak: Any) -> None:
    """Where it opens with words and "he said"."""
    text = "“It was late,” he said.\n\nDaniel Reed, a lawyer, closed the road on Monday."

    assert ("Daniel Reed", "pronoun") == _last(speak, text, ("he", "said", "“It was late,”"))


def test_they_are_those_who_spoke_jointly(speak: Any) -> None:
    """All of them."""
    text = "Daniel Reed and Peter Lund said the road was closed. They said the bridge was open."
    said = (
        ("Daniel Reed and Peter Lund", "said", "the road was closed"),
        ("They", "said", "the bridge was open"),
    )

    assert ("Daniel Reed and Peter Lund", "pronoun") == _last(speak, text, *said)


def test_it_is_the_country_that_acted(speak: Any) -> None:
    """Where no body spoke."""
    text = "Israel keeps the border shut. It also wants more help."

    assert "Israel" == _last(speak, text, ("It", "wants", "more help"))[0]


def test_they_are_no_body_where_two_people_stand_before_them(speak: Any) -> None:
    """Who may be meant together; better nobody than the council."""
    text = "The Harrowby Council said it was late. Daniel Reed met with Peter Lund, where they discussed the bridge."
    said = (("The Harrowby Council", "said", "it was late"), ("they", "discussed", "the bridge"))

    assert "" == _last(speak, text, *said)[0]


def test_somebody_described_by_the_way_is_not_she_sentences_later(speak: Any) -> None:
    """Only one who acts, or is known to be a woman."""
    text = (
        "Sarah Okoro came on Monday. The talks are at the house of a well-known banker. It rained all day. "
        "The road was shut. She said it was late."
    )

    assert "Sarah Okoro" == _last(speak, text, ("She", "said", "it was late"))[0]


def test_who_is_the_name_before_all_that_its_bearer_is_called(speak: Any) -> None:
    """Two descriptions behind a name, joined by "and"."""
    text = (
        "It came from Rep. Daniel Reed, Ohio Republican and chairman of the board, who said that it was late."
    )

    assert "Daniel Reed" == _last(speak, text, ("who", "said", "that it was late"))[0]


def test_they_are_no_things(speak: Any) -> None:
    """What is many and no word for people."""
    text = "Several small boats were in the harbour. It was late, they added."

    assert "" == _last(speak, text, ("they", "added", "It was late"))[0]


def test_he_may_be_whom_a_crowd_was_talking_about(speak: Any) -> None:
    """In the same sentence, where a plural speaks."""
    text = "Lawmakers are worried about President Daniel Reed’s plan for Orland, and last week he backed the bridge."
    said = (
        (
            "Lawmakers",
            "are worried about",
            "President Daniel Reed’s plan for Orland, and last week he backed the bridge",
        ),
        ("he", "backed", "the bridge"),
    )

    assert "Daniel Reed" == _last(speak, text, *said)[0]


def test_who_goes_on_from_a_guess_is_no_surer_than_the_guess(speak: Any) -> None:
    """A description that was guessed to be somebody does not become certain by being taken up."""
    text = (
        "Susan Ortiz arrived in Harrowby. Ortiz met sailors. Ortiz spoke for an hour. Later Ortiz left. "
        "The US president said the talks had failed. She said the bridge was open."
    )
    guessed, taken_up = (
        speaker
        for speaker, _ in speak(
            text,
            ("The US president", "said", "the talks had failed"),
            ("She", "said", "the bridge was open"),
        )
    )

    assert ("Susan Ortiz", "Susan Ortiz") == (guessed.name, taken_up.name)
    assert taken_up.confidence <= guessed.confidence <= 600
