"""Templates of widespread systems, each with what they do to a reader that knows only others."""

import pytest

from sayso.errors import InputError
from sayso.ingest.pages import page_draft
from sayso.ingest.reading import Draft
from sayso.settings import Limits

FIRST = "The ropeway over the Ister stood still for nine hours on Sunday with forty people in it, its operator said."
SECOND = "“We sang, and then we stopped singing,” said Ludo Marek, who was brought down by the fire brigade at dusk."
THIRD = "The operator has put the fault down to a fuse, and will pay for a second day of skiing for each passenger."
REST = f"<p>{SECOND}</p><p>{THIRD}</p>"


def draft(body: str, head: str = "<title>Ropeway stands still | Ister Echo</title>") -> Draft:
    """The draft of a page."""
    page = f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>"
    return page_draft(page.encode(), path="page.html", limits=Limits())


@pytest.mark.parametrize(
    "after",
    [
        "<h2>Chapter 2: The fuse</h2><p>A fuse of nine amperes lay on the table of the inquiry the next day, black.</p>",
        "<section><h2>Comments</h2><p>I was in it. Nobody sang.</p></section>",
    ],
)
def test_a_text_beside_its_headline_is_no_other_article(after: str) -> None:
    """Though it has headings of its own."""
    made = draft(
        f"<div><h1>Ropeway stands still</h1></div><article class='x'><p>{FIRST}</p>{REST}{after}</article>"
        "<div><article><h2>Bees return to the station</h2><p>They had left in May.</p></article></div>"
    )

    assert [FIRST, SECOND, THIRD] == [
        line for line in made.text.split("\n") if line in {FIRST, SECOND, THIRD}
    ]
    assert "Bees" not in made.text


def test_the_outlets_name_is_no_headline() -> None:
    """It ends the page's title, and stands in a heading above the article."""
    made = draft(
        f"<header><h2><a href='/'>Ister Echo</a></h2></header><article><h1>Ropeway stands still</h1><p>{FIRST}</p>{REST}</article>",
        '<title>Ropeway stands still - Ister Echo</title><meta property="og:site_name" content="Ister Echo">'
        '<meta property="og:title" content="Ropeway stands still">',
    )

    assert "Ropeway stands still" == made.stated.title
    assert FIRST in made.text


def test_a_headline_of_the_third_level_is_one() -> None:
    """Old templates and print views keep the higher ones for the outlet."""
    head = "<title>Ister Echo: Ropeway stands still</title>"

    made = draft(f"<div><h3>Ropeway stands still</h3><p>{FIRST}</p>{REST}</div>", head)

    assert "Ropeway stands still" == made.stated.title


def test_joiners_are_kept() -> None:
    """Words are other words without them."""
    line = "خانه‌های روستا می‌مانند و کسی آن‌ها را نمی‌فروشد، دهیار روستا روز شنبه در نشست شورا گفت."

    made = draft(f"<article><h1>خانه‌های روستا می‌مانند</h1><p>{line}</p><p>{line} {line}</p></article>")

    assert line in made.text.split("\n")


def test_the_words_of_amp_elements_are_left_out() -> None:
    """A placeholder in one is no line of the article."""
    made = draft(
        f"<article><h1>Ropeway stands still</h1><p>{FIRST}</p>"
        f"<amp-ad width=300><div placeholder>Our sponsors wish you good day</div></amp-ad>{REST}</article>"
    )

    assert "sponsors" not in made.text


def test_a_list_that_calls_itself_an_article_is_a_list() -> None:
    """Its JSON-LD says what it is."""
    head = (
        '<title>ropeways | Ister Echo</title><meta property="og:type" content="article"><script type="application/ld+json">'
        '{"@context": "https://schema.org", "@graph": [{"@type": "CollectionPage", "name": "ropeways"}]}</script>'
    )
    cards = "".join(f"<li><h2><a href='/{n}'>Ropeway story {n}</a></h2><p>{FIRST}</p></li>" for n in range(2))

    with pytest.raises(InputError, match="list of articles"):
        draft(f"<h1>Tag: ropeways</h1><ul>{cards}</ul>", head)


def test_a_page_in_a_form_of_tables_is_read_in_lines() -> None:
    """With the lead that stands in a cell of its own, and without the signs of a table of figures."""
    made = draft(
        "<form method=post action='/Default.aspx'><table><tr><td><a href='/'>Ister Echo</a></td></tr><tr><td><table>"
        "<tr><td><span class=Titr>Ropeway stands still</span></td></tr>"
        f"<tr><td><span class=Lead>{FIRST}</span></td></tr><tr><td><div>{SECOND}<br><br>{THIRD}<br><br>{SECOND} {THIRD}<br></div></td></tr>"
        "</table></td></tr></table></form>",
        '<title>Ropeway stands still</title><meta property="og:title" content="Ropeway stands still">',
    )

    said = made.text.split("\n")
    assert [FIRST, SECOND, THIRD] == said[said.index(FIRST) :][:3]
    assert "|" not in made.text


def test_a_catchword_in_the_heading_hides_no_lead() -> None:
    """The head of the article holds its headline, and its first sentence."""
    made = draft(
        "<article><header><h2><span>Railways</span> <span>Ropeway stands still</span></h2>"
        f"<div class=lead>{FIRST}</div></header><div>{REST}</div></article>",
        '<title>Ropeway stands still</title><meta property="og:title" content="Ropeway stands still">',
    )

    assert FIRST in made.text.split("\n")


def test_microdata_name_author_and_day() -> None:
    """The day stands in the title of an abbreviation, the name within a line."""
    made = draft(
        f"<div itemscope itemtype='http://schema.org/BlogPosting'><h3>Ropeway stands still</h3><div>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</div>"
        "<p>Sent in by <span itemprop=author itemscope><span itemprop=name>Nel Hask</span></span>"
        "<abbr itemprop=datePublished title='2031-02-03T18:42:00+03:00'>18:42</abbr></p></div>"
    )

    assert (("Nel Hask",), "2031-02-03T18:42:00+03:00") == (made.stated.authors, made.stated.published)


@pytest.mark.parametrize("label", ["Lee también:", "Czytaj też:", "Veja também:"])
def test_labels_over_links_are_known_in_more_languages(label: str) -> None:
    """A paragraph with a label and a link leads elsewhere."""
    made = draft(
        f"<article><h1>Ropeway stands still</h1><p>{FIRST}</p><p><b>{label}</b> <a href='/x'>El pozo de la villa</a></p>{REST}</article>"
    )

    assert "pozo" not in made.text


def test_a_subheading_of_the_first_level_is_no_other_article() -> None:
    """Platforms for letters divide a text by headings like the title's."""
    made = draft(
        f"<article><div><h1>Ropeway stands still</h1></div><p>{FIRST}</p><h1>The fuse</h1><p>{SECOND}</p><h1>The day after</h1><p>{THIRD}</p></article>"
    )

    assert [FIRST, SECOND, THIRD] == [
        line for line in made.text.split("\n") if line in {FIRST, SECOND, THIRD}
    ]


@pytest.mark.parametrize(
    "clutter",
    [
        "<p><b>More:</b> <a href='/x'>Why the well in the square is dry</a></p>",
        "<p><em>Nel Hask writes about wells. Reach her at hask@ister.example.</em></p>",
        "<div><h2>About the author</h2><p>Nel Hask has written about every well in the country, and about two abroad.</p></div>",
        "<p>All rights reserved. This material and any well may not be reproduced without permission.</p>",
        "<p>Follow «Ister Echo» on the well.</p><p>Підписуйтесь на наш канал про well</p>",
        "<p><b>For interviews, contact:</b> press@well.example</p>",
        "<div>Video: How a well is dug</div>",
        "<div><h3>Most read</h3><ul><li>A well in each garden</li></ul></div>",
    ],
)
def test_what_follows_an_article_is_no_part_of_it(clutter: str) -> None:
    """Lines about who wrote it, rights, other articles and whom to call."""
    clutter = clutter.replace("Follow «Ister Echo» on", "Ακολουθήστε «Ister» στο Google:")
    made = draft(f"<article><h1>Ropeway stands still</h1><p>{FIRST}</p>{REST}{clutter}</article>")

    assert made.text.split("\n")[-3:] == [FIRST, SECOND, THIRD]
    assert "well" not in made.text


def test_an_outlet_after_a_name_is_not_the_name() -> None:
    """Some write where somebody works into the author's name."""
    made = draft(
        f"<article><h1>Ropeway stands still</h1><p>{FIRST}</p>{REST}</article>",
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ropeway stands still",'
        '"author":["Nel Hask, Ister Echo"],"publisher":{"@type":"Organization","name":"Ister Echo"}}</script>',
    )

    assert made.stated.authors == ("Nel Hask",)


def test_what_is_left_out_as_another_article_is_told() -> None:
    """Where the reader is wrong about that, the note says what is missing, and the page's bytes have it."""
    made = draft(
        f"<article><h1>Ropeway stands still</h1><p>{FIRST}</p>{REST}</article>"
        f"<article><h1>Museum finds its clock</h1><p>{SECOND} {SECOND} {SECOND}</p></article>"
    )

    assert "Museum finds" not in made.text
    (note,) = [note for note in made.notes if note.startswith("left out as other articles")]
    assert note.endswith("words, from “Museum finds its clock” on")
    assert made.raw is not None
    alone = draft(f"<article><h1>Ropeway stands still</h1><p>{FIRST}</p>{REST}</article>")
    assert not any(note.startswith("left out") for note in alone.notes)
