"""Causes for which real pages lost their article, or had other words in it, each on an invented page."""

import pytest

from sayso.ingest.pages import page_draft
from sayso.ingest.pages.declared import declared_in
from sayso.ingest.pages.headlines import headline_element, title_of_page
from sayso.ingest.pages.trees import count_words, tree_of
from sayso.settings import Limits

TITLE = "Old bridge over the Senn to close for a month"
LINES = [
    f"The harbour office in Vellin said on {day} that pier number {pier} of the old bridge had moved again since the "
    "winter, and that nobody would be let over it, neither on foot nor by cart, before the masons had looked at it."
    for day, pier in (("Monday", 3), ("Tuesday", 4), ("Wednesday", 5), ("Thursday", 6), ("Friday", 7))
]
STORY = "".join(f"<p>{line}</p>" for line in LINES)
CARDS = "".join(
    f"<div class='it'><a href='/{n}'><h3>Ferry number {n} to be painted</h3></a><p>It has been green since 197{n}, and rust shows.</p></div>"
    for n in range(6)
)


def lines_of(body: str, *, title: str = TITLE, head: str = "") -> list[str]:
    page = f"<!doctype html><html lang='en'><head><title>{title} | The Harbor Post</title>{head}</head><body>{body}</body></html>"
    text = page_draft(page.encode(), path="a.html", limits=Limits()).text.split("\n")
    return [line for line in text if line != TITLE]


@pytest.mark.parametrize(
    "body",
    [
        f"<div hidden><h1>{TITLE}</h1><h2>Piers move</h2></div><div class='all'><div class='c'><h1>{TITLE}</h1><div>{STORY}</div></div></div>",
        f"<h1>The Harbor Post</h1><div class='page'><div class='m'><h1>{TITLE}</h1>{STORY}</div></div>",
        f"<nav><a href='/'><h1>Harbor Post</h1></a></nav><main><article><h1>{TITLE}</h1><div>{STORY}</div></article></main>",
        f"<div><a href='/'><h1>Post</h1></a></div><div class='c'><h2>{TITLE}</h2>{STORY}</div>",
    ],
)
def test_another_headline_above_takes_no_article_away(body: str) -> None:
    """A copy for sharing, the outlet's name, a logo that says a part of the page's title."""
    assert lines_of(body) == LINES


def test_what_holds_the_headline_is_never_another_article() -> None:
    """Though a heading of the same level stands beside it."""
    body = f"<h1>Weather</h1><div><header></header><div><article><h1>{TITLE}</h1>{STORY}</article></div></div><script></script>"
    assert lines_of(body) == LINES


def test_a_title_is_the_longest_heading_that_the_page_repeats() -> None:
    """And no logo, whose words end each page's title."""
    page = f"<html><head><title>{TITLE} Harbor News: Post</title></head><body><nav><a href='/'><h1>Harbor News: Post</h1></a></nav><h1>{TITLE}</h1></body></html>"
    tree = tree_of(page, path="a.html")
    title = title_of_page(tree, declared_in(tree, url=None))
    head = headline_element(tree, title)

    assert title == TITLE
    assert head.getparent().tag == "body"


def test_cards_beside_an_article_make_no_list_of_it() -> None:
    """However many there are, where paragraphs longer than teasers stand outside them; and they are left out."""
    linked = "".join(f"<div class='m'><h2><a href='/{n}'>Box {n}</a></h2></div>" for n in range(5))
    body = f"<div class='w'><div class='col'><h1>{TITLE}</h1>{STORY}</div></div><div class='x'>{CARDS}</div>{linked}"
    assert lines_of(body) == LINES


def test_a_page_in_an_envelope_is_read() -> None:
    """As courts and exchanges file them, with lines of their own before the page."""
    page = f"<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\n<HTML><HEAD><TITLE>EX</TITLE></HEAD><BODY>{STORY}</BODY></HTML></TEXT></DOCUMENT>"
    assert page_draft(page.encode(), path="a.htm", limits=Limits()).text.split("\n") == LINES


@pytest.mark.parametrize(
    "box",
    [
        "<div class='util-bar'><p>A link has been sent to the address of your friend.</p></div>",
        "<div class='entry-toolbar'><div>Add to your list<br>whatever you read here, and see what your friends have read</div></div>",
        "<div class='share-flyout'><p>Tell your friends what you are reading about the bridge.</p></div>",
        "<div style='display: none;'><p>Only members may keep articles. Members read them on the ferry as well.</p></div>",
        "<div class='inline-recirc'><h2>Must-reads</h2><ul><li><a href='/1'>Is the ferry bad for you?</a></li></ul></div>",
        "<section class='box'>"
        + "".join(
            f"<figure><figcaption><a href='/{n}'>Ferry number {n} is to be painted in another green before the winter, as it was in 197{n}</a></figcaption></figure>"
            for n in range(9)
        )
        + "</section>",
    ],
)
def test_rows_of_buttons_hidden_boxes_and_columns_of_links_go(box: str) -> None:
    """Before the text and after it."""
    assert lines_of(f"<article><h1>{TITLE}</h1>{box}<div class='t'>{STORY}</div></article>") == LINES
    assert lines_of(f"<article><h1>{TITLE}</h1><div class='t'>{STORY}</div>{box}</article>") == LINES


def test_a_paragraph_called_a_bar_or_an_overlay_stays_between_others() -> None:
    """The engine passes such elements over; between paragraphs, or as one of several, they are text."""
    parts = "".join(
        f"<div class='overlay grid'><div class='overlay-in'><p>{line}</p></div></div>" for line in LINES
    )
    assert lines_of(f"<article><h1>{TITLE}</h1><div>{parts}</div></article>") == LINES


def test_large_losses_are_doubted() -> None:
    """Long paragraphs under a name of furniture that are most of the page: the engine's own reading counts."""
    pieces = [f"<div class='promo'><p>{line}</p></div>" for line in LINES]
    body = (
        f"<div class='c'><h1>{TITLE}</h1><p>{LINES[0].replace('Monday', 'Sunday')}</p>{''.join(pieces)}</div>"
    )
    draft = page_draft(
        f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>".encode(),
        path="a",
        limits=Limits(),
    )

    assert all(line in draft.text for line in LINES)
    assert any("as it came" in note for note in draft.notes)


def test_a_summary_under_the_headline_is_read_though_it_is_a_heading() -> None:
    """A heading as long as a sentence, without a full stop; a section's name is none."""
    deck = "Masons are to look at five piers that have moved since the winter, and a ferry runs"
    body = f"<div class='s'><h1>{TITLE}</h1><h2>{deck}</h2><p class='d'>3 March</p>{STORY}</div>"

    assert [line for line in lines_of(body) if line != "3 March"] == [deck, *LINES]


def test_words_of_scripts_without_spaces_are_counted() -> None:
    """So that a Chinese article is not taken for a short one."""
    assert count_words("港务局星期一表示大桥将关闭一个月") == 8
    assert count_words("The bridge 大桥 will close") == 5
