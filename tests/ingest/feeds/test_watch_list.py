"""Lists of feeds: what they say is what is watched, and what they get wrong is told where it stands."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from sayso.errors import SettingsError
from sayso.ingest.feeds import WatchedFeed, read_watch_list, watch_list


def written(folder: Path, text: str, name: str = "feeds.toml") -> Path:
    """A list as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_says_what_is_watched_and_how(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        [watch]
        every = "30m"
        recheck = ["2h", "3d"]
        language = "English"

        [[feed]]
        url = "https://harborpost.example/rss.xml"
        outlet = "The Harbor Post"

        [[feed]]
        url = "http://inlandtimes.example:8080/sitemap.xml"
        kind = "sitemap"
        every = "1H"
        recheck = []
        text = "feed"
        language = "fr-CA"
        enabled = false
        """,
    )

    assert (
        WatchedFeed(
            url="https://harborpost.example/rss.xml",
            outlet="The Harbor Post",
            every_s=1800,
            recheck_s=(7200, 3 * 86400),
            language="en",
        ),
        WatchedFeed(
            url="http://inlandtimes.example:8080/sitemap.xml",
            kind="sitemap",
            every_s=3600,
            recheck_s=(),
            text="feed",
            language="fr",
            enabled=False,
        ),
    ) == read_watch_list(path).feeds


def test_what_a_list_leaves_out_has_defaults(tmp_path: Path) -> None:
    [feed] = read_watch_list(written(tmp_path, '\ufeff[[feed]]\r\nurl = "https://a.example/f"\r\n')).feeds

    assert ("auto", 900, (3600, 86400), "page", None, None, True) == (
        feed.kind, feed.every_s, feed.recheck_s, feed.text, feed.outlet, feed.language, feed.enabled,
    )  # fmt: skip


FEED = '[[feed]]\nurl = "https://a.example/f"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", 'no feed in it; write [[feed]] and below it url = "https://…"'),
        ("[watch]\n", "no feed in it"),
        ("[[feed]\n", "cannot be read as TOML"),
        ("a = " + "[" * 5000, "cannot be read as TOML"),
        ("[feeds]\n", "unknown section 'feeds'; there are watch, feed"),
        ("[feed]\nurl = 'https://a.example'", "write [[feed]], with two brackets"),
        ("watch = 3\n" + FEED, "watch = 3 is no table; write [watch]"),
        ("[watch]\nevry = '5m'\n" + FEED, "[watch] has the unknown key 'evry'; there are every, recheck"),
        ("[[feed]]\noutlet = 'Post'", "[[feed]] number 1 has no url"),
        (FEED + "[[feed]]\nurl = 5", "[[feed]] number 2: url = 5 is no text"),
        ("[[feed]]\nurl = ' '", "url = ' ' is no text"),
        ("[[feed]]\nurl = 'harborpost.example/rss'", "'harborpost.example/rss' is no web address"),
        ("[[feed]]\nurl = 'file:///etc/passwd'", "is no web address"),
        ("[[feed]]\nurl = 'https://a.example:port/'", "is no web address"),
        ("[[feed]]\nurl = 'https://'", "is no web address"),
        ("[[feed]]\nurl = 'https://ada:secret@a.example/f'", "the address at a.example holds a user name or a password"),
        (FEED + "outlt = 'Post'", "number 1 (https://a.example/f) has the unknown key 'outlt'; there are url, outlet"),
        (FEED + "outlet = ['Post']", "outlet = ['Post'] is no text"),
        (FEED + "kind = 'rss2'", "kind = 'rss2' is none of 'auto', 'rss'"),
        (FEED + "every = 900", 'every = 900 is no length of time; write "15m", "1h" or "2d"'),
        (FEED + "every = true", "every = true is no length of time"),
        (FEED + "every = '30s'", "every = '30s' is shorter than a minute"),
        (FEED + "every = '0m'", "shorter than a minute"),
        (FEED + "every = '367d'", "longer than a year"),
        (FEED + "every = '-5m'", "is no length of time"),
        (FEED + "recheck = '1h'", "recheck = '1h' is no list"),
        (FEED + "recheck = ['1d', '1h']", "does not grow"),
        (FEED + "recheck = ['1h', '60m']", "does not grow"),
        (FEED + "text = 'whole'", "text = 'whole' is none of 'page', 'feed'"),
        (FEED + "language = '12'", "language = '12' is no language code"),
        (FEED + "enabled = 'yes'", "enabled = 'yes' is neither true nor false"),
        (FEED + "[[feed]]\nurl = 'HTTPS://A.example:443/f/'", "stands there twice (feeds number 1 and 2)"),
        ("[watch]\nevery = 'x'\n" + FEED, "[watch]: every = 'x' is no length of time"),
    ],
)  # fmt: skip
def test_what_a_list_gets_wrong_is_told_where_it_stands(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)

    with pytest.raises(SettingsError) as caught:
        read_watch_list(path)

    assert str(caught.value).startswith(str(path))
    assert told in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        SettingsError, match=r"none\.toml: cannot be opened \(No such file or directory\); give a list"
    ):
        read_watch_list(tmp_path / "none.toml")
    with pytest.raises(SettingsError, match=r"cannot be opened \(Is a directory\)"):
        read_watch_list(tmp_path)


OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>My feeds</title></head><body>
<outline text="News"><outline text="Coast"><outline type="rss" text="Harbor Post - World" title="Harbor Post - World"
xmlUrl="https://feeds.harborpost.example/world.xml" htmlUrl="https://harborpost.example/" language="en-gb"/></outline>
<outline type="rss" text="My morning reads" XMLURL=" https://inlandtimes.example/feed "/></outline>
<outline text="Again" xmlUrl="https://feeds.harborpost.example/world.xml"/><outline text="No feed" htmlUrl="https://x.example/"/>
</body></opml>"""


def test_opml_of_a_reader_is_a_list(tmp_path: Path) -> None:
    """Folders in folders, each feed once; a title that its address does not bear out names no outlet."""
    found = read_watch_list(written(tmp_path, OPML, "feeds.opml"))

    assert (
        WatchedFeed(url="https://feeds.harborpost.example/world.xml", outlet="Harbor Post", language="en"),
        WatchedFeed(url="https://inlandtimes.example/feed"),
    ) == found.feeds
    assert 2 == len(found.notes)
    assert "watched once" in found.notes[0]
    assert "1 feeds" in found.notes[1]
    assert "feeds.toml" in found.notes[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<opml><body/></opml>", "no feed in it; export the subscriptions again"),
        ("<rss><channel/></rss>", "it begins with <rss> and is no list of feeds"),
        ("<html><body>x</body></html>", "it begins with <html> and is no list of feeds"),
        ("< opml", "cannot be read as OPML"),
        ("<opml><body><outline xmlUrl='mailto:x@a.example'/></body></opml>", "outline number 1 with xmlUrl: 'mailto:x@a.example' is no web address"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_watch_list(written(tmp_path, text, "feeds.opml"))

    assert told in str(caught.value)


def test_broken_opml_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    found = read_watch_list(
        written(
            tmp_path, OPML.replace("My morning", "R&D <br> morning").replace("</body></opml>", ""), "f.opml"
        )
    )

    assert 2 == len(found.feeds)
    assert found.notes[0].startswith("broken XML, read as far as it goes")


def test_the_lists_that_are_shown_can_be_read(tmp_path: Path) -> None:
    """That of the module, with every key, and those of the user's guide."""
    shown = str(watch_list.__doc__).partition("\n\n")[2]
    guide = (Path(__file__).parents[3] / "docs" / "how-to" / "watch.md").read_text(encoding="utf-8")
    lists = [shown, *re.findall(r"^```toml\n(.*?)^```", guide, flags=re.MULTILINE | re.DOTALL)]

    found = [read_watch_list(written(tmp_path, dedent(text))) for text in lists]

    assert len(found) >= 2
    assert (
        WatchedFeed(url="https://post.example/rss.xml", outlet="The Harbor Post", language="en")
        == found[0].feeds[0]
    )
