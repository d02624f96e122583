"""When one deed was, told twice: days, times of day and lengths of time that differ, and those that only seem to."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.discrepancies.moment_relations import relate
from sayso.compare.discrepancies.moments import Moment, moment_of
from sayso.records import Agreement, Discrepancy, Evidence, Time

Compare = Callable[..., list[Any]]

ONE = "The council of Dolmin approved the tannery bill {}, and farmers along the Lisk cheered."
TWO = "Farmers along the Lisk cheered when the council of Dolmin approved the tannery bill {}."


def dates(rows: list[Any]) -> list[Discrepancy]:
    return [row for row in rows if isinstance(row, Discrepancy) and row.slot == "date"]


def agreed(rows: list[Any]) -> list[Agreement]:
    return [row for row in rows if isinstance(row, Agreement) and row.slot == "date"]


@pytest.mark.parametrize(
    ("one", "two", "values"),
    [
        ("on 3 January 2020", "on 9 January 2020", {"2020-01-03", "2020-01-09"}),
        ("in 2009", "in 2011", {"2009", "2011"}),
        ("on March 4", "on March 14", {"4 March", "14 March"}),
        ("on Monday", "on Thursday", {"Monday", "Thursday"}),
    ],
)
def test_one_deed_with_two_dates_is_a_contradiction(
    compared: Compare, one: str, two: str, values: set[str]
) -> None:
    rows = compared(ONE.format(one), TWO.format(two))
    [found] = dates(rows)

    assert ("contradiction", "between") == (found.difference, found.level)
    assert values == {row.value for row in rows if isinstance(row, Evidence) and row.comparison == found.id}


def test_a_day_that_is_told_by_another_is_compared_as_the_day_it_is(compared: Compare) -> None:
    """Two days after 3 January is 5 January."""
    one = ONE.format("two days after the January 3, 2020 raid")
    rows = compared(one, TWO.format("on January 3, 2020"))
    same = compared(one, TWO.format("on January 5, 2020"))

    assert ["contradiction"] == [row.difference for row in dates(rows)]
    assert [] == dates(same)
    assert ["2020-01-05"] == [row.value for row in agreed(same)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("on Monday", "on Monday"),
        ("in May 2020", "on 4 May 2020"),
        ("in 2020", "on 4 May 2020"),
        ("last week", "on Tuesday"),
        ("recently", "on 4 May 2020"),
    ],
)
def test_less_precise_words_for_a_day_are_no_discrepancy(compared: Compare, one: str, two: str) -> None:
    assert [] == dates(compared(ONE.format(one), TWO.format(two)))


def test_the_day_of_an_article_makes_a_weekday_a_date(compared: Compare) -> None:
    """Tuesday of the week of a report that came out on Thursday 7 May 2020 is 5 May."""
    days = ("2020-05-07", None)

    assert [] == dates(compared(ONE.format("on Tuesday"), TWO.format("on 5 May 2020"), days=days))
    assert 1 == len(dates(compared(ONE.format("on Tuesday"), TWO.format("on 1 May 2020"), days=days)))
    assert [] == dates(compared(ONE.format("on Tuesday"), TWO.format("on 4 May 2020"), days=days))


def test_clocks_of_two_zones_are_not_compared(compared: Compare) -> None:
    one = "The first shell hit the tannery in Dolmin at 3:30 p.m. local time, the mayor of Vareth wrote."
    zoned = "The first shell hit the tannery in Dolmin at 1:30 p.m. GMT, the mayor of Vareth wrote."

    assert [] == dates(compared(one, zoned))


def test_a_year_counts_nothing_where_the_other_tells_a_length(compared: Compare) -> None:
    """An eight-year siege and one from 2003 to 2011 are one."""
    one = "The eight-year siege of Dolmin ruined the tanneries along the Lisk, farmers remember."
    two = "The siege of Dolmin from 2003 to 2011 ruined the tanneries along the Lisk, farmers remember."

    assert [] == dates(compared(one, two))


def test_lengths_of_one_thing_that_differ_are_told(compared: Compare) -> None:
    one = "The siege of Dolmin lasted eight years and ruined the tanneries along the Lisk, farmers remember."
    two = "The siege of Dolmin lasted five years and ruined the tanneries along the Lisk, farmers remember."
    [found] = dates(compared(one, two))

    assert "contradiction" == found.difference


def test_what_is_said_on_two_days_is_two_sayings(compared: Compare) -> None:
    one = "Mayor Orla Penn of Dolmin said on Monday that the Lisk dyke holds."
    two = "Mayor Orla Penn of Dolmin said on Thursday that no boat may cross the Lisk."

    assert [] == dates(compared(one, two))


def test_a_deed_of_saying_is_not_another_one(compared: Compare) -> None:
    one = "Mayor Orla Penn announced on Monday that the tannery bill of Dolmin ends the levy on boats along the Lisk."
    two = "The farmers met when Mayor Orla Penn signed the tannery bill of Dolmin on Thursday, which ends the levy on boats along the Lisk."

    assert [] == dates(compared(one, two))


def test_no_date_no_row(compared: Compare) -> None:
    assert [] == compared("The council met.", "Nobody came.")


def test_evidence_tells_what_its_day_is_counted_from(compared: Compare) -> None:
    rows = compared(ONE.format("two days after the January 3, 2020 raid"), TWO.format("on January 3, 2020"))
    reasons = {reason for row in rows if isinstance(row, Evidence) for reason in row.reasons}

    assert "counted from 2020-01-03, which the text names" in reasons


@given(st.dates(), st.dates())
def test_full_dates_are_one_or_apart(one: date, two: date) -> None:
    """Whichever comes first, and by as many days as lie between them."""
    a, b = (moment(day) for day in (one, two))

    assert relate(a, b) == relate(b, a)
    assert (("same", 0) if one == two else ("apart", abs((one - two).days))) == relate(a, b)


def moment(day: date) -> Moment:
    row = Time(
        id="t",
        article="a",
        start=0,
        end=10,
        type="DATE",
        value=day.isoformat(),
        earliest=day.isoformat(),
        latest=day.isoformat(),
        precision="day",
    )
    made = moment_of(row, day.isoformat())
    assert made is not None
    return made


def test_two_deeds_of_one_council_have_two_dates(compared: Compare) -> None:
    """Who did something and on what is not enough: the deed has to be one."""
    one = "The council of Dolmin approved the tannery bill on 3 January 2020, and farmers along the Lisk cheered."
    two = "The council of Dolmin debated the tannery bill on 9 January 2020, and farmers along the Lisk cheered."

    assert [] == dates(compared(one, two))


def test_a_time_that_bounds_a_deed_is_no_date_of_it(compared: Compare) -> None:
    one = "The council of Dolmin closed the tannery in 2009, and farmers along the Lisk cheered."
    two = "The council of Dolmin closed the tannery before 2015, and farmers along the Lisk cheered."

    assert [] == dates(compared(one, two))
