"""Two names of one outlet meet; names of two outlets, and names that any outlet may have, do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.words.outlets import SHORT, full_names, is_several, is_shared, same_outlet


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The Inland Post", "inlandpost.com"),
        ("Inland Post (Web News)", "the Inland Post"),
        ("Inland Post - Opinion", "Inland Post"),
        ("Inland Valley Post", "ivpost.co.uk"),
        ("Harlow News Agency", "HNA"),
        ("Harlow News Agency", "harlow"),
        ("Arabic-language al-Nahl news agency", "Al-Nahl"),
        ("Vega TV", "vegatv"),
        ("Radio Elsin", "Elsin Radio"),
        ("news.elsin.co.uk", "Elsin"),
        ("english.harlownews.co.kr", "Harlow News Agency"),
        ("@vegatv", "Vega TV"),
        ("AP", "Associated Press"),
        ("ITAR-TASS", "Tass"),
    ],
)
def test_names_of_one_outlet_meet(one: str, two: str) -> None:
    assert same_outlet(one, two)
    assert same_outlet(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Inland Post", "Inland Times"),
        ("Inland Post", "The Post"),
        ("Inland Business Times", "Business Times"),
        ("Vega News", "Vega News Arabia"),
        ("Elsin Broadcasting Company", "Erlan Broadcasting Company"),
        ("state media", "state media"),
        ("Veslandic state TV", "Veslandian newspaper"),
        ("Dispatches", "Dispatches"),
        ("News Agencies", "News Agencies"),
        ("NBC", "MSNBC"),
        ("", "Inland Post"),
    ],
)
def test_names_of_two_outlets_or_of_any_stay_apart(one: str, two: str) -> None:
    assert not same_outlet(one, two)


def test_what_names_no_outlet_is_known() -> None:
    assert [True, True, True, False, False] == [
        is_shared(name) for name in ("The Post", "local media", "wire services", "Vega TV", "The Beacon")
    ]


def test_names_of_several_outlets_are_known() -> None:
    assert [True, True, True, False, False] == [
        is_several(name) for name in ("Dispatches", "local media", "news agencies", "state TV", "Vega Media")
    ]


def test_short_names_are_written_as_names_are_compared() -> None:
    assert [] == [name for name in [*SHORT, *SHORT.values()] if not name.isalpha() or name.lower() != name]


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared_both_ways(one: str, two: str) -> None:
    assert same_outlet(one, two) == same_outlet(two, one)
    assert same_outlet(one, one) == bool(full_names(one))
