"""What feeds in the wild do, as their readers' trackers tell of it, each once."""

import gzip

import pytest
from tests.ingest.feeds.conftest import LINK, Reader


def test_a_word_for_nothing_is_no_address(read: Reader) -> None:
    """Programs write "N/A" or "#" where they have none; taken against the site it would lead to its front page."""
    feed = read.rss(
        "<title>One</title><link>N/A</link><guid isPermaLink='false'>N/A</guid><description>A.</description>",
        "<title>Two</title><link>#</link><description>B.</description>",
        about="<link>https://harborpost.example/</link>",
    )

    assert [("One", None), ("Two", None)] == [(item.title, item.url) for item in feed.items]


def test_empty_guids_are_no_name(read: Reader) -> None:
    feed = read.rss(*(f"<title>T{n}</title><guid></guid><description>D{n}.</description>" for n in range(3)))

    assert 3 == len({item.key for item in feed.items})


def test_the_moment_of_reading_is_no_day_of_an_item(read: Reader) -> None:
    """Some programs write the present into every item at every reading; three items of one edition do so too."""
    now = "Mon, 05 May 2031 10:00:03 GMT"
    items = [f"<link>https://harborpost.example/{n}</link><pubDate>{now}</pubDate>" for n in range(3)]

    made = read.rss(*items, about=f"<lastBuildDate>{now}</lastBuildDate>")
    edition = read.rss(*items, about="<lastBuildDate>Mon, 05 May 2031 11:00:00 GMT</lastBuildDate>")

    assert {"either"} == {date.of for item in made.items for date in item.dates}
    assert made.notes[0].startswith("all items bear the moment at which the feed was made")
    assert {"published"} == {date.of for item in edition.items for date in item.dates}


def test_the_link_of_a_channel_is_not_its_address_in_the_web(read: Reader) -> None:
    """`atom:link rel="self"` often stands first, and names the feed."""
    item = read.item(
        "<link>/news/1</link>",
        about="<atom:link rel='self' href='https://feeds.harborpost.example/x'/><link>https://harborpost.example/</link>",
    )

    assert "https://harborpost.example/news/1" == item.url


def test_a_title_may_hold_a_marked_section_as_text(read: Reader) -> None:
    assert (
        "A bridge & a ferry"
        == read.item(f"<title>&lt;![CDATA[A bridge &amp; a ferry]]&gt;</title>{LINK}").title
    )


@pytest.mark.parametrize("times", [1, 2])
def test_a_feed_may_be_packed_twice(read: Reader, times: int) -> None:
    raw = f"<rss><channel><item>{LINK}</item></channel></rss>".encode()
    for _ in range(times):
        raw = gzip.compress(raw, mtime=0)

    assert 1 == len(read.feed(raw).items)


def test_an_encoding_may_be_named_that_it_is_not_in(read: Reader) -> None:
    """A declaration of UTF-16 that is written in UTF-8, and a charset that is named twice."""
    document = f'<?xml version="1.0" encoding="UTF-16"?><rss><channel><item><title>Brücke</title>{LINK}</item></channel></rss>'

    assert "Brücke" == read.feed(document, media_type="text/xml; charset=utf-8; charset=utf-8").items[0].title


def test_bytes_of_another_encoding_spoil_nothing_but_themselves(read: Reader) -> None:
    raw = f"<rss><channel><item><title>Brücke</title>{LINK}</item><item><title>Caf".encode() + b"\xe9" + b"</title><link>https://a.example/2</link></item></channel></rss>"  # fmt: skip

    assert ["Brücke", "Café"] == [item.title for item in read.feed(raw).items]


def test_elements_may_have_a_prefix(read: Reader) -> None:
    """Whatever it is: the namespace says what they are."""
    feed = read.feed(
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>T</a:title><a:entry><a:title>Bridge</a:title>"
        "<a:link href='https://a.example/1'/><a:updated>2031-05-05</a:updated><a:summary>Shut.</a:summary></a:entry></a:feed>"
    )

    assert [("Bridge", "https://a.example/1", "2031-05-05", "Shut.")] == [
        (item.title, item.url, item.updated, item.text) for item in feed.items
    ]
    assert ("atom", "T") == (feed.kind, feed.title)


def test_an_item_of_rdf_may_be_named_by_its_attribute_alone(read: Reader) -> None:
    feed = read.feed(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        "<item rdf:about='https://a.example/1'><title>Bridge</title></item></rdf:RDF>"
    )

    assert [("https://a.example/1", "https://a.example/1")] == [(item.key, item.url) for item in feed.items]


def test_a_renewed_article_may_come_under_another_guid(read: Reader) -> None:
    """With a number behind it that grows, and parameters that count readers: it is one address all the same."""
    feed = read.rss(
        "<link>https://harborpost.example/1?at_medium=RSS&amp;at_campaign=x</link><guid isPermaLink='false'>https://harborpost.example/1#1</guid>",
        "<link>https://harborpost.example/1#comments</link><guid isPermaLink='false'>https://harborpost.example/1#0</guid>",
    )

    assert 1 == len(feed.items)


def test_what_follows_a_feed_is_passed_over(read: Reader) -> None:
    feed = read.feed(
        f"<rss><channel><item>{LINK}</item></channel></rss><br /><b>Fatal error</b>: out of memory"
    )

    assert 1 == len(feed.items)


def test_numbers_for_characters_that_do_not_exist_are_passed_over(read: Reader) -> None:
    feed = read.feed(
        f"<rss><channel><item><title>A&#1114112;B&#x110000;C&#55296;D</title>{LINK}</item></channel></rss>"
    )

    assert "A B C D" == feed.items[0].title


def test_a_podcast_or_a_video_is_an_item_without_text(read: Reader) -> None:
    item = read.item(f"<title>Episode</title>{LINK}<enclosure url='https://a.example/a.mp3' type='audio/mpeg'/><description><![CDATA[<img src='x.jpg'>]]></description>")  # fmt: skip

    assert ("Episode", None, False) == (item.title, item.text, item.whole)


@pytest.mark.parametrize(
    "text",
    [
        "Bridge shut",
        "<a href='https://x.example'>Bridge shut</a>&nbsp;&nbsp;<font>The Inland Times</font>",
        "Bridge shut!",
    ],
)
def test_the_headline_again_is_no_text(read: Reader, text: str) -> None:
    """Aggregators give it, with the outlet behind it; a note that has no page of its own keeps it."""
    source = "<source url='https://it.example'>The Inland Times</source>"

    item = read.item(
        f"<title>Bridge shut - The Inland Times</title>{LINK}{source}<description><![CDATA[{text}]]></description>"
    )
    note = read.item(f"<title>Bridge shut</title><guid>a</guid><description><![CDATA[{text}]]></description>")

    assert ("Bridge shut", "The Inland Times", None) == (item.title, item.outlet, item.text)
    assert note.text is not None
