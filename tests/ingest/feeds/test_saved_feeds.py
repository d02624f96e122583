"""Feeds as files among other files."""

import gzip
import json
from pathlib import Path

import pytest

from sayso.ingest import read
from sayso.records import Article, Failure, Reading
from sayso.settings import Settings

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbor Post - World</title><link>https://harborpost.example/</link>
<item><title>Bridge</title><link>/1</link><guid isPermaLink="false">a-1</guid><pubDate>Mon, 05 May 2031 10:00:00 GMT</pubDate><description>The bridge is shut, Ada Quill said.</description></item>
<item><title>Ferry</title><link>/2</link></item></channel></rss>"""


def outcome(path: Path) -> tuple[list[Article], list[Failure]]:
    """The articles and the failures of a file."""
    rows = list(read([path], settings=Settings()))
    return [row.article for row in rows if isinstance(row, Reading)], [
        row for row in rows if isinstance(row, Failure)
    ]


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.xml.gz", "a", "a.atom"])
def test_a_saved_feed_gives_what_its_items_alone_give(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(RSS.encode(), mtime=0) if name.endswith(".gz") else RSS.encode())

    [article], [failure] = outcome(path)

    assert ("The bridge is shut, Ada Quill said.", "Bridge", "Harbor Post") == (
        article.text,
        article.title,
        article.outlet,
    )
    assert ("https://harborpost.example/1", "a-1", str(path)) == (
        article.url,
        article.external_id,
        article.path,
    )
    assert ("excerpt", "only what the feed gives") == (article.completeness, article.completeness_reason)
    assert ("2031-05-05T10:00:00+00:00", "stated") == (article.published_earliest, article.published_basis)
    assert (2, "the feed gives no text for https://harborpost.example/2") == (failure.line, failure.reason)
    assert "sayso watch feeds.toml" in failure.fix


def test_a_saved_json_feed_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    item = {
        "id": "1",
        "url": "https://a.example/1",
        "content_html": "<p>The bridge is shut.</p>",
        "date_published": "2031-05-05",
    }
    path.write_text(
        json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [item]}, indent=1
        )
    )

    [article], failures = outcome(path)

    assert ("The bridge is shut.", "https://a.example/1", "application/feed+json", []) == (
        article.text, article.url, article.media_type, failures,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<urlset><url><loc>https://a.example/1</loc></url></urlset>", "a sitemap, which holds no article"),
        ("<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>", "an index of sitemaps, which holds no article"),
        ("<opml><body><outline xmlUrl='https://a.example/f'/></body></opml>", "a list of feeds, which holds no article"),
    ],
)  # fmt: skip
def test_what_only_leads_to_articles_is_to_be_watched(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(text)

    articles, [failure] = outcome(path)

    assert ([], what) == (articles, failure.reason)
    assert "name its address in feeds.toml and run `sayso watch feeds.toml`" in failure.fix


def test_a_feed_without_items_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<rss><channel><title>T</title></channel></rss>")

    assert [([], "a feed without items")] == [
        (articles, failure.reason) for articles, [failure] in [outcome(tmp_path / "a.xml")]
    ]


def test_an_article_about_feeds_is_an_article(tmp_path: Path) -> None:
    """Only what begins as a feed is one."""
    path = tmp_path / "a.txt"
    path.write_text("The editor wrote <rss version='2.0'> into the file, Ada Quill said.")

    [article], failures = outcome(path)

    assert (path.read_text(), []) == (article.text, failures)
