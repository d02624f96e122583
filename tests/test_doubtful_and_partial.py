"""One story in which the date of one report is doubtful and another report is here in part: every place that shows it says so."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.cli import main
from sayso.publish.collection import Collection, open_collection
from sayso.publish.views.story_lists import story_lines
from sayso.publish.words.phrases import completeness_words, part_words
from sayso.records import Event, Origin, SharedPassage, Time, Window
from sayso.testing.checks import make_article
from sayso.web.app import make_app

SHARED = (
    "Dock workers at the port of Elsin will return to their cranes after nine days of strike, and the harbour council "
    "has promised forty new cranes and a second pier before the end of the year."
)
QUOTE = "“We have won about forty new cranes, and nobody will take them away from us,” union leader Mara Vint said on Friday."
LAMPS = "Inspectors searched the flooded tunnels, and {} lanterns below the second pier of Elsin were found broken."
COURIER = f"Harbour strike in Elsin ends\n\n{SHARED}\n\n{QUOTE}\n\n{LAMPS.format('nearly all')} Police held 14 pickets at the gates of the port.\n"
GAZETTE = f"Elsin port union calls off strike\n\n{SHARED}\n\n{QUOTE}\n\nPolice held 40 pickets at the gates of the port.\n"
RADIO = f"Cranes of Elsin move again\n\n{SHARED}\n\n{QUOTE}\n\n{LAMPS.format('all')}\n\nTo continue reading, please subscribe.\n"
DOUBT = "date of publishing doubtful: its record says 2031-05-01, and that it was last changed before that, 2031-04-29"
CHANGED = "updated 2031-04-29"
PART = "only a part of it is here: it ends at a paywall"
ABSENT = "1 of 3 articles is here only in part: what is not found there may stand in what is missing"
Run = Callable[..., str]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reports of one story, as a file of records."""
    home = tmp_path_factory.mktemp("doubt")
    rows = [
        {"id": "c", "outlet": "Elsin Courier", "title": "Harbour strike in Elsin ends", "text": COURIER, "published": "2031-05-03T10:00:00Z"},
        {"id": "g", "outlet": "Port Gazette", "title": "Elsin port union calls off strike", "text": GAZETTE, "published": "2031-05-01", "updated": "2031-04-29"},
        {"id": "r", "outlet": "Radio Senn", "title": "Cranes of Elsin move again", "text": RADIO, "published": "2031-05-04T10:00:00Z"},
    ]  # fmt: skip
    file = home / "reports.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert 0 == main(["add", str(file), "--db", str(home / "doubt.db")])
    return home / "doubt.db"


@pytest.fixture
def run(db: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """What a command prints, its lines joined: a wide terminal still breaks long ones."""
    monkeypatch.setenv("COLUMNS", "400")

    def call(*argv: object) -> str:
        capsys.readouterr()
        assert 0 == main([*map(str, argv), "--db", str(db)])
        return " ".join(capsys.readouterr().out.split())

    return call


@pytest.fixture(scope="module")
def collection(db: Path) -> Iterator[Collection]:
    with open_collection(db, read_only=True) as made:
        yield made


@pytest.fixture(scope="module")
def client(collection: Collection) -> TestClient:
    return TestClient(make_app(collection, read_only=True), base_url="http://127.0.0.1:8000")


def outlet_of(collection: Collection) -> dict[str, str]:
    return {article.id: article.outlet or "" for article in collection.store.articles()}


def page(client: TestClient, address: str) -> str:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert 200 == answer.status_code
    return " ".join(answer.text.replace("&#39;", "'").split())


def test_a_doubtful_date_gives_no_order_and_no_direction(collection: Collection) -> None:
    """Two pairs have it on one side; the two stated dates are still in order."""
    outlets = outlet_of(collection)
    directions = {
        frozenset((outlets[row.a_article], outlets[row.b_article])): row.direction_basis
        for row in collection.store.rows(SharedPassage)
    }

    assert "times" == directions[frozenset(("Elsin Courier", "Radio Senn"))]
    assert {"none"} == {basis for pair, basis in directions.items() if "Port Gazette" in pair}
    reasons = [row.why for row in collection.store.rows(SharedPassage) if row.direction_basis == "none"]
    assert all("and the date of Port Gazette is doubtful" in why for why in reasons)
    reasons = [reason for row in collection.store.rows(Origin) for reason in row.reasons]
    assert reasons
    assert not [reason for reason in reasons if reason.startswith("earliest")]


def test_a_day_of_the_week_is_not_read_by_a_doubtful_date(collection: Collection) -> None:
    """And nothing of that report is dated by its date; its own words may still bound it."""
    outlets = outlet_of(collection)
    fridays = {outlets[row.article]: row.value for row in collection.store.rows(Time) if "Friday" in str(row) or row.value.startswith(("XXXX", "2031-05-0"))}  # fmt: skip

    assert "XXXX-WXX-5" == fridays["Port Gazette"]
    assert "2031-05-02" == fridays["Elsin Courier"]
    assert not [row for row in collection.store.rows(Event) if "2031-05-01" in (row.earliest, row.latest)]
    assert {"Port Gazette"} >= {outlets[row.article] for row in collection.store.rows(Window)}


def test_a_doubtful_report_comes_last_and_counts_in_no_extent(
    collection: Collection, client: TestClient, run: Run
) -> None:
    [line] = story_lines(collection.store)
    summary = run("story")

    assert ("2031-05-03T10:00:00+00:00", 0, 1) == (line.earliest, line.undated, line.doubtful)
    assert "date doubtful for 1" in summary
    assert "date doubtful for 1" in run("stories")
    assert "date doubtful for 1" in page(client, "/stories")
    [listed] = client.get("/api/v1/stories").json()["items"]
    assert (0, 1) == (listed["undated"], listed["doubtful"])
    assert summary.index("Cranes of Elsin move again") < summary.index("Elsin port union calls off strike")
    assert "earliest in this collection: Port Gazette" not in run("said")


@pytest.mark.parametrize(
    "verb", ["story", "sources", "passages", "timeline --all", "discrepancies", "wording"]
)
def test_every_page_of_the_terminal_says_both(run: Run, verb: str) -> None:
    shown = run(*verb.split())

    assert f"{CHANGED}; {DOUBT}" in shown
    assert "it ends at a paywall: 'To continue reading, please subscribe" in shown
    assert ABSENT in shown


@pytest.mark.parametrize("verb", ["discrepancies", "timeline", "positions", "wording"])
def test_programs_are_told_what_is_here_in_part(
    db: Path, capsys: pytest.CaptureFixture[str], run: Run, verb: str
) -> None:
    """Also where it takes no part in what is shown: its part in it may be what is missing."""
    capsys.readouterr()
    assert 0 == main([verb, "--format", "json", "--db", str(db)])
    answer = json.loads(capsys.readouterr().out)

    assert ABSENT == answer["absence_words"]
    assert [("Radio Senn", "partial")] == [(one["outlet"], one["completeness"]) for one in answer["in_part"]]
    assert answer["in_part"][0]["part_words"].startswith(PART)
    assert ABSENT in run(verb)


def test_who_said_what_says_it_beside_the_words(run: Run) -> None:
    """Where articles are not listed, it stands with each rendering."""
    assert PART in run("said", "Vint")
    assert PART in run("search", "cranes")
    assert DOUBT in run("search", "cranes")


def test_the_state_of_a_collection_counts_doubtful_days(run: Run) -> None:
    shown = run("status")

    assert "doubtful day for 1 of 3" in shown
    assert "#g doubtful day" in shown


def test_an_actor_says_it_beside_each_place(run: Run) -> None:
    shown = run("actor", "Vint")

    assert PART in shown
    assert DOUBT in shown


@pytest.mark.parametrize(
    "tab", ["", "/timeline", "/said", "/discrepancies", "/shared", "/positions", "/wording", "/sources"]
)
def test_every_tab_of_a_story_says_what_is_here_in_part(
    client: TestClient, collection: Collection, tab: str
) -> None:
    [story] = collection.stories()
    shown = page(client, f"/story/{story.id}{tab}")

    assert f"{ABSENT}." in shown
    assert PART in shown
    if tab in {"", "/sources"}:
        assert f"{CHANGED}; {DOUBT}" in shown


def test_side_by_side_says_it_where_something_is_not_found(
    client: TestClient, collection: Collection
) -> None:
    ids = "&article=".join(article.id for article in collection.store.articles())
    shown = page(client, f"/compare?article={ids}")

    assert ABSENT in shown
    assert PART in shown
    assert f"{CHANGED}; {DOUBT}" in shown


def test_the_page_of_an_article_says_both(client: TestClient, collection: Collection) -> None:
    by_outlet = {article.outlet: article.id for article in collection.store.articles()}

    gazette = page(client, f"/article/{by_outlet['Port Gazette']}")
    assert DOUBT in gazette
    assert f"{CHANGED}, as its source says" in gazette
    assert PART in page(client, f"/article/{by_outlet['Radio Senn']}")


@pytest.mark.parametrize(
    "verb", ["sources", "passages", "discrepancies", "timeline", "wording", "search", "actor"]
)
def test_every_table_has_the_basis_and_the_completeness(
    db: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    words = {"search": ["cranes"], "actor": ["Vint"]}.get(verb, [])
    capsys.readouterr()
    assert 0 == main([verb, *words, "--format", "csv", "--db", str(db)])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    sides = ("a_", "b_") if verb == "passages" else ("",)
    found = {
        (row[f"{side}outlet"], row[f"{side}published_basis"], row[f"{side}completeness"])
        for row in rows
        for side in sides
    }
    assert found
    assert found <= {("Elsin Courier", "stated", "unknown"), ("Port Gazette", "doubtful", "unknown"), ("Radio Senn", "stated", "partial")}  # fmt: skip
    assert any("doubtful" in one for one in found)


def test_exports_say_both_with_the_reasons(run: Run, db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert 0 == main(["export", "--format", "csv", "--db", str(db)])
    rows = {row["outlet"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}

    gazette, radio = rows["Port Gazette"], rows["Radio Senn"]
    assert ("doubtful", "2031-05-01", "2031-04-29") == (
        gazette["published_basis"], gazette["published_earliest"], gazette["updated"],
    )  # fmt: skip
    assert "last changed before that" in gazette["published_doubt"]
    assert ("partial", True) == (
        radio["completeness"],
        radio["completeness_reason"].startswith("it ends at a paywall"),
    )
    document = json.loads(run("export", "--format", "json"))
    heads = {one["outlet"]: one for one in document["articles"]}
    assert "last changed before that" in heads["Port Gazette"]["published_doubt"]
    assert heads["Radio Senn"]["completeness_reason"].startswith("it ends at a paywall")


def test_the_interface_gives_both_with_each_article(client: TestClient, collection: Collection) -> None:
    by_outlet = {article.outlet: article.id for article in collection.store.articles()}
    gazette = client.get(f"/api/v1/articles/{by_outlet['Port Gazette']}").json()["article"]
    radio = client.get(f"/api/v1/articles/{by_outlet['Radio Senn']}").json()

    assert ("doubtful", "2031-04-29", CHANGED) == (
        gazette["published_basis"], gazette["updated"], gazette["updated_words"],
    )  # fmt: skip
    assert f"{CHANGED}; {DOUBT}" == gazette["published_with_basis"]
    assert radio["article"]["part_words"].startswith(PART)
    assert all(PART in line["lead"] for line in radio["lines"])


def test_what_a_part_is_without_is_told_as_missing_in_what_is_here(
    run: Run, client: TestClient, collection: Collection, tmp_path: Path
) -> None:
    """In the terminal, in what programs read, on the page and in the dossier."""
    [story] = collection.stories()
    lacking, why = "nothing said in the part that is here", "it may be said in what is missing"
    run("dossier", "--output", tmp_path / "d.md")
    exported = json.loads(run("export", "--format", "json"))
    [row] = [one for one in exported["discrepancies"] if one["slot"] == "scope"]

    shown = run("discrepancies")
    assert lacking in shown
    assert why in shown
    assert {"nearly", lacking} == {value["value"] for value in row["values"]}
    assert why in row["why"]
    assert lacking in run("discrepancies", "--format", "csv")
    assert lacking in page(client, f"/story/{story.id}/discrepancies")
    assert lacking in client.get(f"/api/v1/stories/{story.id}/discrepancies").text
    assert lacking in (tmp_path / "d.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_dossier_says_both(run: Run, tmp_path: Path, form: str) -> None:
    run("dossier", "--output", tmp_path / f"d.{form}")
    shown = " ".join((tmp_path / f"d.{form}").read_text(encoding="utf-8").replace("\\", "").split())

    assert f"{CHANGED}; {DOUBT}" in shown
    assert "partial (it ends at a paywall" in shown
    assert f"{ABSENT}." in shown
    assert "as rendered by Radio Senn (here in part)" in shown


def test_what_comes_back_from_an_export_is_no_better_known(db: Path, tmp_path: Path) -> None:
    """A doubtful date does not become a stated one by going out and coming in."""
    lines = tmp_path / "out.jsonl"
    assert 0 == main(["export", "--format", "jsonl", "--output", str(lines), "--db", str(db)])
    with open_collection(tmp_path / "again.db") as again:
        again.add(lines)
        heads = {article.outlet: article for article in again.store.articles()}

    assert ("doubtful", "2031-05-01", "2031-04-29") == (
        heads["Port Gazette"].published_basis, heads["Port Gazette"].published_earliest, heads["Port Gazette"].updated,
    )  # fmt: skip
    assert "last changed before that" in heads["Port Gazette"].published_doubt


@pytest.mark.parametrize(
    ("reason", "told", "short"),
    [
        ("stated", "only an excerpt of it is here, as stated with it", "excerpt (as stated with it)"),
        ("it ends here", "only an excerpt of it is here: it ends here", "excerpt (it ends here)"),
        ("", "only an excerpt of it is here", "excerpt"),
    ],
)
def test_a_part_says_how_that_is_known(reason: str, told: str, short: str) -> None:
    article = make_article(1, "Cranes move.", completeness="excerpt", completeness_reason=reason)

    assert (told, short) == (part_words(article), completeness_words(article))
