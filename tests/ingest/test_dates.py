"""When an article was published, as people and programs write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest.dates import Published, missing, parse_published, published_in_url


@pytest.mark.parametrize(
    "written",
    ["2031-07-27", "20310727", "2031/07/27", "27.07.2031", "July 27, 2031", "27 July 2031", "Jul. 27 2031",
     "Sunday, July 27th, 2031", "27-Jul-2031", "Published: July 27, 2031", "2031-07-27 00:00:00", "07/27/2031",
     "27/07/2031"],
)  # fmt: skip
def test_a_day_is_that_day(written: str) -> None:
    """A date without a time of day covers its day, however it is written."""
    assert Published("2031-07-27", "2031-07-27") == parse_published(written)


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2031-07-27T10:05:00Z", "2031-07-27T10:05:00+00:00"),
        ("2031-07-27T10:05:00.123456+02:00", "2031-07-27T10:05:00+02:00"),
        ("Sun, 27 Jul 2031 10:05:00 +0200", "2031-07-27T10:05:00+02:00"),
        ("Sun, 27 Jul 31 10:05:00 GMT", "2031-07-27T10:05:00+00:00"),
        ("Sun,27 Jul 2031 10:05:00 GMT", "2031-07-27T10:05:00+00:00"),
        ("Sun Jul 27 2031 10:05:00 GMT+0200", "2031-07-27T10:05:00+02:00"),
        ("27 Jul 99 10:05 +0100", "1999-07-27T10:05:00+01:00"),
        ("Jul 27, 2031 10:05 PM EDT", "2031-07-27T22:05:00-04:00"),
        ("July 27, 2031 at 12:05 a.m. GMT", "2031-07-27T00:05:00+00:00"),
        (1_627_380_000, "2021-07-27T10:00:00+00:00"),
        ("1627380000000", "2021-07-27T10:00:00+00:00"),
    ],
)
def test_a_time_with_an_offset_is_an_instant(written: str | int, instant: str) -> None:
    """ISO 8601, RFC 2822, named zones of RFC 2822, and seconds or milliseconds since 1970."""
    assert Published(instant, instant) == parse_published(written)


def test_a_year_of_two_digits_is_one_only_where_a_time_follows() -> None:
    """As RFC 822 wrote them; "5 May 31" alone may be anything."""
    assert parse_published("5 May 31") is None


def test_a_time_without_an_offset_keeps_the_day_and_says_so() -> None:
    """Ten o'clock where? The day is kept and the time noted."""
    found = parse_published("2031-07-27 10:05:00")

    assert found is not None
    assert ("2031-07-27", "2031-07-27") == found[:2]
    assert "10:05 has no known offset" in found.note


def test_a_date_that_reads_two_ways_covers_both() -> None:
    """03/04 is a day in March or in April."""
    found = parse_published("03/04/2031")

    assert found is not None
    assert ("2031-03-04", "2031-04-03") == found[:2]
    assert "both are covered" in found.note


@pytest.mark.parametrize(
    ("written", "interval"),
    [
        ("2031-02", ("2031-02-01", "2031-02-28")),
        ("July 2031", ("2031-07-01", "2031-07-31")),
        ("2031", ("2031-01-01", "2031-12-31")),
        ("2031-03-04/2031-04-03", ("2031-03-04", "2031-04-03")),
    ],
)
def test_a_coarse_date_covers_all_of_it(written: str, interval: tuple[str, str]) -> None:
    """A month, a year, and an interval as Sayso writes it."""
    found = parse_published(written)

    assert found is not None
    assert interval == found[:2]


@pytest.mark.parametrize(
    "written",
    ["2031-13-45", "31 June 2031", "yesterday", "12345", "July 27, 2031 and later", "13/13/2031", "9999-01-01", "x" * 500,
     "2031-07-27 25:00", "13:05 pm", "²⁰³¹", "2031-04-03/2031-03-04"],
)  # fmt: skip
def test_what_is_no_date_is_none(written: str) -> None:
    """Nothing is guessed."""
    assert parse_published(written) is None


@pytest.mark.parametrize("value", [None, "", "  ", "None", "null", "NaN", "N/A"])
def test_words_for_nothing_are_missing(value: str | None) -> None:
    """Programs write an absent date in many ways."""
    assert missing(value)


def test_a_web_address_may_name_a_day() -> None:
    """Only whole days count, and the caller calls them inferred."""
    assert Published("2031-07-27", "2031-07-27") == published_in_url("https://a.example/2031/07/27/bridge")
    assert Published("2031-07-07", "2031-07-07") == published_in_url("https://a.example/2031/jul/7/bridge")
    assert published_in_url("https://a.example/2031/77/27/bridge") is None
    assert published_in_url("https://a.example/bridge-2031") is None


@given(st.one_of(st.text(max_size=60), st.integers(), st.floats()))
def test_any_value_is_an_interval_or_none(value: str | int | float) -> None:
    """No input raises, and an interval never ends before it begins."""
    found = parse_published(value)

    assert found is None or found.earliest <= found.latest
