"""No way leads to a private address that nobody allowed: what is recorded is every connection that is tried."""

import subprocess
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import httpcore
import pytest
from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Misbehaving

from sayso.errors import FetchError
from sayso.fetching.addresses import address_of, is_public
from sayso.fetching.client import Fetcher

URL = "http://harbour.example/news"
INSIDE = (
    "http://127.0.0.1/", "http://127.0.0.1:8080/", "http://localhost/", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://169.254.169.254/latest/meta-data", "http://10.0.0.7/",
    "http://0.0.0.0/", "http://0/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.0.0.1./",
    "http://100.64.0.1/", "http://224.0.0.1/", "http://inside.example/", "http://inside.example./", "http://INSIDE.example/",
    "http://mixed.example/", "http://１２７.0.0.1/", "https://inside.example/", "//inside.example/", "http://[fe80::1]/",
)  # fmt: skip
"""Addresses of machines that are nobody's to ask, in the spellings that are tried."""


@pytest.fixture
def inside(web: Misbehaving) -> Misbehaving:
    """A server that would answer, if anybody came."""
    for host, addresses in {
        "inside.example": ("10.0.0.7",),
        "mixed.example": ("93.184.216.34", "10.0.0.7"),
        "localhost": ("::1", "127.0.0.1"),
    }.items():
        web.page(f"http://{host}/", "<p>Secret.</p>")
        web.page(f"http://{host}/feed", "<p>Secret.</p>")
        web.lies_at(host, *addresses)
    return web


def only_public(web: Misbehaving) -> bool:
    """Whether each connection that was tried went to the public internet."""
    tried = [address_of(address) for address, _ in web.connected]
    return all(address is not None and is_public(address) for address in tried)


@pytest.mark.parametrize("url", [url for url in INSIDE if not url.startswith("//")])
def test_what_a_person_names_without_allowing_it_is_not_asked(
    inside: Misbehaving, fetching: Callable[..., Fetcher], url: str
) -> None:
    with pytest.raises(FetchError) as told:
        fetching().get(url)

    assert told.value.kind == "address"
    assert inside.connected == []


@pytest.mark.parametrize("url", INSIDE)
@pytest.mark.parametrize("status", [301, 307])
def test_no_redirect_leads_inside(
    inside: Misbehaving, fetching: Callable[..., Fetcher], url: str, status: int
) -> None:
    inside.on(URL, bad.redirect(url, status=status))

    with pytest.raises(FetchError) as told:
        fetching().get(URL)

    assert told.value.kind in {"address", "redirects"}
    assert inside.asked() == ["http://harbour.example/robots.txt", URL]
    assert only_public(inside)


def test_no_redirect_of_a_robots_txt_leads_inside(
    inside: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    inside.on("http://harbour.example/robots.txt", bad.redirect("http://inside.example/robots.txt"))

    with pytest.raises(FetchError, match=r"lies at 10.0.0.7"):
        fetching().get(URL)

    assert inside.asked() == ["http://harbour.example/robots.txt"]
    assert only_public(inside)


def test_a_name_that_changes_between_two_lookups_is_checked_at_each(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    """DNS rebinding: what was checked is what is asked, for the name is looked up once for each request."""
    answers = cycle([["93.184.216.34"], ["127.0.0.1"]])
    looked: list[str] = []

    def resolve(host: str) -> list[str]:
        looked.append(host)
        return next(answers)

    web.page(URL, "<p>x</p>")
    with pytest.raises(FetchError, match=r"lies at 127.0.0.1"):
        fetching(resolve=resolve).get(URL)

    assert web.connected == [("93.184.216.34", 80)]
    assert looked == ["harbour.example"] * 2


def test_the_connection_goes_to_the_checked_address_and_the_request_names_the_host(
    web: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    web.page("http://harbour.example:8080/news", "<p>x</p>")
    web.lies_at("harbour.example", "93.184.216.34")

    fetching().get("http://harbour.example:8080/news")

    assert set(web.connected) == {("93.184.216.34", 8080)}
    assert {item.headers["host"] for item in web.requests} == {"harbour.example:8080"}


@pytest.mark.parametrize("entry", ["inside.example", "10.0.0.7", "10.0.0.0/8"])
def test_what_a_person_allows_is_asked(
    inside: Misbehaving, fetching: Callable[..., Fetcher], entry: str
) -> None:
    assert fetching(private=(entry,)).get("http://inside.example/").body == b"<p>Secret.</p>"
    assert inside.connected == [("10.0.0.7", 80)] * 2


def test_a_public_page_leads_not_even_to_what_a_person_allowed(
    inside: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    inside.on(URL, bad.redirect("http://inside.example/"))

    with pytest.raises(FetchError, match=r"a public page leads to inside.example"):
        fetching(private=("inside.example",)).get(URL)

    assert only_public(inside)


def test_a_public_feed_leads_not_to_what_a_person_allowed_and_a_private_one_does(
    inside: Misbehaving, fetching: Callable[..., Fetcher]
) -> None:
    inside.page(URL, "<p>x</p>")
    inside.page("http://desk.example/feed", "<p>x</p>")
    inside.lies_at("desk.example", "10.0.0.9")
    inside.lies_at("other.example", "10.0.0.11")
    fetcher = fetching(private=("10.0.0.0/8",))

    assert fetcher.get("http://inside.example/", found_in="http://desk.example/feed").status == 200
    assert fetcher.get(URL, found_in="http://desk.example/feed").status == 200
    assert fetcher.get(URL, found_in="http://harbour.example/feed").status == 200
    assert fetching().get(URL, found_in="http://harbour.example/feed").status == 200
    assert fetcher.get("http://inside.example/", found_in="lists/ours.opml").status == 200
    inside.connected.clear()
    for feed in ("http://harbour.example/feed", "http://nowhere.example/feed", "http://93.184.0.9/feed"):
        with pytest.raises(FetchError, match=r"a public page leads to inside.example") as told:
            fetcher.get("http://inside.example/", found_in=feed)
        assert told.value.kind == "address"
        with pytest.raises(FetchError, match=r"a public page leads to other.example"):
            fetcher.learn_robots("http://other.example/", found_in=feed)
    assert inside.connected == []


def test_the_proxy_of_the_environment_is_not_used(
    web: Misbehaving, fetching: Callable[..., Fetcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would look names up itself, after our check."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://10.0.0.7:3128")
    web.page(URL, "<p>x</p>")

    assert fetching().get(URL).status == 200
    assert only_public(web)


def test_without_a_resolver_of_its_own_loopback_is_refused_and_allowed(web: Misbehaving) -> None:
    """The real resolver and real connections, to the server's port on this machine."""
    from sayso.settings import Fetch, Settings

    web.page("http://localhost/news", "<p>x</p>")
    url = f"http://localhost:{web.port}/news"
    with Fetcher(settings=Settings(fetch=Fetch(delay_s=0))) as fetcher:
        with pytest.raises(FetchError, match="--allow-private localhost"):
            fetcher.get(url)
        assert web.requests == []
    with Fetcher(settings=Settings(fetch=Fetch(delay_s=0, private=("127.0.0.1",)))) as fetcher:
        assert fetcher.get(url).body == b"<p>x</p>"


def test_the_recording_would_see_a_private_connection(inside: Misbehaving) -> None:
    """The test of these tests."""
    stream = inside.connect("10.0.0.7", 80, 1.0)
    stream.close()

    assert isinstance(stream, httpcore.NetworkStream)
    assert not only_public(inside)


def test_nothing_that_can_ask_is_loaded_before_somebody_names_an_address(tmp_path: Path) -> None:
    """A file is read without it, and so is the command's own help."""
    (tmp_path / "a.txt").write_text("The harbour is closed.")
    reading = (
        "from sayso.publish.workbench import read_inputs; from sayso.ingest import Given; from sayso.settings import Settings; "
        f"list(read_inputs([{str(tmp_path / 'a.txt')!r}], given=Given(), sidecar=None, settings=Settings()))"
    )
    programs = (
        "import sys, runpy; sys.argv = ['sayso', '--help']; runpy.run_module('sayso', run_name='__main__')",
        reading,
    )
    for program in programs:
        code = (
            f"import sys\ntry:\n    {program}\nexcept SystemExit as end:\n    assert not end.code\nprint()\n"
        )
        code += "print('LOADED', sorted({'httpcore', 'h11', 'protego', 'feedparser', 'sayso.fetching.client'} & set(sys.modules)))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

        assert done.stdout.splitlines()[-1] == "LOADED []", done.stderr
