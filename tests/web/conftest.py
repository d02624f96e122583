"""A collection of a few invented reports in plain notation, and a browser's view of it, without a browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.annotate.layout.marks import MARKS
from sayso.compare.origins.chains import CHAINS
from sayso.compare.origins.origins import ORIGINS
from sayso.compare.utterances.utterances import UTTERANCES
from sayso.flow import RESOLVE
from sayso.publish.collection import Collection, open_collection
from sayso.publish.demo import copy_sample
from sayso.run import run
from sayso.settings import Serve, Settings
from sayso.testing.checks import make_article
from sayso.testing.plain import PLAIN_FLOW
from sayso.web.app import make_app

FLOW = (MARKS, *PLAIN_FLOW, *RESOLVE, UTTERANCES, CHAINS, ORIGINS)
FLOOD = "The Lisk flooded the tannery quarter of Dolmin, and pumps came from Vareth to the quays of the old town.\n"
STRIKE = "Dockers at Port Elsin walked out over the night shifts that the harbour board had cut since the spring.\n"
SAID = "[Orla Penn|person] said on 2031-05-02: The old dyke will hold if Vareth sends sandbags before the weekend.\n"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
ADDRESS = "http://127.0.0.1:8000"

Opened = Callable[..., Collection]


def reports() -> list[Any]:
    """Three reports of a flood, one of a strike, and one whose every field tries to be more than words."""
    return [
        make_article(
            1,
            FLOOD + SAID,
            outlet="Inland Post",
            title="Lisk floods Dolmin",
            language="en",
            published_earliest="2031-05-02",
            published_latest="2031-05-02",
            published_basis="stated",
        ),
        make_article(
            2,
            FLOOD + SAID + "More pumps are on their way.\n",
            outlet="Vega TV",
            title="Dolmin under water",
            published_earliest="2031-05-03",
            published_latest="2031-05-03",
            published_basis="stated",
        ),
        make_article(
            3,
            FLOOD + "[Orla Penn|person] said: Nobody asked us.\n",
            outlet="Elsin Beacon",
            title="Pumps for Dolmin",
        ),
        make_article(
            4,
            STRIKE + "[Mara Vint|person] said: We stay out.\n",
            outlet="Elsin Beacon",
            title="Dockers walk out",
            language="en",
            published_earliest="2031-06-01",
            published_latest="2031-06-01",
            published_basis="stated",
        ),
        make_article(
            5,
            f"{HOSTILE} \u202eevil\u202c 🏗️ “{HOSTILE}” \ufffd\n[{HOSTILE}|person] said: {HOSTILE} \u202edne\n",
            outlet=f"{HOSTILE}&amp;'\"",
            title=f"\u202e{HOSTILE}",
            url="javascript:alert(3)",
            authors=(HOSTILE,),
        ),
    ]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the collection; whoever writes takes a copy."""
    path = tmp_path_factory.mktemp("web") / "made.db"
    with open_collection(path) as collection:
        collection.store.add(reports())
        summary = run(collection.store, FLOW, Settings(), workers=1)
        assert summary.failures == ()
    return path


@pytest.fixture
def opened(made: Path, tmp_path: Path) -> Iterator[Opened]:
    """Opens a copy of the collection with settings of the server."""
    path = tmp_path / "web.db"
    shutil.copy(made, path)
    there: list[Collection] = []

    def opened(*, read_only: bool = False, **serve: Any) -> Collection:
        settings = Settings(serve=Serve(**serve))
        there.append(open_collection(path, settings=settings, read_only=read_only))
        return there[-1]

    yield opened
    for one in there:
        one.close()


@pytest.fixture
def browse(opened: Opened) -> Callable[..., TestClient]:
    """A client of a server with some settings, which follows no redirect."""

    def browse(*, read_only: bool = False, accept: str = "text/html", **serve: Any) -> TestClient:
        app = make_app(opened(read_only=read_only, **serve), read_only=read_only)
        return TestClient(app, base_url=ADDRESS, headers={"Accept": accept}, follow_redirects=False)

    return browse


@pytest.fixture
def client(browse: Callable[..., TestClient]) -> TestClient:
    """A client of a server without a token."""
    return browse()


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story as a collection."""
    made = copy_sample(tmp_path_factory.mktemp("api"))
    with open_collection(made.db) as collection:
        collection.add(made.reports, sidecar=made.sidecar)
    return made.db
