"""Short forms of given names."""

from sayso.resolve.actors.nicknames import are_two_given_names, is_given_name, is_nickname, other_forms


def test_a_short_form_goes_by_its_name_and_by_other_short_forms_of_it() -> None:
    assert is_nickname("bill", "william")
    assert is_nickname("kate", "kathy")
    assert not is_nickname("bill", "robert")
    assert not is_nickname("tavistock", "bill")


def test_names_of_one_line_are_not_two_given_names() -> None:
    assert are_two_given_names("harry", "larry")
    assert not are_two_given_names("mohammed", "muhammad")
    assert not are_two_given_names("harry", "tavistock")


def test_the_other_forms_of_a_name_are_those_it_may_stand_for() -> None:
    assert "william" in other_forms("bill")
    assert other_forms("tavistock") == ()
    assert not is_given_name("tavistock")
