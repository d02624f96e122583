"""The published shapes: valid schemas, closed vocabularies, open to new keys."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from sayso.publish.export.annotated import article_json
from sayso.publish.export.json_schema import DOCUMENTS, json_schema, schema_text
from sayso.stage import Bundle


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_schema_is_itself_valid(document: str) -> None:
    """It obeys JSON Schema 2020-12, and every reference in it leads somewhere."""
    schema = json_schema(document)
    Draft202012Validator.check_schema(schema)
    used = {part.split('"')[0] for part in json.dumps(schema).split('"#/$defs/')[1:]}

    assert used <= schema["$defs"].keys()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_schema_carries_its_name_and_version(document: str) -> None:
    """A reader can tell which promise it holds in its hands."""
    assert f"urn:sayso:schema:{document}:1" == json_schema(document)["$id"]


def test_the_printed_schema_is_the_schema() -> None:
    """What `sayso schema` prints is read back as the same value."""
    assert json_schema("export") == json.loads(schema_text("export"))


def test_a_new_key_is_allowed_and_a_missing_one_is_not(courier: Bundle) -> None:
    """Later versions add keys; none may vanish."""
    validator = Draft202012Validator(json_schema("annotate"))
    shown = article_json(courier)
    validator.validate(shown | {"a_later_key": 1})
    del shown["unread"]

    with pytest.raises(ValidationError, match="'unread' is a required property"):
        validator.validate(shown)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("attributions", 0, "kind"), "sarcastic"),
        (("attributions", 0, "confidence"), 0.9),
        (("attributions", 0, "content"), []),
        (("attributions", 0, "speaker", "basis"), "guessed"),
        (("entities", 0, "type"), "robot"),
        (("published_basis",), "rumoured"),
    ],
)
def test_a_value_outside_its_vocabulary_is_refused(
    courier: Bundle, path: tuple[Any, ...], value: Any
) -> None:
    """The closed lists of the schema are closed, and scores are whole thousandths."""
    shown = article_json(courier)
    inner: Any = shown
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value

    assert not Draft202012Validator(json_schema("annotate")).is_valid(shown)


def test_an_empty_export_is_valid_and_a_shorter_one_is_not() -> None:
    """Lists that nothing fills yet are present and empty."""
    validator = Draft202012Validator(json_schema("export"))
    names = (
        "articles",
        "stories",
        "actors",
        "shared_passages",
        "shared_texts",
        "utterances",
        "reviews",
        "outlets",
        "discrepancies",
        "agreements",
        "timeline",
        "positions",
        "wording",
    )
    empty: dict[str, Any] = {name: [] for name in names}
    validator.validate(empty)

    assert not any(validator.is_valid({key: [] for key in names if key != left_out}) for left_out in names)
