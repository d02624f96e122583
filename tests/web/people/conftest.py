"""Four invented reports with speakers, a body that is spoken for, and a passer-by who only stands in one of them."""

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
from sayso.records import Actor
from sayso.run import run
from sayso.settings import Settings
from sayso.testing.checks import make_article
from sayso.testing.plain import PLAIN_FLOW
from sayso.web.app import make_app

FLOW = (MARKS, *PLAIN_FLOW, *RESOLVE, UTTERANCES, CHAINS, ORIGINS)
FLOOD = "The Lisk flooded the tannery quarter of Dolmin, and pumps came from Vareth to the quays of the old town.\n"
DYKE = "The old dyke will hold if Vareth sends sandbags before the weekend."
REPORTS = (
    (
        "Inland Post",
        "Lisk floods Dolmin",
        "2031-05-02",
        f"[Orla Penn|person] said on 2031-05-01: {DYKE}\n[Tam Brook|person] watched from a bridge.\n",
    ),
    (
        "Vega TV",
        "Dolmin under water",
        "2031-05-03",
        f"[Orla Penn|person] said: {DYKE}\n[Orla Penn|person] hoped: The rain ends.\n[Ministry of Quays|organization] said: Pumps are on their way, “all of them”.\n",
    ),
    ("Vega TV", "Pumps for Dolmin", "2031-06-04", "[Orla Penn|person] said: Nobody asked us.\n"),
    (
        None,
        "A clipping",
        None,
        "[a pump driver|unnamed] said: We drove all night.\n[Quay Board|organization] met.\n",
    ),
)


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the collection."""
    path = tmp_path_factory.mktemp("people") / "people.db"
    with open_collection(path) as collection:
        collection.store.add(
            make_article(
                number,
                FLOOD + text,
                outlet=outlet,
                title=title,
                published_earliest=day,
                published_latest=day,
                published_basis="stated" if day else "unknown",
            )
            for number, (outlet, title, day, text) in enumerate(REPORTS)
        )
        summary = run(collection.store, FLOW, Settings(), workers=1)
        assert summary.failures == ()
    return path


@pytest.fixture
def collection(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collection]:
    """A copy of the collection, opened; what is derived again is derived from the plain notation."""
    monkeypatch.setattr("sayso.flow.FLOW", FLOW)
    path = tmp_path / "people.db"
    shutil.copy(file, path)
    with open_collection(path) as opened:
        yield opened


@pytest.fixture
def client(collection: Collection) -> TestClient:
    """A client of a server over it, which follows no redirect."""
    return TestClient(make_app(collection), follow_redirects=False)


@pytest.fixture
def data(client: TestClient) -> Callable[..., Any]:
    """The data of a page, with a query."""

    def data(address: str, **query: Any) -> Any:
        answer = client.get(f"{address}.json", params=query)
        assert answer.status_code == 200, answer.text
        assert client.get(address, params=query).status_code == 200
        return answer.json()

    return data


@pytest.fixture
def actor(collection: Collection) -> Callable[[str], str]:
    """The id of the actor of a name, whether it has a page or not."""
    ids = {row.name: row.id for row in collection.store.rows(Actor)}
    return lambda name: ids[name]
