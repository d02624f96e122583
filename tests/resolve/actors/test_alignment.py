"""Which words of two names go together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.resolve.actors.alignment import align, pair_words
from sayso.resolve.actors.glances import are_apart, glance_at

NAMES = st.lists(
    st.sampled_from(
        ["orla", "tavistock", "tavistok", "vadhimi", "vadhemi", "ta", "vistock", "bill", "william"]
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize(
    ("one", "two", "how"),
    [
        ("orla", "orla", "same"),
        ("o", "orla", "initial"),
        ("vadhimi", "vadhemi", "spelling"),
        ("tavistock", "tamistock", "slip"),
        ("johnson", "johnston", "slip"),
        ("bill", "william", "nickname"),
        ("abdrahman", "rahman", "shortened"),
        ("devossa", "vossa", "joined"),
        ("orla", "maren", "other"),
        ("a", "orla", "other"),
    ],
)
def test_how_two_words_go_together(one: str, two: str, how: str) -> None:
    assert how == pair_words(one, two).how == pair_words(two, one).how


def test_the_surest_pairs_are_taken_first_and_each_word_once() -> None:
    found = align(["maria", "maren"], ["maren", "maria", "tavistock"])
    assert [(pair.one, pair.two) for pair in found.pairs] == [("maria", "maria"), ("maren", "maren")]
    assert found.two_only == (2,)
    assert found.crossed


def test_words_that_one_name_writes_apart_are_joined_before_they_are_taken_for_slips() -> None:
    found = align(["orla", "tavistock"], ["orla", "ta", "vistock"])
    assert {pair.how for pair in found.pairs} == {"same", "joined"}
    assert found.one_only == found.two_only == ()


@given(NAMES, NAMES)
def test_a_glance_tells_apart_only_names_that_have_a_word_each_that_the_other_has_not(
    one: list[str], two: list[str]
) -> None:
    first, second = glance_at(one), glance_at(two)
    assert first is not None
    assert second is not None
    found = align(one, two)
    assert not are_apart(first, second) or (found.one_only and found.two_only)


def test_a_name_with_an_initial_is_not_judged_at_a_glance() -> None:
    assert glance_at(["o", "tavistock"]) is None
