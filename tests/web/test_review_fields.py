"""What a filled-in form asks for: only the choice that was made counts, and nothing chosen is said."""

import pytest

from sayso.errors import SettingsError
from sayso.web.review_fields import asked_form


def filled(what: str, **fields: str) -> dict[str, str]:
    """A form in which everything else is as a browser sends it: all fields, most of them empty."""
    sent = {"target": "a1", "subject": "attribution", "by": "Nora", "note": "", "tags": "", "what": what}
    return sent | {name.replace("__", "."): value for name, value in fields.items()}


def test_a_confirmation_takes_no_value_from_the_other_choices() -> None:
    form = filled("confirm") | {"typed.change:speaker": "Mara Vint", "pick.change:kind": "direct"}
    assert {"action": "confirm", "target": "a1", "subject": "attribution", "by": "Nora"} == asked_form(
        form
    ) | {}


def test_a_picked_name_is_a_place_in_the_article() -> None:
    form = asked_form(filled("change:speaker") | {"pick.change:speaker": "at:10-19"})
    assert ("change", "speaker", "10-19") == (form["action"], form["field"], form["other"])
    assert "value" not in form


def test_a_typed_name_goes_before_a_picked_one() -> None:
    form = asked_form(
        filled("change:speaker") | {"pick.change:speaker": "at:10-19", "typed.change:speaker": "Mara Vint"}
    )
    assert form["value"] == "Mara Vint"
    assert "other" not in form


def test_unknown_gives_neither_a_value_nor_a_place() -> None:
    form = asked_form(filled("change:speaker") | {"pick.change:speaker": "unknown"})
    assert "value" not in form
    assert "other" not in form


def test_a_day_that_is_left_empty_is_unknown() -> None:
    form = asked_form(filled("change:said_on") | {"typed.change:said_on": ""})
    assert ("change", "said_on") == (form["action"], form["field"])
    assert "value" not in form


@pytest.mark.parametrize("what", ["", "  "])
def test_nothing_chosen_is_an_error_that_says_so(what: str) -> None:
    with pytest.raises(SettingsError, match="nothing was chosen"):
        asked_form(filled(what))


def test_a_list_from_which_nothing_was_picked_is_an_error_and_not_unknown() -> None:
    with pytest.raises(SettingsError, match="nothing was picked"):
        asked_form(filled("change:speaker") | {"pick.change:speaker": ""})


def test_an_addition_names_its_subject_and_its_speaker() -> None:
    form = asked_form(
        filled("add:attribution", subject="")
        | {"pick.add:attribution": "at:0-9", "kind.add:attribution": "indirect"}
    )
    assert ("add", "attribution", "0-9", "indirect") == (
        form["action"],
        form["subject"],
        form["other"],
        form["value"],
    )


def test_an_addition_without_a_speaker_leaves_it_unknown() -> None:
    form = asked_form(filled("add:attribution", subject="") | {"pick.add:attribution": ""})
    assert "other" not in form


def test_a_discrepancy_says_in_what_two_reports_differ() -> None:
    form = asked_form(
        filled("add:discrepancy", subject="", target="a1:5-9")
        | {"words.add:discrepancy": "a2:7-12", "field.add:discrepancy": "number"}
    )
    assert ("discrepancy", "a1:5-9", "a2:7-12", "number") == (
        form["subject"],
        form["target"],
        form["other"],
        form["field"],
    )


def test_keeping_a_name_apart_takes_it_from_its_actor() -> None:
    form = asked_form(filled("apart:actor", subject="actor") | {"pick.apart:actor": "Vint@a2"})
    assert ("apart", "actor", "Vint@a2", "a1") == (
        form["action"],
        form["subject"],
        form["target"],
        form["other"],
    )


def test_an_original_is_a_place_or_words() -> None:
    form = asked_form(
        filled("original", language="ar", translator="Nora")
        | {"typed.original": "كلمات", "words.original": ""}
    )
    assert ("original", "كلمات", "ar", "Nora") == (
        form["action"],
        form["value"],
        form["language"],
        form["translator"],
    )
