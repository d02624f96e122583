"""Tests of the stems of verbs."""

import pytest

from sayso.annotate.clausing.verbs import load_stems


@pytest.mark.parametrize(
    "forms",
    [
        "note noted notes noting", "add added adds adding", "plan planned plans planning", "deny denied denies denying",
        "call called calls calling", "control controlled controls controlling", "expel expelled expels expelling",
        "announce announced announces announcing", "urge urged urges urging", "fix fixed fixes fixing", "die died dying",
        "move moved moves moving", "vow vowed vows vowing", "agree agreed agrees agreeing", "echo echoed echoes echoing",
        "proceed proceeded proceeds proceeding", "watch watched watches watching", "be is was been ’s", "free frees freed",
        "flee fled flees fleeing", "focus focuses focused focusing", "carry carried carries", "withdraw withdrew withdrawn",
    ],
)  # fmt: skip
def test_all_forms_of_a_verb_have_one_stem(forms: str) -> None:
    """Whatever their spelling."""
    stem_of = load_stems()

    assert 1 == len({stem_of(form) for form in forms.split()})


def test_different_verbs_have_different_stems() -> None:
    """Also those that look alike."""
    stem_of = load_stems()

    assert 6 == len({stem_of(form) for form in "hoped hopped fell filled felt voted".split()})


def test_what_is_no_word_is_its_own_stem() -> None:
    """Nothing is cut away to nothing."""
    stem_of = load_stems()

    assert ["", "s", "ed", "ing", "42"] == [stem_of(form) for form in ["", "s", "ed", "ing", "42"]]
