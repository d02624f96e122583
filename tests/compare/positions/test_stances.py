"""Stances: the words that ask, refuse, approve or deny, whether they are negated, and what hangs on a condition."""

from importlib import resources

import pytest

from sayso.compare.positions.stances import find_stances, has_condition
from sayso.words.forms import read_words


def told(words: str, *, cue: bool = False) -> list[str]:
    """The kinds of the stances that words take."""
    return [stance.told for stance in find_stances(read_words(words).forms, cue=cue)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the crews must leave", ["ask"]),
        ("the crews must not leave", ["not ask"]),
        ("we do not in any way accept the levy", ["not yes"]),
        ("the levy is unacceptable", ["no"]),
        ("he did not resign but must go", ["ask"]),
        ("we will go ahead with it", ["will", "will"]),
        ("there is no evidence of a leak", ["deny"]),
        ("they were still waiting", ["wait"]),
        ("the mill burned for an hour", []),
        ("", []),
    ],
)
def test_stances_are_read_from_what_is_said(words: str, expected: list[str]) -> None:
    assert expected == told(words)


def test_some_words_take_a_stance_only_as_a_cue() -> None:
    assert ["ask"] == told("is seeking", cue=True)
    assert [] == told("is seeking")


def test_of_phrases_that_begin_alike_the_longest_is_taken() -> None:
    """To call for a thing asks for it; to call it something does not."""
    assert ["ask"] == told("had called for", cue=True)
    assert [] == told("called", cue=True)


def test_a_negation_beyond_a_new_clause_is_none_of_the_stance() -> None:
    assert ["ask"] == told("it is not late and the crews must leave")


@pytest.mark.parametrize(
    "words", ["if Vareth pays", "unless it rains", "as long as it takes", "once the dyke holds"]
)
def test_conditions_are_seen(words: str) -> None:
    assert has_condition(read_words(words).forms)


def test_what_is_no_condition_is_none() -> None:
    assert not has_condition(read_words("they went as far as the weir, and at once").forms)
    assert not has_condition(())


@pytest.mark.parametrize("table", ["stance_words.tsv", "alike_words.tsv"])
def test_no_word_of_a_table_is_in_it_twice(table: str) -> None:
    """Else which line counts would hang on their order."""
    lines = resources.files("sayso.compare").joinpath("data", table).read_text(encoding="utf-8").splitlines()
    rows = [line.removeprefix("=").replace("~", " ") for line in lines if not line.startswith("#")]
    words = [word for row in rows for word in row.split("\t")[-1].split()]
    where = ["any" in row.split("\t")[1:2] for row in rows for _ in row.split("\t")[-1].split()]

    both = list(zip(words, where, strict=True))

    assert sorted(set(both)) == sorted(both)
