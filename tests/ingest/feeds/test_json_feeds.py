"""JSON Feed 1 and 1.1."""

import json
from typing import Any

import pytest
from tests.ingest.feeds.conftest import URL, Reader

from sayso.errors import InputError

PARAGRAPHS = "<p>The bridge is shut.</p><p>It opens in May, the office said.</p><p>A ferry runs.</p>"


def document(*items: Any, **about: Any) -> str:
    """A JSON Feed of some items."""
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Harbor Post", "items": list(items), **about}
    )


def test_an_item_gives_what_it_states(read: Reader) -> None:
    feed = read.feed(
        document(
            {
                "id": 17, "url": "/news/1", "external_url": "https://inlandtimes.example/x", "title": "A <b>bridge</b> &amp; a ferry",
                "content_html": PARAGRAPHS, "summary": "The bridge is shut.", "date_published": "2031-05-05T10:00:00Z",
                "date_modified": "2031-05-06T10:00:00Z", "authors": [{"name": "Ada Quill"}], "language": "en-GB",
            },
            home_page_url="https://harborpost.example/", language="en",
        )
    )  # fmt: skip
    [item] = feed.items

    assert ("json feed", "Harbor Post", "Harbor Post", "en") == (
        feed.kind,
        feed.title,
        feed.outlet,
        feed.language,
    )
    assert ("17", "https://feeds.harborpost.example/news/1") == (item.key, item.url)
    assert ("A bridge & a ferry", ("Ada Quill",), "en-GB") == (item.title, item.authors, item.language)
    assert ("2031-05-05T10:00:00Z", "2031-05-06T10:00:00Z") == (item.published, item.updated)
    assert ("The bridge is shut.\nIt opens in May, the office said.\nA ferry runs.", True) == (
        item.text,
        item.whole,
    )


def test_an_item_of_version_1_has_one_author(read: Reader) -> None:
    [item] = read.feed(
        document({"id": "https://a.example/1", "content_text": "Shut.", "author": {"name": "Ada Quill"}})
    ).items

    assert (("Ada Quill",), "https://a.example/1", False) == (item.authors, item.url, item.whole)


@pytest.mark.parametrize(
    "item", [None, 1, "x", [], {}, {"id": None}, {"id": True, "title": {}}, {"url": ["x"], "content_html": 5}]
)
def test_what_is_no_item_is_left_out(read: Reader, item: Any) -> None:
    assert ["https://a.example/1"] == [
        found.url for found in read.feed(document(item, {"url": "https://a.example/1"})).items
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"error": "no such page"}', "JSON, and no JSON Feed"),
        ('{"items": [1]}', "JSON, and no JSON Feed"),
        ("[1, 2]", "JSON, and no JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "broken JSON"),
        ("[" * 100_000, "broken JSON"),
        ('{"a":' * 100_000, "broken JSON"),
    ],
)
def test_other_json_is_no_feed(read: Reader, text: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        read.feed(text)

    assert caught.value.reason.startswith(reason)
    assert (URL, True) == (caught.value.path, bool(caught.value.fix))
