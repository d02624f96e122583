"""Tests of the windows: what an article's own words tell of its day, and that soft or false evidence tells nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.timing.window_bounds import Bound
from sayso.annotate.timing.windows import CONTRADICTORY, WINDOWS, window
from sayso.records import Window
from sayso.settings import Settings
from sayso.spans import Span
from sayso.testing.checks import make_article

Find = Callable[..., Window | None]


@pytest.fixture(scope="session")
def find(annotated: Any) -> Find:
    """`find("Text ...")` gives the window of an article of unknown date, None where it has none."""
    make = WINDOWS.make(Settings())

    def find(text: str, **fields: Any) -> Window | None:
        rows = make(annotated(text, upto="details", **fields))
        assert len(rows) <= 1
        return rows[0] if rows else None

    return find


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("The council of Dolmin signed the lease on 3 January 2020.", "2020-01-03", None),
        ("Orla Penn has led the tannery since May 2014.", "2014-05-01", None),
        ("The mill burned down in 2016. The bridge was closed in March 2018.", "2018-03-01", None),
        ("The old dyke will close by the end of 2021.", None, "2021-12-31"),
        ("The hearing is scheduled for the spring. The port will open on 4 May 2022.", None, "2022-05-04"),
        ("The mill closed on 3 January 2020. The port will open in 2022.", "2020-01-03", "2022-12-31"),
        ("The mill closed last year, in 2019, and nobody was hurt.", "2020-01-01", "2020-12-31"),
    ],
)
def test_words_that_tell_a_day_bound_it(
    find: Find, text: str, earliest: str | None, latest: str | None
) -> None:
    found = find(text)

    assert found is not None
    assert (found.earliest, found.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "Nothing in this report of the tannery is dated.",
        "The mill closed on Monday, and the port will open on Friday.",
        "Analysts expected growth of three percent in 2023.",
        "The town prepared for the 2024 regatta.",
        "If the dyke broke in 2030, the quarter would be lost.",
        "The mayor would close the mill in 2025.",
        "“The mill will close in 2011,” Orla Penn said.",
        "",
        "The saga was written in 1066. The sun will die in 9999.",
    ],
)
def test_soft_evidence_gives_no_bound(find: Find, text: str) -> None:
    """Plans, conditions, names of things, days of the week and what somebody once said bound nothing."""
    assert find(text) is None


def test_a_future_in_what_was_said_on_a_stated_day_bounds_that_day_only(find: Find) -> None:
    found = find("On 3 March 2009 the mayor said the mill will close by the end of 2010.")

    assert found is None or found.latest is None


def test_words_that_contradict_each_other_keep_no_side_and_say_so(find: Find) -> None:
    found = find("The mill burned down in 2019. The harbour will open by the end of 2012.")

    assert found is not None
    assert (found.earliest, found.latest) == (None, None)
    assert all(CONTRADICTORY in reason for reason in found.reasons)
    assert len(found.evidence) == len(found.reasons) == 2


def test_an_article_with_a_date_has_no_window(find: Find) -> None:
    text = "The mill burned down on 3 January 2019."

    assert find(text, published_earliest="2020-01-01", published_latest="2020-01-01") is None


def test_each_side_stands_on_its_words(find: Find) -> None:
    text = "The mill closed on 3 January 2020. The port will open in 2022."
    found = find(text)

    assert found is not None
    assert ["3 January 2020", "2022"] == [text[start:end] for start, end in found.evidence]


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 12, 31))


@given(st.lists(st.tuples(DAYS, st.sampled_from(["earliest", "latest"])), min_size=1, max_size=8))
def test_a_window_keeps_every_bound_or_none(told: list[tuple[date, Any]]) -> None:
    """The window lies within all bounds; where they cannot all hold it is open on both sides."""
    found = [Bound(day, side, Span(n, n + 1), "told") for n, (day, side) in enumerate(told)]
    row = window(make_article(0, "a text of some length"), found)
    holds = row.earliest is not None or row.latest is not None

    assert not (row.earliest and row.latest and row.earliest > row.latest)
    for day, side in told:
        if holds and side == "earliest":
            assert (row.earliest or "") >= day.isoformat()
        elif holds:
            assert (row.latest or "~") <= day.isoformat()
    assert row == window(make_article(0, "a text of some length"), found[::-1])


def test_years_at_the_end_of_the_calendar_do_not_stop_it(find: Find) -> None:
    """A tie or a dateline that would lead past the last year is none."""
    assert find("The tower fell 90 years ago, in 9990, and nobody was hurt.") is None
    assert find("DOLMIN, Dec. 31, 9999 (Wire) -- The tower of the old town fell on the quay at noon.") is None


def test_a_dated_dateline_bounds_both_sides(find: Find) -> None:
    found = find("DOLMIN, Jan. 3, 2020 (Wire) -- The tower of the old town fell on the quay at noon.")

    assert found is not None
    assert (found.earliest, found.latest) == ("2020-01-03", "2020-01-06")
