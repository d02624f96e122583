"""Quoted wording: the same words of one speaker, quoted with other words."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[tuple[str, ...]]]

SAID = "“We worked so hard over the winter on the mill and its looms,” said Orla Penn in Marlow."


@pytest.mark.parametrize(
    ("other", "sides"),
    [
        (SAID.replace("winter", "weather"), ("weather", "winter")),
        (SAID.replace("We worked", "We have worked"), ()),
        (SAID.replace("over the winter", "over the wintér"), ()),
        (SAID.replace("worked so hard", "worked … hard"), ()),
        (SAID.replace("the mill and", "the mill [in Marlow] and"), ()),
        (SAID.replace("“We", "We").replace("looms,” said", "looms, said").replace("winter", "summer"), ()),
    ],
)
def test_a_quoted_word_that_is_another_is_a_difference_of_wording(
    told: Told, other: str, sides: tuple[str, ...]
) -> None:
    """What is left out, added in brackets, written otherwise or not quoted by both is none."""
    expected = [("wording", "wording", "between", *sides)] if sides else []

    assert expected == told(SAID, other, share="e worked…Marlow.") if "e worked" in other else True


def test_small_words_count_where_they_tell_of_time(told: Told) -> None:
    one = "“The looms of the old mill will be repaired by the end of the year,” said Orla Penn."
    two = one.replace(" by the end", " at the end")
    three = one.replace("will be repaired", "will be repaired now")

    assert [("wording", "wording", "between", "at", "by")] == told(one, two, share="The looms…Penn.")
    assert [] == told(one, three, share="The looms…Penn.")


def test_spelling_and_short_forms_are_no_difference(told: Told) -> None:
    one = "“The honour of the guild can't be sold for one supermarket in Marlow,” said Orla Penn."
    two = "“The honor of the guild cannot be sold for 1 super market in Marlow,” said Orla Penn."

    assert [] == told(one, two, share="of the guild…Penn.")
