"""How feeds stand, in words: for a list of all, and for a person who wants to know what to do."""

import io
from dataclasses import replace

from sayso.publish.pages.feeds import print_feeds
from sayso.publish.pages.terminal import open_console
from sayso.publish.views.feeds import FeedLine, feed_lines, feed_views
from sayso.store.feed_rows import LinkProblem, SourceStatus

READ = SourceStatus(
    url="https://courier.example/rss",
    outlet="Elsin Courier",
    kind="rss",
    state="read",
    first_seen="2031-05-07T08:00:00Z",
    last_read="2031-05-07T08:15:00Z",
    last_tried="2031-05-07T08:15:00Z",
    next="2031-05-07T08:30:00Z",
    items=20,
    articles=18,
    excerpts=1,
    waiting=2,
    failed=3,
    links={"kept": 17, "forbidden": 1, "gone": 2, "waiting": 2, "older": 5, "removed": 1},
    problems=(
        LinkProblem(
            state="gone",
            reason="there is no such page",
            fix="check it",
            count=2,
            where=("https://courier.example/a",),
        ),
        LinkProblem(
            state="forbidden",
            reason="robots.txt forbids it",
            fix="save it",
            count=1,
            where=("https://courier.example/b",),
        ),
    ),
)
LOST = SourceStatus(
    url="https://post.example/rss",
    state="failed",
    failures=3,
    last_tried="2031-05-07T08:20:00Z",
    reason="post.example cannot be reached",
    fix="check the address",
)


def shown(*sources: SourceStatus, everything: bool = False) -> str:
    """The page in a terminal of 80 columns."""
    out = io.StringIO()
    console = open_console(out)
    console.width = 80
    print_feeds(console, feed_views(sources), everything=everything)
    return out.getvalue()


def test_a_feed_is_told_in_a_few_lines() -> None:
    page = shown(READ)

    assert "FEEDS\n• Elsin Courier  https://courier.example/rss\n" in page
    assert "last read 2031-05-07 08:15 UTC\n" in page
    assert "18 articles kept, 1 of them only what the feed gives" in " ".join(page.split())
    assert "5 older than the first reading, not asked for" in " ".join(page.split())
    assert "next at 2031-05-07 08:30 UTC" in " ".join(page.split())
    assert "- 2 addresses not there any more: there is no such page; check it" in page
    assert "https://courier.example/a and 1 more" in page
    assert "- 1 address not asked for: robots.txt forbids it" in page


def test_what_could_not_be_read_comes_first_with_what_to_do() -> None:
    page = shown(READ, LOST)

    assert page.index("post.example") < page.index("Elsin Courier")
    assert "failed 3 times in a row, tried 2031-05-07 08:20 UTC; never read yet" in " ".join(page.split())
    assert "post.example cannot be reached; check the address" in " ".join(page.split())
    [well, lost] = feed_views((READ, LOST))
    assert (True, False) == (well.well, lost.well)


def test_a_feed_that_is_watched_no_more_says_so() -> None:
    [view] = feed_views([replace(READ, listed=False, next=None)])

    assert "not watched any more; last read 2031-05-07T08:15:00Z" == view.standing


def test_a_feed_that_was_left_out_of_a_list_of_many_is_counted() -> None:
    many = [replace(READ, url=f"https://courier.example/{n}") for n in range(25)]

    assert "and 5 more feeds: `sayso status --feeds` lists all" in shown(*many)
    assert 25 == shown(*many, everything=True).count("• ")
    assert "" == shown()


def test_a_row_has_a_column_for_each_thing_that_is_known() -> None:
    [line] = feed_lines([READ])

    assert (READ.url, "Elsin Courier", "read", 18, 2, 3) == (
        line.feed, line.outlet, line.state, line.articles, line.waiting, line.failed,
    )  # fmt: skip
    assert "reason" in FeedLine._fields


def test_what_a_feed_says_of_itself_is_nothing_that_a_terminal_obeys() -> None:
    odd = replace(READ, outlet=None, title="Elsin \x1b[31mred\x07", reason="\x1b]0;x\x07")

    assert "\x1b" not in shown(odd)
