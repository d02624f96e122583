"""Shared text as people read it: each text once, the words that differ, and no more certainty than the rows have."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sayso.publish.pages.passages import NO_CREDIT, print_passages, print_texts
from sayso.publish.views.shared_texts import SharedText, group_texts, shared_texts
from sayso.records import Origin, SharedPassage
from sayso.store.protocol import Store

Render = Callable[..., str]


@pytest.fixture
def texts(ferry: Store) -> list[SharedText]:
    """The two texts of the ferry story."""
    return shared_texts(ferry, group_texts(ferry.rows(SharedPassage)))


def test_each_text_stands_once_with_its_wordings_and_where_they_differ(
    texts: list[SharedText], render: Render
) -> None:
    """Whoever prints it in the same words is named below them; the other wording is compared with the first."""
    page = render(print_passages, texts, 0, where="in the collection")

    assert page.partition("SHARED TEXT\n")[2].splitlines() == [
        "• in 1, 2 and 3: 15 words, verbatim and edited",
        "  The ferry Alda left the port of Elsin at dawn with forty crew on",
        "  board.",
        f"    1  as printed by Elsin Courier · courier.txt:1 {place(texts, 0)}",
        "    2  in the same words as printed by Port Gazette · gazette.txt:1",
        f"       {place(texts, 1)}",
        "  The ferry Alda left the port of Elsin at dawn with some forty crew on",
        "  board.",
        f"    3  as printed by an unknown outlet · clipping.txt:2 {place(texts, 2)}",
        "    1 and 3 differ: nothing / “some”",
        "  none of them credits another",
        "",
        "• in 1 and 2: 7 words, verbatim",
        "  Nobody has seen the Alda since noon.",
        f"    1  as printed by Elsin Courier · courier.txt:2 {place(texts[1:], 0)}",
        "    2  in the same words as printed by Port Gazette · gazette.txt:1",
        f"       {place(texts[1:], 1)}",
        "  neither credits the other",
    ]


def test_a_reason_of_pairs_is_told_of_all_the_articles_that_have_the_text(
    texts: list[SharedText], render: Render
) -> None:
    why = "direction unknown: neither credits the other where the words stand"
    told = [
        replace(
            text,
            passages=tuple(replace(view, passage=replace(view.passage, why=why)) for view in text.passages),
        )
        for text in texts
    ]
    page = render(print_passages, told, 0, where="in the collection", width=120)

    assert ["none of them credits another", "neither credits the other"] == [
        line.removeprefix("  direction unknown: ").removesuffix(" where the words stand")
        for line in page.splitlines()
        if "direction unknown" in line
    ]


def test_articles_are_listed_with_what_is_known_of_them(texts: list[SharedText], render: Render) -> None:
    """An article without an outlet, a date and a headline is called by its file."""
    page = render(print_passages, texts, 0, where="in the collection", width=80)

    assert "1  The Alda is missing\n   Elsin Courier · 2031-06-01 · " in page
    assert "3  no headline found\n   outlet unknown (clipping.txt) · date unknown · " in page


def test_a_direction_says_what_it_rests_on(texts: list[SharedText], render: Render) -> None:
    """A credit gives a direction, with its words; how many words are shared stands in the head."""
    page = render(
        print_passages, [directed(texts[1], "credit", "7 words in the same order; as told")], 0, where="here"
    )

    assert page.endswith("\n  from 1 to 2: as told\n")


def test_stated_times_give_an_order_and_no_direction(texts: list[SharedText], render: Render) -> None:
    """Told once of all pairs: the earliest in this collection, or who is before whom where no one is before all."""
    text = directed(texts[0], "times", "as told")
    fewer = replace(text, passages=tuple(view for view in text.passages if view.passage.kind == "edited"))
    pages = [
        render(print_passages, [one], 0, where="here", width=200).splitlines()[-1] for one in (text, fewer)
    ]

    assert "  earliest in this collection by its stated time: 1 (2031-06-01); " + NO_CREDIT == pages[0]
    assert pages[1] == (
        "  by their stated times, in this collection: 1 (2031-06-01) earlier than 3; "
        "2 (2031-06-02) earlier than 3; no words tell which way it went"
    )


def directed(text: SharedText, basis: str, why: str) -> SharedText:
    """The same text, each of its pairs with a direction from the earlier article to the later one."""
    order = {article.id: number for number, article in enumerate(text.articles)}
    views = []
    for view in text.passages:
        direction = "a_to_b" if order[view.a.id] < order[view.b.id] else "b_to_a"
        course: Any = {"direction": direction, "direction_basis": basis, "why": why}
        views.append(replace(view, passage=replace(view.passage, **course)))
    return replace(text, passages=tuple(views))


def test_repeated_text_is_counted_by_sources_and_called_no_confirmation(
    texts: list[SharedText], render: Render
) -> None:
    """With the articles of one source and a reason; how many articles share it is told once."""
    origin = Origin(
        id="a" * 16,
        story="b" * 16,
        utterance=None,
        least=1,
        most=2,
        reasons=("3 articles share it", "one credits a wire"),
    )
    courier, gazette, clipping = (article.id for article in texts[0].articles)
    sources = {courier: "1" * 16, gazette: "1" * 16, clipping: "2" * 16}
    text = replace(texts[0], origin=origin, sources=sources)

    assert render(print_passages, [text], 0, where="here", width=200).endswith(
        "\n  3 articles, at most 2 textual sources: 1 and 2 have one source; one credits a wire; "
        "repeated, not confirmed\n"
    )


def test_a_story_shows_its_texts_in_short(texts: list[SharedText], render: Render) -> None:
    """By the numbers of its list of articles, with what is left out."""
    numbers = {article.id: number for number, article in enumerate(texts[0].articles, start=4)}
    page = render(print_texts, texts[:1], 1, numbers)

    assert page.startswith("• in 4, 5 and 6: 15 words, verbatim and edited\n")
    assert "\n   6  clipping.txt:2 [" in page
    assert page.endswith("and 1 shorter text: `sayso passages` has them all")


def test_no_shared_text_is_none_found(render: Render) -> None:
    """Which is about this collection, and not about the world."""
    assert "Text shared in the collection\nnone found" == render(
        print_passages, [], 0, where="in the collection"
    )
    assert "none found" == render(print_texts, [], 0, {})


def place(texts: list[SharedText], number: int) -> str:
    """The offsets of one place of the first text."""
    _, span = texts[0].places[number]
    return f"[{span.start}-{span.end}]"
