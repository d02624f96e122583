"""Web pages: text by extraction, statements by declaration."""

import hashlib
import socket
from pathlib import Path

import pytest

from sayso.ingest import Given, read
from sayso.records import Failure, Reading
from sayso.settings import Settings

BODY = """<article><h1>Bridge to close for a month</h1>
<p>VELLIN (Dispatches) — The old bridge over the Senn will close for a month, the harbour office said on Monday,
because two of its piers have moved since the winter.</p>
<p>“Nobody will drive over it before May,” said Ada Morrow, who leads the office. She said that a ferry would run
every ten minutes instead.</p></article>"""
HEAD = """<title>Bridge to close for a month | The Harbor Post</title>
<meta content='The Harbor Post' property=og:site_name><meta property="article:published_time" content="2031-03-04T10:05:00+02:00">
<link rel="canonical" href="https://WWW.Post.example:443/news/bridge/?utm_source=x&amp;a=1#top">"""


def page(
    tmp_path: Path, *, head: str = HEAD, body: str = BODY, codec: str = "utf-8", given: Given | None = None
) -> Reading:
    """The one article of a page."""
    path = tmp_path / "a.html"
    path.write_bytes(
        f"<!doctype html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>".encode(codec)
    )
    (row,) = read([path], settings=Settings(), given=given or Given())
    assert isinstance(row, Reading), row
    return row


def test_a_page_states_title_outlet_date_and_address(tmp_path: Path) -> None:
    """By its tags; the bytes are kept under their digest, and the extractor is noted."""
    reading = page(tmp_path)
    article = reading.article

    assert ("Bridge to close for a month", "The Harbor Post", "en") == (
        article.title,
        article.outlet,
        article.language,
    )
    assert ("2031-03-04T10:05:00+02:00", "stated") == (article.published_earliest, article.published_basis)
    assert article.url == "https://www.post.example/news/bridge?a=1"
    assert reading.raw is not None
    assert article.raw == hashlib.sha256(reading.raw).hexdigest()
    assert "text extracted by trafilatura" in article.notes[0]
    assert "“Nobody will drive over it before May,” said Ada Morrow" in article.text


def test_json_ld_goes_before_tags(tmp_path: Path) -> None:
    """It is written for machines; broken JSON-LD is passed over."""
    ld = """<script type="application/ld+json">{"broken": </script><script type='application/ld+json'>{"@graph": [
    {"@type": "Organization", "name": "Holding"}, {"@type": ["NewsArticle"], "headline": "A bridge closes",
    "datePublished": "2031-03-05", "publisher": {"name": "Post"}, "author": {"name": "Ada Quill"}}]}</script>"""

    article = page(tmp_path, head=HEAD + ld).article

    assert ("A bridge closes", "Post", "2031-03-05") == (
        article.title,
        article.outlet,
        article.published_earliest,
    )


def test_an_outlet_is_never_worked_out_from_an_address(tmp_path: Path) -> None:
    """A host is no statement; the command line may say it."""
    head = "<title>Bridge</title><link rel=canonical href='https://www.post.example/x'>"

    assert page(tmp_path, head=head).article.outlet is None
    assert page(tmp_path, head=head, given=Given(outlet="Post")).article.outlet == "Post"


def test_a_page_goes_before_the_command_line(tmp_path: Path) -> None:
    """What it states itself is kept, and the contradiction noted."""
    article = page(tmp_path, given=Given(outlet="Wire")).article

    assert article.outlet == "The Harbor Post"
    assert any("'Wire'" in note for note in article.notes)


@pytest.mark.parametrize(
    ("extra", "completeness"),
    [
        ('"wordCount": 62', "full"),
        ('"wordCount": "400"', "partial"),
        ('"isAccessibleForFree": false', "unknown"),
    ],
)
def test_a_page_that_counts_its_words_tells_whether_they_are_all_there(
    tmp_path: Path, extra: str, completeness: str
) -> None:
    """The reason is given in words."""
    ld = f'<script type="application/ld+json">{{"@type": "NewsArticle", {extra}}}</script>'

    article = page(tmp_path, head=HEAD + ld).article

    assert article.completeness == completeness
    assert article.completeness_reason


def test_a_declared_encoding_is_believed(tmp_path: Path) -> None:
    """Old pages in other alphabets name theirs."""
    body = "<article><p>Мост закрыт на месяц, сказали в порту.</p><p>Паром ходит каждые десять минут.</p></article>"

    article = page(tmp_path, head="<meta charset=windows-1251>", body=body, codec="cp1251").article

    assert "Мост закрыт" in article.text


def test_repeated_pages_are_read_alike(tmp_path: Path) -> None:
    """No cache of what was seen before changes what is read, and nothing is fetched."""
    readings = [page(tmp_path) for _ in range(4)]

    assert readings == [readings[0]] * 4


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Frames, images and scripts of a page stay where they are."""

    def refuse(*_args: object) -> None:
        raise AssertionError("a page was fetched")

    monkeypatch.setattr(socket, "socket", refuse)

    assert page(tmp_path, body=BODY + "<img src='https://a.example/x.png'>").article.text


def test_a_page_without_an_article_is_told(tmp_path: Path) -> None:
    """A script that would draw it is no text."""
    path = tmp_path / "a.html"
    path.write_text("<html><head><script>draw()</script></head><body></body></html>")

    (row,) = read([path], settings=Settings())

    assert isinstance(row, Failure)
    assert row.reason == "no article found in the page"


def test_gaps_take_no_square_of_time() -> None:
    """Found by timing every pattern: authors with a gap between them."""
    from time import process_time

    from sayso.ingest.fields import stated_of

    begun = process_time()
    assert ("Ada Morrow", "Piet Lorne") == stated_of(
        {"authors": "By Ada Morrow" + " " * 100_000 + "and Piet Lorne"}
    ).authors
    assert process_time() - begun < 2


def test_a_page_of_nested_lists_takes_no_square_of_time(tmp_path: Path) -> None:
    """76 kB of them took the engine twelve seconds, and its second opinion a minute."""
    from time import process_time

    lists = ("<ul><li>q<li>w<li>e " * 80 + "</ul>" * 80) * 30
    begun = process_time()

    assert "“Nobody will drive over it before May,”" in page(tmp_path, body=lists + BODY).article.text
    assert process_time() - begun < 8
