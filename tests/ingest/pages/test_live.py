"""Live pages: dated blocks become articles of their own, and what is no block stays with the page."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.ingest import Given, read
from sayso.records import Article, Reading
from sayso.settings import Settings

BLOCK = """<div class="update" id="{name}"><time datetime="2031-03-04T{hour}:00:00Z">{hour}:00</time><h3>{head}</h3>
<p class="byline">By Ada Quill</p><p>{text}</p></div>"""
THREE = (
    (
        "b3",
        "12",
        "Ferry sails again",
        "The ferry has left the pier with forty people, the harbour office says.",
    ),
    ("b2", "11", "Wind drops", "The wind has dropped to force six, and the mole is open to walkers again."),
    (
        "b1",
        "09",
        "Storm reaches the coast",
        "Waves as high as the lighthouse door have closed the harbour of Vellin.",
    ),
)


def live(
    blocks: Sequence[tuple[str, ...]] = THREE,
    *,
    before: str = "",
    title: str = "Storm at Vellin: live updates",
) -> str:
    rows = "".join(BLOCK.format(name=b[0], hour=b[1], head=b[2], text=b[3]) for b in blocks)
    return f"""<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="The Harbor Post">
    <link rel="canonical" href="https://post.example/storm"><meta property="article:published_time" content="2031-03-04T08:00:00Z"></head>
    <body><main><h1>{title}</h1><p>A storm has reached the coast of Senn; we follow it here all day.</p>{before}
    <div class="live-stream">{rows}</div></main></body></html>"""


def articles(tmp_path: Path, page: str, *, given: Given | None = None) -> list[Article]:
    path = tmp_path / "live.html"
    path.write_text(page, encoding="utf-8")
    rows = list(read([path], settings=Settings(), given=given or Given()))
    assert all(isinstance(row, Reading) for row in rows), rows
    return [row.article for row in rows if isinstance(row, Reading)]


def test_each_block_is_an_article_with_the_page_as_parent(tmp_path: Path) -> None:
    """With its own address, title, day and authors; the outlet is the page's; no sentence is in two of them."""
    page, *blocks = articles(tmp_path, live())

    assert ["b3", "b2", "b1"] == [str(block.url).partition("#")[2] for block in blocks]
    assert [page.id] * 3 == [block.parent for block in blocks]
    assert ["Ferry sails again", "Wind drops", "Storm reaches the coast"] == [block.title for block in blocks]
    assert ["2031-03-04T12:00:00+00:00", "stated"] == [
        blocks[0].published_earliest,
        blocks[0].published_basis,
    ]
    assert (("Ada Quill",), "The Harbor Post", "en") == (
        blocks[0].authors,
        blocks[0].outlet,
        blocks[0].language,
    )
    assert THREE[0][3] == blocks[0].text
    assert "A storm has reached the coast of Senn; we follow it here all day." == page.text
    assert page.parent is None


def test_an_edited_block_is_a_revision_and_a_new_one_changes_no_other(tmp_path: Path) -> None:
    """A block is known by its name on the page, wherever it has moved."""
    _, *before = articles(tmp_path, live())
    newer = (("b4", "13", "All clear", "The harbour office has taken the black ball down."), *THREE[:2])
    edited = (THREE[2][0], THREE[2][1], THREE[2][2], THREE[2][3] + " Nobody was hurt.")
    _, *after = articles(tmp_path, live((*newer, edited)))

    assert [block.id for block in before] == [block.id for block in after[1:]]
    assert [block.revision for block in before[:2]] == [block.revision for block in after[1:3]]
    assert before[2].revision != after[3].revision


def test_a_block_without_a_name_is_known_by_its_time_and_heading(tmp_path: Path) -> None:
    """So that the edited text is a revision."""
    page = live().replace('id="b3"', "").replace('id="b2"', "").replace('id="b1"', "")
    _, *before = articles(tmp_path, page)
    _, *after = articles(tmp_path, page.replace("forty people", "sixty people"))

    assert [block.id for block in before] == [block.id for block in after]
    assert 3 == len({block.id for block in before})
    assert "https://post.example/storm" == before[0].url


def test_a_pinned_summary_is_no_block(tmp_path: Path) -> None:
    """It has no time, and stays with the page."""
    pinned = "<section><h2>Key points</h2><ul><li>The ferry sails again from noon</li></ul></section>"

    page, *blocks = articles(tmp_path, live(before=pinned))

    assert "The ferry sails again from noon" in page.text
    assert 3 == len(blocks)


def test_what_is_said_of_the_page_is_not_said_of_its_blocks(tmp_path: Path) -> None:
    """An address, a title or a day of the command line are the page's; an outlet holds for all."""
    page = live().replace('<meta property="og:site_name" content="The Harbor Post">', "")
    given = Given(outlet="Harbor Post", published="2031-03-01", title="Storm")

    _, *blocks = articles(tmp_path, page, given=given)

    assert {"Harbor Post"} == {block.outlet for block in blocks}
    assert "2031-03-04T12:00:00+00:00" == blocks[0].published_earliest


@pytest.mark.parametrize("name", ["comments", "discussion", "reader-comments"])
def test_comments_are_no_blocks(tmp_path: Path, name: str) -> None:
    """They have times and names as well."""
    page = live().replace('class="live-stream"', f'class="{name}"').replace('class="update"', 'class="post"')

    assert 1 == len(articles(tmp_path, page.replace("live updates", "the live night")))


def test_a_row_of_headlines_with_times_is_no_live_page(tmp_path: Path) -> None:
    """Each leads to an article of its own."""
    rows = "".join(
        f'<li class="live"><time datetime="2031-03-04T0{n}:00:00Z">0{n}:00</time><a href="/n/{n}">Headline number {n} of the day</a></li>'
        for n in range(5)
    )
    text = (
        "<p>The old bridge over the Senn will close for a month, the harbour office said on Monday.</p>" * 3
    )
    page = f"<html><head><title>Bridge to close</title></head><body><article><h1>Bridge to close</h1>{text}</article><ul class='live-ticker'>{rows}</ul></body></html>"

    assert 1 == len(articles(tmp_path, page))


def test_a_declared_block_that_is_not_on_the_page_is_read_from_the_declaration(tmp_path: Path) -> None:
    """Pages load older blocks only when asked."""
    ld = """<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Storm at Vellin", "liveBlogUpdate": [
    {"@type": "BlogPosting", "url": "https://post.example/storm#b1", "headline": "Storm reaches the coast", "datePublished": "2031-03-04T09:00:00Z",
     "dateModified": "2031-03-04T09:30:00Z", "articleBody": "Waves as high as the lighthouse door have closed the harbour of Vellin."},
    {"@type": "BlogPosting", "url": "https://post.example/storm#b0", "headline": "Night falls", "datePublished": "2031-03-04T05:00:00Z",
     "author": {"name": "Piet Lorne"}, "articleBody": "<p>It is dark.</p><p>The lamps are out.</p>"}, "broken", {"articleBody": 7}]}</script>"""

    _, *blocks = articles(tmp_path, live().replace("</head>", ld + "</head>"))
    by_name = {str(block.url).partition("#")[2]: block for block in blocks}

    assert {"b0", "b1"} <= set(by_name)
    assert ("It is dark.\nThe lamps are out.", ("Piet Lorne",)) == (by_name["b0"].text, by_name["b0"].authors)
    assert "2031-03-04T09:30:00+00:00" == by_name["b1"].updated


def test_declared_blocks_that_stand_on_the_page_in_another_shape_are_not_read_twice(tmp_path: Path) -> None:
    """Two blocks are too few to be told by their shape."""
    told = ", ".join(
        f'{{"@type": "BlogPosting", "headline": "{head}", "datePublished": "2031-03-04T{hour}:00:00Z", "articleBody": "{text}"}}'
        for _, hour, head, text in THREE[:2]
    )
    ld = f'<script type="application/ld+json">{{"@type": "LiveBlogPosting", "liveBlogUpdate": [{told}]}}</script>'
    plain = "".join(f"<section><h2>{head}</h2><p>{text}</p></section>" for _, _, head, text in THREE[:2])

    page, *blocks = articles(tmp_path, live((), before=plain).replace("</head>", ld + "</head>"))

    assert [THREE[0][3], THREE[1][3]] == [block.text for block in blocks]
    assert "A storm has reached the coast of Senn; we follow it here all day." == page.text


def test_comments_below_blocks_stay_comments(tmp_path: Path) -> None:
    """They are much of what is left of the page when its blocks are taken out."""
    below = '<div class="komentari"><h4>Best</h4><p>And who pays for the mole? Let somebody answer that at last, please.</p></div></main>'
    page, *_ = articles(tmp_path, live().replace("</main>", below))

    assert "who pays" not in page.text
