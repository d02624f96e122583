"""Sitemaps, their indexes, news in them, and lists of addresses."""

import gzip

import pytest
from tests.ingest.feeds.conftest import Reader

from sayso.errors import InputError
from sayso.ingest.reading import StatedDate
from sayso.settings import Limits

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


def sitemap(*urls: str) -> str:
    """A sitemap with the inside of its entries."""
    return (
        f'<?xml version="1.0"?><urlset {SPACE} {NEWS}>{"".join(f"<url>{url}</url>" for url in urls)}</urlset>'
    )


def test_the_last_change_is_no_day_of_publishing(read: Reader) -> None:
    [item] = read.feed(sitemap("<loc>https://harborpost.example/1</loc><lastmod>2031-05-06</lastmod>")).items

    assert (None, "2031-05-06") == (item.published, item.updated)
    assert (StatedDate("2031-05-06", "updated", "sitemap", "lastmod"),) == item.dates
    assert ("https://harborpost.example/1", "https://harborpost.example/1", None) == (
        item.key,
        item.url,
        item.text,
    )


def test_news_says_when_by_whom_and_in_which_language(read: Reader) -> None:
    feed = read.feed(
        sitemap(
            """<loc> https://harborpost.example/1 </loc><lastmod>2031-05-06</lastmod>
            <image:image><image:loc>https://harborpost.example/p.jpg</image:loc><image:title>A pier</image:title></image:image>
            <news:news><news:publication><news:name>The Harbor Post</news:name><news:language>en</news:language></news:publication>
            <news:publication_date>2031-05-05T10:00:00Z</news:publication_date><news:title>Bridge &amp;amp; ferry</news:title></news:news>"""
        )
    )
    [item] = feed.items

    assert "sitemap" == feed.kind
    assert ("2031-05-05T10:00:00Z", "2031-05-06") == (item.published, item.updated)
    assert ("The Harbor Post", "en", "Bridge & ferry") == (item.outlet, item.language, item.title)
    assert "https://harborpost.example/1" == item.url


def test_an_index_names_sitemaps_and_when_they_changed(read: Reader) -> None:
    feed = read.feed(
        f"""<sitemapindex {SPACE}><sitemap><loc>https://harborpost.example/a.xml</loc><lastmod>2031-05-06</lastmod></sitemap>
        <sitemap><loc>/b.xml.gz</loc></sitemap><sitemap><loc>https://harborpost.example/a.xml</loc></sitemap><sitemap/></sitemapindex>"""
    )

    assert ("sitemap index", ()) == (feed.kind, feed.items)
    assert ("https://harborpost.example/a.xml", "https://feeds.harborpost.example/b.xml.gz") == feed.children
    assert ("2031-05-06", None) == feed.child_updates


def test_an_index_that_names_none_is_an_error(read: Reader) -> None:
    with pytest.raises(InputError, match="names none"):
        read.feed(f"<sitemapindex {SPACE}/>")


@pytest.mark.parametrize("space", [SPACE, "", 'xmlns="http://www.google.com/schemas/sitemap/0.84"'])
def test_any_namespace_will_do(read: Reader, space: str) -> None:
    feed = read.feed(
        f"<urlset {space}><url><loc>https://a.example/1</loc></url><url/><url><loc>mailto:x</loc></url></urlset>"
    )

    assert ["https://a.example/1"] == [item.url for item in feed.items]
    assert ("2 entries without a web address left out",) == feed.notes


def test_an_empty_sitemap_is_one(read: Reader) -> None:
    assert ("sitemap", ()) == ((feed := read.feed(f"<urlset {SPACE}/>")).kind, feed.items)


def test_an_entry_that_stands_there_twice_is_one(read: Reader) -> None:
    feed = read.feed(sitemap("<loc>https://a.example/1</loc>", "<loc>https://a.example/1/</loc>"))

    assert (1, ("1 entries stand there twice",)) == (len(feed.items), feed.notes)


@pytest.mark.parametrize("media_type", ["text/plain; charset=utf-8", None])
def test_a_list_of_addresses_is_a_sitemap(read: Reader, media_type: str | None) -> None:
    feed = read.feed("\ufeffhttps://a.example/1\r\n\nhttps://a.example/2\nnot one\n", media_type=media_type)

    assert ["https://a.example/1", "https://a.example/2"] == [item.url for item in feed.items]
    assert ("1 entries without a web address left out",) == feed.notes


def test_a_packed_sitemap_is_unpacked(read: Reader) -> None:
    assert 1 == len(
        read.feed(gzip.compress(sitemap("<loc>https://a.example/1</loc>").encode(), mtime=0)).items
    )


def test_a_packed_sitemap_that_never_ends_is_refused(read: Reader) -> None:
    bomb = gzip.compress(b" " * (4 << 20), mtime=0)

    with pytest.raises(InputError, match="unpacks to more than 200 times"):
        read.feed(bomb)
    with pytest.raises(InputError, match="larger than 1 MiB"):
        read.feed(
            gzip.compress(
                sitemap(*(f"<loc>https://a.example/{n * 7919}</loc>" for n in range(30_000))).encode(),
                mtime=0,
            ),
            limits=Limits(max_file_mb=1),
        )
    with pytest.raises(InputError, match="damaged gzip"):
        read.feed(gzip.compress(b"<urlset/>" * 99, mtime=0)[:-12])


def test_no_more_items_are_read_than_the_limit_allows(read: Reader) -> None:
    document = sitemap(*(f"<loc>https://a.example/{n}</loc>" for n in range(5)))
    addresses = "\n".join(f"https://a.example/{n}" for n in range(5))
    rss = f"<rss><channel>{''.join(f'<item><link>https://a.example/{n}</link></item>' for n in range(5))}</channel></rss>"

    for text in (document, addresses, rss):
        feed = read.feed(text, limits=Limits(max_feed_items=3))
        assert [f"https://a.example/{n}" for n in range(3)] == [item.url for item in feed.items]
        assert "of which the first 3 were read (limits.max_feed_items)" in feed.notes[0]
