"""`sayso watch`: what it says, how it ends, how it is stopped, and what `sayso status` tells of it afterwards."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.commands.conftest import Run
from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Misbehaving
from tests.watching.watched import page, rss

import sayso
import sayso.flow
from sayso.commands.watching import Lists
from sayso.store import open_store
from sayso.testing import TOY_FLOW

HERE = ("--allow-private", "127.0.0.1")


@pytest.fixture
def web() -> Iterator[Misbehaving]:
    with Misbehaving() as server:
        yield server


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stages without models, no time between two requests, and an empty folder to work in."""
    monkeypatch.setattr(sayso.flow, "FLOW", TOY_FLOW)
    monkeypatch.setenv("SAYSO_FETCH_DELAY_S", "0")
    monkeypatch.chdir(tmp_path)


def outlet(web: Misbehaving, *, pages: int = 2) -> str:
    """A feed on this machine with some pages; its address."""
    here = f"http://127.0.0.1:{web.port}"
    urls = [f"{here}/{n}" for n in range(pages)]
    for url in urls:
        web.page(url, page(f"Quay {url[-1]} shut", text=f"Word{url[-1]} of the quay. " * 40))
    web.page(f"{here}/rss", rss(*urls), type="application/rss+xml")
    return f"{here}/rss"


def test_what_is_due_is_read_once_and_status_tells_of_each_feed(run: Run, web: Misbehaving) -> None:
    feed = outlet(web)
    gone = feed.replace("/rss", "/gone")
    Path("feeds.toml").write_text(
        f'[[feed]]\nurl = "{feed}"\noutlet = "Elsin Courier"\n[[feed]]\nurl = "{gone}"\n', encoding="utf-8"
    )

    code, out, err = run("watch", "feeds.toml", "--once", *HERE)

    assert code == 3
    assert out.startswith("1 feed read, 1 feed not to be read, 2 new articles: ")
    assert out.endswith(f": {gone}: there is no such page (status 404)\n")
    assert (
        f"{gone}: check the address\n`sayso status --feeds` says of all that failed what to do about it\n"
    ) == err
    with sayso.open("sayso.db") as collection:
        assert {"Elsin Courier"} == {article.outlet for article in collection.store.articles()}
        assert 0 == collection.status().stale

    text = run("status")[1]
    assert "\nFEEDS\n" in text
    assert "• Elsin Courier  " in text
    assert "failed, tried 20" in text
    assert "the feed itself could not be read" in text
    status = json.loads(run("status", "--format", "json")[1])
    Draft202012Validator(json.loads(run("schema", "status")[1])).validate(status)
    by_url = {one["url"]: one for one in status["feeds"]}
    assert (2, "read", "failed") == (by_url[feed]["articles"], by_url[feed]["state"], by_url[gone]["state"])
    assert by_url[gone]["fix"]
    rows = {
        row["feed"]: row
        for row in csv.DictReader(
            io.StringIO(run("status", "--feeds", "--format", "csv")[1].lstrip("\ufeff"))
        )
    }
    assert ("2", "Elsin Courier", "read") == (
        rows[feed]["articles"],
        rows[feed]["outlet"],
        rows[feed]["state"],
    )

    code, out, err = run("watch", feed, "--once", *HERE)
    assert (0, "") == (code, out)
    assert "nothing was due" in err
    assert "not watched any more" in run("status", "--feeds")[1]


def test_addresses_alone_are_watched_and_read_later_if_so_wanted(run: Run, web: Misbehaving) -> None:
    code, out, err = run("watch", outlet(web), "--once", "--no-run", *HERE)

    assert (0, "1 feed read, 2 new articles\n") == (code, out)
    assert "next: `sayso run`" in err
    with sayso.open("sayso.db") as collection:
        assert 2 == collection.status().articles
    assert "no feed was ever watched" in run("status", "--feeds", "--db", _empty())[1]


def _empty() -> str:
    open_store("empty.db").close()
    return "empty.db"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere.toml",), "nowhere.toml: cannot be opened"),
        (("ftp://courier.example/rss",), "is no web address"),
        (("http://courier.example/rss", "http://courier.example/rss"), "is named twice"),
        (
            ("http://courier.example/rss", "--for", "soon"),
            "--for 'soon' is no length of time; write it as 90s",
        ),
        (("http://courier.example/rss", "--for", "0m"), "is no length of time"),
        (("off.toml",), "no feed is enabled"),
        (("odd.toml",), "unknown key"),
    ],
)
def test_what_is_named_wrongly_is_told_before_anything_is_asked(
    arguments: tuple[str, ...], told: str, run: Run
) -> None:
    Path("off.toml").write_text('[[feed]]\nurl = "http://courier.example/rss"\nenabled = false\n')
    Path("odd.toml").write_text('[[feed]]\nurl = "http://courier.example/rss"\nevry = "15m"\n')

    code, out, err = run("watch", *arguments)

    assert (2, "") == (code, out)
    assert told in err


def test_a_list_that_changes_is_read_again_once_it_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    def write(text: str, *, at: float = time.time() + 3600) -> None:
        Path("feeds.toml").write_text(text, encoding="utf-8")
        os.utime("feeds.toml", (at, at))

    def looks(times: int) -> list[list[str] | None]:
        found = (lists() for _ in range(times))
        return [None if feeds is None else [feed.url for feed in feeds] for feeds in found]

    one, two = "http://courier.example/rss", "http://post.example/rss"
    write(f'[[feed]]\nurl = "{one}"\n')
    lists = Lists(["feeds.toml", "http://radio.example/rss"])
    assert [None, None] == looks(2)

    write(f'[[feed]]\nurl = "{two}"\n# here')
    assert [None, [two, "http://radio.example/rss"], None] == looks(3)
    write("[[feed")
    assert [None] * 3 == looks(3)
    Path("feeds.toml").unlink()
    assert [None] * 3 == looks(3)
    write(f'[[feed]]\nurl = "{one}"\n[[feed]]\nurl = "{two}"\nenabled = false')
    assert [None, [one, two, "http://radio.example/rss"]] == looks(2)

    told = capsys.readouterr().err.splitlines()
    assert ["feeds.toml changed: 2 feeds are watched now"] * 2 == [told[0], told[-1]]
    assert told[1].startswith("feeds.toml")
    assert told[1].endswith("; the feeds of before are watched on")
    write(f'[[feed]]\nurl = "{two}"', at=1e9)
    assert [[two, "http://radio.example/rss"]] == looks(1)  # nobody is writing it
    assert Lists(["http://radio.example/rss"])() is None


def test_nothing_private_is_asked_unless_it_is_allowed(run: Run, web: Misbehaving) -> None:
    code, out, _ = run("watch", outlet(web), "--once")

    assert code == 1
    assert "no address of the public internet" in out
    assert [] == web.requests


def test_a_second_watch_is_told_of_the_first_and_add_is_not_hindered(run: Run, web: Misbehaving) -> None:
    with open_store("sayso.db") as store:
        assert store.take_watch() is None

        code, _, err = run("watch", outlet(web), "--once", *HERE)

        assert code == 1
        assert "watches feeds for this collection already" in err
        Path("a.txt").write_text("The quay stays shut, said Ada Wren.\n")
        assert 0 == run("add", "a.txt")[0]
        store.drop_watch()


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_is_stopped_cleanly_and_goes_on_from_there(
    sign: signal.Signals, code: int, web: Misbehaving
) -> None:
    feed = outlet(web, pages=3)
    web.on(feed.replace("/rss", "/2"), bad.silent())
    call = [sys.executable, "-m", "sayso", "watch", feed, "--no-run", *HERE]
    process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while len(web.requests) < 5 and time.monotonic() < until:
        time.sleep(0.05)

    process.send_signal(sign)
    begun = time.monotonic()
    _, err = process.communicate(timeout=30)

    assert code == process.returncode
    assert time.monotonic() - begun < 15  # a server that says nothing is not waited for
    assert "sayso: stopped; 2 articles kept in sayso.db" in err
    assert "the same command goes on from there" in err
    with open_store("sayso.db") as store:
        assert store.take_watch() is None
        assert ["kept", "kept", "waiting"] == sorted(link.state for link in store.links())
        store.drop_watch()
