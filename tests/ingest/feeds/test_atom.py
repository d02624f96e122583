"""Atom: relations of links, bases, languages, and its kinds of content."""

import pytest
from tests.ingest.feeds.conftest import Reader

WHOLE = "<p>The bridge is shut.</p><p>It will open in May, the office said.</p><p>A ferry runs.</p>"


def test_an_entry_gives_what_it_states(read: Reader) -> None:
    feed = read.atom(
        """<title type="html">A &lt;i&gt;bridge&lt;/i&gt;</title><id>tag:harborpost.example,2031:1</id>
        <link rel="edit" href="https://harborpost.example/edit/1"/><link rel="alternate" type="text/html" href="1.html"/>
        <link rel="enclosure" type="audio/mpeg" href="https://harborpost.example/a.mp3"/>
        <published>2031-05-05T10:00:00Z</published><updated>2031-05-06T10:00:00Z</updated>
        <author><name>Ada Quill</name><email>ada@harborpost.example</email></author><summary>It is shut.</summary>""",
        attributes='xml:lang="en-GB" xml:base="https://harborpost.example/news/"',
    )
    [item] = feed.items

    assert ("atom", "en-GB") == (feed.kind, feed.language)
    assert "tag:harborpost.example,2031:1" == item.key
    assert "https://harborpost.example/news/1.html" == item.url
    assert "A bridge" == item.title
    assert ("2031-05-05T10:00:00Z", "2031-05-06T10:00:00Z") == (item.published, item.updated)
    assert (("Ada Quill",), "It is shut.", False) == (item.authors, item.text, item.whole)


def test_an_entry_that_was_only_changed_was_not_published_then(read: Reader) -> None:
    [item] = read.atom("<link href='https://a.example/1'/><updated>2031-05-06T10:00:00Z</updated>").items

    assert (None, "2031-05-06T10:00:00Z") == (item.published, item.updated)


def test_what_an_entry_leaves_out_is_inherited_from_the_feed_alone(read: Reader) -> None:
    one, two = read.atom(
        "<link href='https://a.example/1'/><author><name>Bo Reed</name></author>",
        "<link href='https://a.example/2'/>",
        about="<author><name>Ada Quill</name></author><updated>2031-05-06T10:00:00Z</updated>",
    ).items

    assert (("Bo Reed",), ("Ada Quill",)) == (one.authors, two.authors)
    assert two.updated is None


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (f"<content type='html'><![CDATA[{WHOLE}]]></content>", True),
        (f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{WHOLE}</div></content>", True),
        (
            "<content type='text'>The bridge is shut.\nIt will open in May, the office said.\nA ferry runs.</content>",
            True,
        ),
        ("<content type='html' src='https://a.example/full'/>", False),
        ("<content type='image/png'>iVBORw0KGgo=</content>", False),
    ],
    ids=["html", "xhtml", "text", "elsewhere", "a picture"],
)
def test_kinds_of_content(read: Reader, content: str, whole: bool) -> None:  # noqa: FBT001 - a case
    [item] = read.atom(
        f"<link href='https://a.example/1'/><summary>The bridge is shut.</summary>{content}"
    ).items

    assert whole == item.whole
    assert (
        "The bridge is shut.\nIt will open in May, the office said.\nA ferry runs."
        if whole
        else "The bridge is shut."
    ) == item.text


def test_an_entry_of_another_feed_keeps_its_own_title_and_day(read: Reader) -> None:
    [item] = read.atom(
        """<title>Bridge</title><link href="https://inlandtimes.example/1"/><published>2031-05-05T10:00:00Z</published>
        <source><title>Inland Times - World</title><id>x</id><updated>2030-01-01T00:00:00Z</updated>
        <link href="https://inlandtimes.example/"/></source>"""
    ).items

    assert ("Bridge", "2031-05-05T10:00:00Z", None) == (item.title, item.published, item.updated)
    assert "Inland Times" == item.outlet


def test_atom_0_3_is_read(read: Reader) -> None:
    [item] = read.feed(
        """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Harbor Post</title><entry><title mode="escaped" type="text/html">A &lt;b&gt;bridge&lt;/b&gt;</title>
        <link rel="alternate" type="text/html" href="https://harborpost.example/1"/><id>x</id><issued>2031-05-05</issued>
        <modified>2031-05-06</modified><created>2031-05-04</created></entry></feed>"""
    ).items

    assert ("A bridge", "2031-05-05", "2031-05-06") == (item.title, item.published, item.updated)
