"""The list of feeds that the how-to page shows is one that is understood."""

import re
from pathlib import Path

from sayso.ingest.feeds import WatchedFeed, read_watch_list

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "watch.md"


def test_the_list_on_the_page_says_what_the_page_says(tmp_path: Path) -> None:
    [block] = re.findall(r"^```toml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / "feeds.toml").write_text(block, encoding="utf-8")

    feeds = read_watch_list(tmp_path / "feeds.toml").feeds

    assert [
        WatchedFeed(url="https://courier.example/rss.xml", outlet="Elsin Courier"),
        WatchedFeed(url="https://post.example/sitemap-news.xml", kind="sitemap", language="en", every_s=3600),
        WatchedFeed(url="https://agency.example/feed", text="feed", enabled=False),
    ] == list(feeds)
