"""What is withheld: `sayso status` says until when and what to do, and adding it again when that is over wakes it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.commands.conftest import Run

import sayso.flow
from sayso.ingest import read
from sayso.ingest.statuses import EMBARGOED
from sayso.publish.views.embargoes import withheld
from sayso.records import Article
from sayso.settings import Settings
from sayso.store import open_store
from sayso.testing import TOY_FLOW, make_article

ITEM = {
    "uri": "urn:x.example:1",
    "type": "text",
    "copyrightholder": "Northwire",
    "headline": "Bridge shut",
    "body_text": "The bridge is shut, Ada Morrow said.",
    "language": "en",
}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sayso.flow, "FLOW", TOY_FLOW)
    monkeypatch.chdir(tmp_path)


def wire(name: str, **more: str) -> None:
    """A file with one item."""
    Path(f"{name}.json").write_text(json.dumps(ITEM | {"uri": f"urn:x.example:{name}"} | more))


def test_status_says_until_when_articles_are_withheld_and_what_to_do(run: Run) -> None:
    wire("never", embargoed="9999-12-31")
    wire("day", embargoed="2099-05-11")
    wire("later", embargoed="2099-05-10T13:00:00Z")
    wire("word", pubstatus="withheld")
    wire("free")
    assert 0 == run("add", "never.json", "day.json", "later.json", "word.json", "free.json")[0]

    text = run("status")[1]
    assert [
        "• 1 article until 2099-05-10 13:00 UTC  later.json",
        "• 1 article until 2099-05-11  day.json",
        "• 2 articles until their providers say otherwise  never.json, word.json",
        "add them again when that is over, and they are read: `sayso add FILE`",
    ] == text.partition("WITHHELD\n")[2].splitlines()[:4]
    told = json.loads(run("status", "--format", "json")[1])
    Draft202012Validator(json.loads(run("schema", "status")[1])).validate(told)
    assert {
        "until": "2099-05-10T13:00:00+00:00",
        "over": False,
        "articles": 1,
        "where": ["later.json"],
        "more": 0,
    } == told["withheld"][0]


def test_an_embargo_that_is_over_is_told_and_ends_when_the_article_is_added_again(run: Run) -> None:
    wire("now", embargoed="2020-05-10T13:00:00Z")
    with open_store("sayso.db") as store:
        store.add(read(["now.json"], settings=Settings(), now="2020-05-01T08:00:00Z"))
    assert "• 1 article, embargoed until 2020-05-10 13:00 UTC, which is over  now.json" in run("status")[1]

    assert "1 changed" in run("add", "now.json")[1]

    assert "WITHHELD" not in run("status")[1]


def test_of_many_places_the_first_are_named_and_what_ends_first_comes_first() -> None:
    def article(number: int, end: str) -> Article:
        note = f"{EMBARGOED}{end}; add it again when that is over"
        return make_article(number, "Brook", pubstatus="withheld", notes=(note,), path=f"{number}.xml")

    many = [article(number, "2031-05-02") for number in range(5)]
    found = withheld([*many, article(9, "2031-05-02T09:00:00+02:00")], "2031-05-02T08:00:00+00:00")

    assert [(1, True, ("9.xml",), 0), (5, False, ("0.xml", "1.xml", "2.xml"), 2)] == [
        one[2:3] + one[1:2] + one[3:] for one in found
    ]
