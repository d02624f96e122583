"""`sayso add https://…`: pages beside files, a clear line for what cannot be had, a word while one waits."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.commands.conftest import Run

import sayso
import sayso.flow
from sayso.publish import fetching
from sayso.run import Progress  # noqa: TC001 - as the other imports of what is tested
from sayso.settings import Fetch, Settings
from sayso.testing import TOY_FLOW

PAGE = """<html lang="en"><head><title>{0} | Elsin Courier</title>
<meta property="og:site_name" content="Elsin Courier">
<meta property="article:published_time" content="2024-05-02T10:00:00Z"></head>
<body><article><h1>{0}</h1><p>{0}, the harbour master Mara Vint told reporters in the old town on Friday.</p>
<p>“Nobody has to leave their homes tonight,” Vint said. “We have pumps enough for three days.”</p></article></body></html>"""


class Courier(BaseHTTPRequestHandler):
    """An outlet with two pages."""

    def do_GET(self) -> None:
        """Answer; everything but the two pages is not there."""
        name = {"/dam": "Dam of Elsin holds", "/quay": "Quay of Elsin closes"}.get(self.path)
        body = PAGE.format(name).encode() if name else b"not here"
        self.send_response(200 if name else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def courier() -> Iterator[str]:
    """The address of the outlet on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Courier) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.05,))
        serving.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        serving.join()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stages without models, no time between two requests, and an empty folder to work in."""
    monkeypatch.setattr(sayso.flow, "FLOW", TOY_FLOW)
    monkeypatch.setenv("SAYSO_FETCH_DELAY_S", "0")
    monkeypatch.chdir(tmp_path)


def test_pages_files_and_what_cannot_be_had_stand_side_by_side(run: Run, courier: str) -> None:
    Path("report.txt").write_text("The dam of Elsin holds, Mara Vint said.\n", encoding="utf-8")
    inputs = (
        f"{courier}/dam",
        "report.txt",
        f"{courier}/nowhere",
        "ftp://courier.example/dam",
        f"{courier}/quay",
    )
    code, out, err = run(
        "add", *inputs, "--allow-private", "127.0.0.1", "--outlet", "The Mail", "--db", "a.db"
    )

    assert (3, True) == (
        code,
        out.startswith("3 articles read into a.db: 3 added, 0 changed, 0 unchanged, 2 failed\n"),
    )
    assert [
        f"{courier}/nowhere: there is no such page (status 404); check the address",
        "ftp://courier.example/dam: ftp addresses are not fetched; give its https address, or save it and name the file",
    ] == err.splitlines()
    with sayso.open("a.db") as collection:
        found = {article.path: article for article in collection.store.articles()}
    page = found[f"{courier}/dam"]
    assert ("Dam of Elsin holds", "Elsin Courier", f"{courier}/dam") == (page.title, page.outlet, page.url)
    assert "The Mail" == found["report.txt"].outlet


def test_the_same_page_twice_is_one_article(run: Run, courier: str) -> None:
    for expected in ("1 added, 0 changed, 0 unchanged", "0 added, 0 changed, 1 unchanged"):
        code, out, _ = run("add", f"{courier}/dam", "--allow-private", "127.0.0.0/8", "--db", "a.db")

        assert (0, True) == (code, expected in out)


def test_this_machine_is_asked_only_when_somebody_allows_it(run: Run, courier: str) -> None:
    code, _, err = run("add", f"{courier}/dam", "--db", "a.db")
    assert (1, 1) == (code, len(err.splitlines()))
    assert "127.0.0.1 is no address of the public internet" in err
    assert "--allow-private 127.0.0.1" in err

    code, _, err = run("add", f"{courier}/dam", "--allow-private", "no host", "--db", "a.db")
    assert (2, 1) == (code, len(err.splitlines()))
    assert "'no host'" in err


def test_a_page_is_annotated_without_a_collection(
    run: Run, courier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_ANNOTATE_LANGUAGES", "fr")  # nothing to load
    code, out, _ = run("annotate", f"{courier}/quay", "--allow-private", "127.0.0.1")

    assert (0, True) == (code, '"title": "Quay of Elsin closes"' in out)


def test_a_program_adds_a_page_as_the_command_does(courier: str) -> None:
    with sayso.open("a.db", settings=Settings(fetch=Fetch(delay_s=0))) as collection:
        report = collection.add(f"{courier}/dam", allow_private=["127.0.0.1"])

    assert (1, ()) == (len(report.added), report.failures)


def test_somebody_who_waits_is_told_for_what(courier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between robots.txt and the page, and not again for the half second that is left at the end."""
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(time, "monotonic", lambda: sum(slept))
    told: list[Progress] = []
    clock = fetching._TellingClock(told.append)
    clock.asking(f"{courier}/dam")
    clock.sleep(2.5)
    clock.sleep(0.3)

    assert [1.0, 1.0, 0.5, 0.3] == pytest.approx(slept)
    assert [("waiting to ask 127.0.0.1 again", done, 2, "s") for done in (0, 1, 2)] == [
        tuple(one) for one in told
    ]
