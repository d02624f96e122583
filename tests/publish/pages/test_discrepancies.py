"""Where reports differ, as people read it: both sides' words, each in its voice, and no word on who is right."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from sayso.publish.pages.discrepancies import NO_VERDICT, print_discrepancies
from sayso.publish.views.discrepancies import Comparisons, comparisons
from sayso.publish.views.stories import find_story
from sayso.publish.words.comparison_words import DIFFERENCE_WORDS, class_words
from sayso.records import Discrepancy, Evidence, Speaker, Story
from sayso.spans import Span
from sayso.store.protocol import Store

Render = Callable[..., str]
VERDICTS = re.compile(
    r"\b(?:wrong|right|error|mistaken?|correct(?:ly)?|false|true|lie[sd]?|copied)\b", re.IGNORECASE
)


@pytest.fixture
def found(bridge: Store) -> Comparisons:
    """What is told of the bridge."""
    return comparisons(bridge, find_story(bridge))


def section(page: str, name: str) -> list[str]:
    """The lines below a heading, down to the next empty line before another heading."""
    return re.split(r"\n\n(?=[A-Z]{4})", page.partition(f"{name}\n")[2])[0].splitlines()


def test_a_discrepancy_has_both_sides_words_in_their_voices(found: Comparisons, render: Render) -> None:
    """The surer one first; of one the side of most articles first, with the texts behind it counted."""
    lines = section(render(print_discrepancies, found, width=80), "WHERE REPORTS DIFFER")

    assert lines == [
        "1. date: the bridge fell",
        f"   contradiction between reports · {found.discrepancies[0].id}",
        "   ▪ 2031-06-30  1 article (1)",
        "     1  Elsin Courier, in its own voice · courier.txt:1 [26-38]",
        "        The Sorrel bridge fell on *Monday night* while crowds watched from both",
        "        banks.",
        "   ▪ 2031-07-01  1 article (4)",
        "     4  outlet unknown, in its own voice · clipping.txt:1 [29-36]",
        "        The bridge at Sorrel fell on *Tuesday*.",
        "   compared because: the same deed",
        "",
        "2. number: people killed",
        f"   contradiction between reports · {found.discrepancies[1].id}",
        "   ▪ 11  2 articles, 1 textual source (1 and 2)",
        "     1  Elsin Courier: the coast guard said (quoted) · courier.txt:1 [77-83]",
        "        *Eleven* people were killed, the coast guard said.",
        "     2  Port Gazette, in its own voice · gazette.txt:2 [90-96]",
        "        *Eleven* people were killed.",
        "   ▪ 9 or more  1 article (3)",
        "     3  Elsin Courier: Ola Brandt said (quoted, speaker inferred: role) ·",
        "        later.txt:1 [10-14]",
        "        “At least *nine* people are dead,” said Captain Ola Brandt 🌉.",
        "   compared because: the same deed",
    ]


def test_an_agreement_is_repeated_and_not_confirmed(found: Comparisons, render: Render) -> None:
    """With the texts behind it, and the words of whoever says it."""
    lines = section(render(print_discrepancies, found, width=80), "WHERE REPORTS SAY THE SAME")

    assert lines[:4] == [
        "• 2031-06-30  date: the bridge fell",
        "  2 articles, 1 textual source: repeated, not confirmed (1 and 2) ·",
        f"    {found.agreements[0].id}",
        "    1  Elsin Courier, in its own voice · courier.txt:1 [26-38]",
    ]


def test_no_page_says_who_is_right(found: Comparisons, render: Render) -> None:
    """No word of a verdict, in any class of difference."""
    rows = [view.row for view in found.discrepancies]
    told = [
        class_words(replace(rows[0], difference=kind, level=level))
        for kind in DIFFERENCE_WORDS
        for level in ("between", "gloss", "inside", "over_time")
    ]
    page = render(print_discrepancies, found, width=200)

    assert NO_VERDICT in page
    assert [] == VERDICTS.findall("\n".join([page, *told]))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(found: Comparisons, render: Render, width: int) -> None:
    """Lines of words wrap; what cannot be broken is one word."""
    page = render(print_discrepancies, found, width=width)

    assert [] == [line for line in page.splitlines() if len(line) > width and " " in line.strip()]


def test_what_is_left_out_is_counted(found: Comparisons, render: Render) -> None:
    """A page of one tells of the other."""
    page = render(print_discrepancies, found, limit=1, width=80)

    assert "and 1 more discrepancy: --limit shows more" in page
    assert "people killed" not in page


def test_a_long_context_is_cut_around_the_words(bridge: Store, render: Render, make_store: Any) -> None:
    """The marked words stay, with some words on either side and an ellipsis for the rest."""
    (row, *_) = (one for one in bridge.rows(Evidence) if one.value == "9 or more")
    (article,) = bridge.articles([row.article])
    long = replace(article, text=f"{'before ' * 60}{article.text[:-1]} {'after ' * 60}")
    moved = replace(
        row,
        start=row.start + 420,
        end=row.end + 420,
        context=Span(0, len(long.text)),
        attribution=None,
    )
    others = [one for one in bridge.articles() if one.id != article.id]
    rows = [one for kind in (Story, Discrepancy, Speaker) for one in bridge.rows(kind)]
    evidence = [one for one in bridge.rows(Evidence) if one.id != row.id]
    store = make_store(None, *rows, *evidence, moved, articles=[*others, long])

    page = " ".join(render(print_discrepancies, comparisons(store), width=80).split())

    assert "… before" in page
    assert "*nine*" in page
    assert "after …" in page
    assert page.count("before ") < 20


def test_a_voice_that_cannot_be_read_never_becomes_the_outlets(
    bridge: Store, render: Render, make_store: Any
) -> None:
    """Evidence names an attribution that is not there: somebody said it."""
    rows = [
        replace(one, attribution="f" * 16) if one.value == "9 or more" else one
        for one in bridge.rows(Evidence)
    ]
    kept = [*bridge.rows(Story), *bridge.rows(Discrepancy), *rows]

    page = render(print_discrepancies, comparisons(make_store(None, *kept, articles=list(bridge.articles()))))

    assert "Elsin Courier: somebody said, and who was not found" in " ".join(page.split())


def test_a_story_without_any_says_so(ferry: Store, render: Render) -> None:
    """And what that does not mean."""
    page = render(print_discrepancies, comparisons(ferry, find_story(ferry)), width=80)

    assert "no discrepancy found" in page
    assert page.count("none found") == 2
    assert "does not mean that" in page


def test_a_terminal_shows_marks_as_style_and_strangers_text_as_text(found: Comparisons) -> None:
    """With styles there are no asterisks; markup and control characters of an article stay harmless."""
    out = io.StringIO()
    console = Console(
        file=out, force_terminal=True, color_system="standard", width=80, markup=False, highlight=False
    )
    print_discrepancies(console, found)

    assert "*Eleven*" not in out.getvalue()
    assert "\x1b[1;4mEleven\x1b[0m" in out.getvalue()
