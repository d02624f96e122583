"""What it costs to write one word for another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.resolve.actors.sounds import FAR, consonants, letter_costs, plain_sounds, rough_sound, word_cost

WORDS = st.text(alphabet="abdeghijkmoqstuvz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("vadhimi", "vadhemi"), ("vadhimi", "vashimi")),
        (("jamal", "dzhamal"), ("jamal", "kamal")),
        (("qorban", "ghorban"), ("qorban", "dorban")),
        (("zhang", "chang"), ("zhang", "lhang")),
        (("marchuk", "martchouk"), ("marchuk", "marluk")),
    ],
)
def test_letters_for_one_sound_cost_less_than_other_letters(
    near: tuple[str, str], far: tuple[str, str]
) -> None:
    assert word_cost(*near) < word_cost(*far)


def test_words_with_little_in_common_are_far() -> None:
    assert word_cost("tavistock", "vossari") == FAR
    assert word_cost("tavistock", "") == FAR


@given(WORDS, WORDS)
def test_a_cost_is_the_same_both_ways_and_nothing_only_for_the_word_itself(one: str, two: str) -> None:
    assert word_cost(one, two) == word_cost(two, one)
    assert (word_cost(one, two) == 0) == (one == two)


def test_every_cost_in_the_table_is_over_nothing() -> None:
    assert all(cost > 0 for cost in letter_costs().values())


@pytest.mark.parametrize("spelling", ["vadhimi", "vadhemi", "wadhimi", "vathimi"])
def test_spellings_of_a_word_sound_roughly_alike(spelling: str) -> None:
    assert rough_sound(spelling) == rough_sound("vadhimi")


@given(WORDS)
def test_a_word_always_has_a_sound(word: str) -> None:
    assert rough_sound(word)
    assert consonants(word) > 0


def test_doubled_letters_and_two_ways_to_write_a_sound_are_plain() -> None:
    assert plain_sounds("nouri") == plain_sounds("nuri")
    assert plain_sounds("assad") == plain_sounds("asad")
    assert plain_sounds("reid") != plain_sounds("reed")
