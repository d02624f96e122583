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
