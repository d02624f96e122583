"""What differs between two texts of an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.views import revisions
from sayso.publish.views.revisions import Change, changes

TEXTS = st.lists(
    st.sampled_from(["the ", "mill ", "burned, ", "🔥 ", "\n\n", "it's ", "<b>", "نار "]), max_size=12
).map("".join)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_their_difference(old: str, new: str) -> None:
    """The later one exactly; the earlier one but for white space, which is no difference."""
    found = list(changes(old, new))

    earlier = "".join(one.text for one in found if one.how != "ins")

    assert new == "".join(one.text for one in found if one.how != "del")
    assert "".join(old.split()) == "".join(earlier.split())


def test_a_changed_word_is_a_deletion_before_an_insertion() -> None:
    """Its mark stays."""
    assert [
        Change("same", "It burned on "),
        Change("del", "Thursday"),
        Change("ins", "Friday"),
        Change("same", ", they say."),
    ] == list(changes("It burned on Thursday, they say.", "It burned on Friday, they say."))


def test_texts_too_long_to_compare_word_by_word_are_compared_line_by_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A line with one changed word is then a changed line."""
    monkeypatch.setattr(revisions, "MOST_TOKENS", 4)
    found = list(changes("a b c\nx y z\nq r", "a b d\nx y z\nq s"))

    assert [("del", "a b c\n"), ("ins", "a b d\n"), ("same", "x y z\n"), ("del", "q r"), ("ins", "q s")] == [
        tuple(one) for one in found
    ]
