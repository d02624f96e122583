"""Timeline, positions, wording and sources as people read them: each line in its voice, with its place, and no score."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sayso.publish.pages.positions import print_positions
from sayso.publish.pages.sources import print_sources
from sayso.publish.pages.timeline import print_timeline
from sayso.publish.pages.wording import print_wording
from sayso.publish.views.positions import positions
from sayso.publish.views.source_sheet import source_sheet
from sayso.publish.views.stories import find_story
from sayso.publish.views.timeline import timeline
from sayso.publish.views.wording import wording
from sayso.publish.words.phrases import where_words
from sayso.publish.words.window_words import window_words
from sayso.records import Actor, Calling, Position, PositionMember, Window
from sayso.store.protocol import Store

Render = Callable[..., str]


def below(page: str, name: str) -> list[str]:
    """The lines below a heading, down to the next empty line."""
    return page.partition(f"{name}\n")[2].partition("\n\n")[0].splitlines()


def test_a_timeline_has_days_voices_and_who_tells(told: Store, render: Render) -> None:
    """An event without a day that one article tells stands there only when everything is asked for."""
    view = timeline(told, find_story(told))
    page = render(print_timeline, view, width=100)
    whole = render(print_timeline, view, limit=None, width=100)

    assert "2 events · 1 without a day · 1 told by several articles · 1 only as what somebody said" in page
    first = view.dated[0].best
    where = where_words(first.article, first.span)
    assert below(page, "WHAT IS TOLD, BY DAY") == [
        "2031-06-30  The Sorrel bridge fell",
        f"            2 articles (1 and 2), in their own voice · {where} · day: the day that the",
        "              article names",
    ]
    assert "and 1 more event, all without a day: --all" in page
    assert "WITHOUT A DAY" not in page
    assert "• Ola Brandt said: At least nine people are dead" in whole


def test_a_timeline_is_narrowed_by_who_says_it(told: Store) -> None:
    """By a surname; by articles; a name of nobody leaves nothing."""
    view = timeline(told, find_story(told))

    assert 1 == len(view.narrowed(name="Brandt").events)
    assert () == view.narrowed(name="Zork").events
    assert () == view.narrowed(articles=frozenset({"f" * 16})).events


def test_an_article_without_a_date_says_when_it_can_have_come_out(told: Store) -> None:
    """With the words that tell it; a window that is open on both sides says nothing."""
    (window,) = told.rows(Window)
    (article,) = told.articles([window.article])

    assert (
        "by its own words published 2031-07-01 or later (“Tuesday” [29-36]: tells it as past)"
        == window_words(article, window)
    )
    assert "" == window_words(article, replace(window, earliest=None))


def test_a_position_is_shown_by_its_words(told: Store, render: Render) -> None:
    """Without a label none stands there; with one it stands before the words, and a shift too."""
    page = render(print_positions, positions(told, find_story(told)), width=100)
    lines = below(page, "WHO STANDS WHERE, IN THEIR WORDS")

    assert "1 proposition · 1 position · 0 of them with a label" in page
    assert lines[0].startswith("1. about: clear, the, river")
    assert "▪ Ola Brandt  nobody known by name" in lines[1]
    assert "2031-07-03  1  Elsin Courier: Ola Brandt said (quoted, speaker inferred: role)" in lines[2]
    assert "        At least nine people are dead" == lines[-1].rstrip(",”")


def test_a_label_and_a_shift_stand_beside_the_words(told: Store, render: Render, make_store: Any) -> None:
    """In words: "on a condition" is never rounded to "for"."""
    rows = [
        replace(row, label="conditional")
        if type(row) is Position
        else replace(row, label="conditional", shift=True)
        if type(row) is PositionMember
        else row
        for row in told._records  # type: ignore[attr-defined]
    ]
    store = make_store(None, *rows, articles=list(told.articles()))
    page = render(print_positions, positions(store, find_story(store)), width=100)

    assert "▪ Ola Brandt  on a condition “clear”  elsewhere than before" in page
    assert "on a condition: elsewhere than before: At least nine" in page


def test_a_story_without_any_says_none_found(ferry: Store, render: Render) -> None:
    """On each page."""
    story = find_story(ferry)

    assert "none found" in render(print_timeline, timeline(ferry, story))
    assert "none found" in render(print_positions, positions(ferry, story))
    assert 4 == render(print_wording, wording(ferry, story)).count("none found")


@pytest.fixture
def called(told: Store, make_store: Any) -> Store:
    """What three reports call one actor: in their own voice, reported, and within quotation marks."""
    actor = Actor(id="e" * 16, name="Sorrel bridge", type="place", named=True)
    rows = []
    for row in told.rows(Calling):
        rows += [replace(row, id=f"{row.id[:-1]}x", kind="actor", subject=actor.id)]
    quoted = replace(rows[-1], id="q" * 16, quoted=True)
    return make_store(told, actor, *rows, quoted)  # type: ignore[no-any-return]


def test_wording_has_a_row_an_outlet_and_its_voices(called: Store, render: Render) -> None:
    """Plain, in brackets and in quotation marks, with the place of the first."""
    page = render(print_wording, wording(called, find_story(called)), width=100)
    lines = below(page, "WHAT AN ACTOR IS CALLED")

    assert lines == [
        f"Sorrel bridge  place · {'e' * 16}",
        "  Elsin Courier       The Sorrel bridge 1:0-17 · (nine people) 2:10-21",
        "  Port Gazette        Bridge 3:0-6, “Bridge” 3:0-6",
    ]
    assert "no sign of what it thinks" in " ".join(page.split())


def test_wording_of_one_outlet_leaves_the_others_out(called: Store, render: Render) -> None:
    """By the number of its column."""
    page = render(print_wording, wording(called, find_story(called)), only=frozenset({1}), width=100)

    assert "  Port Gazette        Bridge" in page
    assert "The Sorrel bridge 1" not in page


def test_sources_have_a_block_an_article(told: Store, render: Render) -> None:
    """What is unknown says so; what was not read is told and not counted as none."""
    sheet = source_sheet(told, find_story(told))
    page = render(print_sources, sheet, width=100)
    one = render(print_sources, sheet, only=frozenset({sheet.rows[-1].article.id}), width=100)

    assert "no score" in page
    assert "text       21 words, 17 of them (81 %) also in other articles (2: 17)" in page
    assert "published  by its own words 2031-07-01 or later" in page
    assert "not read   nothing below is known of it" in page
    assert " 1  Bridge report clipping" in one
    assert "Bridge report gazette" not in one


def test_text_of_strangers_is_shown_as_text(told: Store, render: Render, make_store: Any) -> None:
    """Right-to-left words, wide characters, markup and control characters in a title do no harm."""
    strange = "[bold]جسر 橋\x1b[2J\u202e"
    articles = [replace(one, title=strange) for one in told.articles()]
    store = make_store(None, *told._records, articles=articles)  # type: ignore[attr-defined]
    story = find_story(store)
    pages = [
        render(print_timeline, timeline(store, story), width=40),
        render(print_positions, positions(store, story), width=40),
        render(print_wording, wording(store, story), width=40),
        render(print_sources, source_sheet(store, story), width=40),
    ]

    assert all("[bold]جسر" in page for page in pages)
    assert not any("\x1b" in page or "\u202e" in page for page in pages)
