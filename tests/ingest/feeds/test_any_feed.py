"""Feeds as a program makes them up: each item comes out once, plain, and no bytes do harm."""

import json
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest.feeds.conftest import SPACES, URL

from sayso.errors import InputError
from sayso.ingest.feeds import Feed, parse_feed
from sayso.ingest.fields import is_markup
from sayso.settings import Limits

_words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)
_markup = st.sampled_from(["<p>One</p><p>two</p>", "<b>x</b><br/>", "&amp;lt;p&amp;gt;", "<!-- c -->", "]]", "<script>x</script>", "a < b", "&nbsp;", "…"])  # fmt: skip
_texts = st.lists(_words | _markup, max_size=4).map("".join)
_dates = st.sampled_from(["Mon, 05 May 2031 10:00:00 GMT", "2031-05-05", "soon", ""])
_items = st.lists(
    st.fixed_dictionaries(
        {
            "number": st.integers(0, 30),
            "title": _texts,
            "description": _texts,
            "content": _texts,
            "date": _dates,
            "order": st.permutations(["title", "link", "description", "content", "date"]),
        }
    ),
    max_size=8,
)
LIMITS = Limits(max_file_mb=1)


def rss_of(items: list[dict[str, object]]) -> str:
    """RSS of made-up items, the parts of each in any order."""
    made = []
    for item in items:
        parts = {
            "title": f"<title>{escape(str(item['title']))}</title>",
            "link": f"<link>https://harborpost.example/{item['number']}</link>",
            "description": f"<description>{escape(str(item['description']))}</description>",
            "content": f"<content:encoded>{escape(str(item['content']))}</content:encoded>"
            if item["content"]
            else "",
            "date": f"<pubDate>{item['date']}</pubDate>",
        }
        made.append("<item>" + "".join(parts[name] for name in item["order"]) + "</item>")  # type: ignore[attr-defined]
    return f"<rss version='2.0' {SPACES}><channel><title>Post</title>{''.join(made)}</channel></rss>"


def check(feed: Feed) -> None:
    """Whether a feed is what reading may give."""
    keys = [item.key for item in feed.items]
    assert len(keys) == len(set(keys))
    for item in feed.items:
        assert item.url is None or item.url.startswith(("http://", "https://"))
        assert item.url is not None or item.text is not None
        for words in (item.title, item.text, *item.authors):
            assert words is None or (words.strip() == words and words and not is_markup(words))
        "".join(
            filter(None, (item.key, item.url, item.title, item.text, item.published, item.updated))
        ).encode()
        assert not item.whole or item.text
        assert item.title is None or "\n" not in item.title


@settings(max_examples=40, deadline=None)
@given(_items)
def test_every_item_with_an_address_comes_out_once(items: list[dict[str, object]]) -> None:
    feed = parse_feed(rss_of(items).encode(), url=URL, media_type=None, limits=LIMITS)

    check(feed)
    assert list(dict.fromkeys(f"https://harborpost.example/{item['number']}" for item in items)) == [
        item.url for item in feed.items
    ]
    assert () == tuple(note for note in feed.notes if "twice" not in note)
    assert {str(item["date"]) or None for item in items} >= {item.published for item in feed.items}


@settings(max_examples=20, deadline=None)
@given(_items, st.randoms(use_true_random=False))
def test_the_order_of_items_changes_none_of_them(items: list[dict[str, object]], chance: object) -> None:
    unlike = list({item["number"]: item for item in items}.values())
    mixed = list(unlike)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    one, two = (
        parse_feed(rss_of(given).encode(), url=URL, media_type=None, limits=LIMITS)
        for given in (unlike, mixed)
    )

    assert {item.key: item for item in one.items} == {item.key: item for item in two.items}


SEEDS = (
    f"<rss version='2.0' {SPACES}><channel><title>Post</title><ttl>5</ttl><item><title>A &amp; b</title><link>/1</link><guid>x</guid><pubDate>2031-05-05</pubDate><description>&lt;p&gt;x&lt;/p&gt;</description><content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded></item></channel></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/a/'><entry><title type='html'>x</title><link href='1'/><updated>2031-05-05</updated><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>x</p></div></content></entry></feed>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]><urlset><url><loc>https://a.example/1</loc><lastmod>2031-05-05</lastmod></url></urlset>",
    "<opml><body><outline text='a'><outline xmlUrl='https://a.example/f'/></outline></body></opml>",
    json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "url": "/1", "content_html": "<p>x</p>"}]}),
    "<html><head><link rel='alternate' type='application/rss+xml' href='/f'></head></html>",
    "https://a.example/1\nhttps://a.example/2\n",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 700), st.integers(0, 12), st.binary(max_size=6)), max_size=5),
    st.sampled_from([None, "text/xml; charset=utf-16", "text/html; charset=iso-8859-1", "application/json"]),
)
def test_no_bytes_do_harm(seed: str, cuts: list[tuple[int, int, bytes]], media_type: str | None) -> None:
    raw = seed.encode()
    for at, gone, put in cuts:
        raw = raw[:at] + put + raw[at + gone :]
    try:
        feed = parse_feed(raw, url=URL, media_type=media_type, limits=LIMITS)
    except InputError as error:
        assert error.reason  # noqa: PT017 - it is one way of two
        assert error.fix  # noqa: PT017
        assert str(error.path).startswith(URL)  # noqa: PT017
        str(error).encode()
    else:
        check(feed)
        assert feed == parse_feed(raw, url=URL, media_type=media_type, limits=LIMITS)
