"""The timeline of a story: dated deeds in order, merged over articles, and never out of their voice."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Clause

_spec = importlib.util.spec_from_file_location("making_timelines", Path(__file__).with_name("making.py"))
assert _spec is not None
assert _spec.loader is not None
making = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(making)
Report, of_bundles, timeline = making.Report, making.of_bundles, making.timeline

FLOOD = "Vint opened the old sluice above the tannery quarter on 3 May 2021"
DAY = {"on": "3 May 2021", "value": "2021-05-03"}


def test_what_two_articles_tell_of_one_day_is_one_event() -> None:
    events, members = timeline(
        Report(1).tells(FLOOD, "open", **DAY),
        Report(2).tells("Vint opened the sluice of the tannery on Monday, 3 May 2021", "open", **DAY),
    )

    assert [(event.earliest, event.latest, event.precision) for event in events] == [
        ("2021-05-03", "2021-05-03", "day")
    ]
    assert len(members[events[0].id]) == 2
    assert all("the same deed" in reason for row in members[events[0].id] for reason in row.reasons)


def test_an_event_is_named_by_its_smallest_clause_and_dated_by_its_finest_time() -> None:
    events, members = timeline(
        Report(1).tells(FLOOD, "open", **DAY),
        Report(2).tells(
            "Vint opened the old sluice above the tannery quarter in 2021", "open", on="2021", value="2021"
        ),
    )

    [event] = events
    assert event.id == min(row.clause for row in members[event.id])
    assert (event.earliest, event.precision) == ("2021-05-03", "day")


@pytest.mark.parametrize(
    "other",
    [
        {"by": "Orla Penn"},
        {"by": "an official"},
        {"by": ""},
        {"negated": True},
        {"reality": "future"},
        {"actor": "y"},
        {"value": "2021-05-04"},
    ],
)
def test_another_voice_polarity_reality_actor_or_day_is_another_event(other: dict[str, Any]) -> None:
    """The words are the same in every case; nothing but what is changed keeps them apart."""
    events, members = timeline(
        Report(1).tells(FLOOD, "open", **DAY), Report(2).tells(FLOOD, "open", **{**DAY, **other})
    )

    assert all(len(rows) == 1 for rows in members.values())
    assert len(events) == 2


def test_what_two_people_say_is_never_one_and_what_one_says_twice_is() -> None:
    events, members = timeline(
        Report(1).tells(FLOOD, "open", by="Orla Penn", **DAY),
        Report(2).tells(FLOOD, "open", by="Orla Penn", **DAY),
        Report(3).tells(FLOOD, "open", by="Karl Brand", **DAY),
    )

    assert sorted((event.speaker, len(members[event.id])) for event in events) == [
        ("Karl Brand", 1),
        ("Orla Penn", 2),
    ]


def test_what_one_person_says_another_said_is_told_as_that() -> None:
    """A chain is one voice of its own: neither the inner speaker's nor the outer one's."""
    events, members = timeline(
        Report(1).tells(FLOOD, "open", by="Orla Penn", within="Karl Brand", **DAY),
        Report(2).tells(FLOOD, "open", by="Orla Penn", **DAY),
    )

    assert sorted(event.speaker for event in events) == ["Orla Penn", "Orla Penn, according to Karl Brand"]
    assert all(len(rows) == 1 for rows in members.values())


def test_unnamed_sources_of_two_articles_are_two() -> None:
    _, members = timeline(
        Report(1).tells(FLOOD, "open", by="an official", **DAY),
        Report(2).tells(FLOOD, "open", by="an official", **DAY),
    )

    assert all(len(rows) == 1 for rows in members.values())


@pytest.mark.parametrize("act", ["denial", "demand", "intention", "belief"])
def test_what_is_denied_demanded_or_only_meant_is_no_line(act: str) -> None:
    events, _ = timeline(Report(1).tells(FLOOD, "open", by="Orla Penn", act=act, **DAY))

    assert events == []


@pytest.mark.parametrize("act", ["promise", "warning"])
def test_a_promise_or_a_warning_tells_only_what_is_to_come(act: str) -> None:
    events, _ = timeline(
        Report(1)
        .tells(FLOOD, "open", by="Orla Penn", act=act, **DAY)
        .tells(
            "Vint will close the sluice on 3 May 2021",
            "close",
            by="Orla Penn",
            act=act,
            reality="future",
            **DAY,
        )
    )

    assert [(event.reality, event.speaker) for event in events] == [("future", "Orla Penn")]


@pytest.mark.parametrize("reality", ["possible", "asked"])
def test_what_may_be_or_should_be_is_no_line(reality: Any) -> None:
    events, _ = timeline(Report(1).tells(FLOOD, "open", reality=reality, **DAY))

    assert events == []


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("Vint be mayor of Dolmin on 3 May 2021", "be"),
        ("Vint say nothing at all on 3 May 2021", "say"),
        ("Vint open the old sluice on 3 May 2021?", "open"),
        ("whether Vint opened the sluice on 3 May 2021", "open"),
        ("Vint opening the sluice on 3 May 2021", "opening"),
    ],
)
def test_states_sayings_questions_and_bare_participles_are_no_lines(words: str, verb: str) -> None:
    events, _ = timeline(Report(1).tells(words, verb, on=words[words.index("3 May") :], value="2021-05-03"))

    assert events == []


def test_what_is_told_once_and_undated_is_no_line_and_what_two_tell_is() -> None:
    words = "Vint opened the old sluice above the tannery quarter"
    alone, _ = timeline(Report(1).tells(words, "open"))
    twice, members = timeline(Report(1).tells(words, "open"), Report(2).tells(words, "open"))

    assert alone == []
    assert [(event.earliest, event.latest, event.precision) for event in twice] == [(None, None, "unknown")]
    assert len(members[twice[0].id]) == 2


def test_a_monday_of_no_known_week_is_kept_and_stays_undated() -> None:
    events, members = timeline(
        Report(1).tells("Vint opened the sluice on Monday", "open", on="Monday", value="XXXX-WXX-1")
    )

    [event] = events
    assert (event.earliest, event.latest) == (None, None)
    assert [row.dated for row in members[event.id]] == ["“Monday”"]


def test_two_weekdays_are_two_events() -> None:
    words = "Vint opened the old sluice above the tannery quarter on "
    _, members = timeline(
        Report(1).tells(words + "Monday", "open", on="Monday", value="XXXX-WXX-1"),
        Report(2).tells(words + "Friday", "open", on="Friday", value="XXXX-WXX-5"),
    )

    assert all(len(rows) == 1 for rows in members.values())


@pytest.mark.parametrize(
    ("link", "earliest", "latest"),
    [("since", "2021-05-03", None), ("by", None, "2021-05-03"), ("on", "2021-05-03", "2021-05-03")],
)
def test_since_and_by_leave_a_side_open(link: str, earliest: str | None, latest: str | None) -> None:
    [event], _ = timeline(
        Report(1).tells(f"Vint drained the tannery quarter {link} 3 May 2021", "drain", **DAY)
    )

    assert (event.earliest, event.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("words", "reality"),
    [
        ("Vint opened the old sluice on 3 May 2021", "told"),
        ("Vint will open the old sluice on 3 May 2021", "future"),
    ],
)
def test_a_day_that_does_not_fit_the_report_dates_nothing(words: str, reality: Any) -> None:
    """What is done cannot lie after its report, nor what is to come before it."""
    published = "2021-05-01" if reality == "told" else "2021-05-07"
    events, _ = timeline(Report(1, day=published).tells(words, "open", reality=reality, **DAY))

    assert all(event.earliest is None for event in events)


def test_the_lead_of_a_dated_report_is_on_its_day_or_before() -> None:
    report = Report(1, day="2021-05-04")
    report.text = ""
    events, members = timeline(report.tells("Vint opened the old sluice above Dolmin", "open"))

    [event] = events
    assert (event.earliest, event.latest) == (None, "2021-05-04")
    assert "first sentence" in members[event.id][0].dated


VOICES = (None, "Orla Penn", "Karl Brand", "an official")
TOLD = st.tuples(
    st.integers(1, 4),
    st.sampled_from(
        ["Vint opened the old sluice above the tannery", "Vint opened the sluice of the tannery"]
    ),
    st.sampled_from(["2021-05-03", "2021-05-04", "2021"]),
    st.sampled_from(VOICES),
    st.sampled_from([None, "Karl Brand"]),
    st.booleans(),
    st.sampled_from(["told", "future"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TOLD, min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_no_event_mixes_voices_and_no_order_matters(told: list[Any], random: Any) -> None:
    """However tellings are drawn: all members of an event have one voice, reality and polarity, and fitting days."""
    reports = {number: Report(number) for number in range(1, 5)}
    for number, words, day, by, within, negated, reality in told:
        reports[number].tells(
            f"{words} on {day}", "open", on=day, value=day, by=by, within=within if by else None, negated=negated,
            reality=reality,
        )  # fmt: skip
    bundles = [report.bundle() for report in reports.values()]
    events, members = of_bundles(bundles)
    random.shuffle(bundles)
    found = {
        f"{bundle.article.id} {number}": entry
        for bundle, report in zip(
            sorted(bundles, key=lambda each: each.article.id), _by_id(reports), strict=True
        )
        for number, entry in enumerate(report.made)
    }
    clauses = {
        row.id: found[f"{bundle.article.id} {number}"]
        for bundle in bundles
        for number, row in enumerate(bundle[Clause])
    }

    assert (events, members) == of_bundles(bundles)
    assert sum(len(rows) for rows in members.values()) == len(told)
    for event in events:
        made = [clauses[row.clause] for row in members[event.id]]
        voices = {(by, within) for _, _, _, _, _, by, _, within, _, _, _ in made}
        assert len(voices) == 1
        assert bool(event.speaker) is (voices != {(None, None)})
        assert all((row.attribution is None) is (not event.speaker) for row in members[event.id])
        assert {(entry[9], entry[10]) for entry in made} == {(event.negated, event.reality)}
        assert len({entry[4] for entry in made if len(entry[4]) > 4}) < 2
        if "an official" in {by for by, _ in voices}:
            assert len({row.article for row in members[event.id]}) == 1


def _by_id(reports: dict[int, Any]) -> list[Any]:
    return sorted(reports.values(), key=lambda report: report.bundle().article.id)
