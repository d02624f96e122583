"""Titles: what is a headline, and what stands in for one."""

import pytest

from sayso.records import Mark
from sayso.resolve.stories.titles import first_line, headline_of
from sayso.testing.checks import make_article

TEXT = "Lisk valley news\nPumps reach Dolmin at last\nVareth sent nine of them by rail."


def mark(words: str, kind: str) -> Mark:
    """A mark on some words of the text."""
    start = TEXT.index(words)
    return Mark(id=words, article="a", start=start, end=start + len(words), kind=kind)  # type: ignore[arg-type]


SECTION = mark("Lisk valley news", "section")
HEADLINE = mark("Pumps reach Dolmin at last", "headline")


def test_a_headline_is_the_title_or_else_what_is_marked_as_one() -> None:
    assert (
        headline_of(make_article(0, TEXT, title="Nine  pumps\nfor Dolmin"), [HEADLINE])
        == "Nine pumps for Dolmin"
    )
    assert headline_of(make_article(0, TEXT), [SECTION, HEADLINE]) == "Pumps reach Dolmin at last"


@pytest.mark.parametrize(
    "title",
    ["Lisk valley news", "LISK VALLEY NEWS", "World", "News » Lisk » Dolmin", "no headline found", " "],
)
def test_a_crumb_or_a_stand_in_is_no_headline(title: str) -> None:
    assert headline_of(make_article(0, TEXT, title=title), [SECTION]) == ""


def test_a_bar_before_an_outlets_name_does_not_make_a_trail_of_a_headline() -> None:
    title = "Pumps reach Dolmin at last | Harbour Gazette"

    assert headline_of(make_article(0, TEXT, title=title), []) == title


def test_a_script_without_spaces_has_headlines_too() -> None:
    title = "多尔明的水泵终于抵达河边"

    assert headline_of(make_article(0, TEXT, title=title), []) == title


def test_without_a_headline_the_first_line_that_is_no_furniture_stands_in() -> None:
    long = "Pumps " * 40

    assert first_line(make_article(0, TEXT), [SECTION]) == "Pumps reach Dolmin at last"
    assert len(first_line(make_article(0, long), [])) <= 120
    assert first_line(make_article(0, "", title="World"), []) == "World"
    assert first_line(make_article(0, ""), []) == ""
