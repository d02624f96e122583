"""Hosts are asked one request at a time, with time between two, and left alone when they fail."""

import threading
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from tests.fetching import misbehaving as bad
from tests.fetching.conftest import START, SetClock
from tests.fetching.misbehaving import Asked, Behaviour, Misbehaving, Wire

from sayso import __version__
from sayso.errors import FetchError, SettingsError
from sayso.fetching.client import Fetcher
from sayso.fetching.hosts import HostState
from sayso.settings import Fetch, Settings, load_settings

URL = "http://harbour.example/news"
HOST = "harbour.example"


def gaps(web: Misbehaving, host: str = HOST) -> list[float]:
    """The seconds between the requests that a host got."""
    times = [item.at for item in web.requests if item.host == host]
    return [(later - earlier).total_seconds() for earlier, later in pairwise(times)]


def wait(fetcher: Fetcher, clock: SetClock) -> float:
    """The seconds until the host may be asked."""
    return (fetcher.ready_at(URL) - clock.now()).total_seconds()


def fails(fetcher: Fetcher) -> FetchError:
    """What a request comes to."""
    with pytest.raises(FetchError) as told:
        fetcher.get(URL)
    return told.value


def test_it_says_who_asks(web: Misbehaving, fetching: Callable[..., Fetcher]) -> None:
    web.page(URL, "<p>x</p>")

    fetching().get(URL)
    fetching(contact="https://desk.example/sayso").get(URL, wants="feed")

    first, last = web.requests[1].headers, web.requests[-1].headers
    assert first["user-agent"] == f"Sayso/{__version__}"
    assert last["user-agent"] == f"Sayso/{__version__} (+https://desk.example/sayso)"
    assert first["accept"].startswith("text/html")
    assert last["accept"].startswith("application/rss+xml")
    assert {"host", "user-agent", "accept", "accept-encoding", "connection"} == set(last)


@pytest.mark.parametrize("contact", ["a\r\nX: 1", "(x)", "ü@desk.example", "a b", "a" * 300])
def test_a_contact_that_fits_in_no_header_is_refused(contact: str) -> None:
    with pytest.raises(SettingsError, match=r"fetch\.contact"):
        Fetcher(settings=Settings(fetch=Fetch(contact=contact)))


@pytest.mark.parametrize(
    "fetch",
    [
        Fetch(delay_s=-1),
        Fetch(timeout_s=0),
        Fetch(seconds=float("nan")),
        Fetch(max_mb=0),
        Fetch(redirects=-1),
    ],
)
def test_settings_that_make_no_sense_are_refused(fetch: Fetch) -> None:
    with pytest.raises(SettingsError, match=r"fetch\.\w+ = .* makes no sense"):
        Fetcher(settings=Settings(fetch=fetch))


def test_between_two_requests_to_a_host_is_the_delay_whatever_they_are_for(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    web.on(URL, bad.redirect("/2"))
    web.page("http://harbour.example/2", "<p>x</p>")
    web.page("http://tide.example/", "<p>x</p>")
    fetcher = fetching(delay_s=7)

    fetcher.get(URL)
    fetcher.get("http://tide.example/")
    fetcher.get(URL)

    assert gaps(web) == [7.0] * 4
    assert gaps(web, "tide.example") == [7.0]
    assert web.requests[3].at - web.requests[2].at == timedelta()  # another host does not wait for this one


def test_a_longer_crawl_delay_goes_before_the_settings(
    web: Misbehaving, fetching: Callable[..., Fetcher], clock: SetClock
) -> None:
    web.robots(HOST, "User-agent: *\nCrawl-delay: 30")
    web.page(URL, "<p>x</p>")
    fetcher = fetching()

    fetcher.get(URL)
    fetcher.get(URL)

    assert gaps(web) == [30.0, 30.0]
    assert wait(fetcher, clock) == 30.0


def test_a_crawl_delay_of_an_hour_keeps_nobody_from_one_page(
    web: Misbehaving, fetching: Callable[..., Fetcher], clock: SetClock
) -> None:
    """Whoever asks for one page a day would else ask for robots.txt each day, and never for the page."""
    web.robots(HOST, "User-agent: *\nCrawl-delay: 3600")
    web.page(URL, "<p>x</p>")
    fetcher = fetching()

    fetcher.get(URL)
    told = fails(fetcher)

    assert gaps(web) == [300.0]
    assert (told.kind, told.retry_after_s) == ("later", 3600.0)
    assert "until 2031-05-02 10:05 UTC: that much time lies between two requests" in str(told)
    clock.move(3300)
    fetcher.get(URL)
    assert gaps(web) == [300.0, 3600.0]


def test_a_host_that_was_never_asked_may_be_asked_now(
    fetching: Callable[..., Fetcher], clock: SetClock
) -> None:
    fetcher = fetching()

    assert wait(fetcher, clock) == 0
    assert fetcher.ready_at("no address") == clock.now()


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (bad.failing(429), "status"),
        (bad.failing(500), "status"),
        (bad.failing(503), "status"),
        (bad.silent(), "slow"),
        (bad.reset(), "unreachable"),
        (bad.raw(b"nonsense\r\n"), "broken"),
    ],
)
def test_a_host_that_fails_is_left_alone_twice_as_long_each_time_up_to_a_day(
    web: Misbehaving, fetching: Callable[..., Fetcher], clock: SetClock, behaviour: Behaviour, kind: str
) -> None:
    web.page(URL, "<p>x</p>")
    fetcher = fetching(timeout_s=0.2 if kind == "slow" else 5)
    fetcher.get(URL)
    web.on(URL, behaviour)
    waits = []
    for _ in range(3 if kind == "slow" else 13):
        clock.move(wait(fetcher, clock))
        assert fails(fetcher).kind == kind
        waits.append(wait(fetcher, clock))

    assert waits == [min(60.0 * 2**at, 86_400.0) for at in range(len(waits))]
    state = fetcher.hosts()[HOST]
    assert state.failures == len(waits)
    assert state.reason
    web.page(URL, "<p>x</p>")
    clock.move(waits[-1])
    if not fetcher.knows_robots(URL):
        fetcher.learn_robots(URL)
    fetcher.get(URL)
    assert fetcher.hosts()[HOST][3:] == (0, "")
    assert wait(fetcher, clock) == 5.0


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_page_that_is_missing_is_no_failure_of_its_host(
    web: Misbehaving, fetching: Callable[..., Fetcher], clock: SetClock, status: int
) -> None:
    web.on(URL, bad.failing(status))
    fetcher = fetching()

    fails(fetcher)

    assert fetcher.hosts()[HOST].failures == 0
    assert wait(fetcher, clock) == 5.0


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("30", 30.0),
        ("1", 5.0),
        ("0", 5.0),
        ("7200", 7_200.0),
        ("999999999999999999999", 86_400.0),
        (format_datetime(START + timedelta(seconds=605), usegmt=True), 600.0),
        ("Thu, 01 May 2031 09:00:00 GMT", 5.0),
        ("Friday, 02-May-31 09:10:05 GMT", 600.0),
        ("Fri, 32 May 2031 99:00:00 GMT", 60.0),
        ("-5", 60.0),
        ("soon", 60.0),
        ("１２", 60.0),
        ("Fri, 02 May 99999999999 09:00:00 GMT", 60.0),
    ],
)
def test_a_server_that_names_a_time_is_taken_at_its_word(
    web: Misbehaving, fetching: Callable[..., Fetcher], clock: SetClock, stated: str, seconds: float
) -> None:
    web.on(URL, bad.failing(429, retry_after=stated))
    fetcher = fetching()

    fails(fetcher)

    assert wait(fetcher, clock) == seconds


def test_a_server_that_names_a_short_time_again_and_again_is_not_believed(
    web: Misbehaving, fetching: Callable[..., Fetcher], clock: SetClock
) -> None:
    web.on(URL, bad.failing(503, retry_after="10"))
    fetcher = fetching()
    waits = []
    for _ in range(4):
        clock.move(wait(fetcher, clock))
        fails(fetcher)
        waits.append(wait(fetcher, clock))

    assert waits == [10.0, 120.0, 240.0, 480.0]


def test_nobody_waits_longer_than_five_minutes_for_a_host(
    web: Misbehaving, fetching: Callable[..., Fetcher], clock: SetClock
) -> None:
    web.on(URL, bad.failing(429, retry_after="3600"))
    fetcher = fetching()
    fails(fetcher)

    told = fails(fetcher)

    assert told.kind == "later"
    assert told.retry_after_s == 3600.0
    assert (
        "harbour.example is left alone until 2031-05-02 10:00 UTC after 1 failure: harbour.example asks"
        in str(told)
    )
    assert len(web.requests) == 2
    clock.move(3300)
    web.page(URL, "<p>x</p>")
    assert fetcher.get(URL).status == 200


def test_what_is_known_of_hosts_survives_a_restart(
    web: Misbehaving, fetching: Callable[..., Fetcher], clock: SetClock
) -> None:
    web.on(URL, bad.failing(503))
    told: list[HostState] = []
    first = fetching(tell=told.append)
    fails(first)

    second = fetching(hosts=first.hosts())

    assert second.hosts() == first.hosts() == {HOST: told[-1]}
    assert wait(second, clock) == 60.0
    clock.move(60)
    fails(second)
    assert wait(second, clock) == 120.0


def test_a_request_is_told_of_before_it_is_sent(web: Misbehaving, fetching: Callable[..., Fetcher]) -> None:
    """So that a program that is killed while it waits for an answer knows that it asked."""
    told: list[tuple[HostState, int]] = []
    web.page(URL, "<p>x</p>")

    fetching(tell=lambda state: told.append((state, len(web.requests)))).get(URL)

    asked = [(state, count) for state, count in told if state.asked is not None]
    assert asked[0] == (HostState(HOST, START, START + timedelta(seconds=5)), 0)


def test_a_host_never_gets_two_requests_at_once_and_two_hosts_do(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    """Each host's page waits until the other host's page is being asked for too."""
    meeting = threading.Barrier(2, timeout=5)
    going: dict[str, int] = {}
    most: list[int] = []
    lock = threading.Lock()

    def act(asked: Asked, wire: Wire) -> None:
        with lock:
            going[asked.host] = going.get(asked.host, 0) + 1
            most.append(going[asked.host])
        meeting.wait()
        with lock:
            going[asked.host] -= 1
        bad.answer("<p>x</p>")(asked, wire)

    urls = [f"http://{host}.example/{page}" for page in range(3) for host in ("harbour", "tide")]
    for url in urls:
        web.on(url, act)
    fetcher = fetching(timeout_s=5, seconds=10, delay_s=0)
    threads = [threading.Thread(target=fetcher.get, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(most) == 6
    assert max(most) == 1
    assert web.asked().count("http://harbour.example/robots.txt") == 1


def test_seconds_may_be_parts_of_one_in_a_file_and_in_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "sayso.toml"
    path.write_text("[fetch]\ndelay_s = 2\ntimeout_s = 0.5\nprivate = ['10.1.0.0/16']\n")

    found = load_settings(path, {"SAYSO_FETCH_SECONDS": "7.5", "SAYSO_FETCH_MAX_MB": "3"}).fetch

    assert (found.delay_s, found.timeout_s, found.seconds, found.max_mb) == (2.0, 0.5, 7.5, 3)
    assert found.private == ("10.1.0.0/16",)
    with pytest.raises(SettingsError, match="is not a number; give one, as 5"):
        load_settings(None, {"SAYSO_FETCH_DELAY_S": "soon"})
    path.write_text("[fetch]\nmax_mb = 1.5\n")
    with pytest.raises(SettingsError, match="is not of type int"):
        load_settings(path, {})
