"""The article that a feed alone gives: how complete it is, whose it is, and why."""

import pytest
from tests.ingest.feeds.conftest import LINK, Reader

from sayso.errors import InputError
from sayso.ingest.articles import build
from sayso.ingest.feeds import item_draft
from sayso.ingest.reading import Given
from sayso.records import Article

BODY = "<p>The bridge is shut.</p><p>It opens in May, the office said.</p><p>A ferry runs until then.</p>"
TEXT = "The bridge is shut.\nIt opens in May, the office said.\nA ferry runs until then."


def article(read: Reader, inside: str, *, about: str = "", outlet: str | None = None) -> Article:
    """The article of the one item of a feed."""
    feed = read.rss(inside, about=about)
    draft = item_draft(feed.items[0], feed=feed, outlet=outlet, seen="2031-05-10T12:00:00+00:00")
    return build(draft, given=Given())[0].article


def encoded(body: str, summary: str | None = "The bridge is shut.") -> str:
    """An item with a whole text, beside its summary."""
    beside = "" if summary is None else f"<description><![CDATA[{summary}]]></description>"
    return f"{LINK}{beside}<content:encoded><![CDATA[{body}]]></content:encoded>"


@pytest.mark.parametrize(
    ("inside", "completeness", "reason"),
    [
        (encoded(BODY), "full", "the feed gives the whole text"),
        (encoded(BODY, None), "full", "the feed gives the whole text"),
        (encoded(BODY + "<p>The post <a>Bridge</a> appeared first on <a>Harbor Post</a>.</p>"), "full", "the feed gives the whole text"),
        (f"{LINK}<description><![CDATA[{BODY}]]></description>", "excerpt", "only what the feed gives"),
        (encoded("<p>The bridge is shut.</p>", None), "excerpt", "only what the feed gives"),
        (encoded(BODY, BODY), "full", "the feed gives the whole text"),
        (encoded("<p>The bridge is shut.</p>", "The bridge is shut."), "excerpt", "only what the feed gives"),
        (encoded("<p>The bridge is shut. It opens.</p>"), "excerpt", "only what the feed gives: it is hardly longer than its summary"),
        (encoded(BODY + "<p>And then the […]</p>"), "excerpt", "only what the feed gives: it ends with an ellipsis"),
        (encoded(BODY + "<p>Continue reading</p>"), "excerpt", "only what the feed gives: it breaks off before 'Continue reading'"),
        (encoded(BODY + "<p>Subscribe to continue reading</p>"), "excerpt", "only what the feed gives: it ends at a paywall: 'Subscribe to continue reading'"),
        (encoded(BODY + "<p>and a</p>"), "excerpt", "only what the feed gives: it does not end with a sentence"),
        (encoded("<p>Shut.</p>", "The bridge is shut, and it will be so until May, the office said."), "excerpt", "only what the feed gives"),
    ],
)  # fmt: skip
def test_a_text_is_full_only_where_nothing_speaks_against_it(
    read: Reader, inside: str, completeness: str, reason: str
) -> None:
    found = article(read, inside)

    assert (completeness, reason) == (found.completeness, found.completeness_reason)


def test_the_longer_text_is_the_article(read: Reader) -> None:
    assert TEXT == article(read, encoded(BODY + "<p>The post Bridge appeared first on Harbor Post.</p>")).text
    assert (
        "The bridge is shut until May."
        == article(read, encoded("<p>Shut.</p>", "The bridge is shut until May.")).text
    )


def test_what_a_feed_states_is_on_the_article(read: Reader) -> None:
    found = article(
        read,
        f"<title>Bridge</title>{LINK}<guid>a-1</guid><pubDate>Mon, 05 May 2031 10:00:00 GMT</pubDate><atom:updated>2031-05-06T10:00:00Z</atom:updated><author>Ada Quill</author><description>It is shut.</description>",
        about="<language>en</language>",
    )

    assert ("Bridge", "https://harborpost.example/news/1", "a-1", "en") == (
        found.title, found.url, found.external_id, found.language,
    )  # fmt: skip
    assert ("2031-05-05T10:00:00+00:00", "stated") == (found.published_earliest, found.published_basis)
    assert "2031-05-06T10:00:00+00:00" == found.updated
    assert (("Ada Quill",), "application/rss+xml") == (found.authors, found.media_type)
    assert "text from the feed https://feeds.harborpost.example/world/rss.xml" in found.notes


def test_a_day_of_change_alone_is_no_day_of_publishing(read: Reader) -> None:
    found = article(
        read, f"{LINK}<atom:updated>2031-05-06T10:00:00Z</atom:updated><description>Shut.</description>"
    )

    assert (None, "unknown", "2031-05-06T10:00:00+00:00") == (
        found.published_earliest, found.published_basis, found.updated,
    )  # fmt: skip


def test_a_headline_is_no_article(read: Reader) -> None:
    feed = read.rss(f"<title>Bridge</title>{LINK}")

    with pytest.raises(
        InputError,
        match=r'gives no text for https://harborpost.example/news/1; have its page fetched \(text = "page"\)',
    ):
        item_draft(feed.items[0], feed=feed, outlet=None, seen=None)


@pytest.mark.parametrize(
    ("title", "source", "listed", "outlet"),
    [
        ("Harbor Post - World", "", None, "Harbor Post"),
        ("World | The Harbor Post", "", None, "The Harbor Post"),
        ("Harbor Post RSS Feed", "", None, "Harbor Post"),
        ("Top stories", "", None, None),
        ("Coastal news - a reader's list", "", None, None),
        ("Harbor Post - World", "", "Post of the Harbor", "Post of the Harbor"),
        ("Search: bridge", '<source url="https://inlandtimes.example">The Inland Times</source>', None, "The Inland Times"),
        ("Search: bridge", '<source url="https://it.example">The Inland Times</source>', None, "The Inland Times"),
        ("Harbor Post", '<source url="https://feeds.harborpost.example/rss.xml">World and more</source>', None, "Harbor Post"),
        ("Search: bridge", '<source url="https://it.example/rss.xml">World and more</source>', None, None),
        ("Search: bridge", "<dc:publisher>The Inland Times</dc:publisher>", None, "The Inland Times"),
        ("Search: bridge", "<dc:publisher>The Inland Times</dc:publisher>", "Gazette", "Gazette"),
    ],
)  # fmt: skip
def test_the_outlet_is_the_lists_or_what_an_address_bears_out(
    read: Reader, title: str, source: str, listed: str | None, outlet: str | None
) -> None:
    """The title of a feed is that of a section or of a reader's list; unknown is better than wrong."""
    found = article(
        read,
        f"{LINK}{source}<description>Shut.</description>",
        about=f"<title>{title}</title><link>https://www.harborpost.example/</link>",
        outlet=listed,
    )

    assert outlet == found.outlet
    assert ("which its address bears out" in " ".join(found.notes)) == (
        outlet in {"Harbor Post", "The Harbor Post"}
    )


def test_an_aggregator_puts_the_outlet_behind_the_headline(read: Reader) -> None:
    found = article(read, f'<title>Bridge - and ferry - The Inland Times</title>{LINK}<source url="https://it.example">The Inland Times</source><description>Shut.</description>')  # fmt: skip

    assert "Bridge - and ferry" == found.title
