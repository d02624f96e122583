"""What answers for the address of a feed: known by what it is, in whatever encoding, and told where it is none."""

import gzip

import pytest
from tests.ingest.feeds.conftest import LINK, URL, Reader

from sayso.errors import InputError
from sayso.settings import Limits

TITLE = "Brücke „Süd“ gesperrt – 5 €"


def document(codec: str | None, title: str = TITLE) -> str:
    """A feed that declares an encoding, or none."""
    declared = f' encoding="{codec}"' if codec else ""
    return f'<?xml version="1.0"{declared}?><rss><channel><item><title>{title}</title>{LINK}</item></channel></rss>'


@pytest.mark.parametrize(
    ("declared", "written", "media_type"),
    [
        ("utf-8", "utf-8", "application/rss+xml; charset=utf-8"),
        ("utf-8", "utf-8", "text/xml; charset=ISO-8859-1"),
        ("utf-8", "utf-8", "text/xml; charset=windows-1251"),
        ("utf-8", "utf-8", "text/xml"),
        ("windows-1251", "utf-8", None),
        (None, "utf-8", None),
        ("windows-1252", "windows-1252", "text/xml; charset=utf-8"),
        ("utf-8", "windows-1252", "text/xml; charset=utf-8"),
        ("iso-8859-1", "windows-1252", None),
        (None, "windows-1252", None),
        (None, "utf-8-sig", "text/html"),
        ("utf-16", "utf-16", None),
        (None, "utf-16-le", "application/xml; charset=utf-8"),
        ("us-ascii", "utf-8", None),
        ("no-such-thing", "utf-8", "text/xml; charset=nor-this"),
        ("punycode", "utf-8", "text/xml; charset=punycode"),
    ],
)  # fmt: skip
def test_encodings_that_are_declared_wrong_are_read_right(
    read: Reader, declared: str | None, written: str, media_type: str | None
) -> None:
    [item] = read.feed(document(declared).encode(written), media_type=media_type).items

    assert TITLE == item.title


@pytest.mark.parametrize(
    ("declared", "written", "media_type"),
    [
        ("windows-1251", "windows-1251", None),
        ("koi8-r", "koi8-r", "text/xml; charset=utf-8"),
        (None, "koi8-r", "text/xml; charset='KOI8-R'"),
        ("utf-8", "windows-1251", "text/xml; charset=windows-1251"),
    ],
)
def test_other_alphabets_are_read_as_declared(
    read: Reader, declared: str | None, written: str, media_type: str | None
) -> None:
    [item] = read.feed(document(declared, "Мост закрыт").encode(written), media_type=media_type).items

    assert "Мост закрыт" == item.title


@pytest.mark.parametrize("codec", ["shift_jis", "euc-jp", "iso-2022-jp", "gb2312", "big5"])
def test_east_asian_encodings_are_read_as_declared(read: Reader, codec: str) -> None:
    words = "橋閉鎖" if codec != "gb2312" else "桥关闭"
    feed = read.feed(document(codec, words).encode(codec))

    assert [words] == [item.title for item in feed.items]
    assert any("decoded as" in note for note in feed.notes)


PAGE = """<!DOCTYPE html><html><head><title>Harbor Post</title><!-- <link rel=alternate type="application/rss+xml" href="/old.xml"> -->
<link rel="stylesheet" href="/a.css"><link rel="ALTERNATE" type="application/rss+xml; charset=utf-8" href="/rss.xml">
<link href='https://harborpost.example/atom?a=1&amp;b=2' type='application/atom+xml' rel='alternate feed'>
<link rel="alternate" type="application/rss+xml" href="https://harborpost.example/comments/feed/">
<link rel="alternate" hreflang="fr" href="/fr"><link rel="alternate" type="application/json+oembed" href="/oembed">
<link rel="alternate" type="application/feed+json" href="javascript:x"></head><body><p>Bridge</p></body></html>"""


def test_a_page_names_its_feeds(read: Reader) -> None:
    with pytest.raises(InputError) as caught:
        read.feed(PAGE, url="https://harborpost.example/world/", media_type="text/html")

    assert "a web page, and no feed" == caught.value.reason
    assert (
        "watch one of the feeds that it names: https://harborpost.example/rss.xml, https://harborpost.example/atom?a=1&b=2"
        == caught.value.fix
    )
    assert "https://harborpost.example/world/" == caught.value.path


def test_a_page_says_where_its_addresses_begin(read: Reader) -> None:
    with pytest.raises(InputError, match=r"https://inlandtimes\.example/a/rss\.xml"):
        read.feed("<html><base href='https://inlandtimes.example/a/'><link rel=feed href=rss.xml></html>")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "an empty answer"),
        (b" \r\n", "an empty answer"),
        (b"<html><body>Nothing here</body></html>", "a web page, and no feed; it names none"),
        (b"<p>Sign in</p>", "a web page, and no feed; it names none"),
        (b"%PDF-1.7 ...", "neither XML nor JSON, and no feed"),
        (b"\x89PNG\r\n", "a PNG image, and no feed"),
        (gzip.compress(b"\x89PNG\r\n", mtime=0), "a PNG image, and no feed"),
        (gzip.compress(gzip.compress(gzip.compress(b"<rss/>", mtime=0), mtime=0), mtime=0), "a gzip file inside a gzip file, and no feed"),
        (b"The bridge is shut.", "neither XML nor JSON, and no feed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "XML that begins with <svg>, and no feed"),
        (b"<newsMessage/>", "XML that begins with <newsMessage>, and no feed"),
        (b"<?xml version='1.0'?>", "neither XML nor JSON, and no feed"),
        (b"<rss", "broken XML"),
        (b"<rss><channel><title>AT&T</title>", "broken XML"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told(read: Reader, raw: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        read.feed(raw)

    assert caught.value.reason.startswith(reason)
    assert (URL, True) == (caught.value.path, bool(caught.value.fix))


def test_a_feed_that_is_too_large_is_told(read: Reader) -> None:
    with pytest.raises(InputError, match=r"larger than 1 MiB; raise limits\.max_file_mb"):
        read.feed(document(None, "x" * (1 << 20)), limits=Limits(max_file_mb=1))


def test_an_empty_feed_is_a_feed(read: Reader) -> None:
    assert ("rss", ()) == (
        (feed := read.feed("<rss><channel><title>T</title></channel></rss>")).kind,
        feed.items,
    )


@pytest.mark.parametrize(
    "before",
    [
        "<br />\n<b>Warning</b>: session already started in <b>/a.php</b> on line <b>3</b><br />\n",
        "\ufeff\n\n", "<!-- <html><body> cached --> ", "Notice: x ", '<?xml-stylesheet href="<html>.xsl"?>',
        "<!DOCTYPE html>" , "<!doctype rss [<!ELEMENT rss ANY>]>",
    ],
)  # fmt: skip
def test_what_stands_before_a_feed_is_passed_over(read: Reader, before: str) -> None:
    assert TITLE == read.feed(before + document(None)).items[0].title


def test_an_opml_list_on_the_web_leads_to_feeds(read: Reader) -> None:
    feed = read.feed(
        "<opml><head><title>Coast</title></head><body><outline><outline xmlUrl='/a.xml'/></outline><outline xmlUrl='/a.xml'/></body></opml>"
    )

    assert ("opml", "Coast", ("https://feeds.harborpost.example/a.xml",), (None,)) == (
        feed.kind, feed.title, feed.children, feed.child_updates,
    )  # fmt: skip
    with pytest.raises(InputError, match="names none"):
        read.feed("<opml/>")
