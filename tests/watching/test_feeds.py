"""Feeds: when they are read, what is told of them, and which further ones they lead to."""

from dataclasses import replace
from itertools import pairwise

import pytest
from tests.fetching import misbehaving as bad
from tests.watching.watched import Watched, atom, page, rss, sitemap, sitemap_index

from sayso.errors import StoreError
from sayso.ingest.feeds import WatchedFeed
from sayso.publish.checks import check_collection
from sayso.settings import Settings
from sayso.watching import feeds as feeds_module

RSS = "http://courier.example/rss"


def test_a_feed_is_read_every_so_often_and_only_if_it_changed(desk: Watched) -> None:
    desk.feed(RSS, rss())

    desk.watch(RSS, for_s=3 * 900 + 60)

    asked = [one for one in desk.web.requests if one.path == "/rss"]
    assert 4 == len(asked)
    assert [False, True, True, True] == ["if-none-match" in one.headers for one in asked]
    gaps = [(b.at - a.at).total_seconds() for a, b in pairwise(asked)]
    assert all(900 <= gap < 935 for gap in gaps)
    assert "unchanged" == desk.source(RSS).state
    assert desk.source(RSS).last_read == desk.source(RSS).last_tried


def test_a_feed_that_asks_to_be_read_less_often_is(desk: Watched) -> None:
    desk.feed(RSS, rss(ttl=60), etag="")

    desk.watch(RSS, for_s=3 * 900)

    assert ["/rss"] == desk.asked()


def test_a_feed_that_fails_is_told_with_what_to_do_and_asked_ever_less_often(desk: Watched) -> None:
    desk.web.on(RSS, bad.answer("<p>Gone fishing.</p>", status=403))
    desk.feed("http://post.example/rss", rss())

    total = desk.watch(RSS, "http://post.example/rss", for_s=4 * 3600)

    assert 5 == desk.asked().count("/rss") - len(
        desk.asked("post.example")
    )  # after 0, 15, 45, 105, 225 minutes
    source = desk.source(RSS)
    assert ("failed", 5, None) == (source.state, source.failures, source.last_read)
    assert "403" in (source.reason or "")
    assert "watch another feed of the same outlet, or ask whoever publishes it" == source.fix
    assert total.feeds_failed == 5
    assert any("not to be read" in line and "403" in line for line in desk.lines)


def test_a_page_in_the_place_of_a_feed_is_told_with_the_feeds_that_it_names(desk: Watched) -> None:
    head = '<link rel="alternate" type="application/rss+xml" title="News" href="/real.xml">'
    desk.web.page("http://courier.example/", page("Elsin Courier", head=head))

    desk.watch("http://courier.example/", once=True)

    source = desk.source("http://courier.example/")
    assert "failed" == source.state
    assert "http://courier.example/real.xml" in f"{source.reason} {source.fix}"


def test_a_feed_that_moved_for_good_is_asked_where_it_is_now_and_told(desk: Watched) -> None:
    desk.web.on(RSS, bad.redirect("http://new.example/rss", status=301))
    desk.feed("http://new.example/rss", rss())

    desk.watch(RSS, for_s=2000)

    assert ["/rss"] == desk.asked("courier.example")
    assert 3 == len(desk.asked("new.example"))
    assert "http://new.example/rss" == desk.source(RSS).moved_to

    desk.web.on("http://new.example/rss", bad.failing(404))
    desk.watch(RSS, for_s=2000)
    assert 2 == len(
        desk.asked("courier.example")
    )  # who is not there any more is asked for where it was named


def test_a_feed_of_another_kind_than_the_list_says_is_refused(desk: Watched) -> None:
    desk.feed(RSS, rss("http://courier.example/a"))

    desk.watch(WatchedFeed(url=RSS, kind="sitemap"), once=True)

    assert "it is rss, and the list says sitemap" == desk.source(RSS).reason
    assert ["/rss"] == desk.asked()


def test_of_a_sitemap_the_newest_are_taken_at_first_and_all_that_come_later(desk: Watched) -> None:
    desk.settings = replace(desk.settings, fetch=replace(desk.settings.fetch, first_items=2))
    days = [(f"http://courier.example/{n}", f"2031-05-0{n}") for n in (3, 1, 4, 2)]
    for url, _ in days:
        desk.web.page(url, page(f"Report {url[-1]}", text=f"{url} " * 60))
    desk.feed("http://courier.example/sitemap.xml", sitemap(*days))

    desk.watch("http://courier.example/sitemap.xml", once=True)

    assert ["Report 3", "Report 4"] == desk.texts()
    assert 2 == desk.source("http://courier.example/sitemap.xml").links["older"]

    desk.web.page("http://courier.example/5", page("Report 5"))
    days = [("http://courier.example/5", "2031-05-07"), ("http://courier.example/1", "2031-05-07"), *days[2:]]
    desk.feed("http://courier.example/sitemap.xml", sitemap(*days))
    desk.clock.sleep(900)
    desk.watch("http://courier.example/sitemap.xml", once=True)
    assert ["Report 1", "Report 3", "Report 4", "Report 5"] == desk.texts()  # 1 was changed, 2 was not


def test_of_an_index_only_the_sitemaps_that_changed_are_asked(
    desk: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds_module, "MOST_CHILDREN", 2)
    index = "http://courier.example/index.xml"
    old, may, june = (f"http://courier.example/{name}.xml" for name in ("old", "may", "june"))
    desk.feed(index, sitemap_index((old, "2029-01-01"), (may, "2031-05-01"), (june, "2031-05-07T07:00:00Z")))
    for url in (old, may, june):
        desk.feed(url, sitemap((url.replace(".xml", "/a"), "2031-05-01")))
        desk.web.page(url.replace(".xml", "/a"), page(url, text=f"{url} " * 60))

    desk.watch(WatchedFeed(url=index, outlet="Elsin Courier", recheck_s=()), once=True)

    assert {"/index.xml", "/may.xml", "/june.xml", "/may/a", "/june/a"} == set(desk.asked())
    assert index == desk.source(june).parent
    assert {"Elsin Courier"} == {article.outlet for article in desk.store.articles()}

    desk.clock.sleep(1000)
    desk.feed(index, sitemap_index((old, "2029-01-01"), (may, "2031-05-01"), (june, "2031-05-07T08:10:00Z")))
    before = len(desk.asked())
    desk.watch(WatchedFeed(url=index, recheck_s=()), once=True)
    assert ["/index.xml", "/june.xml"] == desk.asked()[before:]


def test_an_index_that_gets_a_new_part_every_hour_is_never_full(
    desk: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds_module, "MOST_KNOWN", 3)
    index = "http://courier.example/index.xml"
    days = [f"2031-05-0{n}" for n in range(1, 7)]
    for n, day in enumerate(days):
        desk.feed(f"http://courier.example/{n}.xml", sitemap((f"http://courier.example/{n}", day)))
        desk.web.page(f"http://courier.example/{n}", page(f"Report {n}", text=f"Report {n} " * 60))

    for n in range(2, 6):
        parts = ((f"http://courier.example/{m}.xml", days[m]) for m in range(n - 2, n + 1))
        desk.feed(index, sitemap_index(*parts))
        desk.watch(index, once=True)
        desk.clock.sleep(1000)

    assert [f"Report {n}" for n in range(6)] == desk.texts()
    assert {index, *(f"http://courier.example/{n}.xml" for n in (3, 4, 5))} == {
        row.url for row in desk.store.feed_rows()
    }
    assert index == desk.link("http://courier.example/0").feed
    assert 6 == len([path for path in desk.asked() if path.endswith(".xml") and path != "/index.xml"])
    assert [] == check_collection(desk.store, now=desk.clock.now(), every_row=True)


def test_a_part_that_its_index_does_not_name_any_more_is_not_read_until_it_does(desk: Watched) -> None:
    index, one, two = (f"http://courier.example/{name}.xml" for name in ("index", "1", "2"))
    parts = {url: f"<sitemap><loc>{url}</loc></sitemap>" for url in (one, two)}
    head = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    desk.web.page("http://courier.example/a", page("Quay shut"))
    for url in (one, two):
        desk.feed(url, sitemap(("http://courier.example/a", "2031-05-01")))
    asked = []
    for named in ((one, two), (two,), (two,), (one, two)):
        desk.feed(index, f"{head}{''.join(parts[url] for url in named)}</sitemapindex>")
        desk.watch(index, once=True)
        desk.clock.sleep(1000)
        asked.append(desk.asked().count("/1.xml"))

    # when it is left out it is due together with its index, which is asked first
    assert [1, 1, 1, 2] == asked


def test_a_list_that_names_itself_under_ever_new_names_has_an_end(desk: Watched) -> None:
    for n in range(9):
        desk.feed(
            f"http://courier.example/{n}",
            sitemap_index((f"http://courier.example/{n + 1}", f"2031-05-0{n + 1}")),
        )

    desk.watch("http://courier.example/0", once=True)

    assert ["/0", "/1", "/2"] == desk.asked()


def test_a_feed_that_leaves_the_list_is_left_alone_with_what_waits_of_it(desk: Watched) -> None:
    desk.feed(RSS, rss(*(f"http://courier.example/{n}" for n in range(50))))
    desk.feed("http://post.example/rss", atom())
    for n in range(50):
        desk.web.page(f"http://courier.example/{n}", page(f"Report {n}", text=f"Report {n} " * 60))
    desk.watch(RSS, for_s=60)
    asked = len(desk.asked("courier.example"))
    assert 0 < desk.source(RSS).waiting < 50

    desk.watch("http://post.example/rss", for_s=1000)

    assert asked == len(desk.asked("courier.example"))
    source = desk.source(RSS)
    assert (False, None) == (source.listed, source.next)

    desk.watch(RSS, "http://post.example/rss", for_s=400)
    assert 0 == desk.source(RSS).waiting
    assert 50 == len(desk.texts())


def test_a_list_without_an_enabled_feed_is_no_watch(desk: Watched) -> None:
    with pytest.raises(StoreError, match="none in the list is enabled"):
        desk.watch(WatchedFeed(url=RSS, enabled=False))


def test_one_feed_that_nobody_thought_of_ends_no_watch(
    desk: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("sayso.watching.taking.parse_feed", breaks)
    desk.feed(RSS, rss())

    desk.watch(RSS, once=True)

    assert "internal error: ZeroDivisionError: oh" == desk.source(RSS).reason
    assert Settings().fetch.first_items == 100
