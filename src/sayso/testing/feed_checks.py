"""The contract of a store as far as feeds go: kept with the articles that came of them, asked in order, never derived."""

from dataclasses import replace
from datetime import UTC, datetime

from sayso.records import Reading
from sayso.store.feed_rows import FeedRow, HostRow, LinkRow, LinkState
from sayso.store.protocol import Desk
from sayso.testing.expecting import expect, make_article

AT = "2031-05-07T08:00:00Z"
WAITING: tuple[LinkState, ...] = ("waiting",)


def make_feed(name: str, **more: object) -> FeedRow:
    """A feed for a test."""
    return replace(FeedRow(url=f"https://{name}.example/rss", first_seen=AT, next_at=AT), **more)  # type: ignore[arg-type]


def make_link(name: str, feed: FeedRow, **more: object) -> LinkRow:
    """An address for a test, on the host of its feed."""
    host = feed.url.split("/")[2]
    url = f"https://{host}/{name}"
    made = LinkRow(
        address=url,
        url=url,
        feed=feed.url,
        host=host,
        first_seen=AT,
        next_at=AT,
        title=name,
        authors=("Ada",),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def check_feeds(store: Desk) -> None:
    """Feeds, addresses and hosts are kept as they are given, with articles or not at all."""
    one = make_feed("courier", recheck_s=(3600, 86400), outlet="Elsin Courier")
    two = make_feed("post", listed=False)
    article = make_article(1, "Brook Cedar", url="https://courier.example/a")
    first = make_link("a", one, state="kept", article=article.id, kept_at=AT, next_at=None)
    later = make_link(
        "b", one, next_at="2031-05-07T09:00:00Z", dates=(("1 May", "published", "feed", "pubDate"),)
    )
    sooner = make_link("c", one, next_at="2031-05-07T08:30:00Z")
    unlisted = make_link("d", two)
    host = HostRow(host="courier.example", last_asked=AT, not_before=AT, failures=2, reason="silent")
    before = store.state()
    done = store.keep_fetched(
        readings=[Reading(article)], feeds=[two, one], links=[later, first, sooner, unlisted], hosts=[host]
    )
    expect(done.added == (article.id,) and store.article_ids() == [article.id], "articles come in with them")
    expect(before != store.state(), "the state differs")
    expect(store.feed_rows() == (one, two), "feeds come back as they were, by address")
    expect(list(store.links()) == [first, later, sooner, unlisted], "addresses come back as they were")
    expect(store.host_rows() == (host,), "hosts come back as they were")
    expect(list(store.links(feed=one.url, states=WAITING)) == [later, sooner], "of a feed, in a state")
    expect(list(store.links(addresses=[sooner.address, "nowhere"])) == [sooner], "by address")
    expect(list(store.links(articles=[article.id])) == [first], "by article")
    expect(store.next_asked() == {"courier.example": "2031-05-07T08:30:00Z"}, "listed feeds alone are asked")
    expect(store.next_asked(["post.example"]) == {}, "of these hosts")
    expect(store.due_link("courier.example", AT) is None, "nothing is asked before its time")
    expect(
        store.due_link("courier.example", "2031-05-07T10:00:00Z") == sooner, "what waits longest comes first"
    )
    store.keep_fetched(links=[replace(sooner, state="failed", reason="slow", fix="wait", next_at=None)])
    expect(
        store.due_link("courier.example", "2031-05-07T10:00:00Z") == later, "a row replaces that of its name"
    )
    _check_standing(store, one)
    _check_planned(store, one, first)
    _check_removal(store, article.id, first)
    store.forget_derived(())
    expect(len(list(store.links())) == 5 and len(store.feed_rows()) == 2, "nothing of it is derived")
    expect(store.take_watch() is None and store.take_lock() is None, "who watches hinders nobody who runs")
    store.beat_watch()
    store.drop_lock(if_idle=False)
    store.drop_watch()
    expect(store.check() == [], f"it finds itself sound: {store.check()}")


def _check_standing(store: Desk, one: FeedRow) -> None:
    told = store.feeds()
    expect(
        [status.url for status in told] == [one.url, "https://post.example/rss"], "those watched come first"
    )
    expect(
        (told[0].articles, told[0].waiting, told[0].failed) == (1, 1, 1), f"addresses are counted: {told[0]}"
    )
    expect(told[0].links == {"failed": 1, "kept": 1, "waiting": 1}, "by state")
    [problem] = told[0].problems
    expect((problem.reason, problem.fix, problem.count) == ("slow", "wait", 1), "with what went wrong")
    expect(problem.where == ("https://courier.example/c",), "and where")
    expect(told[1].next is None, "who is not watched is not asked")


def _check_planned(store: Desk, one: FeedRow, kept: LinkRow) -> None:
    now = datetime(2031, 5, 7, 8, 0, tzinfo=UTC)
    found = list(store.check_watch(now, every_row=True))
    expect(found == [], f"it finds its addresses sound: {found}")
    expect(store.links_to_plan(one.url, since="2031-05-07T07:59:59Z") == [kept.address], "came in since")
    expect(store.links_to_plan(one.url, since=AT) == [], "planned, or came in since")
    lost = make_feed("radio", parent=one.url)
    ahead = make_link("e", lost, first_seen="2032-01-01T00:00:00Z", next_at="2032-01-01T00:00:00Z")
    store.keep_fetched(feeds=[lost], links=[ahead])
    expect(list(store.links_ahead(now, limit=9)) == [ahead], "met at a time that is yet to come")
    expect(len(list(store.check_watch(now, every_row=True))) == 1, "and told of")
    store.keep_fetched(links=[replace(ahead, first_seen=AT, next_at=None)])
    store.drop_feeds([lost.url], heir=one.url)
    expect(lost not in store.feed_rows(), "a feed that was dropped is not there")
    [left] = store.links(addresses=[ahead.address])
    expect((left.feed, left.state) == (one.url, "waiting"), "its addresses are its heir's")


def _check_removal(store: Desk, article: str, link: LinkRow) -> None:
    expect(store.were_removed([article]) == frozenset(), "it is there")
    store.remove(article, reason="asked to")
    expect(store.were_removed([article, "x"]) == {article}, "what was removed is known")
    [left] = store.links(addresses=[link.address])
    expect(
        (left.state, left.next_at, left.title) == ("removed", None, None),
        f"its address stays, without words: {left}",
    )
    store.keep_fetched(links=[replace(link, state="unchanged", next_at=AT)])
    [left] = store.links(addresses=[link.address])
    expect((left.state, left.next_at) == ("removed", None), "also where it was being asked for meanwhile")
