"""RSS of every version: what is stated stays as it is written, and nothing stands for another thing."""

import pytest
from tests.ingest.feeds.conftest import LINK, SPACES, Reader

from sayso.ingest.reading import StatedDate


def test_an_item_gives_what_it_states(read: Reader) -> None:
    item = read.item(
        """<title>Bridge closes &amp; ferry runs</title><link>https://harborpost.example/news/1?a=1&amp;b=2</link>
        <guid isPermaLink="false">hp-1</guid><pubDate>Mon, 05 May 2031 10:00:00 +0200</pubDate>
        <dc:creator>Ada Quill and Bo Reed</dc:creator><dc:language>fr</dc:language>
        <description>&lt;p&gt;The bridge is &lt;b&gt;shut&lt;/b&gt;, Ada&amp;#8217;s office said.&lt;/p&gt;</description>"""
    )

    assert "hp-1" == item.key
    assert "https://harborpost.example/news/1?a=1&b=2" == item.url
    assert "Bridge closes & ferry runs" == item.title
    assert ("Mon, 05 May 2031 10:00:00 +0200", None) == (item.published, item.updated)
    assert ("Ada Quill", "Bo Reed") == item.authors
    assert "fr" == item.language
    assert "The bridge is shut, Ada’s office said." == item.text
    assert not item.whole


@pytest.mark.parametrize(
    ("dates", "published", "updated"),
    [
        ("<pubDate>5 May 2031</pubDate>", "5 May 2031", None),
        ("<atom:updated>2031-05-06T10:00:00Z</atom:updated>", None, "2031-05-06T10:00:00Z"),
        ("<dcterms:modified>2031-05-06</dcterms:modified>", None, "2031-05-06"),
        ("<dcterms:issued>2031-05-05</dcterms:issued><dcterms:modified>2031-05-06</dcterms:modified>", "2031-05-05", "2031-05-06"),
        ("<dc:date>2031-05-06</dc:date><pubDate>5 May 2031</pubDate>", "5 May 2031", None),
        ("<dc:date>2031-05-06</dc:date>", "2031-05-06", None),
        ("<pubDate>yesterday, at noon</pubDate>", "yesterday, at noon", None),
        ("<pubDate/>", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_a_change_is_no_publishing(
    read: Reader, dates: str, published: str | None, updated: str | None
) -> None:
    """Where one date is not there, no other stands for it; feedparser would give the one for the other."""
    item = read.item(LINK + dates)

    assert (published, updated) == (item.published, item.updated)


def test_every_date_is_told_with_its_field(read: Reader) -> None:
    item = read.item(LINK + "<dc:date>2031-05-06</dc:date><pubDate>5 May 2031</pubDate>")

    assert (
        StatedDate("2031-05-06", "either", "feed", "dc:date"),
        StatedDate("5 May 2031", "published", "feed", "pubDate"),
    ) == item.dates


def test_the_days_of_the_feed_are_not_those_of_its_items(read: Reader) -> None:
    feed = read.rss(LINK, about="<pubDate>1 May 2031</pubDate><lastBuildDate>2 May 2031</lastBuildDate>")

    assert [(None, None, ())] == [(item.published, item.updated, item.dates) for item in feed.items]


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<link>/news/1</link>", "https://harborpost.example/news/1"),
        ("<link>news/1</link>", "https://harborpost.example/en/news/1"),
        ("<link> \n https://harborpost.example/a b\n </link>", "https://harborpost.example/a%20b"),
        ("<link>www.harborpost.example/1</link>", "https://www.harborpost.example/1"),
        ("<link>//harborpost.example/1</link>", "https://harborpost.example/1"),
        ("<link>https://harborpost.example/1?a=1&amp;amp;b=2</link>", "https://harborpost.example/1?a=1&b=2"),
        ("<link>https://a:secret@harborpost.example/1</link>", "https://harborpost.example/1"),
        ("<link>HTTPS://harborpost.example/1#top</link>", "https://harborpost.example/1#top"),
        ("<guid>https://harborpost.example/1</guid>", "https://harborpost.example/1"),
        ("<guid isPermaLink='true'>news/1</guid>", "https://harborpost.example/en/news/1"),
        ("<guid>/news/1</guid>", "https://harborpost.example/news/1"),
        ("<link/><guid>https://harborpost.example/1</guid>", "https://harborpost.example/1"),
        ("<atom:link href='https://harborpost.example/1'/>", "https://harborpost.example/1"),
        ("<link>https://feedburner.example/~r/1</link><feedburner:origLink>https://harborpost.example/1</feedburner:origLink>", "https://harborpost.example/1"),
        ("<link>https://count.example/?to=https://harborpost.example/1</link>", "https://count.example/?to=https://harborpost.example/1"),
    ],
)  # fmt: skip
def test_addresses_are_absolute_and_else_as_written(read: Reader, inside: str, url: str) -> None:
    """Against the site that the feed names: feeds often lie on another host. Redirectors are for whoever fetches."""
    assert url == read.item(inside, about="<link>https://harborpost.example/en/</link>").url


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "mailto:desk@harborpost.example", "file:///etc/passwd", "data:text/html,x", "ftp://a.example/1",
        "https://", "http://[", "https://good.example\\@evil.example/", "https://a.example/" + "x" * 3000, "tag:a.example,2031:1",
    ],
)  # fmt: skip
def test_what_is_no_web_address_leads_nowhere(read: Reader, link: str) -> None:
    feed = read.rss(f"<title>Bridge</title><link>{link}</link>", LINK)

    assert ["https://harborpost.example/news/1"] == [item.url for item in feed.items]
    assert ("1 items without an address and without text left out",) == feed.notes


@pytest.mark.parametrize(
    "guid", ["<guid>12345</guid>", "<guid isPermaLink='false'>https://harborpost.example/1</guid>"]
)
def test_a_guid_that_is_no_address_leads_nowhere(read: Reader, guid: str) -> None:
    """With a text it is an item all the same; the guid is its key."""
    item = read.item(f"{guid}<description>The bridge is shut.</description>")

    assert item.url is None
    assert guid.partition(">")[2].partition("<")[0] == item.key
    assert "The bridge is shut." == item.text


def test_an_item_with_neither_has_a_key_of_its_words(read: Reader) -> None:
    one, two = read.rss("<description>One.</description>", "<description>Two.</description>").items

    assert one.key.startswith("sha256:")
    assert one.key != two.key
    assert one == read.item("<description>One.</description>")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("AT&amp;T &lt;b&gt;sues&lt;/b&gt;", "AT&T sues"),
        ("<![CDATA[A <i>bridge</i> &amp; a ferry&#8217;s]]>", "A bridge & a ferry’s"),
        ("It&amp;amp;#8217;s shut", "It’s shut"),
        ("1 &lt; 2", "1 < 2"),
        ("Two\n  lines", "Two lines"),
        ("\u200bBridge\x85", "\u200bBridge"),
        ("&amp;lt;b&amp;gt;Bold&amp;lt;/b&amp;gt; claim", "Bold claim"),
        ("<b>Bridge</b> shut", "Bridge shut"),
        ("R&D grows", "R&D grows"),
        ("", None),
    ],
)  # fmt: skip
def test_titles_are_plain(read: Reader, title: str, words: str | None) -> None:
    if "<b>" in title or "R&D" in title:
        feed = read.feed(f"<rss><channel><item><title>{title}</title>{LINK}</item></channel></rss>")
        assert words == feed.items[0].title
    else:
        assert words == read.item(f"<title>{title}</title>{LINK}").title


def test_what_belongs_to_a_picture_is_nothing_of_the_item(read: Reader) -> None:
    """Its title, its caption and its thumbnail; feedparser would take the caption for the article."""
    item = read.item(
        f"""<title>Bridge</title>{LINK}<description>A summary of it.</description>
        <media:group><media:title>A pier</media:title><media:description>{"A long caption. " * 20}</media:description></media:group>
        <media:description>{"Another one. " * 30}</media:description><media:thumbnail url="https://a.example/p.jpg"/>
        <enclosure url="https://a.example/a.mp3" type="audio/mpeg" length="1"/><category>Harbor</category>"""
    )

    assert ("Bridge", "A summary of it.", False) == (item.title, item.text, item.whole)


def test_a_second_description_is_no_article(read: Reader) -> None:
    item = read.item(f"{LINK}<description>One.</description><description>{'Two. ' * 40}</description>")

    assert ("One.", False) == (item.text, item.whole)


def test_rss_1_0_is_read(read: Reader) -> None:
    feed = read.feed(
        f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {SPACES}>
        <channel rdf:about="https://harborpost.example/"><title>Harbor Post</title><link>https://harborpost.example/</link>
        <dc:language>en</dc:language><dc:publisher>The Harbor Post</dc:publisher><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
        <items><rdf:Seq><rdf:li rdf:resource="https://harborpost.example/1"/></rdf:Seq></items></channel>
        <item rdf:about="https://harborpost.example/1"><title>Bridge</title><link>https://harborpost.example/1</link>
        <description>It is shut.</description><dc:date>2031-05-05T10:00:00Z</dc:date><dc:creator>Ada Quill</dc:creator></item></rdf:RDF>"""
    )
    [item] = feed.items

    assert ("rss", "The Harbor Post", "en", 1800) == (feed.kind, feed.outlet, feed.language, feed.ttl_s)
    assert "the feed's dc:publisher" == feed.outlet_basis
    assert ("2031-05-05T10:00:00Z", "It is shut.", ("Ada Quill",)) == (
        item.published,
        item.text,
        item.authors,
    )


@pytest.mark.parametrize(
    "document",
    [
        '<rss version="0.91"><channel><title>T</title><item><title>B</title><link>https://a.example/1</link></item></channel></rss>',
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://a.example/rss-0.91.dtd"><rss version="0.91"><channel><item><title>B</title><link>https://a.example/1</link></item></channel></rss>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel><item><title>B</title><link>https://a.example/1</link></item></rdf:RDF>',
        '<rss xmlns="http://backend.userland.com/rss2" version="2.0"><channel><item><title>B</title><link>https://a.example/1</link></item></channel></rss>',
        '<RSS VERSION="2.0"><CHANNEL><ITEM><TITLE>B</TITLE><LINK>https://a.example/1</LINK></ITEM></CHANNEL></RSS>',
        '\n\n<?xml version="1.0"?><rss><channel><item><title>B</title><link>https://a.example/1</link></item></channel></rss>',
    ],
    ids=["0.91", "with its DTD", "0.90", "a namespace of 2.0", "capitals", "white space first"],
)  # fmt: skip
def test_other_versions_are_read(read: Reader, document: str) -> None:
    [item] = read.feed(document).items

    assert ("B", "https://a.example/1") == (item.title, item.url)


@pytest.mark.parametrize(
    ("about", "ttl_s", "skipped"),
    [
        ("<ttl>60</ttl>", 3600, ()),
        ("<ttl>0</ttl>", None, ()),
        ("<ttl>43200</ttl>", 24 * 3600, ()),
        ("<ttl>often</ttl>", None, ()),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>24</sy:updateFrequency>", 3600, ()),
        ("<sy:updatePeriod> hourly </sy:updatePeriod>", 3600, ()),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>100000</sy:updateFrequency>", 60, ()),
        ("<skipHours><hour>24</hour><hour>1</hour><hour>x</hour><hour>99</hour></skipHours>", None, (0, 1)),
        ("<skipHours>" + "".join(f"<hour>{hour}</hour>" for hour in range(24)) + "</skipHours>", None, ()),
    ],
)  # fmt: skip
def test_a_feed_says_how_often_it_is_to_be_read(
    read: Reader, about: str, ttl_s: int | None, skipped: tuple[int, ...]
) -> None:
    feed = read.rss(LINK, about=about)

    assert (ttl_s, skipped) == (feed.ttl_s, feed.skip_hours)


def test_whoever_keeps_the_site_wrote_none_of_it(read: Reader) -> None:
    feed = read.rss(
        LINK,
        about="<title>World</title><managingEditor>desk@harborpost.example (Bo Reed)</managingEditor><webMaster>w@a.example (Web)</webMaster>",
    )

    assert [()] == [item.authors for item in feed.items]
    assert feed.outlet is None


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("ada@harborpost.example (Ada Quill)", ("Ada Quill",)),
        ("By Ada Quill", ("Ada Quill",)),
        ("ada@harborpost.example", ()),
        ("&lt;b&gt;Ada Quill&lt;/b&gt;", ("Ada Quill",)),
    ],
)
def test_authors_are_names(read: Reader, author: str, names: tuple[str, ...]) -> None:
    assert names == read.item(f"{LINK}<author>{author}</author>").authors


def test_the_same_item_twice_is_one(read: Reader) -> None:
    """By its address, whatever counts the reader in it; the fuller one stays, at the place of the first."""
    feed = read.rss(
        "<link>https://harborpost.example/1?utm_source=rss</link><guid isPermaLink='false'>a#0</guid>",
        "<link>https://harborpost.example/2</link>",
        "<link>https://harborpost.example/1</link><guid isPermaLink='false'>a#1</guid><description>It is shut.</description>",
    )

    assert [("https://harborpost.example/1", "It is shut."), ("https://harborpost.example/2", None)] == [
        (item.url, item.text) for item in feed.items
    ]
    assert ("1 items stand there twice; the fuller ones were read",) == feed.notes


def test_one_guid_for_all_makes_no_two_items_one(read: Reader) -> None:
    feed = read.rss(
        *(f"<link>https://harborpost.example/{n}</link><guid isPermaLink='false'>x</guid>" for n in range(3))
    )

    assert 3 == len({item.key for item in feed.items})


def test_items_that_all_lead_to_the_front_page_have_no_address(read: Reader) -> None:
    feed = read.rss(
        *(
            f"<title>T{n}</title><link>https://harborpost.example/</link><guid isPermaLink='false'>g{n}</guid><description>D{n}.</description>"
            for n in range(3)
        )
    )

    assert [("g0", None), ("g1", None), ("g2", None)] == [(item.key, item.url) for item in feed.items]
    assert ("3 items lead to one address, which is that of none of them",) == feed.notes
