"""Who wrote an article is whom the page names near its headline, and nobody else."""

import pytest

from sayso.ingest.pages import page_draft
from sayso.settings import Limits

STORY = (
    "<p>The harbour office in Vellin said on Monday that the old bridge would close for a month, and that a ferry would run instead of it.</p>"
    * 9
)


def authors(byline: str = "", *, head: str = "", after: str = "", outlet: str = "Vellin Post") -> list[str]:
    page = f"""<html lang="en"><head><title>Bridge to close</title><meta property="og:site_name" content="{outlet}">{head}</head>
    <body><article><h1>Bridge to close</h1>{byline}<div>{STORY}</div></article>{after}</body></html>"""
    return list(page_draft(page.encode(), path="a.html", limits=Limits()).stated.authors)


@pytest.mark.parametrize(
    ("byline", "named"),
    [
        ("<p class='byline'>By Ada Morrow | 3/4/31 7:15 AM</p>", ["Ada Morrow"]),
        ("<p class='byline'>By Ada Morrow on June 9, 2031 08:08 pm @adamorrow 76 Comments</p>", ["Ada Morrow"]),
        ("<p class='author vcard'>Ada Morrow Senior Harbour Correspondent</p>", ["Ada Morrow"]),
        ("<div class='author'>Par ADA MORROW, IDA LENZ Envoyées spéciales à Vellin</div>", ["ADA MORROW", "IDA LENZ"]),
        ("<span itemprop='author'>Ada Morrow, VELLIN POST</span>", ["Ada Morrow"]),
        ("<div><a rel='author'>Ada Morrow</a> / <a rel='author'>Ida Lenz</a></div>", ["Ada Morrow", "Ida Lenz"]),
        ("<cite class='byline'>By ADA MORROW and IDA LENZ - AP Harbour Writers | AP – 1 hr ago</cite>", ["ADA MORROW", "IDA LENZ"]),
        ("<p class='byline'>Vellin Post Staff</p>", []),
    ],
)  # fmt: skip
def test_bylines_give_names_alone(byline: str, named: list[str]) -> None:
    """Without "By", roles, days and whom they work for."""
    assert authors(byline) == named


@pytest.mark.parametrize(
    ("tag", "named"),
    [
        ('<meta name="author" content="By  Ada Morrow, VP">', ["Ada Morrow"]),
        ('<meta name="sailthru.author" content="Ada Morrow">', ["Ada Morrow"]),
        ('<meta name="author" content="Ada Morrow and Ida Lenz">', ["Ada Morrow", "Ida Lenz"]),
        ('<meta property="article:author" content="https://www.vellin.example/ada">', []),
        ('<meta name="author" content="Ediciones Vellin Post">', []),
    ],
)
def test_tags_name_people_and_never_the_outlet(tag: str, named: list[str]) -> None:
    """Nor an address."""
    assert authors(head=tag) == named


def test_a_line_by_somebody_counts_beside_what_the_headline_lies_in() -> None:
    """As where the headline has a header of its own; a line behind the first paragraph is the text's."""
    page = "<html><head><title>Bridge to close</title></head><body><div class='a'><header><h1>Bridge to close</h1></header>{}<div>{}</div></div></body></html>"
    first = page.format("<div>By Ada Morrow</div>", STORY)
    later = page.format("", STORY + "<div>By Ada Morrow</div>")

    assert page_draft(first.encode(), path="a", limits=Limits()).stated.authors == ("Ada Morrow",)
    assert page_draft(later.encode(), path="a", limits=Limits()).stated.authors == ()


def test_a_person_goes_before_an_organisation() -> None:
    """And the organisation stands where nobody else is named."""
    tag = '<meta name="author" content="AP">'

    assert authors("<p><a rel='author'>Ada Morrow</a></p>", head=tag) == ["Ada Morrow"]
    assert authors(head=tag) == ["AP"]


def test_commenters_and_writers_of_other_articles_are_nobody() -> None:
    """They are called authors too; unknown is better than they."""
    comments = "<div class='comments'><span class='comment_author'>alcalino</span><div class='author_name'>Ben Aldo 12 Fans</div></div>"
    cards = (
        "<div class='related'><p class='byline'>By Otto Vell</p></div><p>Submitted by visitor on Monday</p>"
    )

    assert authors(after=comments + cards) == []
