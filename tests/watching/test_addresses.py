"""What becomes of the addresses that feeds name: once each, revisions kept, and what cannot be had is told."""

import json
from dataclasses import replace

import pytest
from tests.fetching import misbehaving as bad
from tests.watching.watched import SAID, Watched, atom, page, rss

from sayso.ingest.feeds import WatchedFeed
from sayso.records import Article
from sayso.watching import finding
from sayso.watching.telling import Round

RSS = "http://courier.example/rss"
A = "http://courier.example/a"
HOUR = 3600
SUMMARY = "The harbour board says that the quay stays shut."


def item(url: str = A, title: str = "Quay shut", **more: str) -> dict[str, str]:
    """An item of RSS with a summary."""
    return {"link": url, "guid": url, "title": title, "description": SUMMARY, **more}


def only(desk: Watched) -> Article:
    """The one article that there is."""
    [article] = desk.store.articles()
    return article


def test_an_article_comes_in_once_with_what_its_feed_and_the_list_state(desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(item(pubDate="Wed, 07 May 2031 07:30:00 GMT")))

    desk.watch(WatchedFeed(url=RSS, outlet="Elsin Courier", recheck_s=()), for_s=2 * HOUR)

    article = only(desk)
    assert ("Elsin Courier", A, "2031-05-07T07:30:00+00:00") == (
        article.outlet,
        article.url,
        article.published_earliest,
    )
    assert 1 == desk.asked().count("/a")
    link = desk.link(A)
    assert ("kept", article.id, None, None) == (link.state, link.article, link.feed_text, link.next_at)


def test_a_kept_article_is_looked_at_again_and_its_revisions_are_kept_in_order(desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(A))
    desk.clock.later(
        5 * HOUR, lambda: desk.web.page(A, page("Quay shut", text=SAID.replace("shut", "closed")))
    )

    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR, 6 * HOUR, 12 * HOUR)), for_s=13 * HOUR)

    asked = [one for one in desk.web.requests if one.path == "/a"]
    assert 4 == len(asked)
    assert [False, True, True, True] == ["if-none-match" in one.headers for one in asked]
    texts = [revision.text for revision in desk.store.revisions(only(desk).id)]
    assert ["shut for repairs" in texts[0], "closed for repairs" in texts[1]] == [True, True]
    assert 2 == len(texts)
    assert 2 == desk.derived
    assert "unchanged" == desk.link(A).state


def test_what_its_feed_calls_changed_is_looked_at_at_once(desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, atom((A, "2031-05-07T07:00:00Z")))

    def change() -> None:
        desk.web.page(A, page("Quay shut", text=SAID.replace("shut", "closed")))
        desk.feed(RSS, atom((A, "2031-05-07T09:00:00Z")))

    desk.clock.later(HOUR, change)
    desk.watch(RSS, for_s=3 * HOUR)

    assert 2 == desk.asked().count("/a")
    assert 2 == len(desk.store.revisions(only(desk).id))


def test_a_feed_that_calls_everything_changed_every_time_makes_nobody_ask_more_and_more(
    desk: Watched,
) -> None:
    desk.web.page(A, page("Quay shut"))
    for n in range(12 * 4):
        body = atom((A, f"2031-05-08T{n // 4:02}:{n % 4}5:00Z"))
        desk.clock.later(n * 900, lambda body=body: desk.feed(RSS, body))  # type: ignore[misc]
    desk.feed(RSS, atom((A, "2031-05-07T07:00:00Z")))

    desk.watch(RSS, for_s=12 * HOUR)

    assert 45 < desk.asked().count("/rss")
    assert desk.asked().count("/a") < 9


def test_two_feeds_that_name_one_address_give_one_article(desk: Watched) -> None:
    for url in (A, f"{A}?utm_source=post"):  # whichever feed is read first
        desk.web.page(url, page("Quay shut"))
    desk.feed(RSS, rss(A))
    desk.feed("http://post.example/rss", rss(f"{A}?utm_source=post"))

    desk.watch(RSS, "http://post.example/rss", for_s=HOUR)

    assert ["Quay shut"] == desk.texts()
    assert 1 == len(list(desk.store.links()))


@pytest.mark.parametrize("how", ["redirect", "canonical"])
def test_an_address_that_leads_to_an_article_of_another_feed_makes_no_second_one(
    how: str, desk: Watched
) -> None:
    other = "http://courier.example/amp/a"
    desk.web.page(A, page("Quay shut"))
    if how == "redirect":
        desk.web.on(other, bad.redirect(A))
    else:
        head = f'<link rel="canonical" href="{A}">'
        desk.web.page(other, page("Quay shut", text=SAID + " Other words.", head=head))
    desk.feed(RSS, rss(A))
    desk.feed("http://post.example/rss", rss(other))

    desk.watch(
        WatchedFeed(url=RSS, recheck_s=(HOUR,)),
        WatchedFeed(url="http://post.example/rss", recheck_s=(HOUR,)),
        for_s=3 * HOUR,
    )

    assert ["Quay shut"] == desk.texts()
    assert 1 == len(desk.store.revisions(only(desk).id))
    ways = {link.address: link for link in desk.store.links()}
    assert {only(desk).id} == {link.article for link in ways.values()}
    assert [None] == [link.kept_at for link in ways.values() if link.reason]  # one of them tells of the other


def test_of_what_robots_txt_forbids_the_words_of_the_feed_are_kept_and_say_so(desk: Watched) -> None:
    desk.web.robots("courier.example", "User-agent: *\nDisallow: /a")
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(item()))

    desk.watch(RSS, for_s=3 * HOUR)

    assert "/a" not in desk.asked()
    article = only(desk)
    assert (SUMMARY, "excerpt", "Quay shut") == (article.text.strip(), article.completeness, article.title)
    link = desk.link(A)
    assert ("forbidden", article.id, True) == (link.state, link.article, link.from_feed)
    assert "robots.txt forbids" in (link.reason or "")
    assert "what the feed gives of it is kept" in (link.reason or "")
    source = desk.source(RSS)
    assert (1, 1, 1) == (source.articles, source.excerpts, source.failed)

    desk.feed(RSS, rss(item(title="Quay shut until June")))
    desk.watch(RSS, for_s=2 * HOUR)
    assert "/a" not in desk.asked()
    assert "Quay shut until June" == only(desk).title


def test_where_the_list_wants_the_words_of_the_feed_no_page_is_asked_for(desk: Watched) -> None:
    desk.feed(RSS, rss(item()))

    desk.watch(WatchedFeed(url=RSS, text="feed"), for_s=HOUR)
    desk.feed(
        RSS,
        rss(item(description="The quay was opened again."), item(url="http://courier.example/b", title="B")),
    )
    desk.watch(WatchedFeed(url=RSS, text="feed"), for_s=HOUR)

    assert {"/rss"} == set(desk.asked())
    assert ["B", "Quay shut"] == desk.texts()
    article = desk.link(A).article or ""
    assert [SUMMARY, "The quay was opened again."] == [
        one.text.strip() for one in desk.store.revisions(article)
    ]
    assert {"kept"} == {link.state for link in desk.store.links()}


def test_what_cannot_be_had_is_tried_again_and_in_the_end_the_feeds_words_are_kept(desk: Watched) -> None:
    desk.web.on(A, bad.failing(500))
    desk.feed("http://post.example/rss", rss(item()))

    post = WatchedFeed(url="http://post.example/rss", every_s=6 * HOUR, recheck_s=())
    desk.watch(post, for_s=12 * HOUR)
    assert [] == desk.texts()
    link = desk.link(A)
    assert ("failed", None, 5) == (link.state, link.article, link.tries)
    assert "500" in (link.reason or "")

    desk.watch(post, for_s=48 * HOUR)
    assert 6 == desk.asked().count("/a")
    assert SUMMARY == only(desk).text.strip()
    assert ("failed", None, True) == (desk.link(A).state, desk.link(A).next_at, desk.link(A).from_feed)


def test_the_page_that_comes_later_is_a_revision_of_what_the_feed_gave(desk: Watched) -> None:
    desk.web.on(A, bad.answer("", status=401))
    desk.feed(RSS, rss(item()))
    desk.watch(RSS, once=True)
    before = only(desk)
    assert "excerpt" == before.completeness

    desk.web.on(A, bad.redirect("http://courier.example/2031/quay"))
    desk.web.page("http://courier.example/2031/quay", page("Quay shut"))
    desk.feed(RSS, rss(item(title="Quay shut, says board")))
    desk.clock.sleep(HOUR)
    desk.watch(RSS, once=True)

    after = only(desk)
    assert before.id == after.id
    assert "divers had found cracks" in after.text
    assert ("kept", False) == (desk.link(A).state, desk.link(A).from_feed)
    assert any("the page says http://courier.example/2031/quay" in note for note in after.notes)


def test_a_fuller_text_that_is_there_is_not_replaced_by_a_summary(desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(A))
    desk.watch(RSS, once=True)
    full = only(desk).text

    desk.feed("http://post.example/rss", rss(item()))
    desk.watch(WatchedFeed(url="http://post.example/rss", text="feed"), once=True)

    assert full == only(desk).text
    assert 1 == len(desk.store.revisions(only(desk).id))


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_stays_as_it_was_kept_and_its_address_tells(status: int, desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(A))
    desk.clock.later(100, lambda: desk.web.on(A, bad.failing(status)))

    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR, 2 * HOUR)), for_s=4 * HOUR)

    assert ["Quay shut"] == desk.texts()
    link = desk.link(A)
    assert ("gone", None, only(desk).id) == (link.state, link.next_at, link.article)
    assert 2 == desk.asked().count("/a")
    assert 1 == desk.source(RSS).links["gone"]


def test_an_address_that_is_named_a_moment_too_early_is_asked_once_more(desk: Watched) -> None:
    desk.feed(RSS, rss(A))
    desk.clock.later(200, lambda: desk.web.page(A, page("Quay shut")))

    desk.watch(RSS, for_s=HOUR)

    assert ["Quay shut"] == desk.texts()
    assert 2 == desk.asked().count("/a")


def test_what_a_person_removed_is_not_fetched_back(desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(item()))
    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR, 2 * HOUR)), once=True)
    desk.store.remove(only(desk).id, reason="a person asked")

    desk.feed(RSS, rss(item(title="Quay shut again")))
    desk.feed("http://post.example/rss", rss(item(url=f"{A}#top")))
    desk.clock.sleep(HOUR)
    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR,)), "http://post.example/rss", for_s=5 * HOUR)

    assert 1 == desk.asked().count("/a")
    assert [] == desk.texts()
    assert ("removed", None) == (desk.link(A).state, desk.link(A).title)


def test_what_was_removed_before_any_feed_named_it_is_not_asked_for(desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(item()))
    desk.watch(RSS, once=True)
    article = only(desk)
    desk.store.remove(article.id, reason="a person asked")
    with desk.store.db.writes() as conn:
        conn.exec_driver_sql("DELETE FROM links")

    desk.clock.sleep(HOUR)
    desk.feed(RSS, rss(item(), item(url="http://courier.example/b")))
    desk.watch(RSS, once=True)

    assert 1 == desk.asked().count("/a")
    assert "removed" == desk.link(A).state

    desk.store.add([article], force=True)  # who wants it back gets it back, and its revisions
    desk.clock.sleep(HOUR)
    desk.feed(RSS, rss(item()))
    desk.watch(RSS, once=True)
    assert 2 == desk.asked().count("/a")
    assert "unchanged" == desk.link(A).state or "kept" == desk.link(A).state


def test_what_is_removed_while_it_is_asked_for_stays_removed(desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(A))
    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR,)), once=True)
    article = only(desk).id

    def answer(asked: bad.Asked, wire: bad.Wire) -> None:
        desk.store.remove(article, reason="a person asked")
        bad.not_modified()(asked, wire)

    desk.web.on(A, answer)
    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR,)), for_s=2 * HOUR)

    assert [] == desk.texts()
    assert ("removed", None) == (desk.link(A).state, desk.link(A).next_at)


def test_a_page_without_an_article_is_told_and_tried_again(desk: Watched) -> None:
    desk.web.page(A, "<!doctype html><html><body></body></html>")
    desk.feed(RSS, rss(A))

    desk.watch(RSS, once=True)

    link = desk.link(A)
    assert "failed" == link.state
    assert link.reason
    assert link.etag is None  # it was not kept, so it is asked for again whole


def test_no_feed_fills_the_queue(desk: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_WAITING", 5)
    desk.feed(RSS, rss(*(f"http://post.example/{n}" for n in range(9))))
    desk.web.on("http://post.example/robots.txt", bad.failing(429, retry_after="100000"))

    desk.watch(RSS, once=True)

    source = desk.source(RSS)
    assert 5 == len(list(desk.store.links()))
    assert "4 of its addresses were left out" in (source.reason or "")
    assert "read" == source.state

    desk.clock.sleep(HOUR)
    desk.watch(RSS, once=True)
    assert 5 < len(list(desk.store.links()))  # the feed is read whole again, though it did not change


def test_a_private_address_is_refused_and_told(desk: Watched) -> None:
    desk.feed(RSS, rss("http://10.0.0.1/a", "http://inside.example/a", "http://courier.example/b"))
    desk.web.lies_at("inside.example", "192.168.0.7")
    desk.web.on("http://courier.example/b", bad.redirect("http://169.254.169.254/latest"))

    desk.watch(RSS, once=True)

    assert {address for address, _ in desk.web.connected} == set(desk.web.resolve("courier.example"))
    states = {link.url: (link.state, link.next_at) for link in desk.store.links()}
    assert {("failed", None)} == set(states.values())
    assert 3 == sum(problem.count for problem in desk.source(RSS).problems)


def test_words_that_no_database_takes_end_no_watch(desk: Watched) -> None:
    desk.web.page(A, page("Quay \x00shut"))
    odd = replace(desk.settings, fetch=replace(desk.settings.fetch, delay_s=0))
    desk.settings = odd
    desk.feed(RSS, rss(item(title="Quay &#x202E;shut \x1b[31m")))

    desk.watch(RSS, once=True)

    assert 1 == desk.source(RSS).links.get("kept", 0) + (desk.source(RSS).state == "failed")


def live(*blocks: str) -> str:
    """A page whose own words stay the same while blocks are added."""
    updates = [
        {"@type": "BlogPosting", "url": f"{A}#b{n}", "headline": words, "articleBody": f"{words}, said Ada Wren on the quay.",
         "datePublished": f"2031-05-07T0{n + 1}:10:00Z"}
        for n, words in enumerate(blocks)
    ]  # fmt: skip
    stated = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "Quay",
        "liveBlogUpdate": updates,
    }
    return page("Quay", head=f'<script type="application/ld+json">{json.dumps(stated)}</script>')


def test_the_blocks_of_a_live_page_come_in_as_they_are_added_and_are_derived_from(desk: Watched) -> None:
    desk.web.page(A, live("Divers went down"))
    desk.feed(RSS, rss(A))
    desk.clock.later(1800, lambda: desk.web.page(A, live("Divers went down", "Divers came up")))

    desk.watch(WatchedFeed(url=RSS, outlet="Elsin Courier", recheck_s=(HOUR,)), for_s=2 * HOUR)

    assert ["Divers came up", "Divers went down", "Quay"] == desk.texts()
    assert {"Elsin Courier"} == {article.outlet for article in desk.store.articles()}
    assert 2 == desk.derived


def test_the_words_of_a_feed_are_derived_from_as_pages_are(desk: Watched) -> None:
    desk.web.robots("courier.example", "User-agent: *\nDisallow: /a")
    desk.feed(RSS, rss(item()))

    desk.watch(RSS, once=True)

    assert 1 == desk.derived
    assert "1 feed read, 1 new article, 1 forbidden by robots.txt" == desk.lines[0]


def test_the_articles_own_address_takes_over_from_one_that_led_to_it(desk: Watched) -> None:
    amp = "http://courier.example/amp/a"
    desk.web.page(A, page("Quay shut"))
    desk.web.page(
        amp, page("Quay shut", text="A short form. " * 30, head=f'<link rel="canonical" href="{A}">')
    )
    desk.feed("http://post.example/rss", rss(amp))
    desk.feed(RSS, rss())
    desk.clock.later(HOUR, lambda: desk.feed(RSS, rss(A)))

    feeds = [WatchedFeed(url=url, recheck_s=(3 * HOUR,)) for url in (RSS, "http://post.example/rss")]
    desk.watch(*feeds, for_s=8 * HOUR)

    assert ["Quay shut"] == desk.texts()
    texts = [revision.text for revision in desk.store.revisions(only(desk).id)]
    assert ["A short form" in text for text in texts] == [True, False]  # and it did not come back
    assert desk.link(A).kept_at


def test_an_embargoed_report_is_looked_at_when_its_embargo_ends_and_sent_though_it_did_not_change(
    desk: Watched,
) -> None:
    wire = {
        "uri": A,
        "type": "text",
        "copyrightholder": "Northwire",
        "body_text": SAID,
        "language": "en",
        "embargoed": "2031-05-07T12:00:00Z",
    }
    desk.web.page(A, json.dumps(wire), type="application/json", etag='"1"')
    desk.feed(RSS, rss(A))

    desk.watch(RSS, for_s=2 * HOUR)
    assert ("withheld", "2031-05-07T12:00:00Z") == (only(desk).pubstatus, desk.link(A).next_at)

    desk.watch(RSS, for_s=3 * HOUR)
    assert ("usable", None) == (only(desk).pubstatus, desk.link(A).next_at)
    assert 2 == desk.asked().count("/a")


@pytest.mark.parametrize("texts", [1, 2])
def test_a_page_that_moves_stays_the_article_that_it_was(texts: int, desk: Watched) -> None:
    there = "http://courier.example/2031/quay-stays-shut"

    def move() -> None:
        desk.web.page(there, page("Quay shut", text=SAID.replace("shut", "closed") if texts == 2 else SAID))
        desk.web.on(A, bad.redirect(there))

    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(A))
    desk.clock.later(HOUR / 2, move)
    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR, 2 * HOUR)), for_s=3 * HOUR)

    assert (A, texts) == (only(desk).url, len(desk.store.revisions(only(desk).id)))
    assert any(there in note for note in only(desk).notes) == (texts == 2)


THERE = "http://courier.example/2031/quay-stays-shut"


@pytest.mark.parametrize("left", ["redirect", "gone"])
@pytest.mark.parametrize("key", ["17", A])
def test_what_its_feed_names_at_another_address_stays_the_article_that_it_was(
    key: str, left: str, desk: Watched
) -> None:
    def move() -> None:
        desk.feed(RSS, rss(item(THERE, guid=key, title="Quay closed")))
        desk.web.page(THERE, page("Quay closed", text=SAID.replace("month", "year")))
        desk.web.on(A, bad.redirect(THERE) if left == "redirect" else bad.failing(404))

    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(item(guid=key)))
    desk.clock.later(HOUR / 2, move)
    desk.clock.later(
        2.5 * HOUR, lambda: desk.web.page(THERE, page("Quay closed", text=SAID + " All agreed."))
    )
    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR, 2 * HOUR, 3 * HOUR)), for_s=4 * HOUR)

    assert (A, 3) == (only(desk).url, len(desk.store.revisions(only(desk).id)))
    assert any(THERE in note for note in only(desk).notes)
    assert {only(desk).id} == {link.article for link in desk.store.links()}
    assert THERE in (desk.link(A).reason or "")
    assert (1, "kept", None) == (desk.asked().count("/a"), desk.link(A).state, desk.link(A).kept_at)


@pytest.mark.parametrize("text", ["page", "feed"])
def test_one_id_for_one_story_after_the_other_makes_them_no_revisions(text: str, desk: Watched) -> None:
    """The ticker of a feed: one id, one headline, and other news each time."""
    news = (
        "The north bridge was opened by the mayor in the rain",
        "A dog dug up a golden ring in the park of the town",
    )

    def tell(n: int) -> None:
        url = f"http://courier.example/ticker/{n}"
        desk.web.page(url, page("Ticker", text=f"{news[n]}. " * 9))
        desk.feed(RSS, rss(item(url, guid="ticker", title="Ticker", description=news[n])))

    tell(0)
    desk.clock.later(HOUR / 2, lambda: tell(1))
    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR,), text=text), for_s=2 * HOUR)  # type: ignore[arg-type]

    assert 2 == len(desk.store.article_ids())
    assert {1} == {len(desk.store.revisions(one)) for one in desk.store.article_ids()}


def test_the_words_of_a_feed_stay_one_article_when_it_names_another_address(desk: Watched) -> None:
    feed = WatchedFeed(url=RSS, text="feed")
    for url, words in ((A, SUMMARY), (THERE, SUMMARY), (THERE, "The quay is open.")):
        desk.feed(RSS, rss(item(url, guid="17", description=words)))
        desk.watch(feed, once=True)
        desk.clock.sleep(HOUR)

    assert (A, "The quay is open.") == (only(desk).url, only(desk).text.strip())
    assert 1 == desk.source(RSS).excerpts


def test_another_sites_copy_under_the_address_of_its_source_as_id_is_an_article_of_its_own(
    desk: Watched,
) -> None:
    for url in (A, "http://post.example/a"):
        desk.web.page(url, page("Quay shut"))
    desk.feed(RSS, rss(A))
    desk.watch(RSS, once=True)
    desk.feed("http://post.example/rss", rss(item("http://post.example/a", guid=A)))
    desk.watch("http://post.example/rss", once=True)

    assert ["Quay shut", "Quay shut"] == desk.texts()


def test_an_address_that_leads_to_another_report_makes_it_no_revision(desk: Watched) -> None:
    other = "http://courier.example/b"
    desk.web.page(A, page("Quay shut"))
    desk.web.page(
        other,
        page(
            "Dog finds ring",
            text="A dog dug up a golden ring in the town park, its owner Tam Okoro said. " * 5,
        ),
    )
    desk.feed(RSS, rss(A))
    desk.clock.later(HOUR / 2, lambda: desk.web.on(A, bad.redirect(other)))
    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR,)), for_s=2 * HOUR)

    assert ["Dog finds ring", "Quay shut"] == desk.texts()
    assert {1} == {len(desk.store.revisions(one.id)) for one in desk.store.articles()}


@pytest.mark.parametrize(
    "shown",
    [
        "<title>Courier</title><p>Service temporarily unavailable. Our engineers are working on it.",
        "<title>Log in</title><h1>Log in</h1><form><input type=password></form><p>Please log in to read this page.",
    ],
)
def test_a_notice_in_the_place_of_an_article_is_no_revision_of_it(shown: str, desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(A))
    desk.clock.later(HOUR / 2, lambda: desk.web.page(A, f"<!doctype html><html>{shown}</html>"))
    desk.clock.later(
        1.5 * HOUR, lambda: desk.web.page(A, page("Quay shut", text=SAID.replace("shut", "closed")))
    )
    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR, 2 * HOUR)), for_s=1.4 * HOUR)

    assert ("Quay shut", "failed") == (only(desk).title, desk.link(A).state)
    assert 1 == len(desk.store.revisions(only(desk).id))

    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR, 2 * HOUR)), for_s=3 * HOUR)
    assert 2 == len(desk.store.revisions(only(desk).id))  # the page is back, and was looked at again


def test_an_outlet_that_takes_its_report_back_in_a_line_is_heard(desk: Watched) -> None:
    desk.web.page(A, page("Quay shut"))
    desk.feed(RSS, rss(A))
    taken_back = "<title>Quay shut</title><article><h1>Quay shut</h1><p>This report was wrong, and we took it back.</article>"
    desk.clock.later(HOUR / 2, lambda: desk.web.page(A, f"<!doctype html><html>{taken_back}</html>"))
    desk.watch(WatchedFeed(url=RSS, recheck_s=(HOUR,)), for_s=2 * HOUR)

    assert "took it back" in only(desk).text


def test_items_without_addresses_are_told_apart_by_their_ids_and_keep_their_revisions(desk: Watched) -> None:
    def bulletins(word: str) -> str:
        return rss(
            {"guid": "b1", "title": "Bulletin one", "description": f"The lock was {word} on Monday."},
            {"guid": "b2", "title": "Bulletin two", "description": "Two bulletins have these words."},
            {"guid": "b3", "title": "Bulletin three", "description": "Two bulletins have these words."},
            title="Bulletins",
        )

    desk.feed(RSS, bulletins("shut"))
    desk.clock.later(HOUR / 2, lambda: desk.feed(RSS, bulletins("opened")))
    desk.watch(RSS, for_s=HOUR)

    assert ["Bulletin one", "Bulletin three", "Bulletin two"] == desk.texts()
    first = next(one for one in desk.store.articles() if one.title == "Bulletin one")
    assert ["shut" in one.text for one in desk.store.revisions(first.id)] == [True, False]
    assert (3, 3) == (desk.source(RSS).articles, desk.source(RSS).excerpts)


def test_a_line_names_three_reasons_and_counts_the_others() -> None:
    done = Round(feeds=1)
    for at in range(5):
        done.fail(f"{A}/{at}", f"reason {at}")

    assert done.line().endswith(f"{A}/2: reason 2; and 2 other reasons")
