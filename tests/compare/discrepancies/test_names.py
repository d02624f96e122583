"""Names: another person in the same place, and other people who only stand nearby."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[tuple[str, ...]]]

ONE = "Police arrested John Garrow near the flooded mill in Marlow after the looms had been burned."


@pytest.mark.parametrize(
    ("other", "sides"),
    [
        (ONE.replace("John Garrow", "David Brandt"), ("David Brandt", "John Garrow")),
        (ONE.replace("John Garrow", "Peter Garrow"), ("John Garrow", "Peter Garrow")),
        (ONE.replace("John Garrow", "John Brandt"), ("John Brandt", "John Garrow")),
        (ONE.replace("John Garrow", "Mr Garrow"), ()),
        (ONE.replace("John Garrow", "J. Garrow"), ()),
        (ONE.replace("John Garrow", "a weaver"), ()),
    ],
)
def test_another_person_in_the_same_place_is_a_contradiction(
    told: Told, other: str, sides: tuple[str, ...]
) -> None:
    """A shorter form of the name, or no name, is none."""
    expected = [("name", "contradiction", "between", *sides)] if sides else []

    assert expected == told(ONE, other, share="Police…burned.")


def test_a_person_of_the_same_surname_in_an_alike_sentence_is_another(told: Told) -> None:
    one = "In 1991 the singer married Debbie Garrow in Marlow and lived with her beside the old mill."
    two = "The singer, who married Bettina Garrow in 1991, lived beside the old mill in Marlow."

    assert [("name", "contradiction", "between", "Bettina Garrow", "Debbie Garrow")] == told(one, two)


def test_people_of_one_family_are_not_taken_for_each_other(told: Told) -> None:
    one = "The singer and his sister Debbie Garrow lived beside the old mill in Marlow for years."
    two = "The singer, who married Bettina Garrow in 1991, lived beside the old mill in Marlow."

    assert [] == told(one, two)


def test_whom_the_other_report_names_as_well_is_no_other_name_for_him(told: Told) -> None:
    """Both were arrested: each report may tell of one of them there."""
    one = f"{ONE} Peter Garrow was arrested on the same day, according to the guild."
    two = ONE.replace("John Garrow", "Peter Garrow") + " John Garrow was arrested as well, said the guild."

    assert [] == [row for row in told(one, two) if row[1] == "contradiction"]


def test_names_in_credits_of_pictures_are_not_compared(told: Told) -> None:
    one = "Enlarge this picture of the flooded mill in Marlow John Garrow/Northern Pictures"
    two = "Enlarge this picture of the flooded mill in Marlow David Brandt/Northern Pictures"

    assert [] == told(one, two)
