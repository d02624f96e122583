"""The dossier at its address: the file itself, its policy, its choices, and what cannot be made."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.publish.collection import Collection
from sayso.publish.dossier.writing import policy


@pytest.fixture
def collection(opened: Callable[..., Collection]) -> Collection:
    """The collection that the browser sees."""
    return opened()


def test_the_file_is_what_the_command_writes(client: TestClient, collection: Collection) -> None:
    """Byte for byte, under a policy that allows its own styles and nothing else."""
    story = collection.stories()[0].id
    for form, kind in (("html", "text/html"), ("md", "text/markdown")):
        answer = client.get(f"/dossier/{story}.{form}")

        assert 200 == answer.status_code
        assert answer.headers["Content-Type"].startswith(kind)
        assert collection.dossier(story, form) == answer.text
        assert answer.headers["Content-Security-Policy"].startswith(policy())
        assert "sayso-form-token" not in answer.text


def test_choices_are_those_of_the_command(client: TestClient, collection: Collection) -> None:
    """A file to keep, names to hide with ; between, a date."""
    story = collection.stories()[0].id
    asked: dict[str, Any] = {"redact": "Orla Penn; ", "full_text": "1", "date": "7 May 2031", "download": "1"}
    answer = client.get(f"/dossier/{story}.html", params=asked)

    assert f'attachment; filename="dossier-{story}.html"' == answer.headers["Content-Disposition"]
    assert collection.dossier(story, redact=["Orla Penn"], full_text=True, date="7 May 2031") == answer.text
    assert "Penn" not in answer.text
    assert "[redacted]" in answer.text


def test_what_cannot_be_made_is_said_in_plain_text(client: TestClient, collection: Collection) -> None:
    """An unknown story, an unknown name; neither is a page."""
    story = collection.stories()[0].id
    for address in ("/dossier/ffffffffffffffff.html", f"/dossier/{story}.html?redact=Zork%20<b>"):
        answer = client.get(address)

        assert 404 == answer.status_code
        assert answer.headers["Content-Type"].startswith("text/plain")


def test_the_page_of_choices_leads_to_the_file(client: TestClient, collection: Collection) -> None:
    """With a form that works without a script."""
    story = collection.stories()[0].id
    page = client.get(f"/story/{story}/dossier")

    assert 200 == page.status_code
    assert f'action="/dossier/{story}.html"' in page.text
    assert {"html": f"/dossier/{story}.html", "md": f"/dossier/{story}.md"} == client.get(
        f"/story/{story}/dossier.json"
    ).json()["files"]
