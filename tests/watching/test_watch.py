"""The watch as a whole: who is asked when, what is written first, how it ends and goes on."""

import threading
import time
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Asked, Wire
from tests.watching.watched import Watched, page, rss, watched

from sayso.errors import StoreBusy, StoreError
from sayso.fetching.client import Fetcher
from sayso.ingest.feeds import WatchedFeed
from sayso.store import open_store
from sayso.store.sql import SqlStore
from sayso.watching import watch as watch_module
from sayso.watching.agenda import Agenda
from sayso.watching.watch import Watch

RSS = "http://courier.example/rss"


def outlet(desk: Watched, name: str, *, pages: int) -> str:
    """A feed with some pages; its address."""
    urls = [f"http://{name}.example/{n}" for n in range(pages)]
    for url in urls:
        desk.web.page(url, page(f"{name} {url[-1]}", text=f"{url} and more of it. " * 40))
    desk.feed(f"http://{name}.example/rss", rss(*urls))
    return f"http://{name}.example/rss"


def test_what_comes_in_is_the_same_in_each_database(place: Path | str) -> None:
    with watched(place) as desk:
        feeds = [outlet(desk, name, pages=3) for name in ("courier", "post")]
        desk.watch(*feeds, for_s=3600)

        assert [f"{name} {n}" for name in ("courier", "post") for n in range(3)] == desk.texts()
        assert [3, 3] == [desk.source(feed).articles for feed in feeds]
        hosts = {row.host: row for row in desk.store.host_rows()}
        assert {"courier.example", "post.example"} == set(hosts)
        assert all(row.last_asked and row.not_before for row in hosts.values())


def test_one_host_is_asked_one_thing_at_a_time_and_several_hosts_at_once(desk: Watched) -> None:
    names = [f"outlet{n}" for n in range(5)]
    desk.settings = replace(desk.settings, fetch=replace(desk.settings.fetch, at_once=3))
    now: dict[str, int] = dict.fromkeys(names, 0)
    most: list[tuple[int, int]] = []
    lock = threading.Lock()

    def slowly(name: str, usual: bad.Behaviour) -> bad.Behaviour:
        def act(asked: Asked, wire: Wire) -> None:
            with lock:
                now[name] += 1
                most.append((max(now.values()), sum(now.values())))
            time.sleep(0.05)
            with lock:
                now[name] -= 1
            usual(asked, wire)

        return act

    feeds = [outlet(desk, name, pages=3) for name in names]
    for (host, path), usual in dict(desk.web._sites).items():
        desk.web.on(f"http://{host}{path}", slowly(host.partition(".")[0], usual))
    desk.watch(*feeds, once=True)

    assert 15 == len(desk.texts())
    assert (1, 3) == (max(own for own, _ in most), max(all_ for _, all_ in most))
    for name in names:
        asked = [one.at for one in desk.web.requests if one.host == f"{name}.example"]
        assert all((b - a).total_seconds() >= 5 for a, b in pairwise(asked))


def test_a_host_that_is_left_alone_keeps_no_other_waiting(desk: Watched) -> None:
    desk.web.on("http://busy.example/robots.txt", bad.failing(429, retry_after="7200"))
    busy, good = outlet(desk, "busy", pages=1), outlet(desk, "courier", pages=2)

    desk.watch(busy, good, for_s=600)

    assert ["courier 0", "courier 1"] == desk.texts()
    assert 1 == len([one for one in desk.web.requests if one.host == "busy.example"])

    desk.watch(busy, good, for_s=6000)
    assert 1 == len([one for one in desk.web.requests if one.host == "busy.example"])
    desk.web.robots("busy.example", "")
    desk.watch(busy, good, for_s=3600)
    assert "busy 0" in desk.texts()


def test_what_was_brought_is_derived_from_once_a_round_and_told_in_a_line(desk: Watched) -> None:
    feeds = [outlet(desk, name, pages=4) for name in ("courier", "post")]

    desk.watch(*feeds, for_s=2000)

    assert 1 == desk.derived
    assert "2 feeds read, 8 new articles" == desk.lines[0]
    assert all(line.startswith("2 feeds read, 0 new articles") for line in desk.lines[1:])


def test_a_first_reading_that_takes_hours_shows_something_soon(
    desk: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_module, "LONGEST_ROUND_S", 60.0)
    feed = outlet(desk, "courier", pages=40)

    desk.watch(feed, for_s=190)

    assert 3 <= desk.derived <= 4
    assert 8 < desk.rounds[0].fates["new"] < 15


def test_a_watch_that_begins_again_leaves_hosts_the_time_that_the_last_one_owed_them(tmp_path: Path) -> None:
    """Killed at the worst moment: the request is sent, and no answer was taken."""
    with watched(tmp_path / "a.db") as desk:
        desk.web.robots("courier.example", "User-agent: *\nCrawl-delay: 60")
        feed = outlet(desk, "courier", pages=3)

        def stops(_asked: Asked, _wire: Wire) -> None:
            desk.web.on("http://courier.example/0", bad.page(page("courier 0")))
            raise OSError("nothing comes")

        desk.web.on("http://courier.example/0", stops)
        fresh = open_store(tmp_path / "a.db")
        before = Watch._take

        def killed(self: Watch, taking: object, message: object) -> None:
            if any(one.path == "/0" for one in desk.web.requests):
                raise SystemError("killed")
            before(self, taking, message)  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Watch, "_take", killed)
            with pytest.raises(SystemError):
                desk.watch(feed, on=fresh)
        fresh.close()

        desk.watch(feed, once=True)

        asked = [one.at for one in desk.web.requests]
        assert all((b - a).total_seconds() >= 60 for a, b in pairwise(asked))
        assert 3 == len(desk.texts())


def test_nothing_is_sent_before_it_is_written_that_the_host_is_asked(desk: Watched) -> None:
    feed = outlet(desk, "courier", pages=2)
    seen: list[tuple[str, bool]] = []

    def noting(usual: bad.Behaviour) -> bad.Behaviour:
        def act(asked: Asked, wire: Wire) -> None:
            rows = {row.host: row.last_asked or "" for row in desk.store.host_rows()}
            moment = desk.clock.now().strftime("%Y-%m-%dT%H:%M:%S")
            seen.append((asked.path, rows.get(asked.host, "").startswith(moment)))
            usual(asked, wire)

        return act

    for (host, path), usual in dict(desk.web._sites).items():
        desk.web.on(f"http://{host}{path}", noting(usual))
    desk.watch(feed, once=True)

    assert [("/rss", True), ("/0", True), ("/1", True)] == seen


def test_a_second_watch_of_the_collection_is_told(tmp_path: Path) -> None:
    with watched(tmp_path / "a.db") as desk, open_store(tmp_path / "a.db") as other:
        assert other.take_watch() is None

        with pytest.raises(StoreError, match=r"process \d+ .* watches feeds for this collection already"):
            desk.watch(RSS, once=True)

        other.drop_watch()
        assert [] == desk.web.requests


def test_who_stops_it_keeps_what_answers_within_a_moment(
    desk: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_module, "LAST_WORDS_S", 2.0)
    feed = outlet(desk, "courier", pages=3)

    def stop(asked: Asked, wire: Wire) -> None:
        time.sleep(0.4)
        bad.page(page("courier 1"))(asked, wire)

    desk.web.on("http://courier.example/1", stop)
    listen = Watch._listen
    done: list[int] = []

    def listening(self: Watch, taking: object, seconds: float) -> None:
        if not done and any(one.path == "/1" for one in desk.web.requests):
            done.append(1)
            raise KeyboardInterrupt
        listen(self, taking, seconds)  # type: ignore[arg-type]

    monkeypatch.setattr(Watch, "_listen", listening)
    with pytest.raises(KeyboardInterrupt):
        desk.watch(feed)

    assert {"kept": 2, "waiting": 1} == desk.source(feed).links
    assert desk.store.take_watch() is None
    monkeypatch.setattr(Watch, "_listen", listen)
    desk.store.drop_watch()
    desk.watch(feed, once=True)
    assert 3 == len(desk.texts())
    assert 1 == desk.asked().count("/1")


def test_with_once_a_feed_that_is_nearly_due_is_read(desk: Watched) -> None:
    """Whoever has a machine begin it every quarter of an hour would else miss every other reading."""
    feed = outlet(desk, "courier", pages=1)
    desk.watch(feed, once=True)
    begun = desk.clock.now()

    desk.clock.sleep(880 - (begun - desk.web.requests[0].at).total_seconds())
    desk.watch(feed, once=True)

    assert 2 == desk.asked().count("/rss")
    assert (desk.clock.now() - begun).total_seconds() < 1000


def test_a_feed_that_is_to_be_read_more_often_is_so_from_now_on(desk: Watched) -> None:
    feed = outlet(desk, "courier", pages=1)
    desk.watch(WatchedFeed(url=feed, recheck_s=(), every_s=86400), once=True)

    desk.watch(WatchedFeed(url=feed, recheck_s=(), every_s=900), for_s=1000)

    assert 2 == desk.asked().count("/rss")


def test_another_list_holds_while_feeds_are_watched(desk: Watched) -> None:
    """Also for a feed that is just being asked: its answer does not bring it back."""
    one, two = outlet(desk, "courier", pages=1), outlet(desk, "post", pages=1)
    lists = [[WatchedFeed(url=two, recheck_s=())]]

    def slowly(asked: Asked, wire: Wire) -> None:
        time.sleep(0.3)
        bad.answer(rss("http://courier.example/0"), type="application/xml")(asked, wire)

    desk.web.on(one, slowly)

    def other() -> list[WatchedFeed] | None:
        return lists.pop() if lists and "/rss" in desk.asked("courier.example") else None

    desk.watch(one, for_s=2000, reread=other)

    assert ["post 0"] == desk.texts()
    assert (False, True) == (desk.source(one).listed, desk.source(two).listed)
    assert (1, 2) <= (len(desk.asked("courier.example")), desk.asked("post.example").count("/rss"))
    assert ["/rss"] == desk.asked("courier.example")


def test_with_once_a_host_that_is_left_alone_is_not_waited_for(desk: Watched) -> None:
    feed = outlet(desk, "courier", pages=3)
    desk.web.on("http://courier.example/1", bad.failing(503, retry_after="3600"))
    begun = desk.clock.now()

    desk.watch(feed, once=True)

    assert (desk.clock.now() - begun).total_seconds() < 130
    assert {"kept": 1, "failed": 1, "waiting": 1} == desk.source(feed).links


def test_an_answer_that_nobody_thought_of_ends_no_watch(
    desk: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = outlet(desk, "courier", pages=2)
    get = Fetcher.get

    def breaks(self: Fetcher, url: str, **more: object) -> object:
        if url.endswith("/0"):
            raise RuntimeError("oh")
        return get(self, url, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Fetcher, "get", breaks)
    desk.watch(feed, once=True)

    assert ["courier 1"] == desk.texts()
    assert "internal error: RuntimeError: oh" == desk.link("http://courier.example/0").reason


def test_a_feed_is_read_with_the_articles_that_wait_for_it(desk: Watched) -> None:
    """Hours of waiting pages keep no feed from being read in time."""
    feed = outlet(desk, "courier", pages=40)

    desk.watch(WatchedFeed(url=feed, recheck_s=(), every_s=60), for_s=150)

    assert 3 == desk.asked().count("/rss")


def test_another_writer_that_takes_its_time_ends_no_watch(
    desk: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = outlet(desk, "courier", pages=2)
    keep, busy = type(desk.store).keep_fetched, iter([False, False, True, True, False, False, True])

    def keeping(self: SqlStore, **rows: object) -> object:
        if next(busy, False):
            raise StoreBusy("another process is writing")
        return keep(self, **rows)  # type: ignore[arg-type]

    monkeypatch.setattr(SqlStore, "keep_fetched", keeping)
    desk.watch(feed, once=True)

    assert ["courier 0", "courier 1"] == desk.texts()


def test_a_host_that_is_ready_now_is_ready_though_a_moment_has_passed(desk: Watched) -> None:
    """By a real clock "now" is later each time that somebody asks."""
    feed = outlet(desk, "courier", pages=1)
    desk.watch(feed, once=True)
    desk.clock.sleep(1000)
    agenda, now = Agenda(desk.store, once=False), desk.clock.now()

    def due(seconds: float) -> list[str]:
        moment = now + timedelta(seconds=seconds)
        return [task.url for task in agenda.due(now, busy=(), ready=lambda _: moment)]

    assert [feed] == due(0.0) == due(0.001)
    assert [] == due(1.0)
