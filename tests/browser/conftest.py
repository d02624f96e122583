"""A real browser on a real server over the sample story; skips by name where there is no Chromium."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A browser that asks nobody anything: the tests need no network and must leave none to wait for."""
PATIENCE_MS = 15_000
"""How long a page may take on a machine that is busy with other tests."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str:
    """The browser of this machine; skips the test where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"needs Chromium: none of {', '.join(NAMES)} is installed")
    return found


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One browser for all tests of a module; each page gets a profile of its own.

    No longer than that: while Playwright is open an event loop runs, and no other test could start one.
    """
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story as `sayso demo` makes it; whoever changes it takes a copy."""
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run(
        [sys.executable, "-m", "sayso", "demo", str(folder)], check=True, capture_output=True, timeout=300
    )
    return folder / "demo.db"


class Served:
    """A running `sayso serve`; `url` is where it answers."""

    def __init__(self, db: Path, *options: str) -> None:
        self.db = db
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sayso", "serve", str(db), "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
        )
        self.url = self._address()

    def _address(self) -> str:
        assert self._process.stdout is not None
        told = ""
        for line in self._process.stdout:
            told += line
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                return found.group()
        raise AssertionError(f"sayso serve did not start:\n{told}")

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self._process.terminate()
        try:
            self._process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()


@pytest.fixture(scope="session")
def served(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample story in a server that no test writes to."""
    copy = tmp_path_factory.mktemp("read") / "demo.db"
    shutil.copy(demo, copy)
    server = Served(copy)
    yield server
    server.stop()


@pytest.fixture
def serve() -> "Iterator[Callable[[Path], Served]]":
    """Serves a collection of the test's own for as long as the test lasts."""
    running: list[Served] = []

    def start(db: Path) -> Served:
        running.append(Served(db))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def desk(demo: Path, tmp_path: Path, serve: "Callable[[Path], Served]") -> Served:
    """The sample story in a server of this test's own: what it reviews, nobody else sees."""
    copy = tmp_path / "demo.db"
    shutil.copy(demo, copy)
    return serve(copy)


class Watched:
    """A page of the browser that remembers what went wrong in it."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("requestfailed", lambda request: self._failed(request.url, request.failure or ""))

    def _failed(self, url: str, why: str) -> None:
        if "ERR_ABORTED" not in why:  # a page that is left while it loads
            self.wrong.append(f"not loaded: {url}: {why}")

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.wrong.append(f"{kind}: {text}")


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """A page in which nothing may go wrong: no console error, nothing that could not be loaded."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    watched = Watched(context.new_page())
    yield watched.page
    context.close()
    assert watched.wrong == []
