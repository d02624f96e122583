"""The sample story, read as a user's would be, and a browser's view of its pages."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.publish.collection import Collection, open_collection
from sayso.web.app import make_app

Ask = Callable[[str], Any]


@pytest.fixture(scope="session")
def sample(sample_db: Path) -> Iterator[Collection]:
    """The sample story in a collection that nobody writes to."""
    with open_collection(sample_db) as collection:
        yield collection


@pytest.fixture(scope="session")
def client(sample: Collection) -> TestClient:
    """A client of a server over it."""
    return TestClient(make_app(sample))


@pytest.fixture(scope="session")
def story(sample: Collection) -> str:
    """The address of the story."""
    return f"/story/{sample.stories()[0].id}"


@pytest.fixture(scope="session")
def page(client: TestClient, story: str) -> Ask:
    """The HTML of a tab ("/said?several=1"; "" for the overview)."""

    def page(tab: str) -> str:
        answer = client.get(story + tab)
        assert answer.status_code == 200, answer.text
        return answer.text

    return page


@pytest.fixture(scope="session")
def data(client: TestClient, story: str) -> Ask:
    """The JSON of a tab."""

    def data(tab: str) -> Any:
        address, mark, query = tab.partition("?")
        answer = client.get(f"{story}{address}.json{mark}{query}")
        assert answer.status_code == 200, answer.text
        return json.loads(answer.content)

    return data


@pytest.fixture(scope="session")
def texts(sample: Collection) -> dict[str, str]:
    """The text of each article, by id."""
    return {article.id: article.text for article in sample.store.articles()}


@pytest.fixture(scope="session")
def folder() -> Path:
    """Where static files lie."""
    import sayso.web

    return Path(sayso.web.__file__).parent / "static"
