"""Findings joined over articles, and what is held back because one sentence has both values."""

import pytest

from sayso.compare.discrepancies.finding import Finding, Side
from sayso.compare.discrepancies.joining import are_rivals, join
from sayso.records import Slot
from sayso.spans import Span


def side(article: str, value: str, start: int, *, sentence: int = 0) -> Side:
    return Side(
        article=article,
        value=value,
        start=start,
        end=start + 3,
        context=Span(sentence, sentence + 90),
        attribution=None,
    )


def finding(one: Side, two: Side, *, slot: Slot = "number") -> Finding:
    return Finding(
        slot=slot,
        difference="contradiction",
        level="between",
        about="sacks",
        sides=((one,), (two,)),
        score=800,
        reasons=(),
    )


def test_findings_that_share_words_are_one_comparison_with_a_side_for_each_value() -> None:
    [found] = join(
        [
            finding(side("a", "12 sacks", 5), side("b", "19 sacks", 7)),
            finding(side("b", "19 sacks", 7), side("c", "12 sacks", 9)),
        ]
    )

    assert [{one.article for one in sides} for sides in found.sides] == [{"a", "c"}, {"b"}]


@pytest.mark.parametrize(
    ("slot", "sentence", "kept"), [("number", 0, False), ("number", 200, True), ("scope", 0, True)]
)
def test_a_sentence_with_both_values_tells_of_two_things(slot: Slot, sentence: int, kept: bool) -> None:  # noqa: FBT001 - a parameter of a test
    found = join(
        [
            finding(side("a", "12 sacks", 5), side("b", "19 sacks", 7), slot=slot),
            finding(side("a", "12 sacks", 5), side("b", "12 sacks", 30, sentence=sentence), slot=slot),
        ]
    )

    assert [are_rivals(one) for one in found] == [kept]
