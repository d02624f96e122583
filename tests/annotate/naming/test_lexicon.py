"""Tests of the word lists."""

from sayso.annotate.naming.lexicon import load_lexicon, verb_forms
from sayso.records import type_names


def test_every_entry_is_lower_case_and_of_a_known_type() -> None:
    """So that one look-up is enough."""
    lexicon = load_lexicon()

    for table in (lexicon.bodies, lexicon.any_word, lexicon.last_word):
        assert all(key == key.casefold() and kind in type_names for key, kind in table.items())
    assert all(noun == noun.lower() and role.kind in type_names for noun, role in lexicon.roles.items())
    assert {"m", "f"} == set(lexicon.given.values())


def test_what_a_noun_covers_is_a_walk_of_life_of_some_noun() -> None:
    """A misspelt field would cover nobody."""
    roles = load_lexicon().roles.values()
    fields = {field for role in roles for field in role.fields}

    assert {field for role in roles for field in role.covers} - {"*"} <= fields


def test_verbs_come_in_all_their_forms() -> None:
    """Regular, doubled and irregular ones."""
    assert ("say", "says", "said", "saying") == verb_forms("say")
    assert ("deny", "denies", "denied", "denying") == verb_forms("deny")
    assert ("admit", "admits", "admitted", "admitting") == verb_forms("admit")
    assert ("stress", "stresses", "stressed", "stressing") == verb_forms("stress")
    assert "say" == load_lexicon().verbs["said"]
