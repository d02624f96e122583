"""Days in words."""

import pytest

from sayso.publish.words.day_words import day_words, value_words


def test_a_day_that_could_not_be_dated_says_so() -> None:
    """A pattern of digits and X is nothing for people."""
    assert "Friday (2031-05-02)" == day_words("Friday", "2031-05-02")
    assert "Friday (date unknown)" == day_words("Friday", "XXXX-WXX-5")
    assert "2031-05-02" == day_words("2031-05-02", "2031-05-02")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-05-02TNI", "night of 2031-05-02"),
        ("2031-05-02TEV", "evening of 2031-05-02"),
        ("2031-05-02T14:30", "2031-05-02 14:30"),
        ("2031-05-02T14:30:00Z", "2031-05-02 14:30 UTC"),
        ("2031-05-02T14", "2031-05-02 14:00"),
        ("2031-W07", "week 7 of 2031"),
        ("2031-W07-WE", "weekend of week 7 of 2031"),
        ("2031-Q3", "third quarter of 2031"),
        ("2031-H1", "first half of 2031"),
        ("2031-SU", "summer of 2031"),
        ("2031-05", "2031-05"),
        ("203", "2030s"),
        ("20XX", "2000 to 2099"),
        ("XXXX-WXX-3", ""),
        ("PRESENT_REF", ""),
        ("P2D", ""),
        (None, ""),
    ],
)
def test_a_code_is_told_in_words(value: str | None, words: str) -> None:
    """What names no place in the calendar has none."""
    assert words == value_words(value)
