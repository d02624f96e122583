"""What became of the people that a number counts, read from the words beside it."""

import pytest

from sayso.compare.discrepancies.fates import fate_of, tolls


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The flood left 15 dead and 20 injured.", [(15.0, "kill"), (20.0, "injur")]),
        ("wounding seven and killing at least 14", [(7.0, "injur"), (14.0, "kill")]),
        ("More than 770 were wounded in Dolmin.", [(770.0, "injur")]),
        ("He was killed in 2014.", []),
        ("They bought 15 barns.", []),
        ("", []),
    ],
)
def test_tolls_without_a_noun(text: str, expected: list[tuple[float, str]]) -> None:
    assert expected == [(toll.value, toll.fate) for toll in tolls(text)]
    assert all(text[toll.start : toll.end].strip() for toll in tolls(text))


@pytest.mark.parametrize(
    ("before", "after", "fate"),
    [
        ("The shelling killed ", " in Dolmin", "kill"),
        ("", " have been injured", "injur"),
        ("the death toll rose to ", "", "kill"),
        ("police killed two men and bought ", " for the fair", ""),
        ("", " were missing", "missing"),
    ],
)
def test_the_fate_beside_a_number(before: str, after: str, fate: str) -> None:
    assert fate == fate_of(before, after)
