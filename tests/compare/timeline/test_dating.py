"""A date behind two deeds dates the nearer one; of the farther one the day is not known."""

import pytest

from sayso.compare.timeline.dating import handed_on
from sayso.records import Clause, Time
from sayso.spans import Span

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
