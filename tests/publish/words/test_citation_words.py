"""Citations: a line as it is pasted elsewhere."""

import html
import re
from dataclasses import replace
from typing import Any

import pytest
from markdown_it import MarkdownIt

from sayso.publish.views.lines import Line, find_line
from sayso.publish.words.citation_words import cite, link_of, published_with_basis
from sayso.records import Attribution
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.store.protocol import Store

HOSTILE = "<script>alert(1)</script> *so* _it_ [goes](javascript:x) & `on` # | ~~1~~ ![x](y) 🏗"


@pytest.fixture
def line(harbour: Store, courier: Bundle) -> Line:
    """A quotation with a speaker by surname."""
    return find_line(harbour, courier[Attribution][1].id)


def altered(line: Line, text: str | None = None, **article: Any) -> Line:
    """The line with other fields of its article; `text` becomes the whole content."""
    rendering = line.rendering
    if text is not None:
        content = (Span(0, len(text)),)
        rendering = replace(rendering, attribution=replace(rendering.attribution, content=content, cue=None))
        article["text"] = text
    return replace(line, rendering=replace(rendering, article=replace(rendering.article, **article)))


def test_the_words_come_first_and_the_local_link_last(line: Line) -> None:
    article, span = line.rendering.article, line.rendering.span
    cited = altered(line, url="https://courier.example/harbour?a=1&b=2")
    local = "http://127.0.0.1:8000" + link_of(cited)
    assert [
        "“We have won about 40 new cranes 🏗,”",
        "As rendered by Elsin Courier: Mara Vint said (praise; quoted; by surname).",
        "“Harbour strike ends”, published 2031-05-02 (stated)",
        "https://courier.example/harbour?a=1&b=2",
        f"Text SHA-256 {article.text_sha256}, characters {span.start}-{span.end}",
        "Review state: unreviewed",
        f"In this collection: {local}",
    ] == cite(cited, local=local).text.splitlines()


def test_what_is_unknown_says_so(line: Line) -> None:
    bare = altered(
        line, outlet=None, title=None, url=None, published_earliest=None, published_latest=None, path=None
    )
    text = cite(bare).text
    for words in ("outlet unknown", "no headline, date of publication unknown", "original address unknown"):
        assert words in text
    assert "In this collection" not in text


@pytest.mark.parametrize(
    ("basis", "words"), [("stated", "(stated)"), ("dateline", "(dateline)"), ("inferred", "(inferred)")]
)
def test_a_date_always_has_its_basis(line: Line, basis: Any, words: str) -> None:
    article = altered(line, published_basis=basis).rendering.article
    assert f"published 2031-05-02 {words}" == published_with_basis(article)


def test_markup_in_an_article_stays_words(line: Line) -> None:
    cited = cite(altered(line, HOSTILE, title=HOSTILE, outlet=HOSTILE, url="https://x.example/?a=<b>"))
    assert HOSTILE in cited.text
    shown = MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(cited.markdown)
    for page in (cited.html, shown):
        assert "<script" not in page
        assert not re.search(r"<(em|code|img|s|h1|table|script)\b", page)
        assert "javascript:x" not in re.findall(r'href="([^"]*)"', page)
        plain = html.unescape(re.sub(r"<[^>]+>", "", page))
        assert 3 == plain.count(HOSTILE)


@pytest.mark.parametrize(
    "words", ["- one", "1. one", "+ one", "= one", "# one", "> one", "12) one", "--- one"]
)
def test_words_that_begin_like_a_list_stay_a_quotation(line: Line, words: str) -> None:
    shown = MarkdownIt("commonmark").render(cite(altered(line, words)).markdown)
    assert shown.startswith(f"<blockquote>\n<p>{html.escape(words)}</p>\n</blockquote>")


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://courier.example/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        ('https://x.example/"onmouseover="x', False),
        ("data:text/html,x", False),
        ("https://x.example/a b", False),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(line: Line, url: str, *, linked: bool) -> None:
    cited = cite(altered(line, url=url))
    shown = MarkdownIt("commonmark").render(cited.markdown)
    assert linked is (f'href="{html.escape(url)}"' in cited.html)
    assert linked is ("<a href=" in shown)
    assert url in cited.text
    assert ("cite=" in cited.html) is linked
    if not linked:
        assert '"onmouseover' not in cited.html.replace("&quot;", "'")


def test_an_unchecked_accusation_is_headed_so_in_every_form(line: Line) -> None:
    rendering = line.rendering
    assert rendering.speaker is not None
    assert rendering.detail is not None
    accused = replace(
        rendering,
        speaker=replace(rendering.speaker, basis="pronoun"),
        detail=replace(rendering.detail, speech_act="accusation"),
    )
    cited = cite(Line(rendering=accused))
    assert cited.text.startswith("SPEAKER INFERRED, UNCHECKED\n")
    assert cited.markdown.startswith("**SPEAKER INFERRED, UNCHECKED**\n")
    assert cited.html.startswith("<figure>\n<p><strong>SPEAKER INFERRED, UNCHECKED</strong></p>\n")
