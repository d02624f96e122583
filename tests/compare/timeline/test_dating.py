"""A date behind two deeds dates the nearer one; of the farther one the day is not known."""

from dataclasses import replace

import pytest

from sayso.compare.timeline.dating import UNDATED, date_of, handed_on, lead_of, misplaced, to_come
from sayso.compare.timeline.tellings import only_meant
from sayso.records import Clause, Time
from sayso.spans import Span
from sayso.testing.checks import make_article

ARTICLE = "a" * 16


def clause(text: str, name: str, words: str, time: str | None) -> Clause:
    start = text.index(words)
    predicate = Span(start, start + len(words))
    return Clause(
        id=name,
        article=ARTICLE,
        start=0,
        end=len(text),
        predicate=predicate,
        verb=words,
        agent=None,
        time=time,
    )


def told(text: str, far: str, near: str | None, on: str) -> dict[str, str | None]:
    """The dates handed on of a text with two deeds, the first of which has the time."""
    start = text.index(on)
    time = Time(
        id="T", article=ARTICLE, start=start, end=start + len(on), type="DATE", value="2031-05", earliest="2031-05-01",
        latest="2031-05-31", precision="month",
    )  # fmt: skip
    clauses = [clause(text, "far", far, "T")] + ([clause(text, "near", near, None)] if near else [])
    return handed_on(clauses, text, {"T": time})


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Guards massed at Dolmin after its annexation of the mill in May", "annexation"),
        ("Guards massed at Dolmin before the council shut the mill in May", "shut"),
        ("Guards massed at Dolmin following the shutting of the mill in May", "shutting"),
    ],
)
def test_the_nearer_of_two_deeds_takes_the_date(text: str, near: str) -> None:
    assert {"far": None, "near": "T"} == told(text, "massed", near, "May")


@pytest.mark.parametrize(
    "text",
    [
        "Guards massed at Dolmin in May",
        "Guards massed at Dolmin after May",
        "Guards massed at Dolmin, after a quarrel with the council, in May",
        "Guards massed at Dolmin late on the night before dawn in May",
        "In May guards massed at Dolmin after a quarrel with the council",
        "Guards massed after saying that the mill was shut in May",
    ],
)
def test_a_date_that_is_of_one_deed_stays(text: str) -> None:
    """A link of its own, another clause between commas, an hour, the date in front, or what was said."""
    assert {} == told(text, "massed", None, "May")


def test_without_a_nearer_deed_no_deed_has_the_date() -> None:
    assert {"far": None} == told("Guards massed after the long quarrel of May", "massed", None, "May")


def time_of(text: str, name: str, words: str, value: str, *days: str, why: tuple[str, ...] = ()) -> Time:
    start = text.index(words)
    return Time(
        id=name, article=ARTICLE, start=start, end=start + len(words), type="DATE", value=value,
        earliest=days[0] if days else None, latest=days[-1] if days else None, precision="day", reasons=why,
    )  # fmt: skip


@pytest.mark.parametrize("dated_by", ["A", "B"])
@pytest.mark.parametrize(
    "text", ["The mill shut from 2 May to 9 May.", "The mill shut in all that time, 2 May – 9 May."]
)
def test_the_ends_of_a_stretch_date_a_deed_together(text: str, dated_by: str) -> None:
    """Whichever of its ends the grammar hangs on the deed."""
    order = [
        time_of(text, "A", "2 May", "2031-05-02", "2031-05-02", "2031-05-02"),
        time_of(text, "B", "9 May", "2031-05-09", "2031-05-09", "2031-05-09"),
    ]
    found = date_of(clause(text, "C", "shut", dated_by), text, {row.id: row for row in order}, order)

    assert ("2031-05-02", "2031-05-09") == (found.earliest, found.latest)


def test_the_year_of_a_report_is_not_that_of_what_it_tells() -> None:
    text = "Vint had led the town in the year."
    year = time_of(
        text, "A", "the year", "2031", "2031-01-01", "2031-12-31", why=("article date 2031-05-02",)
    )

    assert UNDATED == date_of(clause(text, "C", "had led", "A"), text, {"A": year}, [year])


@pytest.mark.parametrize(
    ("first", "known"), [("Born in 1920", False), ("United in 1920", False), ("In 1920", True)]
)
def test_a_date_of_a_participle_before_the_subject_is_not_of_the_deed(first: str, *, known: bool) -> None:
    text = f"{first}, the painter studied at Dolmin"
    year = time_of(text, "A", "1920", "1920", "1920-01-01", "1920-12-31")
    row = replace(clause(text, "C", "studied", "A"), agent=Span(text.index("the"), text.index(" studied")))

    assert known is date_of(row, text, {"A": year}, [year]).known


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("The mill closes next month", "closes", True),
        ("The mill is closing tomorrow", "is closing", True),
        ("The council announced the feast of next month", "announced", None),
        ("The mill closed the next month", "closed", False),
        ("The mill closed last month", "closed", False),
        ("The regatta starts on Sunday", "starts", None),
        ("The regatta started on Sunday", "started", False),
        ("The regatta has started on Sunday", "has started", False),
    ],
)
def test_what_is_told_of_next_month_is_to_come(text: str, predicate: str, *, expected: bool | None) -> None:
    """A past verb does not fit the words, so that they are of something else; "the next month" is told from then."""
    words = next(words for words in ("next month", "last month", "tomorrow", "Sunday") if words in text)
    when = time_of(text, "A", words, "XXXX-XX")

    assert expected is to_come(clause(text, "C", predicate, "A"), text, {"A": when})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("There was a growing sense here that the mill was failing", True),
        ("Vint denied the claim that the mill failed", True),
        ("Vint showed that the mill failed", False),
        ("The mill that the town opened failed", False),
    ],
)
def test_what_somebody_means_is_not_told(text: str, *, meant: bool) -> None:
    row = replace(
        clause(text, "C", "failed" if "failed" in text else "was failing", None), start=text.index("that ")
    )

    assert meant is only_meant(text, row)
    assert meant is only_meant(text, replace(row, start=row.start + 5))


def test_the_lead_of_a_report_that_was_updated_may_be_of_the_update() -> None:
    text = "The dam burst."
    days = {"published_earliest": "2031-05-01", "published_latest": "2031-05-01"}
    plain, updated = (make_article(1, text, **days, updated=day) for day in (None, "2031-05-09T10:00:00Z"))
    burst = replace(clause(text, "burst", "burst", None), reality="told")

    assert ("2031-05-01", "in the headline or first sentence of a report of 2031-05-01") == (
        lead_of(plain, burst, 14).latest, lead_of(plain, burst, 14).dated,
    )  # fmt: skip
    assert (
        "2031-05-09",
        "in the headline or first sentence of a report of 2031-05-01 that was updated on 2031-05-09",
    ) == (lead_of(updated, burst, 14).latest, lead_of(updated, burst, 14).dated)


def test_what_was_done_between_a_report_and_its_update_is_not_misplaced() -> None:
    text = "The dam burst on 5 May."
    days = {"published_earliest": "2031-05-01", "published_latest": "2031-05-01"}
    dated = UNDATED._replace(earliest="2031-05-05", latest="2031-05-05")
    burst = replace(clause(text, "burst", "burst", None), reality="told")

    assert misplaced(dated, burst, make_article(1, text, **days))
    assert not misplaced(dated, burst, make_article(1, text, **days, updated="2031-05-06"))
