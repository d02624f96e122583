"""Roles: titles of one person that exclude each other."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[tuple[str, ...]]]

ONE = "Foreign Minister Orla Penn opened the rebuilt granite harbour of Marlow before a crowd of weavers."


def test_another_office_in_the_same_place_is_a_contradiction(told: Told) -> None:
    assert [("role", "contradiction", "between", "foreign", "interior")] == [
        row
        for row in told(
            "The rebuilt granite harbour of Marlow was opened by foreign minister Orla Penn on Sunday.",
            "The rebuilt granite harbour of Marlow was opened by interior minister Orla Penn on Sunday.",
            share="The rebuilt…Sunday.",
        )
        if row[0] == "role" and row[3] == "foreign"
    ]


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ("Snow fell in the north, where Interior Minister Orla Penn was travelling.", True),
        ("Snow fell in the north, where Deputy Foreign Minister Orla Penn was travelling.", True),
        ("Snow fell in the north, where Minister Orla Penn was travelling.", False),
        ("Snow fell in the north, where former Foreign Minister Orla Penn was travelling.", False),
        ("Snow fell in the north, where Party Leader Orla Penn was travelling.", False),
    ],
)
def test_titles_over_reports_contradict_only_where_no_office_has_both(
    told: Told, other: str, *, differs: bool
) -> None:
    """A longer title, an earlier time, and a second office are none."""
    assert differs == bool([row for row in told(ONE, other) if row[0] == "role"])


def test_who_has_both_titles_in_one_report_has_both(told: Told) -> None:
    other = "Interior Minister Orla Penn left. Foreign Minister Orla Penn had come late, the guild said."

    assert [] == [row for row in told(ONE, other) if row[0] == "role" and row[2] == "between"]
