"""The interface as such: what it says of itself, how it refuses, what it lets others keep."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from starlette.testclient import TestClient

import sayso
from sayso.web.api.bodies import wrong_fields
from sayso.web.api.openapi import document
from sayso.web.api.review_operations import FORM
from sayso.web.api.table import OPERATIONS
from sayso.web.app import make_app

Get = Callable[..., Any]


def test_the_description_is_a_valid_openapi_document_of_every_operation(get: Get) -> None:
    described = get("/openapi.json")
    schemathesis.openapi.from_dict(described).validate()
    assert "3.1.0" == described["openapi"]
    told = {
        (method.upper(), path, one["operationId"])
        for path, methods in described["paths"].items()
        for method, one in methods.items()
    }
    assert {(one.method, one.address, one.name) for one in OPERATIONS} == told


def test_every_shape_that_is_named_is_there() -> None:
    described = document(version="1")
    known = described["components"]["schemas"]

    def named(value: Any) -> set[str]:
        if isinstance(value, dict):
            own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
            return own.union(*map(named, value.values()))
        return set().union(*map(named, value)) if isinstance(value, list) else set()

    assert {one.removeprefix("#/components/schemas/") for one in named(described)} <= set(known)


def test_the_page_of_the_interface_names_every_operation(reading: TestClient) -> None:
    page = reading.get("/api/v1", headers={"accept": "text/html"})
    assert "text/html; charset=utf-8" == page.headers["content-type"]
    for operation in OPERATIONS:
        assert operation.address in page.text
        assert f'id="{operation.name}"' in page.text
    told = reading.get("/api/v1.json").json()
    assert len(OPERATIONS) == sum(len(group["operations"]) for group in told["groups"])
    assert "http://" not in page.text.replace("http://testserver", "")


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("/stories?limit=0", ["limit"]),
        ("/stories?limit=201", ["limit"]),
        ("/stories?limit=x&offset=-1", ["limit", "offset"]),
        ("/stories?limit=%D9%A3", ["limit"]),
        ("/attributions?reviewd_only=true", ["reviewd_only"]),
        ("/attributions?reviewed_only=1", ["reviewed_only"]),
        ("/attributions?act=shouting", ["act"]),
        ("/attributions?since=2031-02-30", ["since"]),
        ("/attributions?since=yesterday", ["since"]),
        ("/attributions?q=", ["q"]),
        ("/attributions?limit=1&limit=2", ["limit"]),
        ("/search", ["q"]),
        (f"/search?q={'x' * 301}", ["q"]),
    ],
)
def test_a_wrong_parameter_is_named_with_what_it_may_be(
    reading: TestClient, address: str, wrong: list[str]
) -> None:
    answer = reading.get(f"/api/v1{address}")
    assert (422, "application/problem+json") == (answer.status_code, answer.headers["content-type"])
    told = answer.json()
    assert wrong == [one["parameter"] for one in told["errors"]]
    assert all(name in told["detail"] for name in wrong)


def test_what_has_not_changed_is_not_sent_again_until_it_changes(writing: TestClient) -> None:
    first = writing.get("/api/v1/attributions?limit=1")
    known = {"If-None-Match": first.headers["etag"]}
    again = writing.get("/api/v1/attributions?limit=1", headers=known)
    assert (304, b"") == (again.status_code, again.content)
    target = first.json()["items"][0]["attribution"]
    sent = {"action": "confirm", "target": target, "by": "Ines Talle"}
    assert 201 == writing.post("/api/v1/reviews", json=sent).status_code
    assert 200 == writing.get("/api/v1/attributions?limit=1", headers=known).status_code


def test_a_method_that_there_is_not_is_refused_with_those_there_are(reading: TestClient) -> None:
    answer = reading.put("/api/v1/reviews", json={})
    assert (405, 405) == (answer.status_code, answer.json()["status"])
    assert {"GET", "HEAD", "POST"} == {one.strip() for one in answer.headers["allow"].split(",")}


def test_other_sites_are_not_let_in(reading: TestClient) -> None:
    asked = {"Origin": "https://elsewhere.example"}
    assert "access-control-allow-origin" not in reading.get("/api/v1/stories", headers=asked).headers
    sent = reading.post("/api/v1/reviews", json={"action": "note"}, headers=asked)
    assert 403 == sent.status_code


@pytest.mark.parametrize(
    ("sent", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[]", "application/json", 422),
        (b"{}", "application/json", 422),
        (b'{"action": "shout", "target": "x", "by": "Ines"}', "application/json", 422),
        (b'{"action": "note", "target": "x", "by": " "}', "application/json", 422),
        (b'{"action": "note", "target": "x", "by": "Ines", "more": 1}', "application/json", 422),
        (b'{"action": "confirm", "target": "no such thing", "by": "Ines"}', "application/json", 404),
        (b"a" * 1_000_001, "application/json", 413),
        (b"action=note", "application/x-www-form-urlencoded", 403),
        (b"x", "multipart/form-data", 403),
        (b"{}", "text/plain", 403),
    ],
)
def test_what_cannot_become_a_review_is_refused(
    reading: TestClient, sent: bytes, kind: str, status: int
) -> None:
    answer = reading.post("/api/v1/reviews", content=sent, headers={"content-type": kind})
    assert (status, "application/problem+json") == (answer.status_code, answer.headers["content-type"])
    assert answer.json()["detail"]


def test_a_review_is_kept_listed_and_taken_back(writing: TestClient) -> None:
    target = writing.get("/api/v1/attributions?limit=1").json()["items"][0]["attribution"]
    sent = {"action": "reject", "target": target, "by": "Ines Talle", "note": "no quotation"}
    made = writing.post("/api/v1/reviews", json=sent).json()
    assert ("reject", "Ines Talle", "in force") == (made["kind"], made["by"], made["state"])
    assert 404 == writing.get(f"/api/v1/attributions/{target}").status_code
    assert [made["id"]] == [one["id"] for one in writing.get("/api/v1/reviews?by=Ines Talle").json()["items"]]
    undone = writing.request("DELETE", f"/api/v1/reviews/{made['id'][:8]}", json={"by": "Odo Brandt"})
    assert (200, "undo", made["id"]) == (undone.status_code, undone.json()["kind"], undone.json()["undoes"])
    assert "taken back" == writing.get(f"/api/v1/reviews/{made['id']}").json()["state"]
    assert 200 == writing.get(f"/api/v1/attributions/{target}").status_code


def test_a_server_that_only_lets_read_keeps_no_review(sample_db: Path, tmp_path: Path) -> None:
    with sayso.open(shutil.copy(sample_db, tmp_path / "copy.db")) as collection:
        client = TestClient(make_app(collection, read_only=True))
        sent = {"action": "note", "target": "x", "by": "Ines", "note": "x"}
        answer = client.post("/api/v1/reviews", json=sent)
        assert (403, "application/problem+json") == (answer.status_code, answer.headers["content-type"])


def test_a_token_is_asked_for_where_there_is_one(sample_db: Path, tmp_path: Path) -> None:
    with sayso.open(shutil.copy(sample_db, tmp_path / "copy.db")) as collection:
        serve = replace(collection.settings.serve, token="a-token-long-enough-to-guard")
        collection.settings = replace(collection.settings, serve=serve)
        client = TestClient(make_app(collection))
        assert 401 == client.get("/api/v1/stories").status_code
        shown = {"Authorization": "Bearer a-token-long-enough-to-guard"}
        assert 200 == client.get("/api/v1/stories", headers=shown).status_code


def test_an_outlet_is_found_whatever_its_name_holds(sample_db: Path, tmp_path: Path) -> None:
    with sayso.open(shutil.copy(sample_db, tmp_path / "copy.db")) as collection:
        article = collection.store.article_ids()[0]
        collection.correct_article(article, "outlet", "Elsin/Port & Co. 100%.json?", by="Ines Talle")
        client = TestClient(make_app(collection))
        name = "Elsin%2FPort%20%26%20Co.%20100%25.json%3F"
        answer = client.get(f"/api/v1/outlets/{name}")
        assert (200, 1) == (answer.status_code, answer.json().get("articles"))
        assert answer.json()["link"].endswith(name)
        assert 1 == client.get(f"/api/v1/articles?outlet={name}").json()["count"]


@pytest.mark.parametrize("start", [0, 100, 10_000_000])
def test_a_long_text_comes_in_windows_with_offsets_of_the_whole(get: Get, start: int) -> None:
    article = get("/articles", limit=1)["items"][0]["id"]
    whole = get(f"/articles/{article}")
    part = get(f"/articles/{article}", start=start, length=300)
    assert whole["text"][start : start + 300] == part["text"]
    assert whole["length"] == part["length"] == len(whole["text"])
    for piece in (*part["mentions"], *part["times"]):
        assert piece["text"] == whole["text"][piece["start"] : piece["end"]]
        assert piece["start"] < part["end"]
        assert piece["end"] > part["start"]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"action": "note", "target": "x", "by": "Ines"}, []),
        ({"action": "note", "target": "x", "by": "Ines", "tags": ["a", "b"]}, []),
        ({"action": "note", "target": "x", "by": "Ines", "tags": "a"}, ["tags"]),
        ({"action": "note", "target": "x", "by": "Ines", "tags": ["a", 1]}, ["tags"]),
        ({"action": "note", "target": "x", "by": "Ines", "tags": ["a"] * 51}, ["tags"]),
        ({"action": "note", "target": "", "by": "Ines"}, ["target"]),
        ({"action": ["note"], "target": "x", "by": None}, ["action", "by"]),
        ({"action": "note", "target": "x", "by": "Ines", "at": "today"}, ["at"]),
        ("note", ["body"]),
    ],
)
def test_what_is_wrong_with_a_body_is_told_by_field(body: Any, wrong: list[str]) -> None:
    assert wrong == [one["parameter"] for one in wrong_fields(FORM, body)]
