"""Days and instants are put in order only where they surely are."""

import pytest

from sayso.words.moments import before, shown


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("2031-05-01", "2031-05-02", True),
        ("2031-05-02", "2031-05-02", False),
        ("2031-05-02T23:00:00+00:00", "2031-05-03T00:30:00+02:00", False),
        ("2031-05-02T20:00:00+00:00", "2031-05-03T00:30:00+02:00", True),
        ("2031-05-02T23:00:00+00:00", "2031-05-02", False),
        (None, "2031-05-02", False),
    ],
)
def test_days_and_instants_are_put_in_order(one: str | None, two: str, *, expected: bool) -> None:
    assert before(one, two) is expected


def test_the_hour_is_told_where_the_day_is_the_same() -> None:
    noon, night = "2031-05-02T12:00:00+00:00", "2031-05-02T22:00:00+00:00"

    assert ["2031-05-02", noon] == [shown(noon, "2031-05-03"), shown(noon, night)]
