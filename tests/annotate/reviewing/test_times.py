"""What people decide of time expressions: out, in, and on which day."""

from typing import Any

import pytest

from sayso.records import Detail, ReviewedTime, Time

DATED = {"published_earliest": "2031-05-06", "published_latest": "2031-05-06", "published_basis": "stated"}


def times(bundle: Any) -> dict[str, tuple[str, str | None, str | None]]:
    """Value and days of each expression, by its words."""
    text = bundle.article.text
    return {text[time.start : time.end]: (time.value, time.earliest, time.latest) for time in bundle[Time]}


def test_what_is_found_without_reviews(annotated: Any, text: str) -> None:
    """So that the tests below have something to change."""
    found = times(annotated(text, **DATED))

    assert ("2031-05-05", "2031-05-05", "2031-05-05") == found["Monday"]
    assert {"June", "Monday", "May"} == found.keys()


def test_what_a_reviewer_rejects_is_no_time(annotated: Any, text: str, log: Any) -> None:
    bundle = annotated(text, reviews=[log("reject", "Monday", subject="time")], **DATED)

    assert {"June", "May"} == times(bundle).keys()
    assert ["Monday"] == [text[one.start : one.end] for one in bundle[ReviewedTime]]


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2031-04-28", ("2031-04-28", "2031-04-28")),
        ("2031-04", ("2031-04-01", "2031-04-30")),
        ("2031-04-28/2031-05-02", ("2031-04-28", "2031-05-02")),
    ],
)
def test_a_reviewer_gives_the_day(
    annotated: Any, text: str, log: Any, value: str, days: tuple[str, str]
) -> None:
    bundle = annotated(text, reviews=[log("change", "Monday", subject="time", value=value)], **DATED)

    assert (value, *days) == times(bundle)["Monday"]
    assert ["the word of Nora"] == [
        reason for time in bundle[Time] for reason in time.reasons if "Nora" in reason
    ]


def test_what_hangs_on_a_time_follows_it(annotated: Any, text: str, log: Any) -> None:
    bundle = annotated(text, reviews=[log("change", "Monday", subject="time", value="2031-04-28")], **DATED)

    assert "2031-04-28" == bundle[Detail][0].said_on_value


def test_a_day_can_be_made_unknown(annotated: Any, text: str, log: Any) -> None:
    bundle = annotated(text, reviews=[log("change", "Monday", subject="time")], **DATED)

    assert ("XXXX-XX-XX", None, None) == times(bundle)["Monday"]


def test_a_missed_time_is_added(annotated: Any, text: str, log: Any) -> None:
    bundle = annotated(text, reviews=[log("add", "new one", subject="time", value="2033")], **DATED)

    assert ("2033", "2033-01-01", "2033-12-31") == times(bundle)["new one"]


@pytest.mark.parametrize("value", ["tomorrow", "2031-02-30", "2031-05-02/2031-05-01", "31", ""])
def test_what_is_no_date_is_refused(annotated: Any, text: str, log: Any, value: str) -> None:
    bundle = annotated(text, reviews=[log("change", "Monday", subject="time", value=value)], **DATED)
    [reviewed] = bundle[ReviewedTime]

    assert "refused" == reviewed.effect
    assert "is no date" in reviewed.why
    assert "2031-05-05" == times(bundle)["Monday"][0]
