"""Tests of attributions without a source: the subject around the cue, or nobody."""

from typing import Any

REED = "Daniel Reed, a lawyer in Harrowby, said the road was closed"


def _last(speak: Any, text: str, *said: Any, **options: Any) -> str:
    speaker, _ = speak(text, *said, **options)[-1]
    return str(speaker.name)


def test_what_somebody_was_told_is_not_theirs(speak: Any) -> None:
    """An agentless passive has no speaker."""
    text = "Daniel Reed was told that the road was closed."

    assert "" == _last(speak, text, (None, "told", "that the road was closed"))


def test_a_claim_that_somebody_rejects_is_not_theirs(speak: Any) -> None:
    """A noun without an owner tells what was said, and nothing whose it is."""
    text = REED + " and rejected claims that the bridge was open."

    assert "" == _last(
        speak,
        text,
        ("Daniel Reed", "said", "the road was closed"),
        (None, "claims", "that the bridge was open"),
    )


def test_a_second_verb_has_the_subject_of_the_first(speak: Any) -> None:
    """As in "said this and warned of that"."""
    text = REED + " and warned that the bridge was unsafe."

    assert "Daniel Reed" == _last(
        speak,
        text,
        ("Daniel Reed", "said", "the road was closed"),
        (None, "warned", "that the bridge was unsafe"),
    )


def test_a_quotation_behind_a_sentence_about_somebody_is_theirs(speak: Any) -> None:
    """Where that sentence stands in its paragraph and brings on nobody else."""
    text = "The road was closed.\n\nMayor Daniel Reed held a press conference on Monday. “It was late,” for once."

    assert "Daniel Reed" == _last(speak, text, (None, None, "“It was late,”"))


def test_a_quotation_behind_a_sentence_about_two_is_nobody_s(speak: Any) -> None:
    """Either may have said it."""
    text = "Mayor Daniel Reed met the lawyer Peter Lund on Monday. “It was late,” for once."

    assert "" == _last(speak, text, (None, None, "“It was late,”"))


def test_what_somebody_was_asked_is_not_theirs(speak: Any) -> None:
    """Though they are the subject of the sentence."""
    text = "Asked if the road was closed, Daniel Reed told reporters it was."

    assert "" == _last(speak, text, (None, "Asked", "if the road was closed"))


def test_words_within_words_are_not_the_one_s_who_is_quoted(speak: Any) -> None:
    """Somebody else is made to speak there."""
    text = "“It gives them cover: ‘I was told so,’ for once,” Daniel Reed said."
    said = (
        ("Daniel Reed", "said", "“It gives them cover: ‘I was told so,’ for once,”"),
        (None, None, "‘I was told so,’"),
    )

    assert "" == _last(speak, text, *said, nested={1: 0})


def test_my_within_a_quotation_is_who_is_quoted(speak: Any) -> None:
    """As "I" is."""
    text = "“My message has been that it was late,” Daniel Reed said."
    said = (
        ("Daniel Reed", "said", "“My message has been that it was late,”"),
        ("My", "message", "that it was late"),
    )

    assert "Daniel Reed" == _last(speak, text, *said, nested={1: 0})


def test_he_inside_a_quotation_is_the_one_just_spoken_of_in_it(speak: Any) -> None:
    """Before anybody outside it."""
    text = "Paul Hewitt came. “I saw Mark Lund on Monday. He wants it,” Daniel Reed told Paul Hewitt."
    said = (
        ("Daniel Reed", "told", "“I saw Mark Lund on Monday. He wants it,”"),
        ("He", "wants", "wants it"),
    )

    assert "Mark Lund" == _last(speak, text, *said, nested={1: 0})


def test_whom_somebody_else_is_said_to_know_is_not_he(speak: Any) -> None:
    """Of two in the talk, the one who acts goes on."""
    text = "“My father knew Mark Lund. He believed in it,” Daniel Reed said."
    said = (
        ("Daniel Reed", "said", "“My father knew Mark Lund. He believed in it,”"),
        ("He", "believed", "in it"),
    )

    assert "Mark Lund" != _last(speak, text, *said, nested={1: 0})


def test_what_somebody_was_asked_about_is_not_theirs(speak: Any) -> None:
    """However the parse reads the verb."""
    text = "When asked about the prospect of a vote, Daniel Reed told reporters it was late."

    assert "" == _last(speak, text, (None, "asked about", "the prospect of a vote"))


def test_a_quotation_behind_a_new_name_is_unknown(speak: Any) -> None:
    """Whoever is named last, behind the words of another, may be quoted next."""
    text = (
        "Daniel Reed wrote about “a loser” — something that displeased Prime Minister Mara Velten.\n\n"
        "“It does not help,” for once."
    )
    said = (("Daniel Reed", "wrote about", "“a loser”"), (None, None, "“It does not help,”"))

    assert "" == _last(speak, text, *said)
