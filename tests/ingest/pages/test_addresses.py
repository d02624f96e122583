"""Whose word is taken for where an article stands."""

import pytest

from sayso.ingest.pages.addresses import address_of, same_site

HERE = "https://www.post.example/news/bridge?utm_source=x"


def test_a_page_of_a_file_is_where_it_says() -> None:
    """Nothing else is known; two addresses are noted."""
    url, notes = address_of(None, canonical="https://a.example/x", og_url="https://b.example/y", other=None)

    assert "https://a.example/x" == url
    assert "two addresses" in notes[0]
    assert ("https://b.example/y", ()) == address_of(
        None, canonical=None, og_url="https://b.example/y", other=None
    )


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://www.post.example/news/bridge", "https://www.post.example/news/bridge"),
        ("/news/bridge", "https://www.post.example/news/bridge"),
        ("https://post.example/news/bridge", "https://post.example/news/bridge"),
        ("https://wire.example/bridge", HERE),
        ("https://post.example.evil.example/news/bridge", HERE),
        ("https://www.post.example/", HERE),
        ("javascript:alert(1)", HERE),
        ("https://[broken", HERE),
    ],
)
def test_a_fetched_page_is_believed_about_its_own_site_alone(canonical: str, expected: str) -> None:
    """Else it could overwrite what another outlet wrote; a front page is nobody's article."""
    assert expected == address_of(HERE, canonical=canonical, og_url=None, other=None)[0]


def test_another_site_is_noted() -> None:
    """Who copied from whom may be worth knowing."""
    notes = address_of(HERE, canonical="https://wire.example/bridge", og_url=None, other=None)[1]

    assert (
        "the page's canonical link names another site, and is not followed: https://wire.example/bridge",
    ) == notes


def test_a_later_page_of_an_article_keeps_its_address() -> None:
    """Its text is not that of the first."""
    url = "https://post.example/long?page=2"

    assert url == address_of(url, canonical="https://post.example/long", og_url=None, other=None)[0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://amp.post.example/x.amp", "https://www.post.example/x", True),
        ("https://m.post.example/x", "http://post.example/x", True),
        ("https://www.google.com/amp/s/www.post.example/x", "https://www.post.example/x", True),
        ("https://post-example.cdn.ampproject.org/c/s/post.example/x", "https://www.post.example/x", True),
        ("https://post-example.cdn.ampproject.org/c/s/post.example/x", "https://wire.example/x", False),
        ("https://one.blogs.example/x", "https://two.blogs.example/x", False),
        ("https://news.post.example/x", "https://post.example/x", False),
    ],
)
def test_one_site_has_hosts_for_telephones_and_copies(one: str, other: str, *, same: bool) -> None:
    """Of other hosts nobody can tell whose they are."""
    assert same == same_site(one, other)
