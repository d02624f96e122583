"""Feeds as they break: what can be read is read, with a note, and no harm is done."""

import time

import pytest
from tests.ingest.feeds.conftest import LINK, Reader

from sayso.errors import InputError

BROKEN = "broken XML, read as far as it goes"


def two(first: str) -> str:
    """A feed of two items, of which the first has something in it."""
    return f"<rss version='2.0'><channel><title>T</title><item>{first}{LINK}</item><item><title>Second</title><link>https://a.example/2</link></item></channel></rss>"


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<title>AT&T & co</title>", "AT&T & co"),
        ("<title>Caf&eacute;&nbsp;shut &unknown; &#0; &#xD800;</title>", "Café shut &unknown;"),
        ("<title>A\x0bB</title>", "A B"),
        ("<title>One</title><description><p>hi<br>there<img src=x></p></description>", "One"),
        ("<title>One</title><description><p>hi <b>there</p></description>", "One"),
        ("<title>One</title><media:content url='x'/><dc:creator>Ada</dc:creator>", "One"),
        ("<title>One</title><a:b:c/><x y='1' y='2'/>", "One"),
        ("<title>One</title><description><![CDATA[It is <b>shut</b> & done]]></description>", "One"),
        ("<title>One</tilte></title>", "One"),
        ("<title lang=en>One</title>", "One"),
    ],
)  # fmt: skip
def test_what_can_be_read_is_read(read: Reader, inside: str, title: str) -> None:
    feed = read.feed(two(inside))

    assert ["https://harborpost.example/news/1", "https://a.example/2"] == [item.url for item in feed.items]
    assert title == feed.items[0].title
    assert "Second" == feed.items[1].title


def test_a_note_says_that_it_is_broken(read: Reader) -> None:
    assert read.feed(two("<title>AT&T</title>")).notes[0].startswith(BROKEN)
    assert () == read.feed(two("<title>AT&amp;T</title>")).notes
    assert () == read.feed(two("<title>Caf&eacute;</title>")).notes


@pytest.mark.parametrize("end", [0.3, 0.6, 0.75, 0.99])
def test_of_a_feed_that_ends_early_the_beginning_is_read(read: Reader, end: float) -> None:
    whole = read.rss(*(f"<title>T{n}</title><link>https://a.example/{n}</link>" for n in range(20)))
    text = "".join(f"<item><title>T{n}</title><link>https://a.example/{n}</link></item>" for n in range(20))
    feed = read.feed(f"<rss><channel>{text}</channel></rss>"[: int(end * len(text))])

    assert whole.items[: len(feed.items) - 1] == feed.items[:-1]
    assert len(feed.items) >= int(20 * end) - 1
    assert feed.notes[0].startswith(BROKEN)


def test_names_that_nobody_declared_mean_what_everybody_means(read: Reader) -> None:
    [one, _] = read.feed(two("<dc:creator>Ada Quill</dc:creator><dc:date>2031-05-05</dc:date><content:encoded>" + "<![CDATA[<p>It is shut.</p>]]></content:encoded>")).items  # fmt: skip

    assert (("Ada Quill",), "2031-05-05", "It is shut.") == (one.authors, one.published, one.text)


@pytest.mark.parametrize("around", ["<description>News of the coast", "<items>", "<image><url>x"])
def test_items_that_hang_in_something_else_are_items(read: Reader, around: str) -> None:
    feed = read.feed(
        f"<rss><channel><title>T</title>{around}<item><title>One</title>{LINK}</item><item><title>Two</title></item></channel></rss>"
    )

    assert [("One", "https://harborpost.example/news/1")] == [(item.title, item.url) for item in feed.items]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>', "&l11;"),
        (f'<?xml version="1.0"?><!-- c --><!DOCTYPE rss [<!ENTITY l0 "{"ha" * 100_000}">]>', "&l0;" * 100),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>', "&x;"),
        ('<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">', "&x;"),
        ('<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>', "&x;"),
        ('<!DOCTYPE rss [<!ENTITY x "a]>b">]>', "&x;"),
        ('<!-- <!DOCTYPE rss> --><!DOCTYPE rss [<!ENTITY x "y"', "&x;"),
    ],
    ids=["billion laughs", "quadratic", "a file", "an address", "its type", "parameter", "an end in it", "unended"],
)  # fmt: skip
def test_entities_of_a_document_are_never_put_in(read: Reader, head: str, title: str) -> None:
    begun = time.process_time()
    try:
        feed = read.feed(head + two(f"<title>{title}</title>"))
    except InputError:
        feed = None

    assert time.process_time() - begun < 2
    if feed is not None:
        assert all(
            word in {None, title, "Second", "b"} or "&" in word
            for word in (item.title for item in feed.items)
        )
        assert "root:" not in repr(feed)
        assert len(repr(feed)) < 5_000


def test_a_bomb_after_the_root_is_none(read: Reader) -> None:
    """A document type where none may stand declares nothing."""
    feed = read.feed(
        f'<rss><!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><channel><item><title>&l11;</title>{LINK}</item></channel></rss>'
    )

    assert len(repr(feed)) < 5_000


def test_deep_nesting_ends_at_the_limit(read: Reader) -> None:
    for deep in ("<a>" * 20_000, f"<description>{'<div>' * 20_000}x"):
        feed = read.feed(f"<rss><channel><item><title>One</title>{LINK}</item><item>{deep}")
        assert "One" == feed.items[0].title


@pytest.mark.parametrize(
    "piece",
    [
        "<item>", "<item/>", "<a ", "<![CDATA[", "<!--", "&", "&#", "&amp", "<title>", "</title>", "<link>", "<!DOCTYPE x [", "]>", "]]>",
        "<?x ", "<br ", "<br>", "<description>&lt;a ", "<description><![CDATA[<a ]]></description>", "<a xmlns:a='b'>", "<x:y/>",
        "<item><link>https://a.example/</link></item>", "<item><title>&lt;", "<author>a@a.example</author>", "<author>( ", "\n ", "\x01",
    ],
)  # fmt: skip
def test_no_feed_takes_the_square_of_its_length(read: Reader, piece: str) -> None:
    """50 kB of what hurts a parser, in the document and in what it holds: thousandths of a second for what is sound."""
    begun = time.process_time()
    for text in (
        f"<rss><channel><item>{piece * (50_000 // len(piece))}",
        f"<rss><channel><item><title><![CDATA[{piece * (50_000 // len(piece))}]]></title>{LINK}</item></channel></rss>",
    ):
        try:
            read.feed(text)
        except InputError:
            continue
    assert time.process_time() - begun < 6


@pytest.mark.parametrize(
    "name",
    [
        "author",
        "managingEditor",
        "webMaster",
        "dc:creator",
        "generator",
        "link",
        "title",
        "ttl",
        "language",
        "category",
    ],
)
@pytest.mark.parametrize("word", ["a", "a@", "&amp;a", "(a", "- "])
def test_no_word_takes_the_square_of_its_length(read: Reader, name: str, word: str) -> None:
    """In a feed as in an item; feedparser looks for addresses of e-mail in whatever names a person."""
    words = f"<{name}>{word * (60_000 // len(word))}</{name}>"
    begun = time.process_time()

    read.rss(f"{words}{LINK}", about=words)

    assert time.process_time() - begun < 2
