"""How common words are comes from a table that ships; forms of one word share a stem."""

import pytest

from sayso.words.commonness import commonness, function_words, stem


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("minister", "ministers"),
        ("debate", "debated"),
        ("debate", "debating"),
        ("stop", "stopped"),
        ("party", "parties"),
        ("approve", "approved"),
        ("attack", "attacking"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, two: str) -> None:
    assert stem(one) == stem(two)


@pytest.mark.parametrize(
    ("one", "two"), [("glass", "glas"), ("bus", "bu"), ("crisis", "crisi"), ("king", "k")]
)
def test_an_ending_that_is_none_stays(one: str, two: str) -> None:
    assert stem(one) != stem(two)


def test_a_rarer_word_weighs_more_and_an_unseen_one_no_more_than_the_rarest() -> None:
    known = commonness()

    rarest = max(known.weight(root) for root in known.buckets)
    assert known.weight(stem("government")) < known.weight(stem("reservoir")) <= rarest
    assert known.weight("xqzzy") == rarest


def test_function_words_are_folded_words() -> None:
    assert {"the", "of", "doesnt"} <= function_words()
    assert all(word == word.casefold() for word in function_words())
