"""The user's alias file: three formats, and clear words for what cannot be read."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import SettingsError
from sayso.resolve.actors.aliases import aliases_model, load_aliases
from sayso.settings import Resolve, Settings


def settings(path: Path) -> Settings:
    return replace(Settings(), resolve=Resolve(aliases=str(path)))


def written(tmp_path: Path, name: str, text: str) -> Settings:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return settings(path)


def entries(given: Settings, key: str, kind: str = "person") -> list[tuple[str, str]]:
    return list(load_aliases(given).of(key, kind=kind))


def test_without_a_file_there_are_none() -> None:
    assert entries(Settings(), "orla penn") == []
    assert aliases_model(Settings()) == ""


def test_a_table_of_names_and_aliases(tmp_path: Path) -> None:
    given = written(tmp_path, "a.csv", "name,alias,type\nOrla Penn,The Pen,person\nMarsh Front,Dawn,body\n")

    assert entries(given, "orla penn") == entries(given, "pen") == [("orla penn", "alias")]
    assert entries(given, "dawn", "body") == [("marsh front", "alias")]
    assert entries(given, "dawn", "person") == []


def test_a_type_may_be_left_out(tmp_path: Path) -> None:
    given = written(tmp_path, "a.csv", "name,alias\nMarsh Front,Dawn\n")

    assert entries(given, "dawn", "body") == entries(given, "dawn", "place") == [("marsh front", "alias")]


def test_a_name_of_two_entries_tells_nothing(tmp_path: Path) -> None:
    given = written(tmp_path, "a.csv", "name,alias\nMarsh Front,Dawn\nCoast Front,Dawn\n")

    assert entries(given, "dawn", "body") == []


def test_follow_the_money_entities_with_weak_aliases(tmp_path: Path) -> None:
    entity = {
        "id": "q1",
        "schema": "Person",
        "properties": {"name": ["Orla Penn"], "alias": ["O. P."], "weakAlias": ["Quill"]},
    }
    given = written(tmp_path, "a.jsonl", json.dumps(entity) + "\n\n")

    assert entries(given, "orla penn") == [("q1", "alias"), ("q1", "weak_alias")]
    assert entries(given, "quill") == [("q1", "weak_alias")]
    assert entries(given, "orla penn", "body") == []


def test_wikidata_items_and_query_results(tmp_path: Path) -> None:
    item = {"id": "Q9", "labels": {"en": {"value": "Marsh Front"}}, "aliases": {"en": [{"value": "Dawn"}]}}
    lines = written(tmp_path, "a.json", json.dumps(item))
    single = written(
        tmp_path, "b.json", json.dumps({"item": "Q9", "itemLabel": "Marsh Front", "altLabel": "Dawn"})
    )
    table = written(tmp_path, "c.csv", 'item,itemLabel,itemAltLabel\nQ9,Marsh Front,"Dawn, Light"\n')
    rows = written(tmp_path, "d.csv", "item,itemLabel,altLabel\nQ9,Marsh Front,Dawn\n")

    for given in (lines, single, table, rows):
        assert entries(given, "dawn", "body") == [("Q9", "alias")]
    assert entries(table, "light", "body") == [("Q9", "alias")]


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("a.csv", "who,what\nx,y\n", ":1:"),
        ("a.csv", "name,alias\nx\n", ":2:"),
        ("a.csv", "name,alias\n,y\n", ":2:"),
        ("a.csv", 'name,alias\n"x,y\n', ":2:"),
        ("a.jsonl", '{"id": 1\n', ":1:"),
        ("a.jsonl", "\n[]\n", ":2:"),
        ("a.jsonl", '{"schema": "Person", "id": "x"}', ":1:"),
        ("a.jsonl", '{"schema": "Person", "id": "x", "properties": {}}', ":1:"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_file_and_line(
    tmp_path: Path, name: str, text: str, where: str
) -> None:
    with pytest.raises(SettingsError) as error:
        load_aliases(written(tmp_path, name, text))

    assert f"{name}{where}" in str(error.value)


def test_a_file_that_is_missing_or_no_utf_8(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"name,alias\nx,\xff\n")

    with pytest.raises(SettingsError, match=r"bad\.csv:2.*UTF-8"):
        load_aliases(settings(bad))
    with pytest.raises(SettingsError, match=r"none\.csv"):
        aliases_model(settings(tmp_path / "none.csv"))


def test_another_content_is_another_model(tmp_path: Path) -> None:
    one = aliases_model(written(tmp_path, "a.csv", "name,alias\nx,y\n"))
    two = aliases_model(written(tmp_path, "a.csv", "name,alias\nx,z\n"))

    assert one != two
    assert one.startswith("aliases ")
