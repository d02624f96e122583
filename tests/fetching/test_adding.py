"""A collection takes pages from the web as it takes files, and remembers of hosts what they need."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Misbehaving
from tests.watching.watched import rss

import sayso
import sayso.flow
from sayso.fetching.client import Fetcher
from sayso.ingest import article_from_text
from sayso.ingest.feeds import WatchedFeed
from sayso.publish.collection import Collection
from sayso.records import Reading
from sayso.settings import Fetch, Settings
from sayso.store.feed_rows import HostRow
from sayso.testing import TOY_FLOW

PAGE = """<html lang="en"><head><title>Harbour closed</title>
<meta property="article:published_time" content="2024-05-02T10:00:00Z"></head><body><article><h1>Harbour closed</h1>
<p>The harbour of Vesel was closed on Friday, its mayor Ona Brandt told reporters. {0}</p>
<p>“We shall open it again before the weekend,” Brandt said in the evening.</p></article></body></html>"""


@pytest.fixture
def collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collection]:
    """An empty collection whose stages need no models, and that may ask this machine."""
    monkeypatch.setattr(sayso.flow, "FLOW", TOY_FLOW)
    chosen = Settings(fetch=Fetch(delay_s=0, timeout_s=0.5, seconds=5, private=("127.0.0.1",)))
    with sayso.open(tmp_path / "x.db", settings=chosen) as held:
        yield held


@pytest.fixture
def here(web: Misbehaving) -> Callable[[str], str]:
    """The address of a page of the server, as anybody on this machine would name it."""
    return lambda path: f"http://127.0.0.1:{web.port}{path}"


def test_the_same_page_again_changes_nothing_and_another_text_is_a_revision(
    web: Misbehaving, collection: Collection, here: Callable[[str], str]
) -> None:
    web.page("http://127.0.0.1/news", PAGE.format("Nobody knows why."))
    first = collection.add(here("/news"))
    again = collection.add(here("/news"))
    web.page("http://127.0.0.1/news", PAGE.format("A crane had fallen into the water."))
    later = collection.add(here("/news"))

    (article,) = first.added
    assert (again.unchanged, again.changed, again.failed) == ((article,), (), 0)
    assert (later.changed, later.added, later.failed) == ((article,), (), 0)
    assert len(collection.store.revisions(article)) == 2
    (kept,) = collection.store.articles([article])
    assert "A crane had fallen" in kept.text
    assert kept.url == kept.path == here("/news")


def test_two_addresses_that_lead_to_one_page_are_one_article(
    web: Misbehaving, collection: Collection, here: Callable[[str], str]
) -> None:
    web.page("http://127.0.0.1/news", PAGE.format("Nobody knows why."))
    web.on("http://127.0.0.1/short", bad.redirect("/news"))

    report = collection.add(here("/short"), here("/news"))

    assert len({*report.added, *report.unchanged, *report.changed}) == 1
    (kept,) = collection.store.articles()
    assert kept.url == here("/news")


@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        (bad.silent(), "was silent for 0.5 s"),
        (bad.announces(9_000, PAGE.encode()), "ends before its end"),
        (bad.redirect("http://127.0.0.2/"), "127.0.0.2 is no address of the public internet"),
        (
            bad.answer("<rss version='2.0'><channel/></rss>", type="text/xml"),
            "a feed or a sitemap, not an article",
        ),
        (bad.answer(b"\x89PNG\r\n\x1a\n", type="image/png"), "which holds no article"),
    ],
)
def test_what_cannot_be_had_is_told_and_the_rest_is_kept(  # noqa: PLR0917 - fixtures, and a table
    web: Misbehaving,
    collection: Collection,
    here: Callable[[str], str],
    tmp_path: Path,
    behaviour: bad.Behaviour,
    says: str,
) -> None:
    web.on("http://127.0.0.1/bad", behaviour)
    (tmp_path / "a.txt").write_text("The harbour of Vesel was closed on Friday.")

    report = collection.add(here("/bad"), tmp_path / "a.txt")

    assert len(report.added) == 1
    (failure,) = report.failures
    assert failure.path == here("/bad")
    assert says in failure.reason
    assert failure.fix


def test_a_host_keeps_its_time_from_one_command_to_the_next(
    web: Misbehaving, collection: Collection, here: Callable[[str], str]
) -> None:
    web.on("http://127.0.0.1/busy", bad.failing(429, retry_after="7200"))
    web.page("http://127.0.0.1/news", PAGE.format(""))

    collection.add(here("/busy"))
    (row,) = collection.store.host_rows()
    report = collection.add(here("/news"))

    assert (row.host, row.failures) == ("127.0.0.1", 1)
    assert row.not_before is not None
    left = datetime.fromisoformat(row.not_before) - datetime.now(UTC)
    assert timedelta(seconds=7_100) < left <= timedelta(seconds=7_200)
    assert "127.0.0.1 is left alone until" in report.failures[0].reason
    assert here("/news") not in web.asked()


def test_what_a_watch_knows_of_a_host_holds_for_add(
    web: Misbehaving, collection: Collection, here: Callable[[str], str]
) -> None:
    later = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    collection.store.keep_fetched(
        hosts=[HostRow(host="127.0.0.1", last_asked=None, not_before=later, failures=3, reason="no")]
    )
    web.page("http://127.0.0.1/news", PAGE.format(""))

    report = collection.add(here("/news"))

    assert "after 3 failures in a row: no" in report.failures[0].reason
    assert web.requests == []


def test_a_page_that_was_fetched_is_kept_before_the_next_is_asked_for(collection: Collection) -> None:
    """Whoever stops `add` while it waits for a host has what came before."""

    def readings() -> Iterator[Reading]:
        for name in "ab":
            yield Reading(
                article_from_text(f"The harbour {name} is closed.", path=f"https://h.example/{name}")
            )
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collection.store.add(readings())

    assert sorted(str(article.path) for article in collection.store.articles()) == [
        "https://h.example/a",
        "https://h.example/b",
    ]


def test_a_page_that_is_kept_is_asked_for_only_if_it_changed(
    web: Misbehaving, collection: Collection, here: Callable[[str], str]
) -> None:
    web.page("http://127.0.0.1/news", PAGE.format("Nobody knows why."))
    first = collection.add(here("/news"))
    again = collection.add(here("/news"))
    web.page("http://127.0.0.1/news", PAGE.format("A crane had fallen into the water."))
    changed = collection.add(here("/news"))
    after = collection.add(here("/news"))

    assert first.added == again.unchanged == changed.changed == after.unchanged
    assert (0, 0) == (again.failed, after.failed)
    asked = [one.headers.get("if-none-match") for one in web.requests if one.path == "/news"]
    assert [True, False, False, False] == [one is None for one in asked]
    assert asked[1] == asked[2] != asked[3]


def test_a_page_is_asked_for_whole_where_that_it_did_not_change_is_no_answer(
    web: Misbehaving, collection: Collection, here: Callable[[str], str], tmp_path: Path
) -> None:
    web.page("http://127.0.0.1/news", PAGE.format("Nobody knows why."))
    (article,) = collection.add(here("/news")).added

    collection.add(here("/news"), outlet="Vesel Post")  # what is stated holds for what is read
    assert ["Vesel Post"] == [one.outlet for one in collection.store.articles()]
    assert (article,) == collection.add(here("/news"), force=True).unchanged
    collection.remove(article, reason="asked to")
    assert (article,) == collection.add(here("/news"), force=True).added
    assert {None} == {one.headers.get("if-none-match") for one in web.requests if one.path == "/news"}

    assert (article,) == collection.add(here("/news")).unchanged
    assert web.requests[-1].headers.get("if-none-match")
    (tmp_path / "a.txt").write_text("The harbour of Vesel was closed on Friday.")
    collection.add(tmp_path / "a.txt", url=here("/news"))  # another text of it
    collection.add(here("/news"))
    assert web.requests[-1].headers.get("if-none-match") is None


def test_what_failed_and_is_there_as_it_was_is_no_failure_any_more(
    web: Misbehaving, collection: Collection, here: Callable[[str], str]
) -> None:
    web.page("http://127.0.0.1/news", PAGE.format("Nobody knows why."))
    collection.add(here("/news"))
    web.on("http://127.0.0.1/news", bad.failing(404))
    assert 1 == collection.add(here("/news")).failed
    assert 1 == len(collection.status().failures)
    web.page("http://127.0.0.1/news", PAGE.format("Nobody knows why."))

    collection.add(here("/news"))

    assert () == collection.status().failures
    assert "if-none-match" in web.requests[-1].headers


def test_what_a_watch_and_add_learn_of_a_page_is_one(
    web: Misbehaving, collection: Collection, here: Callable[[str], str]
) -> None:
    """A page that was added is the feed's once that names it, and what the watch fetched is not sent to add again."""
    for name in "ab":
        web.page(f"http://127.0.0.1/{name}", PAGE.format(f"It is quay {name}."))
    web.page("http://127.0.0.1/rss", rss(here("/a"), here("/b")), type="application/rss+xml")
    collection.add(here("/a"))
    feed = WatchedFeed(url=here("/rss"), recheck_s=())
    collection.watch([feed], once=True, open_fetcher=Fetcher, derive=False)

    assert {here("/rss")} == {link.feed for link in collection.store.links()}
    assert 1 == len(collection.add(here("/b")).unchanged)

    asked = {path: [one for one in web.requests if one.path == path] for path in ("/a", "/b")}
    assert [False, True] == ["if-none-match" in one.headers for one in asked["/b"]]
    assert 1 == len(asked["/a"])  # its feed calls it changed: in ten minutes it is looked at
    assert [] == collection.store.check()
