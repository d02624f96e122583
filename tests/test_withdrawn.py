"""A wire report that its agency withdraws: it goes from everything that is read, counted or compared, and stays with its status."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.cli import main
from sayso.publish.collection import Collection, open_collection
from sayso.records import Article, Attribution, SharedPassage
from sayso.testing import make_article
from sayso.web.app import make_app

SHARED = (
    "Dock workers at the port of Elsin will return to their cranes after nine days of strike, and the harbour council "
    "has promised forty new cranes and a second pier before the end of the year."
)
WIRE = f"ELSIN (Northwire) - {SHARED}\n\n“The council bribed us,” union leader Mara Vint said on Friday.\n"
PAPER = f"Elsin strike ends\n\n{SHARED}\n\n“We are glad,” harbour master Ado Lund said on Friday.\n"
URI = "urn:newsml:northwire.example:20310502:elsin-strike"
AS_OF = "withdrawn by its provider, as of 2031-05-02 15:00 UTC"
Run = Callable[..., str]


def item(hour: int, **more: object) -> dict[str, object]:
    """A version of the wire's report."""
    return {
        "uri": URI,
        "type": "text",
        "firstcreated": "2031-05-02T10:00:00Z",
        "versioncreated": f"2031-05-02T{hour}:00:00Z",
        "pubstatus": "usable",
        "copyrightholder": "Northwire",
        "headline": "Union says council bribed it",
        "language": "en",
    } | more


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report as it was sent, beside a paper's; then the notice that withdraws it."""
    home = tmp_path_factory.mktemp("withdrawn")
    (home / "wire.json").write_text(json.dumps(item(10, body_text=WIRE)))
    (home / "paper.json").write_text(
        json.dumps({"id": "p", "outlet": "Port Gazette", "text": PAPER, "published": "2031-05-03"})
    )
    assert 0 == main(["add", str(home / "wire.json"), str(home / "paper.json"), "--db", str(home / "w.db")])
    with open_collection(home / "w.db", read_only=True) as before:
        assert 1 == before.store.count(SharedPassage)
        assert 2 == len({row.article for row in before.store.rows(Attribution)})
    (home / "notice.json").write_text(json.dumps(item(15, pubstatus="canceled", ednote="KILL: libellous")))
    assert 0 == main(["add", str(home / "notice.json"), "--db", str(home / "w.db")])
    return home / "w.db"


@pytest.fixture
def sayso(db: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """What a command prints, its lines joined."""
    monkeypatch.setenv("COLUMNS", "400")

    def call(*argv: object) -> str:
        capsys.readouterr()
        assert 0 == main([*map(str, argv), "--db", str(db)])
        return capsys.readouterr().out

    return call


@pytest.fixture(scope="module")
def collection(db: Path) -> Iterator[Collection]:
    with open_collection(db, read_only=True) as made:
        yield made


@pytest.fixture(scope="module")
def client(collection: Collection) -> TestClient:
    return TestClient(make_app(collection, read_only=True), base_url="http://127.0.0.1:8000")


@pytest.fixture(scope="module")
def withdrawn(collection: Collection) -> Article:
    [article] = [one for one in collection.store.articles() if not one.usable]
    return article


def page(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert status == answer.status_code
    return " ".join(answer.text.replace("&#39;", "'").split())


def test_nothing_is_read_said_or_shared_of_it_any_more(collection: Collection, withdrawn: Article) -> None:
    assert "canceled" == withdrawn.pubstatus
    assert [] == list(collection.store.rows(Attribution, articles=[withdrawn.id]))
    assert 0 == collection.store.count(SharedPassage)
    assert [] == collection.store.search_said("bribed")


def test_the_collection_finds_itself_sound(db: Path) -> None:
    with open_collection(db) as made:
        assert [] == made.store.check()


def test_a_program_is_given_its_status_and_not_its_text(client: TestClient, withdrawn: Article) -> None:
    told = client.get(f"/api/v1/articles/{withdrawn.id}").json()

    assert ("canceled", AS_OF, "") == (
        told["article"]["pubstatus"],
        told["article"]["status_words"],
        told["text"],
    )
    assert {"canceled": 1} == client.get("/api/v1/status").json()["withdrawn"]


def test_add_and_status_tell_it(sayso: Run) -> None:
    assert "1 withdrawn by its provider" in sayso("status")
    told = json.loads(sayso("status", "--format", "json"))
    assert {"canceled": 1} == told["withdrawn"]
    rows = csv.DictReader(io.StringIO(sayso("status", "--format", "csv")))
    assert ["canceled", "usable"] == sorted(row["pubstatus"] for row in rows)


def test_its_page_says_so_first_and_shows_no_text(client: TestClient, withdrawn: Article) -> None:
    shown = page(client, f"/article/{withdrawn.id}")

    assert "Withdrawn by its provider, as of 2031-05-02 15:00 UTC" in shown
    assert f"Nothing was read in this article: it is {AS_OF}" in shown
    assert "No text came with it." in shown
    assert "bribed us" not in shown
    assert "editor's note: KILL: libellous" in shown


def test_a_text_that_came_with_the_status_is_on_the_page_and_in_no_answer_to_a_program(
    tmp_path: Path,
) -> None:
    held = replace(make_article(1, "Ada Brill bribed us. " * 3), pubstatus="withheld")
    with open_collection(tmp_path / "held.db", create=True) as made:
        made.store.add([held])
        client = TestClient(make_app(made), base_url="http://127.0.0.1:8000")

        told = client.get(f"/article/{held.id}.json").json()["text"]
        assert ("", len(held.text)) == (told["text"], told["length"])
        assert "Ada Brill bribed us." in page(client, f"/article/{held.id}")


def test_its_earlier_text_is_kept_and_says_when_it_was_withdrawn(
    client: TestClient, withdrawn: Article
) -> None:
    told = client.get(f"/article/{withdrawn.id}/revisions.json").json()
    first, last = told["texts"]

    assert (True, "usable") == (first["withdrawn"], first["pubstatus"])
    assert re.fullmatch(r"withdrawn by its provider \d{4}-\d\d-\d\d \d\d:\d\d UTC", first["fate_words"])
    assert (False, "canceled", "withdrawn by its provider") == (
        last["withdrawn"],
        last["pubstatus"],
        last["fate_words"],
    )
    shown = page(client, f"/article/{withdrawn.id}/revisions?attributions=1")
    assert "bribed us" in shown
    assert f"The article is {AS_OF}: nothing of it is read." in shown


def test_a_search_finds_it_by_its_headline_with_its_status_and_no_words(
    client: TestClient, sayso: Run, withdrawn: Article
) -> None:
    printed = sayso("search", "bribed")

    assert AS_OF in printed
    assert "its words are not shown" in printed
    [found] = client.get("/api/v1/search?q=bribed&in=articles").json()["items"]
    assert (withdrawn.id, "canceled", AS_OF, []) == (
        found["id"],
        found["pubstatus"],
        found["status_words"],
        found["places"],
    )
    assert AS_OF in page(client, "/search?q=bribed")


def test_exports_carry_its_status(sayso: Run, tmp_path: Path) -> None:
    sayso("export", "--format", "json", "--output", tmp_path / "all.json")
    articles = json.loads((tmp_path / "all.json").read_text())["articles"]

    assert {"canceled", "usable"} == {article["pubstatus"] for article in articles}
    assert "bribed us" not in (tmp_path / "all.json").read_text()


def test_it_is_compared_with_nothing(client: TestClient, collection: Collection) -> None:
    ids = sorted(collection.store.article_ids())

    assert f"is {AS_OF}: nothing of it is compared" in page(
        client, f"/compare?article={ids[0]}&article={ids[1]}", status=400
    )
