"""Tests of the times: what is one, its TIMEX3 value, and the days it stands for."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.timing.patterns import RULES
from sayso.annotate.timing.times import open_times, rules
from sayso.records import Article, Mark, Parse, Review, Sentence, Time
from sayso.settings import Settings
from sayso.stage import Bundle

Values = Callable[..., list[tuple[str, str]]]
Rows = Callable[..., tuple[Time, ...]]
TUESDAY = "2021-07-27"


@pytest.fixture(scope="session")
def times(annotated: Any) -> Values:
    """`times("Text ...")` gives (words, value) of each time, for an article of Tuesday, 27 July 2021."""

    def times(text: str, published: str | None = TUESDAY, latest: str | None = None) -> list[tuple[str, str]]:
        bundle = annotated(
            text, upto="times", published_earliest=published, published_latest=latest or published
        )
        return [(text[row.start : row.end], row.value) for row in bundle[Time]]

    return times


@pytest.fixture(scope="session")
def rows(annotated: Any) -> Rows:
    """`rows("Text ...")` gives the Time records themselves."""

    def rows(
        text: str, published: str | None = TUESDAY, latest: str | None = None, updated: str | None = None
    ) -> tuple[Time, ...]:
        bundle = annotated(
            text,
            upto="times",
            published_earliest=published,
            published_latest=latest or published,
            updated=updated,
        )
        found: tuple[Time, ...] = bundle[Time]
        return found

    return rows


def test_every_rule_of_the_grammar_has_a_reader() -> None:
    """A pattern without a function would be a match that nobody reads."""
    assert sorted(name for name, _ in RULES) == sorted(rules())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge was closed on Jan. 3, 2020.", [("Jan. 3, 2020", "2020-01-03")]),
        ("It opened on 3 March 1998.", [("3 March 1998", "1998-03-03")]),
        ("It opened on the 3rd of May, 1998.", [("the 3rd of May, 1998", "1998-05-03")]),
        ("The vote is on Monday, Aug. 2.", [("Monday, Aug. 2", "2021-08-02")]),
        (
            "Logged on 2021-07-26 and 26/07/2021.",
            [("2021-07-26", "2021-07-26"), ("26/07/2021", "2021-07-26")],
        ),
        ("It hangs in this March 1979 photograph.", [("March 1979", "1979-03")]),
        ("Prices rose in March 2016.", [("March 2016", "2016-03")]),
        ("Prices rose in the third quarter of 1984.", [("the third quarter of 1984", "1984-Q3")]),
        ("Sales fell in Q3 2020.", [("Q3 2020", "2020-Q3")]),
        ("Sales fell in the first half of 2020.", [("the first half of 2020", "2020-H1")]),
        ("It was built in the 1980s.", [("the 1980s", "198")]),
        ("It was built in the late '90s.", [("the late '90s", "199")]),
        ("It was built in the 18th century.", [("the 18th century", "17")]),
        ("It was lost in the winter of 2016.", [("the winter of 2016", "2016-WI")]),
        ("She left in nineteen ninety-six.", [("nineteen ninety-six", "1996")]),
        ("Half of it was paid by the year 2000.", [("the year 2000", "2000")]),
    ],
)
def test_calendar_dates_are_read_as_written(times: Values, text: str, expected: Any) -> None:
    """Dates that name their year need no article date."""
    assert expected == times(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lund spoke yesterday.", "2021-07-26"),
        ("Lund spoke last night.", "2021-07-26TNI"),
        ("Lund spoke on Monday night.", "2021-07-26TNI"),
        ("Lund resigned last week.", "2021-W29"),
        ("Lund resigned earlier this month.", "2021-07"),
        ("Lund resigned in June.", "2021-06"),
        ("Lund resigned last year.", "2020"),
        ("Lund resigned two days ago.", "2021-07-25"),
        ("Lund resigned three weeks ago.", "2021-W27"),
        ("Lund resigned five months ago.", "2021-02"),
        ("Lund resigned five years ago.", "2016"),
        ("Lund resigned a decade ago.", "2011"),
        ("Lund will resign next Tuesday.", "2021-08-03"),
        ("Lund will resign next month.", "2021-08"),
        ("Lund resigned on Aug. 12.", "2021-08-12"),
        ("Lund resigned over the weekend.", "2021-W29-WE"),
        ("Lund resigned this summer.", "2021-SU"),
        ("Lund resigned on Christmas.", "2020-12-25"),
        ("Lund resigned last Thanksgiving.", "2020-11-26"),
    ],
)
def test_relative_times_are_counted_from_the_article_s_date(times: Values, text: str, expected: Any) -> None:
    """What a reader of that day's paper understands."""
    assert [expected] == [value for _, value in times(text)]


def test_the_verb_decides_which_weekday_is_meant(times: Values) -> None:
    """A bare weekday is the last one after a past tense, and the next one after a future."""
    text = "Olsen met Lund on Thursday. Olsen will meet Lund on Thursday. Talks are due to resume Friday."

    assert [("Thursday", "2021-07-22"), ("Thursday", "2021-07-29"), ("Friday", "2021-07-30")] == times(text)


def test_a_weekday_that_is_today_is_today(times: Values) -> None:
    """Papers name the day on which they are printed."""
    assert [("Tuesday", "2021-07-27")] == times("The council said Tuesday that the bridge was safe.")


def test_a_deadline_after_until_lies_ahead(times: Values) -> None:
    """Whatever the tense: who extended it did so before it."""
    assert [("Friday", "2021-07-30")] == times("The court extended the deadline until Friday.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lund came on Monday.", ("Monday", "XXXX-WXX-1")),
        ("Lund came yesterday.", ("yesterday", "XXXX-XX-XX")),
        ("Lund came last week.", ("last week", "XXXX-WXX")),
        ("Lund came last year.", ("last year", "XXXX")),
        ("Lund came in May.", ("May.", "XXXX-05")),
        ("Lund came on 12 March.", ("12 March", "XXXX-03-12")),
        ("Lund came this morning.", ("this morning", "XXXX-XX-XXTMO")),
    ],
)
def test_without_an_article_date_relative_times_stay_relative(rows: Rows, text: str, expected: Any) -> None:
    """Unknown beats a guess: an underspecified value and no interval."""
    (row,) = rows(text, None)

    assert expected[1] == row.value
    assert (None, None) == (row.earliest, row.latest)


def test_a_publication_interval_resolves_what_is_the_same_for_both_ends(rows: Rows) -> None:
    """What differs keeps an underspecified value within the bounds of both."""
    monday, year, yesterday = rows(
        "On Monday Lund spoke of last year, and yesterday of none.", "2021-07-27", "2021-07-28"
    )

    assert ("2021-07-26", "2020") == (monday.value, year.value)
    assert ("XXXX-XX-XX", "2021-07-26", "2021-07-27") == (
        yesterday.value,
        yesterday.earliest,
        yesterday.latest,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid came two days after the January 3, 2020 attack.", ("two days after", "2020-01-05")),
        ("The raid came a week before the March 10, 2020 vote.", ("a week before", "2020-03-03")),
        ("The day after the May 3, 2020 vote they fled.", ("The day after", "2020-05-04")),
    ],
)
def test_an_offset_from_a_dated_event_is_a_day(times: Values, text: str, expected: Any) -> None:
    """The event's own date is a time of its own."""
    found = times(text)

    assert expected == found[0]
    assert len(found) == 2


def test_an_offset_from_an_undated_event_stays_a_length(times: Values) -> None:
    """Two days after an event of unknown date is no known day, even with another date close by."""
    text = "The bill passed on January 3, 2020. It came two days after the arrest of Olsen."

    assert [("January 3, 2020", "2020-01-03"), ("two days", "P2D")] == times(text)


def test_later_and_the_next_day_count_from_the_date_told_before(rows: Rows) -> None:
    """And the reasons name it."""
    text = "Olsen was held on January 3, 2020. Two days later he was freed. The next day he left. That month it snowed."
    found = rows(text)

    assert ["2020-01-03", "2020-01-05", "2020-01-06", "2020-01"] == [row.value for row in found]
    assert ("sentence date 2020-01-03",) == found[1].reasons
    assert () == found[0].reasons


def test_a_day_told_in_the_same_sentence_is_the_nearest_anchor(times: Values) -> None:
    """The deal is dated from the day of the criticism, not of the article."""
    text = "On Wednesday Lund criticized the deal reached two days earlier."

    assert [("Wednesday", "2021-07-21"), ("two days earlier", "2021-07-19")] == times(text)


def test_clock_times_keep_their_zone_and_take_the_day_beside_them(times: Values) -> None:
    """GMT is written Z; "local time" has no zone that is known."""
    text = "The blast came at 3:30 p.m. local time (1230 GMT) on Monday."

    assert [
        ("3:30 p.m. local time", "2021-07-26T15:30"),
        ("1230 GMT", "2021-07-26T12:30Z"),
        ("Monday", "2021-07-26"),
    ] == times(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The offer ends at 5 p.m. EST Nov. 9.", ("5 p.m. EST Nov. 9", "2021-11-09T17:00")),
        ("The shop opened at noon Saturday.", ("noon Saturday", "2021-07-24T12:00")),
        ("The ferry leaves at 12:15 a.m.", ("12:15 a.m.", "XXXX-XX-XXT00:15")),
    ],
)
def test_a_clock_time_and_its_day_are_one_expression(times: Values, text: str, expected: Any) -> None:
    """A clock time whose day nobody tells stays without one."""
    assert [expected] == times(text)


def test_midnight_of_a_day_is_its_end(rows: Rows) -> None:
    """As news uses it: 24:00 of Friday is the first minute of Saturday."""
    (row,) = rows("The truce began at midnight on Friday.")

    assert ("2021-07-23T24:00", "2021-07-24T00:00") == (row.value, row.earliest)


def test_a_range_is_two_times(times: Values) -> None:
    """Each end has its own words."""
    assert [("2007", "2007"), ("2011", "2011")] == times("Between 2007 and 2011 the mine stood still.")


def test_the_first_end_of_a_range_takes_the_year_of_the_second(times: Values) -> None:
    """So "from March 3 to May 5, 2019" begins in 2019."""
    text = "From March 3 to May 5, 2019, and from December to January 2020, it rained."

    assert ["2019-03-03", "2019-05-05", "2019-12", "2020-01"] == [value for _, value in times(text)]


@pytest.mark.parametrize("words", ["the end of 2021", "the end of the year"])
def test_by_the_end_of_a_year_names_its_boundary(rows: Rows, words: str) -> None:
    """The value is the year, as TimeBank has it; the interval is its last day."""
    (row,) = rows(f"The last soldiers will leave by {words}.")

    assert ("2021", "2021-12-31", "2021-12-31", "day") == (row.value, row.earliest, row.latest, row.precision)


def test_early_and_late_narrow_the_interval_and_not_the_value(rows: Rows) -> None:
    """So "early 2022" lies in its first half."""
    (row,) = rows("The mine will reopen in early 2022.")

    assert ("2022", "2022-01-01", "2022-07-02") == (row.value, row.earliest, row.latest)


def test_earlier_this_month_ends_with_the_article(rows: Rows) -> None:
    """What happened cannot lie after the report."""
    (row,) = rows("The mine reopened earlier this month.")

    assert ("2021-07-01", "2021-07-27") == (row.earliest, row.latest)


def test_a_night_runs_into_the_next_day(rows: Rows) -> None:
    """So that "Friday night" and "early Saturday" can be the same."""
    (row,) = rows("The mine burned on Friday night.")

    assert ("2021-07-23T17:00", "2021-07-24T06:00", "part_of_day") == (
        row.earliest,
        row.latest,
        row.precision,
    )


def test_a_date_whose_day_and_month_can_be_swapped_is_bounded_by_both(rows: Rows) -> None:
    """12/05/2019 is one of two days."""
    (row,) = rows("Signed on 12/05/2019.")

    assert ("2019", "2019-05-12", "2019-12-05") == (row.value, row.earliest, row.latest)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They waited for two years.", ("DURATION", "P2Y")),
        ("They waited for 36 hours.", ("DURATION", "PT36H")),
        ("They waited for half an hour.", ("DURATION", "PT30M")),
        ("They waited five and a half hours.", ("DURATION", "PT5H30M")),
        ("They waited for several months.", ("DURATION", "PXM")),
        ("They waited over the past three months.", ("DURATION", "P3M")),
        ("They waited for the last decade.", ("DURATION", "P10Y")),
        ("They agreed to a two-day truce.", ("DURATION", "P2D")),
        ("They met every Monday.", ("SET", "XXXX-WXX-1")),
        ("They met every two weeks.", ("SET", "P2W")),
        ("They met twice a week.", ("SET", "P1W")),
        ("They met on Mondays.", ("SET", "XXXX-WXX-1")),
        ("They met daily.", ("SET", "P1D")),
        ("They are now divided.", ("DATE", "PRESENT_REF")),
        ("They recently met.", ("DATE", "PAST_REF")),
        ("They met in recent years.", ("DATE", "PAST_REF")),
        ("They will meet in the near future.", ("DATE", "FUTURE_REF")),
    ],
)
def test_lengths_sets_and_pointers_have_their_types(rows: Rows, text: str, expected: Any) -> None:
    """TIMEX3 types and values."""
    assert [expected] == [(row.type, row.value) for row in rows(text)]


def test_a_year_earlier_is_counted_from_the_quarter_that_is_reported(times: Values) -> None:
    """As business pages compare."""
    text = "Net income rose in the second quarter of 2021. It had been $3 million a year earlier."

    assert ["2021-Q2", "2020-Q2"] == [value for _, value in times(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Olsen, a 34-year-old plumber, is 52 years old, aged 41.",
        "Harrowby won 3-1 and 2:0.",
        "About 2,500 troops and more than 2000 soldiers stayed.",
        "They flew on flight 2020 and lived in room 1987.",
        "Call 555-1990.",
        "You may march. March on!",
        "Theresa May said she would stay.",
        "Lund told the Sunday Times a story.",
        "Three-quarters of the food is imported.",
        "The second man fell. He fell in the fall of Harrowby.",
        "The team won 24/7.",
        "Lund told the Daily Herald a story.",
        "Olsen teaches Sunday school.",
    ],
)
def test_numbers_names_and_verbs_are_no_times(times: Values, text: str) -> None:
    """A wrong date is worse than none."""
    assert [] == times(text)


def test_no_such_day_is_no_time(times: Values) -> None:
    """February has no 30th."""
    assert [] == times("It was signed on February 30, 2020.")


def test_the_full_stop_of_a_sentence_is_no_part_of_a_time(times: Values) -> None:
    """That of an abbreviation is."""
    assert ["Friday", "Sept. 3"] == [
        words for words, _ in times("Lund came on Friday. Lund left on Sept. 3.")
    ]


def test_an_article_that_was_not_parsed_has_no_times() -> None:
    """Another language, or nothing in it."""
    assert [] == open_times(Settings())(_bundle("On Monday.", parsed=False))


WORDS = st.sampled_from(
    "the a last next past this two three 5 31 1998 2021 90s 1980s day days week year years month quarter third second of "
    "ago later earlier after before early late mid end Monday Fri. Jan. May March 3 2020-02-30 31/02/2021 noon midnight "
    "p.m. 3:30 25:99 GMT 1230 every each - / , . and half hundred thousand fiscal Q3 H1 ' 's decades centuries tomorrow "
    "tonight night summer fall Thanksgiving following same that weekend \n\n".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(
    text=st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=60)),
    published=st.sampled_from(
        [None, "0001-01-01", "9999-12-31", "2021-07-27", "2024-02-29T23:59", "nonsense"]
    ),
    tag=st.sampled_from(["VBD", "MD", "NN"]),
)
def test_any_text_gives_sorted_spans_that_do_not_overlap(text: str, published: str | None, tag: str) -> None:
    """And resolving never raises, and no interval ends before it begins."""
    found = [row for row in STAGE(_bundle(text, published=published, tag=tag)) if isinstance(row, Time)]

    edges = [edge for row in found for edge in (row.start, row.end)]
    assert sorted(edges) == edges
    assert all(0 <= row.start < row.end <= len(text) and text[row.start : row.end].strip() for row in found)
    assert all((row.earliest is None) == (row.latest is None) for row in found)
    assert all(
        row.earliest <= row.latest for row in found if row.earliest is not None and row.latest is not None
    )
    assert len({row.id for row in found}) == len(found)


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1 ", "one ", "one-", "a", "Monday ", "a hundred and ", "\n ", "1/1/", "the last "]
)
def test_a_long_line_of_anything_is_read_in_linear_time(piece: str) -> None:
    """Four times the text takes about four times as long; a quadratic pattern takes sixteen."""
    seconds = []
    for size in (30_000, 120_000):
        bundle = _bundle(piece * (size // len(piece)))
        runs = []
        for _ in range(3):  # the best of three: a collection of garbage in between is not the stage's
            begin = time.process_time()
            STAGE(bundle)
            runs.append(time.process_time() - begin)
        seconds.append(min(runs))

    assert seconds[1] < 10 * max(seconds[0], 0.02)


@pytest.mark.parametrize(
    ("text", "updated", "expected"),
    [
        ("The dam burst on Friday.", "2021-08-02", ("XXXX-WXX-5", None)),
        ("The dam burst on Monday.", "2021-07-30", ("2021-07-26", "2021-07-26")),
        ("The dam burst on Monday.", "2021-07-27T22:00:00+00:00", ("2021-07-26", "2021-07-26")),
        ("The dam burst on Wednesday.", "2021-07-28T05:00:00+00:00", ("XXXX-WXX-3", None)),
        ("The dam burst yesterday.", "2021-07-28T05:00:00+00:00", ("2021-07-26", "2021-07-26")),
        ("The dam burst yesterday.", "2021-07-30", ("XXXX-XX-XX", None)),
        ("The dam burst on 23 July.", "2021-07-30", ("2021-07-23", "2021-07-23")),
        ("The dam burst in March.", "2021-07-30", ("2021-03", "2021-03-01")),
        ("The dam burst on Friday.", "2021-07-20", ("2021-07-23", "2021-07-23")),
    ],
)
def test_a_day_that_a_later_change_would_count_otherwise_is_not_known(
    rows: Rows, text: str, updated: str, expected: tuple[str, str | None]
) -> None:
    """Which of its sentences are of which day no text tells; what both days read alike stays."""
    [row] = rows(text, updated=updated)

    assert expected == (row.value, row.earliest)


def test_a_day_that_is_not_known_for_a_change_says_so(rows: Rows) -> None:
    [row] = rows("The dam burst on Friday.", updated="2021-08-02T10:00:00+00:00")

    told = "it came out on 2021-07-27 and was updated on 2021-08-02: from which of them a day is counted is not told"
    assert (told,) == row.reasons


def test_what_is_counted_from_such_a_day_is_not_known_either(rows: Rows) -> None:
    values = [
        row.earliest for row in rows("The dam burst on Friday. The next day it rained.", updated="2021-07-30")
    ]

    assert [None, None] == values


STAGE = open_times(Settings())


def _bundle(text: str, *, published: str | None = TUESDAY, parsed: bool = True, tag: str = "NN") -> Bundle:
    """A bundle with a parse that only cuts at white space."""
    spans = [match.span() for match in re.finditer(r"\S+", text)] or [(0, max(1, len(text)))]
    count = len(spans)
    parse = Parse(
        article="a",
        start=[start for start, _ in spans],
        end=[end for _, end in spans],
        head=[max(0, at - 1) for at in range(count)],
        tag=[tag] * count,
        pos=["VERB" if tag != "NN" else "NOUN"] * count,
        dep=["dep"] * count,
        ent=[""] * count,
        ent_start=[False] * count,
        sent=[0] * count,
    )
    article = Article(
        id="a",
        revision="a",
        text=text,
        text_sha256="",
        published_earliest=published,
        published_latest=published,
    )
    sentence = Sentence(id="s", article="a", start=0, end=max(1, len(text)), paragraph=0)
    return Bundle(article, {Mark: (), Parse: (parse,) if parsed else (), Sentence: (sentence,), Review: ()})
