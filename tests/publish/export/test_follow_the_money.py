"""FollowTheMoney entities are what the model's own library takes, and state nothing that an article only says."""

import json
from typing import Any

import followthemoney as ftm
from followthemoney.types import registry

from sayso.publish.export.follow_the_money import LANGUAGES, LONGEST, SCHEMATA, export_entities
from sayso.publish.views.stories import find_story
from sayso.records import Actor, ActorMember, Entity
from sayso.store.protocol import Store


def entities(store: Store, **options: Any) -> list[dict[str, Any]]:
    """What is exported, line by line."""
    return [json.loads(line) for line in export_entities(store, **options)]


def by_schema(store: Store) -> dict[str, list[dict[str, Any]]]:
    """The entities of each schema."""
    found: dict[str, list[dict[str, Any]]] = {}
    for entity in entities(store):
        found.setdefault(entity["schema"], []).append(entity)
    return found


def test_every_entity_is_valid_and_clean(reviewed: Store) -> None:
    """The library validates it against its schema, and would clean nothing away."""
    known = {entity["id"]: entity for entity in entities(reviewed)}
    for entity in known.values():
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)

        assert {key: sorted(values) for key, values in entity["properties"].items()} == {
            key: sorted(values) for key, values in proxy.to_dict()["properties"].items()
        }
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert ftm.model.get(known[value]["schema"]).is_a(prop.range)


def test_schemata_lengths_and_languages_are_those_of_the_model() -> None:
    """So that a new version of the model is noticed."""
    assert all(ftm.model.get(name) for name in SCHEMATA.values())
    assert all(registry.language.clean(two) == three for two, three in LANGUAGES.items())
    for name, most in LONGEST.items():
        owners = [ftm.model.get(schema).get(name) for schema in ("Article", "Note", "Person", "Mention")]
        assert most <= min(prop.type.max_length for prop in owners if prop is not None)


def test_a_claim_stays_a_claim(reviewed: Store) -> None:
    """It is a note about the speaker with the article as its proof, and begins with speaker, basis, outlet, state."""
    found = by_schema(reviewed)
    articles = {entity["id"] for entity in found["Article"]}
    [vint] = found["Person"]

    assert 4 == len(found["Note"])
    assert {tuple(note["properties"].get("entity", ())) for note in found["Note"]} == {(vint["id"],), ()}
    assert {note["properties"]["proof"][0] for note in found["Note"]} == articles
    assert all("as rendered by" in note["properties"]["description"][0] for note in found["Note"])
    assert any("checked by a reviewer" in note["properties"]["name"][0] for note in found["Note"])


def test_a_role_is_what_an_outlet_calls_somebody(reviewed: Store) -> None:
    """In the notes with the outlet, never as a position."""
    [vint] = by_schema(reviewed)["Person"]

    assert {"name": ["Mara Vint"], "alias": ["Mara Vindt", "Vint"]}.items() <= vint["properties"].items()
    assert ["called “union leader” by Elsin Courier"] == vint["properties"]["notes"]


def test_whoever_only_occurs_is_not_there(reviewed: Store, make_store: Any) -> None:
    """No speech and no stated role: no entity."""
    [article, *_] = reviewed.articles()
    store = make_store(
        reviewed,
        Entity(id="1" * 16, article=article.id, name="Tam Reed", type="person", named=True, mentions=()),
        Actor(id="1" * 16, name="Tam Reed", type="person", named=True),
        ActorMember(id="2" * 16, article=article.id, entity="1" * 16, actor="1" * 16, reasons=()),
    )

    assert ["Mara Vint"] == [entity["properties"]["name"][0] for entity in by_schema(store)["Person"]]


def test_one_story_is_exported_alone(reviewed: Store) -> None:
    """The same entities where there is one story."""
    assert entities(reviewed) == entities(reviewed, story=find_story(reviewed))
